//! 1 initialize.

use {
    crate::{
        constants::{TOKEN_PROGRAM, VAULT_BUMP},
        error::StakingError,
        events::{Initialized, TotalsChange},
        params::check_params,
        seeds::SEED_VAULT,
        state::Moment,
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{check_deployer, ConfigHead},
        staking::{Config, StakingParams, Totals},
        token::{create_vault, Mint},
    },
};

/// The accounts to create, with the deployer's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct Initialize {
    #[account(init, payer = payer, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    /// CHECK: created here at its pinned address.
    #[account(mut, seeds = [b"vault"], bump)]
    pub vault: UncheckedAccount,
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

/// Creates Config, Totals and the stake vault; the deployer is the first authority.
///
/// # Errors
/// `NotDeployer`, `WrongMintDecimals`, `MintCanFreeze`, `ParameterOutOfBounds`, `ZeroAddress`.
pub fn initialize(
    ctx: &mut Context<Initialize>,
    params: StakingParams,
    guardian: Address,
) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let authority = *accounts.deployer.address();
    check_deployer(
        &crate::ID,
        accounts.program.account(),
        accounts.program_data.account(),
        &authority,
    )
    .map_err(StakingError::from)?;
    accounts.mint.check().map_err(StakingError::from)?;
    check_params(&params, &params)?;

    let payer = *accounts.payer.address();
    let mint = *accounts.mint.address();
    let config = &mut accounts.config;
    config.head =
        ConfigHead::new(authority, guardian, mint, now.slot).map_err(StakingError::from)?;
    config.params = params.into();
    config.open(ctx.bumps.config, payer);
    accounts.totals.open(ctx.bumps.totals, payer);

    let mut vault = *accounts.vault.account();
    let owner = *vault.address();
    create_vault(
        accounts.payer.account(),
        &mut vault,
        accounts.mint.account(),
        &owner,
        &[SEED_VAULT, &[VAULT_BUMP]],
    )?;

    emit_cpi!(Initialized {
        config: *ctx.accounts.config.address(),
        config_changes: ctx.accounts.config.changes.get(),
        totals: TotalsChange::opened(&ctx.accounts.totals),
        vault: owner,
        authority,
        guardian,
        mint,
        params,
        slot: now.slot,
        at: now.at,
    });
    Ok(())
}
