//! Time as one instruction sees it.

use anchor_lang::{pinocchio::sysvars::Sysvar, prelude::*};

/// Time and slot of the instruction.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Unix seconds.
    pub at: i64,
    /// Slot.
    pub slot: u64,
}

impl Moment {
    /// Now, from the Clock.
    ///
    /// # Errors
    /// The runtime's, when it has no Clock.
    pub fn now() -> Result<Self> {
        let clock = Clock::get()?;
        Ok(Self {
            at: clock.unix_timestamp,
            slot: clock.slot,
        })
    }
}
