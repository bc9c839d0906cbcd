//! 1 initialize.

use {
    crate::{
        error::RegistryError,
        events::Initialized,
        state::{Config, RegistryParams},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{check_deployer, ConfigHead},
        token::Mint,
    },
};

/// The Config to create, with the deployer's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct Initialize {
    #[account(init, payer = payer, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    /// The HYPER mint.
    pub mint: Account<Mint>,
    /// The program's upgrade authority; on machines without the upgradeable loader the fixed deployer.
    pub deployer: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// CHECK: read only where the program is under the upgradeable loader, by `check_deployer`.
    pub program_data: UncheckedAccount,
    pub system_program: Program<System>,
}

/// Creates the Config; the deployer is its first authority.
///
/// # Errors
/// `NotDeployer`, `WrongMintDecimals`, `MintCanFreeze`, `ParameterOutOfBounds`, `ZeroAddress`.
pub fn initialize(
    ctx: &mut Context<Initialize>,
    params: RegistryParams,
    guardian: Address,
) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let authority = *accounts.deployer.address();
    check_deployer(
        &crate::ID,
        accounts.program.account(),
        accounts.program_data.account(),
        &authority,
    )
    .map_err(RegistryError::from)?;
    accounts.mint.check().map_err(RegistryError::from)?;
    params.check()?;

    let mint = *accounts.mint.address();
    let config = &mut accounts.config;
    config.head =
        ConfigHead::new(authority, guardian, mint, clock.slot).map_err(RegistryError::from)?;
    config.params = params.into();
    config.open(ctx.bumps.config, *accounts.payer.address());

    emit_cpi!(Initialized {
        config: *ctx.accounts.config.address(),
        config_changes: ctx.accounts.config.changes.get(),
        authority,
        guardian,
        mint,
        params,
        rent_payer: *ctx.accounts.payer.address(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    });
    Ok(())
}
