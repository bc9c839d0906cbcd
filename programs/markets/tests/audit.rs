//! Verification by audit: its terms, the bond a node needs, `draw_audit`, and who pays whom after the verdict.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{digest, registry::Reputation, staking::BondKind},
    hypernode_test_kit::{
        address_for, assert_nothing_moved, assert_refused, hyper_account, markets::*, slot_hash,
        World, HYPER,
    },
    markets::{
        audit::is_picked,
        constants::{FLAG_AUDITED, FLAG_VERIFIED},
        error::MarketsError,
        instruction,
        seeds::find_challenge_address,
        state::{
            Challenge, ChallengeKind, ChallengeStatus, CloseReason, Fault, FaultKind, Job,
            JobState, Verification,
        },
    },
};

const CERTAIN: u16 = 10_000;
const START: u64 = 1_000 * HYPER;
/// Five percent of the cap, rounded up.
const FEE: u64 = JOB_CAP.div_ceil(20);

fn challenge_of(world: &World, job: &PostedJob) -> Challenge {
    world.read::<Challenge>(&find_challenge_address(&job.address).0)
}

/// A submitted job whose lot is ripe.
fn ripe(audit_bps: u16) -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    world.write_bond(&node.address, BondKind::Node, 100_000 * HYPER);
    let job = world.audited_job(1, &node, audit_bps);
    world.warp_slots(9);
    (world, node, job)
}

/// A ripe job whose lot passes it over; `shift` slots are tried for one.
fn passed_over() -> (World, NodeActor, PostedJob) {
    let (mut world, node, job) = ripe(5_000);
    for _ in 0..64 {
        let mut next = world.clone();
        next.draw_audit(&job).accepted();
        if next.read::<Job>(&job.address).state == JobState::Submitted {
            return (next, node, job);
        }
        // Another submission slot gives another hash.
        let mut state = world.read::<Job>(&job.address);
        state.phase_slot = (state.phase_slot.get() + 1).into();
        world.write_state(job.address, &state);
        world.warp_slots(1);
    }
    panic!("64 lots of one half in a row");
}

/// An audited job under challenge with these verdicts, its window over.
fn judged(verdicts: &[bool]) -> (World, NodeActor, PostedJob) {
    let (mut world, node, job) = ripe(CERTAIN);
    world.write_validator_count(3);
    world.draw_audit(&job).accepted();
    vote(&mut world, &job, verdicts);
    (world, node, job)
}

/// Draws the round's panel, casts these verdicts and lets the window pass.
fn vote(world: &mut World, job: &PostedJob, verdicts: &[bool]) {
    world.warp_slots(9);
    world.draw_panel(job).accepted();
    world.judge(job, verdicts);
    world.warp_seconds(3_601);
}

#[test]
fn holds_the_fee_beside_the_cap() {
    let mut world = World::with_market();
    let posting = world.audited_posting(1, 1);
    let outcome = world.post(&posting, &["requester"]).accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    assert!(job.verification == Verification::Audit);
    assert_eq!((job.audit_bps.get(), job.verification_fee.get()), (1, FEE));
    assert_eq!(world.token_balance(&posting.accounts.escrow), JOB_CAP + FEE);
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        START - JOB_CAP - FEE
    );
    assert_eq!(outcome.event("JobPosted").u64("deposit"), JOB_CAP + FEE);
    // Unspent, all of it goes back.
    world.cancel_job(&posting.job()).accepted();
    assert_eq!(world.hyper_of(&address_for("requester")), START);
}

#[test]
fn rejects_a_chance_that_does_not_fit_the_kind() {
    for (verification, audit_bps) in [
        (Verification::Audit, 0),
        (Verification::Audit, CERTAIN + 1),
        (Verification::Plain, 1),
        (Verification::Canary, 1),
        (Verification::Fingerprint, 1),
    ] {
        let mut world = World::with_market();
        let mut posting = world.audited_posting(1, audit_bps);
        posting.terms.verification = verification as u8;
        assert_refused(
            world.post(&posting, &["requester"]),
            MarketsError::InvalidTerms,
        );
    }
    let mut world = World::with_market();
    let posting = world.audited_posting(1, CERTAIN);
    world.post(&posting, &["requester"]).accepted();
}

