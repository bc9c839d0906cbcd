//! 12 claim_reward.

use {
    crate::{
        error::RewardsError,
        events::RewardClaimed,
        seeds::SEED_VAULTS,
        state::{raise, Config, RewardAccount, RewardTransitions, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{REWARDS_VAULTS, STAKER_VAULT},
        staking::Position,
        token::{transfer, TokenAccount},
    },
};

/// The position, its rewards and where they go.
#[event_cpi]
#[derive(Accounts)]
pub struct ClaimReward {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"state"], bump)]
    pub state: Account<State>,
    #[account(mut)]
    pub reward_account: Account<RewardAccount>,
    #[account(
        address = reward_account.position @ RewardsError::NotPositionOwner,
        constraint = position.version == VERSION @ RewardsError::WrongVersion
    )]
    pub position: Account<View<Position>>,
    #[account(address = position.owner @ RewardsError::NotPositionOwner)]
    pub owner: Signer,
    #[account(mut, address = STAKER_VAULT.address @ RewardsError::WrongVault)]
    pub staker_vault: Account<TokenAccount>,
    /// Any HYPER account of the owner.
    #[account(mut, unsafe(dup))]
    pub recipient: Account<TokenAccount>,
    /// CHECK: pinned by address; signs for both vaults.
    #[account(address = REWARDS_VAULTS.address @ RewardsError::WrongVault)]
    pub vaults: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// Settles the position and pays everything pending to its owner.
///
/// # Errors
/// `NotPositionOwner`, `WrongVersion`, `WrongVault`, `RecipientIsVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`,
/// `ExitsPaused`, `NothingToClaim`, `Overflow`.
pub fn claim_reward(ctx: &mut Context<ClaimReward>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    accounts.validate(clock.unix_timestamp)?;

    let params = accounts.config.params;
    let state = &mut accounts.state;
    let reward = &mut accounts.reward_account;
    let state_before = state.staker_sums();
    let reward_before = reward.sums();
    state.advance(&params, clock.unix_timestamp)?;
    reward.settle(state.acc.get())?;
    let amount = reward.take_pending()?;
    state.claimed = raise(state.claimed, amount)?;

    transfer(
        accounts.staker_vault.cpi_handle_mut(),
        accounts.recipient.cpi_handle_mut(),
        accounts.vaults.cpi_handle(),
        amount,
        &[&[SEED_VAULTS, &[REWARDS_VAULTS.bump]]],
    );

    let event = RewardClaimed {
        state: *accounts.state.address(),
        state_changes: accounts.state.count_change(),
        reward_account: *accounts.reward_account.address(),
        reward_account_changes: accounts.reward_account.count_change(),
        position: *accounts.position.address(),
        owner: *accounts.owner.address(),
        amount,
        from: *accounts.staker_vault.address(),
        to: *accounts.recipient.address(),
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

impl ClaimReward {
    fn validate(&self, now: i64) -> Result<()> {
        let head = &self.config.head;
        self.staker_vault
            .check_vault(&head.mint, &REWARDS_VAULTS.address)
            .map_err(RewardsError::from)?;
        require!(
            self.recipient.address() != self.staker_vault.address(),
            RewardsError::RecipientIsVault
        );
        self.recipient
            .check(&head.mint, self.owner.address())
            .map_err(RewardsError::from)?;
        head.check_exits(now).map_err(RewardsError::from)?;
        Ok(())
    }
}
