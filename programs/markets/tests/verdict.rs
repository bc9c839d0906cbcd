//! `cast_verdict`, `resolve_challenge`, `refund_job`, `close_challenge`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        draw,
        registry::Reputation,
        staking::{BondKind, ValidatorStatus},
    },
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, keypair_for, markets::*, Pubkey, Signer, World,
        HYPER,
    },
    markets::{
        constants::FLAG_VERIFIED,
        error::MarketsError,
        instruction,
        seeds::find_challenge_address,
        state::{
            Challenge, ChallengeStatus, CloseReason, Fault, FaultKind, Job, JobState, MarketsParams,
        },
    },
};

const BOND: u64 = 50 * HYPER;

fn challenge_of(world: &World, job: &PostedJob) -> Challenge {
    world.read::<Challenge>(&find_challenge_address(&job.address).0)
}

/// A drawn challenge with these verdicts in, its window still open.
#[track_caller]
fn judged(verdicts: &[bool]) -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 3);
    for (index, valid) in verdicts.iter().enumerate() {
        let validator = world.validator(&format!("validator-{index}"));
        world.cast_verdict(&job, &validator, *valid).accepted();
    }
    (world, node, job)
}

#[test]
fn seats_votes_and_counts_them() {
    let (world, _, job) = judged(&[true, false]);
    let challenge = challenge_of(&world, &job);
    assert_eq!(
        (challenge.valid, challenge.invalid, challenge.voters_count),
        (1, 1, 2)
    );
    assert_eq!(challenge.voters[0], address_for("validator-0"));
    assert_eq!(challenge.votes, [1, 2, 0]);
}

#[test]
fn rejects_resolve_before_deadline() {
    let (mut world, node, job) = judged(&[true, true, true]);
    world.warp_to(challenge_of(&world, &job).deadline_at.get());
    assert_refused(
        world.resolve_challenge(&job, &node),
        MarketsError::DeadlineNotPassed,
    );
}

#[test]
fn forfeits_bond_when_valid() {
    let (mut world, node, job) = judged(&[true, true, false]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Submitted && state.has(FLAG_VERIFIED));
    assert!(challenge_of(&world, &job).status == ChallengeStatus::Valid);
    let share = BOND / 10 / 2;
    assert_eq!(world.hyper_of(&address_for("validator-0")), share);
    assert_eq!(world.hyper_of(&address_for("validator-1")), share);
    assert_eq!(world.hyper_of(&address_for("validator-2")), 0);
    assert_eq!(world.hyper_of(&node.payout), BOND - 2 * share);
    assert_eq!(world.token_balance(&job.escrow), JOB_CAP);
    // Verified, so anyone may settle at once.
    world.settle_job(&job, &node, "stranger").accepted();
}

#[test]
fn refunds_invalid_result() {
    let (mut world, node, job) = judged(&[false, true, false]);
    world.warp_seconds(3_601);
    let fault = world.fault_of(&job);
    world.resolve_challenge(&job, &node).accepted();
    let share = BOND / 10 / 2;
    assert_eq!(world.hyper_of(&address_for("validator-0")), share);
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - JOB_CAP - 2 * share
    );
    let record = world.read::<Fault>(&fault);
    assert!(record.kind == FaultKind::ChallengeLost);
    assert_eq!(
        record.voters,
        [
            address_for("validator-0"),
            Pubkey::default(),
            address_for("validator-2")
        ]
    );
    assert!(world.read::<Job>(&job.address).state == JobState::Challenged);
    world.refund_job(&job, &node).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Refunded && state.close_reason == CloseReason::ChallengeLost);
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - 2 * share
    );
    assert_eq!(world.hyper_of(&node.payout), 0);
    assert_eq!(world.read::<Reputation>(&node.reputation()).failed.get(), 1);
    assert!(world.account(&job.escrow).is_none());
}

