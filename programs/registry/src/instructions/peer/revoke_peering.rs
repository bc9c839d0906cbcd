//! 56 revoke_peering.

use {
    crate::{
        error::RegistryError,
        events::PeeringRevoked,
        state::{Node, Peering},
    },
    anchor_lang::prelude::*,
    hypernode_common::trust::open_view,
};

/// The peering to end, with the signature of either side.
#[event_cpi]
#[derive(Accounts)]
pub struct RevokePeering {
    #[account(mut, close = rent_payer)]
    pub peering: Account<Peering>,
    /// CHECK: read where the node's authority signs; a requester can leave a node that is closed.
    #[account(address = peering.node @ RegistryError::NotPeeringParty)]
    pub node: UncheckedAccount,
    pub signer: Signer,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = peering.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Ends a peering, accepted or not, and closes its account. Never paused: a door has to shut at once.
///
/// # Errors
/// `NotPeeringParty`, `WrongRentPayer`.
pub fn revoke_peering(ctx: &mut Context<RevokePeering>) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    let peering = &mut accounts.peering;
    let by_node =
        || open_view::<Node>(accounts.node.account()).is_some_and(|node| node.authority == signer);
    require!(
        peering.requester == signer || by_node(),
        RegistryError::NotPeeringParty
    );

    let event = PeeringRevoked {
        peering: *peering.address(),
        peering_changes: peering.count_change(),
        node: peering.node,
        requester: peering.requester,
        signer,
        rent_payer: peering.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
