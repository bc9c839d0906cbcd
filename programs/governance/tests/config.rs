//! Initialisation, authority, guardian, pauses and parameters.

use {
    anchor_lang::Error as ProgramError,
    governance::{
        accounts, error::GovernanceError, events::Initialized, instruction, state::GovernanceParams,
    },
    hypernode_common::programs::{
        EXECUTOR, GOVERNANCE, PROPOSAL_BOND_VAULT, TREASURY, TREASURY_OWNER,
    },
    hypernode_test_kit::{
        address_for, assert_refused, governance::*, mint, staking::DAY, Outcome, Pubkey, Signer,
        World,
    },
};

fn bare() -> World {
    World::with_programs(&["governance"])
}

fn initialize(world: &mut World, change: impl FnOnce(&mut accounts::Initialize)) -> Outcome {
    let mut accounts = world.initialize_governance_accounts();
    change(&mut accounts);
    let call = instruction::Initialize {
        params: governance_params(),
        guardian: address_for("guardian"),
    };
    world.submit(&[call.to_instruction(accounts)])
}

#[test]
fn accepts_initialize_by_deployer() {
    let mut world = bare();
    let outcome = initialize(&mut world, |_| ()).accepted();
    let config = world.governance_config();
    assert_eq!(config.head.authority, address_for("deployer"));
    assert_eq!(config.head.guardian, address_for("guardian"));
    assert_eq!(config.head.mint, mint());
    assert_eq!((config.changes.get(), config.proposal_count.get()), (1, 0));
    for (vault, owner) in [
        (TREASURY.address, TREASURY_OWNER.address),
        (PROPOSAL_BOND_VAULT.address, PROPOSAL_BOND_VAULT.address),
    ] {
        let account = world.token_account(&vault);
        assert_eq!((account.mint, account.owner), (mint(), owner));
    }
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
    assert_refused(outcome, GovernanceError::NotDeployer);
}

#[test]
fn rejects_second_initialize() {
    let mut world = bare();
    initialize(&mut world, |_| ()).accepted();
    // The system program's code for an account that exists.
    assert_refused(initialize(&mut world, |_| ()), ProgramError::Custom(0));
}

#[test]
fn rejects_freezable_mint() {
    let mut world = bare();
    let other = address_for("other-mint");
    world.write_mint(other, 6, 1, Some(address_for("stranger")));
    let outcome = initialize(&mut world, |accounts| accounts.mint = other);
    assert_refused(outcome, GovernanceError::MintCanFreeze);
}

#[test]
fn rejects_mint_of_other_decimals() {
    let mut world = bare();
    let other = address_for("other-mint");
    world.write_mint(other, 9, 1, None);
    let outcome = initialize(&mut world, |accounts| accounts.mint = other);
    assert_refused(outcome, GovernanceError::WrongMintDecimals);
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
    let other = address_for("other-vault");
    let outcome = initialize(&mut bare(), |accounts| accounts.treasury = other);
    assert_refused(outcome, GovernanceError::WrongVault);
    let outcome = initialize(&mut bare(), |accounts| accounts.bond_vault = other);
    assert_refused(outcome, GovernanceError::WrongVault);
}

#[test]
fn rejects_zero_guardian() {
    let mut world = bare();
    let accounts = world.initialize_governance_accounts();
    let call = instruction::Initialize {
        params: governance_params(),
        guardian: Pubkey::default(),
    };
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    assert_refused(outcome, GovernanceError::ZeroAddress);
}

#[test]
fn rejects_initial_parameters_out_of_bounds() {
    let mut world = bare();
    let mut params = governance_params();
    params.quorum_bps = 399;
    assert_refused(
        world.initialize_governance(params),
        GovernanceError::ParameterOutOfBounds,
    );
}

