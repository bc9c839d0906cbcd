use {
    crate::support::{by, fingerprint, Registry, DAY},
    hypernode_test_kit::{assert_refused, Call, Pubkey},
    registry::{error::RegistryError, events::FingerprintClosed},
};

const REST: i64 = 30 * DAY;

fn close_call(rent_payer: Pubkey) -> Call {
    by("close_fingerprint", "rent_payer", rent_payer).account("fingerprint", fingerprint(1))
}

#[test]
fn closes_a_rested_card_and_returns_its_rent() {
    let (mut registry, node) = Registry::with_node();
    let before = registry.world.lamports(&node.operator);
    registry.bind(&node, 1).accepted();
    registry.release(&node, 1).accepted();
    registry.world.warp_seconds(REST + 1);
    let outcome = registry.run(close_call(node.operator)).accepted();

    assert!(registry.world.account(&fingerprint(1)).is_none());
    assert_eq!(registry.world.lamports(&node.operator), before);
    outcome.assert_emitted(&FingerprintClosed {
        fingerprint: fingerprint(1),
        fingerprint_changes: 3,
        hash: [1; 32],
        node: node.address,
        rent_payer: node.operator,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    // A card without an account is a card nobody bound before.
    let other = registry.register("node-2");
    registry.bind(&other, 1).accepted();
}

#[test]
fn rejects_closing_a_bound_or_resting_card() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    assert_refused(
        registry.run(close_call(node.operator)),
        RegistryError::FingerprintInUse,
    );
    registry.release(&node, 1).accepted();
    registry.world.warp_seconds(REST);
    assert_refused(
        registry.run(close_call(node.operator)),
        RegistryError::FingerprintResting,
    );
}

#[test]
fn rejects_closing_by_anyone_but_the_rent_payer() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    registry.release(&node, 1).accepted();
    registry.world.warp_seconds(REST + 1);
    assert_refused(
        registry.run(close_call(node.authority)),
        RegistryError::WrongRentPayer,
    );
}
