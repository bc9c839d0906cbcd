//! `commit_verdict` and `close_verdict`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::staking::{BondKind, ValidatorStatus},
    hypernode_test_kit::{address_for, assert_refused, markets::*, Pubkey, Signer, World, HYPER},
    markets::{
        error::MarketsError,
        instruction,
        seeds::find_challenge_address,
        state::{Challenge, ChallengeStatus, Job, MarketsParams, VerdictCommitment},
    },
};

fn challenge_of(world: &World, job: &PostedJob) -> Challenge {
    world.read::<Challenge>(&find_challenge_address(&job.address).0)
}

/// A challenge whose panel of everybody is drawn.
#[track_caller]
fn drawn() -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 3);
    (world, node, job)
}

/// A commitment of "validator" in the first round.
#[track_caller]
fn committed() -> (World, NodeActor, PostedJob, Pubkey) {
    let (mut world, node, job) = drawn();
    let validator = world.validator("validator");
    world.commit_verdict(&job, &validator, true).accepted();
    let accounts = world.commit_verdict_accounts(&job, &validator);
    (world, node, job, accounts.verdict_commitment)
}

#[test]
fn keeps_a_commitment_without_telling_the_verdict() {
    let (mut world, _, job) = drawn();
    let validator = world.validator("validator");
    let commitment = world.verdict_commitment(&job.address, &validator.owner.pubkey(), false);
    let event = world
        .commit_to(&job, &validator, commitment)
        .accepted()
        .event("VerdictCommitted");
    let accounts = world.commit_verdict_accounts(&job, &validator);
    let record = world.read::<VerdictCommitment>(&accounts.verdict_commitment);
    let posted_slot = world.read::<Job>(&job.address).posted_slot.get();
    let deadline_at = challenge_of(&world, &job).deadline_at.get();
    assert_eq!((record.round, record.job), (1, job.address));
    assert_eq!(record.voter, address_for("validator"));
    assert_eq!(record.commitment, commitment);
    assert_eq!(record.posted_slot.get(), posted_slot);
    assert_eq!(record.reveal_until.get(), deadline_at);
    assert_eq!(record.rent_payer, address_for("payer"));
    assert_eq!(event.key("verdict_commitment"), accounts.verdict_commitment);
    assert_eq!(event.u64("verdict_commitment_changes"), 1);
    assert_eq!(event.key("challenge"), accounts.challenge);
    // The challenge itself knows nothing of it.
    assert_eq!(challenge_of(&world, &job).voters_count, 0);
}

#[test]
fn rejects_a_second_commitment() {
    let (mut world, _, job, _) = committed();
    let validator = world.validator("validator");
    // The system program's own refusal: the account exists.
    assert_refused(
        world.commit_verdict(&job, &validator, false),
        ProgramError::Custom(0),
    );
}

#[test]
fn rejects_an_empty_commitment() {
    let (mut world, _, job) = drawn();
    let validator = world.validator("validator");
    assert_refused(
        world.commit_to(&job, &validator, [0; 32]),
        MarketsError::ZeroDigest,
    );
}

#[test]
fn rejects_commitments_before_the_draw_and_after_their_half() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.write_validator_count(3);
    world.challenge_job(&job).accepted();
    let validator = world.validator("validator");
    assert_refused(
        world.commit_verdict(&job, &validator, true),
        MarketsError::PanelNotDrawn,
    );
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    world.warp_to(challenge_of(&world, &job).deadline_at.get() - 1_800);
    world
        .clone()
        .commit_verdict(&job, &validator, true)
        .accepted();
    world.warp_seconds(1);
    assert_refused(
        world.commit_verdict(&job, &validator, true),
        MarketsError::VerdictCommitsOver,
    );
}

#[test]
fn leaves_the_smaller_half_of_an_odd_window_to_the_reveals() {
    let mut world = World::with_market();
    world
        .update_markets_config(MarketsParams {
            verdict_window_seconds: 601,
            ..markets_params()
        })
        .accepted();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 3);
    let challenge = challenge_of(&world, &job);
    assert_eq!(challenge.commit_until(), challenge.opened_at.get() + 301);
    assert_eq!(challenge.commit_until(), challenge.deadline_at.get() - 300);
}

#[test]
fn rejects_verdict_off_panel() {
    // A panel of 3 out of a million validators: next to nobody is on it.
    let mut world = World::with_market();
    world
        .update_markets_config(MarketsParams {
            panel_target: 3,
            ..markets_params()
        })
        .accepted();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 1_000_000);
    let validator = world.validator("validator-0");
    assert_refused(
        world.commit_verdict(&job, &validator, true),
        MarketsError::NotOnPanel,
    );
    // In the second round everybody is.
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    world.judge(&job, &[true]);
}

