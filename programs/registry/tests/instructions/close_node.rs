use {
    crate::support::{close_call, ended, Node, Registry, CLOSE_DELAY},
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{address_for, assert_refused, program_id_for, Pubkey},
    registry::{error::RegistryError, events::NodeClosed},
};

fn bond(node: &Node) -> Pubkey {
    let staking = program_id_for("staking");
    Pubkey::find_program_address(&[b"bond", node.address.as_ref()], &staking).0
}

#[test]
fn closes_node_and_reputation_and_returns_all_rent() {
    let mut registry = Registry::new();
    let before = {
        let node = registry.node_named("node-1");
        registry.world.lamports(&node.authority)
    };
    let node = registry.register("node-1");
    registry.deactivate(&node).accepted();
    let outcome = registry.run(close_call(&node)).accepted();
    assert!(registry.world.account(&node.address).is_none());
    assert!(registry.world.account(&node.reputation).is_none());
    assert_eq!(registry.world.lamports(&node.authority), before);
    outcome.assert_emitted(&NodeClosed {
        node: node.address,
        node_changes: 3,
        reputation: node.reputation,
        reputation_changes: 2,
        rent_payer: node.authority,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn closes_a_node_whose_bond_is_empty() {
    let (mut registry, node) = Registry::with_node();
    registry.write_bond(&node.address, &bond(&node), 0, 0);
    registry.deactivate(&node).accepted();
    registry.run(close_call(&node)).accepted();
}

#[test]
fn rejects_closing_a_node_that_is_bonded() {
    for (pledged, releasing) in [(1, 0), (0, 1)] {
        let (mut registry, node) = Registry::with_node();
        registry.write_bond(&node.address, &bond(&node), pledged, releasing);
        registry.deactivate(&node).accepted();
        assert_refused(registry.run(close_call(&node)), RegistryError::NodeBonded);
    }
}

#[test]
fn rejects_another_nodes_bond() {
    let (mut registry, node) = Registry::with_node();
    let other = registry.register("node-2");
    registry.deactivate(&node).accepted();
    let close = close_call(&node).account("bond", bond(&other));
    assert_refused(registry.run(close), ProgramError::InvalidSeeds);
}

#[test]
fn rejects_closing_before_the_delay_since_the_last_run() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 0).accepted();
    registry.end_run(&node, ended(1, 0)).accepted();
    registry.deactivate(&node).accepted();
    registry.world.warp_seconds(CLOSE_DELAY);
    assert_refused(registry.run(close_call(&node)), RegistryError::CloseTooSoon);
    registry.world.warp_seconds(1);
    registry.run(close_call(&node)).accepted();
}

#[test]
fn rejects_closing_a_node_that_serves() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        registry.run(close_call(&node)),
        RegistryError::NodeNotInactive,
    );
}

#[test]
fn rejects_closing_with_open_reports_or_bound_cards() {
    let (mut registry, node) = Registry::with_node();
    registry.bind(&node, 1).accepted();
    registry.note_report(&node, 1).accepted();
    registry.deactivate(&node).accepted();
    assert_refused(registry.run(close_call(&node)), RegistryError::ReportsOpen);
    registry.note_report(&node, -1).accepted();
    assert_refused(
        registry.run(close_call(&node)),
        RegistryError::FingerprintInUse,
    );
    registry.release(&node, 1).accepted();
    registry.run(close_call(&node)).accepted();
}

#[test]
fn rejects_closing_by_the_operator_or_to_another_rent_payer() {
    let (mut registry, node) = Registry::with_node();
    registry.deactivate(&node).accepted();
    assert_refused(
        registry.run(close_call(&node).account("authority", node.operator)),
        RegistryError::NotNodeAuthority,
    );
    assert_refused(
        registry.run(close_call(&node).account("rent_payer", address_for("stranger"))),
        RegistryError::WrongRentPayer,
    );
}
