//! `open_session`, `revoke_session`, and what a session key may do for its owner.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::MARKETS,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, Outcome, Pubkey, Signer, World,
        HYPER,
    },
    markets::{
        error::MarketsError,
        instruction,
        seeds::find_session_address,
        state::{
            CloseReason, Job, JobState, Session, SESSION_ALL, SESSION_CANCEL_JOB,
            SESSION_CHALLENGE_JOB, SESSION_POST_JOB, SESSION_POST_JOB_TO_OFFER,
            SESSION_PUBLISH_KEY, SESSION_SETTLE_JOB, SESSION_STOP_JOB,
        },
    },
};

/// The token program's refusal of a delegate's transfer above what was approved, and of one nobody approved.
const INSUFFICIENT_FUNDS: u32 = 1;
const OWNER_MISMATCH: u32 = 4;
const HOUR: i64 = 3_600;

/// A world in which "session-key" stands in for "requester" and may spend its money.
#[track_caller]
fn with_session(mask: u64) -> World {
    let mut world = World::with_market();
    world.open_session(mask).accepted();
    world.approve_session_key(SESSION_ALLOWANCE);
    world
}

/// Everything a session key can do with a job: its bit, and how it is tried.
type Act = fn(&mut World, &PostedJob, &NodeActor, Option<Pubkey>) -> Outcome;

fn cancel(world: &mut World, job: &PostedJob, _: &NodeActor, session: Option<Pubkey>) -> Outcome {
    let key = world.actor("session-key");
    let mut accounts = world.cancel_accounts(job);
    accounts.requester = key.pubkey();
    accounts.session = session;
    world.send_to_markets(instruction::CancelJob {}, &accounts, &[&key])
}

fn stop(world: &mut World, job: &PostedJob, _: &NodeActor, session: Option<Pubkey>) -> Outcome {
    let key = world.actor("session-key");
    let accounts = markets::accounts::StopJob {
        requester: key.pubkey(),
        job: job.address,
        session,
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    world.send_to_markets(instruction::StopJob {}, &accounts, &[&key])
}

fn challenge(
    world: &mut World,
    job: &PostedJob,
    _: &NodeActor,
    session: Option<Pubkey>,
) -> Outcome {
    let key = world.actor("session-key");
    let mut accounts = world.challenge_accounts(job);
    accounts.requester = key.pubkey();
    accounts.session = session;
    let data = instruction::ChallengeJob {
        reason: 1,
        evidence: [3; 32],
    };
    world.send_to_markets(data, &accounts, &[&key])
}

fn publish_key(
    world: &mut World,
    job: &PostedJob,
    _: &NodeActor,
    session: Option<Pubkey>,
) -> Outcome {
    let key = world.actor("session-key");
    let accounts = world.publish_key_accounts(job, &key.pubkey(), session);
    let data = instruction::PublishKey {
        sealed_key: [4; 80],
    };
    world.send_to_markets(data, &accounts, &[&key])
}

fn settle(
    world: &mut World,
    job: &PostedJob,
    node: &NodeActor,
    session: Option<Pubkey>,
) -> Outcome {
    let key = world.actor("session-key");
    let mut accounts = world.settle_accounts(job, node, &key.pubkey());
    accounts.session = session;
    world.send_to_markets(instruction::SettleJob {}, &accounts, &[&key])
}

/// A sealed job of "requester" in the state each act needs.
#[track_caller]
fn job_for(world: &mut World, state: JobState) -> (PostedJob, NodeActor) {
    let node = world.node("node-1");
    let mut posting = world.posting(1);
    posting.terms.sealed = true;
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    if state != JobState::Open {
        world.accept_job(&job, &node).accepted();
        world.start_job(&job, &node).accepted();
        world.warp_seconds(100);
    }
    if state == JobState::Submitted {
        world.submit_job(&job, &node, submission(100)).accepted();
    }
    (job, node)
}

const ACTS: [(u64, JobState, Act); 5] = [
    (SESSION_CANCEL_JOB, JobState::Open, cancel),
    (SESSION_STOP_JOB, JobState::Running, stop),
    (SESSION_PUBLISH_KEY, JobState::Running, publish_key),
    (SESSION_CHALLENGE_JOB, JobState::Submitted, challenge),
    (SESSION_SETTLE_JOB, JobState::Submitted, settle),
];

#[test]
fn opens_a_session_both_sign() {
    let mut world = World::with_market();
    let event = world
        .open_session(SESSION_POST_JOB)
        .accepted()
        .event("SessionOpened");
    let session = world.read::<Session>(&world.session());
    assert_eq!(session.owner, address_for("requester"));
    assert_eq!(session.session_key, address_for("session-key"));
    assert_eq!(session.expires_at.get(), world.now() + HOUR);
    assert_eq!(session.mask.get(), 1 << 20);
    assert_eq!(event.u64("mask"), 1 << 20);
}

#[test]
fn rejects_a_session_its_key_did_not_sign() {
    let mut world = World::with_market();
    let owner = world.actor("requester");
    let data = instruction::OpenSession {
        expires_at: world.now() + HOUR,
        mask: SESSION_ALL,
    };
    let mut open = markets_instruction(data, &world.open_session_accounts());
    open.accounts[1].is_signer = false;
    assert_refused(
        world.send(&[open], &[&owner]),
        ProgramError::MissingRequiredSignature,
    );
}

#[test]
fn rejects_masks_of_nothing_and_of_what_only_the_owner_does() {
    let mut world = World::with_market();
    // The operator's accept_job, the funder's extend_job, opening further sessions.
    for mask in [0, 1 << 22, 1 << 27, SESSION_ALL | 1] {
        assert_refused(world.open_session(mask), MarketsError::InvalidSession);
    }
    world.open_session(SESSION_ALL).accepted();
}

#[test]
fn rejects_a_session_that_is_over_or_too_long() {
    let mut world = World::with_market();
    let now = world.now();
    for (expires_at, error) in [
        (now - 1, MarketsError::SessionExpired),
        (now + 2_592_001, MarketsError::SessionTooLong),
    ] {
        assert_refused(world.open_session_until(expires_at, SESSION_ALL), error);
    }
    world
        .open_session_until(now + 2_592_000, SESSION_ALL)
        .accepted();
}

#[test]
fn rejects_sessions_while_entries_are_paused() {
    let mut world = World::with_market();
    world.pause_markets(true, false).accepted();
    assert_refused(world.open_session(SESSION_ALL), MarketsError::EntriesPaused);
}

#[test]
fn posts_for_its_owner_with_the_owners_money() {
    let mut world = with_session(SESSION_POST_JOB);
    let posting = world.session_posting(1);
    world.post_by_session(&posting).accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    assert_eq!(job.requester, address_for("requester"));
    assert_eq!(job.funder, address_for("requester"));
    assert_eq!(job.rent_payer, address_for("session-key"));
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - JOB_CAP
    );
    // What comes back is the owner's.
    world.cancel_job(&posting.job()).accepted();
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
}

