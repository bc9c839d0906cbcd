//! 1 initialize.

use {
    crate::{
        error::RewardsError,
        events::Initialized,
        state::{Config, RewardsParams, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{check_deployer, ConfigHead},
        programs::REWARDS_VAULTS,
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
    #[account(mut, seeds = [b"staker_vault"], bump)]
    pub staker_vault: UncheckedAccount,
    /// CHECK: created here at its own address.
    #[account(mut, seeds = [b"incentive_vault"], bump)]
    pub incentive_vault: UncheckedAccount,
    /// The HYPER mint.
    pub mint: Account<Mint>,
    /// The program's upgrade authority; on machines without the upgradeable loader the fixed deployer.
    pub deployer: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// CHECK: read only where the program is under the upgradeable loader, by `check_deployer`.
    pub program_data: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Creates Config, State and vaults; the deployer is the first authority.
///
/// # Errors
/// `NotDeployer`, `WrongMintDecimals`, `MintCanFreeze`, `ParameterOutOfBounds`, `ZeroAddress`.
pub fn initialize(
    ctx: &mut Context<Initialize>,
    params: RewardsParams,
    guardian: Address,
) -> Result<()> {
    let clock = Clock::get()?;
    let bumps = &ctx.bumps;
    let accounts = &mut ctx.accounts;
    let authority = *accounts.deployer.address();
    check_deployer(
        &crate::ID,
        accounts.program.account(),
        accounts.program_data.account(),
        &authority,
    )
    .map_err(RewardsError::from)?;
    accounts.mint.check().map_err(RewardsError::from)?;
    params.check()?;

    let mint = *accounts.mint.address();
    let rent_payer = *accounts.payer.address();
    let config = &mut accounts.config;
    config.head =
        ConfigHead::new(authority, guardian, mint, clock.slot).map_err(RewardsError::from)?;
    config.params = params.into();
    config.open(bumps.config, rent_payer);
    accounts.state.open(bumps.state, rent_payer);

    let (staker_bump, incentive_bump) = (bumps.staker_vault, bumps.incentive_vault);
    for (vault, seed, bump) in [
        (
            *accounts.staker_vault.account(),
            &b"staker_vault"[..],
            staker_bump,
        ),
        (
            *accounts.incentive_vault.account(),
            b"incentive_vault",
            incentive_bump,
        ),
    ] {
        let mut vault = vault;
        create_vault(
            accounts.payer.account(),
            &mut vault,
            accounts.mint.account(),
            &REWARDS_VAULTS.address,
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
        staker_vault: *accounts.staker_vault.address(),
        incentive_vault: *accounts.incentive_vault.address(),
        rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
