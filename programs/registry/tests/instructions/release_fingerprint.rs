use {
    crate::support::{ended, fingerprint, release_call, with, Registry},
    hypernode_test_kit::{address_for, assert_refused},
    registry::{error::RegistryError, events::FingerprintReleased, state::Fingerprint},
};

#[test]
fn releases_by_node_or_config_authority() {
    for config_authority in [false, true] {
        let (mut registry, node) = Registry::with_node();
        registry.bind(&node, 1).accepted();
        let signer = if config_authority {
            address_for("deployer")
        } else {
            node.authority
        };
        let outcome = registry.run(release_call(&node, 1, signer)).accepted();
        let now = registry.world.now();
        let card: Fingerprint = registry.world.read(&fingerprint(1));
        assert_eq!(card.released_at.get(), now);
        assert_eq!(registry.node(&node).fingerprints, 0);
        outcome.assert_emitted(&FingerprintReleased {
            fingerprint: fingerprint(1),
            fingerprint_changes: 2,
            node: node.address,
            node_changes: 3,
            signer,
            released_at_before: 0,
            released_at_after: now,
            fingerprints_before: 1,
            fingerprints_after: 0,
            slot: registry.world.slot(),
            at: now,
        });
    }
}

#[test]
fn rejects_release_by_operator_or_stranger() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    for signer in [node.operator, address_for("stranger")] {
        assert_refused(
            registry.run(release_call(&node, 1, signer)),
            RegistryError::NotNodeAuthority,
        );
    }
}

#[test]
fn rejects_release_of_a_card_that_is_not_bound_to_the_node() {
    let (mut registry, node) = Registry::with_node();
    let other = registry.register("node-2");
    registry.bind(&node, 1).accepted();
    assert_refused(
        registry.release(&other, 1),
        RegistryError::FingerprintNotBound,
    );
    registry.release(&node, 1).accepted();
    assert_refused(
        registry.release(&node, 1),
        RegistryError::FingerprintNotBound,
    );
}

#[test]
fn rejects_release_of_a_card_that_a_run_needs() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    registry.bind(&node, 2).accepted();
    registry.begin_run(&node, 1, 1).accepted();
    registry.release(&node, 2).accepted();
    assert_refused(registry.release(&node, 1), RegistryError::NodeBusy);
    registry
        .end_run(&node, with(ended(1, 0), "gpus", 1))
        .accepted();
    registry.release(&node, 1).accepted();
}