#[test]
fn posts_for_its_owner_with_a_sponsors_money() {
    let mut world = World::with_market();
    world.open_session(SESSION_POST_JOB).accepted();
    let sponsor = world.actor("sponsor");
    world.fund_hyper(&sponsor.pubkey(), JOB_CAP);
    let mut posting = world.session_posting(1);
    posting.accounts.funder = sponsor.pubkey();
    posting.accounts.funder_token = hyper_account(&sponsor.pubkey());
    posting.terms.funder = sponsor.pubkey();
    let key = world.actor("session-key");
    world.post_unsigned(&posting, &[&key, &sponsor]).accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    assert_eq!(
        (job.requester, job.funder),
        (address_for("requester"), sponsor.pubkey())
    );
}

#[test]
fn posts_to_an_offer_for_its_owner() {
    let mut world = with_session(SESSION_POST_JOB_TO_OFFER);
    let node = world.node("node-1");
    let offer = world.offer_terms();
    world.publish_offer(&node, offer).accepted();
    let outcome = post_to_offer(&mut world, &node);
    outcome.accepted();
    let job = world.read::<Job>(&world.posting(1).accounts.job);
    assert_eq!(job.requester, address_for("requester"));
    assert!(job.state == JobState::Assigned);
}

/// "session-key" posts to the node's offer for "requester".
fn post_to_offer(world: &mut World, node: &NodeActor) -> Outcome {
    let key = world.actor("session-key");
    let posting = world.session_posting(1);
    let mut accounts = world.offer_post_accounts(1, node);
    accounts.funder = key.pubkey();
    accounts.payer = key.pubkey();
    accounts.session = posting.accounts.session;
    let data = instruction::PostJobToOffer {
        id: posting.id,
        digests: posting.digests,
        terms: posting.terms,
        max_price_per_second: JOB_PRICE,
    };
    let mut post = markets_instruction(data, &accounts);
    post.accounts[0].is_signer = false;
    world.send(&[post], &[&key])
}

