//! Limits of the program and the addresses it pins, each with its reason.

use {anchor_lang::prelude::Address, hypernode_common::programs};

/// Base units of one HYPER.
pub const HYPER: u64 = 1_000_000;
/// Oldest fault a report may rest on, seconds (30 days: markets keeps the record that long).
pub const FAULT_FRESH_SECONDS: u64 = 2_592_000;
/// Time from the end of a report to its closing, seconds: voters claim meanwhile, and a fault it rests on grows too old
/// for another report.
pub const CLOSE_DELAY_SECONDS: u64 = 2_592_000;
/// How long a penalised node takes no new work, seconds.
pub const SUSPEND_SECONDS: u64 = 604_800;
/// Penalty from which a node is suspended whatever the reason, basis points.
pub const SUSPEND_FROM_BPS: u16 = 2_000;
/// Validators a fault names.
pub const FAULT_VOTERS: usize = 3;

/// Config of this program.
pub const CONFIG: Address = programs::SLASHING.config.address;
/// Sums of this program.
pub const STATE: Address = programs::SLASHING_STATE.address;
/// PDA by which this program signs its calls to staking and the registry.
pub const CALLER: Address = programs::SLASHING.caller.address;
/// Token account that slashes arrive in; empty between transactions.
pub const SLASH_VAULT: Address = programs::SLASH_VAULT.address;
/// Token account of all bonds and pots.
pub const BOND_VAULT: Address = programs::BOND_VAULT.address;
/// Token owner of both vaults.
pub const VAULTS: Address = programs::SLASHING_VAULTS.address;
/// Bump by which it signs.
pub const VAULTS_BUMP: u8 = programs::SLASHING_VAULTS.bump;
/// The classic token program.
pub const TOKEN_PROGRAM: Address = programs::TOKEN_PROGRAM;
/// Config of staking.
pub const STAKING_CONFIG: Address = programs::STAKING.config.address;
/// Event authority of staking.
pub const STAKING_EVENT_AUTHORITY: Address = programs::STAKING.event_authority.address;
/// Staking.
pub const STAKING_PROGRAM: Address = programs::STAKING.id;
/// Config of the registry.
pub const REGISTRY_CONFIG: Address = programs::REGISTRY.config.address;
/// Event authority of the registry.
pub const REGISTRY_EVENT_AUTHORITY: Address = programs::REGISTRY.event_authority.address;
/// The registry.
pub const REGISTRY_PROGRAM: Address = programs::REGISTRY.id;
