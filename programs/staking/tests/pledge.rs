//! 17 pledge_position, 18 release_pledge, 19 clear_pledge, 23 close_bond.

use {
    hypernode_common::staking::{Bond, PledgeStatus},
    hypernode_test_kit::{
        address_for, assert_refused, staking::DAY, Outcome, Pubkey, Signer, World, HYPER,
    },
    staking::{
        accounts,
        error::StakingError,
        events::{BondClosed, PledgeCleared, PledgeReleased, PositionPledged},
        instruction,
        seeds::find_bond_address,
    },
};

const STAKE: u64 = 10_000 * HYPER;
const UNBONDING: i64 = 604_800;

fn with_node() -> (World, Pubkey, Pubkey) {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    let node = world.write_node("operator", |_| ());
    (world, position, node)
}

fn pledged() -> (World, Pubkey, Pubkey) {
    let (mut world, position, node) = with_node();
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    (world, position, node)
}

fn released() -> (World, Pubkey, Pubkey) {
    let (mut world, position, node) = pledged();
    world.release_pledge("alice", &position).accepted();
    (world, position, node)
}

#[test]
fn pledges_a_position_and_creates_the_bond() {
    let (mut world, position, node) = with_node();
    let outcome = world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    let bond = world.bond(&node);
    assert_eq!(bond.subject, node);
    assert_eq!(bond.pledged, STAKE);
    assert_eq!(bond.slots_mask, 1);
    assert_eq!(bond.changes, 1);
    let state = world.position(&position);
    assert!(state.pledge == PledgeStatus::Pledged);
    assert_eq!(state.subject, node);
    assert_eq!(world.totals().pledged, STAKE);
    outcome.event_data::<PositionPledged>();
}

#[test]
fn takes_the_lowest_free_slot() {
    let (mut world, _, node) = pledged();
    for index in 1..4 {
        let position = world.stake("alice", index, STAKE, 90);
        world
            .pledge_position("alice", &position, &node, "operator")
            .accepted();
        assert_eq!(u16::from(world.position(&position).bond_index), index);
    }
    assert_eq!(world.bond(&node).slots_mask, 0b1111);
    assert_eq!(world.bond(&node).pledged, 4 * STAKE);
}

#[test]
fn accepts_owner_who_is_authority_and_payer_too() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    let node = world.write_node("alice", |_| ());
    let mut accounts = world.pledge_accounts("alice", &position, &node, "alice");
    accounts.payer = accounts.owner;
    world
        .submit(&[instruction::PledgePosition {}.to_instruction(accounts)])
        .accepted();
}

#[test]
fn rejects_pledge_without_consent() {
    let (mut world, position, node) = with_node();
    assert_refused(
        world.pledge_position("alice", &position, &node, "alice"),
        StakingError::NotSubjectAuthority,
    );
}

#[test]
fn rejects_pledge_of_a_stranger() {
    let (mut world, position, node) = with_node();
    assert_refused(
        world.pledge_position("bob", &position, &node, "operator"),
        StakingError::NotPositionOwner,
    );
}

#[test]
fn rejects_pledge_to_anything_but_a_node_or_validator() {
    let (mut world, position, node) = with_node();
    let wallet = world.actor("wallet").pubkey();
    assert_refused(
        world.pledge_position("alice", &position, &wallet, "operator"),
        StakingError::WrongSubject,
    );
    // An account of staking that is no validator, and one of the registry that is no node.
    let other = world.stake("bob", 0, STAKE, 90);
    assert_refused(
        world.pledge_position("alice", &position, &other, "operator"),
        StakingError::WrongSubject,
    );
    let mut look_alike = world.account(&node).expect("the node");
    look_alike.data[0] ^= 1;
    let address = address_for("look-alike");
    world.write_account(address, look_alike);
    assert_refused(
        world.pledge_position("alice", &position, &address, "operator"),
        StakingError::WrongSubject,
    );
}

#[test]
fn rejects_pledge_to_a_node_of_another_version() {
    let (mut world, position, node) = with_node();
    let mut newer = world.account(&node).expect("the node");
    newer.data[8] = 2;
    world.write_account(node, newer);
    assert_refused(
        world.pledge_position("alice", &position, &node, "operator"),
        StakingError::WrongVersion,
    );
}

#[test]
fn rejects_second_pledge() {
    let (mut world, position, node) = pledged();
    assert_refused(
        world.pledge_position("alice", &position, &node, "operator"),
        StakingError::AlreadyPledged,
    );
}

