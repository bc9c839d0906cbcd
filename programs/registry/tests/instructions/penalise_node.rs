//! 42, 43: what slashing tells the registry.

use {
    crate::support::{by, slashing_caller, Registry, COUNTED_FEE, DAY},
    anchor_lang::Error as ProgramError,
    hypernode_common::{programs, slashing::Reason},
    hypernode_test_kit::{address_for, assert_refused, call},
    registry::{
        error::RegistryError,
        events::{NodePenalised, ReportNoted},
        state::NodeStatus,
    },
    serde_json::json,
};

#[test]
fn counts_open_reports() {
    let (mut registry, node) = Registry::with_node();
    let outcome = registry.note_report(&node, 1).accepted();
    outcome.assert_emitted(&ReportNoted {
        node: node.address,
        node_changes: 2,
        open_reports_before: 0,
        open_reports_after: 1,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    registry.note_report(&node, -1).accepted();
    assert_eq!(registry.node(&node).open_reports.get(), 0);
}

#[test]
fn rejects_other_steps_and_fewer_than_none() {
    let (mut registry, node) = Registry::with_node();
    for step in [0, 2, -2] {
        assert_refused(
            registry.note_report(&node, step),
            RegistryError::InvalidOutcome,
        );
    }
    assert_refused(registry.note_report(&node, -1), RegistryError::Overflow);
}

#[test]
fn counts_invalid_results_and_rates_anew() {
    let counts = |reason: Reason| {
        let (mut registry, node) = Registry::with_node();
        registry.penalise(&node, reason as u8, 0).accepted();
        registry.reputation(&node).invalid.get()
    };
    assert_eq!(counts(Reason::Timeout), 0);
    assert_eq!(counts(Reason::Offline), 0);
    assert_eq!(counts(Reason::InvalidResult), 1);
    assert_eq!(counts(Reason::Malicious), 1);

    let (mut registry, node) = Registry::with_node();
    for _ in 0..10 {
        registry.run_once(&node, 1, COUNTED_FEE);
    }
    let before = registry.reputation(&node);
    let outcome = registry
        .penalise(&node, Reason::InvalidResult as u8, 0)
        .accepted();
    // Ten good runs and one invalid result: completion 10 of 15.
    let after = registry.reputation(&node);
    assert_eq!((before.score.get(), after.score.get()), (850, 649));
    outcome.assert_emitted(&NodePenalised {
        node: node.address,
        node_changes: registry.node(&node).changes.get(),
        reputation: node.reputation,
        reputation_changes: after.changes.get(),
        reason: Reason::InvalidResult as u8,
        status_before: NodeStatus::Active as u8,
        status_after: NodeStatus::Active as u8,
        suspended_until_before: 0,
        suspended_until_after: 0,
        invalid_before: 0,
        invalid_after: 1,
        score_before: 850,
        score_after: 649,
        tier_before: before.tier.0,
        tier_after: after.tier.0,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn suspends_while_the_end_is_ahead_and_never_shortens() {
    let (mut registry, node) = Registry::with_node();
    let now = registry.world.now();
    let offline = Reason::Offline as u8;
    registry.penalise(&node, offline, now).accepted();
    assert_eq!(registry.node(&node).status, NodeStatus::Active);
    registry.penalise(&node, offline, now + 7 * DAY).accepted();
    registry.penalise(&node, offline, now + DAY).accepted();
    let stored = registry.node(&node);
    assert_eq!(stored.status, NodeStatus::Suspended);
    assert_eq!(stored.suspended_until.get(), now + 7 * DAY);
}

#[test]
fn suspends_a_retired_node_too() {
    let (mut registry, node) = Registry::with_node();
    registry.deactivate(&node).accepted();
    let until = registry.world.now() + DAY;
    registry
        .penalise(&node, Reason::Offline as u8, until)
        .accepted();
    assert_eq!(registry.node(&node).status, NodeStatus::Suspended);

    // It neither slips out by resuming nor stays for ever: after the suspension it retires again and closes.
    let resume = || by("resume_node", "authority", node.authority).account("node", node.address);
    registry.world.warp_to(until);
    assert_refused(registry.run(resume()), RegistryError::NodeSuspended);
    assert_refused(registry.deactivate(&node), RegistryError::NodeNotServing);
    registry.world.warp_seconds(1);
    registry.run(resume()).accepted();
    registry.close(&node);
}

#[test]
fn rejects_an_unknown_reason() {
    let (mut registry, node) = Registry::with_node();
    for reason in [0, 5] {
        assert_refused(
            registry.penalise(&node, reason, 0),
            RegistryError::InvalidOutcome,
        );
    }
}

#[test]
fn rejects_fake_caller() {
    let (mut registry, node) = Registry::with_node();
    let note = call("registry", "note_report")
        .account("node", node.address)
        .args(json!({ "step": 1 }))
        .instruction();
    let penalise = call("registry", "penalise_node")
        .account("node", node.address)
        .args(json!({ "reason": 3, "suspend_until": 0 }))
        .instruction();
    for instruction in [note, penalise] {
        let signed_by = |caller| {
            let mut instruction = instruction.clone();
            instruction.accounts[0].pubkey = caller;
            instruction
        };
        for program in programs::ALL {
            let caller = program.caller.address;
            if caller != slashing_caller() {
                let outcome = registry.world.submit_as(&caller, &[signed_by(caller)]);
                assert_refused(outcome, RegistryError::NotCaller);
            }
        }
        for wallet in [node.authority, address_for("deployer")] {
            let outcome = registry.world.submit(&[signed_by(wallet)]);
            assert_refused(outcome, RegistryError::NotCaller);
        }
        let mut unsigned = signed_by(slashing_caller());
        unsigned.accounts[0].is_signer = false;
        assert_refused(
            registry.world.submit(&[unsigned]),
            ProgramError::MissingRequiredSignature,
        );
    }
}
