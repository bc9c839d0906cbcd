//! 13 cancel_proposal, 15 finalise_proposal: how a vote ends, and where its bond goes.

use {
    anchor_lang::Error as ProgramError,
    governance::{
        accounts,
        error::GovernanceError,
        events::{ProposalCancelled, ProposalFinalised},
        instruction,
        math::Tally,
        state::{Choice, ProposalKind, ProposalStatus},
    },
    hypernode_common::programs::{PROPOSAL_BOND_VAULT, TREASURY},
    hypernode_test_kit::{
        address_for, assert_refused, governance::*, hyper_account, staking::DAY, Outcome, Pubkey,
        Signer, World,
    },
};

const AFTER: i64 = 3 * DAY + 1;

/// A vote of "alice" that these voted in and that is over.
fn voted(votes: &[(&str, Choice)]) -> (World, Pubkey) {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    for (voter, choice) in votes {
        world.cast_vote(&proposal, voter, *choice).accepted();
    }
    world.warp_seconds(AFTER);
    (world, proposal)
}

#[test]
fn succeeds_with_quorum_and_majority_and_returns_the_bond() {
    let (mut world, proposal) = voted(&[("alice", Choice::For), ("bob", Choice::Against)]);
    let held = world.hyper_of(&address_for("alice"));
    let outcome = world.finalise_proposal(&proposal).accepted();
    assert!(world.proposal(&proposal).status == ProposalStatus::Succeeded);
    assert_eq!(world.proposal(&proposal).bond, 0);
    assert_eq!(world.hyper_of(&address_for("alice")), held + BOND);
    assert_eq!(
        (world.bond_vault_balance(), world.treasury_balance()),
        (0, 0)
    );
    outcome.assert_emitted(&ProposalFinalised {
        proposal,
        proposal_changes: 5,
        status_before: ProposalStatus::Active as u8,
        status_after: ProposalStatus::Succeeded as u8,
        tally: Tally {
            for_weight: ALICE_WEIGHT,
            against_weight: BOB_WEIGHT,
            abstain_weight: 0,
        },
        snapshot_weight: ALICE_WEIGHT + BOB_WEIGHT + CAROL_WEIGHT,
        quorum_bps: 1_000,
        bond_before: BOND,
        bond_after: 0,
        bond_vault: PROPOSAL_BOND_VAULT.address,
        bond_recipient: hyper_account(&address_for("alice")),
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn defeats_a_tie_and_returns_the_bond() {
    let mut world = World::with_governance();
    let proposal = world.open_vote(ProposalKind::Text, &[]);
    for (voter, choice) in [
        ("alice", Choice::For),
        ("bob", Choice::Against),
        ("carol", Choice::Against),
    ] {
        world.cast_vote(&proposal, voter, choice).accepted();
    }
    world.warp_seconds(AFTER);
    let held = world.hyper_of(&address_for("alice"));
    world.finalise_proposal(&proposal).accepted();
    assert!(world.proposal(&proposal).status == ProposalStatus::Defeated);
    assert_eq!(world.hyper_of(&address_for("alice")), held + BOND);
}

#[test]
fn defeats_below_quorum_and_gives_the_bond_to_the_treasury() {
    let (mut world, proposal) = voted(&[]);
    let held = world.hyper_of(&address_for("alice"));
    // Nothing returns, so the proposer's token account may be missing.
    let mut accounts = world.finalise_accounts(&proposal);
    accounts.bond.proposer_token = address_for("nobody");
    let call = instruction::FinaliseProposal {}.to_instruction(accounts);
    world.submit(&[call]).accepted();
    assert!(world.proposal(&proposal).status == ProposalStatus::Defeated);
    assert_eq!(world.hyper_of(&address_for("alice")), held);
    assert_eq!(
        (world.bond_vault_balance(), world.treasury_balance()),
        (0, BOND)
    );
}

#[test]
fn rejects_below_quorum() {
    // One unit of weight below a tenth of the snapshot is too little, a tenth is enough.
    for (weight, status) in [
        (199_999_999_999, ProposalStatus::Defeated),
        (200_000_000_000, ProposalStatus::Succeeded),
    ] {
        let mut world = World::with_governance();
        let proposal = world.open_vote(ProposalKind::Text, &[]);
        let mut state = world.proposal(&proposal);
        state.for_weight = weight.into();
        write_proposal(&mut world, proposal, &state);
        world.warp_seconds(AFTER);
        world.finalise_proposal(&proposal).accepted();
        assert!(world.proposal(&proposal).status == status);
        if status == ProposalStatus::Defeated {
            assert_refused(
                world.queue_proposal(&proposal),
                GovernanceError::ProposalNotSucceeded,
            );
        }
    }
}

/// Writes a proposal's state into its account.
fn write_proposal(world: &mut World, address: Pubkey, state: &governance::state::Proposal) {
    let mut account = world.account(&address).expect("a proposal");
    account.data[8..].copy_from_slice(anchor_lang::bytemuck::bytes_of(state));
    world.write_account(address, account);
}

#[test]
fn finalises_after_the_last_second_and_once() {
    let mut world = World::with_governance();
    let draft = world.draft(ProposalKind::Text, &[]);
    assert_refused(
        world.finalise_proposal(&draft),
        GovernanceError::ProposalNotActive,
    );
    world.activate_proposal(&draft).accepted();
    world.warp_to(world.proposal(&draft).voting_ends_at.get());
    assert_refused(world.finalise_proposal(&draft), GovernanceError::VotingOpen);
    world.warp_seconds(1);
    world.finalise_proposal(&draft).accepted();
    assert_refused(
        world.finalise_proposal(&draft),
        GovernanceError::ProposalNotActive,
    );
}

/// Counts a vote that met its quorum with one account changed.
fn finalise_with(change: impl FnOnce(&mut World, &mut accounts::FinaliseProposal)) -> Outcome {
    let (mut world, proposal) = voted(&[("alice", Choice::For)]);
    let mut accounts = world.finalise_accounts(&proposal);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::FinaliseProposal {}.to_instruction(accounts)])
}

#[test]
fn rejects_substituted_vault() {
    let outcome = finalise_with(|world, accounts| {
        accounts.bond.bond_vault = world.fund_hyper(&address_for("thief"), BOND);
    });
    assert_refused(outcome, GovernanceError::WrongVault);
    let outcome = finalise_with(|world, accounts| {
        accounts.bond.treasury = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, GovernanceError::WrongVault);
}

#[test]
fn rejects_foreign_recipient() {
    let outcome = finalise_with(|world, accounts| {
        accounts.bond.proposer_token = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, GovernanceError::WrongTokenOwner);
    let outcome = finalise_with(|world, accounts| {
        let (mint, token) = (address_for("other-mint"), address_for("worthless"));
        world.write_mint(mint, 6, 1, None);
        world.write_token_account(token, &address_for("alice"), &mint, 0);
        accounts.bond.proposer_token = token;
    });
    assert_refused(outcome, GovernanceError::WrongTokenMint);
    let outcome = finalise_with(|world, accounts| {
        world.set_frozen(accounts.bond.proposer_token, true);
    });
    assert_refused(outcome, GovernanceError::TokenAccountFrozen);
    let outcome = finalise_with(|_, accounts| accounts.bond.proposer_token = address_for("nobody"));
    assert_refused(outcome, ProgramError::IllegalOwner);
}

#[test]
fn returns_the_bond_to_any_account_of_the_proposer() {
    let outcome = finalise_with(|world, accounts| {
        let other = address_for("alice's other account");
        world.write_token_account(other, &address_for("alice"), &hypernode_test_kit::mint(), 0);
        accounts.bond.proposer_token = other;
    });
    outcome.accepted();
}

#[test]
fn waits_for_the_end_of_an_exit_pause() {
    let (mut world, proposal) = voted(&[("alice", Choice::For)]);
    world.pause_governance(false, true);
    world.warp_seconds(3 * DAY);
    assert_refused(
        world.finalise_proposal(&proposal),
        GovernanceError::ExitsPaused,
    );
    world.warp_seconds(1);
    world.finalise_proposal(&proposal).accepted();
}

#[test]
fn withdraws_a_draft_with_its_bond_whatever_is_paused() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Text, &[]);
    world.pause_governance(true, true);
    let held = world.hyper_of(&address_for("alice"));
    let outcome = world.cancel_proposal(&proposal).accepted();
    assert!(world.proposal(&proposal).status == ProposalStatus::Cancelled);
    assert_eq!(world.hyper_of(&address_for("alice")), held + BOND);
    assert_eq!(world.bond_vault_balance(), 0);
    outcome.assert_emitted(&ProposalCancelled {
        proposal,
        proposal_changes: 2,
        status_before: ProposalStatus::Draft as u8,
        status_after: ProposalStatus::Cancelled as u8,
        bond_before: BOND,
        bond_after: 0,
        bond_vault: PROPOSAL_BOND_VAULT.address,
        bond_recipient: hyper_account(&address_for("alice")),
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn withdraws_a_vote_and_judges_its_bond_as_at_the_end() {
    let mut world = World::with_governance();
    let unwanted = world.open_vote(ProposalKind::Text, &[]);
    world.cancel_proposal(&unwanted).accepted();
    assert_eq!(world.treasury_balance(), BOND);
    let wanted = world.open_vote(ProposalKind::Text, &[]);
    world.cast_vote(&wanted, "bob", Choice::Against).accepted();
    let held = world.hyper_of(&address_for("alice"));
    world.cancel_proposal(&wanted).accepted();
    assert_eq!(world.hyper_of(&address_for("alice")), held + BOND);
    assert_eq!(world.token_balance(&TREASURY.address), BOND);
    assert_refused(
        world.cast_vote(&wanted, "carol", Choice::For),
        GovernanceError::ProposalNotActive,
    );
}

#[test]
fn rejects_withdrawal_by_stranger_and_after_the_count() {
    let (mut world, proposal) = voted(&[("alice", Choice::For)]);
    let mut accounts = world.cancel_proposal_accounts(&proposal);
    accounts.proposer = world.actor("bob").pubkey();
    let call = instruction::CancelProposal {}.to_instruction(accounts);
    assert_refused(world.submit(&[call]), GovernanceError::NotProposer);
    world.finalise_proposal(&proposal).accepted();
    assert_refused(
        world.cancel_proposal(&proposal),
        GovernanceError::ProposalNotDraft,
    );
}
