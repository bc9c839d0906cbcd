//! `post_job_to_offer`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::registry::{Node, Reputation, Tier},
    hypernode_test_kit::{address_for, assert_refused, keypair_for, markets::*, World, HYPER},
    markets::{
        constants::FLAG_AUTO_ASSIGNED,
        error::MarketsError,
        instruction,
        state::{Job, JobState, JobTerms, OfferTerms},
    },
};

/// A node with an offer changed by `change`.
fn offering(change: impl FnOnce(&mut OfferTerms)) -> (World, NodeActor) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let mut terms = world.offer_terms();
    change(&mut terms);
    world.publish_offer(&node, terms).accepted();
    (world, node)
}

#[track_caller]
fn refused(
    offer: impl FnOnce(&mut OfferTerms),
    job: impl FnOnce(&mut JobTerms),
    error: impl Into<ProgramError>,
) {
    let (mut world, node) = offering(offer);
    let mut terms = world.posting(1).terms;
    job(&mut terms);
    assert_refused(world.post_to_offer(1, &node, terms, JOB_PRICE), error);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
}

#[test]
fn assigns_at_once_at_the_offers_price() {
    let (mut world, node) = offering(|terms| terms.price_per_second = 100);
    let terms = world.posting(1).terms;
    let outcome = world.post_to_offer(1, &node, terms, JOB_PRICE).accepted();
    let job = world.posting(1).job();
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Assigned && state.has(FLAG_AUTO_ASSIGNED));
    assert_eq!(state.price_per_second.get(), 100);
    assert_eq!(state.cap.get(), 100 * u64::from(JOB_MAX_RUN));
    assert_eq!((state.attempt, state.node), (1, node.address));
    assert_eq!(state.changes.get(), 1);
    assert_eq!(world.token_balance(&job.escrow), state.cap.get());
    assert_eq!(world.read::<Node>(&node.address).active_runs.get(), 1);
    assert_eq!(
        outcome.event("JobPostedToOffer").u64("deposit"),
        state.cap.get()
    );
}

#[test]
fn needs_no_turn_of_the_tier() {
    let mut world = World::with_market();
    let node = world.node_with("node-1", |_, r| r.tier = Tier::Starter.into());
    let terms = world.offer_terms();
    world.publish_offer(&node, terms).accepted();
    let terms = world.posting(1).terms;
    world.post_to_offer(1, &node, terms, JOB_PRICE).accepted();
}

#[test]
fn counts_a_released_offer_as_failed() {
    let (mut world, node) = offering(|_| ());
    let terms = world.posting(1).terms;
    world.post_to_offer(1, &node, terms, JOB_PRICE).accepted();
    let job = world.posting(1).job();
    world.release_job(&job, &node, 1).accepted();
    let reputation = world.read::<Reputation>(&node.reputation());
    assert_eq!((reputation.declined.get(), reputation.failed.get()), (0, 1));
}

#[test]
fn rejects_an_offer_that_is_not_automatic() {
    refused(
        |o| o.auto_accept = false,
        |_| (),
        MarketsError::OfferNotAutomatic,
    );
    refused(|o| o.status = 2, |_| (), MarketsError::OfferNotAutomatic);
}

#[test]
fn rejects_a_full_offer() {
    let (mut world, node) = offering(|o| o.slots = 1);
    let terms = world.posting(1).terms;
    world.post_to_offer(1, &node, terms, JOB_PRICE).accepted();
    assert_refused(
        world.post_to_offer(2, &node, terms, JOB_PRICE),
        MarketsError::OfferFull,
    );
}

#[test]
fn rejects_a_run_outside_the_offers_durations() {
    refused(
        |o| o.max_duration_seconds = JOB_MAX_RUN - 1,
        |_| (),
        MarketsError::DurationRefused,
    );
    refused(
        |o| o.min_duration_seconds = JOB_MAX_RUN + 1,
        |_| (),
        MarketsError::DurationRefused,
    );
}

#[test]
fn rejects_price_moved() {
    refused(
        |o| o.price_per_second = JOB_PRICE + 1,
        |_| (),
        MarketsError::PriceMoved,
    );
}

#[test]
fn rejects_offer_with_sla_credit() {
    refused(
        |_| (),
        |t| {
            t.sla_start_seconds = 10;
            t.sla_credit_bps = 100;
        },
        MarketsError::InvalidTerms,
    );
    refused(|_| (), |t| t.royalty_bps = 1, MarketsError::InvalidTerms);
}

#[test]
fn rejects_what_a_post_rejects() {
    refused(
        |_| (),
        |t| t.valid_until_at -= 1_000,
        MarketsError::IntentExpired,
    );
    refused(
        |_| (),
        |t| t.max_run_seconds = 59,
        MarketsError::DurationRefused,
    );
    refused(
        |_| (),
        |t| t.exclusive_seconds = 1,
        MarketsError::InvalidTerms,
    );
    refused(
        |_| (),
        |t| t.funder = address_for("stranger"),
        MarketsError::NotFunder,
    );
    refused(
        |_| (),
        |t| t.verification = 6,
        MarketsError::VerificationNotAvailable,
    );
}

#[test]
fn rejects_a_node_that_does_not_fit() {
    refused(
        |_| (),
        |t| t.requirements.vram_mib = 1_000_000,
        MarketsError::HardwareTooSmall,
    );
    refused(
        |_| (),
        |t| t.requirements.stake_tier = 3,
        MarketsError::StakeTooLow,
    );
}

#[test]
fn rejects_a_floor_raised_above_the_offer() {
    let (mut world, node) = offering(|_| ());
    let mut state = world.read::<Node>(&node.address);
    state.price_floor = (JOB_PRICE + 1).into();
    world.write_state(node.address, &state);
    let terms = world.posting(1).terms;
    assert_refused(
        world.post_to_offer(1, &node, terms, JOB_PRICE),
        MarketsError::PriceBelowFloor,
    );
}

#[test]
fn rejects_paused_entries_and_markets() {
    let (mut world, node) = offering(|_| ());
    let terms = world.posting(1).terms;
    world.set_market_status(2, "market-admin").accepted();
    assert_refused(
        world.post_to_offer(1, &node, terms, JOB_PRICE),
        MarketsError::MarketNotActive,
    );
    world.set_market_status(1, "market-admin").accepted();
    world.pause_markets(true, false).accepted();
    assert_refused(
        world.post_to_offer(1, &node, terms, JOB_PRICE),
        MarketsError::EntriesPaused,
    );
}

#[test]
fn rejects_the_offer_of_another_node_or_market() {
    let (mut world, node) = offering(|_| ());
    let other = world.node("node-2");
    world.create_market(2, market_terms()).accepted();
    let requester = keypair_for("requester");
    let posting = world.posting(1);
    let data = || instruction::PostJobToOffer {
        id: posting.id,
        digests: posting.digests,
        terms: posting.terms,
        max_price_per_second: JOB_PRICE,
    };
    let mut accounts = world.offer_post_accounts(1, &other);
    accounts.offer = world.offer_post_accounts(1, &node).offer;
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&requester]),
        ProgramError::InvalidSeeds,
    );
    let mut accounts = world.offer_post_accounts(1, &node);
    accounts.market = markets::seeds::find_market_address(&id16(2)).0;
    assert_refused(
        world.send_to_markets(data(), &accounts, &[&requester]),
        ProgramError::InvalidSeeds,
    );
}
