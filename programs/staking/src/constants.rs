//! Limits of the program and the addresses it pins, each with its reason.

use {anchor_lang::prelude::Address, hypernode_common::programs};

/// Base units of one HYPER.
pub const HYPER: u64 = 1_000_000;
/// Seconds of a day; locks are counted in days.
pub const DAY_SECONDS: u64 = 86_400;
/// Positions a bond holds: a slash visits each, so their number bounds it. One bit of `slots_mask` each.
pub const BOND_SLOTS: u8 = 8;
/// Slashes younger than this count towards the cap.
pub const SLASH_WINDOW_SECONDS: i64 = 30 * 86_400;

/// PDA by which this program signs its calls to rewards.
pub const CALLER: Address = programs::STAKING.caller.address;
/// Config of rewards.
pub const REWARDS_CONFIG: Address = programs::REWARDS.config.address;
/// State of rewards.
pub const REWARDS_STATE: Address = programs::REWARDS_STATE.address;
/// Event authority of rewards.
pub const REWARDS_EVENT_AUTHORITY: Address = programs::REWARDS.event_authority.address;
/// Rewards.
pub const REWARDS_PROGRAM: Address = programs::REWARDS.id;
/// PDA by which rewards signs its calls.
pub const REWARDS_CALLER: Address = programs::REWARDS.caller.address;
/// PDA by which slashing signs its calls.
pub const SLASHING_CALLER: Address = programs::SLASHING.caller.address;
/// Token account that takes what is slashed.
pub const SLASH_VAULT: Address = programs::SLASH_VAULT.address;
/// Owner of the slash vault.
pub const SLASH_VAULT_OWNER: Address = programs::SLASHING_VAULTS.address;
/// The classic token program.
pub const TOKEN_PROGRAM: Address = programs::TOKEN_PROGRAM;
/// The stake vault; its own token owner.
pub const VAULT: Address = programs::STAKE_VAULT.address;
/// Bump by which the stake vault signs.
pub const VAULT_BUMP: u8 = programs::STAKE_VAULT.bump;
