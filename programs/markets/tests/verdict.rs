//! `cast_verdict`, `resolve_challenge`, `refund_job`, `close_challenge`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        draw,
        registry::{Node, Reputation},
        staking::{BondKind, ValidatorStatus},
    },
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, keypair_for, markets::*, Pubkey, Signer, World,
        HYPER, SALT,
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

/// A drawn challenge, its validators still to commit.
#[track_caller]
fn drawn() -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 3);
    (world, node, job)
}

/// A drawn challenge with these verdicts in, its window still open.
#[track_caller]
fn judged(verdicts: &[bool]) -> (World, NodeActor, PostedJob) {
    let (mut world, node, job) = drawn();
    world.judge(&job, verdicts);
    (world, node, job)
}

/// A drawn challenge of which "validator" committed to find the result valid, in the first second of the reveals.
#[track_caller]
fn committed() -> (World, PostedJob, ValidatorActor) {
    let (mut world, _, job) = drawn();
    let validator = world.validator("validator");
    world.commit_verdict(&job, &validator, true).accepted();
    world.warp_to_reveals(&job);
    (world, job, validator)
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
    world.judge(&job, &[false]);
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
    let job = world.drawn_challenge(1, &node, 6);
    let seed = challenge_of(&world, &job).seed;
    let mut validators: Vec<ValidatorActor> = (0..6)
        .map(|index| world.validator(&format!("validator-{index}")))
        .collect();
    // Highest ticket first, so that each later vote takes a seat from an earlier one.
    let ticket = |validator: &ValidatorActor| draw::ticket(&seed, &validator.owner.pubkey());
    validators.sort_by_key(|validator| std::cmp::Reverse(ticket(validator)));
    for validator in &validators {
        world.commit_verdict(&job, validator, true).accepted();
    }
    world.warp_to_reveals(&job);
    let (late, others) = validators.split_first().expect("six");
    for validator in others {
        world.cast_verdict(&job, validator, true).accepted();
    }
    let mut seated = challenge_of(&world, &job).voters.to_vec();
    seated.sort();
    let mut lowest: Vec<_> = others[2..]
        .iter()
        .map(|validator| validator.owner.pubkey())
        .collect();
    lowest.sort();
    assert_eq!(seated, lowest);
    assert_eq!(challenge_of(&world, &job).valid, 3);
    // A higher ticket finds no seat any more.
    assert_refused(
        world.cast_verdict(&job, late, true),
        MarketsError::NotOnPanel,
    );
}

#[test]
fn rejects_verdict_off_a_panel_made_smaller() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.drawn_challenge(1, &node, 12);
    let seed = challenge_of(&world, &job).seed;
    let name = (0..64)
        .map(|index| format!("validator-{index}"))
        .find(|name| {
            let ticket = draw::ticket(&seed, &address_for(name));
            draw::is_on_panel(ticket, 12, 9) && !draw::is_on_panel(ticket, 12, 3)
        })
        .expect("half of them");
    let validator = world.validator(&name);
    world.commit_verdict(&job, &validator, true).accepted();
    world
        .update_markets_config(MarketsParams {
            panel_target: 3,
            ..markets_params()
        })
        .accepted();
    world.warp_to_reveals(&job);
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::NotOnPanel,
    );
}

#[test]
fn returns_the_rent_of_a_commitment_with_its_reveal() {
    let (mut world, job, validator) = committed();
    let accounts = world.verdict_accounts(&job, &validator);
    let rent = world.lamports(&accounts.verdict_commitment);
    let before = world.lamports(&accounts.rent_payer);
    let event = world
        .cast_verdict(&job, &validator, true)
        .accepted()
        .event("VerdictCast");
    assert!(world.account(&accounts.verdict_commitment).is_none());
    assert_eq!(world.lamports(&accounts.rent_payer), before + rent);
    assert_eq!(event.key("verdict_commitment"), accounts.verdict_commitment);
    assert_eq!(event.u64("verdict_commitment_changes"), 2);
    assert_eq!(event.key("rent_payer"), accounts.rent_payer);
    assert_eq!(event.u64("verdict"), 1);
}

#[test]
fn rejects_a_second_vote() {
    let (mut world, job, validator) = committed();
    // A commitment gone wrong would be the only way to it.
    let mut challenge = challenge_of(&world, &job);
    challenge.voters[0] = validator.owner.pubkey();
    challenge.votes[0] = 2;
    challenge.voters_count = 1;
    world.write_state(find_challenge_address(&job.address).0, &challenge);
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::AlreadyVoted,
    );
}

#[test]
fn rejects_a_reveal_without_a_commitment() {
    let (mut world, job, validator) = committed();
    let idle = world.validator("idle");
    // There is no account at all.
    assert_refused(
        world.cast_verdict(&job, &idle, true),
        ProgramError::AccountDataTooSmall,
    );
    // Another's is not its own.
    let mut accounts = world.verdict_accounts(&job, &idle);
    accounts.verdict_commitment = world.verdict_accounts(&job, &validator).verdict_commitment;
    let data = instruction::CastVerdict {
        valid: true,
        salt: SALT,
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&idle.owner]),
        MarketsError::VerdictNotCommitted,
    );
    // A revealed one is gone.
    world.cast_verdict(&job, &validator, true).accepted();
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        ProgramError::AccountDataTooSmall,
    );
}

