//! Rewards as its siblings see it: the reward account of a position, and the calls staking and markets make.

use {
    crate::programs,
    anchor_lang::{cpi::InstructionAccount, prelude::*, unchecked_invoke_signed_fixed},
};

crate::shared_account! {
    /// Rewards of one position: `["reward", position]`.
    pub struct RewardAccount, owner = programs::REWARDS.id, size = 138 {
        /// The position, also before it is created.
        pub position: Address,
        /// Its weight, as staking told last.
        pub weight: PodU128,
        /// Growth per weight (Q64.64) up to which `pending` is settled.
        pub acc_paid: PodU128,
        /// Settled, not claimed yet.
        pub pending: PodU64,
        /// Ever claimed or compounded.
        pub claimed: PodU64,
    }
}

/// Accounts of `sync_weight`, in order.
pub struct SyncWeightAccounts<'a> {
    /// Caller PDA of staking.
    pub caller: CpiHandle<'a>,
    /// Config of rewards.
    pub config: CpiHandle<'a>,
    /// State of rewards.
    pub state: CpiHandleMut<'a>,
    /// Reward account of the position.
    pub reward_account: CpiHandleMut<'a>,
    /// Event authority of rewards.
    pub event_authority: CpiHandle<'a>,
    /// Rewards.
    pub program: CpiHandle<'a>,
}

/// Calls `sync_weight` as staking: the position's weight changes from `old` to `new`.
#[inline(always)]
pub fn sync_weight(accounts: SyncWeightAccounts, old: u128, new: u128) {
    let mut data = [11u8; 33];
    data[1..17].copy_from_slice(&old.to_le_bytes());
    data[17..33].copy_from_slice(&new.to_le_bytes());
    let bump = [programs::STAKING.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::REWARDS.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.state.address()),
            InstructionAccount::writable(accounts.reward_account.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.state.into(),
            accounts.reward_account.into(),
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}

/// Accounts of `receive_fees`, in order.
pub struct ReceiveFeesAccounts<'a> {
    /// Caller PDA of markets.
    pub caller: CpiHandle<'a>,
    /// Config of rewards.
    pub config: CpiHandle<'a>,
    /// State of rewards.
    pub state: CpiHandleMut<'a>,
    /// Pool of the label; created when absent.
    pub pool: CpiHandleMut<'a>,
    /// Vault of the stakers, which holds its part already.
    pub staker_vault: CpiHandle<'a>,
    /// Vault of the nodes, which holds its part already.
    pub incentive_vault: CpiHandle<'a>,
    /// Pays the rent of a new pool.
    pub payer: CpiHandleMut<'a>,
    /// The system program.
    pub system_program: CpiHandle<'a>,
    /// Event authority of rewards.
    pub event_authority: CpiHandle<'a>,
    /// Rewards.
    pub program: CpiHandle<'a>,
}

/// What markets hands over when it sweeps a fee shard.
#[derive(Clone, Copy, Debug)]
pub struct ReceiveFeesArgs {
    /// The shard.
    pub shard: u8,
    /// Label under which the shard collected.
    pub label: u32,
    /// Stakers' part, base units.
    pub staker: u64,
    /// Nodes' part, base units.
    pub incentive: u64,
    /// Points the part is shared by.
    pub points: u64,
    /// Label from now on.
    pub next_label: u32,
}

/// Calls `receive_fees` as markets.
#[inline(always)]
pub fn receive_fees(accounts: ReceiveFeesAccounts, args: ReceiveFeesArgs) {
    let mut data = [16u8; 34];
    data[1] = args.shard;
    data[2..6].copy_from_slice(&args.label.to_le_bytes());
    data[6..14].copy_from_slice(&args.staker.to_le_bytes());
    data[14..22].copy_from_slice(&args.incentive.to_le_bytes());
    data[22..30].copy_from_slice(&args.points.to_le_bytes());
    data[30..34].copy_from_slice(&args.next_label.to_le_bytes());
    let bump = [programs::MARKETS.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::REWARDS.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.state.address()),
            InstructionAccount::writable(accounts.pool.address()),
            InstructionAccount::readonly(accounts.staker_vault.address()),
            InstructionAccount::readonly(accounts.incentive_vault.address()),
            InstructionAccount::writable_signer(accounts.payer.address()),
            InstructionAccount::readonly(accounts.system_program.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.state.into(),
            accounts.pool.into(),
            accounts.staker_vault,
            accounts.incentive_vault,
            accounts.payer.into(),
            accounts.system_program,
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}
