//! 55 accept_peering.

use {
    crate::{
        error::RegistryError,
        events::PeeringAccepted,
        state::{Config, Node, Peering, PeeringTransitions},
    },
    anchor_lang::prelude::*,
};

/// The proposed peering, with the signature of the side that has not signed.
#[event_cpi]
#[derive(Accounts)]
pub struct AcceptPeering {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    pub node: Account<Node>,
    #[account(mut, constraint = peering.node == *node.address() @ RegistryError::NotPeeringParty)]
    pub peering: Account<Peering>,
    pub signer: Signer,
}

/// Signs a proposed peering for the other side.
///
/// # Errors
/// `NotPeeringParty`, `EntriesPaused`, `PeeringNotLive` once expired.
pub fn accept_peering(ctx: &mut Context<AcceptPeering>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    accounts
        .config
        .head
        .check_entries()
        .map_err(RegistryError::from)?;
    let peering = &mut accounts.peering;
    let node_signed_at_before = peering.node_signed_at.get();
    let requester_signed_at_before = peering.requester_signed_at.get();

    peering.accept(&accounts.node, &signer, now)?;

    let event = PeeringAccepted {
        peering: *peering.address(),
        peering_changes: peering.count_change(),
        node: peering.node,
        requester: peering.requester,
        signer,
        node_signed_at_before,
        node_signed_at_after: peering.node_signed_at.get(),
        requester_signed_at_before,
        requester_signed_at_after: peering.requester_signed_at.get(),
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
