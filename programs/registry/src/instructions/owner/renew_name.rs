//! 63 renew_name.

use {
    crate::{
        error::RegistryError,
        events::NameRenewed,
        math::name_price,
        state::{Config, Name},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::{transfer, TokenAccount},
};

/// The name and what pays for it, with its owner's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct RenewName {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub name: Account<Name>,
    #[account(address = name.owner @ RegistryError::NotNameOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub owner_token: Account<TokenAccount>,
    #[account(mut, address = config.params.treasury @ RegistryError::WrongVault)]
    pub treasury_token: Account<TokenAccount>,
    pub token_program: Program<Token>,
}

/// Pays a name for `years` more from the end of the years paid. Never paused: a pause must cost nobody a name.
///
/// # Errors
/// `NotNameOwner`, `WrongVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `NameExpired`,
/// `ParameterOutOfBounds`.
pub fn renew_name(ctx: &mut Context<RenewName>, years: u8) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    accounts
        .owner_token
        .check(&accounts.config.head.mint, accounts.owner.address())
        .map_err(RegistryError::from)?;
    let name = &mut accounts.name;
    let expires_at_before = name.expires_at.get();
    name.renew(years, clock.unix_timestamp)?;
    let price = name_price(accounts.config.params.name_fee.get(), years)?;

    let event = NameRenewed {
        name: *name.address(),
        name_changes: name.count_change(),
        owner: name.owner,
        expires_at_before,
        expires_at_after: name.expires_at.get(),
        price,
        owner_token: *accounts.owner_token.address(),
        treasury_token: *accounts.treasury_token.address(),
        slot: clock.slot,
        at: clock.unix_timestamp,
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
