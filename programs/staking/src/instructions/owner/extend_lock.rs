//! 12 extend_lock.

use {
    crate::{
        error::StakingError,
        events::{LockExtended, PositionChange, TotalsChange},
        instructions::rewards_link::*,
        state::{Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Config, Position, StakingParams, Totals},
};

/// A position and its owner's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct ExtendLock {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(
        mut,
        seeds = [b"position", position.owner, position.index.get().to_le_bytes()],
        bump = position.bump
    )]
    pub position: Account<Position>,
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub rewards: Nested<RewardsLink>,
}

/// Locks the position for `lock_days` from now; the days may only grow.
///
/// # Errors
/// `NotPositionOwner`, `RewardAccountMissing`, `EntriesPaused`, `LockShrinks`, `LockTooShort`, `LockTooLong`.
pub fn extend_lock(ctx: &mut Context<ExtendLock>, lock_days: u16) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.rewards.check(accounts.position.address())?;
    accounts
        .config
        .head
        .check_entries()
        .map_err(StakingError::from)?;
    let params: StakingParams = accounts.config.params.into();
    let position_before = accounts.position.state();
    let totals_before = accounts.totals.state();
    accounts.position.extend(lock_days, &params, now)?;
    let weight = accounts.position.weight.get();
    accounts.totals.reweigh(position_before.weight, weight)?;
    accounts.rewards.sync(position_before.weight, weight);
    let event = LockExtended {
        owner: *accounts.owner.address(),
        position: PositionChange::of(&mut accounts.position, position_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
