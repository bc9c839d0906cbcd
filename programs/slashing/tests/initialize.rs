//! Creating the Config, the sums and both vaults.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::{
        BOND_VAULT, SLASHING, SLASHING_STATE, SLASHING_VAULTS, SLASH_VAULT, SYSTEM_PROGRAM,
        TOKEN_PROGRAM,
    },
    hypernode_test_kit::{
        address_for, assert_refused, mint, program_id_for,
        slashing::{slashing_params, Court},
        Outcome, Pubkey, Signer, World,
    },
    slashing::{
        accounts,
        error::SlashingError,
        events::Initialized,
        instruction,
        state::{Config, State},
    },
    solana_loader_v3_interface::get_program_data_address,
};

fn initialize(world: &mut World, change: impl FnOnce(&mut accounts::Initialize)) -> Outcome {
    let mut accounts = accounts_of(world);
    change(&mut accounts);
    let call = instruction::Initialize {
        params: slashing_params(),
        guardian: address_for("guardian"),
    };
    world.submit(&[call.to_instruction(accounts)])
}

fn accounts_of(world: &mut World) -> accounts::Initialize {
    accounts::Initialize {
        config: SLASHING.config.address,
        state: SLASHING_STATE.address,
        slash_vault: SLASH_VAULT.address,
        bond_vault: BOND_VAULT.address,
        mint: mint(),
        deployer: world.actor("deployer").pubkey(),
        payer: world.actor("payer").pubkey(),
        program_data: get_program_data_address(&program_id_for("slashing")),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
        event_authority: SLASHING.event_authority.address,
        program: SLASHING.id,
    }
}

fn bare() -> World {
    World::with_programs(&["slashing"])
}

#[test]
fn accepts_initialize_by_deployer() {
    let mut world = bare();
    let outcome = initialize(&mut world, |_| ()).accepted();
    let config: Config = world.read(&SLASHING.config.address);
    assert_eq!(config.head.authority, address_for("deployer"));
    assert_eq!(config.head.guardian, address_for("guardian"));
    assert_eq!(config.head.mint, mint());
    assert_eq!(config.changes, 1);
    let state: State = world.read(&SLASHING_STATE.address);
    assert_eq!(state.state(), Default::default());
    for vault in [SLASH_VAULT, BOND_VAULT] {
        let vault = world.token_account(&vault.address);
        assert_eq!(vault.mint, mint());
        assert_eq!(vault.owner, SLASHING_VAULTS.address);
    }
    outcome.event_data::<Initialized>();
}

#[test]
fn rejects_initialize_by_stranger() {
    let mut world = bare();
    let stranger = world.actor("stranger").pubkey();
    let outcome = initialize(&mut world, |accounts| accounts.deployer = stranger);
    assert_refused(outcome, SlashingError::NotDeployer);
}

#[test]
fn rejects_second_initialize() {
    let mut world = Court::new().stage.world;
    // The system program's code for an account that exists.
    assert_refused(initialize(&mut world, |_| ()), ProgramError::Custom(0));
}

fn with_mint(decimals: u8, freeze_authority: Option<Pubkey>) -> Outcome {
    let mut world = bare();
    let mint = address_for("other-mint");
    world.write_mint(mint, decimals, 1, freeze_authority);
    initialize(&mut world, |accounts| accounts.mint = mint)
}

#[test]
fn rejects_foreign_mint() {
    assert_refused(with_mint(9, None), SlashingError::WrongMintDecimals);
}

#[test]
fn rejects_freezable_mint() {
    let freezer = address_for("freezer");
    assert_refused(with_mint(6, Some(freezer)), SlashingError::MintCanFreeze);
}

#[test]
fn rejects_zero_guardian_and_zero_treasury() {
    let mut world = bare();
    let without_guardian = instruction::Initialize {
        params: slashing_params(),
        guardian: Pubkey::default(),
    };
    let mut params = slashing_params();
    params.treasury = Pubkey::default();
    let without_treasury = instruction::Initialize {
        params,
        guardian: address_for("guardian"),
    };
    for call in [without_guardian, without_treasury] {
        let accounts = accounts_of(&mut world);
        let outcome = world.submit(&[call.to_instruction(accounts)]);
        assert_refused(outcome, SlashingError::ZeroAddress);
    }
}

#[test]
fn rejects_initial_parameters_out_of_bounds() {
    let mut world = bare();
    let mut params = slashing_params();
    params.confirm_votes = 2;
    let call = instruction::Initialize {
        params,
        guardian: address_for("guardian"),
    };
    let accounts = accounts_of(&mut world);
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    assert_refused(outcome, SlashingError::ParameterOutOfBounds);
}

#[test]
fn rejects_substituted_vault() {
    let other = address_for("other-vault");
    let changes: [fn(&mut accounts::Initialize, Pubkey); 2] = [
        |accounts, other| accounts.slash_vault = other,
        |accounts, other| accounts.bond_vault = other,
    ];
    for change in changes {
        let outcome = initialize(&mut bare(), |accounts| change(accounts, other));
        assert_refused(outcome, ProgramError::InvalidSeeds);
    }
}