#[test]
fn rejects_pledge_of_a_position_that_unbonds() {
    let (mut world, position, node) = with_node();
    world.warp_seconds(90 * DAY);
    world.unstake("alice", &position, STAKE / 2).accepted();
    world.extend_lock("alice", &position, 90).accepted();
    assert_refused(
        world.pledge_position("alice", &position, &node, "operator"),
        StakingError::StillUnbonding,
    );
}

#[test]
fn rejects_pledge_whose_lock_ends_before_the_bond_may() {
    let (mut world, position, node) = with_node();
    world.warp_seconds(60 * DAY + 1);
    assert_refused(
        world.pledge_position("alice", &position, &node, "operator"),
        StakingError::LockTooShortForBond,
    );
    world.extend_lock("alice", &position, 90).accepted();
    world.warp_seconds(60 * DAY);
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
}

#[test]
fn rejects_pledge_of_an_empty_position() {
    let (mut world, position, node) = with_node();
    world.warp_seconds(90 * DAY);
    world.unstake("alice", &position, STAKE).accepted();
    world.warp_seconds(UNBONDING);
    world.withdraw_stake("alice", &position).accepted();
    world.extend_lock("alice", &position, 90).accepted();
    assert_refused(
        world.pledge_position("alice", &position, &node, "operator"),
        StakingError::StakeTooSmall,
    );
}

#[test]
fn rejects_the_ninth_position() {
    let (mut world, _, node) = pledged();
    for index in 1..9 {
        let position = world.stake("alice", index, 100 * HYPER, 90);
        let outcome = world.pledge_position("alice", &position, &node, "operator");
        if index < 8 {
            outcome.accepted();
        } else {
            assert_refused(outcome, StakingError::BondFull);
        }
    }
}

#[test]
fn rejects_joining_a_frozen_bond() {
    let (mut world, _, node) = pledged();
    world.freeze_bond(&node, 1).accepted();
    let position = world.stake("alice", 1, STAKE, 90);
    assert_refused(
        world.pledge_position("alice", &position, &node, "operator"),
        StakingError::BondFrozen,
    );
}

#[test]
fn rejects_pledge_while_entries_are_paused() {
    let (mut world, position, node) = with_node();
    world.pause_staking(true, false);
    assert_refused(
        world.pledge_position("alice", &position, &node, "operator"),
        StakingError::EntriesPaused,
    );
}

#[test]
fn releases_a_pledge_out_of_the_tier_at_once() {
    let (mut world, position, node) = pledged();
    let outcome = world.release_pledge("alice", &position).accepted();
    let state = world.position(&position);
    assert!(state.pledge == PledgeStatus::Releasing);
    assert_eq!(state.release_at, world.now() + UNBONDING);
    assert_eq!(world.bond(&node).pledged, 0);
    assert_eq!(world.bond(&node).releasing, STAKE);
    assert_eq!(world.totals().pledged, 0);
    outcome.event_data::<PledgeReleased>();
    assert_refused(
        world.release_pledge("alice", &position),
        StakingError::NotPledged,
    );
}

#[test]
fn rejects_release_by_stranger_or_while_paused() {
    let (mut world, position, _) = pledged();
    assert_refused(
        world.release_pledge("bob", &position),
        StakingError::NotPositionOwner,
    );
    world.pause_staking(false, true);
    assert_refused(
        world.release_pledge("alice", &position),
        StakingError::ExitsPaused,
    );
}

fn release_with(change: impl FnOnce(&mut World, &mut accounts::ReleasePledge)) -> Outcome {
    let (mut world, position, _) = pledged();
    let mut accounts = world.release_pledge_accounts("alice", &position);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::ReleasePledge {}.to_instruction(accounts)])
}

#[test]
fn rejects_release_of_a_free_position() {
    let outcome = release_with(|world, accounts| {
        accounts.position = world.stake("alice", 1, STAKE, 90);
    });
    assert_refused(outcome, StakingError::NotPledged);
}

#[test]
fn rejects_release_from_another_bond() {
    let outcome = release_with(|world, accounts| {
        let other = world.write_node("other", |_| ());
        let position = world.stake("alice", 1, STAKE, 90);
        world
            .pledge_position("alice", &position, &other, "other")
            .accepted();
        accounts.bond = find_bond_address(&other).0;
    });
    assert_refused(outcome, StakingError::WrongSubject);
}

