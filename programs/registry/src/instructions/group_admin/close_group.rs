//! 53 close_group.

use {
    crate::{
        error::RegistryError,
        events::GroupClosed,
        state::{Config, Group},
    },
    anchor_lang::prelude::*,
};

/// The empty group, with the signature of its authority.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseGroup {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub group: Account<Group>,
    #[account(address = group.authority @ RegistryError::NotGroupAdmin)]
    pub authority: Signer,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = group.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes a group without members.
///
/// # Errors
/// `NotGroupAdmin`, `WrongRentPayer`, `ExitsPaused`, `GroupNotEmpty`.
pub fn close_group(ctx: &mut Context<CloseGroup>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now)
        .map_err(RegistryError::from)?;
    let group = &mut accounts.group;
    group.check_closable()?;

    let event = GroupClosed {
        group: *group.address(),
        group_changes: group.count_change(),
        authority: group.authority,
        id: group.id,
        rent_payer: group.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
