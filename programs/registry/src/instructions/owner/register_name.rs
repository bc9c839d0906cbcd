//! 62 register_name.
#![expect(
    unused_variables,
    reason = "the derive binds the instruction's arguments a second time"
)]

use {
    crate::{
        error::RegistryError,
        events::NameRegistered,
        math::name_price,
        state::{Config, Name, NameGrant, NameText},
    },
    anchor_lang::{prelude::*, sha256},
    hypernode_common::token::{transfer, TokenAccount},
};

/// The name to create and what pays for it, with its owner's signature.
#[event_cpi]
#[derive(Accounts)]
#[instruction(hash: [u8; 32])]
pub struct RegisterName {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init_if_needed, payer = payer, seeds = [b"name", hash.as_ref()], bump)]
    pub name: Account<Name>,
    pub owner: Signer,
    #[account(mut)]
    pub owner_token: Account<TokenAccount>,
    #[account(mut, address = config.params.treasury @ RegistryError::WrongVault)]
    pub treasury_token: Account<TokenAccount>,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Takes a free name for `years`, paid to the treasury; `hash` is the sha256 of the text.
///
/// # Errors
/// `WrongVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `EntriesPaused`, `InvalidName` also for
/// another hash, `NameNotFree` also within and after the grace until the name is released, `ParameterOutOfBounds`.
pub fn register_name(
    ctx: &mut Context<RegisterName>,
    hash: [u8; 32],
    text: NameText,
    years: u8,
    target: Address,
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    accounts.validate()?;
    require!(sha256(text.check()?) == hash, RegistryError::InvalidName);
    let name = &mut accounts.name;
    // Version 0 marks an account that this instruction has just created.
    require!(name.version == 0, RegistryError::NameNotFree);
    name.open(ctx.bumps.name, *accounts.payer.address());
    let grant = NameGrant {
        text,
        owner: *accounts.owner.address(),
        target,
        years,
    };
    name.grant(&grant, now)?;
    let price = name_price(accounts.config.params.name_fee.get(), years)?;

    let event = NameRegistered {
        name: *name.address(),
        name_changes: name.changes.get(),
        text,
        owner: grant.owner,
        target,
        expires_at: name.expires_at.get(),
        price,
        owner_token: *accounts.owner_token.address(),
        treasury_token: *accounts.treasury_token.address(),
        rent_payer: name.rent_payer,
        slot: clock.slot,
        at: now,
    };
    transfer(
        accounts.owner_token.cpi_handle_mut(),
        accounts.treasury_token.cpi_handle_mut(),
        accounts.owner.cpi_handle(),
        price,
        &[],
    );
    emit_cpi!(event);
    Ok(())
}

impl RegisterName {
    fn validate(&self) -> Result<()> {
        let head = &self.config.head;
        self.owner_token
            .check(&head.mint, self.owner.address())
            .map_err(RegistryError::from)?;
        head.check_entries().map_err(RegistryError::from)?;
        Ok(())
    }
}
