//! 21 recycle_epoch.

#![allow(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::RewardsError,
        events::EpochRecycled,
        state::{Config, EpochPool, State},
    },
    anchor_lang::prelude::*,
};

/// Epochs a node has to claim one: its ring of points holds four.
const EPOCHS_TO_CLAIM: u32 = 3;

/// An old pool and the one its rest goes into.
#[event_cpi]
#[derive(Accounts)]
#[instruction(epoch: u32, next_epoch: u32)]
pub struct RecycleEpoch {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(seeds = [b"state"], bump)]
    pub state: Account<State>,
    #[account(mut, seeds = [b"epoch", epoch.to_le_bytes()], bump = pool.bump)]
    pub pool: Account<EpochPool>,
    #[account(init_if_needed, payer = payer, seeds = [b"epoch", next_epoch.to_le_bytes()], bump)]
    pub next_pool: Account<EpochPool>,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Moves what nobody claimed of an epoch into the pool that collects now: the one of the lowest label.
///
/// # Errors
/// `RecycleTooSoon`, `EpochLabelWrong` when `next_epoch` is not the lowest label, `NoPoints` when the epoch was
/// recycled already, `Overflow`.
pub fn recycle_epoch(ctx: &mut Context<RecycleEpoch>, epoch: u32, next_epoch: u32) -> Result<()> {
    let clock = Clock::get()?;
    let next_bump = ctx.bumps.next_pool;
    let accounts = &mut ctx.accounts;
    let lowest = accounts
        .state
        .lowest_label(accounts.config.params.fee_shards);
    require!(
        lowest > epoch.saturating_add(EPOCHS_TO_CLAIM),
        RewardsError::RecycleTooSoon
    );
    require!(next_epoch == lowest, RewardsError::EpochLabelWrong);

    let pool_before = accounts.pool.sums();
    let amount = accounts.pool.recycle()?;
    let next = &mut accounts.next_pool;
    let next_pool_changes = next.count_or_open(next_epoch, next_bump, *accounts.payer.address());
    let next_pool_before = next.sums();
    next.receive(amount, 0)?;

    let event = EpochRecycled {
        pool: *accounts.pool.address(),
        pool_changes: accounts.pool.count_change(),
        next_pool: *next.address(),
        next_pool_changes,
        epoch,
        next_epoch,
        amount,
        pool_before,
        pool_after: accounts.pool.sums(),
        next_pool_before,
        next_pool_after: next.sums(),
        next_pool_rent_payer: next.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