#[test]
fn rejects_a_post_to_an_offer_outside_the_mask() {
    let mut world = with_session(SESSION_ALL & !SESSION_POST_JOB_TO_OFFER);
    let node = world.node("node-1");
    let offer = world.offer_terms();
    world.publish_offer(&node, offer).accepted();
    assert_refused(
        post_to_offer(&mut world, &node),
        MarketsError::SessionNotAllowed,
    );
}

#[test]
fn rejects_spending_above_the_allowance() {
    let mut world = with_session(SESSION_POST_JOB);
    for number in 1..=2 {
        let posting = world.session_posting(number);
        world.post_by_session(&posting).accepted();
    }
    // The token program took the delegate away with the last unit.
    let posting = world.session_posting(3);
    assert_refused(
        world.post_by_session(&posting),
        ProgramError::Custom(OWNER_MISMATCH),
    );
    world.approve_session_key(JOB_CAP - 1);
    assert_refused(
        world.post_by_session(&posting),
        ProgramError::Custom(INSUFFICIENT_FUNDS),
    );
}

#[test]
fn rejects_a_post_of_an_unsigned_requester() {
    let mut world = World::with_market();
    let mut posting = world.session_posting(1);
    posting.accounts.session = None;
    assert_refused(
        world.post_by_session(&posting),
        ProgramError::MissingRequiredSignature,
    );
}

#[test]
fn rejects_a_post_by_the_session_of_another_owner_or_key() {
    let mut world = with_session(SESSION_ALL);
    let stranger = world.actor("stranger");
    world.fund_hyper(&stranger.pubkey(), JOB_CAP);
    // A key without a session signs as funder and payer.
    let mut posting = world.session_posting(1);
    posting.accounts.funder = stranger.pubkey();
    posting.accounts.payer = stranger.pubkey();
    posting.accounts.funder_token = hyper_account(&stranger.pubkey());
    posting.terms.funder = stranger.pubkey();
    assert_refused(
        world.post_unsigned(&posting, &[&stranger]),
        MarketsError::NotRequester,
    );
    // The key of a session posts for somebody who opened none.
    let mut posting = world.session_posting(1);
    let job = markets::seeds::find_job_address(&stranger.pubkey(), &posting.id).0;
    posting.accounts.requester = stranger.pubkey();
    posting.accounts.job = job;
    posting.accounts.escrow = markets::seeds::find_escrow_address(&job).0;
    assert_refused(world.post_by_session(&posting), MarketsError::NotRequester);
}

#[test]
fn rejects_a_post_whose_terms_name_another_funder() {
    let mut world = with_session(SESSION_ALL);
    let mut posting = world.session_posting(1);
    posting.terms.funder = address_for("stranger");
    assert_refused(world.post_by_session(&posting), MarketsError::NotFunder);
}

#[test]
fn rejects_a_post_outside_mask_and_life() {
    let mut world = with_session(SESSION_ALL & !SESSION_POST_JOB);
    let posting = world.session_posting(1);
    assert_refused(
        world.post_by_session(&posting),
        MarketsError::SessionNotAllowed,
    );
    let mut world = with_session(SESSION_ALL);
    world.warp_seconds(HOUR);
    let posting = world.session_posting(1);
    world.post_by_session(&posting).accepted();
    world.warp_seconds(1);
    let posting = world.session_posting(2);
    assert_refused(
        world.post_by_session(&posting),
        MarketsError::SessionExpired,
    );
}

#[test]
fn acts_for_its_owner_inside_its_mask() {
    for (bit, state, act) in ACTS {
        let mut world = with_session(bit);
        world.approve_session_key(50 * HYPER);
        let (job, node) = job_for(&mut world, state);
        let session = Some(world.session());
        act(&mut world, &job, &node, session).accepted();
    }
}

#[test]
fn rejects_acts_outside_its_mask() {
    for (bit, state, act) in ACTS {
        let mut world = with_session(SESSION_ALL & !bit);
        let (job, node) = job_for(&mut world, state);
        let session = Some(world.session());
        assert_refused(
            act(&mut world, &job, &node, session),
            MarketsError::SessionNotAllowed,
        );
    }
}

