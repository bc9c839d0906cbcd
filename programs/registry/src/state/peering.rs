//! How the two sides of a peering sign it.

use {
    crate::{error::RegistryError, math::check_ahead},
    anchor_lang::prelude::*,
    hypernode_common::{registry::Node, trust::Peering},
};

type Check<T = ()> = core::result::Result<T, RegistryError>;

/// Changes of a peering.
pub trait PeeringTransitions {
    /// Fills a new peering with the signature of one side; whoever is both signs both.
    ///
    /// # Errors
    /// `NotPeeringParty`, `ParameterOutOfBounds` unless it ends in the future.
    fn propose(&mut self, sides: &Sides, signer: &Address, expires_at: i64, now: i64) -> Check;
    /// Adds the signature that is missing. A signature of the node's former life counts as missing.
    ///
    /// # Errors
    /// `NotPeeringParty`, `PeeringNotLive` once expired.
    fn accept(&mut self, node: &Node, signer: &Address, now: i64) -> Check;
}

/// The two sides of a peering.
pub struct Sides<'a> {
    /// The node's account.
    pub address: &'a Address,
    /// The node.
    pub node: &'a Node,
    /// The requester.
    pub requester: &'a Address,
}

impl PeeringTransitions for Peering {
    fn propose(&mut self, sides: &Sides, signer: &Address, expires_at: i64, now: i64) -> Check {
        let (by_node, by_requester) = (sides.node.authority == *signer, sides.requester == signer);
        if !by_node && !by_requester {
            return Err(RegistryError::NotPeeringParty);
        }
        check_ahead(expires_at, now)?;
        self.node = *sides.address;
        self.requester = *sides.requester;
        self.node_signed_at = if by_node { now } else { 0 }.into();
        self.requester_signed_at = if by_requester { now } else { 0 }.into();
        self.expires_at = expires_at.into();
        Ok(())
    }

    fn accept(&mut self, node: &Node, signer: &Address, now: i64) -> Check {
        let node_signed_at = self.node_signed_at.get();
        let node_missing = node_signed_at == 0 || node_signed_at < node.registered_at.get();
        let requester_missing = self.requester_signed_at.get() == 0;
        let by_node = node_missing && node.authority == *signer;
        let by_requester = requester_missing && self.requester == *signer;
        if !by_node && !by_requester {
            return Err(RegistryError::NotPeeringParty);
        }
        if now > self.expires_at.get() {
            return Err(RegistryError::PeeringNotLive);
        }
        if by_node {
            self.node_signed_at = now.into();
        }
        if by_requester {
            self.requester_signed_at = now.into();
        }
        Ok(())
    }
}
