//! `accept_job`: each row of the eligibility table, in its order.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        registry::{Node, NodeStatus, PrivacyLevel, Reputation, Tier},
        staking::BondKind,
    },
    hypernode_test_kit::{address_for, assert_refused, markets::*, Signer, World, HYPER},
    markets::{
        constants::FLAG_SELF_DEALING,
        error::MarketsError,
        state::{key_prefix, Job, JobState},
    },
    registry::error::RegistryError,
};

/// A node changed by `node` is refused a job posted with `posting`, and the node's runs stay as they were.
#[track_caller]
fn refused(
    posting: impl FnOnce(&mut Posting),
    node: impl FnOnce(&mut Node, &mut Reputation),
    error: impl Into<ProgramError>,
) {
    let mut world = World::with_market();
    let node = world.node_with("node-1", node);
    let mut post = world.posting(1);
    posting(&mut post);
    world.post(&post, &["requester"]).accepted();
    assert_refused(world.accept_job(&post.job(), &node), error);
    assert!(world.read::<Job>(&post.accounts.job).state == JobState::Open);
}

#[track_caller]
fn accepted(
    posting: impl FnOnce(&mut Posting),
    node: impl FnOnce(&mut Node, &mut Reputation),
) -> Job {
    let mut world = World::with_market();
    let node = world.node_with("node-1", node);
    let mut post = world.posting(1);
    posting(&mut post);
    world.post(&post, &["requester"]).accepted();
    world.accept_job(&post.job(), &node).accepted();
    world.read::<Job>(&post.accounts.job)
}

#[test]
fn accepts_a_job_and_counts_the_run() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let mut posting = world.posting(1);
    posting.terms.requirements.gpu_count = 2;
    world.post(&posting, &["requester"]).accepted();
    let outcome = world.accept_job(&posting.job(), &node).accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    assert!(job.state == JobState::Assigned);
    assert_eq!((job.attempt, job.node), (1, node.address));
    assert_eq!(job.assigned_at.get(), world.now());
    assert_eq!(job.changes.get(), 2);
    let state = world.read::<Node>(&node.address);
    assert_eq!((state.active_runs.get(), state.gpus_in_use.get()), (1, 2));
    let event = outcome.event("JobAccepted");
    assert_eq!(event.u64("attempt_after"), 1);
}

#[test]
fn rejects_another_signer_than_the_operator() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    let stranger = world.actor("stranger");
    let mut accounts = world.accept_accounts(&job, &node);
    accounts.operator = stranger.pubkey();
    let outcome =
        world.send_to_markets(markets::instruction::AcceptJob {}, &accounts, &[&stranger]);
    assert_refused(outcome, MarketsError::NotNodeOperator);
}

#[test]
fn rejects_stranger_on_closed_market() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.set_market_status(3, "market-admin").accepted();
    let stranger = world.actor("stranger");
    let mut accounts = world.accept_accounts(&job, &node);
    accounts.operator = stranger.pubkey();
    let outcome =
        world.send_to_markets(markets::instruction::AcceptJob {}, &accounts, &[&stranger]);
    assert_refused(outcome, MarketsError::NotNodeOperator);
}

#[test]
fn rejects_on_a_market_that_is_not_active() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.set_market_status(2, "market-admin").accepted();
    assert_refused(world.accept_job(&job, &node), MarketsError::MarketNotActive);
}

#[test]
fn rejects_while_entries_are_paused() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.pause_markets(true, false).accepted();
    assert_refused(world.accept_job(&job, &node), MarketsError::EntriesPaused);
}

#[test]
fn rejects_a_job_that_is_not_open() {
    let mut world = World::with_market();
    let (first, second) = (world.node("node-1"), world.node("node-2"));
    let job = world.open_job(1);
    world.accept_job(&job, &first).accepted();
    assert_refused(world.accept_job(&job, &second), MarketsError::JobNotOpen);
}

#[test]
fn rejects_a_second_after_the_queue_timeout() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    world.warp_seconds(7_200);
    let node = world.node("node-1");
    world.clone().accept_job(&job, &node).accepted();
    world.warp_seconds(1);
    assert_refused(
        world.accept_job(&job, &node),
        MarketsError::OpenDeadlinePassed,
    );
}

