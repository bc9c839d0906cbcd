//! 12 activate_proposal, 14 cast_vote: who may start a vote, and with what weight positions vote.

use {
    anchor_lang::Error as ProgramError,
    governance::{
        accounts,
        error::GovernanceError,
        events::{ProposalActivated, VoteCast},
        instruction,
        math::Tally,
        seeds::find_vote_address,
        state::{Choice, ProposalKind, ProposalStatus},
    },
    hypernode_common::{
        digest,
        programs::{MARKETS, STAKING, TOTALS},
        staking::{Position, Totals},
    },
    hypernode_test_kit::{
        address_for, assert_refused,
        governance::*,
        staking::{position_of, DAY},
        Instruction, Outcome, Pubkey, Signer, World, HYPER,
    },
};

fn call() -> Instruction {
    Instruction {
        program_id: MARKETS.id,
        accounts: vec![],
        data: vec![12],
    }
}

fn snapshot() -> u128 {
    ALICE_WEIGHT + BOB_WEIGHT + CAROL_WEIGHT
}

/// Changes a position's account in place.
fn change_position(world: &mut World, owner: &str, change: impl FnOnce(&mut Position)) {
    let address = position_of(owner, 0);
    let mut position = world.position(&address);
    change(&mut position);
    world.write_state(address, &position);
}

#[test]
fn accepts_vote_at_the_threshold_and_fixes_what_is_voted_on() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Generic, &[call(), call()]);
    let outcome = world.activate_proposal(&proposal).accepted();
    let state = world.proposal(&proposal);
    assert!(state.status == ProposalStatus::Active);
    assert_eq!(state.snapshot_slot, world.slot());
    assert_eq!(state.snapshot_weight, snapshot());
    assert_eq!(state.quorum_bps, 1_000);
    assert_eq!(state.voting_ends_at, world.now() + 3 * DAY);
    let hash = digest::payload(&MARKETS.id, &[], &[12]);
    let payload_digest = digest::proposal(0, &[hash, hash]);
    assert_eq!(state.payload_digest, payload_digest);
    outcome.assert_emitted(&ProposalActivated {
        proposal,
        proposal_changes: 4,
        status_before: ProposalStatus::Draft as u8,
        status_after: ProposalStatus::Active as u8,
        payload_digest,
        snapshot_slot: world.slot(),
        snapshot_weight: snapshot(),
        quorum_bps: 1_000,
        voting_ends_at: world.now() + 3 * DAY,
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn rejects_vote_below_the_threshold() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Text, &[]);
    change_position(&mut world, "alice", |position| {
        position.weight = (ALICE_WEIGHT - 1).into();
    });
    assert_refused(
        world.activate_proposal(&proposal),
        GovernanceError::BelowThreshold,
    );
}

#[test]
fn rejects_vote_with_stake_of_this_slot() {
    let mut world = World::with_governance();
    world.stake("dave", 0, 250_000 * HYPER, 365);
    world.fund_hyper(&address_for("dave"), BOND);
    world
        .create_proposal("dave", terms(ProposalKind::Text))
        .accepted();
    let proposal = proposal_of(0);
    assert_refused(
        world.activate_proposal(&proposal),
        GovernanceError::BelowThreshold,
    );
    world.warp_slots(1);
    world.activate_proposal(&proposal).accepted();
}

#[test]
fn rejects_text_with_payloads_and_other_kinds_without() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Generic, &[]);
    assert_refused(
        world.activate_proposal(&proposal),
        GovernanceError::KindMismatch,
    );
    let text = world.draft(ProposalKind::Text, &[]);
    assert_refused(
        world.add_payload(&text, 0, &call()),
        GovernanceError::KindMismatch,
    );
    world.activate_proposal(&text).accepted();
}

