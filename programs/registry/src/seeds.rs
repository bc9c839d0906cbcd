//! Seeds of the registry's accounts and one derivation helper per account.

use anchor_lang::prelude::*;

/// Seed of a Node.
pub const SEED_NODE: &[u8] = b"node";
/// Seed of a Reputation.
pub const SEED_REPUTATION: &[u8] = b"reputation";
/// Seed of a Fingerprint.
pub const SEED_FINGERPRINT: &[u8] = b"fingerprint";

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