#[test]
fn reserves_the_job_for_preferred_nodes() {
    let mut world = World::with_market();
    let (preferred, other) = (world.node("node-1"), world.node("node-2"));
    let mut posting = world.posting(1);
    posting.preferred = vec![key_prefix(&preferred.address)];
    posting.terms.exclusive_seconds = 60;
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    world.clone().accept_job(&job, &preferred).accepted();
    world.warp_seconds(59);
    assert_refused(
        world.accept_job(&job, &other),
        MarketsError::ReservedForPreferred,
    );
    world.warp_seconds(1);
    world.accept_job(&job, &other).accepted();
}

#[test]
fn staggers_the_tiers() {
    for (tier, delay) in [
        (Tier::Diamond, 0),
        (Tier::Gold, 2),
        (Tier::Silver, 4),
        (Tier::Bronze, 8),
        (Tier::Starter, 15),
    ] {
        let mut world = World::with_market();
        let node = world.node_with("node-1", |_, reputation| reputation.tier = tier.into());
        let job = world.open_job(1);
        if delay > 0 {
            world.warp_seconds(delay - 1);
            assert_refused(world.accept_job(&job, &node), MarketsError::TierNotYet);
            world.warp_seconds(1);
        }
        world.accept_job(&job, &node).accepted();
    }
}

#[test]
fn lets_a_preferred_starter_in_at_once() {
    let mut world = World::with_market();
    let node = world.node_with("node-1", |_, r| r.tier = Tier::Starter.into());
    let mut posting = world.posting(1);
    posting.preferred = vec![key_prefix(&node.address)];
    world.post(&posting, &["requester"]).accepted();
    world.accept_job(&posting.job(), &node).accepted();
}

#[test]
fn rejects_a_node_that_tried_before() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.release_job(&job, &node, 1).accepted();
    world.warp_seconds(15);
    assert_refused(
        world.accept_job(&job, &node),
        MarketsError::NodeAlreadyTried,
    );
}

#[test]
fn rejects_the_twin_of_a_node_that_tried() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let authority = node.authority.pubkey();
    let twin = world.node_with("node-2", |state, _| state.authority = authority);
    let job = world.open_job(1);
    world.accept_job(&job, &node).accepted();
    world.release_job(&job, &node, 1).accepted();
    world.warp_seconds(15);
    assert_refused(
        world.accept_job(&job, &twin),
        MarketsError::NodeAlreadyTried,
    );
}

#[test]
fn rejects_each_piece_of_hardware_too_small() {
    let requirements: [fn(&mut Posting); 5] = [
        |p| p.terms.requirements.gpu_count = 5,
        |p| p.terms.requirements.vram_mib = 81_921,
        |p| p.terms.requirements.cpu_cores = 33,
        |p| p.terms.requirements.ram_mib = 262_145,
        |p| p.terms.requirements.disk_gib = 2_001,
    ];
    for requirement in requirements {
        refused(requirement, |_, _| (), MarketsError::HardwareTooSmall);
    }
    accepted(
        |p| {
            p.terms.requirements.gpu_count = 4;
            p.terms.requirements.vram_mib = 81_920;
            p.terms.requirements.cpu_cores = 32;
            p.terms.requirements.ram_mib = 262_144;
            p.terms.requirements.disk_gib = 2_000;
        },
        |_, _| (),
    );
}

#[test]
fn counts_only_gpus_with_a_fingerprint() {
    refused(
        |p| p.terms.requirements.gpu_count = 4,
        |node, _| node.fingerprints = 3,
        MarketsError::HardwareTooSmall,
    );
}

#[test]
fn rejects_wrong_architecture() {
    refused(
        |p| p.terms.requirements.arch_mask = 1 << 2,
        |_, _| (),
        MarketsError::WrongArchitecture,
    );
    accepted(|p| p.terms.requirements.arch_mask = 1 << 1, |_, _| ());
}

#[test]
fn rejects_wrong_vendor() {
    refused(
        |p| p.terms.requirements.vendor_mask = 1 << 2,
        |_, _| (),
        MarketsError::WrongVendor,
    );
    accepted(|p| p.terms.requirements.vendor_mask = 1 << 1, |_, _| ());
}

