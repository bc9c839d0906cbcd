//! 10 open_reward_account.

use {
    crate::{
        events::RewardAccountOpened,
        state::{RewardAccount, State},
    },
    anchor_lang::prelude::*,
};

/// The reward account to create.
#[event_cpi]
#[derive(Accounts)]
pub struct OpenRewardAccount {
    #[account(seeds = [b"state"], bump)]
    pub state: Account<State>,
    /// CHECK: any address: the position need not exist yet, and nothing is read from it.
    pub position: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"reward", position], bump)]
    pub reward_account: Account<RewardAccount>,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Creates the reward account of a position, with weight 0.
///
/// # Errors
/// The system program's code when it exists already.
pub fn open_reward_account(ctx: &mut Context<OpenRewardAccount>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let reward = &mut accounts.reward_account;
    reward.open(ctx.bumps.reward_account, *accounts.payer.address());
    reward.position = *accounts.position.address();
    reward.acc_paid = accounts.state.acc;

    let event = RewardAccountOpened {
        reward_account: *reward.address(),
        reward_account_changes: reward.changes.get(),
        position: reward.position,
        acc_paid: reward.acc_paid.get(),
        rent_payer: reward.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
