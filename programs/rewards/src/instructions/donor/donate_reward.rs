//! 15 donate_reward.

use {
    crate::{
        error::RewardsError,
        events::RewardDonated,
        state::{Config, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        programs::{REWARDS_VAULTS, STAKER_VAULT},
        token::{transfer, TokenAccount},
    },
};

/// A gift to the stakers.
#[event_cpi]
#[derive(Accounts)]
pub struct DonateReward {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"state"], bump)]
    pub state: Account<State>,
    pub donor: Signer,
    #[account(mut)]
    pub source: Account<TokenAccount>,
    #[account(mut, address = STAKER_VAULT.address @ RewardsError::WrongVault)]
    pub staker_vault: Account<TokenAccount>,
    pub token_program: Program<Token>,
}

/// Moves `amount` into the staker vault, from where it is streamed.
///
/// # Errors
/// `WrongVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `ZeroAmount`, `Overflow`.
pub fn donate_reward(ctx: &mut Context<DonateReward>, amount: u64) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let params = accounts.config.params;
    let mint = accounts.config.head.mint;
    accounts
        .staker_vault
        .check_vault(&mint, &REWARDS_VAULTS.address)
        .map_err(RewardsError::from)?;
    accounts
        .source
        .check(&mint, accounts.donor.address())
        .map_err(RewardsError::from)?;
    require!(amount > 0, RewardsError::ZeroAmount);

    let state_before = accounts.state.staker_sums();
    accounts.state.advance(&params, clock.unix_timestamp)?;
    accounts
        .state
        .stream_lump(amount, &params, clock.unix_timestamp)?;
    transfer(
        accounts.source.cpi_handle_mut(),
        accounts.staker_vault.cpi_handle_mut(),
        accounts.donor.cpi_handle(),
        amount,
        &[],
    );

    let event = RewardDonated {
        state: *accounts.state.address(),
        state_changes: accounts.state.count_change(),
        donor: *accounts.donor.address(),
        amount,
        from: *accounts.source.address(),
        to: *accounts.staker_vault.address(),
        state_before,
        state_after: accounts.state.staker_sums(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
