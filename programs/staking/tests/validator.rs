//! 20 register_validator, 21 retire_validator, 22 close_validator.

use {
    hypernode_common::staking::{PledgeStatus, Validator, ValidatorStatus},
    hypernode_test_kit::{
        address_for, assert_refused,
        staking::{position_of, validator_of, DAY},
        Pubkey, Signer, World, HYPER,
    },
    staking::{
        error::StakingError,
        events::{ValidatorClosed, ValidatorRegistered, ValidatorRetired},
        instruction,
    },
};

const STAKE: u64 = 10_000 * HYPER;
const UNBONDING: i64 = 604_800;

fn registered() -> (World, Pubkey) {
    let mut world = World::with_staking();
    let position = world.stake("carol", 0, STAKE, 90);
    world.register_validator("carol", &position).accepted();
    (world, position)
}

fn validator(world: &World) -> Validator {
    world.read(&validator_of("carol"))
}

#[test]
fn registers_a_validator_on_its_own_bond() {
    let mut world = World::with_staking();
    let position = world.stake("carol", 0, STAKE, 90);
    let outcome = world.register_validator("carol", &position).accepted();
    let state = validator(&world);
    assert!(state.status == ValidatorStatus::Active);
    assert_eq!(state.position, position);
    assert_eq!(state.active_from, world.now() + DAY);
    assert_eq!(world.bond(&validator_of("carol")).pledged, STAKE);
    assert_eq!(world.position(&position).subject, validator_of("carol"));
    assert_eq!(world.totals().validators, 1);
    outcome.event_data::<ValidatorRegistered>();
}

#[test]
fn rejects_validator_below_its_smallest_stake() {
    let mut world = World::with_staking();
    let position = world.stake("carol", 0, STAKE - 1, 90);
    assert_refused(
        world.register_validator("carol", &position),
        StakingError::ValidatorStakeTooSmall,
    );
}

#[test]
fn rejects_validator_on_the_position_of_another() {
    let mut world = World::with_staking();
    let position = world.stake("carol", 0, STAKE, 90);
    assert_refused(
        world.register_validator("mallory", &position),
        StakingError::NotPositionOwner,
    );
}

