//! Instructions 2-7.

use {
    crate::support::{by, register_call, registration, with, Registry, DAY},
    hypernode_test_kit::{address_for, assert_refused, defaults, Call, Outcome, Pubkey, Signer},
    registry::{
        error::RegistryError,
        instructions::{
            AuthorityAccepted, AuthorityProposed, ConfigUpdated, GuardianSet, Paused, Unpaused,
        },
        seeds, state,
    },
    serde_json::json,
};

const HOUR: i64 = 3_600;

fn config(registry: &Registry) -> state::Config {
    registry.world.read(&seeds::find_config_address().0)
}

fn propose(signer: &str, key: &Pubkey) -> Call {
    by("propose_authority", "authority", address_for(signer))
        .args(json!({ "key": key.to_string() }))
}

fn pause(registry: &mut Registry, signer: &str, entries: bool, exits: bool) -> Outcome {
    registry.run(
        by("pause", "guardian", address_for(signer))
            .args(json!({ "entries": entries, "exits": exits })),
    )
}

fn unpause(registry: &mut Registry, signer: &str) -> Outcome {
    registry.run(by("unpause", "authority", address_for(signer)).args(json!({})))
}

fn accept(registry: &mut Registry, signer: &str) -> Outcome {
    registry.run(by(
        "accept_authority",
        "pending_authority",
        address_for(signer),
    ))
}

#[test]
fn hands_the_authority_over_in_two_steps() {
    let mut registry = Registry::new();
    let next = registry.world.actor("next").pubkey();
    let zero = Pubkey::default();
    let at = (registry.world.slot(), registry.world.now());

    let outcome = registry.run(propose("deployer", &next)).accepted();
    outcome.assert_emitted(&AuthorityProposed {
        config: seeds::find_config_address().0,
        config_changes: 2,
        pending_authority_before: zero,
        pending_authority_after: next,
        slot: at.0,
        at: at.1,
    });
    assert_eq!(config(&registry).head.authority, address_for("deployer"));

    let outcome = accept(&mut registry, "next").accepted();
    outcome.assert_emitted(&AuthorityAccepted {
        config: seeds::find_config_address().0,
        config_changes: 3,
        authority_before: address_for("deployer"),
        authority_after: next,
        pending_authority_before: next,
        pending_authority_after: zero,
        slot: at.0,
        at: at.1,
    });
    assert_eq!(config(&registry).head.authority, next);
    assert_eq!(config(&registry).head.pending_authority, zero);
    assert_refused(
        registry.run(propose("deployer", &next)),
        RegistryError::NotAuthority,
    );
}

#[test]
fn rejects_propose_authority_by_stranger_or_of_zero() {
    let mut registry = Registry::new();
    let key = address_for("stranger");
    assert_refused(
        registry.run(propose("stranger", &key)),
        RegistryError::NotAuthority,
    );
    assert_refused(
        registry.run(propose("deployer", &Pubkey::default())),
        RegistryError::ZeroAddress,
    );
}

#[test]
fn rejects_accept_authority_by_anyone_but_the_proposed() {
    let mut registry = Registry::new();
    assert_refused(
        accept(&mut registry, "deployer"),
        RegistryError::NotPendingAuthority,
    );
    let next = registry.world.actor("next").pubkey();
    registry.run(propose("deployer", &next)).accepted();
    assert_refused(
        accept(&mut registry, "stranger"),
        RegistryError::NotPendingAuthority,
    );
}

