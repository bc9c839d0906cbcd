//! 67 unlink_nostr.

use {
    crate::{
        error::RegistryError,
        events::NostrUnlinked,
        state::{Config, NostrLink},
    },
    anchor_lang::prelude::*,
};

/// The link to end, with the wallet's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct UnlinkNostr {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub link: Account<NostrLink>,
    #[account(address = link.owner @ RegistryError::NotLinkOwner)]
    pub owner: Signer,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = link.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Ends a link and closes its account.
///
/// # Errors
/// `NotLinkOwner`, `WrongRentPayer`, `ExitsPaused`.
pub fn unlink_nostr(ctx: &mut Context<UnlinkNostr>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now)
        .map_err(RegistryError::from)?;
    let link = &mut accounts.link;

    let event = NostrUnlinked {
        link: *link.address(),
        link_changes: link.count_change(),
        key: link.key,
        owner: link.owner,
        rent_payer: link.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
