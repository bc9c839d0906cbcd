//! What the instructions cost, and that it does not grow with the number of proposals, votes and stakers.

use {
    governance::{
        seeds::find_vote_address,
        state::{Choice, ProposalKind},
    },
    hypernode_test_kit::{address_for, governance::*, staking::position_of, Outcome, World, HYPER},
};

/// Compute units that one bump below 255 costs more: a hash and a look whether it lies on the curve, 320 to 335 as measured.
const PER_BUMP: u64 = 335;
/// Ceiling of a vote.
const CAST_VOTE: u64 = 7_000;
/// Ceiling of an execution, without what the called program does.
const EXECUTE: u64 = 12_000;

#[track_caller]
fn assert_below(outcome: &Outcome, ceiling: u64) {
    assert!(
        outcome.compute_units <= ceiling,
        "{} compute units, ceiling {ceiling}\n{}",
        outcome.compute_units,
        outcome.log_text()
    );
}

#[test]
fn votes_within_7_000() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    let (_, bump) = find_vote_address(&proposal, &position_of("bob", 0));
    let outcome = world.cast_vote(&proposal, "bob", Choice::For).accepted();
    let allowance = u64::from(u8::MAX - bump) * PER_BUMP;
    assert_below(&outcome, CAST_VOTE + allowance);
}

#[test]
fn executes_the_largest_payload_within_the_transaction_s_heap_and_stack() {
    let mut world = World::with_governance();
    world.hand_governance_to_executor();
    // The accounts and data a program does not read are ignored, so this is a valid call of the largest size.
    let mut call = set_guardian_call(address_for("next"));
    while call.accounts.len() < 20 {
        let name = format!("bystander-{}", call.accounts.len());
        call.accounts
            .push(hypernode_test_kit::AccountMeta::new_readonly(
                address_for(&name),
                false,
            ));
    }
    call.data.resize(256, 0);
    let proposal = world.executable(ProposalKind::Generic, &[call]);
    let outcome = world.execute_proposal(&proposal, 0).accepted();
    assert_eq!(world.governance_config().head.guardian, address_for("next"));
    assert_below(&outcome, EXECUTE + 5_000);
}

#[test]
fn costs_the_same_with_many_other_votes_and_stakers() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    let mut crowded = world.clone();
    let alone = world.cast_vote(&proposal, "bob", Choice::For).accepted();
    for index in 0..50 {
        crowded.stake(&format!("crowd-{index}"), 0, 100 * HYPER, 14);
    }
    for _ in 0..10 {
        crowded.open_vote(ProposalKind::Text, &[]);
    }
    let among = crowded.cast_vote(&proposal, "bob", Choice::For).accepted();
    assert!(alone.compute_units.abs_diff(among.compute_units) <= 200);
}
