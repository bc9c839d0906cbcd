//! 14 close_reward_account.

use {
    crate::{
        error::RewardsError,
        events::RewardAccountClosed,
        state::{RewardAccount, RewardTransitions},
    },
    anchor_lang::prelude::*,
    hypernode_common::{layout::View, staking::Position},
};

/// The empty reward account and who gets its rent.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseRewardAccount {
    #[account(mut, close = rent_payer)]
    pub reward_account: Account<RewardAccount>,
    /// The position; needed where its owner signs, absent where the rent payer does.
    #[account(address = reward_account.position @ RewardsError::NotPositionOwner)]
    pub position: Option<Account<View<Position>>>,
    pub signer: Signer,
    /// CHECK: pinned by the reward account; only receives.
    #[account(mut, unsafe(dup), address = reward_account.rent_payer @ RewardsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes an empty reward account; its lamports go to whoever paid its rent.
///
/// # Errors
/// `WrongRentPayer`, `NotPositionOwner` for a signer who is neither the rent payer nor the position's owner,
/// `AccountNotEmpty`.
pub fn close_reward_account(ctx: &mut Context<CloseRewardAccount>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let signer = accounts.signer.address();
    let reward = &mut accounts.reward_account;
    let may_close = reward.rent_payer == *signer
        || accounts
            .position
            .as_ref()
            .is_some_and(|position| position.owner == *signer);
    require!(may_close, RewardsError::NotPositionOwner);
    reward.check_empty()?;

    let event = RewardAccountClosed {
        reward_account: *reward.address(),
        reward_account_changes: reward.count_change(),
        position: reward.position,
        rent_payer: reward.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