#[test]
fn rejects_wrong_region() {
    refused(
        |p| p.terms.requirements.region = 840,
        |_, _| (),
        MarketsError::WrongRegion,
    );
    accepted(|p| p.terms.requirements.region = 276, |_, _| ());
}

#[test]
fn rejects_reputation_below_the_required() {
    let gold = |p: &mut Posting| p.terms.requirements.reputation_tier = Tier::Gold as u8;
    let mut world = World::with_market();
    let node = world.node_with("node-1", |_, r| r.tier = Tier::Silver.into());
    let mut posting = world.posting(1);
    gold(&mut posting);
    world.post(&posting, &["requester"]).accepted();
    world.warp_seconds(15);
    assert_refused(
        world.accept_job(&posting.job(), &node),
        MarketsError::ReputationTooLow,
    );
    accepted(gold, |_, _| ());
}

#[test]
fn rejects_stake_below_the_required_tier() {
    for (pledged, tier, fits) in [
        (100 * HYPER - 1, 1, false),
        (100 * HYPER, 1, true),
        (1_000 * HYPER - 1, 2, false),
        (1_000 * HYPER, 2, true),
        (9_999 * HYPER, 3, false),
        (10_000 * HYPER, 3, true),
        (100_000 * HYPER, 4, true),
    ] {
        let mut world = World::with_market();
        let node = world.node("node-1");
        world.write_bond(&node.address, BondKind::Node, pledged);
        let mut posting = world.posting(1);
        posting.terms.requirements.stake_tier = tier;
        world.post(&posting, &["requester"]).accepted();
        let outcome = world.accept_job(&posting.job(), &node);
        if fits {
            outcome.accepted();
        } else {
            assert_refused(outcome, MarketsError::StakeTooLow);
        }
    }
}

#[test]
fn rejects_a_node_without_a_bond() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    world.write_account(node.bond(), Default::default());
    let job = world.open_job(1);
    assert_refused(world.accept_job(&job, &node), MarketsError::StakeTooLow);
}

#[test]
fn rejects_the_bond_of_another_node() {
    let mut world = World::with_market();
    let (node, rich) = (world.node("node-1"), world.node("node-2"));
    let job = world.open_job(1);
    let mut accounts = world.accept_accounts(&job, &node);
    accounts.bond = rich.bond();
    let outcome = world.send_to_markets(
        markets::instruction::AcceptJob {},
        &accounts,
        &[&node.operator],
    );
    assert_refused(outcome, ProgramError::InvalidSeeds);
}

#[test]
fn rejects_the_reputation_of_another_node() {
    let mut world = World::with_market();
    let (node, famous) = (world.node("node-1"), world.node("node-2"));
    let job = world.open_job(1);
    let mut accounts = world.accept_accounts(&job, &node);
    accounts.reputation = famous.reputation();
    let outcome = world.send_to_markets(
        markets::instruction::AcceptJob {},
        &accounts,
        &[&node.operator],
    );
    assert_refused(outcome, ProgramError::InvalidSeeds);
}

#[test]
fn rejects_another_market_than_the_jobs() {
    let mut world = World::with_market();
    world.create_market(2, market_terms()).accepted();
    let node = world.node("node-1");
    let job = world.open_job(1);
    world.set_market_status(2, "market-admin").accepted();
    let mut accounts = world.accept_accounts(&job, &node);
    accounts.market = markets::seeds::find_market_address(&id16(2)).0;
    let outcome = world.send_to_markets(
        markets::instruction::AcceptJob {},
        &accounts,
        &[&node.operator],
    );
    assert_refused(outcome, ProgramError::Custom(2012));
}

