//! Staking as its siblings see it: positions, bonds, validators, thresholds, and the calls rewards and slashing make.

use {
    crate::{config::ConfigHead, programs},
    anchor_lang::{
        cpi::InstructionAccount, pinocchio::cpi::get_return_data, prelude::*,
        unchecked_invoke_signed_fixed,
    },
};

crate::wire_enum! {
    /// Whether a position backs a bond.
    pub enum PledgeStatus {
        /// It does not.
        Free = 1,
        /// It does.
        Pledged = 2,
        /// Out of the tier, slashable until released.
        Releasing = 3,
    }
}

crate::wire_enum! {
    /// What a bond backs.
    pub enum BondKind {
        /// A node.
        Node = 1,
        /// A validator.
        Validator = 2,
    }
}

crate::wire_enum! {
    /// Whether a validator votes.
    pub enum ValidatorStatus {
        /// After its warm-up.
        Active = 1,
        /// No more.
        Retiring = 2,
    }
}

crate::pod_pair! {
    /// Parameters of staking.
    pub struct StakingParams, PodStakingParams, size = 132 {
        /// Smallest position.
        min_stake: u64 => PodU64,
        /// Shortest lock.
        min_lock_days: u16 => PodU16,
        /// Longest lock.
        max_lock_days: u16 => PodU16,
        /// Lock a position still needs when it is pledged.
        bond_lock_days: u16 => PodU16,
        /// From unstaking to withdrawal.
        unbonding_seconds: u32 => PodU32,
        /// Lock from which each multiplier holds.
        multiplier_days: [u16; 5] => [PodU16; 5],
        /// Weight per stake of each step.
        multiplier_bps: [u16; 5] => [PodU16; 5],
        /// Position amount from which each holder tier holds, Starter first.
        holder_thresholds: [u64; 5] => [PodU64; 5],
        /// Pledged amount from which each capacity tier holds.
        capacity_thresholds: [u64; 4] => [PodU64; 4],
        /// Runs at once of each capacity tier.
        capacity_runs: [u16; 4] => [PodU16; 4],
        /// Smallest position of a validator.
        validator_min: u64 => PodU64,
        /// From registration to the first vote.
        validator_warmup_seconds: u32 => PodU32,
        /// Most that is slashed in a rolling 30 days.
        slash_cap_bps: u16 => PodU16,
    }
}

crate::shared_account! {
    /// Config of staking: `["config"]`.
    pub struct Config, owner = programs::STAKING.id, size = 471 {
        /// Who governs, what is paused.
        pub head: ConfigHead,
        /// The parameters.
        pub params: PodStakingParams,
        /// Zero; for later parameters.
        pub spare: [u8; 128],
    }
}

crate::shared_account! {
    /// Sums over all positions: `["totals"]`.
    pub struct Totals, owner = programs::STAKING.id, size = 118 {
        /// Staked.
        pub principal: PodU64,
        /// Unstaked, not withdrawn yet.
        pub unbonding: PodU64,
        /// Backing a bond.
        pub pledged: PodU64,
        /// Positions.
        pub positions: PodU64,
        /// Ever slashed.
        pub slashed_total: PodU64,
        /// Weight of all positions.
        pub weight: PodU128,
        /// Validators.
        pub validators: PodU32,
    }
}

crate::shared_account! {
    /// Stake of one owner under one lock: `["position", owner, index]`.
    pub struct Position, owner = programs::STAKING.id, size = 234 {
        /// `PledgeStatus`.
        pub pledge: PodPledgeStatus,
        /// Slot in the bond while pledged or releasing.
        pub bond_index: u8,
        /// Who staked.
        pub owner: Address,
        /// Index chosen by the owner.
        pub index: PodU16,
        /// Staked.
        pub amount: PodU64,
        /// Unstaked, not withdrawn yet.
        pub unbonding_amount: PodU64,
        /// Unix seconds from which the unbonding amount may leave.
        pub withdraw_at: PodI64,
        /// Lock chosen.
        pub lock_days: PodU16,
        /// Weight per stake.
        pub multiplier_bps: PodU16,
        /// Unix seconds of the lock's start.
        pub locked_at: PodI64,
        /// Unix seconds of the lock's end.
        pub unlock_at: PodI64,
        /// Weight since `weight_slot`.
        pub weight: PodU128,
        /// Slot of the last change of weight.
        pub weight_slot: PodU64,
        /// Weight before, since `previous_slot`.
        pub previous_weight: PodU128,
        /// Slot of the change before.
        pub previous_slot: PodU64,
        /// Node or Validator it backs; zero = none.
        pub subject: Address,
        /// Unix seconds after which a releasing pledge may be cleared.
        pub release_at: PodI64,
        /// Ever slashed.
        pub slashed_total: PodU64,
    }
}

