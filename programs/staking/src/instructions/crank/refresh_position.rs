//! 15 refresh_position.

use {
    crate::{
        events::{PositionChange, PositionRefreshed, TotalsChange},
        instructions::rewards_link::*,
        state::{Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Position, Totals},
};

/// A position whose lock is over.
#[event_cpi]
#[derive(Accounts)]
pub struct RefreshPosition {
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(
        mut,
        seeds = [b"position", position.owner, position.index.get().to_le_bytes()],
        bump = position.bump
    )]
    pub position: Account<Position>,
    pub rewards: Nested<RewardsLink>,
}

/// Takes the multiplier of a finished lock back to 1.
///
/// # Errors
/// `RewardAccountMissing`, `NothingToRefresh`, `StillLocked`.
pub fn refresh_position(ctx: &mut Context<RefreshPosition>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.rewards.check(accounts.position.address())?;
    let position_before = accounts.position.state();
    let totals_before = accounts.totals.state();
    accounts.position.refresh(now)?;
    let weight = accounts.position.weight.get();
    accounts.totals.reweigh(position_before.weight, weight)?;
    accounts.rewards.sync(position_before.weight, weight);
    let event = PositionRefreshed {
        owner: accounts.position.owner,
        position: PositionChange::of(&mut accounts.position, position_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
