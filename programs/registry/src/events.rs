//! What happened: ids, then before and after, then slot and time. `<account>_changes` is the account's counter
//! after the event, so a reader that lacks an event sees the gap.

use {
    crate::state::{NameText, NodeEndpoint, NodeHardware, NodePolicy, RegistryParams},
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

/// A node states other hardware.
#[event]
pub struct HardwareUpdated {
    pub node: Address,
    pub node_changes: u32,
    pub hardware_before: NodeHardware,
    pub hardware_after: NodeHardware,
    pub benchmark_class_before: u16,
    pub benchmark_class_after: u16,
    pub benchmark_units_before: u64,
    pub benchmark_units_after: u64,
    pub benchmark_at_before: i64,
    pub benchmark_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// A node works on other terms.
#[event]
pub struct PolicyUpdated {
    pub node: Address,
    pub node_changes: u32,
    pub signer: Address,
    pub policy_before: NodePolicy,
    pub policy_after: NodePolicy,
    pub policy_version_before: u32,
    pub policy_version_after: u32,
    pub slot: u64,
    pub at: i64,
}

/// A node is reached elsewhere.
#[event]
pub struct EndpointUpdated {
    pub node: Address,
    pub node_changes: u32,
    pub endpoint_before: NodeEndpoint,
    pub endpoint_after: NodeEndpoint,
    pub slot: u64,
    pub at: i64,
}

/// A node has another hot key.
#[event]
pub struct OperatorRotated {
    pub node: Address,
    pub node_changes: u32,
    pub operator_before: Address,
    pub operator_after: Address,
    pub slot: u64,
    pub at: i64,
}

/// Another payout was proposed.
#[event]
pub struct PayoutProposed {
    pub node: Address,
    pub node_changes: u32,
    pub pending_payout_before: Address,
    pub pending_payout_after: Address,
    pub payout_effective_at_before: i64,
    pub payout_effective_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// The proposed payout took effect.
#[event]
pub struct PayoutApplied {
    pub node: Address,
    pub node_changes: u32,
    pub payout_before: Address,
    pub payout_after: Address,
    pub pending_payout_before: Address,
    pub pending_payout_after: Address,
    pub payout_effective_at_before: i64,
    pub payout_effective_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// A next authority of a node was proposed.
#[event]
pub struct NodeAuthorityProposed {
    pub node: Address,
    pub node_changes: u32,
    pub pending_authority_before: Address,
    pub pending_authority_after: Address,
    pub slot: u64,
    pub at: i64,
}

/// A node has another cold key.
#[event]
pub struct NodeAuthorityAccepted {
    pub node: Address,
    pub node_changes: u32,
    pub authority_before: Address,
    pub authority_after: Address,
    pub pending_authority_before: Address,
    pub pending_authority_after: Address,
    pub slot: u64,
    pub at: i64,
}

/// A node takes no new work.
#[event]
pub struct NodeDrained {
    pub node: Address,
    pub node_changes: u32,
    pub signer: Address,
    pub status_before: u8,
    pub status_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// A node takes work again.
#[event]
pub struct NodeResumed {
    pub node: Address,
    pub node_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub last_heartbeat_at_before: i64,
    pub last_heartbeat_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// A node is retired.
#[event]
pub struct NodeDeactivated {
    pub node: Address,
    pub node_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// The authority stopped a node.
#[event]
pub struct NodeSuspended {
    pub node: Address,
    pub node_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub suspended_until_before: i64,
    pub suspended_until_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// The authority ended a suspension.
#[event]
pub struct NodeReinstated {
    pub node: Address,
    pub node_changes: u32,
    pub status_before: u8,
    pub status_after: u8,
    pub suspended_until_before: i64,
    pub suspended_until_after: i64,
    pub last_heartbeat_at_before: i64,
    pub last_heartbeat_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// A node and its reputation are gone.
#[event]
pub struct NodeClosed {
    pub node: Address,
    pub node_changes: u32,
    pub reputation: Address,
    pub reputation_changes: u32,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A card is free again.
#[event]
pub struct FingerprintReleased {
    pub fingerprint: Address,
    pub fingerprint_changes: u32,
    pub node: Address,
    pub node_changes: u32,
    pub signer: Address,
    pub released_at_before: i64,
    pub released_at_after: i64,
    pub fingerprints_before: u8,
    pub fingerprints_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// The account of a card is gone.
#[event]
pub struct FingerprintClosed {
    pub fingerprint: Address,
    pub fingerprint_changes: u32,
    pub hash: [u8; 32],
    pub node: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A validator checked a node.
#[event]
pub struct HealthRecorded {
    pub node: Address,
    pub node_changes: u32,
    pub reputation: Address,
    pub reputation_changes: u32,
    pub passed: u8,
    pub digest: [u8; 32],
    pub health_ok_before: u32,
    pub health_ok_after: u32,
    pub health_failed_before: u32,
    pub health_failed_after: u32,
    pub last_health_at_before: i64,
    pub last_health_at_after: i64,
    pub last_checker_before: Address,
    pub last_checker_after: Address,
    pub health_penalty_before: u16,
    pub health_penalty_after: u16,
    pub score_before: u16,
    pub score_after: u16,
    pub tier_before: u8,
    pub tier_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// A validator measured a node.
#[event]
pub struct BenchmarkRecorded {
    pub node: Address,
    pub node_changes: u32,
    pub checker: Address,
    pub digest: [u8; 32],
    pub benchmark_class_before: u16,
    pub benchmark_class_after: u16,
    pub benchmark_units_before: u64,
    pub benchmark_units_after: u64,
    pub benchmark_at_before: i64,
    pub benchmark_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// A report against a node opened or ended.
#[event]
pub struct ReportNoted {
    pub node: Address,
    pub node_changes: u32,
    pub open_reports_before: u16,
    pub open_reports_after: u16,
    pub slot: u64,
    pub at: i64,
}

/// A confirmed report marked a node.
#[event]
pub struct NodePenalised {
    pub node: Address,
    pub node_changes: u32,
    pub reputation: Address,
    pub reputation_changes: u32,
    pub reason: u8,
    pub status_before: u8,
    pub status_after: u8,
    pub suspended_until_before: i64,
    pub suspended_until_after: i64,
    pub invalid_before: u64,
    pub invalid_after: u64,
    pub score_before: u16,
    pub score_after: u16,
    pub tier_before: u8,
    pub tier_after: u8,
    pub slot: u64,
    pub at: i64,
}

/// A group exists, without members.
#[event]
pub struct GroupCreated {
    pub group: Address,
    pub group_changes: u32,
    pub authority: Address,
    pub id: [u8; 16],
    pub budget_cap: u64,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A subject joined a group.
#[event]
pub struct MemberAdded {
    pub member: Address,
    pub member_changes: u32,
    pub group: Address,
    pub group_changes: u32,
    pub subject: Address,
    pub role: u8,
    pub added_at: i64,
    pub expires_at: i64,
    pub signer: Address,
    pub members_before: u32,
    pub members_after: u32,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A subject left a group; its membership is gone.
#[event]
pub struct MemberRemoved {
    pub member: Address,
    pub member_changes: u32,
    pub group: Address,
    pub group_changes: u32,
    pub subject: Address,
    pub signer: Address,
    pub members_before: u32,
    pub members_after: u32,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A group is gone.
#[event]
pub struct GroupClosed {
    pub group: Address,
    pub group_changes: u32,
    pub authority: Address,
    pub id: [u8; 16],
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// One side of a peering signed.
#[event]
pub struct PeeringProposed {
    pub peering: Address,
    pub peering_changes: u32,
    pub node: Address,
    pub requester: Address,
    pub signer: Address,
    pub node_signed_at: i64,
    pub requester_signed_at: i64,
    pub expires_at: i64,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// The other side of a peering signed.
#[event]
pub struct PeeringAccepted {
    pub peering: Address,
    pub peering_changes: u32,
    pub node: Address,
    pub requester: Address,
    pub signer: Address,
    pub node_signed_at_before: i64,
    pub node_signed_at_after: i64,
    pub requester_signed_at_before: i64,
    pub requester_signed_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// A side ended a peering; it is gone.
#[event]
pub struct PeeringRevoked {
    pub peering: Address,
    pub peering_changes: u32,
    pub node: Address,
    pub requester: Address,
    pub signer: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A key may attest.
#[event]
pub struct IssuerRegistered {
    pub issuer: Address,
    pub issuer_changes: u32,
    pub authority: Address,
    /// The issuer above it; zero = the Config's authority registered it.
    pub parent: Address,
    pub granter: Address,
    pub scope: u8,
    pub depth: u8,
    pub registered_at: i64,
    pub expires_at: i64,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A key may attest no more, nor any key below it.
#[event]
pub struct IssuerRevoked {
    pub issuer: Address,
    pub issuer_changes: u32,
    pub authority: Address,
    pub signer: Address,
    pub revoked_at_before: i64,
    pub revoked_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// The account of an ended issuer is gone.
#[event]
pub struct IssuerClosed {
    pub issuer: Address,
    pub issuer_changes: u32,
    pub authority: Address,
    pub signer: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// An issuer says something about a subject.
#[event]
pub struct ClaimAttested {
    pub attestation: Address,
    pub attestation_changes: u32,
    pub issuer: Address,
    pub subject: Address,
    pub claim: u8,
    pub claim_digest: [u8; 32],
    pub issued_at: i64,
    pub expires_at: i64,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// An issuer took back what it said.
#[event]
pub struct AttestationRevoked {
    pub attestation: Address,
    pub attestation_changes: u32,
    pub issuer: Address,
    pub subject: Address,
    pub claim: u8,
    pub revoked_at_before: i64,
    pub revoked_at_after: i64,
    pub slot: u64,
    pub at: i64,
}

/// The account of an ended attestation is gone.
#[event]
pub struct AttestationClosed {
    pub attestation: Address,
    pub attestation_changes: u32,
    pub issuer: Address,
    pub subject: Address,
    pub claim: u8,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A name has an owner.
#[event]
pub struct NameRegistered {
    pub name: Address,
    pub name_changes: u32,
    pub text: NameText,
    pub owner: Address,
    pub target: Address,
    pub expires_at: i64,
    pub price: u64,
    pub owner_token: Address,
    pub treasury_token: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A name is paid for longer.
#[event]
pub struct NameRenewed {
    pub name: Address,
    pub name_changes: u32,
    pub owner: Address,
    pub expires_at_before: i64,
    pub expires_at_after: i64,
    pub price: u64,
    pub owner_token: Address,
    pub treasury_token: Address,
    pub slot: u64,
    pub at: i64,
}

/// A name has another owner, or stands for something else.
#[event]
pub struct NameUpdated {
    pub name: Address,
    pub name_changes: u32,
    pub owner_before: Address,
    pub owner_after: Address,
    pub target_before: Address,
    pub target_after: Address,
    pub slot: u64,
    pub at: i64,
}

/// A name is free.
#[event]
pub struct NameReleased {
    pub name: Address,
    pub name_changes: u32,
    pub text: NameText,
    pub owner: Address,
    pub signer: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A Nostr key proved that it belongs to a wallet.
#[event]
pub struct NostrLinked {
    pub link: Address,
    pub link_changes: u32,
    pub key: [u8; 32],
    pub owner: Address,
    pub nonce: u64,
    pub event_id: [u8; 32],
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// A Nostr key belongs to no wallet.
#[event]
pub struct NostrUnlinked {
    pub link: Address,
    pub link_changes: u32,
    pub key: [u8; 32],
    pub owner: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}
