//! 68 close_issuer.

use {
    crate::{
        error::RegistryError,
        events::IssuerClosed,
        state::{Config, Issuer, IssuerTransitions},
    },
    anchor_lang::prelude::*,
};

/// The ended issuer, with the signature of its own key or of its rent payer.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseIssuer {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub issuer: Account<Issuer>,
    pub signer: Signer,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = issuer.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes a revoked or expired issuer. Nothing it attested or registered returns with a later life of its key.
///
/// # Errors
/// `NotIssuerAuthority`, `WrongRentPayer`, `ExitsPaused`, `StillOpen`.
pub fn close_issuer(ctx: &mut Context<CloseIssuer>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    let issuer = &mut accounts.issuer;
    require!(
        issuer.authority == signer || issuer.rent_payer == signer,
        RegistryError::NotIssuerAuthority
    );
    accounts
        .config
        .head
        .check_exits(now)
        .map_err(RegistryError::from)?;
    issuer.check_closable(now)?;

    let event = IssuerClosed {
        issuer: *issuer.address(),
        issuer_changes: issuer.count_change(),
        authority: issuer.authority,
        signer,
        rent_payer: issuer.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
