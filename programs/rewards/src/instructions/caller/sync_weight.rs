//! 11 sync_weight.

use {
    crate::{
        error::RewardsError,
        events::WeightSynced,
        state::{Config, RewardAccount, RewardTransitions, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{event::emit, programs},
};

/// The position whose weight changes.
#[event_cpi]
#[derive(Accounts)]
pub struct SyncWeight {
    #[account(address = programs::STAKING.caller.address @ RewardsError::NotCaller)]
    pub caller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"state"], bump)]
    pub state: Account<State>,
    #[account(mut)]
    pub reward_account: Account<RewardAccount>,
}

/// Settles the position at its old weight, then gives it the new one. Staking passes the reward account of the
/// position it changes and has checked its address.
///
/// # Errors
/// `NotCaller`, `WeightMismatch`, `Overflow`.
pub fn sync_weight(ctx: &mut Context<SyncWeight>, old: u128, new: u128) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let params = &accounts.config.params;
    let state = &mut accounts.state;
    let reward = &mut accounts.reward_account;
    let state_before = state.staker_sums();
    let reward_before = reward.sums();
    require!(reward.weight.get() == old, RewardsError::WeightMismatch);

    state.advance(params, clock.unix_timestamp)?;
    reward.settle(state.acc.get())?;
    reward.weight = new.into();
    state.replace_weight(old, new)?;

    let event = WeightSynced {
        state: *state.address(),
        state_changes: state.count_change(),
        reward_account: *reward.address(),
        reward_account_changes: reward.count_change(),
        position: reward.position,
        state_before,
        state_after: state.staker_sums(),
        reward_before,
        reward_after: reward.sums(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit(
        &programs::REWARDS,
        ctx.accounts.event_authority.cpi_handle(),
        &event,
    );
    Ok(())
}
