//! 26 bind_fingerprint.
#![expect(
    unused_variables,
    reason = "the derive binds the instruction's arguments a second time"
)]

use {
    crate::{
        error::RegistryError,
        events::FingerprintBound,
        state::{Config, Fingerprint, Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The card and the node it is in, with the operator's signature.
#[event_cpi]
#[derive(Accounts)]
#[instruction(hash: [u8; 32])]
pub struct BindFingerprint {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub node: Account<Node>,
    #[account(init_if_needed, payer = payer, seeds = [b"fingerprint", hash.as_ref()], bump)]
    pub fingerprint: Account<Fingerprint>,
    #[account(address = node.operator @ RegistryError::NotOperator)]
    pub operator: Signer,
    /// Pays the rent when nobody bound this card before.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Binds one more card to the node.
///
/// # Errors
/// `NotOperator`, `ZeroDigest`, `FingerprintInUse`, `FingerprintResting`,
/// `TooManyFingerprints`.
pub fn bind_fingerprint(ctx: &mut Context<BindFingerprint>, hash: [u8; 32]) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    require!(hash != [0; 32], RegistryError::ZeroDigest);

    let node = &mut accounts.node;
    let node_address = *node.address();
    let fingerprint = &mut accounts.fingerprint;
    let previous_node = fingerprint.node;
    let bound_at_before = fingerprint.bound_at.get();
    let released_at_before = fingerprint.released_at.get();
    let fingerprints_before = node.fingerprints;

    // Version 0 marks an account that this instruction has just created.
    let fingerprint_changes = if fingerprint.version == 0 {
        fingerprint.open(ctx.bumps.fingerprint, *accounts.payer.address());
        fingerprint.bind_first(hash, &node_address, now);
        fingerprint.changes.get()
    } else {
        let rest_seconds = accounts.config.params.fingerprint_rest_seconds.get();
        let registered_at = node.registered_at.get();
        fingerprint.bind_again(&node_address, registered_at, rest_seconds, now)?;
        fingerprint.count_change()
    };
    node.bind_fingerprint()?;

    let event = FingerprintBound {
        fingerprint: *fingerprint.address(),
        fingerprint_changes,
        node: node_address,
        node_changes: node.count_change(),
        hash,
        previous_node,
        bound_at_before,
        bound_at_after: fingerprint.bound_at.get(),
        released_at_before,
        released_at_after: fingerprint.released_at.get(),
        fingerprints_before,
        fingerprints_after: node.fingerprints,
        rent_payer: fingerprint.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
