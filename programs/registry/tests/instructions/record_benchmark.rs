use {
    crate::support::{benchmark_call, Registry, VALIDATOR_MIN},
    hypernode_test_kit::assert_refused,
    registry::{error::RegistryError, events::BenchmarkRecorded},
    serde_json::json,
};

#[test]
fn records_what_a_validator_measured() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    let outcome = registry.benchmark(&node, &checker, 3, 1_000).accepted();
    let stored = registry.node(&node);
    assert_eq!(stored.benchmark_class.get(), 3);
    assert_eq!(stored.benchmark_units.get(), 1_000);
    outcome.assert_emitted(&BenchmarkRecorded {
        node: node.address,
        node_changes: 2,
        checker: checker.key,
        digest: [4; 32],
        benchmark_class_before: 0,
        benchmark_class_after: 3,
        benchmark_units_before: 0,
        benchmark_units_after: 1_000,
        benchmark_at_before: 0,
        benchmark_at_after: registry.world.now(),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn rejects_a_benchmark_by_the_node_itself() {
    let mut registry = Registry::new();
    for role in ["authority", "operator"] {
        let name = format!("node-{role}");
        let checker = registry.checker(&format!("{name}-{role}"));
        let node = registry.register(&name);
        assert_refused(
            registry.benchmark(&node, &checker, 1, 1),
            RegistryError::CheckerConflict,
        );
    }
}

#[test]
fn rejects_a_benchmark_by_a_thin_validator() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    registry.write_bond(&checker.validator, &checker.bond, VALIDATOR_MIN - 1, 0);
    assert_refused(
        registry.benchmark(&node, &checker, 1, 1),
        RegistryError::ValidatorNotActive,
    );
}

#[test]
fn rejects_a_benchmark_without_class_units_or_digest() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    assert_refused(
        registry.benchmark(&node, &checker, 0, 1),
        RegistryError::ParameterOutOfBounds,
    );
    assert_refused(
        registry.benchmark(&node, &checker, 1, 0),
        RegistryError::ZeroAmount,
    );
    let call = benchmark_call(&node, &checker)
        .args(json!({ "class": 1, "units": 1, "digest": vec![0; 32] }));
    assert_refused(registry.run(call), RegistryError::ZeroDigest);
}
