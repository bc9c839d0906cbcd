use {
    crate::support::{by, ended, markets_caller, slashing_caller, with, Registry, DAY},
    anchor_lang::Error as ProgramError,
    hypernode_common::programs,
    hypernode_test_kit::{address_for, assert_refused, call},
    registry::{error::RegistryError, events::RunBegun},
    serde_json::json,
};

const OFFLINE_AFTER: i64 = 900;

#[test]
fn counts_a_run_and_its_gpus() {
    let (mut registry, node) = Registry::with_node();
    let outcome = registry.begin_run(&node, 3, 2).accepted();
    let stored = registry.node(&node);
    assert_eq!(stored.active_runs.get(), 1);
    assert_eq!(stored.gpus_in_use.get(), 2);
    outcome.assert_emitted(&RunBegun {
        node: node.address,
        node_changes: 2,
        active_runs_before: 0,
        active_runs_after: 1,
        gpus_in_use_before: 0,
        gpus_in_use_after: 2,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn rejects_run_beyond_capacity() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 2, 0).accepted();
    registry.begin_run(&node, 2, 0).accepted();
    assert_refused(registry.begin_run(&node, 2, 0), RegistryError::NodeFull);
    assert_refused(registry.begin_run(&node, 0, 0), RegistryError::NodeFull);
    registry.begin_run(&node, 3, 0).accepted();
}

#[test]
fn rejects_run_beyond_the_policys_own_limit() {
    let (mut registry, node) = Registry::with_node();
    for _ in 0..8 {
        registry.begin_run(&node, u16::MAX, 0).accepted();
    }
    assert_refused(
        registry.begin_run(&node, u16::MAX, 0),
        RegistryError::NodeFull,
    );
}

#[test]
fn rejects_gpus_exhausted() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 8, 1).accepted();
    assert_refused(
        registry.begin_run(&node, 8, 2),
        RegistryError::GpusExhausted,
    );
    registry.begin_run(&node, 8, 1).accepted();
    assert_refused(
        registry.begin_run(&node, 8, 1),
        RegistryError::GpusExhausted,
    );
    assert_refused(
        registry.begin_run(&node, 8, u16::MAX),
        RegistryError::GpusExhausted,
    );
}

#[test]
fn offers_only_the_policys_share_of_the_gpus() {
    let (mut registry, node) = Registry::with_node();
    let policy = with(
        crate::support::registration("node-1")["policy"].clone(),
        "share_bps",
        json!([10_000, 9_999, 10_000, 10_000, 10_000, 10_000]),
    );
    registry
        .run(
            by("update_policy", "signer", node.operator)
                .account("node", node.address)
                .args(json!({ "policy": policy })),
        )
        .accepted();
    assert_refused(
        registry.begin_run(&node, 8, 2),
        RegistryError::GpusExhausted,
    );
    registry.begin_run(&node, 8, 1).accepted();
}

#[test]
fn rejects_an_offline_node() {
    let (mut registry, node) = Registry::with_node();
    registry.world.warp_seconds(OFFLINE_AFTER);
    registry.begin_run(&node, 8, 0).accepted();
    registry.world.warp_seconds(1);
    assert_refused(
        registry.begin_run(&node, 8, 0),
        RegistryError::HeartbeatStale,
    );
}

#[test]
fn rejects_a_node_that_is_not_active() {
    let (mut registry, node) = Registry::with_node();
    registry
        .run(by("drain_node", "signer", node.operator).account("node", node.address))
        .accepted();
    assert_refused(
        registry.begin_run(&node, 8, 0),
        RegistryError::NodeNotActive,
    );

    let (mut registry, node) = Registry::with_node();
    let until = registry.world.now() + DAY;
    registry.suspend(&node, until).accepted();
    assert_refused(
        registry.begin_run(&node, 8, 0),
        RegistryError::NodeNotActive,
    );
}

#[test]
fn frees_the_capacity_with_the_run() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 2).accepted();
    registry
        .end_run(&node, with(ended(1, 0), "gpus", 2))
        .accepted();
    registry.begin_run(&node, 1, 2).accepted();
}

#[test]
fn rejects_fake_caller() {
    let (mut registry, node) = Registry::with_node();
    let begin = |caller| {
        let mut instruction = call("registry", "begin_run")
            .account("node", node.address)
            .args(json!({ "cap_runs": 1, "gpus": 0 }))
            .instruction();
        instruction.accounts[0].pubkey = caller;
        instruction
    };
    for program in programs::ALL {
        let caller = program.caller.address;
        if caller == markets_caller() {
            continue;
        }
        let outcome = registry.world.submit_as(&caller, &[begin(caller)]);
        assert_refused(outcome, RegistryError::NotCaller);
    }
    let wallet = registry.world.submit(&[begin(address_for("stranger"))]);
    assert_refused(wallet, RegistryError::NotCaller);

    let mut unsigned = begin(markets_caller());
    unsigned.accounts[0].is_signer = false;
    assert_refused(
        registry.world.submit(&[unsigned]),
        ProgramError::MissingRequiredSignature,
    );
    assert_ne!(slashing_caller(), markets_caller());
}
