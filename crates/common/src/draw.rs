//! Draws: which slot hash decides, and who is on the panel.

use {
    crate::{digest, error::CommonError},
    anchor_lang::{pinocchio::sysvars::slot_hashes, prelude::*},
};

/// What the slot hashes say about a draw's target slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The deciding hash: of the oldest slot at or after the target.
    Hash([u8; 32]),
    /// The target is ahead of the newest hashed slot.
    Ahead,
    /// Every hash kept is at or after the target, so the deciding one may be gone: arm the draw anew.
    Lost,
}

/// Entries of the slot hashes, newest first.
pub trait SlotHashes {
    /// Entries kept.
    fn count(&self) -> Result<u64>;
    /// Slot and hash of entry `index`; 0 is the newest.
    fn entry(&self, index: u64) -> Result<(u64, [u8; 32])>;
}

/// The sysvar, read at offsets: nine reads find one of its 512 entries.
pub struct SlotHashesSysvar;

const HEADER_BYTES: usize = 8;
const ENTRY_BYTES: usize = 40;

impl SlotHashes for SlotHashesSysvar {
    fn count(&self) -> Result<u64> {
        let mut header = [0u8; HEADER_BYTES];
        slot_hashes::raw::fetch_into(&mut header, 0)?;
        Ok(u64::from_le_bytes(header))
    }

    fn entry(&self, index: u64) -> Result<(u64, [u8; 32])> {
        let mut entry = [0u8; ENTRY_BYTES];
        let offset = HEADER_BYTES.saturating_add(ENTRY_BYTES.saturating_mul(index as usize));
        slot_hashes::raw::fetch_into(&mut entry, offset)?;
        let (slot, hash) = entry.split_at(8);
        let mut slot_bytes = [0u8; 8];
        slot_bytes.copy_from_slice(slot);
        let mut hash_bytes = [0u8; 32];
        hash_bytes.copy_from_slice(hash);
        Ok((u64::from_le_bytes(slot_bytes), hash_bytes))
    }
}

/// Finds the hash of the oldest slot >= `target`, provided an older slot is known: then no other entry
/// could be meant.
///
/// # Errors
/// The sysvar's own, when it cannot be read.
pub fn find_target(hashes: &impl SlotHashes, target: u64) -> Result<Target> {
    let count = hashes.count()?;
    if count == 0 || hashes.entry(0)?.0 < target {
        return Ok(Target::Ahead);
    }
    // Invariant: entry `low` is at or after the target, entry `high` (if there is one) before it.
    let (mut low, mut high) = (0u64, count);
    while low.saturating_add(1) < high {
        let middle = low.midpoint(high);
        if hashes.entry(middle)?.0 >= target {
            low = middle;
        } else {
            high = middle;
        }
    }
    if high == count {
        return Ok(Target::Lost);
    }
    Ok(Target::Hash(hashes.entry(low)?.1))
}

/// Seed of the draw about `object` at `target_slot`; none when it must be armed anew.
///
/// # Errors
/// `SlotNotReached` before the target, as the code `not_reached`.
pub fn seed(
    target_slot: u64,
    object: &Address,
    not_reached: ProgramError,
) -> Result<Option<[u8; 32]>> {
    match find_target(&SlotHashesSysvar, target_slot)? {
        Target::Hash(hash) => Ok(Some(digest::draw(&hash, object))),
        Target::Ahead => Err(not_reached),
        Target::Lost => Ok(None),
    }
}

/// Ticket of `validator`: first 8 bytes, little-endian, of the sortition digest. Lower is better.
pub fn ticket(seed: &[u8; 32], validator: &Address) -> u64 {
    let digest = digest::sortition(seed, validator);
    let mut bytes = [0u8; 8];
    bytes.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(bytes)
}

/// Whether a ticket is on a panel of about `panel_target` out of `validators`.
pub const fn is_on_panel(ticket: u64, validators: u32, panel_target: u16) -> bool {
    // 64 bits by 32, and 16 shifted by 64: neither leaves 128 bits.
    (ticket as u128).saturating_mul(validators as u128) < (panel_target as u128) << 64
}

/// Slot a new draw aims at.
///
/// # Errors
/// `Overflow`.
pub fn target_slot(now_slot: u64, delay_slots: u8) -> core::result::Result<u64, CommonError> {
    now_slot
        .checked_add(delay_slots as u64)
        .ok_or(CommonError::Overflow)
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Kept(&'static [u64]);

    impl SlotHashes for Kept {
        fn count(&self) -> Result<u64> {
            Ok(self.0.len() as u64)
        }
        fn entry(&self, index: u64) -> Result<(u64, [u8; 32])> {
            let slot = self.0[index as usize];
            Ok((slot, [slot as u8; 32]))
        }
    }

    fn found(kept: &'static [u64], target: u64) -> Target {
        find_target(&Kept(kept), target).unwrap()
    }

    #[test]
    fn takes_the_oldest_slot_at_or_after_the_target() {
        const KEPT: &[u64] = &[90, 80, 70, 40, 30];
        assert_eq!(found(KEPT, 91), Target::Ahead);
        assert_eq!(found(KEPT, 90), Target::Hash([90; 32]));
        assert_eq!(found(KEPT, 81), Target::Hash([90; 32]));
        assert_eq!(found(KEPT, 80), Target::Hash([80; 32]));
        assert_eq!(found(KEPT, 41), Target::Hash([70; 32]));
        assert_eq!(found(KEPT, 31), Target::Hash([40; 32]));
        assert_eq!(found(KEPT, 30), Target::Lost);
        assert_eq!(found(KEPT, 5), Target::Lost);
        assert_eq!(found(&[], 5), Target::Ahead);
        assert_eq!(found(&[7], 7), Target::Lost);
    }

    #[test]
    fn panel_bound_is_exact() {
        // Of two validators a panel of one takes the lower half of the tickets.
        assert!(is_on_panel((1 << 63) - 1, 2, 1));
        assert!(!is_on_panel(1 << 63, 2, 1));
        assert!(is_on_panel(u64::MAX, 9, 9));
    }
}
