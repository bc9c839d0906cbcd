//! What happened: ids, then before and after, then slot and time. `<account>_changes` is the account's counter
//! after the event, so a reader that lacks an event sees the gap.

use {
    crate::state::{NodeEndpoint, NodeHardware, NodePolicy, RegistryParams},
    anchor_lang::prelude::*,
};

/// The registry exists.
#[event]
pub struct Initialized {
    pub config: Address,
    pub config_changes: u32,
    pub authority: Address,
    pub guardian: Address,
    pub mint: Address,
    pub params: RegistryParams,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A node exists, with a reputation of zero.
#[event]
pub struct NodeRegistered {
    pub node: Address,
    pub node_changes: u32,
    pub reputation: Address,
    pub reputation_changes: u32,
    pub id: [u8; 16],
    pub registrant: Address,
    pub operator: Address,
    pub payout: Address,
    pub identity: u8,
    pub hardware: NodeHardware,
    pub policy: NodePolicy,
    pub policy_version: u32,
    pub endpoint: NodeEndpoint,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A node is alive.
#[event]
pub struct HeartbeatRecorded {
    pub node: Address,
    pub node_changes: u32,
    pub reputation: Address,
    pub reputation_changes: u32,
    pub last_heartbeat_at_before: i64,
    pub last_heartbeat_at_after: i64,
    pub bucket_day_before: u32,
    pub bucket_day_after: u32,
    pub uptime_seconds_before: u32,
    pub uptime_seconds_after: u32,
    /// Seconds of uptime on the day before `bucket_day_after`, after the event.
    pub yesterday_seconds_after: u32,
    /// Seconds of uptime on `bucket_day_after`, after the event.
    pub today_seconds_after: u32,
    pub score_before: u16,
    pub score_after: u16,
    pub tier_before: u8,
    pub tier_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// A card is bound to a node.
#[event]
pub struct FingerprintBound {
    pub fingerprint: Address,
    pub fingerprint_changes: u32,
    pub node: Address,
    pub node_changes: u32,
    pub hash: [u8; 32],
    pub previous_node: Address,
    pub bound_at_before: i64,
    pub bound_at_after: i64,
    pub released_at_before: i64,
    pub released_at_after: i64,
    pub fingerprints_before: u8,
    pub fingerprints_after: u8,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A run began on a node.
#[event]
pub struct RunBegun {
    pub node: Address,
    pub node_changes: u32,
    pub active_runs_before: u16,
    pub active_runs_after: u16,
    pub gpus_in_use_before: u16,
    pub gpus_in_use_after: u16,
    pub slot: u64,
    pub at: i64,
}

/// A run ended on a node.
#[event]
pub struct RunEnded {
    pub node: Address,
    pub node_changes: u32,
    pub reputation: Address,
    pub reputation_changes: u32,
    pub outcome: u8,
    pub counted: u8,
    pub fee: u64,
    pub epoch: u32,
    pub active_runs_before: u16,
    pub active_runs_after: u16,
    pub gpus_in_use_before: u16,
    pub gpus_in_use_after: u16,
    pub last_run_end_at_before: i64,
    pub last_run_end_at_after: i64,
    /// The counter that the outcome raises; 0 for ProgramFailed, which raises none.
    pub outcome_count_before: u64,
    pub outcome_count_after: u64,
    pub response_ms_before: u32,
    pub response_ms_after: u32,
    pub response_samples_before: u32,
    pub response_samples_after: u32,
    pub lifetime_fees_before: u64,
    pub lifetime_fees_after: u64,
    /// Points under `epoch`, 0 when the ring holds a newer label there.
    pub points_before: u64,
    pub points_after: u64,
    pub score_before: u16,
    pub score_after: u16,
    pub tier_before: u8,
    pub tier_after: u8,
    pub slot: u64,
    pub at: i64,
}
