//! Clock, slots and slot hashes, moved by hand.
use {
    crate::World,
    sha2::{Digest, Sha256},
    solana_clock::Clock,
    solana_slot_hashes::{SlotHashes, MAX_ENTRIES},
};

/// Unix time at which every world starts: a Monday, 2027-01-11 00:00 UTC.
pub const GENESIS_AT: i64 = 1_799_625_600;
/// Slot at which every world starts; the 512 entries before it are in SlotHashes.
pub const GENESIS_SLOT: u64 = 1_000;
/// Milliseconds a slot lasts when time is moved by seconds.
const SLOT_MILLISECONDS: i64 = 400;

impl World {
    /// Unix seconds of the Clock.
    pub fn now(&self) -> i64 {
        self.clock().unix_timestamp
    }

    /// Slot of the Clock.
    pub fn slot(&self) -> u64 {
        self.clock().slot
    }

    /// Lets seconds pass, and with them a slot every 400 ms.
    pub fn warp_seconds(&mut self, seconds: i64) {
        let slots = u64::try_from(seconds * 1_000 / SLOT_MILLISECONDS).expect("time moves forward");
        self.move_clock(self.now() + seconds, self.slot() + slots);
    }

    /// Lets time pass up to a moment.
    pub fn warp_to(&mut self, unix_seconds: i64) {
        self.warp_seconds(unix_seconds - self.now());
    }

    /// Lets slots pass while the clock stands still, as it may within a second.
    pub fn warp_slots(&mut self, slots: u64) {
        self.move_clock(self.now(), self.slot() + slots);
    }

    fn clock(&self) -> Clock {
        self.svm().get_sysvar()
    }

    pub(crate) fn move_clock(&mut self, unix_timestamp: i64, slot: u64) {
        let mut clock = self.clock();
        clock.unix_timestamp = unix_timestamp;
        clock.slot = slot;
        self.svm_mut().set_sysvar(&clock);
        // Slots of the past only, newest first, as a validator shows them while it executes `slot`.
        let oldest = slot.saturating_sub(u64::try_from(MAX_ENTRIES).expect("512 fits"));
        let entries: Vec<_> = (oldest..slot)
            .rev()
            .map(|slot| (slot, slot_hash(slot).into()))
            .collect();
        self.svm_mut().set_sysvar(&SlotHashes::new(&entries));
    }
}

/// Hash every world gives this slot in SlotHashes.
pub fn slot_hash(slot: u64) -> [u8; 32] {
    Sha256::digest([b"hypernode-local:slot:".as_slice(), &slot.to_le_bytes()].concat()).into()
}
