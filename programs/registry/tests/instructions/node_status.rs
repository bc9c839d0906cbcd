//! 20-24: what a node does with new work.

use {
    crate::support::{by, ended, Node, Registry, DAY},
    hypernode_test_kit::{address_for, assert_refused, Call, Outcome, Pubkey},
    registry::{
        error::RegistryError,
        events::{NodeDeactivated, NodeDrained, NodeReinstated, NodeResumed, NodeSuspended},
        state::NodeStatus,
    },
};

const ACTIVE: u8 = NodeStatus::Active as u8;
const DRAINING: u8 = NodeStatus::Draining as u8;
const SUSPENDED: u8 = NodeStatus::Suspended as u8;
const INACTIVE: u8 = NodeStatus::Inactive as u8;

fn drain(node: &Node, signer: Pubkey) -> Call {
    by("drain_node", "signer", signer).account("node", node.address)
}

fn resume(node: &Node, signer: Pubkey) -> Call {
    by("resume_node", "authority", signer).account("node", node.address)
}

fn reinstate(registry: &mut Registry, node: &Node, signer: &str) -> Outcome {
    registry
        .run(by("reinstate_node", "authority", address_for(signer)).account("node", node.address))
}

#[test]
fn drains_by_operator_or_authority() {
    for operator in [true, false] {
        let (mut registry, node) = Registry::with_node();
        let signer = if operator {
            node.operator
        } else {
            node.authority
        };
        let outcome = registry.run(drain(&node, signer)).accepted();
        outcome.assert_emitted(&NodeDrained {
            node: node.address,
            node_changes: 2,
            signer,
            status_before: ACTIVE,
            status_after: DRAINING,
            slot: registry.world.slot(),
            at: registry.world.now(),
        });
        assert_refused(
            registry.run(drain(&node, signer)),
            RegistryError::NodeNotActive,
        );
    }
}

#[test]
fn rejects_drain_by_stranger() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        registry.run(drain(&node, address_for("stranger"))),
        RegistryError::NotOperator,
    );
}

