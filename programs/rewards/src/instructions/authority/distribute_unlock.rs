//! 17 distribute_unlock.

#![allow(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::RewardsError,
        events::UnlockDistributed,
        math::{period_at, split_unlock},
        state::{raise, Config, State, Unlock},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        programs::{REWARDS_VAULTS, STAKER_VAULT},
        token::{burn_checked, transfer, Mint, TokenAccount},
    },
};

/// An unlocked amount on its way to stakers, the furnace and operations.
#[event_cpi]
#[derive(Accounts)]
#[instruction(period: u32)]
pub struct DistributeUnlock {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"state"], bump)]
    pub state: Account<State>,
    /// Absent: each period is distributed once.
    #[account(init, payer = payer, seeds = [b"unlock", period.to_le_bytes()], bump)]
    pub unlock: Account<Unlock>,
    #[account(address = config.params.unlock_authority @ RewardsError::NotUnlockAuthority)]
    pub unlock_authority: Signer,
    /// Where the unlocked tokens are; owned by the unlock authority.
    #[account(mut)]
    pub source: Account<TokenAccount>,
    #[account(mut, address = STAKER_VAULT.address @ RewardsError::WrongVault)]
    pub staker_vault: Account<TokenAccount>,
    #[account(mut, address = config.params.operations @ RewardsError::WrongTokenOwner)]
    pub operations: Account<TokenAccount>,
    #[account(mut, address = config.head.mint @ RewardsError::WrongMint)]
    pub mint: Account<Mint>,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Splits the unlock of a period that has begun: floor of the stakers' share is streamed, floor of the burn share
/// burned, the rest goes to operations.
///
/// # Errors
/// `NotUnlockAuthority`, `WrongVault`, `WrongMint`, `WrongTokenOwner`, `WrongTokenMint`, `TokenAccountFrozen`,
/// `ZeroAmount`, `PeriodInFuture`; the system program's code when the period was distributed before.
pub fn distribute_unlock(
    ctx: &mut Context<DistributeUnlock>,
    period: u32,
    amount: u64,
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let params = accounts.config.params;
    let mint = accounts.config.head.mint;
    accounts
        .source
        .check(&mint, accounts.unlock_authority.address())
        .map_err(RewardsError::from)?;
    accounts
        .staker_vault
        .check_vault(&mint, &REWARDS_VAULTS.address)
        .map_err(RewardsError::from)?;
    require!(
        accounts.operations.mint == mint,
        RewardsError::WrongTokenMint
    );
    require!(
        !accounts.operations.is_frozen(),
        RewardsError::TokenAccountFrozen
    );
    require!(amount > 0, RewardsError::ZeroAmount);
    let newest = period_at(
        now,
        params.unlock_origin_at.get(),
        params.unlock_period_seconds.get(),
    );
    require!(
        period > 0 && newest.is_some_and(|newest| period as u64 <= newest),
        RewardsError::PeriodInFuture
    );

    let split = split_unlock(
        amount,
        params.unlock_rewards_bps.get(),
        params.unlock_burn_bps.get(),
    )?;
    let state = &mut accounts.state;
    let state_before = state.staker_sums();
    let burned_before = state.burned.get();
    state.advance(&params, now)?;
    if split.rewards > 0 {
        state.stream_lump(split.rewards, &params, now)?;
    }
    state.burned = raise(state.burned, split.burned)?;
    accounts
        .unlock
        .open(ctx.bumps.unlock, *accounts.payer.address());
    accounts.unlock.record(period, amount, split, now);

    if split.rewards > 0 {
        transfer(
            accounts.source.cpi_handle_mut(),
            accounts.staker_vault.cpi_handle_mut(),
            accounts.unlock_authority.cpi_handle(),
            split.rewards,
            &[],
        );
    }
    if split.burned > 0 {
        burn_checked(
            accounts.source.cpi_handle_mut(),
            accounts.mint.cpi_handle_mut(),
            accounts.unlock_authority.cpi_handle(),
            split.burned,
            &[],
        );
    }
    if split.operations > 0 {
        transfer(
            accounts.source.cpi_handle_mut(),
            accounts.operations.cpi_handle_mut(),
            accounts.unlock_authority.cpi_handle(),
            split.operations,
            &[],
        );
    }

    let event = UnlockDistributed {
        state: *accounts.state.address(),
        state_changes: accounts.state.count_change(),
        unlock: *accounts.unlock.address(),
        unlock_changes: accounts.unlock.changes.get(),
        period,
        amount,
        rewards: split.rewards,
        burned: split.burned,
        operations: split.operations,
        from: *accounts.source.address(),
        staker_vault: *accounts.staker_vault.address(),
        operations_account: *accounts.operations.address(),
        state_before,
        state_after: accounts.state.staker_sums(),
        burned_before,
        burned_after: accounts.state.burned.get(),
        rent_payer: *accounts.payer.address(),
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
