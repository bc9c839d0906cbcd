//! Seeds of every PDA and one helper per derived address.

use anchor_lang::prelude::Address;

/// Seed of the executor, by which executed proposals sign.
pub const SEED_EXECUTOR: &[u8] = b"executor";
/// Seed of the treasury.
pub const SEED_TREASURY: &[u8] = b"treasury";
/// Seed of the treasury's token owner.
pub const SEED_TREASURY_OWNER: &[u8] = b"treasury_owner";
/// Seed of the bond vault.
pub const SEED_BOND_VAULT: &[u8] = b"bond_vault";
/// Seed of a proposal, before its id.
pub const SEED_PROPOSAL: &[u8] = b"proposal";
/// Seed of a payload, before its proposal and index.
pub const SEED_PAYLOAD: &[u8] = b"payload";
/// Seed of a vote, before its proposal and position.
pub const SEED_VOTE: &[u8] = b"vote";

/// Address and bump of the proposal with this id.
pub fn find_proposal_address(id: u64) -> (Address, u8) {
    Address::find_program_address(&[SEED_PROPOSAL, &id.to_le_bytes()], &crate::ID)
}

/// Address and bump of payload `index` of a proposal.
pub fn find_payload_address(proposal: &Address, index: u8) -> (Address, u8) {
    Address::find_program_address(&[SEED_PAYLOAD, proposal.as_ref(), &[index]], &crate::ID)
}

/// Address and bump of the vote of a position on a proposal.
pub fn find_vote_address(proposal: &Address, position: &Address) -> (Address, u8) {
    Address::find_program_address(
        &[SEED_VOTE, proposal.as_ref(), position.as_ref()],
        &crate::ID,
    )
}