#[test]
fn rejects_empty_snapshot() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Text, &[]);
    let mut totals: Totals = world.totals();
    totals.weight = 0.into();
    world.write_state(TOTALS.address, &totals);
    assert_refused(
        world.activate_proposal(&proposal),
        GovernanceError::EmptySnapshot,
    );
}

#[test]
fn rejects_second_activation() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    assert_refused(
        world.activate_proposal(&proposal),
        GovernanceError::ProposalNotDraft,
    );
}

/// Activates a Text of "alice" with one account changed.
fn activate_with(change: impl FnOnce(&mut World, &mut accounts::ActivateProposal)) -> Outcome {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Text, &[]);
    let mut accounts = world.activate_accounts(&proposal);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::ActivateProposal {}.to_instruction(accounts)])
}

#[test]
fn rejects_activation_by_stranger_with_other_position_and_with_look_alike_totals() {
    let outcome = activate_with(|world, accounts| {
        accounts.proposer = world.actor("bob").pubkey();
    });
    assert_refused(outcome, GovernanceError::NotProposer);
    let outcome = activate_with(|_, accounts| accounts.position = position_of("bob", 0));
    assert_refused(outcome, GovernanceError::NotPositionOwner);
    let outcome = activate_with(|world, accounts| {
        let mut totals = world.totals();
        totals.weight = 1.into();
        accounts.totals = address_for("look-alike");
        world.write_state(accounts.totals, &totals);
    });
    // The framework's code for a pinned address.
    assert_refused(outcome, ProgramError::Custom(2012));
    let outcome = activate_with(|world, accounts| {
        let mut totals = world.totals();
        totals.version = 2;
        world.write_state(accounts.totals, &totals);
    });
    assert_refused(outcome, GovernanceError::WrongVersion);
}

#[test]
fn rejects_activation_with_a_lost_weight() {
    let outcome = activate_with(|world, _| {
        let slot = world.slot();
        change_position(world, "alice", |position| {
            position.previous_slot = slot.into();
            position.weight_slot = (slot + 1).into();
        });
    });
    assert_refused(outcome, GovernanceError::SnapshotLost);
}

#[test]
fn counts_votes_with_the_weight_of_the_snapshot() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    let outcome = world
        .cast_vote(&proposal, "bob", Choice::Against)
        .accepted();
    let vote = world.vote(&proposal, "bob");
    assert!(vote.choice == Choice::Against);
    assert_eq!((vote.proposal, vote.weight.get()), (proposal, BOB_WEIGHT));
    assert_eq!(vote.position, position_of("bob", 0));
    outcome.assert_emitted(&VoteCast {
        proposal,
        proposal_changes: 3,
        vote: find_vote_address(&proposal, &position_of("bob", 0)).0,
        vote_changes: 1,
        position: position_of("bob", 0),
        voter: address_for("bob"),
        choice: Choice::Against as u8,
        weight: BOB_WEIGHT,
        tally_before: Tally::default(),
        tally_after: Tally {
            against_weight: BOB_WEIGHT,
            ..Tally::default()
        },
        rent_payer: address_for("payer"),
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn accepts_voter_as_payer() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    let mut accounts = world.cast_vote_accounts(&proposal, "bob", 0);
    accounts.payer = accounts.voter;
    let call = instruction::CastVote { choice: 1 };
    world.submit(&[call.to_instruction(accounts)]).accepted();
}

#[test]
fn rejects_second_vote() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    world.cast_vote(&proposal, "bob", Choice::For).accepted();
    // The system program's code for an account that exists.
    assert_refused(
        world.cast_vote(&proposal, "bob", Choice::Against),
        ProgramError::Custom(0),
    );
}

#[test]
fn rejects_vote_with_later_stake() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    world.stake("dave", 0, 250_000 * HYPER, 365);
    assert_refused(
        world.cast_vote(&proposal, "dave", Choice::For),
        GovernanceError::NoWeight,
    );
    world.warp_slots(1);
    assert_refused(
        world.cast_vote(&proposal, "dave", Choice::For),
        GovernanceError::NoWeight,
    );
}

