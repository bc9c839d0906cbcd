//! Slashing: reports, votes, appeals, execution. Owns the slash vault and the bond vault.

#![cfg_attr(not(any(test, feature = "idl-build")), no_std)]

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod math;
pub mod seeds;
pub mod state;

use {crate::state::SlashingParams, anchor_lang::prelude::*};

pub use instructions::*;

declare_id!("74TZV4yRvLxzTNLKRowskRfeY9APJiqKjj6fuaWrETUo");

#[program]
pub mod slashing {
    use super::*;

    /// Creates Config, State and both vaults; by the upgrade authority.
    #[discrim = 1]
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        params: SlashingParams,
        guardian: Address,
    ) -> Result<()> {
        instructions::initialize(ctx, params, guardian)
    }

    /// Proposes the next authority.
    #[discrim = 2]
    pub fn propose_authority(ctx: &mut Context<ProposeAuthority>, key: Address) -> Result<()> {
        instructions::propose_authority(ctx, key)
    }

    /// Takes the authority over.
    #[discrim = 3]
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        instructions::accept_authority(ctx)
    }

    /// Replaces the guardian.
    #[discrim = 4]
    pub fn set_guardian(ctx: &mut Context<SetGuardian>, key: Address) -> Result<()> {
        instructions::set_guardian(ctx, key)
    }

    /// Pauses entries until unpaused, exits for 72 hours.
    #[discrim = 5]
    pub fn pause(ctx: &mut Context<Pause>, entries: bool, exits: bool) -> Result<()> {
        instructions::pause(ctx, entries, exits)
    }

    /// Ends both pauses.
    #[discrim = 6]
    pub fn unpause(ctx: &mut Context<Unpause>) -> Result<()> {
        instructions::unpause(ctx)
    }

    /// Replaces the parameters.
    #[discrim = 7]
    pub fn update_config(ctx: &mut Context<UpdateConfig>, params: SlashingParams) -> Result<()> {
        instructions::update_config(ctx, params)
    }

    /// Accuses a node or validator, with a bond.
    #[discrim = 10]
    pub fn report_subject(
        ctx: &mut Context<ReportSubject>,
        reason: u8,
        shown: [u8; 32],
    ) -> Result<()> {
        instructions::report_subject(ctx, reason, shown)
    }

    /// Reports a node that was silent for too long.
    #[discrim = 11]
    pub fn report_offline(ctx: &mut Context<ReportOffline>) -> Result<()> {
        instructions::report_offline(ctx)
    }

    /// Reports a node for a fault that markets recorded.
    #[discrim = 12]
    pub fn report_fault(ctx: &mut Context<ReportFault>) -> Result<()> {
        instructions::report_fault(ctx)
    }

    /// Draws the panel of a report.
    #[discrim = 13]
    pub fn draw_panel(ctx: &mut Context<DrawPanel>) -> Result<()> {
        instructions::draw_panel(ctx)
    }

    /// A validator of the panel votes.
    #[discrim = 14]
    pub fn vote_report(ctx: &mut Context<VoteReport>, vote: u8) -> Result<()> {
        instructions::vote_report(ctx, vote)
    }

    /// Ends the first round.
    #[discrim = 15]
    pub fn finalise_report(ctx: &mut Context<FinaliseReport>) -> Result<()> {
        instructions::finalise_report(ctx)
    }

    /// The accused asks all validators, with a bond.
    #[discrim = 16]
    pub fn appeal_report(ctx: &mut Context<AppealReport>) -> Result<()> {
        instructions::appeal_report(ctx)
    }

    /// A validator votes on an appeal.
    #[discrim = 17]
    pub fn vote_appeal(ctx: &mut Context<VoteAppeal>, vote: u8) -> Result<()> {
        instructions::vote_appeal(ctx, vote)
    }

    /// Ends the appeal.
    #[discrim = 18]
    pub fn finalise_appeal(ctx: &mut Context<FinaliseAppeal>) -> Result<()> {
        instructions::finalise_appeal(ctx)
    }

    /// Forgives; by the authority.
    #[discrim = 19]
    pub fn pardon_report(ctx: &mut Context<PardonReport>) -> Result<()> {
        instructions::pardon_report(ctx)
    }

    /// Reserves the slash and penalises the node.
    #[discrim = 20]
    pub fn open_execution(ctx: &mut Context<OpenExecution>) -> Result<()> {
        instructions::open_execution(ctx)
    }

    /// Slashes one position and splits what it lost.
    #[discrim = 21]
    pub fn execute_report(ctx: &mut Context<ExecuteReport>) -> Result<()> {
        instructions::execute_report(ctx)
    }

    /// Pays a voter of the side that was right.
    #[discrim = 22]
    pub fn claim_vote_fee(ctx: &mut Context<ClaimVoteFee>) -> Result<()> {
        instructions::claim_vote_fee(ctx)
    }

    /// Closes a report 30 days after its end.
    #[discrim = 23]
    pub fn close_report(ctx: &mut Context<CloseReport>) -> Result<()> {
        instructions::close_report(ctx)
    }

    /// Closes a vote 30 days after the report's end.
    #[discrim = 24]
    pub fn close_report_vote(ctx: &mut Context<CloseReportVote>) -> Result<()> {
        instructions::close_report_vote(ctx)
    }
}

#[cfg(test)]
mod tests {
    use hypernode_common::programs::SLASHING;

    #[test]
    fn declares_the_id_its_siblings_know() {
        assert_eq!(crate::ID, SLASHING.id);
    }
}
