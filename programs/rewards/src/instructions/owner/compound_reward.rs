//! 13 compound_reward.

use {
    crate::{
        error::RewardsError,
        events::RewardCompounded,
        seeds::SEED_VAULTS,
        state::{raise, Config, RewardAccount, RewardTransitions, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{self, REWARDS_VAULTS, STAKER_VAULT, STAKE_VAULT, TOTALS},
        staking::{self, Bond, CreditCompoundAccounts, Position, Totals},
        token::{transfer, TokenAccount},
    },
};

/// The position that grows by its rewards.
#[event_cpi]
#[derive(Accounts)]
pub struct CompoundReward {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"state"], bump)]
    pub state: Account<State>,
    #[account(mut)]
    pub reward_account: Account<RewardAccount>,
    #[account(
        mut,
        address = reward_account.position @ RewardsError::NotPositionOwner,
        constraint = position.version == VERSION @ RewardsError::WrongVersion
    )]
    pub position: Account<View<Position>>,
    #[account(address = position.owner @ RewardsError::NotPositionOwner)]
    pub owner: Signer,
    #[account(mut, address = STAKER_VAULT.address @ RewardsError::WrongVault)]
    pub staker_vault: Account<TokenAccount>,
    /// CHECK: pinned by address; signs for both vaults.
    #[account(address = REWARDS_VAULTS.address @ RewardsError::WrongVault)]
    pub vaults: UncheckedAccount,
    /// CHECK: pinned by address; proves rewards to staking.
    #[account(address = programs::REWARDS.caller.address @ RewardsError::NotCaller)]
    pub caller: UncheckedAccount,
    /// CHECK: pinned by address; read by staking.
    #[account(address = programs::STAKING.config.address @ RewardsError::WrongProgramOwner)]
    pub staking_config: UncheckedAccount,
    #[account(mut, address = TOTALS.address @ RewardsError::WrongProgramOwner)]
    pub totals: Account<View<Totals>>,
    /// The bond of a pledged position; staking checks it.
    #[account(mut)]
    pub bond: Option<Account<View<Bond>>>,
    #[account(mut, address = STAKE_VAULT.address @ RewardsError::WrongVault)]
    pub stake_vault: Account<TokenAccount>,
    /// CHECK: pinned by address; signs the events of staking.
    #[account(address = programs::STAKING.event_authority.address @ RewardsError::WrongProgramOwner)]
    pub staking_event_authority: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = programs::STAKING.id @ RewardsError::WrongProgramOwner)]
    pub staking_program: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// Settles the position, moves everything pending into the stake vault and lets staking add it to the position.
/// Rewards reads the weight back, since staking cannot call it while it waits.
///
/// # Errors
/// `NotPositionOwner`, `WrongVersion`, `WrongVault`, `EntriesPaused`, `NothingToClaim`, `CompoundMismatch`, `Overflow`; staking's codes.
pub fn compound_reward(ctx: &mut Context<CompoundReward>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_entries()
        .map_err(RewardsError::from)?;

    let params = accounts.config.params;
    let state_before = accounts.state.staker_sums();
    let reward_before = accounts.reward_account.sums();
    accounts.state.advance(&params, clock.unix_timestamp)?;
    accounts.reward_account.settle(accounts.state.acc.get())?;
    let amount = accounts.reward_account.take_pending()?;
    accounts.state.compounded = raise(accounts.state.compounded, amount)?;
    accounts.restake(amount)?;

    let event = RewardCompounded {
        state: *accounts.state.address(),
        state_changes: accounts.state.count_change(),
        reward_account: *accounts.reward_account.address(),
        reward_account_changes: accounts.reward_account.count_change(),
        position: *accounts.position.address(),
        owner: *accounts.owner.address(),
        amount,
        from: *accounts.staker_vault.address(),
        to: *accounts.stake_vault.address(),
        state_before,
        state_after: accounts.state.staker_sums(),
        reward_before,
        reward_after: accounts.reward_account.sums(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

impl CompoundReward {
    /// Moves `amount` into the position and takes its new weight over.
    fn restake(&mut self, amount: u64) -> Result<()> {
        let staked_before = self.position.amount.get();
        transfer(
            self.staker_vault.cpi_handle_mut(),
            self.stake_vault.cpi_handle_mut(),
            self.vaults.cpi_handle(),
            amount,
            &[&[SEED_VAULTS, &[REWARDS_VAULTS.bump]]],
        );
        staking::credit_compound(
            CreditCompoundAccounts {
                caller: self.caller.cpi_handle(),
                config: self.staking_config.cpi_handle(),
                totals: self.totals.cpi_handle_mut(),
                position: self.position.cpi_handle_mut(),
                bond: self.bond.as_mut().map(|bond| bond.cpi_handle_mut()),
                vault: self.stake_vault.cpi_handle(),
                event_authority: self.staking_event_authority.cpi_handle(),
                program: self.staking_program.cpi_handle(),
            },
            amount,
        );
        self.position.revalidate_after_cpi()?;

        let grown = self.position.amount.get().checked_sub(staked_before);
        require!(grown == Some(amount), RewardsError::CompoundMismatch);
        let weight = self.position.weight.get();
        self.state
            .replace_weight(self.reward_account.weight.get(), weight)?;
        self.reward_account.weight = weight.into();
        Ok(())
    }
}