/// Weight as it was before `slot` began, from the present weight and the one before it, each with the slot it
/// began in; none after two changes in or after `slot`.
pub fn weight_at(slot: u64, present: (u128, u64), previous: (u128, u64)) -> Option<u128> {
    [present, previous]
        .into_iter()
        .find(|(_, since)| *since < slot)
        .map(|(weight, _)| weight)
}

impl Position {
    /// Its weight as it was before `slot` began; none after two changes in or after `slot`.
    pub fn weight_at(&self, slot: u64) -> Option<u128> {
        weight_at(
            slot,
            (self.weight.get(), self.weight_slot.get()),
            (self.previous_weight.get(), self.previous_slot.get()),
        )
    }
}

/// One slash remembered by a bond.
#[repr(C)]
#[derive(Clone, Copy, IdlType)]
pub struct SlashRecord {
    /// Unix seconds; 0 = unused.
    pub at: PodI64,
    /// Share slashed.
    pub bps: PodU16,
}

// SAFETY: repr(C), every field Pod and of alignment 1, so there is no padding.
unsafe impl anchor_lang::bytemuck::Pod for SlashRecord {}
// SAFETY: as above.
unsafe impl anchor_lang::bytemuck::Zeroable for SlashRecord {}

crate::shared_account! {
    /// What backs a node or validator: `["bond", subject]`.
    pub struct Bond, owner = programs::STAKING.id, size = 206 {
        /// `BondKind`.
        pub kind: PodBondKind,
        /// Slots taken; at most 8 positions, so a slash is bounded.
        pub slots_mask: u8,
        /// The Node or Validator.
        pub subject: Address,
        /// Counts for the tier.
        pub pledged: PodU64,
        /// Out of the tier, still slashable.
        pub releasing: PodU64,
        /// Reserved for the assets of the second delivery.
        pub reserved_for_assets: PodU64,
        /// Ever slashed.
        pub slashed_total: PodU64,
        /// Reports that keep it frozen.
        pub frozen: PodU16,
        /// Slashes of the last 30 days.
        pub slashes: [SlashRecord; 8],
    }
}

crate::shared_account! {
    /// Who checks and judges: `["validator", owner]`.
    pub struct Validator, owner = programs::STAKING.id, size = 139 {
        /// `ValidatorStatus`.
        pub status: PodValidatorStatus,
        /// Its key.
        pub owner: Address,
        /// Its pledged position.
        pub position: Address,
        /// Unix seconds from which it votes.
        pub active_from: PodI64,
        /// Unix seconds of its retirement; 0 = none.
        pub retire_at: PodI64,
    }
}

impl Validator {
    /// Whether the validator at `address` may check, judge or vote at `now`: Active, warmed up, and backed by
    /// `bond`, its own, with at least `validator_min` base units.
    pub fn may_act(&self, address: &Address, bond: &Bond, validator_min: u64, now: i64) -> bool {
        self.status == ValidatorStatus::Active
            && now >= self.active_from.get()
            && bond.subject == *address
            && bond.pledged.get() >= validator_min
    }
}

/// Accounts of `credit_compound`, in order.
pub struct CreditCompoundAccounts<'a> {
    /// Caller PDA of rewards.
    pub caller: CpiHandle<'a>,
    /// Config of staking.
    pub config: CpiHandle<'a>,
    /// Totals.
    pub totals: CpiHandleMut<'a>,
    /// The position.
    pub position: CpiHandleMut<'a>,
    /// The bond of a pledged position; none for a free one.
    pub bond: Option<CpiHandleMut<'a>>,
    /// The stake vault, which holds the tokens already.
    pub vault: CpiHandle<'a>,
    /// Event authority of staking.
    pub event_authority: CpiHandle<'a>,
    /// Staking.
    pub program: CpiHandle<'a>,
}

/// Calls `credit_compound` as rewards: `amount` base units in the vault become part of the position.
#[inline(always)]
pub fn credit_compound(accounts: CreditCompoundAccounts, amount: u64) {
    let mut data = [33u8; 9];
    data[1..].copy_from_slice(&amount.to_le_bytes());
    let bump = [programs::REWARDS.caller.bump];
    // An absent optional account is written as the id of the program that is called.
    let (bond_meta, bond) = match accounts.bond {
        Some(bond) => (InstructionAccount::writable(bond.address()), bond.into()),
        None => (
            InstructionAccount::readonly(accounts.program.address()),
            accounts.program,
        ),
    };
    unchecked_invoke_signed_fixed(
        &programs::STAKING.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.totals.address()),
            InstructionAccount::writable(accounts.position.address()),
            bond_meta,
            InstructionAccount::readonly(accounts.vault.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.totals.into(),
            accounts.position.into(),
            bond,
            accounts.vault,
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}

/// Accounts of `freeze_bond`, in order.
pub struct FreezeBondAccounts<'a> {
    /// Caller PDA of slashing.
    pub caller: CpiHandle<'a>,
    /// The bond.
    pub bond: CpiHandleMut<'a>,
    /// Event authority of staking.
    pub event_authority: CpiHandle<'a>,
    /// Staking.
    pub program: CpiHandle<'a>,
}