#[test]
fn rejects_each_substituted_program_account() {
    type Change = fn(&mut markets::accounts::AcceptJob);
    let changes: [(Change, ProgramError); 5] = [
        (|a| a.staking_config = a.config, ProgramError::IllegalOwner),
        (|a| a.registry_config = a.config, ProgramError::Custom(2012)),
        (|a| a.caller = a.config, ProgramError::Custom(2012)),
        (
            |a| a.registry_event_authority = a.config,
            ProgramError::Custom(2012),
        ),
        (
            |a| a.registry_program = a.program,
            ProgramError::Custom(2012),
        ),
    ];
    for (change, error) in changes {
        let mut world = World::with_market();
        let node = world.node("node-1");
        let job = world.open_job(1);
        let mut accounts = world.accept_accounts(&job, &node);
        change(&mut accounts);
        let outcome = world.send_to_markets(
            markets::instruction::AcceptJob {},
            &accounts,
            &[&node.operator],
        );
        assert_refused(outcome, error);
    }
}

#[test]
fn rejects_layouts_of_another_version() {
    refused(
        |_| (),
        |node, _| node.version = 2,
        MarketsError::WrongVersion,
    );
    refused(
        |_| (),
        |_, reputation| reputation.version = 2,
        MarketsError::WrongVersion,
    );
}

#[test]
fn rejects_price_below_the_nodes_floor() {
    refused(
        |_| (),
        |node, _| node.price_floor = (JOB_PRICE + 1).into(),
        MarketsError::PriceBelowFloor,
    );
    accepted(|_| (), |node, _| node.price_floor = JOB_PRICE.into());
}

#[test]
fn rejects_a_run_outside_the_nodes_durations() {
    refused(
        |_| (),
        |node, _| node.min_duration_seconds = (JOB_MAX_RUN + 1).into(),
        MarketsError::DurationRefused,
    );
    refused(
        |_| (),
        |node, _| node.max_duration_seconds = (JOB_MAX_RUN - 1).into(),
        MarketsError::DurationRefused,
    );
    accepted(
        |_| (),
        |node, _| {
            node.min_duration_seconds = JOB_MAX_RUN.into();
            node.max_duration_seconds = JOB_MAX_RUN.into();
        },
    );
}

#[test]
fn rejects_a_run_into_closed_hours() {
    // The world starts on a Monday at 00:00 UTC, hour 0; the run takes hours 0 and 1.
    refused(
        |_| (),
        |node, _| node.hours[0] = 0b1111_1110,
        MarketsError::OutsideHours,
    );
    refused(
        |_| (),
        |node, _| node.hours[0] = 0b1111_1101,
        MarketsError::OutsideHours,
    );
    accepted(|_| (), |node, _| node.hours[0] = 0b1111_1011);
}

#[test]
fn rejects_behind_a_closed_gate() {
    for privacy in [
        PrivacyLevel::Private,
        PrivacyLevel::PrivateNetwork,
        PrivacyLevel::P2P,
        PrivacyLevel::PublicNetwork,
    ] {
        refused(
            |_| (),
            |node, _| node.privacy = privacy.into(),
            MarketsError::GateRefused,
        );
    }
}

#[test]
fn lets_a_private_node_work_for_its_authority() {
    let job = accepted(
        |_| (),
        |node, _| {
            node.privacy = PrivacyLevel::Private.into();
            node.authority = address_for("requester");
        },
    );
    assert!(job.has(FLAG_SELF_DEALING));
}

#[test]
fn passes_the_registrys_refusals_on() {
    refused(
        |_| (),
        |node, _| node.status = NodeStatus::Draining.into(),
        RegistryError::NodeNotActive,
    );
    refused(
        |_| (),
        |node, _| node.last_heartbeat_at = (node.last_heartbeat_at.get() - 901).into(),
        RegistryError::HeartbeatStale,
    );
    refused(
        |_| (),
        |node, _| {
            node.max_runs = 1.into();
            node.active_runs = 1.into();
        },
        RegistryError::NodeFull,
    );
    refused(
        |p| p.terms.requirements.gpu_count = 2,
        |node, _| node.gpus_in_use = 3.into(),
        RegistryError::GpusExhausted,
    );
}

#[test]
fn rejects_run_beyond_capacity() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    // Tier 2 allows three runs at once, however many are accepted in one slot.
    for number in 1..=3 {
        let job = world.open_job(number);
        world.accept_job(&job, &node).accepted();
    }
    let job = world.open_job(4);
    assert_refused(world.accept_job(&job, &node), RegistryError::NodeFull);
}
