//! 27 release_fingerprint.

use {
    crate::{
        error::RegistryError,
        events::FingerprintReleased,
        state::{Config, Fingerprint, Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The card and the node it is in, with the signature of the node's or the Config's authority.
#[event_cpi]
#[derive(Accounts)]
pub struct ReleaseFingerprint {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(mut, constraint = fingerprint.node == *node.address() @ RegistryError::FingerprintNotBound)]
    pub fingerprint: Account<Fingerprint>,
    #[account(constraint = *signer.address() == node.authority || *signer.address() == config.head.authority
        @ RegistryError::NotNodeAuthority)]
    pub signer: Signer,
}

/// Releases a card that no running job needs.
///
/// # Errors
/// `NotNodeAuthority`, `ExitsPaused`, `FingerprintNotBound`, `NodeBusy`.
pub fn release_fingerprint(ctx: &mut Context<ReleaseFingerprint>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    accounts
        .config
        .head
        .check_exits(now)
        .map_err(RegistryError::from)?;
    let node = &mut accounts.node;
    let fingerprint = &mut accounts.fingerprint;
    let released_at_before = fingerprint.released_at.get();
    let fingerprints_before = node.fingerprints;

    fingerprint.release(now)?;
    node.release_fingerprint()?;

    let event = FingerprintReleased {
        fingerprint: *fingerprint.address(),
        fingerprint_changes: fingerprint.count_change(),
        node: *node.address(),
        node_changes: node.count_change(),
        signer,
        released_at_before,
        released_at_after: fingerprint.released_at.get(),
        fingerprints_before,
        fingerprints_after: node.fingerprints,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
