//! Who may attest what, and what is attested.

use {
    crate::{constants::ISSUER_DEPTH_MAX, error::RegistryError, math::check_ahead},
    anchor_lang::prelude::*,
    hypernode_common::{
        registry::Node,
        trust::{Attestation, Claim, Issuer, SCOPE_MASK},
    },
};

type Check<T = ()> = core::result::Result<T, RegistryError>;

/// What an issuer is registered with.
#[derive(Clone, Copy, Debug)]
pub struct Grant {
    /// The key that attests.
    pub authority: Address,
    /// Claims it may attest.
    pub scope: u8,
    /// Last Unix second at which it may be trusted.
    pub expires_at: i64,
}

/// Changes of an issuer.
pub trait IssuerTransitions {
    /// Fills a new issuer below `parent`, or below the Config's authority.
    ///
    /// # Errors
    /// `IssuerOutOfScope` beyond the parent's scope, `IssuerTooDeep`, `ParameterOutOfBounds` for a scope
    /// of no claim or of unknown ones and unless it ends in the future.
    fn register(&mut self, grant: &Grant, parent: Option<(Address, &Issuer)>, now: i64) -> Check;
    /// Is trusted no more, and nobody below it.
    ///
    /// # Errors
    /// `IssuerNotLive` when it is revoked already.
    fn revoke(&mut self, now: i64) -> Check;
    /// Guards closing. Its attestations and children are older than any later life of the key, so none of them returns.
    ///
    /// # Errors
    /// `StillOpen` while it is live.
    fn check_closable(&self, now: i64) -> Check;
}

impl IssuerTransitions for Issuer {
    fn register(&mut self, grant: &Grant, parent: Option<(Address, &Issuer)>, now: i64) -> Check {
        self.authority = grant.authority;
        if let Some((address, parent)) = parent {
            if grant.scope & !parent.scope != 0 {
                return Err(RegistryError::IssuerOutOfScope);
            }
            self.depth = parent
                .depth
                .checked_add(1)
                .filter(|depth| *depth <= ISSUER_DEPTH_MAX)
                .ok_or(RegistryError::IssuerTooDeep)?;
            self.parent = address;
        }
        if grant.scope == 0 || grant.scope & !SCOPE_MASK != 0 {
            return Err(RegistryError::ParameterOutOfBounds);
        }
        check_ahead(grant.expires_at, now)?;
        self.scope = grant.scope;
        self.registered_at = now.into();
        self.expires_at = grant.expires_at.into();
        Ok(())
    }

    fn revoke(&mut self, now: i64) -> Check {
        if self.revoked_at.get() != 0 {
            return Err(RegistryError::IssuerNotLive);
        }
        self.revoked_at = now.into();
        Ok(())
    }

    fn check_closable(&self, now: i64) -> Check {
        if self.is_live(now) {
            return Err(RegistryError::StillOpen);
        }
        Ok(())
    }
}

/// What an attestation is made of.
#[derive(Clone, Copy, Debug)]
pub struct Statement {
    /// The issuer's account.
    pub issuer: Address,
    /// What it is about.
    pub subject: Address,
    /// What it says.
    pub claim: Claim,
    /// Digest of the evidence.
    pub claim_digest: [u8; 32],
    /// Last Unix second at which it holds.
    pub expires_at: i64,
}

/// Changes of an attestation.
pub trait AttestationTransitions {
    /// Fills a new attestation. A Hardware claim is checked against `node`, which the other claims do not need.
    ///
    /// # Errors
    /// `ZeroDigest`, `ClaimMismatch`, `ParameterOutOfBounds` unless it ends in the future.
    fn state(&mut self, statement: &Statement, node: Option<(&Address, &Node)>, now: i64) -> Check;
    /// Holds no more.
    ///
    /// # Errors
    /// `AttestationNotLive` when it is revoked or expired.
    fn revoke(&mut self, now: i64) -> Check;
    /// Guards closing: it ended itself, or `issuer`, its issuer's account, did. None is a closed one.
    ///
    /// # Errors
    /// `StillOpen`.
    fn check_closable(&self, issuer: Option<&Issuer>, now: i64) -> Check;
}

impl AttestationTransitions for Attestation {
    fn state(&mut self, statement: &Statement, node: Option<(&Address, &Node)>, now: i64) -> Check {
        if statement.claim_digest == [0; 32] {
            return Err(RegistryError::ZeroDigest);
        }
        self.claim = statement.claim.into();
        self.issuer = statement.issuer;
        self.subject = statement.subject;
        self.claim_digest = statement.claim_digest;
        let describes = || node.is_some_and(|(address, node)| self.describes(address, node));
        if statement.claim == Claim::Hardware && !describes() {
            return Err(RegistryError::ClaimMismatch);
        }
        check_ahead(statement.expires_at, now)?;
        self.issued_at = now.into();
        self.expires_at = statement.expires_at.into();
        Ok(())
    }

    fn revoke(&mut self, now: i64) -> Check {
        if !self.is_live(now) {
            return Err(RegistryError::AttestationNotLive);
        }
        self.revoked_at = now.into();
        Ok(())
    }

    fn check_closable(&self, issuer: Option<&Issuer>, now: i64) -> Check {
        let same_life = |issuer: &&Issuer| issuer.registered_at.get() <= self.issued_at.get();
        let vouched = issuer
            .filter(same_life)
            .is_some_and(|issuer| issuer.is_live(now));
        if self.is_live(now) && vouched {
            return Err(RegistryError::StillOpen);
        }
        Ok(())
    }
}