#[test]
fn rejects_validator_whose_position_cannot_be_pledged() {
    let mut world = World::with_staking();
    let short = world.stake("carol", 0, STAKE, 29);
    assert_refused(
        world.register_validator("carol", &short),
        StakingError::LockTooShortForBond,
    );
    let taken = world.stake("carol", 1, STAKE, 90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("carol", &taken, &node, "operator")
        .accepted();
    assert_refused(
        world.register_validator("carol", &taken),
        StakingError::AlreadyPledged,
    );
    let unbonding = world.stake("carol", 2, 2 * STAKE, 14);
    world.warp_seconds(14 * DAY);
    world.unstake("carol", &unbonding, STAKE).accepted();
    world.extend_lock("carol", &unbonding, 90).accepted();
    assert_refused(
        world.register_validator("carol", &unbonding),
        StakingError::StillUnbonding,
    );
}

#[test]
fn rejects_second_registration() {
    let (mut world, _) = registered();
    let second = world.stake("carol", 1, STAKE, 90);
    // The system program's code for an account that exists.
    assert_refused(
        world.register_validator("carol", &second),
        anchor_lang::Error::Custom(0),
    );
}

#[test]
fn rejects_registration_while_entries_are_paused() {
    let mut world = World::with_staking();
    let position = world.stake("carol", 0, STAKE, 90);
    world.pause_staking(true, false);
    assert_refused(
        world.register_validator("carol", &position),
        StakingError::EntriesPaused,
    );
}

/// Correction 2: an active validator keeps its smallest stake.
#[test]
fn rejects_thinning_an_active_validator() {
    let (mut world, position) = registered();
    world.add_stake("carol", &position, STAKE).accepted();
    world.warp_seconds(90 * DAY);
    assert_refused(
        world.unstake("carol", &position, STAKE + 1),
        StakingError::ValidatorStakeTooSmall,
    );
    assert_refused(
        world.release_pledge("carol", &position),
        StakingError::ValidatorStakeTooSmall,
    );
    world.unstake("carol", &position, STAKE).accepted();
    world.retire_validator("carol", &position).accepted();
    world.unstake("carol", &position, STAKE).accepted();
}

#[test]
fn rejects_unstaking_and_releasing_without_the_validator() {
    let (mut world, position) = registered();
    world.warp_seconds(90 * DAY);
    let mut accounts = world.unstake_accounts("carol", &position);
    accounts.validator = None;
    let outcome = world.submit(&[instruction::Unstake { amount: STAKE }.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongSubject);
    let mut accounts = world.release_pledge_accounts("carol", &position);
    accounts.validator = None;
    let outcome = world.submit(&[instruction::ReleasePledge {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongSubject);
}

#[test]
fn lets_a_second_position_join_and_leave_the_validators_bond() {
    let (mut world, _) = registered();
    let second = world.stake("dave", 0, 100 * HYPER, 90);
    world
        .pledge_position("dave", &second, &validator_of("carol"), "carol")
        .accepted();
    assert_eq!(
        world.bond(&validator_of("carol")).pledged,
        STAKE + 100 * HYPER
    );
    world.release_pledge("dave", &second).accepted();
}

#[test]
fn rejects_pledge_to_a_retired_validator() {
    let (mut world, position) = registered();
    world.retire_validator("carol", &position).accepted();
    let second = world.stake("dave", 0, 100 * HYPER, 90);
    assert_refused(
        world.pledge_position("dave", &second, &validator_of("carol"), "carol"),
        StakingError::ValidatorNotActive,
    );
}

#[test]
fn retires_a_validator_and_releases_its_pledge() {
    let (mut world, position) = registered();
    let outcome = world.retire_validator("carol", &position).accepted();
    assert!(validator(&world).status == ValidatorStatus::Retiring);
    assert_eq!(validator(&world).retire_at, world.now());
    assert!(world.position(&position).pledge == PledgeStatus::Releasing);
    assert_eq!(world.bond(&validator_of("carol")).pledged, 0);
    assert_eq!(world.totals().validators, 0);
    outcome.event_data::<ValidatorRetired>();
    assert_refused(
        world.retire_validator("carol", &position),
        StakingError::ValidatorNotActive,
    );
}

#[test]
fn rejects_retirement_by_stranger_of_another_position_or_while_paused() {
    let (mut world, position) = registered();
    let mut accounts = world.retire_validator_accounts("carol", &position);
    accounts.owner = world.actor("mallory").pubkey();
    let outcome = world.submit(&[instruction::RetireValidator {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::NotPositionOwner);

    let other = world.stake("carol", 1, STAKE, 90);
    assert_refused(
        world.retire_validator("carol", &other),
        StakingError::WrongSubject,
    );
    world.pause_staking(false, true);
    assert_refused(
        world.retire_validator("carol", &position),
        StakingError::ExitsPaused,
    );
}

fn retired_and_cleared() -> World {
    let (mut world, position) = registered();
    world.retire_validator("carol", &position).accepted();
    world.warp_seconds(UNBONDING + 1);
    world.clear_pledge(&position).accepted();
    world
}

#[test]
fn closes_a_retired_validator_with_and_without_its_bond() {
    let mut world = retired_and_cleared();
    let before = world.lamports(&address_for("payer"));
    let outcome = world.close_validator("carol").accepted();
    assert!(world.account(&validator_of("carol")).is_none());
    assert_eq!(
        world.lamports(&address_for("payer")) - before,
        world.rent_of(Validator::SIZE)
    );
    outcome.event_data::<ValidatorClosed>();

    let mut world = retired_and_cleared();
    world.close_bond(&validator_of("carol")).accepted();
    world.close_validator("carol").accepted();
}

#[test]
fn returns_a_validator_on_the_bond_it_left() {
    let mut world = retired_and_cleared();
    world.close_validator("carol").accepted();
    let position = position_of("carol", 0);
    world.register_validator("carol", &position).accepted();
    assert_eq!(world.bond(&validator_of("carol")).pledged, STAKE);
}

#[test]
fn rejects_return_to_a_frozen_bond() {
    let mut world = retired_and_cleared();
    world.freeze_bond(&validator_of("carol"), 1).accepted();
    world.close_validator("carol").accepted();
    assert_refused(
        world.register_validator("carol", &position_of("carol", 0)),
        StakingError::BondFrozen,
    );
}

#[test]
fn rejects_closing_a_validator_that_is_active_backed_or_anothers() {
    let (mut world, position) = registered();
    assert_refused(world.close_validator("carol"), StakingError::StillOpen);
    world.retire_validator("carol", &position).accepted();
    assert_refused(world.close_validator("carol"), StakingError::BondNotEmpty);

    let mut world = retired_and_cleared();
    let mut accounts = world.close_validator_accounts("carol");
    accounts.owner = world.actor("mallory").pubkey();
    let outcome = world.submit(&[instruction::CloseValidator {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::NotPositionOwner);
    let mut accounts = world.close_validator_accounts("carol");
    accounts.rent_payer = world.actor("carol").pubkey();
    let outcome = world.submit(&[instruction::CloseValidator {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongRentPayer);
    world.pause_staking(false, true);
    assert_refused(world.close_validator("carol"), StakingError::ExitsPaused);
}
