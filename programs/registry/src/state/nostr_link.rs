//! A Nostr key and the wallet that it names.

use {
    crate::{constants::NOSTR_NONCE_SLOTS, error::RegistryError},
    anchor_lang::prelude::*,
};

hypernode_common::program_account! {
    /// Proof that a Nostr key and a wallet are one party: `["nostr", key]`.
    pub struct NostrLink, size = 138 {
        /// The x-only public key.
        pub key: [u8; 32],
        /// The wallet.
        pub owner: Address,
        /// Slot that the event names.
        pub nonce: PodU64,
        /// Slot of the link.
        pub slot: PodU64,
    }
}

impl NostrLink {
    /// Fills a new link whose event was verified.
    ///
    /// # Errors
    /// `NostrNonceStale` unless `nonce` is one of the last 1,500 slots.
    pub fn link(
        &mut self,
        key: [u8; 32],
        owner: Address,
        nonce: u64,
        slot: u64,
    ) -> core::result::Result<(), RegistryError> {
        let age = slot.checked_sub(nonce);
        if age.is_none_or(|age| age > NOSTR_NONCE_SLOTS) {
            return Err(RegistryError::NostrNonceStale);
        }
        self.key = key;
        self.owner = owner;
        self.nonce = nonce.into();
        self.slot = slot.into();
        Ok(())
    }
}