#[test]
fn clears_a_pledge_after_its_release() {
    let (mut world, position, node) = released();
    world.warp_seconds(UNBONDING);
    assert_refused(world.clear_pledge(&position), StakingError::StillReleasing);
    world.warp_seconds(1);
    let outcome = world.clear_pledge(&position).accepted();
    let state = world.position(&position);
    assert!(state.pledge == PledgeStatus::Free);
    assert_eq!(state.subject, Pubkey::default());
    assert_eq!(world.bond(&node).slots_mask, 0);
    assert_eq!(world.bond(&node).releasing, 0);
    outcome.event_data::<PledgeCleared>();
}

#[test]
fn rejects_clearing_what_is_not_released() {
    let (mut world, position, _) = pledged();
    assert_refused(world.clear_pledge(&position), StakingError::AlreadyPledged);

    let (mut world, position, _) = released();
    world.warp_seconds(UNBONDING + 1);
    let accounts = world.clear_accounts(&position);
    world.clear_pledge(&position).accepted();
    let outcome = world.submit(&[instruction::ClearPledge {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::NotPledged);
}

#[test]
fn rejects_clearing_while_stake_unbonds() {
    let (mut world, position, _) = pledged();
    world.warp_seconds(90 * DAY);
    world.release_pledge("alice", &position).accepted();
    world.warp_seconds(DAY);
    world.unstake("alice", &position, STAKE).accepted();
    // A releasing position keeps its unbonding stake within `releasing`.
    world.warp_seconds(UNBONDING - DAY + 1);
    assert_refused(world.clear_pledge(&position), StakingError::StillUnbonding);
    world.warp_seconds(DAY);
    world.clear_pledge(&position).accepted();
}

#[test]
fn rejects_clearing_from_a_frozen_bond() {
    let (mut world, position, node) = released();
    world.freeze_bond(&node, 1).accepted();
    world.warp_seconds(UNBONDING + 1);
    assert_refused(world.clear_pledge(&position), StakingError::BondFrozen);
}

/// Correction 11: stake that may answer for a running job stays.
#[test]
fn rejects_release_during_run() {
    let (mut world, position, _) = released();
    world.write_node("operator", |node| node.active_runs = 1.into());
    world.warp_seconds(UNBONDING + 1);
    assert_refused(world.clear_pledge(&position), StakingError::NodeStillBusy);
    let ended = world.now();
    world.write_node("operator", |node| {
        node.active_runs = 0.into();
        node.last_run_end_at = ended.into();
    });
    world.warp_seconds(UNBONDING);
    assert_refused(world.clear_pledge(&position), StakingError::NodeStillBusy);
    world.warp_seconds(1);
    world.clear_pledge(&position).accepted();
}

#[test]
fn rejects_clearing_with_another_node_or_while_paused() {
    let (mut world, position, _) = released();
    world.warp_seconds(UNBONDING + 1);
    let mut accounts = world.clear_accounts(&position);
    accounts.subject = world.write_node("idle", |_| ());
    let outcome = world.submit(&[instruction::ClearPledge {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongSubject);
    world.pause_staking(false, true);
    assert_refused(world.clear_pledge(&position), StakingError::ExitsPaused);
}

#[test]
fn clears_a_pledge_to_a_node_that_is_gone() {
    let (mut world, position, node) = released();
    world.write_account(node, Default::default());
    world.warp_seconds(UNBONDING + 1);
    world.clear_pledge(&position).accepted();
}

fn cleared() -> (World, Pubkey) {
    let (mut world, position, node) = released();
    world.warp_seconds(UNBONDING + 1);
    world.clear_pledge(&position).accepted();
    (world, node)
}

#[test]
fn closes_an_empty_bond_and_returns_its_rent() {
    let (mut world, node) = cleared();
    let before = world.lamports(&address_for("payer"));
    let outcome = world.close_bond(&node).accepted();
    assert!(world.account(&find_bond_address(&node).0).is_none());
    assert_eq!(
        world.lamports(&address_for("payer")) - before,
        world.rent_of(Bond::SIZE)
    );
    outcome.event_data::<BondClosed>();
}

#[test]
fn rejects_closing_a_bond_in_use_frozen_or_paused() {
    let (mut world, _, node) = pledged();
    assert_refused(world.close_bond(&node), StakingError::BondNotEmpty);

    let (mut world, node) = cleared();
    world.freeze_bond(&node, 1).accepted();
    assert_refused(world.close_bond(&node), StakingError::BondFrozen);
    world.freeze_bond(&node, -1).accepted();
    let mut accounts = world.close_bond_accounts(&node);
    accounts.rent_payer = world.actor("thief").pubkey();
    let outcome = world.submit(&[instruction::CloseBond {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongRentPayer);
    world.pause_staking(false, true);
    assert_refused(world.close_bond(&node), StakingError::ExitsPaused);
}
