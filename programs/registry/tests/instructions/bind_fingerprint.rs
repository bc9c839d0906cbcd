use {
    crate::support::{bind_call, fingerprint, Registry, DAY},
    hypernode_test_kit::{assert_refused, Pubkey},
    registry::{error::RegistryError, events::FingerprintBound, state::Fingerprint},
    serde_json::json,
};

const REST: i64 = 30 * DAY;

#[test]
fn binds_a_card_nobody_bound_before() {
    let (mut registry, node) = Registry::with_node();
    let outcome = registry.bind(&node, 1).accepted();

    let card: Fingerprint = registry.world.read(&fingerprint(1));
    assert_eq!(card.hash, [1; 32]);
    assert_eq!(card.node, node.address);
    assert_eq!(card.bound_at.get(), registry.world.now());
    assert_eq!(card.released_at.get(), 0);
    assert_eq!(card.rent_payer, node.operator);
    assert_eq!(registry.node(&node).fingerprints, 1);
    outcome.assert_emitted(&FingerprintBound {
        fingerprint: fingerprint(1),
        fingerprint_changes: 1,
        node: node.address,
        node_changes: 2,
        hash: [1; 32],
        previous_node: Pubkey::default(),
        bound_at_before: 0,
        bound_at_after: registry.world.now(),
        released_at_before: 0,
        released_at_after: 0,
        fingerprints_before: 0,
        fingerprints_after: 1,
        rent_payer: node.operator,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn rejects_duplicate_fingerprint() {
    let (mut registry, node) = Registry::with_node();
    let other = registry.register("node-2");
    registry.bind(&node, 1).accepted();
    assert_refused(registry.bind(&other, 1), RegistryError::FingerprintInUse);
    assert_refused(registry.bind(&node, 1), RegistryError::FingerprintInUse);
}

#[test]
fn rejects_more_fingerprints_than_gpus() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    registry.bind(&node, 2).accepted();
    assert_refused(registry.bind(&node, 3), RegistryError::TooManyFingerprints);
}

#[test]
fn takes_its_own_released_card_back_at_once() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    registry.release(&node, 1).accepted();
    registry.bind(&node, 1).accepted();
    assert_eq!(registry.node(&node).fingerprints, 1);
}

#[test]
fn rejects_fingerprint_before_rest() {
    let (mut registry, node) = Registry::with_node();
    let other = registry.register("node-2");
    registry.bind(&node, 1).accepted();
    registry.release(&node, 1).accepted();
    registry.world.warp_seconds(REST);
    assert_refused(registry.bind(&other, 1), RegistryError::FingerprintResting);
    registry.world.warp_seconds(1);
    registry.bind(&other, 1).accepted();
    let card: Fingerprint = registry.world.read(&fingerprint(1));
    assert_eq!(card.node, other.address);
    assert_eq!(card.rent_payer, node.operator);
}

#[test]
fn rejects_a_card_of_the_nodes_former_life_before_rest() {
    // Closing and registering anew under the same id must not wash the card either.
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    registry.world.warp_seconds(1);
    registry.release(&node, 1).accepted();
    registry.close(&node);
    registry.world.warp_seconds(1);
    registry.register("node-1");
    assert_refused(registry.bind(&node, 1), RegistryError::FingerprintResting);
}

#[test]
fn rejects_a_zero_hash_and_a_stranger() {
    let (mut registry, node) = Registry::with_node();
    let zero = bind_call(&node, 1).args(json!({ "hash": vec![0; 32] }));
    assert_refused(registry.run(zero), RegistryError::ZeroDigest);
    let stranger = bind_call(&node, 1).account("operator", node.authority);
    assert_refused(registry.run(stranger), RegistryError::NotOperator);
}

#[test]
fn rejects_the_account_of_another_card() {
    let (mut registry, node) = Registry::with_node();
    let mut instruction = bind_call(&node, 1).instruction();
    for meta in &mut instruction.accounts {
        if meta.pubkey == fingerprint(1) {
            meta.pubkey = fingerprint(2);
        }
    }
    assert_refused(
        registry.world.submit(&[instruction]),
        anchor_lang::Error::InvalidSeeds,
    );
}