#[test]
fn tops_the_fee_up_with_the_cap() {
    let mut world = World::with_market();
    let posting = world.audited_posting(1, 100);
    world.post(&posting, &["requester"]).accepted();
    let outcome = world.extend_job(&posting.job(), 3_600).accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    let cap = JOB_CAP / 2 * 3;
    assert_eq!(
        (job.cap.get(), job.verification_fee.get()),
        (cap, cap.div_ceil(20))
    );
    assert_eq!(
        world.token_balance(&posting.accounts.escrow),
        cap + cap.div_ceil(20)
    );
    let event = outcome.event("JobExtended");
    assert_eq!(event.u64("verification_fee_before"), FEE);
    assert_eq!(event.u64("verification_fee_after"), cap.div_ceil(20));
    assert_eq!(event.u64("deposit"), cap + cap.div_ceil(20) - JOB_CAP - FEE);
}

#[test]
fn rejects_a_node_whose_bond_does_not_cover_the_audit() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let posting = world.audited_posting(1, 1);
    world.post(&posting, &["requester"]).accepted();
    // pledged * 1 >= cap * 9,999 for the first run.
    let needed = JOB_CAP * 9_999;
    world.write_bond(&node.address, BondKind::Node, needed - 1);
    assert_refused(
        world.accept_job(&posting.job(), &node),
        MarketsError::AuditBondTooLow,
    );
    world.write_bond(&node.address, BondKind::Node, needed);
    world.clone().accept_job(&posting.job(), &node).accepted();
    // A run beside it takes the same stake again.
    world.running_job(2, &node);
    assert_refused(
        world.accept_job(&posting.job(), &node),
        MarketsError::AuditBondTooLow,
    );
    world.write_bond(&node.address, BondKind::Node, 2 * needed);
    world.accept_job(&posting.job(), &node).accepted();
}

#[test]
fn rejects_an_offer_whose_bond_does_not_cover_the_audit() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let terms = world.offer_terms();
    world.publish_offer(&node, terms).accepted();
    let terms = world.audited_posting(1, 1).terms;
    assert_refused(
        world.post_to_offer(1, &node, terms, JOB_PRICE),
        MarketsError::AuditBondTooLow,
    );
    world.write_bond(&node.address, BondKind::Node, JOB_CAP * 9_999);
    world.post_to_offer(1, &node, terms, JOB_PRICE).accepted();
}

#[test]
fn asks_no_audit_bond_of_other_jobs() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    world.write_bond(&node.address, BondKind::Node, 100 * HYPER);
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
}

#[test]
fn picks_by_the_first_hash_at_its_slot() {
    let (mut world, node, job) = ripe(5_000);
    let before = world.read::<Job>(&job.address);
    let target = before.phase_slot.get() + 8;
    // A late crank reads the same hash.
    world.warp_slots(100);
    let outcome = world.draw_audit(&job).accepted();
    let seed = digest::draw(&slot_hash(target), &job.address);
    let picked = is_picked(
        &digest::audit(&seed, &job.address, before.posted_slot.get()),
        5_000,
    );
    let state = world.read::<Job>(&job.address);
    assert!(state.has(FLAG_AUDITED));
    assert_eq!(state.state == JobState::Challenged, picked);
    let event = outcome.event("AuditDrawn");
    assert_eq!(event.key("node"), node.address);
    assert_eq!(
        event.u64("state_after"),
        if picked {
            JobState::Challenged
        } else {
            JobState::Submitted
        } as u64
    );
}

#[test]
fn opens_a_challenge_without_a_bond() {
    let (mut world, node, job) = ripe(CERTAIN);
    world.draw_audit(&job).accepted();
    let challenge = challenge_of(&world, &job);
    assert!(challenge.kind == ChallengeKind::Audit && challenge.status == ChallengeStatus::Pending);
    assert_eq!((challenge.round, challenge.bond.get()), (1, 0));
    assert_eq!(challenge.node, node.address);
    assert_eq!(challenge.challenger, Default::default());
    assert_eq!(challenge.rent_payer, address_for("crank"));
    assert_eq!(challenge.target_slot.get(), world.slot() + 8);
    assert_eq!(challenge.deadline_at.get(), world.now() + 3_600);
    assert_ne!(challenge.evidence, [0; 32]);
    assert!(world.read::<Job>(&job.address).state == JobState::Challenged);
    assert_eq!(world.token_balance(&job.escrow), JOB_CAP + FEE);
}