#[test]
fn rejects_acts_after_its_life() {
    for (_, state, act) in ACTS {
        let mut world = with_session(SESSION_ALL);
        world.warp_seconds(HOUR);
        let (job, node) = job_for(&mut world, state);
        world.warp_seconds(1);
        let session = Some(world.session());
        assert_refused(
            act(&mut world, &job, &node, session),
            MarketsError::SessionExpired,
        );
    }
}

#[test]
fn rejects_acts_without_a_session_or_with_anothers() {
    for (bit, state, act) in ACTS {
        let mut world = with_session(SESSION_ALL);
        let (job, node) = job_for(&mut world, state);
        // Settling without a session is cranking, before the window is over.
        let error = if bit == SESSION_SETTLE_JOB {
            MarketsError::DeadlineNotPassed
        } else {
            MarketsError::NotRequester
        };
        assert_refused(act(&mut world, &job, &node, None), error);
        // A session that a stranger opened with the same key.
        let stranger = world.actor("stranger");
        let key = world.actor("session-key");
        let mut open = world.open_session_accounts();
        open.owner = stranger.pubkey();
        open.payer = stranger.pubkey();
        open.session = find_session_address(&stranger.pubkey(), &key.pubkey()).0;
        let data = instruction::OpenSession {
            expires_at: world.now() + HOUR,
            mask: SESSION_ALL,
        };
        world
            .send_to_markets(data, &open, &[&stranger, &key])
            .accepted();
        assert_refused(
            act(&mut world, &job, &node, Some(open.session)),
            MarketsError::NotRequester,
        );
    }
}

#[test]
fn accepts_a_result_for_its_owner() {
    let mut world = with_session(SESSION_SETTLE_JOB);
    let (job, node) = job_for(&mut world, JobState::Submitted);
    let session = Some(world.session());
    settle(&mut world, &job, &node, session).accepted();
    assert!(world.read::<Job>(&job.address).close_reason == CloseReason::Accepted);
}

#[test]
fn puts_the_owners_bond_behind_a_challenge() {
    let mut world = with_session(SESSION_CHALLENGE_JOB);
    world.approve_session_key(50 * HYPER);
    let (job, node) = job_for(&mut world, JobState::Submitted);
    let before = world.hyper_of(&address_for("requester"));
    let session = Some(world.session());
    challenge(&mut world, &job, &node, session).accepted();
    assert_eq!(
        before - world.hyper_of(&address_for("requester")),
        50 * HYPER
    );
    let address = markets::seeds::find_challenge_address(&job.address).0;
    let state = world.read::<markets::state::Challenge>(&address);
    assert_eq!(state.challenger, address_for("requester"));
    assert_eq!(state.rent_payer, address_for("session-key"));
}

#[test]
fn revokes_at_once_by_its_owner() {
    let mut world = with_session(SESSION_ALL);
    let rent = world.lamports(&world.session());
    let lamports = world.lamports(&address_for("requester"));
    for signer in ["session-key", "stranger"] {
        assert_refused(world.revoke_session(signer), MarketsError::NotSessionOwner);
    }
    let event = world
        .revoke_session("requester")
        .accepted()
        .event("SessionRevoked");
    assert_eq!(event.key("session_key"), address_for("session-key"));
    assert!(world.account(&world.session()).is_none());
    assert_eq!(world.lamports(&address_for("requester")), lamports + rent);
    let posting = world.session_posting(1);
    assert_refused(
        world.post_by_session(&posting),
        ProgramError::UninitializedAccount,
    );
}

#[test]
fn lets_anyone_clear_a_session_that_is_over() {
    let mut world = with_session(SESSION_ALL);
    world.warp_seconds(HOUR);
    assert_refused(
        world.revoke_session("stranger"),
        MarketsError::NotSessionOwner,
    );
    world.warp_seconds(1);
    let lamports = world.lamports(&address_for("requester"));
    let rent = world.lamports(&world.session());
    world.revoke_session("stranger").accepted();
    assert_eq!(world.lamports(&address_for("requester")), lamports + rent);
}

#[test]
fn rejects_a_foreign_rent_payer_of_a_session() {
    let mut world = with_session(SESSION_ALL);
    let owner = world.actor("requester");
    let accounts = markets::accounts::RevokeSession {
        signer: owner.pubkey(),
        session: world.session(),
        rent_payer: address_for("stranger"),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    assert_refused(
        world.send_to_markets(instruction::RevokeSession {}, &accounts, &[&owner]),
        MarketsError::WrongRentPayer,
    );
}
