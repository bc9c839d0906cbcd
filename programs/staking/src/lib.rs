//! Staking: positions, weight (xHYPER, not transferable), bonds and validators. Owns the stake vault.

#![cfg_attr(not(any(test, feature = "idl-build")), no_std)]

pub mod constants;
pub mod error;
pub mod events;
pub mod instructions;
pub mod math;
pub mod params;
pub mod seeds;
pub mod state;

use {anchor_lang::prelude::*, hypernode_common::staking::StakingParams};

pub use instructions::*;

declare_id!("AQicbZkqRZcpEaKCuuV4pP3gLewaVXUP4ufPcdrsZvtx");

#[program]
pub mod staking {
    use super::*;

    /// Creates Config, Totals and the stake vault; by the upgrade authority.
    #[discrim = 1]
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        params: StakingParams,
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
    pub fn update_config(ctx: &mut Context<UpdateConfig>, params: StakingParams) -> Result<()> {
        instructions::update_config(ctx, params)
    }

    /// Opens a position with its first stake.
    #[discrim = 10]
    pub fn stake(ctx: &mut Context<Stake>, index: u16, amount: u64, lock_days: u16) -> Result<()> {
        instructions::stake(ctx, index, amount, lock_days)
    }

    /// Adds stake and locks the whole position again.
    #[discrim = 11]
    pub fn add_stake(ctx: &mut Context<AddStake>, amount: u64) -> Result<()> {
        instructions::add_stake(ctx, amount)
    }

    /// Locks a position longer.
    #[discrim = 12]
    pub fn extend_lock(ctx: &mut Context<ExtendLock>, lock_days: u16) -> Result<()> {
        instructions::extend_lock(ctx, lock_days)
    }

    /// Starts the unbonding of stake whose lock is over.
    #[discrim = 13]
    pub fn unstake(ctx: &mut Context<Unstake>, amount: u64) -> Result<()> {
        instructions::unstake(ctx, amount)
    }

    /// Pays unbonded stake to its owner.
    #[discrim = 14]
    pub fn withdraw_stake(ctx: &mut Context<WithdrawStake>) -> Result<()> {
        instructions::withdraw_stake(ctx)
    }

    /// Ends the multiplier of a finished lock.
    #[discrim = 15]
    pub fn refresh_position(ctx: &mut Context<RefreshPosition>) -> Result<()> {
        instructions::refresh_position(ctx)
    }

    /// Closes an empty position.
    #[discrim = 16]
    pub fn close_position(ctx: &mut Context<ClosePosition>) -> Result<()> {
        instructions::close_position(ctx)
    }

    /// Puts a position behind a Node or Validator.
    #[discrim = 17]
    pub fn pledge_position(ctx: &mut Context<PledgePosition>) -> Result<()> {
        instructions::pledge_position(ctx)
    }

    /// Takes a position out of the tier of what it backs.
    #[discrim = 18]
    pub fn release_pledge(ctx: &mut Context<ReleasePledge>) -> Result<()> {
        instructions::release_pledge(ctx)
    }

    /// Frees a released position.
    #[discrim = 19]
    pub fn clear_pledge(ctx: &mut Context<ClearPledge>) -> Result<()> {
        instructions::clear_pledge(ctx)
    }

    /// Creates a validator and pledges its position.
    #[discrim = 20]
    pub fn register_validator(ctx: &mut Context<RegisterValidator>) -> Result<()> {
        instructions::register_validator(ctx)
    }

    /// Ends the votes of a validator and releases its position.
    #[discrim = 21]
    pub fn retire_validator(ctx: &mut Context<RetireValidator>) -> Result<()> {
        instructions::retire_validator(ctx)
    }

    /// Closes a retired validator.
    #[discrim = 22]
    pub fn close_validator(ctx: &mut Context<CloseValidator>) -> Result<()> {
        instructions::close_validator(ctx)
    }

    /// Closes an empty bond.
    #[discrim = 23]
    pub fn close_bond(ctx: &mut Context<CloseBond>) -> Result<()> {
        instructions::close_bond(ctx)
    }

    /// Takes part of a position to the slash vault and returns the amount.
    #[discrim = 30]
    pub fn slash_position(ctx: &mut Context<SlashPosition>, bps: u16) -> Result<u64> {
        instructions::slash_position(ctx, bps)
    }

    /// Counts one report more or less that freezes a bond.
    #[discrim = 31]
    pub fn freeze_bond(ctx: &mut Context<FreezeBond>, delta: i8) -> Result<()> {
        instructions::freeze_bond(ctx, delta)
    }

    /// Counts a slash towards the cap and returns what the cap lets through.
    #[discrim = 32]
    pub fn reserve_slash(ctx: &mut Context<ReserveSlash>, bps: u16) -> Result<u16> {
        instructions::reserve_slash(ctx, bps)
    }

    /// Makes rewards in the stake vault part of a position.
    #[discrim = 33]
    pub fn credit_compound(ctx: &mut Context<CreditCompound>, amount: u64) -> Result<()> {
        instructions::credit_compound(ctx, amount)
    }
}

#[cfg(test)]
mod tests {
    use hypernode_common::programs::STAKING;

    #[test]
    fn declares_the_id_its_siblings_know() {
        assert_eq!(crate::ID, STAKING.id);
    }
}
