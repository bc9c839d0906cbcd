//! A node's whole life, and its accounts rebuilt from events alone.

use {
    crate::support::{by, close_call, ended, with, Registry, CLOSE_DELAY, COUNTED_FEE},
    hypernode_test_kit::{address_for, call},
    registry::state::NodeStatus,
    serde_json::json,
};

#[test]
fn lives_from_registration_to_closing_and_returns_every_lamport() {
    let mut registry = Registry::new();
    let keys = registry.node_named("node-1");
    let before = [keys.authority, keys.operator].map(|key| registry.world.lamports(&key));

    let node = registry.register("node-1");
    registry.bind(&node, 1).accepted();
    registry.bind(&node, 2).accepted();
    for _ in 0..10 {
        registry.world.warp_seconds(300);
        registry.beat(&node).accepted();
        registry.begin_run(&node, 1, 2).accepted();
        let paid = with(ended(1, COUNTED_FEE), "gpus", 2);
        registry.end_run(&node, paid).accepted();
    }
    registry
        .run(
            by("propose_payout", "authority", node.authority)
                .account("node", node.address)
                .args(json!({ "payout": address_for("next").to_string() })),
        )
        .accepted();
    registry.world.warp_seconds(86_401);
    registry
        .run(call("registry", "apply_payout").account("node", node.address))
        .accepted();
    registry
        .run(by("drain_node", "signer", node.operator).account("node", node.address))
        .accepted();
    registry.deactivate(&node).accepted();
    assert_eq!(registry.node(&node).status, NodeStatus::Inactive);
    registry.release(&node, 1).accepted();
    registry.release(&node, 2).accepted();
    registry.world.warp_seconds(CLOSE_DELAY);
    registry.run(close_call(&node)).accepted();

    registry.world.warp_seconds(30 * 86_400);
    for card in [1, 2] {
        registry
            .run(
                by("close_fingerprint", "rent_payer", node.operator)
                    .account("fingerprint", crate::support::fingerprint(card)),
            )
            .accepted();
    }
    let after = [keys.authority, keys.operator].map(|key| registry.world.lamports(&key));
    assert_eq!(after, before);
}

#[test]
fn counts_every_event_of_an_account_without_a_gap() {
    let (mut registry, node) = Registry::with_node();
    for changes in 2..=6u64 {
        registry.world.warp_seconds(60);
        let outcome = registry.beat(&node).accepted();
        let event = outcome.event("HeartbeatRecorded");
        assert_eq!(event.u64("node_changes"), changes);
        assert_eq!(event.u64("reputation_changes"), changes);
    }
}
