//! 22 claim_vote_fee.

use {
    crate::{
        constants::{BOND_VAULT, CONFIG, STATE, TOKEN_PROGRAM, VAULTS},
        error::SlashingError,
        events::{ReportChange, SumsChange, VoteFeeClaimed},
        instructions::purse::VAULTS_SIGNER,
        state::{Config, Moment, Report, ReportVote, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::{transfer, TokenAccount},
};

/// An ended report, the vote of the signer on it, and where its share goes.
#[event_cpi]
#[derive(Accounts)]
pub struct ClaimVoteFee {
    /// Owner key of the validator that voted.
    pub voter: Signer,
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut, address = STATE)]
    pub state: Account<State>,
    #[account(mut)]
    pub report: Account<Report>,
    /// The vote; none for a voter that the fault names.
    #[account(
        mut,
        constraint = report_vote.report == *report.address() @ SlashingError::NotMajorityVoter,
        constraint = report_vote.validator == *voter.address() @ SlashingError::NotMajorityVoter,
    )]
    pub report_vote: Option<Account<ReportVote>>,
    #[account(mut, address = BOND_VAULT @ SlashingError::WrongVault)]
    pub bond_vault: Account<TokenAccount>,
    /// CHECK: pinned by address; signs for the vault.
    #[account(address = VAULTS)]
    pub vaults: UncheckedAccount,
    /// Any token account of the voter.
    #[account(mut)]
    pub voter_token: Account<TokenAccount>,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
}

/// Pays a voter of the side that was right its equal share of the pot, once.
///
/// # Errors
/// `NotMajorityVoter`, `WrongVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `ReportNotEnded`,
/// `ExitsPaused`, `FeePaid`.
pub fn claim_vote_fee(ctx: &mut Context<ClaimVoteFee>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let voter = *accounts.voter.address();
    accounts
        .voter_token
        .check(&accounts.config.head.mint, &voter)
        .map_err(SlashingError::from)?;
    accounts.report.require_ended()?;
    accounts.config.check_exits(now.at)?;
    let before = accounts.report.state();
    let sums_before = accounts.state.state();
    let (amount, report_vote, report_vote_changes) = accounts.take(&voter)?;
    accounts.state.change_pot(amount, 0)?;
    transfer(
        accounts.bond_vault.cpi_handle_mut(),
        accounts.voter_token.cpi_handle_mut(),
        accounts.vaults.cpi_handle(),
        amount,
        VAULTS_SIGNER,
    );
    let event = VoteFeeClaimed {
        report: ReportChange::of(&mut accounts.report, before),
        sums: SumsChange::of(&mut accounts.state, sums_before),
        report_vote,
        report_vote_changes,
        voter,
        amount,
        bond_vault: BOND_VAULT,
        voter_token: *accounts.voter_token.address(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}

impl ClaimVoteFee {
    /// Marks the share as paid; gives it with the vote and its counter.
    fn take(&mut self, voter: &Address) -> Result<(u64, Address, u32)> {
        match &mut self.report_vote {
            Some(vote) => {
                let amount = self.report.fee_of_vote(vote)?;
                vote.pay()?;
                Ok((amount, *vote.address(), vote.count_change()))
            }
            None => {
                let amount = self.report.pay_named_voter(voter)?;
                Ok((amount, Address::default(), 0))
            }
        }
    }
}