#[test]
fn rejects_second_refund() {
    let (mut world, node, job) = judged(&[false, false]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    world.refund_job(&job, &node).accepted();
    // The escrow is gone with the first refund.
    assert_refused(
        world.refund_job(&job, &node),
        ProgramError::AccountDataTooSmall,
    );
}

#[test]
fn pays_voters_alike() {
    let mut shares = Vec::new();
    for verdict in [true, false] {
        let (mut world, node, job) = judged(&[verdict, verdict, verdict]);
        world.warp_seconds(3_601);
        world.resolve_challenge(&job, &node).accepted();
        shares.push(world.hyper_of(&address_for("validator-1")));
    }
    assert_eq!(shares, [BOND / 10 / 3; 2]);
}

#[test]
fn settles_when_undecided() {
    let (mut world, node, job) = judged(&[true, false]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    let second = challenge_of(&world, &job);
    assert_eq!((second.round, second.voters_count), (2, 0));
    assert_eq!(second.deadline_at.get(), world.now() + 3_600);
    assert!(second.status == ChallengeStatus::Pending);
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    // Anyone may vote again.
    let again = world.validator("validator-0");
    world.cast_verdict(&job, &again, false).accepted();
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    assert!(challenge_of(&world, &job).status == ChallengeStatus::Undecided);
    assert!(world.read::<Job>(&job.address).has(FLAG_VERIFIED));
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - JOB_CAP
    );
    assert_refused(world.challenge_job(&job), ProgramError::Custom(0));
    world.settle_job(&job, &node, "stranger").accepted();
    world.close_challenge(&job).accepted();
}

#[test]
fn seats_lowest_tickets() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 5);
    let seed = challenge_of(&world, &job).seed;
    let mut names: Vec<String> = (0..5).map(|index| format!("validator-{index}")).collect();
    // Highest ticket first, so that each later vote takes a seat from an earlier one.
    names.sort_by_key(|name| std::cmp::Reverse(draw::ticket(&seed, &address_for(name))));
    for name in &names {
        let validator = world.validator(name);
        world.cast_verdict(&job, &validator, true).accepted();
    }
    let mut seated = challenge_of(&world, &job).voters.to_vec();
    seated.sort();
    let mut lowest: Vec<_> = names[2..].iter().map(|name| address_for(name)).collect();
    lowest.sort();
    assert_eq!(seated, lowest);
    assert_eq!(challenge_of(&world, &job).valid, 3);
    // A higher ticket finds no seat any more.
    let late = world.validator(&names[0]);
    assert_refused(
        world.cast_verdict(&job, &late, false),
        MarketsError::NotOnPanel,
    );
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
        world.cast_verdict(&job, &validator, true),
        MarketsError::NotOnPanel,
    );
    // In the second round everybody is.
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    world.cast_verdict(&job, &validator, true).accepted();
}

#[test]
fn rejects_a_second_vote() {
    let (mut world, _, job) = judged(&[true]);
    let validator = world.validator("validator-0");
    assert_refused(
        world.cast_verdict(&job, &validator, false),
        MarketsError::AlreadyVoted,
    );
}

#[test]
fn rejects_votes_before_the_draw_and_after_the_window() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.write_validator_count(3);
    world.challenge_job(&job).accepted();
    let validator = world.validator("validator-0");
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::PanelNotDrawn,
    );
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    world.warp_to(challenge_of(&world, &job).deadline_at.get());
    world
        .clone()
        .cast_verdict(&job, &validator, true)
        .accepted();
    world.warp_seconds(1);
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::VerdictWindowOver,
    );
}

#[test]
fn rejects_votes_on_a_decided_challenge() {
    let (mut world, node, job) = judged(&[false, false]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    let validator = world.validator("validator-9");
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::ChallengeDecided,
    );
    assert_refused(
        world.resolve_challenge(&job, &node),
        MarketsError::ChallengeDecided,
    );
}

#[test]
fn rejects_validators_that_are_not_active() {
    let (mut world, _, job) = judged(&[]);
    let opened_at = challenge_of(&world, &job).opened_at.get();
    let retiring =
        world.validator_with("retiring", |v| v.status = ValidatorStatus::Retiring.into());
    let fresh = world.validator_with("fresh", |v| v.active_from = (opened_at + 1).into());
    for validator in [retiring, fresh] {
        assert_refused(
            world.cast_verdict(&job, &validator, true),
            MarketsError::ValidatorNotActive,
        );
    }
    let just = world.validator_with("just", |v| v.active_from = opened_at.into());
    world.cast_verdict(&job, &just, true).accepted();
}

#[test]
fn rejects_vote_by_thin_validator() {
    let (mut world, _, job) = judged(&[]);
    let validator = world.validator("thin");
    world.write_bond(&validator.address, BondKind::Validator, 10_000 * HYPER - 1);
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::ValidatorNotActive,
    );
}

