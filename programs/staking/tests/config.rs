//! Authority, guardian, pauses and parameters.

use {
    hypernode_common::{programs::STAKING, staking::Config},
    hypernode_test_kit::{
        address_for, assert_refused, markets::staking_params, staking::DAY, Outcome, Pubkey,
        Signer, World,
    },
    staking::{accounts, error::StakingError, instruction},
};

fn config(world: &World) -> Config {
    world.read(&STAKING.config.address)
}

fn propose(world: &mut World, signer: &str, key: Pubkey) -> Outcome {
    let accounts = accounts::ProposeAuthority {
        config: STAKING.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: STAKING.event_authority.address,
        program: STAKING.id,
    };
    world.submit(&[instruction::ProposeAuthority { key }.to_instruction(accounts)])
}

fn accept(world: &mut World, signer: &str) -> Outcome {
    let accounts = accounts::AcceptAuthority {
        config: STAKING.config.address,
        pending_authority: world.actor(signer).pubkey(),
        event_authority: STAKING.event_authority.address,
        program: STAKING.id,
    };
    world.submit(&[instruction::AcceptAuthority {}.to_instruction(accounts)])
}

fn set_guardian(world: &mut World, signer: &str, key: Pubkey) -> Outcome {
    let accounts = accounts::SetGuardian {
        config: STAKING.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: STAKING.event_authority.address,
        program: STAKING.id,
    };
    world.submit(&[instruction::SetGuardian { key }.to_instruction(accounts)])
}

fn pause(world: &mut World, signer: &str, entries: bool, exits: bool) -> Outcome {
    let accounts = accounts::Pause {
        config: STAKING.config.address,
        guardian: world.actor(signer).pubkey(),
        event_authority: STAKING.event_authority.address,
        program: STAKING.id,
    };
    world.submit(&[instruction::Pause { entries, exits }.to_instruction(accounts)])
}

fn unpause(world: &mut World, signer: &str) -> Outcome {
    let accounts = accounts::Unpause {
        config: STAKING.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: STAKING.event_authority.address,
        program: STAKING.id,
    };
    world.submit(&[instruction::Unpause {}.to_instruction(accounts)])
}

#[test]
fn accepts_authority_in_two_steps() {
    let mut world = World::with_staking();
    propose(&mut world, "deployer", address_for("next")).accepted();
    assert_eq!(config(&world).head.authority, address_for("deployer"));
    accept(&mut world, "next").accepted();
    assert_eq!(config(&world).head.authority, address_for("next"));
    assert_eq!(config(&world).head.pending_authority, Pubkey::default());
    assert_eq!(config(&world).changes, 3);
}

#[test]
fn rejects_proposal_by_stranger() {
    let mut world = World::with_staking();
    let outcome = propose(&mut world, "stranger", address_for("stranger"));
    assert_refused(outcome, StakingError::NotAuthority);
}

#[test]
fn rejects_zero_authority() {
    let mut world = World::with_staking();
    let outcome = propose(&mut world, "deployer", Pubkey::default());
    assert_refused(outcome, StakingError::ZeroAddress);
}

#[test]
fn rejects_authority_that_was_not_proposed() {
    let mut world = World::with_staking();
    assert_refused(
        accept(&mut world, "stranger"),
        StakingError::NotPendingAuthority,
    );
}

#[test]
fn accepts_guardian_of_authority_alone() {
    let mut world = World::with_staking();
    let outcome = set_guardian(&mut world, "guardian", address_for("next"));
    assert_refused(outcome, StakingError::NotAuthority);
    set_guardian(&mut world, "deployer", address_for("next")).accepted();
    assert_eq!(config(&world).head.guardian, address_for("next"));
}

#[test]
fn rejects_pause_by_stranger() {
    let mut world = World::with_staking();
    let outcome = pause(&mut world, "stranger", true, true);
    assert_refused(outcome, StakingError::NotGuardian);
}

#[test]
fn rejects_pause_of_nothing() {
    let mut world = World::with_staking();
    let outcome = pause(&mut world, "guardian", false, false);
    assert_refused(outcome, StakingError::ParameterOutOfBounds);
}

#[test]
fn lapses_exit_pause_after_72_hours_and_keeps_the_guardian_from_repeating_it() {
    let mut world = World::with_staking();
    pause(&mut world, "guardian", false, true).accepted();
    world.warp_seconds(30 * DAY);
    let outcome = pause(&mut world, "guardian", false, true);
    assert_refused(outcome, StakingError::PauseTooSoon);
    world.warp_seconds(1);
    pause(&mut world, "guardian", false, true).accepted();
}

#[test]
fn rejects_unpause_by_guardian() {
    let mut world = World::with_staking();
    pause(&mut world, "guardian", true, false).accepted();
    assert_refused(unpause(&mut world, "guardian"), StakingError::NotAuthority);
    unpause(&mut world, "deployer").accepted();
    assert_eq!(config(&world).head.entries_paused, 0);
}

#[test]
fn rejects_unpause_of_nothing() {
    let mut world = World::with_staking();
    assert_refused(unpause(&mut world, "deployer"), StakingError::NotPaused);
}

fn update(world: &mut World, signer: &str, bond_lock_days: u16) -> Outcome {
    let accounts = accounts::UpdateConfig {
        config: STAKING.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: STAKING.event_authority.address,
        program: STAKING.id,
    };
    let mut params = staking_params();
    params.bond_lock_days = bond_lock_days;
    world.submit(&[instruction::UpdateConfig { params }.to_instruction(accounts)])
}

#[test]
fn accepts_parameters_within_bounds_alone() {
    let mut world = World::with_staking();
    update(&mut world, "deployer", 180).accepted();
    assert_eq!(config(&world).params.bond_lock_days, 180);
    assert_refused(
        update(&mut world, "deployer", 181),
        StakingError::ParameterOutOfBounds,
    );
    assert_refused(
        update(&mut world, "guardian", 30),
        StakingError::NotAuthority,
    );
}