#[test]
fn rejects_a_commitment_on_a_decided_challenge() {
    let (mut world, node, job) = drawn();
    world.judge(&job, &[false, false]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    let validator = world.validator("late");
    assert_refused(
        world.commit_verdict(&job, &validator, true),
        MarketsError::ChallengeDecided,
    );
}

#[test]
fn rejects_validators_that_are_not_active() {
    let (mut world, _, job) = drawn();
    let opened_at = challenge_of(&world, &job).opened_at.get();
    let retiring =
        world.validator_with("retiring", |v| v.status = ValidatorStatus::Retiring.into());
    let fresh = world.validator_with("fresh", |v| v.active_from = (opened_at + 1).into());
    for validator in [retiring, fresh] {
        assert_refused(
            world.commit_verdict(&job, &validator, true),
            MarketsError::ValidatorNotActive,
        );
    }
    let just = world.validator_with("just", |v| v.active_from = opened_at.into());
    world.commit_verdict(&job, &just, true).accepted();
}

#[test]
fn rejects_vote_by_thin_validator() {
    let (mut world, _, job) = drawn();
    let validator = world.validator("thin");
    world.write_bond(&validator.address, BondKind::Validator, 10_000 * HYPER - 1);
    assert_refused(
        world.commit_verdict(&job, &validator, true),
        MarketsError::ValidatorNotActive,
    );
}

#[test]
fn rejects_the_parties_as_validators() {
    let (mut world, _, job) = drawn();
    for name in ["requester", "node-1-authority", "node-1-operator"] {
        let validator = world.validator(name);
        assert_refused(
            world.commit_verdict(&job, &validator, true),
            MarketsError::ValidatorConflict,
        );
    }
}

#[test]
fn rejects_a_validator_of_another_owner_a_foreign_bond_and_another_place() {
    let (mut world, _, job) = drawn();
    let (one, other) = (world.validator("one"), world.validator("other"));
    let payer = world.actor("payer");
    let data = || instruction::CommitVerdict {
        commitment: [7; 32],
    };
    let mut accounts = world.commit_verdict_accounts(&job, &one);
    accounts.owner = other.owner.pubkey();
    accounts.verdict_commitment = world
        .commit_verdict_accounts(&job, &other)
        .verdict_commitment;
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&other.owner, &payer]),
        MarketsError::ValidatorNotActive,
    );
    let mut accounts = world.commit_verdict_accounts(&job, &one);
    accounts.bond = other.bond();
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&one.owner, &payer]),
        ProgramError::InvalidSeeds,
    );
    let mut accounts = world.commit_verdict_accounts(&job, &one);
    accounts.verdict_commitment = world
        .commit_verdict_accounts(&job, &other)
        .verdict_commitment;
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&one.owner, &payer]),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn commits_and_closes_while_everything_is_paused() {
    let (mut world, _, job) = drawn();
    world.pause_markets(true, true).accepted();
    let validator = world.validator("validator");
    world.commit_verdict(&job, &validator, true).accepted();
    let commitment = world
        .commit_verdict_accounts(&job, &validator)
        .verdict_commitment;
    world.warp_seconds(3_601);
    world.close_verdict(&commitment).accepted();
}

#[test]
fn is_undecided_when_nobody_reveals() {
    let (mut world, node, job) = drawn();
    for round in 1..=2 {
        assert_eq!(challenge_of(&world, &job).round, round);
        for name in ["one", "two", "three"] {
            let validator = world.validator(name);
            world.commit_verdict(&job, &validator, false).accepted();
        }
        world.warp_seconds(3_601);
        world.resolve_challenge(&job, &node).accepted();
        if round == 1 {
            world.warp_slots(9);
            world.draw_panel(&job).accepted();
        }
    }
    assert!(challenge_of(&world, &job).status == ChallengeStatus::Undecided);
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - JOB_CAP
    );
}

#[test]
fn closes_what_was_never_revealed_after_its_window() {
    let (mut world, _, job, commitment) = committed();
    world.warp_to(challenge_of(&world, &job).deadline_at.get());
    assert_refused(
        world.close_verdict(&commitment),
        MarketsError::DeadlineNotPassed,
    );
    world.warp_seconds(1);
    let payer = address_for("payer");
    let (rent, before) = (world.lamports(&commitment), world.lamports(&payer));
    let event = world
        .close_verdict(&commitment)
        .accepted()
        .event("VerdictClosed");
    assert!(world.account(&commitment).is_none());
    assert_eq!(world.lamports(&payer), before + rent);
    assert_eq!(event.key("voter"), address_for("validator"));
    assert_eq!(event.u64("verdict_commitment_changes"), 2);
}

#[test]
fn rejects_wrong_rent_payer_of_a_commitment() {
    let (mut world, _, _, commitment) = committed();
    world.warp_seconds(3_601);
    assert_refused(
        world.close_verdict_to(&commitment, &address_for("stranger")),
        MarketsError::WrongRentPayer,
    );
}

#[test]
fn keeps_a_stale_commitment_out_of_a_reused_id() {
    let (mut world, node, job, stale) = committed();
    // The second round decides, the job ends and goes away; the commitment of the first stays.
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    world.judge(&job, &[true, true]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    world.settle_job(&job, &node, "requester").accepted();
    world.close_challenge(&job).accepted();
    world.warp_seconds(86_401);
    world.close_job(&job).accepted();

    let other = world.node("node-2");
    let again = world.drawn_challenge(1, &other, 3);
    assert_eq!(again, job);
    let validator = world.validator("validator");
    world.commit_verdict(&again, &validator, false).accepted();
    world.warp_to_reveals(&again);
    let mut accounts = world.verdict_accounts(&again, &validator);
    assert_ne!(accounts.verdict_commitment, stale);
    accounts.verdict_commitment = stale;
    let data = instruction::CastVerdict {
        valid: true,
        salt: hypernode_test_kit::SALT,
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&validator.owner]),
        MarketsError::VerdictNotCommitted,
    );
    world.cast_verdict(&again, &validator, false).accepted();
    world.close_verdict(&stale).accepted();
}
