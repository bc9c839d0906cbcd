//! 14, 15, 17, 18: whose node it is and who is paid.

use {
    crate::support::{by, Registry, DAY},
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{address_for, assert_refused, Call, Pubkey, Signer},
    registry::{
        error::RegistryError,
        events::{NodeAuthorityAccepted, NodeAuthorityProposed, OperatorRotated, PayoutProposed},
    },
    serde_json::json,
};

fn rotate(node: &crate::support::Node, authority: Pubkey, operator: Pubkey) -> Call {
    by("rotate_operator", "authority", authority)
        .account("node", node.address)
        .account("new_operator", operator)
}

fn propose(node: &crate::support::Node, authority: Pubkey, key: Pubkey) -> Call {
    by("propose_node_authority", "authority", authority)
        .account("node", node.address)
        .args(json!({ "key": key.to_string() }))
}

fn accept(node: &crate::support::Node, key: Pubkey) -> Call {
    by("accept_node_authority", "pending_authority", key).account("node", node.address)
}

#[test]
fn rotates_the_operator_with_both_signatures() {
    let (mut registry, node) = Registry::with_node();
    let next = registry.world.actor("next").pubkey();
    let outcome = registry.run(rotate(&node, node.authority, next)).accepted();
    outcome.assert_emitted(&OperatorRotated {
        node: node.address,
        node_changes: 2,
        operator_before: node.operator,
        operator_after: next,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    registry.world.warp_seconds(60);
    assert_refused(registry.beat(&node), RegistryError::NotOperator);
    registry
        .run(by("record_heartbeat", "operator", next).account("node", node.address))
        .accepted();
}

#[test]
fn rejects_rotation_by_the_operator_or_without_the_next_ones_signature() {
    let (mut registry, node) = Registry::with_node();
    let next = registry.world.actor("next").pubkey();
    assert_refused(
        registry.run(rotate(&node, node.operator, next)),
        RegistryError::NotNodeAuthority,
    );
    let mut unsigned = rotate(&node, node.authority, next).instruction();
    unsigned
        .accounts
        .iter_mut()
        .filter(|meta| meta.pubkey == next)
        .for_each(|meta| meta.is_signer = false);
    assert_refused(
        registry.world.submit(&[unsigned]),
        ProgramError::MissingRequiredSignature,
    );
}

#[test]
fn hands_the_node_over_in_two_steps() {
    let (mut registry, node) = Registry::with_node();
    let next = registry.world.actor("next").pubkey();
    let zero = Pubkey::default();
    let outcome = registry
        .run(propose(&node, node.authority, next))
        .accepted();
    outcome.assert_emitted(&NodeAuthorityProposed {
        node: node.address,
        node_changes: 2,
        pending_authority_before: zero,
        pending_authority_after: next,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    let outcome = registry.run(accept(&node, next)).accepted();
    outcome.assert_emitted(&NodeAuthorityAccepted {
        node: node.address,
        node_changes: 3,
        authority_before: node.authority,
        authority_after: next,
        pending_authority_before: next,
        pending_authority_after: zero,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    let stored = registry.node(&node);
    assert_eq!(stored.authority, next);
    assert_eq!(stored.registrant, node.authority);
    assert_refused(
        registry.run(propose(&node, node.authority, next)),
        RegistryError::NotNodeAuthority,
    );
    assert_refused(
        registry.run(accept(&node, next)),
        RegistryError::NotNodeAuthority,
    );
}

#[test]
fn rejects_handing_over_by_the_operator_or_to_nobody() {
    let (mut registry, node) = Registry::with_node();
    let next = registry.world.actor("next").pubkey();
    assert_refused(
        registry.run(propose(&node, node.operator, next)),
        RegistryError::NotNodeAuthority,
    );
    assert_refused(
        registry.run(propose(&node, node.authority, Pubkey::default())),
        RegistryError::ZeroAddress,
    );
    registry
        .run(propose(&node, node.authority, next))
        .accepted();
    assert_refused(
        registry.run(accept(&node, node.operator)),
        RegistryError::NotNodeAuthority,
    );
}

#[test]
fn proposes_a_payout_for_after_the_delay() {
    let (mut registry, node) = Registry::with_node();
    let payout = address_for("next");
    let propose = |signer: Pubkey, payout: Pubkey| {
        by("propose_payout", "authority", signer)
            .account("node", node.address)
            .args(json!({ "payout": payout.to_string() }))
    };
    assert_refused(
        registry.run(propose(node.operator, payout)),
        RegistryError::NotNodeAuthority,
    );
    assert_refused(
        registry.run(propose(node.authority, Pubkey::default())),
        RegistryError::ZeroAddress,
    );
    let outcome = registry.run(propose(node.authority, payout)).accepted();
    let now = registry.world.now();
    outcome.assert_emitted(&PayoutProposed {
        node: node.address,
        node_changes: 2,
        pending_payout_before: Pubkey::default(),
        pending_payout_after: payout,
        payout_effective_at_before: 0,
        payout_effective_at_after: now + DAY,
        slot: registry.world.slot(),
        at: now,
    });
    assert_eq!(registry.node(&node).payout, address_for("node-1-payout"));
}
