//! A hardware identity and the node it is bound to.

use {crate::error::RegistryError, anchor_lang::prelude::*};

hypernode_common::program_account! {
    /// A hardware fingerprint: `["fingerprint", hash]`.
    pub struct Fingerprint, size = 138 {
        /// Hash that names the hardware.
        pub hash: [u8; 32],
        /// Node it is bound to, or was last.
        pub node: Address,
        /// Unix seconds of the last binding.
        pub bound_at: PodI64,
        /// Unix seconds of the release; 0 = bound now.
        pub released_at: PodI64,
    }
}

impl Fingerprint {
    /// First binding of hardware nobody bound before.
    pub fn bind_first(&mut self, hash: [u8; 32], node: &Address, now: i64) {
        self.hash = hash;
        self.node = *node;
        self.bound_at = now.into();
        self.released_at = 0.into();
    }

    /// Binds released hardware. The node that released it, unless it was registered since, may take it back at
    /// once; any other node waits for the rest, so a bad node's card cannot return under a new name.
    ///
    /// # Errors
    /// `FingerprintInUse`, `FingerprintResting`.
    pub fn bind_again(
        &mut self,
        node: &Address,
        node_registered_at: i64,
        rest_seconds: u32,
        now: i64,
    ) -> core::result::Result<(), RegistryError> {
        let released_at = self.released_at.get();
        if released_at == 0 {
            return Err(RegistryError::FingerprintInUse);
        }
        let by_this_node = self.node == *node && released_at >= node_registered_at;
        if !by_this_node {
            self.check_rested(rest_seconds, now)?;
        }
        self.node = *node;
        self.bound_at = now.into();
        self.released_at = 0.into();
        Ok(())
    }

    /// Releases bound hardware.
    ///
    /// # Errors
    /// `FingerprintNotBound`.
    pub fn release(&mut self, now: i64) -> core::result::Result<(), RegistryError> {
        if self.released_at.get() != 0 {
            return Err(RegistryError::FingerprintNotBound);
        }
        self.released_at = now.into();
        Ok(())
    }

    /// Guards closing: the account stays through the rest, or the rest would be forgotten with it.
    ///
    /// # Errors
    /// `FingerprintInUse`, `FingerprintResting`.
    pub fn check_closable(
        &self,
        rest_seconds: u32,
        now: i64,
    ) -> core::result::Result<(), RegistryError> {
        if self.released_at.get() == 0 {
            return Err(RegistryError::FingerprintInUse);
        }
        self.check_rested(rest_seconds, now)
    }

    fn check_rested(&self, rest_seconds: u32, now: i64) -> core::result::Result<(), RegistryError> {
        if now <= self.released_at.get().saturating_add(rest_seconds as i64) {
            return Err(RegistryError::FingerprintResting);
        }
        Ok(())
    }
}
