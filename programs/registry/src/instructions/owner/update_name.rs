//! 64 update_name.

use {
    crate::{error::RegistryError, events::NameUpdated, state::Name},
    anchor_lang::prelude::*,
};

/// The name, with its owner's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct UpdateName {
    #[account(mut)]
    pub name: Account<Name>,
    #[account(address = name.owner @ RegistryError::NotNameOwner)]
    pub owner: Signer,
}

/// Gives a name to `new_owner`, which may be the same, and lets it stand for `target`; zero = nothing.
///
/// # Errors
/// `NotNameOwner`, `NameExpired`, `ZeroAddress` for no owner.
pub fn update_name(
    ctx: &mut Context<UpdateName>,
    new_owner: Address,
    target: Address,
) -> Result<()> {
    let clock = Clock::get()?;
    let name = &mut ctx.accounts.name;
    let owner_before = name.owner;
    let target_before = name.target;

    name.update(new_owner, target, clock.unix_timestamp)?;

    let event = NameUpdated {
        name: *name.address(),
        name_changes: name.count_change(),
        owner_before,
        owner_after: name.owner,
        target_before,
        target_after: name.target,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
