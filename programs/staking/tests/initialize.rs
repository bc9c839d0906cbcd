//! Creating the Config, the sums and the vault.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        programs::{STAKE_VAULT, STAKING},
        staking::Config,
    },
    hypernode_test_kit::{
        address_for, assert_refused, markets::staking_params, mint, Outcome, Pubkey, Signer, World,
    },
    staking::{accounts, error::StakingError, events::Initialized, instruction},
};

fn initialize(world: &mut World, change: impl FnOnce(&mut accounts::Initialize)) -> Outcome {
    let mut accounts = world.initialize_staking_accounts();
    change(&mut accounts);
    let call = instruction::Initialize {
        params: staking_params(),
        guardian: address_for("guardian"),
    };
    world.submit(&[call.to_instruction(accounts)])
}

fn bare() -> World {
    World::with_programs(&["staking", "rewards"])
}

#[test]
fn accepts_initialize_by_deployer() {
    let mut world = bare();
    let outcome = initialize(&mut world, |_| ()).accepted();

    let config: Config = world.read(&STAKING.config.address);
    assert_eq!(config.head.authority, address_for("deployer"));
    assert_eq!(config.head.guardian, address_for("guardian"));
    assert_eq!(config.head.mint, mint());
    assert_eq!(config.changes, 1);
    assert_eq!(world.totals().principal, 0);
    let vault = world.token_account(&STAKE_VAULT.address);
    assert_eq!(vault.mint, mint());
    assert_eq!(vault.owner, STAKE_VAULT.address);
    outcome.event_data::<Initialized>();
}

#[test]
fn accepts_deployer_as_payer() {
    let mut world = bare();
    let deployer = world.actor("deployer").pubkey();
    initialize(&mut world, |accounts| accounts.payer = deployer).accepted();
}

#[test]
fn rejects_initialize_by_stranger() {
    let mut world = bare();
    let stranger = world.actor("stranger").pubkey();
    let outcome = initialize(&mut world, |accounts| accounts.deployer = stranger);
    assert_refused(outcome, StakingError::NotDeployer);
}

#[test]
fn rejects_look_alike_program_data() {
    let mut world = bare();
    let stranger = world.actor("stranger").pubkey();
    let outcome = initialize(&mut world, |accounts| accounts.program_data = stranger);
    assert_refused(outcome, StakingError::NotDeployer);
}

#[test]
fn rejects_second_initialize() {
    let mut world = World::with_staking();
    // The system program's code for an account that exists.
    assert_refused(initialize(&mut world, |_| ()), ProgramError::Custom(0));
}

fn with_mint(decimals: u8, freeze_authority: Option<Pubkey>) -> (World, Pubkey) {
    let mut world = bare();
    let mint = address_for("other-mint");
    world.write_mint(mint, decimals, 1, freeze_authority);
    (world, mint)
}

#[test]
fn rejects_freezable_mint() {
    let (mut world, mint) = with_mint(6, Some(address_for("stranger")));
    let outcome = initialize(&mut world, |accounts| accounts.mint = mint);
    assert_refused(outcome, StakingError::MintCanFreeze);
}

#[test]
fn rejects_mint_of_other_decimals() {
    let (mut world, mint) = with_mint(9, None);
    let outcome = initialize(&mut world, |accounts| accounts.mint = mint);
    assert_refused(outcome, StakingError::WrongMintDecimals);
}

#[test]
fn rejects_foreign_mint() {
    let mut world = bare();
    let stranger = world.actor("stranger").pubkey();
    let outcome = initialize(&mut world, |accounts| accounts.mint = stranger);
    assert_refused(outcome, ProgramError::IllegalOwner);
}

#[test]
fn rejects_substituted_vault() {
    let mut world = bare();
    let other = address_for("other-vault");
    let outcome = initialize(&mut world, |accounts| accounts.vault = other);
    assert_refused(outcome, ProgramError::InvalidSeeds);
}

#[test]
fn rejects_parameters_out_of_bounds() {
    let mut world = bare();
    let mut params = staking_params();
    params.min_stake = 0;
    assert_refused(
        world.initialize_staking(params),
        StakingError::ParameterOutOfBounds,
    );
}

#[test]
fn rejects_zero_guardian() {
    let mut world = bare();
    let accounts = world.initialize_staking_accounts();
    let call = instruction::Initialize {
        params: staking_params(),
        guardian: Pubkey::default(),
    };
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::ZeroAddress);
}
