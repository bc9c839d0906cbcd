//! 66 link_nostr.
#![expect(
    unused_variables,
    reason = "the derive binds the instruction's arguments a second time"
)]

use {
    crate::{
        error::RegistryError,
        events::NostrLinked,
        nostr::{event::LinkEvent, schnorr},
        state::{Config, NostrLink},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        markets::ConfigStart,
        programs,
    },
};

/// The link to create, with the wallet's signature.
#[event_cpi]
#[derive(Accounts)]
#[instruction(key: [u8; 32])]
pub struct LinkNostr {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    /// Config of markets, for the genesis hash of the cluster.
    #[account(
        address = programs::MARKETS.config.address,
        constraint = markets_config.version == VERSION @ RegistryError::WrongVersion,
    )]
    pub markets_config: Account<View<ConfigStart>>,
    #[account(init, payer = payer, seeds = [b"nostr", key.as_ref()], bump)]
    pub link: Account<NostrLink>,
    pub owner: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// When and how a Nostr key signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct NostrProof {
    /// Unix seconds in the event.
    pub created_at: u64,
    /// Slot that the event names, one of the last 1,500.
    pub nonce: u64,
    /// R.x of the event's BIP-340 signature.
    pub signature_x: [u8; 32],
    /// s of the event's BIP-340 signature.
    pub signature_s: [u8; 32],
}

/// Links a Nostr key to the wallet that signs. The program itself writes the event that the key has to have signed, so
/// it can say nothing else.
///
/// # Errors
/// `WrongVersion`, `EntriesPaused`, `NostrNonceStale`, `NostrSignatureInvalid`.
pub fn link_nostr(ctx: &mut Context<LinkNostr>, key: [u8; 32], proof: &NostrProof) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_entries()
        .map_err(RegistryError::from)?;
    let owner = *accounts.owner.address();
    let link = &mut accounts.link;
    link.open(ctx.bumps.link, *accounts.payer.address());
    link.link(key, owner, proof.nonce, clock.slot)?;
    let event_id = LinkEvent {
        key: &key,
        created_at: proof.created_at,
        genesis: &accounts.markets_config.genesis,
        owner: &owner,
        nonce: proof.nonce,
    }
    .id();
    require!(
        schnorr::verify(&key, &event_id, &proof.signature_x, &proof.signature_s),
        RegistryError::NostrSignatureInvalid
    );

    let event = NostrLinked {
        link: *link.address(),
        link_changes: link.changes.get(),
        key,
        owner,
        nonce: proof.nonce,
        event_id,
        rent_payer: link.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
