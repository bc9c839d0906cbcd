//! The accounts by which a change of weight reaches rewards.

use {
    crate::{
        constants::{
            CALLER, REWARDS_CONFIG, REWARDS_EVENT_AUTHORITY, REWARDS_PROGRAM, REWARDS_STATE,
        },
        error::StakingError,
    },
    anchor_lang::{bytemuck, prelude::*},
    hypernode_common::{
        programs::REWARDS,
        rewards::{self, RewardAccount, SyncWeightAccounts},
    },
};

/// Everything `rewards.sync_weight` takes.
#[derive(Accounts)]
pub struct RewardsLink {
    /// CHECK: pinned by address; signs the call.
    #[account(address = CALLER)]
    pub staking_caller: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = REWARDS_CONFIG)]
    pub rewards_config: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(mut, address = REWARDS_STATE)]
    pub rewards_state: UncheckedAccount,
    /// CHECK: `check` ties it to the position.
    #[account(mut)]
    pub reward_account: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = REWARDS_EVENT_AUTHORITY)]
    pub rewards_event_authority: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = REWARDS_PROGRAM)]
    pub rewards_program: UncheckedAccount,
}

/// The link as a client fills it in: addresses.
pub use __client_accounts_rewardslink::RewardsLink as RewardsLinkAddresses;

impl RewardsLink {
    /// Checks that the reward account is that of `position`. Rewards opens at most one for an address, so its
    /// `position` field says enough.
    ///
    /// # Errors
    /// `RewardAccountMissing`.
    pub fn check(&self, position: &Address) -> Result<()> {
        if !is_reward_account_of(self.reward_account.account(), position) {
            return Err(StakingError::RewardAccountMissing.into());
        }
        Ok(())
    }

    /// Tells rewards that the weight of the position changed.
    pub fn sync(&mut self, old: u128, new: u128) {
        if old == new {
            return;
        }
        rewards::sync_weight(
            SyncWeightAccounts {
                caller: self.staking_caller.cpi_handle(),
                config: self.rewards_config.cpi_handle(),
                state: self.rewards_state.cpi_handle_mut(),
                reward_account: self.reward_account.cpi_handle_mut(),
                event_authority: self.rewards_event_authority.cpi_handle(),
                program: self.rewards_program.cpi_handle(),
            },
            old,
            new,
        );
    }
}

fn is_reward_account_of(view: &AccountView, position: &Address) -> bool {
    if !view.owned_by(&REWARDS.id) {
        return false;
    }
    let Ok(data) = view.try_borrow() else {
        return false;
    };
    data.strip_prefix(RewardAccount::DISCRIMINATOR)
        .and_then(|body| bytemuck::try_from_bytes::<RewardAccount>(body).ok())
        .is_some_and(|account| account.position == *position)
}