#[test]
fn replaces_the_guardian() {
    let mut registry = Registry::new();
    let next = address_for("stranger");
    let set = |signer: &str, key: &Pubkey| {
        by("set_guardian", "authority", address_for(signer)).args(json!({ "key": key.to_string() }))
    };
    assert_refused(
        registry.run(set("guardian", &next)),
        RegistryError::NotAuthority,
    );
    assert_refused(
        registry.run(set("deployer", &Pubkey::default())),
        RegistryError::ZeroAddress,
    );
    let outcome = registry.run(set("deployer", &next)).accepted();
    outcome.assert_emitted(&GuardianSet {
        config: seeds::find_config_address().0,
        config_changes: 2,
        guardian_before: address_for("guardian"),
        guardian_after: next,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    assert_refused(
        pause(&mut registry, "guardian", true, false),
        RegistryError::NotGuardian,
    );
    pause(&mut registry, "stranger", true, false).accepted();
}

#[test]
fn refuses_entries_until_unpaused_while_all_else_works() {
    let (mut registry, node) = Registry::with_node();
    let outcome = pause(&mut registry, "guardian", true, false).accepted();
    outcome.assert_emitted(&Paused {
        config: seeds::find_config_address().0,
        config_changes: 2,
        signer: address_for("guardian"),
        entries_paused_before: 0,
        entries_paused_after: 1,
        exits_paused_until_before: 0,
        exits_paused_until_after: 0,
        exits_rearm_at_before: 0,
        exits_rearm_at_after: 0,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });

    let second = registry.node_named("node-2");
    let register = register_call(&second, "node-2", registration("node-2"));
    assert_refused(registry.run(register.clone()), RegistryError::EntriesPaused);
    registry.world.warp_seconds(365 * DAY);
    assert_refused(registry.run(register.clone()), RegistryError::EntriesPaused);
    registry.beat(&node).accepted();
    registry.bind(&node, 1).accepted();
    registry.release(&node, 1).accepted();
    registry.begin_run(&node, 1, 0).accepted();

    let outcome = unpause(&mut registry, "deployer").accepted();
    outcome.assert_emitted(&Unpaused {
        config: seeds::find_config_address().0,
        config_changes: 3,
        entries_paused_before: 1,
        entries_paused_after: 0,
        exits_paused_until_before: 0,
        exits_paused_until_after: 0,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    registry.run(register).accepted();
}

#[test]
fn lets_an_exit_pause_lapse_after_72_hours() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    pause(&mut registry, "guardian", false, true).accepted();

    assert_refused(registry.release(&node, 1), RegistryError::ExitsPaused);
    registry.world.warp_seconds(72 * HOUR);
    assert_refused(registry.release(&node, 1), RegistryError::ExitsPaused);
    registry.world.warp_seconds(1);
    registry.release(&node, 1).accepted();
}

#[test]
fn rejects_a_second_exit_pause_of_the_guardian_within_30_days() {
    let mut registry = Registry::new();
    pause(&mut registry, "guardian", false, true).accepted();
    registry.world.warp_seconds(30 * DAY);
    assert_refused(
        pause(&mut registry, "guardian", false, true),
        RegistryError::PauseTooSoon,
    );
    pause(&mut registry, "guardian", true, false).accepted();
    registry.world.warp_seconds(1);
    pause(&mut registry, "guardian", false, true).accepted();
    // The authority answers to governance and may repeat.
    pause(&mut registry, "deployer", false, true).accepted();
}

#[test]
fn rejects_pause_by_stranger_and_of_nothing() {
    let mut registry = Registry::new();
    assert_refused(
        pause(&mut registry, "stranger", true, true),
        RegistryError::NotGuardian,
    );
    assert_refused(
        pause(&mut registry, "guardian", false, false),
        RegistryError::ParameterOutOfBounds,
    );
}

#[test]
fn rejects_unpause_by_guardian_and_of_nothing() {
    let mut registry = Registry::new();
    assert_refused(unpause(&mut registry, "deployer"), RegistryError::NotPaused);
    pause(&mut registry, "guardian", false, true).accepted();
    assert_refused(
        unpause(&mut registry, "guardian"),
        RegistryError::NotAuthority,
    );
    unpause(&mut registry, "deployer").accepted();
    assert_refused(unpause(&mut registry, "deployer"), RegistryError::NotPaused);
    // The guardian's 30 days go on.
    assert_refused(
        pause(&mut registry, "guardian", false, true),
        RegistryError::PauseTooSoon,
    );
}

#[test]
fn counts_a_lapsed_exit_pause_as_not_paused() {
    let mut registry = Registry::new();
    pause(&mut registry, "guardian", false, true).accepted();
    registry.world.warp_seconds(72 * HOUR + 1);
    assert_refused(unpause(&mut registry, "deployer"), RegistryError::NotPaused);
}

#[test]
fn replaces_the_whole_parameter_block() {
    let mut registry = Registry::new();
    let params_before: state::RegistryParams = config(&registry).params.into();
    let next = with(defaults::registry_params(), "heartbeat_floor_seconds", 60);
    let update = |signer: &str, params| {
        by("update_config", "authority", address_for(signer)).args(json!({ "params": params }))
    };
    assert_refused(
        registry.run(update("guardian", next.clone())),
        RegistryError::NotAuthority,
    );
    let too_small = with(defaults::registry_params(), "heartbeat_floor_seconds", 9);
    assert_refused(
        registry.run(update("deployer", too_small)),
        RegistryError::ParameterOutOfBounds,
    );
    let outcome = registry.run(update("deployer", next)).accepted();
    let params_after = state::RegistryParams {
        heartbeat_floor_seconds: 60,
        ..params_before
    };
    outcome.assert_emitted(&ConfigUpdated {
        config: seeds::find_config_address().0,
        config_changes: 2,
        params_before,
        params_after,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    assert_eq!(
        state::RegistryParams::from(config(&registry).params),
        params_after
    );
}
