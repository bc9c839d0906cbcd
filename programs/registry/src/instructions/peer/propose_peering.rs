//! 54 propose_peering.

use {
    crate::{
        error::RegistryError,
        events::PeeringProposed,
        state::{Config, Node, Peering, PeeringTransitions, Sides},
    },
    anchor_lang::prelude::*,
};

/// The peering to create, with the signature of one side.
#[event_cpi]
#[derive(Accounts)]
pub struct ProposePeering {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    pub node: Account<Node>,
    /// CHECK: only its address counts.
    pub requester: UncheckedAccount,
    #[account(init, payer = payer, seeds = [b"peering", node.address().as_ref(), requester.address().as_ref()], bump)]
    pub peering: Account<Peering>,
    pub signer: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Signs a peering up to and including `expires_at` for one side; the other has to accept it.
///
/// # Errors
/// `NotPeeringParty`, `EntriesPaused`, `ParameterOutOfBounds` for an end that is not ahead.
pub fn propose_peering(ctx: &mut Context<ProposePeering>, expires_at: i64) -> Result<()> {
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
    peering.open(ctx.bumps.peering, *accounts.payer.address());
    let sides = Sides {
        address: accounts.node.address(),
        node: &accounts.node,
        requester: accounts.requester.address(),
    };
    peering.propose(&sides, &signer, expires_at, now)?;

    let event = PeeringProposed {
        peering: *peering.address(),
        peering_changes: peering.changes.get(),
        node: peering.node,
        requester: peering.requester,
        signer,
        node_signed_at: peering.node_signed_at.get(),
        requester_signed_at: peering.requester_signed_at.get(),
        expires_at,
        rent_payer: peering.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
