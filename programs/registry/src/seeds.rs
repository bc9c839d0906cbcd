//! Seeds of the registry's accounts and one derivation helper per account.

use anchor_lang::prelude::*;

/// Seed of a Node.
pub const SEED_NODE: &[u8] = b"node";
/// Seed of a Reputation.
pub const SEED_REPUTATION: &[u8] = b"reputation";
/// Seed of a Fingerprint.
pub const SEED_FINGERPRINT: &[u8] = b"fingerprint";
/// Seed of a Group.
pub const SEED_GROUP: &[u8] = b"group";
/// Seed of a Member.
pub const SEED_MEMBER: &[u8] = b"member";
/// Seed of a Peering.
pub const SEED_PEERING: &[u8] = b"peering";
/// Seed of an Issuer.
pub const SEED_ISSUER: &[u8] = b"issuer";
/// Seed of an Attestation.
pub const SEED_ATTESTATION: &[u8] = b"attestation";
/// Seed of a Name.
pub const SEED_NAME: &[u8] = b"name";
/// Seed of a NostrLink.
pub const SEED_NOSTR: &[u8] = b"nostr";

/// Address of the Config.
pub fn find_config_address() -> (Address, u8) {
    find_program_address(&[b"config"], &crate::ID)
}

/// Address of a node by the key that registered it and the id it chose.
pub fn find_node_address(registrant: &Address, id: &[u8; 16]) -> (Address, u8) {
    find_program_address(&[SEED_NODE, registrant.as_ref(), id], &crate::ID)
}

/// Address of a node's reputation.
pub fn find_reputation_address(node: &Address) -> (Address, u8) {
    find_program_address(&[SEED_REPUTATION, node.as_ref()], &crate::ID)
}

/// Address of a hardware fingerprint.
pub fn find_fingerprint_address(hash: &[u8; 32]) -> (Address, u8) {
    find_program_address(&[SEED_FINGERPRINT, hash], &crate::ID)
}

/// Address of a group by the key that created it and the id it chose.
pub fn find_group_address(authority: &Address, id: &[u8; 16]) -> (Address, u8) {
    find_program_address(&[SEED_GROUP, authority.as_ref(), id], &crate::ID)
}

/// Address of a subject's membership in a group.
pub fn find_member_address(group: &Address, subject: &Address) -> (Address, u8) {
    find_program_address(&[SEED_MEMBER, group.as_ref(), subject.as_ref()], &crate::ID)
}

/// Address of the peering of a node and a requester.
pub fn find_peering_address(node: &Address, requester: &Address) -> (Address, u8) {
    find_program_address(
        &[SEED_PEERING, node.as_ref(), requester.as_ref()],
        &crate::ID,
    )
}

/// Address of the issuer of a key.
pub fn find_issuer_address(authority: &Address) -> (Address, u8) {
    find_program_address(&[SEED_ISSUER, authority.as_ref()], &crate::ID)
}

/// Address of what an issuer says about a subject; `claim` is the stored value of a `Claim`.
pub fn find_attestation_address(issuer: &Address, subject: &Address, claim: u8) -> (Address, u8) {
    find_program_address(
        &[
            SEED_ATTESTATION,
            issuer.as_ref(),
            subject.as_ref(),
            &[claim],
        ],
        &crate::ID,
    )
}

/// Address of a name by the sha256 of its text.
pub fn find_name_address(hash: &[u8; 32]) -> (Address, u8) {
    find_program_address(&[SEED_NAME, hash], &crate::ID)
}

/// Address of the link of an x-only Nostr key.
pub fn find_nostr_address(key: &[u8; 32]) -> (Address, u8) {
    find_program_address(&[SEED_NOSTR, key], &crate::ID)
}
