//! Accounts rebuilt from events alone (invariant 18).
use {
    crate::book::Book,
    hypernode_test_kit::{EventRecord, Pubkey},
};

/// The accounts the events tell.
pub struct Shadow {}

impl Shadow {
    /// Starts at what the initialised protocol stores.
    pub fn from_start(_book: &Book) -> Self {
        Self {}
    }

    /// Replays events.
    pub fn apply(&mut self, _events: &[EventRecord]) {}

    /// Compares.
    pub fn check(&self, _book: &Book, _keys: impl Iterator<Item = Pubkey>) {}
}
