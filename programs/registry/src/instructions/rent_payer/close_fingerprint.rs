//! 28 close_fingerprint.

use {
    crate::{
        error::RegistryError,
        events::FingerprintClosed,
        state::{Config, Fingerprint},
    },
    anchor_lang::prelude::*,
};

/// The released card, with the signature of its rent payer.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseFingerprint {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub fingerprint: Account<Fingerprint>,
    #[account(mut, address = fingerprint.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: Signer,
}

/// Closes the account of a card that has rested.
///
/// # Errors
/// `WrongRentPayer`, `ExitsPaused`, `FingerprintInUse`, `FingerprintResting`.
pub fn close_fingerprint(ctx: &mut Context<CloseFingerprint>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let config = &accounts.config;
    config.head.check_exits(now).map_err(RegistryError::from)?;
    let rest_seconds = config.params.fingerprint_rest_seconds.get();
    let fingerprint = &mut accounts.fingerprint;
    fingerprint.check_closable(rest_seconds, now)?;

    let event = FingerprintClosed {
        fingerprint: *fingerprint.address(),
        fingerprint_changes: fingerprint.count_change(),
        hash: fingerprint.hash,
        node: fingerprint.node,
        rent_payer: fingerprint.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
