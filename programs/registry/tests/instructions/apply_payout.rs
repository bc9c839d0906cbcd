use {
    crate::support::{by, Registry, DAY},
    hypernode_test_kit::{address_for, assert_refused, call, Pubkey},
    registry::{error::RegistryError, events::PayoutApplied},
    serde_json::json,
};

#[test]
fn pays_the_proposed_one_after_the_delay_whoever_cranks() {
    let (mut registry, node) = Registry::with_node();
    let apply = || call("registry", "apply_payout").account("node", node.address);
    assert_refused(registry.run(apply()), RegistryError::NoPendingPayout);

    let payout = address_for("next");
    registry
        .run(
            by("propose_payout", "authority", node.authority)
                .account("node", node.address)
                .args(json!({ "payout": payout.to_string() })),
        )
        .accepted();
    let effective_at = registry.world.now() + DAY;
    registry.world.warp_to(effective_at);
    assert_refused(registry.run(apply()), RegistryError::PayoutDelayNotOver);
    registry.world.warp_seconds(1);
    let outcome = registry.run(apply()).accepted();
    outcome.assert_emitted(&PayoutApplied {
        node: node.address,
        node_changes: 3,
        payout_before: address_for("node-1-payout"),
        payout_after: payout,
        pending_payout_before: payout,
        pending_payout_after: Pubkey::default(),
        payout_effective_at_before: effective_at,
        payout_effective_at_after: 0,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    assert_eq!(registry.node(&node).payout, payout);
    assert_refused(registry.run(apply()), RegistryError::NoPendingPayout);
}