/// Calls `freeze_bond` as slashing: one report more (`delta` 1) or less (-1) freezes the bond.
#[inline(always)]
pub fn freeze_bond(accounts: FreezeBondAccounts, delta: i8) {
    let bump = [programs::SLASHING.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::STAKING.id,
        &[31, delta.to_le_bytes()[0]],
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::writable(accounts.bond.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.bond.into(),
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}

/// Accounts of `reserve_slash`, in order.
pub struct ReserveSlashAccounts<'a> {
    /// Caller PDA of slashing.
    pub caller: CpiHandle<'a>,
    /// Config of staking.
    pub config: CpiHandle<'a>,
    /// The bond.
    pub bond: CpiHandleMut<'a>,
    /// Event authority of staking.
    pub event_authority: CpiHandle<'a>,
    /// Staking.
    pub program: CpiHandle<'a>,
}

/// Calls `reserve_slash` as slashing and gives the basis points that the cap lets through.
///
/// # Errors
/// `InvalidInstructionData` when staking returned none.
#[inline(always)]
pub fn reserve_slash(accounts: ReserveSlashAccounts, bps: u16) -> Result<u16> {
    let mut data = [32u8; 3];
    data[1..].copy_from_slice(&bps.to_le_bytes());
    let bump = [programs::SLASHING.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::STAKING.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.bond.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.bond.into(),
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
    returned().map(u16::from_le_bytes)
}

/// Accounts of `slash_position`, in order.
pub struct SlashPositionAccounts<'a> {
    /// Caller PDA of slashing.
    pub caller: CpiHandle<'a>,
    /// Config of staking.
    pub config: CpiHandle<'a>,
    /// Totals.
    pub totals: CpiHandleMut<'a>,
    /// The stake vault.
    pub vault: CpiHandleMut<'a>,
    /// The slash vault.
    pub slash_vault: CpiHandleMut<'a>,
    /// The position.
    pub position: CpiHandleMut<'a>,
    /// The bond it backs.
    pub bond: CpiHandleMut<'a>,
    /// Caller PDA of staking.
    pub staking_caller: CpiHandle<'a>,
    /// Config of rewards.
    pub rewards_config: CpiHandle<'a>,
    /// State of rewards.
    pub rewards_state: CpiHandleMut<'a>,
    /// Reward account of the position.
    pub reward_account: CpiHandleMut<'a>,
    /// Event authority of rewards.
    pub rewards_event_authority: CpiHandle<'a>,
    /// Rewards.
    pub rewards_program: CpiHandle<'a>,
    /// The token program.
    pub token_program: CpiHandle<'a>,
    /// Event authority of staking.
    pub event_authority: CpiHandle<'a>,
    /// Staking.
    pub program: CpiHandle<'a>,
}

/// Calls `slash_position` as slashing and gives the base units that reached the slash vault.
///
/// # Errors
/// `InvalidInstructionData` when staking returned none.
#[inline(always)]
pub fn slash_position(accounts: SlashPositionAccounts, bps: u16) -> Result<u64> {
    let mut data = [30u8; 3];
    data[1..].copy_from_slice(&bps.to_le_bytes());
    let bump = [programs::SLASHING.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::STAKING.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.totals.address()),
            InstructionAccount::writable(accounts.vault.address()),
            InstructionAccount::writable(accounts.slash_vault.address()),
            InstructionAccount::writable(accounts.position.address()),
            InstructionAccount::writable(accounts.bond.address()),
            InstructionAccount::readonly(accounts.staking_caller.address()),
            InstructionAccount::readonly(accounts.rewards_config.address()),
            InstructionAccount::writable(accounts.rewards_state.address()),
            InstructionAccount::writable(accounts.reward_account.address()),
            InstructionAccount::readonly(accounts.rewards_event_authority.address()),
            InstructionAccount::readonly(accounts.rewards_program.address()),
            InstructionAccount::readonly(accounts.token_program.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.totals.into(),
            accounts.vault.into(),
            accounts.slash_vault.into(),
            accounts.position.into(),
            accounts.bond.into(),
            accounts.staking_caller,
            accounts.rewards_config,
            accounts.rewards_state.into(),
            accounts.reward_account.into(),
            accounts.rewards_event_authority,
            accounts.rewards_program,
            accounts.token_program,
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
    returned().map(u64::from_le_bytes)
}

/// The bytes staking returned from the call just made; another program's are not taken for them.
fn returned<const N: usize>() -> Result<[u8; N]> {
    get_return_data()
        .filter(|data| *data.program_id() == programs::STAKING.id)
        .and_then(|data| data.as_slice().try_into().ok())
        .ok_or(ProgramError::InvalidInstructionData)
}