#[test]
fn settles_what_the_lot_passed_over() {
    let (mut world, node, job) = passed_over();
    assert!(world.read::<Job>(&job.address).has(FLAG_AUDITED));
    assert!(world
        .account(&find_challenge_address(&job.address).0)
        .is_none());
    // The lot is no verdict: strangers still wait for the window, and the requester may object.
    assert_refused(
        world.settle_job(&job, &node, "stranger"),
        MarketsError::DeadlineNotPassed,
    );
    world.clone().challenge_job(&job).accepted();
    world.settle_job(&job, &node, "requester").accepted();
    assert_eq!(world.hyper_of(&node.payout), 797_984);
    // The unspent fee went back.
    assert_eq!(world.hyper_of(&address_for("requester")), START - 997_477);
}

#[test]
fn rejects_early_settle_before_the_lot() {
    let (mut world, node, job) = ripe(1);
    for signer in ["requester", "stranger"] {
        assert_refused(
            world.settle_job(&job, &node, signer),
            MarketsError::NotVerified,
        );
    }
    world.warp_seconds(601);
    assert_refused(
        world.settle_job(&job, &node, "stranger"),
        MarketsError::NotVerified,
    );
}

#[test]
fn rejects_a_draw_before_its_slot() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    world.write_bond(&node.address, BondKind::Node, 100_000 * HYPER);
    let job = world.audited_job(1, &node, CERTAIN);
    world.warp_slots(8);
    assert_refused(world.draw_audit(&job), MarketsError::SlotNotReached);
    world.warp_slots(1);
    world.draw_audit(&job).accepted();
}

#[test]
fn arms_the_lot_anew_when_its_hash_is_gone() {
    let (mut world, _, job) = ripe(CERTAIN);
    world.warp_slots(600);
    let outcome = world.draw_audit(&job).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Submitted && !state.has(FLAG_AUDITED));
    assert_eq!(state.phase_slot.get(), world.slot());
    assert_eq!(
        outcome.event("AuditDrawn").u64("phase_slot_after"),
        world.slot()
    );
    assert!(world
        .account(&find_challenge_address(&job.address).0)
        .is_none());
    world.warp_slots(8);
    assert_refused(world.draw_audit(&job), MarketsError::SlotNotReached);
    world.warp_slots(1);
    world.draw_audit(&job).accepted();
    assert!(world.read::<Job>(&job.address).state == JobState::Challenged);
}

#[test]
fn rejects_a_second_draw() {
    let (mut world, _, job) = passed_over();
    assert_refused(world.draw_audit(&job), MarketsError::DrawnAlready);
    let (mut world, _, job) = ripe(CERTAIN);
    world.draw_audit(&job).accepted();
    assert_refused(world.draw_audit(&job), MarketsError::JobNotSubmitted);
}

#[test]
fn rejects_a_draw_of_what_no_audit_checks() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.submitted_job(1, &node);
    world.warp_slots(9);
    assert_refused(world.draw_audit(&job), MarketsError::NotAudited);
}

#[test]
fn rejects_a_draw_before_the_submission() {
    let mut world = World::with_market();
    let posting = world.audited_posting(1, CERTAIN);
    world.post(&posting, &["requester"]).accepted();
    world.warp_slots(100);
    assert_refused(
        world.draw_audit(&posting.job()),
        MarketsError::JobNotSubmitted,
    );
}

#[test]
fn rejects_a_draw_after_a_verdict() {
    let (mut world, node, job) = ripe(CERTAIN);
    world.write_validator_count(3);
    world.challenge_job(&job).accepted();
    vote(&mut world, &job, &[true, true]);
    world.resolve_challenge(&job, &node).accepted();
    assert_refused(world.draw_audit(&job), MarketsError::ChallengeDecided);
    // A verdict is enough without the lot.
    world.settle_job(&job, &node, "stranger").accepted();
}

