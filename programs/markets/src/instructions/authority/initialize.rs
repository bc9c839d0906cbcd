//! `initialize` (1): the deployer creates the Config.

use {
    crate::{
        error::MarketsError,
        events::Initialized,
        state::{Config, MarketsParams, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{check_deployer, ConfigHead},
        token::Mint,
    },
};

/// The new Config, the mint it will use, and proof of who deployed the program.
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
/// `NotDeployer`, `WrongMintDecimals`, `MintCanFreeze`, `ZeroAddress`, `ZeroDigest`, `ParameterOutOfBounds`.
pub fn initialize(
    ctx: &mut Context<Initialize>,
    params: MarketsParams,
    guardian: Address,
) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.config;
    let accounts = &mut ctx.accounts;
    let deployer = *accounts.deployer.address();
    let payer = *accounts.payer.address();
    check_deployer(
        &crate::ID,
        accounts.program.account(),
        accounts.program_data.account(),
        &deployer,
    )
    .map_err(MarketsError::from)?;
    accounts.mint.check().map_err(MarketsError::from)?;
    params.validate()?;

    let mint = *accounts.mint.address();
    let config = &mut accounts.config;
    config.open(bump, payer);
    config.head =
        ConfigHead::new(deployer, guardian, mint, now.slot).map_err(MarketsError::from)?;
    config.params = params.into();
    let event = Initialized::new(*config.address(), &config.head, params, payer, now);
    emit_cpi!(event);
    Ok(())
}
