//! 50 create_group.
#![expect(
    unused_variables,
    reason = "the derive binds the instruction's arguments a second time"
)]

use {
    crate::{
        error::RegistryError,
        events::GroupCreated,
        state::{Config, Group},
    },
    anchor_lang::prelude::*,
};

/// The group to create, with the signature of its authority.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct CreateGroup {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [b"group", authority.address().as_ref(), id.as_ref()], bump)]
    pub group: Account<Group>,
    pub authority: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Creates a group without members; `budget_cap` is in base units.
///
/// # Errors
/// `EntriesPaused`, `InvalidId`.
pub fn create_group(ctx: &mut Context<CreateGroup>, id: [u8; 16], budget_cap: u64) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_entries()
        .map_err(RegistryError::from)?;
    let group = &mut accounts.group;
    group.open(ctx.bumps.group, *accounts.payer.address());
    group.create(*accounts.authority.address(), id, budget_cap)?;

    let event = GroupCreated {
        group: *group.address(),
        group_changes: group.changes.get(),
        authority: group.authority,
        id,
        budget_cap,
        rent_payer: group.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