#[test]
fn rejects_the_challenge_of_another_job() {
    let (mut world, _, job) = ripe(CERTAIN);
    let crank = world.actor("crank");
    let mut accounts = world.audit_accounts(&job);
    accounts.challenge = find_challenge_address(&address_for("other")).0;
    assert_refused(
        world.send_to_markets(instruction::DrawAudit {}, &accounts, &[&crank]),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn draws_while_everything_is_paused() {
    let (mut world, _, job) = ripe(CERTAIN);
    world.pause_markets(true, true).accepted();
    world.draw_audit(&job).accepted();
}

#[test]
fn shares_the_fee_when_valid() {
    let (mut world, node, job) = judged(&[true, true, false]);
    let outcome = world.resolve_challenge(&job, &node).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Submitted && state.has(FLAG_VERIFIED));
    assert_eq!(world.hyper_of(&address_for("validator-0")), FEE / 2);
    assert_eq!(world.hyper_of(&address_for("validator-1")), FEE / 2);
    assert_eq!(world.hyper_of(&address_for("validator-2")), 0);
    assert_eq!(world.hyper_of(&node.payout), 0);
    assert_eq!(world.token_balance(&job.escrow), JOB_CAP + FEE % 2);
    let event = outcome.event("ChallengeResolved");
    assert_eq!((event.u64("voter_share"), event.u64("rest")), (FEE / 2, 0));
    world.settle_job(&job, &node, "stranger").accepted();
    // The dust of the fee goes to the funder.
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        START - 997_477 - FEE / 2 * 2
    );
}

#[test]
fn refunds_what_an_audit_finds_invalid() {
    let (mut world, node, job) = judged(&[false, true, false]);
    let fault = world.fault_of(&job);
    world.resolve_challenge(&job, &node).accepted();
    let record = world.read::<Fault>(&fault);
    assert!(record.kind == FaultKind::AuditFailed);
    assert_eq!(record.node, node.address);
    assert_eq!(
        record.voters,
        [
            address_for("validator-0"),
            Default::default(),
            address_for("validator-2")
        ]
    );
    assert_eq!(world.hyper_of(&address_for("validator-0")), FEE / 2);
    assert_refused(
        world.settle_job(&job, &node, "requester"),
        MarketsError::JobNotSubmitted,
    );
    world.refund_job(&job, &node).accepted();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Refunded && state.close_reason == CloseReason::AuditFailed);
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        START - FEE / 2 * 2
    );
    assert_eq!(world.hyper_of(&node.payout), 0);
    assert_eq!(world.read::<Reputation>(&node.reputation()).failed.get(), 1);
    world.close_challenge(&job).accepted();
}

#[test]
fn pays_voters_of_an_audit_alike() {
    let mut shares = Vec::new();
    for verdict in [true, false] {
        let (mut world, node, job) = judged(&[verdict; 3]);
        world.resolve_challenge(&job, &node).accepted();
        shares.push(world.hyper_of(&address_for("validator-1")));
    }
    assert_eq!(shares, [FEE / 3; 2]);
}

#[test]
fn verifies_when_an_audit_is_undecided() {
    let (mut world, node, job) = judged(&[true, false]);
    world.resolve_challenge(&job, &node).accepted();
    assert_eq!(challenge_of(&world, &job).round, 2);
    vote(&mut world, &job, &[]);
    world.resolve_challenge(&job, &node).accepted();
    assert!(challenge_of(&world, &job).status == ChallengeStatus::Undecided);
    assert!(world.read::<Job>(&job.address).has(FLAG_VERIFIED));
    assert_eq!(world.token_balance(&job.escrow), JOB_CAP + FEE);
    world.settle_job(&job, &node, "stranger").accepted();
    assert_eq!(world.hyper_of(&address_for("requester")), START - 997_477);
}

#[test]
fn rejects_a_foreign_voter_of_an_audit() {
    let (mut world, node, job) = judged(&[true, true]);
    world.fund_hyper(&address_for("stranger"), 0);
    let crank = world.actor("crank");
    let mut accounts = world.resolve_accounts(&job, &node);
    accounts.voter_token_0 = Some(hyper_account(&address_for("stranger")));
    assert_refused(
        world.send_to_markets(instruction::ResolveChallenge {}, &accounts, &[&crank]),
        MarketsError::WrongTokenOwner,
    );
}

#[test]
fn keeps_the_challenge_of_a_requester_as_it_was() {
    // Of an audited job too: the bond is split, the fee stays.
    let (mut world, node, job) = ripe(CERTAIN);
    world.write_validator_count(3);
    world.challenge_job(&job).accepted();
    let drawn = world.draw_audit(&job);
    assert_refused(drawn.clone(), MarketsError::JobNotSubmitted);
    assert_nothing_moved(&drawn);
    vote(&mut world, &job, &[true, true]);
    world.resolve_challenge(&job, &node).accepted();
    assert_eq!(
        world.hyper_of(&address_for("validator-0")),
        50 * HYPER / 10 / 2
    );
    assert_eq!(world.token_balance(&job.escrow), JOB_CAP + FEE);
}
