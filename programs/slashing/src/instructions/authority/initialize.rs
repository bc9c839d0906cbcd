//! 1 initialize.

use {
    crate::{
        constants::{TOKEN_PROGRAM, VAULTS},
        error::SlashingError,
        events::Initialized,
        seeds::{SEED_BOND_VAULT, SEED_SLASH_VAULT},
        state::{check_params, Config, Moment, SlashingParams, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{check_deployer, ConfigHead},
        token::{create_vault, Mint},
    },
};

/// The Config, the State and both vaults to create, with the deployer's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct Initialize {
    #[account(init, payer = payer, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [b"state"], bump)]
    pub state: Account<State>,
    /// CHECK: created here at its own address.
    #[account(mut, seeds = [b"slash_vault"], bump)]
    pub slash_vault: UncheckedAccount,
    /// CHECK: created here at its own address.
    #[account(mut, seeds = [b"bond_vault"], bump)]
    pub bond_vault: UncheckedAccount,
    /// The HYPER mint.
    pub mint: Account<Mint>,
    /// The program's upgrade authority; on machines without the upgradeable loader the fixed deployer.
    pub deployer: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// CHECK: read only where the program is under the upgradeable loader, by `check_deployer`.
    pub program_data: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
    pub system_program: Program<System>,
}

/// Creates Config, State and vaults; the deployer is the first authority.
///
/// # Errors
/// `NotDeployer`, `WrongMintDecimals`, `MintCanFreeze`, `ParameterOutOfBounds`, `ZeroAddress`.
pub fn initialize(
    ctx: &mut Context<Initialize>,
    params: SlashingParams,
    guardian: Address,
) -> Result<()> {
    let now = Moment::now()?;
    let bumps = &ctx.bumps;
    let accounts = &mut ctx.accounts;
    let authority = *accounts.deployer.address();
    check_deployer(
        &crate::ID,
        accounts.program.account(),
        accounts.program_data.account(),
        &authority,
    )
    .map_err(SlashingError::from)?;
    accounts.mint.check().map_err(SlashingError::from)?;
    check_params(&params, &params)?;

    let mint = *accounts.mint.address();
    let rent_payer = *accounts.payer.address();
    let config = &mut accounts.config;
    config.head =
        ConfigHead::new(authority, guardian, mint, now.slot).map_err(SlashingError::from)?;
    config.params = params.into();
    config.open(bumps.config, rent_payer);
    accounts.state.open(bumps.state, rent_payer);

    let (slash_bump, bond_bump) = (bumps.slash_vault, bumps.bond_vault);
    for (mut vault, seed, bump) in [
        (
            *accounts.slash_vault.account(),
            SEED_SLASH_VAULT,
            slash_bump,
        ),
        (*accounts.bond_vault.account(), SEED_BOND_VAULT, bond_bump),
    ] {
        create_vault(
            accounts.payer.account(),
            &mut vault,
            accounts.mint.account(),
            &VAULTS,
            &[seed, &[bump]],
        )?;
    }

    let event = Initialized {
        config: *accounts.config.address(),
        config_changes: accounts.config.changes.get(),
        state: *accounts.state.address(),
        state_changes: accounts.state.changes.get(),
        authority,
        guardian,
        mint,
        params,
        slash_vault: *accounts.slash_vault.address(),
        bond_vault: *accounts.bond_vault.address(),
        rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
