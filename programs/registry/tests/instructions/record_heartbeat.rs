use {
    crate::support::{by, Registry, DAY},
    hypernode_test_kit::{assert_refused, call, GENESIS_AT},
    registry::{error::RegistryError, events::HeartbeatRecorded},
};

const FLOOR: i64 = 30;
const OFFLINE_AFTER: i64 = 900;

#[test]
fn credits_the_time_since_the_last_sign_of_life() {
    let (mut registry, node) = Registry::with_node();
    registry.world.warp_seconds(300);
    let outcome = registry.beat(&node).accepted();

    let reputation = registry.reputation(&node);
    assert_eq!(reputation.uptime_seconds.get(), 300);
    assert_eq!(
        registry.node(&node).last_heartbeat_at.get(),
        registry.world.now()
    );
    let day = u32::try_from(GENESIS_AT / DAY).expect("a day");
    outcome.assert_emitted(&HeartbeatRecorded {
        node: node.address,
        node_changes: 2,
        reputation: node.reputation,
        reputation_changes: 2,
        last_heartbeat_at_before: GENESIS_AT,
        last_heartbeat_at_after: GENESIS_AT + 300,
        bucket_day_before: day,
        bucket_day_after: day,
        uptime_seconds_before: 0,
        uptime_seconds_after: 300,
        yesterday_seconds_after: 0,
        today_seconds_after: 300,
        score_before: 0,
        score_after: 0,
        tier_before: 1,
        tier_after: 1,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn credits_up_to_the_offline_bound_and_nothing_beyond() {
    for (gap, credited) in [
        (OFFLINE_AFTER - 1, OFFLINE_AFTER - 1),
        (OFFLINE_AFTER, OFFLINE_AFTER),
        (OFFLINE_AFTER + 1, 0),
    ] {
        let (mut registry, node) = Registry::with_node();
        registry.world.warp_seconds(gap);
        registry.beat(&node).accepted();
        assert_eq!(
            i64::from(registry.reputation(&node).uptime_seconds.get()),
            credited,
            "gap {gap}"
        );
    }
}

#[test]
fn splits_a_gap_over_midnight_between_two_days() {
    let (mut registry, node) = Registry::with_node();
    registry.world.warp_to(GENESIS_AT + DAY - 10);
    registry.beat(&node).accepted();
    registry.world.warp_seconds(40);
    registry.beat(&node).accepted();

    let reputation = registry.reputation(&node);
    let day = reputation.bucket_day.get();
    assert_eq!(i64::from(day), GENESIS_AT / DAY + 1);
    let seconds_of = |day: u32| reputation.buckets[(day % 30) as usize].get();
    assert_eq!(seconds_of(day - 1), 10);
    assert_eq!(seconds_of(day), 30);
    assert_eq!(reputation.uptime_seconds.get(), 40);
}

#[test]
fn forgets_the_days_that_fall_out_of_thirty() {
    let (mut registry, node) = Registry::with_node();
    let beat_after = |registry: &mut Registry, seconds| {
        registry.world.warp_seconds(seconds);
        registry.beat(&node).accepted();
        registry.reputation(&node).uptime_seconds.get()
    };
    assert_eq!(beat_after(&mut registry, 100), 100);
    // 29 days later the first day is still in the ring, a day after it is not, credited or not.
    assert_eq!(beat_after(&mut registry, 29 * DAY), 100);
    assert_eq!(beat_after(&mut registry, 50), 150);
    assert_eq!(beat_after(&mut registry, DAY), 50);
    assert_eq!(beat_after(&mut registry, 70), 120);
    // A silence of a month leaves nothing of the old buckets.
    assert_eq!(beat_after(&mut registry, 31 * DAY), 0);
    assert_eq!(beat_after(&mut registry, 60), 60);
}

#[test]
fn accepts_heartbeats_of_a_draining_node() {
    let (mut registry, node) = Registry::with_node();
    registry
        .run(by("drain_node", "signer", node.operator).account("node", node.address))
        .accepted();
    registry.world.warp_seconds(FLOOR);
    registry.beat(&node).accepted();
}

#[test]
fn rejects_a_heartbeat_before_the_floor() {
    let (mut registry, node) = Registry::with_node();
    registry.world.warp_seconds(FLOOR - 1);
    assert_refused(registry.beat(&node), RegistryError::HeartbeatTooSoon);
    registry.world.warp_seconds(1);
    registry.beat(&node).accepted();
}

#[test]
fn rejects_heartbeats_of_suspended_and_retired_nodes() {
    let (mut registry, node) = Registry::with_node();
    registry.world.warp_seconds(FLOOR);
    let until = registry.world.now() + DAY;
    registry.suspend(&node, until).accepted();
    assert_refused(registry.beat(&node), RegistryError::NodeNotServing);

    let (mut registry, node) = Registry::with_node();
    registry.world.warp_seconds(FLOOR);
    registry
        .run(by("deactivate_node", "authority", node.authority).account("node", node.address))
        .accepted();
    assert_refused(registry.beat(&node), RegistryError::NodeNotServing);
}

#[test]
fn rejects_a_heartbeat_by_the_authority_or_another_operator() {
    let (mut registry, node) = Registry::with_node();
    let other = registry.register("node-2");
    registry.world.warp_seconds(FLOOR);
    for signer in [node.authority, other.operator] {
        let beat = by("record_heartbeat", "operator", signer).account("node", node.address);
        assert_refused(registry.run(beat), RegistryError::NotOperator);
    }
}

#[test]
fn rejects_another_nodes_reputation() {
    let (mut registry, node) = Registry::with_node();
    let other = registry.register("node-2");
    registry.world.warp_seconds(FLOOR);
    let beat = by("record_heartbeat", "operator", node.operator)
        .account("node", node.address)
        .account("reputation", other.reputation);
    assert_refused(registry.run(beat), anchor_lang::Error::InvalidSeeds);
}

#[test]
fn rejects_look_alike_accounts() {
    // A Reputation where a Node belongs: same owner, another discriminator.
    let (mut registry, node) = Registry::with_node();
    let beat = call("registry", "record_heartbeat")
        .account("operator", node.operator)
        .account("node", node.reputation)
        .account("reputation", node.reputation);
    let outcome = registry.run(beat);
    assert!(!outcome.is_accepted());
    hypernode_test_kit::assert_nothing_moved(&outcome);
}
