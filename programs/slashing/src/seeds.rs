//! Seeds of every PDA and one helper per derived address.

use anchor_lang::prelude::{find_program_address, Address};

/// Seed of the token owner of both vaults.
pub const SEED_VAULTS: &[u8] = b"vaults";
/// Seed of the vault that slashes arrive in.
pub const SEED_SLASH_VAULT: &[u8] = b"slash_vault";
/// Seed of the vault of bonds and pots.
pub const SEED_BOND_VAULT: &[u8] = b"bond_vault";
/// Seed of a report, before subject and evidence.
pub const SEED_REPORT: &[u8] = b"report";
/// Seed of a vote, before report and voter.
pub const SEED_REPORT_VOTE: &[u8] = b"report_vote";

/// Address and bump of the report about `subject` with this evidence.
pub fn find_report_address(subject: &Address, evidence: &[u8; 32]) -> (Address, u8) {
    find_program_address(&[SEED_REPORT, subject.as_ref(), evidence], &crate::ID)
}

/// Address and bump of a validator's vote on a report.
pub fn find_report_vote_address(report: &Address, validator: &Address) -> (Address, u8) {
    find_program_address(
        &[SEED_REPORT_VOTE, report.as_ref(), validator.as_ref()],
        &crate::ID,
    )
}