#[test]
fn rejects_another_verdict_or_salt_than_was_committed() {
    let (mut world, job, validator) = committed();
    assert_refused(
        world.cast_verdict(&job, &validator, false),
        MarketsError::VerdictMismatch,
    );
    let accounts = world.verdict_accounts(&job, &validator);
    let data = instruction::CastVerdict {
        valid: true,
        salt: [99; 32],
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&validator.owner]),
        MarketsError::VerdictMismatch,
    );
    world.cast_verdict(&job, &validator, true).accepted();
}

#[test]
fn rejects_a_copied_verdict() {
    let (mut world, _, job) = drawn();
    let (first, copier) = (world.validator("first"), world.validator("copier"));
    let commitment = world.verdict_commitment(&job.address, &first.owner.pubkey(), true);
    world.commit_to(&job, &first, commitment).accepted();
    world.commit_to(&job, &copier, commitment).accepted();
    world.warp_to_reveals(&job);
    // Verdict and salt are public now, but they open the first one's commitment only.
    world.cast_verdict(&job, &first, true).accepted();
    assert_refused(
        world.cast_verdict(&job, &copier, true),
        MarketsError::VerdictMismatch,
    );
}

#[test]
fn rejects_a_verdict_while_others_may_commit() {
    let (mut world, _, job) = drawn();
    let validator = world.validator("validator");
    world.commit_verdict(&job, &validator, true).accepted();
    let challenge = challenge_of(&world, &job);
    world.warp_to(challenge.deadline_at.get() - 1_800);
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::VerdictRevealTooSoon,
    );
    world.warp_seconds(1);
    world.cast_verdict(&job, &validator, true).accepted();
}

#[test]
fn rejects_a_reveal_after_the_window() {
    let (mut world, job, validator) = committed();
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
fn rejects_the_commitment_of_another_round() {
    let (mut world, node, job) = drawn();
    let validator = world.validator("validator");
    let first = world.verdict_accounts(&job, &validator).verdict_commitment;
    let commitment = world.verdict_commitment(&job.address, &validator.owner.pubkey(), true);
    world.commit_to(&job, &validator, commitment).accepted();
    world.warp_seconds(3_601);
    // Nobody revealed, so nobody decided.
    world.resolve_challenge(&job, &node).accepted();
    assert_eq!(challenge_of(&world, &job).round, 2);
    world.warp_slots(9);
    world.draw_panel(&job).accepted();
    // The first round's stands in nobody's way; told again in the second it opens no more.
    world.commit_to(&job, &validator, commitment).accepted();
    world.warp_to_reveals(&job);
    let mut accounts = world.verdict_accounts(&job, &validator);
    assert_ne!(accounts.verdict_commitment, first);
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::VerdictMismatch,
    );
    accounts.verdict_commitment = first;
    let data = instruction::CastVerdict {
        valid: true,
        salt: SALT,
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&validator.owner]),
        MarketsError::VerdictNotCommitted,
    );
}

#[test]
fn rejects_a_reveal_on_a_decided_challenge() {
    let (mut world, node, job) = drawn();
    let validator = world.validator("silent");
    world.commit_verdict(&job, &validator, true).accepted();
    world.judge(&job, &[false, false]);
    world.warp_seconds(3_601);
    world.resolve_challenge(&job, &node).accepted();
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
fn rejects_a_reveal_by_a_validator_that_lost_its_place() {
    let (world, job, validator) = committed();
    let mut retired = world.clone();
    retired.validator_with("validator", |v| v.status = ValidatorStatus::Retiring.into());
    let mut thin = world;
    thin.write_bond(&validator.address, BondKind::Validator, 10_000 * HYPER - 1);
    for mut world in [retired, thin] {
        assert_refused(
            world.cast_verdict(&job, &validator, true),
            MarketsError::ValidatorNotActive,
        );
    }
}

#[test]
fn rejects_a_reveal_by_a_validator_that_runs_the_node_meanwhile() {
    let (mut world, job, validator) = committed();
    let address = world.read::<Job>(&job.address).node;
    let mut node = world.read::<Node>(&address);
    node.operator = validator.owner.pubkey();
    world.write_state(address, &node);
    assert_refused(
        world.cast_verdict(&job, &validator, true),
        MarketsError::ValidatorConflict,
    );
}

#[test]
fn rejects_a_reveal_with_foreign_accounts() {
    let (mut world, job, validator) = committed();
    let other = world.validator("other");
    let data = || instruction::CastVerdict {
        valid: true,
        salt: SALT,
    };
    let mut accounts = world.verdict_accounts(&job, &validator);
    accounts.owner = other.owner.pubkey();
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&other.owner]),
        MarketsError::ValidatorNotActive,
    );
    let mut accounts = world.verdict_accounts(&job, &validator);
    accounts.bond = other.bond();
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&validator.owner]),
        ProgramError::InvalidSeeds,
    );
    let mut accounts = world.verdict_accounts(&job, &validator);
    accounts.rent_payer = validator.owner.pubkey();
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&validator.owner]),
        MarketsError::WrongRentPayer,
    );
}

#[test]
fn reveals_while_everything_is_paused() {
    let (mut world, job, validator) = committed();
    world.pause_markets(true, true).accepted();
    world.cast_verdict(&job, &validator, true).accepted();
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