#[test]
fn rejects_a_validator_of_another_owner_and_a_foreign_bond() {
    let (mut world, _, job) = judged(&[]);
    let (one, other) = (world.validator("one"), world.validator("other"));
    let mut accounts = world.verdict_accounts(&job, &one);
    accounts.owner = other.owner.pubkey();
    assert_refused(
        world.send_to_markets(
            instruction::CastVerdict { valid: true },
            &accounts,
            &[&other.owner],
        ),
        MarketsError::ValidatorNotActive,
    );
    let mut accounts = world.verdict_accounts(&job, &one);
    accounts.bond = other.bond();
    assert_refused(
        world.send_to_markets(
            instruction::CastVerdict { valid: true },
            &accounts,
            &[&one.owner],
        ),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn rejects_the_parties_as_validators() {
    let (mut world, _, job) = judged(&[]);
    for name in ["requester", "node-1-authority", "node-1-operator"] {
        let validator = world.validator(name);
        assert_refused(
            world.cast_verdict(&job, &validator, true),
            MarketsError::ValidatorConflict,
        );
    }
}

#[test]
fn rejects_a_refund_before_the_verdict() {
    let (mut world, node, job) = judged(&[false, false]);
    assert_refused(
        world.refund_job(&job, &node),
        MarketsError::ChallengeUndecided,
    );
}

#[test]
fn rejects_a_refund_while_exits_are_paused() {
    let (mut world, node, job) = judged(&[false, false]);
    world.warp_seconds(3_601);
    world.pause_markets(true, true).accepted();
    world.resolve_challenge(&job, &node).accepted();
    assert_refused(world.refund_job(&job, &node), MarketsError::ExitsPaused);
}

#[test]
fn rejects_a_refund_by_the_challenge_of_another_job() {
    let (mut world, node, job) = judged(&[false, false]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    world.beat(&node);
    let other = world.submitted_job(2, &node);
    let mut accounts = world.refund_accounts(&other, &node);
    accounts.challenge = find_challenge_address(&job.address).0;
    assert_refused(
        world.send_to_markets(instruction::RefundJob {}, &accounts, &[]),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn rejects_foreign_accounts_of_the_bond() {
    let stranger = address_for("stranger");
    let (mut world, node, job) = judged(&[true, true]);
    world.fund_hyper(&stranger, 0);
    world.warp_seconds(3_601);
    let crank = world.actor("crank");
    let mut accounts = world.resolve_accounts(&job, &node);
    accounts.payout_token = hyper_account(&stranger);
    assert_refused(
        world.send_to_markets(instruction::ResolveChallenge {}, &accounts, &[&crank]),
        MarketsError::WrongTokenOwner,
    );
    let mut accounts = world.resolve_accounts(&job, &node);
    accounts.voter_token_1 = Some(hyper_account(&stranger));
    assert_refused(
        world.send_to_markets(instruction::ResolveChallenge {}, &accounts, &[&crank]),
        MarketsError::WrongTokenOwner,
    );
    let mut accounts = world.resolve_accounts(&job, &node);
    accounts.voter_token_0 = None;
    assert_refused(
        world.send_to_markets(instruction::ResolveChallenge {}, &accounts, &[&crank]),
        ProgramError::NotEnoughAccountKeys,
    );
}

#[test]
fn rejects_closing_the_challenge_of_a_job_that_lives() {
    let (mut world, _, job) = judged(&[]);
    assert_refused(world.close_challenge(&job), MarketsError::JobNotEnded);
}

#[test]
fn rejects_wrong_rent_payer_of_a_challenge() {
    let (mut world, node, job) = judged(&[true, true]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
    world.settle_job(&job, &node, "requester").accepted();
    let accounts = markets::accounts::CloseChallenge {
        job: job.address,
        challenge: find_challenge_address(&job.address).0,
        rent_payer: keypair_for("stranger").pubkey(),
        event_authority: hypernode_common::programs::MARKETS.event_authority.address,
        program: markets::ID,
    };
    assert_refused(
        world.send_to_markets(instruction::CloseChallenge {}, &accounts, &[]),
        MarketsError::WrongRentPayer,
    );
}