#[test]
fn resumes_from_draining_and_from_retirement() {
    let (mut registry, node) = Registry::with_node();
    registry.run(drain(&node, node.operator)).accepted();
    registry.run(resume(&node, node.authority)).accepted();
    assert_eq!(registry.node(&node).status, NodeStatus::Active);

    registry.deactivate(&node).accepted();
    registry.world.warp_seconds(7 * DAY);
    let heartbeat_before = registry.node(&node).last_heartbeat_at.get();
    let outcome = registry.run(resume(&node, node.authority)).accepted();
    outcome.assert_emitted(&NodeResumed {
        node: node.address,
        node_changes: 5,
        status_before: INACTIVE,
        status_after: ACTIVE,
        last_heartbeat_at_before: heartbeat_before,
        last_heartbeat_at_after: registry.world.now(),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn keeps_resumed_node_unslashed() {
    // A week of rest is no outage: the last sign of life is the resumption, and no uptime is credited for it.
    let (mut registry, node) = Registry::with_node();
    registry.deactivate(&node).accepted();
    registry.world.warp_seconds(7 * DAY);
    registry.run(resume(&node, node.authority)).accepted();
    assert_eq!(
        registry.node(&node).last_heartbeat_at.get(),
        registry.world.now()
    );
    assert_eq!(registry.reputation(&node).uptime_seconds.get(), 0);
    registry.world.warp_seconds(100);
    registry.beat(&node).accepted();
    assert_eq!(registry.reputation(&node).uptime_seconds.get(), 100);
}

#[test]
fn rejects_resume_of_an_active_node_or_by_the_operator() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        registry.run(resume(&node, node.authority)),
        RegistryError::NodeNotInactive,
    );
    registry.run(drain(&node, node.operator)).accepted();
    assert_refused(
        registry.run(resume(&node, node.operator)),
        RegistryError::NotNodeAuthority,
    );
}

#[test]
fn rejects_resume_while_suspended() {
    let (mut registry, node) = Registry::with_node();
    let until = registry.world.now() + DAY;
    registry.suspend(&node, until).accepted();
    registry.world.warp_to(until);
    assert_refused(
        registry.run(resume(&node, node.authority)),
        RegistryError::NodeSuspended,
    );
    registry.world.warp_seconds(1);
    registry.run(resume(&node, node.authority)).accepted();
}

#[test]
fn rejects_resume_from_a_suspension_with_open_reports() {
    let (mut registry, node) = Registry::with_node();
    let until = registry.world.now() + DAY;
    registry.suspend(&node, until).accepted();
    registry.note_report(&node, 1).accepted();
    registry.world.warp_to(until + 1);
    assert_refused(
        registry.run(resume(&node, node.authority)),
        RegistryError::ReportsOpen,
    );
    registry.note_report(&node, -1).accepted();
    registry.run(resume(&node, node.authority)).accepted();
}

#[test]
fn lets_a_reported_node_work_on() {
    // A report alone stops nobody: that would sell outages for the price of a bond.
    let (mut registry, node) = Registry::with_node();
    registry.note_report(&node, 1).accepted();
    registry.begin_run(&node, 1, 0).accepted();
    registry.run(drain(&node, node.operator)).accepted();
    registry.run(resume(&node, node.authority)).accepted();
}

#[test]
fn retires_an_active_or_draining_node() {
    let (mut registry, node) = Registry::with_node();
    let outcome = registry.deactivate(&node).accepted();
    outcome.assert_emitted(&NodeDeactivated {
        node: node.address,
        node_changes: 2,
        status_before: ACTIVE,
        status_after: INACTIVE,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    assert_refused(registry.deactivate(&node), RegistryError::NodeNotServing);

    let draining = registry.register("node-2");
    registry.run(drain(&draining, draining.operator)).accepted();
    registry.deactivate(&draining).accepted();
}

#[test]
fn rejects_retirement_while_suspended_or_busy_or_by_the_operator() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        registry
            .run(by("deactivate_node", "authority", node.operator).account("node", node.address)),
        RegistryError::NotNodeAuthority,
    );
    registry.begin_run(&node, 1, 0).accepted();
    assert_refused(registry.deactivate(&node), RegistryError::NodeBusy);
    registry.end_run(&node, ended(1, 0)).accepted();
    let until = registry.world.now() + DAY;
    registry.suspend(&node, until).accepted();
    assert_refused(registry.deactivate(&node), RegistryError::NodeNotServing);
}

#[test]
fn suspends_any_node_that_is_not_retired() {
    let (mut registry, node) = Registry::with_node();
    let now = registry.world.now();
    let outcome = registry.suspend(&node, now + DAY).accepted();
    outcome.assert_emitted(&NodeSuspended {
        node: node.address,
        node_changes: 2,
        status_before: ACTIVE,
        status_after: SUSPENDED,
        suspended_until_before: 0,
        suspended_until_after: now + DAY,
        slot: registry.world.slot(),
        at: now,
    });
    // The authority may also change its mind about how long.
    registry.suspend(&node, now + 1).accepted();

    let retired = registry.register("node-2");
    registry.deactivate(&retired).accepted();
    assert_refused(
        registry.suspend(&retired, now + DAY),
        RegistryError::NodeNotServing,
    );
}

#[test]
fn rejects_suspension_by_guardian_or_into_the_past() {
    let (mut registry, node) = Registry::with_node();
    let now = registry.world.now();
    assert_refused(
        registry.suspend(&node, now),
        RegistryError::ParameterOutOfBounds,
    );
    for signer in [address_for("guardian"), node.authority] {
        let suspend = by("suspend_node", "authority", signer)
            .account("node", node.address)
            .args(serde_json::json!({ "until": now + DAY }));
        assert_refused(registry.run(suspend), RegistryError::NotAuthority);
    }
}

#[test]
fn reinstates_a_suspended_node_at_once() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        reinstate(&mut registry, &node, "deployer"),
        RegistryError::NodeNotSuspended,
    );
    let until = registry.world.now() + 7 * DAY;
    let heartbeat = registry.world.now();
    registry.suspend(&node, until).accepted();
    registry.world.warp_seconds(DAY);
    assert_refused(
        reinstate(&mut registry, &node, "guardian"),
        RegistryError::NotAuthority,
    );
    let outcome = reinstate(&mut registry, &node, "deployer").accepted();
    outcome.assert_emitted(&NodeReinstated {
        node: node.address,
        node_changes: 3,
        status_before: SUSPENDED,
        status_after: ACTIVE,
        suspended_until_before: until,
        suspended_until_after: 0,
        last_heartbeat_at_before: heartbeat,
        last_heartbeat_at_after: registry.world.now(),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    assert_eq!(registry.reputation(&node).uptime_seconds.get(), 0);
}
