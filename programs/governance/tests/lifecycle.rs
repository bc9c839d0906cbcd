//! Whole lives of proposals: what they change, every balance exact, every lamport back.

use {
    governance::state::{Choice, ProposalKind, ProposalStatus},
    hypernode_test_kit::{address_for, governance::*, hyper_account, World, HYPER, TOTAL_SUPPLY},
};

/// A world whose authority is the executor already.
fn handed_over() -> World {
    let mut world = World::with_governance();
    world.hand_governance_to_executor();
    world
}

#[test]
fn changes_its_own_parameters_and_returns_bond_and_rent() {
    let mut world = handed_over();
    let lamports = world.lamports(&address_for("payer"));
    let held = world.hyper_of(&address_for("alice"));
    let mut params = governance_params();
    params.quorum_bps = 2_000;
    let proposal = world.open_vote(ProposalKind::Parameter, &[update_config_call(params)]);
    assert_eq!(world.bond_vault_balance(), BOND);
    for (voter, choice) in [
        ("alice", Choice::For),
        ("bob", Choice::Against),
        ("carol", Choice::Abstain),
    ] {
        world.cast_vote(&proposal, voter, choice).accepted();
    }
    let state = world.proposal(&proposal);
    assert_eq!(state.for_weight, ALICE_WEIGHT);
    assert_eq!(state.against_weight, BOB_WEIGHT);
    assert_eq!(state.abstain_weight, CAROL_WEIGHT);
    assert_eq!(
        state.snapshot_weight,
        ALICE_WEIGHT + BOB_WEIGHT + CAROL_WEIGHT
    );
    world.warp_to(state.voting_ends_at.get() + 1);
    world.finalise_proposal(&proposal).accepted();
    assert_eq!(world.bond_vault_balance(), 0);
    assert_eq!(world.hyper_of(&address_for("alice")), held + BOND);
    world.queue_proposal(&proposal).accepted();
    world.warp_to(world.proposal(&proposal).eta_at.get() + 1);
    world.execute_proposal(&proposal, 0).accepted();
    assert_eq!(world.governance_config().params.quorum_bps, 2_000);
    assert!(world.proposal(&proposal).status == ProposalStatus::Executed);

    for voter in ["alice", "bob", "carol"] {
        world.close_vote(&proposal, voter, "payer").accepted();
    }
    world.close_proposal(&proposal, "payer").accepted();
    // The payload outlives its proposal here; its rent returns all the same.
    world.close_payload(&proposal, 0, "payer").accepted();
    assert_eq!(world.lamports(&address_for("payer")), lamports);
    assert_eq!(world.supply(), TOTAL_SUPPLY);
}

#[test]
fn spends_by_proposal() {
    let mut world = handed_over();
    world.fill_treasury(1_000 * HYPER);
    let recipient = world.fund_hyper(&address_for("dave"), 0);
    let proposal = proposal_of(0);
    let calls = [
        spend_call(&proposal, &recipient, 60 * HYPER),
        spend_call(&proposal, &recipient, 30 * HYPER),
    ];
    world.enact(ProposalKind::TreasurySpend, &calls);
    assert_eq!(world.token_balance(&recipient), 90 * HYPER);
    assert_eq!(world.treasury_balance(), 910 * HYPER);
    let state = world.proposal(&proposal);
    assert_eq!(state.spent, 90 * HYPER);
    assert!(state.status == ProposalStatus::Executed);
    // Every event of the account counts, in the order they are told.
    assert_eq!(state.changes, 12);
    assert_eq!(hyper_account(&address_for("dave")), recipient);
}
