//! 1 initialize.

use {
    crate::{
        error::GovernanceError,
        events::Initialized,
        seeds::{SEED_BOND_VAULT, SEED_TREASURY},
        state::{Config, GovernanceParams, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        config::{check_deployer, ConfigHead},
        programs::{PROPOSAL_BOND_VAULT, TREASURY, TREASURY_OWNER},
        token::{create_vault, Mint},
    },
};

/// The Config and both vaults to create, with the deployer's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct Initialize {
    #[account(init, payer = payer, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    /// CHECK: created here at its pinned address.
    #[account(mut, address = TREASURY.address @ GovernanceError::WrongVault)]
    pub treasury: UncheckedAccount,
    /// CHECK: created here at its pinned address.
    #[account(mut, address = PROPOSAL_BOND_VAULT.address @ GovernanceError::WrongVault)]
    pub bond_vault: UncheckedAccount,
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

impl Initialize {
    /// The treasury belongs to a PDA that signs in `spend_treasury` alone, the bond vault to itself.
    fn create_vaults(&self) -> Result<()> {
        let treasury = (*self.treasury.account(), TREASURY_OWNER.address);
        let bond_vault = (*self.bond_vault.account(), PROPOSAL_BOND_VAULT.address);
        for ((mut vault, owner), seed, bump) in [
            (treasury, SEED_TREASURY, TREASURY.bump),
            (bond_vault, SEED_BOND_VAULT, PROPOSAL_BOND_VAULT.bump),
        ] {
            create_vault(
                self.payer.account(),
                &mut vault,
                self.mint.account(),
                &owner,
                &[seed, &[bump]],
            )?;
        }
        Ok(())
    }
}

/// Creates Config, treasury and bond vault; the deployer is the first authority.
///
/// # Errors
/// `WrongVault`, `NotDeployer`, `WrongMintDecimals`, `MintCanFreeze`, `ParameterOutOfBounds`, `ZeroAddress`.
pub fn initialize(
    ctx: &mut Context<Initialize>,
    params: GovernanceParams,
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
    .map_err(GovernanceError::from)?;
    accounts.mint.check().map_err(GovernanceError::from)?;
    params.check()?;

    let mint = *accounts.mint.address();
    let rent_payer = *accounts.payer.address();
    let config = &mut accounts.config;
    config.head =
        ConfigHead::new(authority, guardian, mint, now.slot).map_err(GovernanceError::from)?;
    config.params = params.into();
    config.open(ctx.bumps.config, rent_payer);
    accounts.create_vaults()?;

    let event = Initialized {
        config: *ctx.accounts.config.address(),
        config_changes: ctx.accounts.config.changes.get(),
        authority,
        guardian,
        mint,
        params,
        treasury: TREASURY.address,
        bond_vault: PROPOSAL_BOND_VAULT.address,
        rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
