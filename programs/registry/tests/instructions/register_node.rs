use {
    crate::support::{register_call, registration, with, Registry},
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{address_for, assert_nothing_moved, assert_refused, id_for, Pubkey},
    registry::{
        error::RegistryError,
        events::NodeRegistered,
        state::{IdentityKind, NodeEndpoint, NodeHardware, NodePolicy, NodeStatus, Tier},
    },
    serde_json::{json, Value},
};

#[test]
fn registers_an_active_node_with_a_reputation_of_zero() {
    let (mut registry, node) = Registry::with_node();
    let now = registry.world.now();

    let stored = registry.node(&node);
    assert_eq!(stored.status, NodeStatus::Active);
    assert_eq!(stored.identity, IdentityKind::Named);
    assert_eq!(stored.registrant, node.authority);
    assert_eq!(stored.authority, node.authority);
    assert_eq!(stored.operator, node.operator);
    assert_eq!(stored.payout, address_for("node-1-payout"));
    assert_eq!(stored.rent_payer, node.authority);
    assert_eq!(stored.last_heartbeat_at.get(), now);
    assert_eq!(stored.registered_at.get(), now);
    assert_eq!(stored.gpu_count.get(), 2);
    assert_eq!(stored.active_runs.get(), 0);
    assert_eq!(stored.policy_version.get(), 1);
    assert_eq!(stored.changes.get(), 1);

    let reputation = registry.reputation(&node);
    assert_eq!(reputation.tier, Tier::Starter);
    assert_eq!(reputation.node, node.address);
    assert_eq!(reputation.score.get(), 0);
    assert_eq!(reputation.first_seen_at.get(), now);

    // The event of a second one, since the first was sent by the fixture.
    let second = registry.node_named("node-2");
    let outcome = registry
        .run(register_call(&second, "node-2", registration("node-2")))
        .accepted();
    let stored = registry.node(&second);
    outcome.assert_emitted(&NodeRegistered {
        node: second.address,
        node_changes: 1,
        reputation: second.reputation,
        reputation_changes: 1,
        id: id_for("node-2"),
        registrant: second.authority,
        operator: second.operator,
        payout: address_for("node-2-payout"),
        identity: IdentityKind::Named as u8,
        hardware: NodeHardware::of(&stored),
        policy: NodePolicy::of(&stored),
        policy_version: 1,
        endpoint: NodeEndpoint::of(&stored),
        rent_payer: second.authority,
        slot: registry.world.slot(),
        at: now,
    });
}

#[test]
fn keeps_ids_apart() {
    // The same id of another registrant is another address: nobody can squat an id.
    let (mut registry, node) = Registry::with_node();
    let mut rival = registry.node_named("node-2");
    rival.address = registry::seeds::find_node_address(&rival.authority, &id_for("node-1")).0;
    registry
        .run(register_call(&rival, "node-1", registration("node-2")))
        .accepted();
    assert_ne!(rival.address, node.address);
}

#[test]
fn rejects_a_second_registration_of_an_id() {
    let (mut registry, node) = Registry::with_node();
    let outcome = registry.run(register_call(&node, "node-1", registration("node-1")));
    assert!(!outcome.is_accepted());
    assert_nothing_moved(&outcome);
}

#[test]
fn rejects_unsigned_operator() {
    let mut registry = Registry::new();
    let node = registry.node_named("node-1");
    let mut instruction = register_call(&node, "node-1", registration("node-1")).instruction();
    let operator = instruction
        .accounts
        .iter_mut()
        .find(|meta| meta.pubkey == node.operator)
        .expect("the operator");
    operator.is_signer = false;
    let outcome = registry.world.submit(&[instruction]);
    assert_refused(outcome, ProgramError::MissingRequiredSignature);
}

#[test]
fn rejects_a_zero_id() {
    let mut registry = Registry::new();
    let node = registry.node_named("node-1");
    let register = register_call(&node, "node-1", registration("node-1"))
        .args(json!({ "id": vec![0; 16], "registration": registration("node-1") }));
    assert_refused(registry.run(register), RegistryError::InvalidId);
}

fn refused(path: &str, value: impl Into<Value>) -> RegistryError {
    let mut registry = Registry::new();
    let node = registry.node_named("node-1");
    let broken = with(registration("node-1"), path, value);
    let outcome = registry.run(register_call(&node, "node-1", broken));
    let code = outcome.custom_code();
    assert_nothing_moved(&outcome);
    [
        RegistryError::InvalidHardware,
        RegistryError::InvalidPolicy,
        RegistryError::InvalidEndpoint,
        RegistryError::ZeroDigest,
        RegistryError::ZeroAddress,
    ]
    .into_iter()
    .find(|error| Some(error.code()) == code)
    .unwrap_or_else(|| panic!("{path}: {:?}", outcome.result))
}

