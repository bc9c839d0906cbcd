//! 65 release_name.

use {
    crate::{
        error::RegistryError,
        events::NameReleased,
        state::{Config, Name},
    },
    anchor_lang::prelude::*,
};

/// The name to free.
#[event_cpi]
#[derive(Accounts)]
pub struct ReleaseName {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub name: Account<Name>,
    pub signer: Signer,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = name.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Frees a name and closes its account: by its owner at any time, by anyone once the grace is over. What was paid for
/// years to come stays with the treasury.
///
/// # Errors
/// `WrongRentPayer`, `NotNameOwner`, `ExitsPaused`.
pub fn release_name(ctx: &mut Context<ReleaseName>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    let name = &mut accounts.name;
    name.check_releasable(&signer, now)?;
    accounts
        .config
        .head
        .check_exits(now)
        .map_err(RegistryError::from)?;

    let event = NameReleased {
        name: *name.address(),
        name_changes: name.count_change(),
        text: name.text.into(),
        owner: name.owner,
        signer,
        rent_payer: name.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
