//! Seeds of every PDA and one helper per derived address.

use anchor_lang::prelude::Address;

/// Seed of the stake vault.
pub const SEED_VAULT: &[u8] = b"vault";
/// Seed of a position, before owner and index.
pub const SEED_POSITION: &[u8] = b"position";
/// Seed of a bond, before its subject.
pub const SEED_BOND: &[u8] = b"bond";
/// Seed of a validator, before its owner.
pub const SEED_VALIDATOR: &[u8] = b"validator";
/// Seed of a reward account of rewards, before the position.
pub const SEED_REWARD: &[u8] = b"reward";

/// Address and bump of the position an owner numbered `index`.
pub fn find_position_address(owner: &Address, index: u16) -> (Address, u8) {
    Address::find_program_address(
        &[SEED_POSITION, owner.as_ref(), &index.to_le_bytes()],
        &crate::ID,
    )
}

/// Address and bump of the bond of a Node or Validator.
pub fn find_bond_address(subject: &Address) -> (Address, u8) {
    Address::find_program_address(&[SEED_BOND, subject.as_ref()], &crate::ID)
}

/// Address and bump of the validator of an owner.
pub fn find_validator_address(owner: &Address) -> (Address, u8) {
    Address::find_program_address(&[SEED_VALIDATOR, owner.as_ref()], &crate::ID)
}
