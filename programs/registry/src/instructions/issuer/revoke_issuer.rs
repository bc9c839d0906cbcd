//! 58 revoke_issuer.

use {
    crate::{
        error::RegistryError,
        events::IssuerRevoked,
        state::{Config, Issuer, IssuerTransitions},
    },
    anchor_lang::prelude::*,
};

/// The issuer, with the signature of the Config's authority, of its parent's, or of its own.
#[event_cpi]
#[derive(Accounts)]
pub struct RevokeIssuer {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub issuer: Account<Issuer>,
    /// The issuer that granted; needed where its authority signs.
    #[account(address = issuer.parent @ RegistryError::NotIssuerAuthority)]
    pub parent: Option<Account<Issuer>>,
    pub signer: Signer,
}

/// Takes an issuer's trust away, and with it that of all it stands above. Never paused: a door has to shut at once.
///
/// # Errors
/// `NotIssuerAuthority`, `IssuerNotLive` when it is revoked already.
pub fn revoke_issuer(ctx: &mut Context<RevokeIssuer>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    let issuer = &mut accounts.issuer;
    let by_parent = accounts
        .parent
        .as_ref()
        .is_some_and(|parent| parent.authority == signer);
    require!(
        by_parent || issuer.authority == signer || accounts.config.head.authority == signer,
        RegistryError::NotIssuerAuthority
    );
    let revoked_at_before = issuer.revoked_at.get();

    issuer.revoke(clock.unix_timestamp)?;

    let event = IssuerRevoked {
        issuer: *issuer.address(),
        issuer_changes: issuer.count_change(),
        authority: issuer.authority,
        signer,
        revoked_at_before,
        revoked_at_after: issuer.revoked_at.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