#[test]
fn votes_with_the_weight_before_a_later_change_and_loses_it_after_two() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    let position = position_of("bob", 0);
    world
        .add_stake("bob", &position, 100_000 * HYPER)
        .accepted();
    let mut twice = world.clone();
    world.cast_vote(&proposal, "bob", Choice::For).accepted();
    assert_eq!(world.proposal(&proposal).for_weight, BOB_WEIGHT);

    twice.warp_slots(1);
    twice
        .add_stake("bob", &position, 100_000 * HYPER)
        .accepted();
    assert_refused(
        twice.cast_vote(&proposal, "bob", Choice::For),
        GovernanceError::SnapshotLost,
    );
}

#[test]
fn votes_until_the_last_second_and_not_a_second_later() {
    let mut world = World::with_governance();
    let draft = world.draft(ProposalKind::Text, &[]);
    assert_refused(
        world.cast_vote(&draft, "bob", Choice::For),
        GovernanceError::ProposalNotActive,
    );
    world.activate_proposal(&draft).accepted();
    world.warp_to(world.proposal(&draft).voting_ends_at.get());
    world.cast_vote(&draft, "bob", Choice::For).accepted();
    world.warp_seconds(1);
    assert_refused(
        world.cast_vote(&draft, "carol", Choice::For),
        GovernanceError::VotingOver,
    );
}

#[test]
fn rejects_unknown_choice() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    for choice in [0, 4] {
        let accounts = world.cast_vote_accounts(&proposal, "bob", 0);
        let call = instruction::CastVote { choice };
        assert_refused(
            world.submit(&[call.to_instruction(accounts)]),
            GovernanceError::ParameterOutOfBounds,
        );
    }
}

/// Votes with one account changed.
fn cast_with(change: impl FnOnce(&mut World, &mut accounts::CastVote)) -> Outcome {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    let mut accounts = world.cast_vote_accounts(&proposal, "bob", 0);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::CastVote { choice: 1 }.to_instruction(accounts)])
}

#[test]
fn rejects_vote_with_a_stranger_s_position() {
    let outcome = cast_with(|world, accounts| accounts.voter = world.actor("carol").pubkey());
    assert_refused(outcome, GovernanceError::NotPositionOwner);
}

#[test]
fn rejects_vote_account_of_another_position() {
    let outcome = cast_with(|_, accounts| {
        accounts.vote = find_vote_address(&accounts.proposal, &position_of("carol", 0)).0;
    });
    assert_refused(outcome, ProgramError::InvalidSeeds);
}

#[test]
fn rejects_look_alike_position() {
    let outcome = cast_with(|world, accounts| {
        let mut copy = world.account(&accounts.position).expect("a position");
        copy.owner = address_for("stranger");
        accounts.position = address_for("look-alike");
        world.write_account(accounts.position, copy);
    });
    assert_refused(outcome, ProgramError::IllegalOwner);
    let outcome = cast_with(|world, accounts| {
        let mut position = world.position(&accounts.position);
        position.version = 2;
        world.write_state(accounts.position, &position);
    });
    assert_refused(outcome, GovernanceError::WrongVersion);
    // Another account of staking is no position either.
    let outcome = cast_with(|_, accounts| accounts.position = STAKING.config.address);
    assert_refused(outcome, ProgramError::InvalidAccountData);
}

#[test]
fn rejects_unsigned_voter() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    let accounts = world.cast_vote_accounts(&proposal, "bob", 0);
    let voter: Pubkey = accounts.voter;
    let mut call = instruction::CastVote { choice: 1 }.to_instruction(accounts);
    for meta in &mut call.accounts {
        if meta.pubkey == voter {
            meta.is_signer = false;
        }
    }
    assert_refused(
        world.submit(&[call]),
        ProgramError::MissingRequiredSignature,
    );
}
