//! 20 close_vote, 21 close_payload, 22 close_proposal: rent returns once a proposal ended.

use {
    anchor_lang::Error as ProgramError,
    governance::{
        accounts,
        error::GovernanceError,
        events::{PayloadClosed, ProposalClosed, VoteClosed},
        instruction,
        seeds::{find_payload_address, find_vote_address},
        state::{Choice, ProposalKind},
    },
    hypernode_common::programs::GOVERNANCE,
    hypernode_test_kit::{
        address_for, assert_refused, governance::*, staking::position_of, Pubkey, Signer, World,
    },
};

/// A vote under way with one payload and a vote of "bob".
fn under_way() -> (World, Pubkey) {
    let mut world = World::with_governance();
    let proposal = world.open_vote(
        ProposalKind::Guardian,
        &[set_guardian_call(address_for("next"))],
    );
    world.cast_vote(&proposal, "bob", Choice::For).accepted();
    (world, proposal)
}

/// The same, withdrawn.
fn ended() -> (World, Pubkey) {
    let (mut world, proposal) = under_way();
    world.cancel_proposal(&proposal).accepted();
    (world, proposal)
}

#[test]
fn returns_all_rent_and_tells_it() {
    let (mut world, proposal) = ended();
    let (slot, at, rent_payer) = (world.slot(), world.now(), address_for("payer"));
    let vote = find_vote_address(&proposal, &position_of("bob", 0)).0;
    let payload = find_payload_address(&proposal, 0).0;
    let rent: u64 = [vote, payload, proposal]
        .iter()
        .map(|account| world.lamports(account))
        .sum();
    let before = world.lamports(&rent_payer);
    let closed = world.close_vote(&proposal, "bob", "payer").accepted();
    closed.assert_emitted(&VoteClosed {
        vote,
        vote_changes: 2,
        proposal,
        position: position_of("bob", 0),
        rent_payer,
        slot,
        at,
    });
    let closed = world.close_payload(&proposal, 0, "payer").accepted();
    closed.assert_emitted(&PayloadClosed {
        payload,
        payload_changes: 2,
        proposal,
        index: 0,
        rent_payer,
        slot,
        at,
    });
    let closed = world.close_proposal(&proposal, "payer").accepted();
    closed.assert_emitted(&ProposalClosed {
        proposal,
        proposal_changes: 6,
        id: 0,
        rent_payer,
        slot,
        at,
    });
    assert_eq!(world.lamports(&rent_payer), before + rent);
    for account in [vote, payload, proposal] {
        assert!(world.account(&account).is_none());
    }
}

#[test]
fn closes_votes_and_payloads_after_their_proposal() {
    let (mut world, proposal) = ended();
    world.close_proposal(&proposal, "payer").accepted();
    world.close_vote(&proposal, "bob", "payer").accepted();
    world.close_payload(&proposal, 0, "payer").accepted();
    // The next proposal has another address: nothing of the old one can speak about it.
    assert_ne!(world.draft(ProposalKind::Text, &[]), proposal);
}

#[test]
fn rejects_closing_while_the_proposal_is_under_way() {
    let (mut world, proposal) = under_way();
    for outcome in [
        world.close_vote(&proposal, "bob", "payer"),
        world.close_payload(&proposal, 0, "payer"),
        world.close_proposal(&proposal, "payer"),
    ] {
        assert_refused(outcome, GovernanceError::ProposalNotEnded);
    }
    world.warp_to(world.proposal(&proposal).voting_ends_at.get() + 1);
    world.finalise_proposal(&proposal).accepted();
    for queued in [false, true] {
        if queued {
            world.queue_proposal(&proposal).accepted();
        }
        assert_refused(
            world.close_proposal(&proposal, "payer"),
            GovernanceError::ProposalNotEnded,
        );
    }
}

#[test]
fn rejects_closing_by_others_than_the_rent_payer() {
    let (mut world, proposal) = ended();
    for outcome in [
        world.close_vote(&proposal, "bob", "bob"),
        world.close_payload(&proposal, 0, "alice"),
        world.close_proposal(&proposal, "alice"),
    ] {
        assert_refused(outcome, GovernanceError::WrongRentPayer);
    }
}

#[test]
fn rejects_another_proposal_as_proof_of_the_end() {
    let (mut world, proposal) = under_way();
    let other = world.draft(ProposalKind::Text, &[]);
    world.cancel_proposal(&other).accepted();
    let rent_payer = world.actor("payer").pubkey();
    let close_vote = accounts::CloseVote {
        proposal: other,
        vote: find_vote_address(&proposal, &position_of("bob", 0)).0,
        rent_payer,
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    let call = instruction::CloseVote {}.to_instruction(close_vote);
    assert_refused(world.submit(&[call]), GovernanceError::ProposalNotEnded);
    let close_payload = accounts::ClosePayload {
        proposal: other,
        payload: find_payload_address(&proposal, 0).0,
        rent_payer,
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    let call = instruction::ClosePayload {}.to_instruction(close_payload);
    assert_refused(world.submit(&[call]), GovernanceError::ProposalNotEnded);
}

#[test]
fn rejects_second_close() {
    let (mut world, proposal) = ended();
    world.close_proposal(&proposal, "payer").accepted();
    assert_refused(
        world.close_proposal(&proposal, "payer"),
        ProgramError::AccountDataTooSmall,
    );
}
