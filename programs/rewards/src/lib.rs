//! Rewards: what stakers and nodes earn. Owns the staker vault and the incentive vault.

#![cfg_attr(not(test), no_std)]

pub mod error;
pub mod events;
pub mod instructions;
pub mod math;
pub mod seeds;
pub mod state;

use anchor_lang::prelude::*;
pub use instructions::*;
use state::RewardsParams;

declare_id!("8orNzzmBpzZbeU9epNJNHuDRzShkLa9n46gaLD8DrKCm");

#[program]
pub mod rewards {
    use super::*;

    /// Creates Config, State and both vaults; by the upgrade authority.
    #[discrim = 1]
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        params: RewardsParams,
        guardian: Address,
    ) -> Result<()> {
        instructions::initialize(ctx, params, guardian)
    }

    /// Proposes the next authority.
    #[discrim = 2]
    pub fn propose_authority(ctx: &mut Context<ProposeAuthority>, key: Address) -> Result<()> {
        instructions::propose_authority(ctx, key)
    }

    /// Takes the authority over.
    #[discrim = 3]
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        instructions::accept_authority(ctx)
    }

    /// Replaces the guardian.
    #[discrim = 4]
    pub fn set_guardian(ctx: &mut Context<SetGuardian>, key: Address) -> Result<()> {
        instructions::set_guardian(ctx, key)
    }

    /// Pauses entries until unpaused, exits for 72 hours.
    #[discrim = 5]
    pub fn pause(ctx: &mut Context<Pause>, entries: bool, exits: bool) -> Result<()> {
        instructions::pause(ctx, entries, exits)
    }

    /// Ends both pauses.
    #[discrim = 6]
    pub fn unpause(ctx: &mut Context<Unpause>) -> Result<()> {
        instructions::unpause(ctx)
    }

    /// Replaces the parameters.
    #[discrim = 7]
    pub fn update_config(ctx: &mut Context<UpdateConfig>, params: RewardsParams) -> Result<()> {
        instructions::update_config(ctx, params)
    }

    /// Creates the reward account of a position.
    #[discrim = 10]
    pub fn open_reward_account(ctx: &mut Context<OpenRewardAccount>) -> Result<()> {
        instructions::open_reward_account(ctx)
    }

    /// Gives a position its new weight; by staking.
    #[discrim = 11]
    pub fn sync_weight(ctx: &mut Context<SyncWeight>, old: u128, new: u128) -> Result<()> {
        instructions::sync_weight(ctx, old, new)
    }

    /// Pays everything pending to the position's owner.
    #[discrim = 12]
    pub fn claim_reward(ctx: &mut Context<ClaimReward>) -> Result<()> {
        instructions::claim_reward(ctx)
    }

    /// Turns everything pending into stake.
    #[discrim = 13]
    pub fn compound_reward(ctx: &mut Context<CompoundReward>) -> Result<()> {
        instructions::compound_reward(ctx)
    }

    /// Closes an empty reward account.
    #[discrim = 14]
    pub fn close_reward_account(ctx: &mut Context<CloseRewardAccount>) -> Result<()> {
        instructions::close_reward_account(ctx)
    }

    /// Gives to the stakers.
    #[discrim = 15]
    pub fn donate_reward(ctx: &mut Context<DonateReward>, amount: u64) -> Result<()> {
        instructions::donate_reward(ctx, amount)
    }

    /// Books the fees of a shard; by markets.
    #[discrim = 16]
    pub fn receive_fees(
        ctx: &mut Context<ReceiveFees>,
        shard: u8,
        label: u32,
        staker: u64,
        incentive: u64,
        points: u64,
        next_label: u32,
    ) -> Result<()> {
        instructions::receive_fees(
            ctx,
            &CollectedFees {
                shard,
                label,
                staker,
                incentive,
                points,
                next_label,
            },
        )
    }

    /// Distributes the unlock of a period, once; by the unlock authority.
    #[discrim = 17]
    pub fn distribute_unlock(
        ctx: &mut Context<DistributeUnlock>,
        period: u32,
        amount: u64,
    ) -> Result<()> {
        instructions::distribute_unlock(ctx, period, amount)
    }

    /// Pays a node its share of an epoch.
    #[discrim = 20]
    pub fn claim_incentive(ctx: &mut Context<ClaimIncentive>, epoch: u32) -> Result<()> {
        instructions::claim_incentive(ctx, epoch)
    }

    /// Moves what nobody claimed of an epoch into the pool of the lowest label.
    #[discrim = 21]
    pub fn recycle_epoch(
        ctx: &mut Context<RecycleEpoch>,
        epoch: u32,
        next_epoch: u32,
    ) -> Result<()> {
        instructions::recycle_epoch(ctx, epoch, next_epoch)
    }
}
