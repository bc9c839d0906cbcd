//! 11-13: what a node states, on what terms it works, where it is reached.

use {
    crate::support::{by, ended, registration, with, Node, Registry},
    hypernode_test_kit::{address_for, assert_refused, Call, Pubkey},
    registry::{
        error::RegistryError,
        events::{EndpointUpdated, HardwareUpdated, PolicyUpdated},
        state::{NodeEndpoint, NodeHardware, NodePolicy},
    },
    serde_json::{json, Value},
};

fn hardware() -> Value {
    registration("node-1")["hardware"].clone()
}

fn policy() -> Value {
    registration("node-1")["policy"].clone()
}

fn update_hardware(node: &Node, signer: Pubkey, hardware: Value) -> Call {
    by("update_hardware", "authority", signer)
        .account("node", node.address)
        .args(json!({ "hardware": hardware }))
}

fn update_policy(node: &Node, signer: Pubkey, policy: Value) -> Call {
    by("update_policy", "signer", signer)
        .account("node", node.address)
        .args(json!({ "policy": policy }))
}

fn update_endpoint(node: &Node, signer: Pubkey, endpoint: Value) -> Call {
    by("update_endpoint", "operator", signer)
        .account("node", node.address)
        .args(json!({ "endpoint": endpoint }))
}

#[test]
fn states_other_hardware_and_clears_the_benchmark() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    registry.benchmark(&node, &checker, 3, 1_000).accepted();
    let before = registry.node(&node);

    let outcome = registry
        .run(update_hardware(
            &node,
            node.authority,
            with(hardware(), "ram_mib", 1),
        ))
        .accepted();
    let after = registry.node(&node);
    assert_eq!(after.ram_mib.get(), 1);
    assert_eq!(after.benchmark_units.get(), 0);
    outcome.assert_emitted(&HardwareUpdated {
        node: node.address,
        node_changes: 3,
        hardware_before: NodeHardware::of(&before),
        hardware_after: NodeHardware::of(&after),
        benchmark_class_before: 3,
        benchmark_class_after: 0,
        benchmark_units_before: 1_000,
        benchmark_units_after: 0,
        benchmark_at_before: registry.world.now(),
        benchmark_at_after: 0,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn rejects_hardware_below_the_gpus_in_use_or_bound() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 2).accepted();
    let one_gpu = || update_hardware(&node, node.authority, with(hardware(), "gpu_count", 1));
    assert_refused(registry.run(one_gpu()), RegistryError::InvalidHardware);
    registry
        .end_run(&node, with(ended(1, 0), "gpus", 2))
        .accepted();
    registry.bind(&node, 1).accepted();
    registry.bind(&node, 2).accepted();
    assert_refused(registry.run(one_gpu()), RegistryError::InvalidHardware);
    registry.release(&node, 2).accepted();
    registry.run(one_gpu()).accepted();
}

#[test]
fn rejects_hardware_by_operator_and_hardware_that_is_wrong() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        registry.run(update_hardware(&node, node.operator, hardware())),
        RegistryError::NotNodeAuthority,
    );
    assert_refused(
        registry.run(update_hardware(
            &node,
            node.authority,
            with(hardware(), "cpu_cores", 0),
        )),
        RegistryError::InvalidHardware,
    );
    let no_digest = with(hardware(), "descriptor_digest", json!(vec![0; 32]));
    assert_refused(
        registry.run(update_hardware(&node, node.authority, no_digest)),
        RegistryError::ZeroDigest,
    );
}

#[test]
fn lets_the_authority_loosen_and_the_operator_only_tighten() {
    let mut tight = policy();
    for (field, value) in [
        ("privacy", json!(1)),
        ("max_runs", json!(4)),
        ("price_floor", json!(10)),
        ("min_duration_seconds", json!(10)),
        ("max_duration_seconds", json!(1_000)),
        ("share_bps", json!(vec![5_000; 6])),
        ("hours", json!(vec![0b1010_1010; 21])),
    ] {
        tight = with(tight, field, value);
    }
    let (mut registry, node) = Registry::with_node();
    let before = registry.node(&node);
    let outcome = registry
        .run(update_policy(&node, node.operator, tight.clone()))
        .accepted();
    let after = registry.node(&node);
    outcome.assert_emitted(&PolicyUpdated {
        node: node.address,
        node_changes: 2,
        signer: node.operator,
        policy_before: NodePolicy::of(&before),
        policy_after: NodePolicy::of(&after),
        policy_version_before: 1,
        policy_version_after: 2,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });

    let mut shares = vec![5_000; 6];
    shares[5] = 5_001;
    let mut hours = vec![0b1010_1010; 21];
    hours[20] = 0b1010_1011;
    for (field, looser) in [
        ("privacy", json!(5)),
        ("max_runs", json!(5)),
        ("price_floor", json!(9)),
        ("min_duration_seconds", json!(9)),
        ("max_duration_seconds", json!(1_001)),
        ("share_bps", json!(shares)),
        ("hours", json!(hours)),
    ] {
        let looser = with(tight.clone(), field, looser);
        assert_refused(
            registry.run(update_policy(&node, node.operator, looser.clone())),
            RegistryError::NotNodeAuthority,
        );
        registry
            .run(update_policy(&node, node.authority, looser))
            .accepted();
        registry
            .run(update_policy(&node, node.authority, tight.clone()))
            .accepted();
    }
}

#[test]
fn rejects_policies_by_strangers_and_policies_out_of_range() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        registry.run(update_policy(&node, address_for("stranger"), policy())),
        RegistryError::NotNodeAuthority,
    );
    assert_refused(
        registry.run(update_policy(
            &node,
            node.authority,
            with(policy(), "max_runs", 0),
        )),
        RegistryError::InvalidPolicy,
    );
}

#[test]
fn moves_the_endpoint_with_its_keys() {
    let (mut registry, node) = Registry::with_node();
    let before = registry.node(&node);
    let mut endpoint = registration("node-1")["endpoint"].clone();
    endpoint = with(endpoint, "tls_key_hash", json!(vec![8; 32]));
    endpoint = with(endpoint, "x25519_key", json!(vec![9; 32]));
    assert_refused(
        registry.run(update_endpoint(&node, node.authority, endpoint.clone())),
        RegistryError::NotOperator,
    );
    let empty = with(endpoint.clone(), "endpoint.length", 0);
    assert_refused(
        registry.run(update_endpoint(&node, node.operator, empty)),
        RegistryError::InvalidEndpoint,
    );
    let outcome = registry
        .run(update_endpoint(&node, node.operator, endpoint))
        .accepted();
    let after = registry.node(&node);
    assert_eq!(after.tls_key_hash, [8; 32]);
    assert_eq!(after.x25519_key, [9; 32]);
    outcome.assert_emitted(&EndpointUpdated {
        node: node.address,
        node_changes: 2,
        endpoint_before: NodeEndpoint::of(&before),
        endpoint_after: NodeEndpoint::of(&after),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}