#[test]
fn rejects_hardware_that_contradicts_itself() {
    for (path, value) in [
        ("hardware.gpu_count", 0),
        ("hardware.gpu_vendor", 0),
        ("hardware.gpu_vendor", 6),
        ("hardware.vram_mib", 0),
        ("hardware.architecture", 0),
        ("hardware.architecture", 12),
        ("hardware.cpu_cores", 0),
        ("hardware.ram_mib", 0),
        ("hardware.region", 1_000),
    ] {
        assert_eq!(
            refused(path, value),
            RegistryError::InvalidHardware,
            "{path}"
        );
    }
}

#[test]
fn accepts_hardware_without_gpu() {
    let mut registry = Registry::new();
    let node = registry.node_named("node-1");
    let mut cpu_only = registration("node-1");
    for field in ["gpu_count", "gpu_vendor", "vram_mib"] {
        cpu_only = with(cpu_only, &format!("hardware.{field}"), 0);
    }
    registry
        .run(register_call(&node, "node-1", cpu_only))
        .accepted();
}

#[test]
fn rejects_policies_out_of_range() {
    let share = |index: usize| {
        let mut shares = vec![10_000; 6];
        shares[index] = 10_001;
        json!(shares)
    };
    assert_eq!(refused("policy.max_runs", 0), RegistryError::InvalidPolicy);
    assert_eq!(
        refused("policy.price_floor", 0),
        RegistryError::InvalidPolicy
    );
    assert_eq!(
        refused("policy.min_duration_seconds", 604_801),
        RegistryError::InvalidPolicy
    );
    for index in 0..6 {
        assert_eq!(
            refused("policy.share_bps", share(index)),
            RegistryError::InvalidPolicy
        );
    }
    // 2 is PrivateNetwork, which the kit's policy names no group for.
    for level in [0, 2, 6] {
        assert_eq!(
            refused("policy.privacy", level),
            RegistryError::InvalidPolicy
        );
    }
    assert_eq!(refused("identity", 0), RegistryError::InvalidPolicy);
    assert_eq!(refused("identity", 3), RegistryError::InvalidPolicy);
}

#[test]
fn registers_at_every_privacy_level() {
    for level in 1..=5 {
        let mut registry = Registry::new();
        let node = registry.node_named("node-1");
        let registration = with(registration("node-1"), "policy.privacy", level);
        let group = address_for("group");
        let registration = with(registration, "policy.group", group.to_string());
        registry
            .run(register_call(&node, "node-1", registration))
            .accepted();
        assert_eq!(registry.node(&node).privacy.0, level);
        assert_eq!(registry.node(&node).group, group);
    }
}

#[test]
fn rejects_endpoints_that_are_not_printable_text() {
    let endpoint = |length: usize, text: &[u8]| {
        let mut bytes = [0u8; 128];
        bytes[..text.len()].copy_from_slice(text);
        json!({ "length": length, "bytes": bytes.to_vec() })
    };
    for broken in [
        endpoint(0, b""),
        endpoint(129, b"a"),
        endpoint(2, b"a\n"),
        endpoint(2, b"a\x7f"),
        endpoint(2, b"a"),
        // Bytes behind the length would give one endpoint two forms.
        endpoint(1, b"ab"),
    ] {
        assert_eq!(
            refused("endpoint.endpoint", broken),
            RegistryError::InvalidEndpoint
        );
    }
    let mut registry = Registry::new();
    let node = registry.node_named("node-1");
    let longest = with(
        registration("node-1"),
        "endpoint.endpoint",
        endpoint(128, &[b'~'; 128]),
    );
    registry
        .run(register_call(&node, "node-1", longest))
        .accepted();
}

#[test]
fn rejects_a_zero_descriptor_and_a_zero_payout() {
    assert_eq!(
        refused("hardware.descriptor_digest", json!(vec![0; 32])),
        RegistryError::ZeroDigest
    );
    assert_eq!(
        refused("payout", Pubkey::default().to_string()),
        RegistryError::ZeroAddress
    );
}

#[test]
fn accepts_a_node_whose_address_holds_lamports_already() {
    // Whoever sends lamports to an address ahead must not block it.
    let mut registry = Registry::new();
    let node = registry.node_named("node-1");
    registry.world.fund(&node.address, 1);
    registry
        .run(register_call(&node, "node-1", registration("node-1")))
        .accepted();
}
