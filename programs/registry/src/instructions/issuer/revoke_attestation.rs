//! 60 revoke_attestation.

use {
    crate::{
        error::RegistryError,
        events::AttestationRevoked,
        state::{Attestation, AttestationTransitions, Issuer},
    },
    anchor_lang::prelude::*,
};

/// The attestation, with its issuer's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct RevokeAttestation {
    #[account(address = attestation.issuer @ RegistryError::NotIssuerAuthority)]
    pub issuer: Account<Issuer>,
    #[account(mut)]
    pub attestation: Account<Attestation>,
    #[account(address = issuer.authority @ RegistryError::NotIssuerAuthority)]
    pub authority: Signer,
}

/// Takes an attestation back. Never paused: a door has to shut at once.
///
/// # Errors
/// `NotIssuerAuthority`, `AttestationNotLive` when it is revoked or expired already.
pub fn revoke_attestation(ctx: &mut Context<RevokeAttestation>) -> Result<()> {
    let clock = Clock::get()?;
    let attestation = &mut ctx.accounts.attestation;
    let revoked_at_before = attestation.revoked_at.get();

    attestation.revoke(clock.unix_timestamp)?;

    let event = AttestationRevoked {
        attestation: *attestation.address(),
        attestation_changes: attestation.count_change(),
        issuer: attestation.issuer,
        subject: attestation.subject,
        claim: attestation.claim.0,
        revoked_at_before,
        revoked_at_after: attestation.revoked_at.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
