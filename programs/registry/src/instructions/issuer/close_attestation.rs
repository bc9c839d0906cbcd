//! 61 close_attestation.

use {
    crate::{
        error::RegistryError,
        events::AttestationClosed,
        state::{Attestation, AttestationTransitions, Config, Issuer},
    },
    anchor_lang::prelude::*,
    hypernode_common::trust::open_view,
};

/// The ended attestation, with the signature of its rent payer.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseAttestation {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    /// CHECK: the issuer's account, which may be closed.
    #[account(address = attestation.issuer @ RegistryError::IssuerNotLive)]
    pub issuer: UncheckedAccount,
    #[account(mut, close = rent_payer)]
    pub attestation: Account<Attestation>,
    #[account(mut, address = attestation.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: Signer,
}

/// Closes an attestation that ended, or whose issuer did.
///
/// # Errors
/// `WrongRentPayer`, `IssuerNotLive` for another issuer's account, `ExitsPaused`, `StillOpen`.
pub fn close_attestation(ctx: &mut Context<CloseAttestation>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now)
        .map_err(RegistryError::from)?;
    let issuer = open_view::<Issuer>(accounts.issuer.account());
    let attestation = &mut accounts.attestation;
    attestation.check_closable(issuer.as_ref().map(|issuer| &***issuer), now)?;

    let event = AttestationClosed {
        attestation: *attestation.address(),
        attestation_changes: attestation.count_change(),
        issuer: attestation.issuer,
        subject: attestation.subject,
        claim: attestation.claim.0,
        rent_payer: attestation.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