fn propose(world: &mut World, signer: &str, key: Pubkey) -> Outcome {
    let accounts = accounts::ProposeAuthority {
        config: GOVERNANCE.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    world.submit(&[instruction::ProposeAuthority { key }.to_instruction(accounts)])
}

fn accept(world: &mut World, signer: &str) -> Outcome {
    let accounts = accounts::AcceptAuthority {
        config: GOVERNANCE.config.address,
        pending_authority: world.actor(signer).pubkey(),
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    world.submit(&[instruction::AcceptAuthority {}.to_instruction(accounts)])
}

fn set_guardian(world: &mut World, signer: &str, key: Pubkey) -> Outcome {
    let accounts = accounts::SetGuardian {
        config: GOVERNANCE.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    world.submit(&[instruction::SetGuardian { key }.to_instruction(accounts)])
}

fn pause(world: &mut World, signer: &str, entries: bool, exits: bool) -> Outcome {
    let accounts = accounts::Pause {
        config: GOVERNANCE.config.address,
        guardian: world.actor(signer).pubkey(),
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    world.submit(&[instruction::Pause { entries, exits }.to_instruction(accounts)])
}

fn unpause(world: &mut World, signer: &str) -> Outcome {
    let accounts = accounts::Unpause {
        config: GOVERNANCE.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    world.submit(&[instruction::Unpause {}.to_instruction(accounts)])
}

fn update(world: &mut World, signer: &str, params: GovernanceParams) -> Outcome {
    let accounts = accounts::UpdateConfig {
        config: GOVERNANCE.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    world.submit(&[instruction::UpdateConfig { params }.to_instruction(accounts)])
}

#[test]
fn accepts_authority_in_two_steps() {
    let mut world = World::with_governance();
    propose(&mut world, "deployer", EXECUTOR.address).accepted();
    assert_eq!(
        world.governance_config().head.authority,
        address_for("deployer")
    );
    assert_refused(
        accept(&mut world, "stranger"),
        GovernanceError::NotPendingAuthority,
    );
    world.hand_governance_to_executor();
    let head = world.governance_config().head;
    assert_eq!(head.authority, EXECUTOR.address);
    assert_eq!(head.pending_authority, Pubkey::default());
}

#[test]
fn rejects_authority_of_strangers_and_of_nobody() {
    let mut world = World::with_governance();
    let stranger = address_for("stranger");
    assert_refused(
        propose(&mut world, "stranger", stranger),
        GovernanceError::NotAuthority,
    );
    assert_refused(
        propose(&mut world, "deployer", Pubkey::default()),
        GovernanceError::ZeroAddress,
    );
    assert_refused(
        accept(&mut world, "stranger"),
        GovernanceError::NotPendingAuthority,
    );
}

#[test]
fn accepts_guardian_of_authority_alone() {
    let mut world = World::with_governance();
    let next = address_for("next");
    assert_refused(
        set_guardian(&mut world, "guardian", next),
        GovernanceError::NotAuthority,
    );
    set_guardian(&mut world, "deployer", next).accepted();
    assert_eq!(world.governance_config().head.guardian, next);
}

#[test]
fn rejects_pauses_by_strangers_of_nothing_and_too_soon() {
    let mut world = World::with_governance();
    assert_refused(
        pause(&mut world, "stranger", true, true),
        GovernanceError::NotGuardian,
    );
    assert_refused(
        pause(&mut world, "guardian", false, false),
        GovernanceError::ParameterOutOfBounds,
    );
    pause(&mut world, "guardian", false, true).accepted();
    world.warp_seconds(30 * DAY);
    assert_refused(
        pause(&mut world, "guardian", false, true),
        GovernanceError::PauseTooSoon,
    );
    world.warp_seconds(1);
    pause(&mut world, "guardian", false, true).accepted();
}

#[test]
fn rejects_unpause_by_guardian_and_of_nothing() {
    let mut world = World::with_governance();
    assert_refused(unpause(&mut world, "deployer"), GovernanceError::NotPaused);
    pause(&mut world, "guardian", true, false).accepted();
    assert_refused(
        unpause(&mut world, "guardian"),
        GovernanceError::NotAuthority,
    );
    unpause(&mut world, "deployer").accepted();
    assert_eq!(world.governance_config().head.entries_paused, 0);
}

#[test]
fn accepts_parameters_of_authority_within_bounds_alone() {
    let mut world = World::with_governance();
    let mut params = governance_params();
    params.spend_cap_bps = 2_500;
    assert_refused(
        update(&mut world, "guardian", params),
        GovernanceError::NotAuthority,
    );
    update(&mut world, "deployer", params).accepted();
    assert_eq!(
        GovernanceParams::from(world.governance_config().params),
        params
    );
    params.spend_cap_bps = 2_501;
    assert_refused(
        update(&mut world, "deployer", params),
        GovernanceError::ParameterOutOfBounds,
    );
}
