//! 54-56: peerings of a node and a requester.

use {
    crate::support::{by, Node, Registry, DAY},
    hypernode_test_kit::{address_for, assert_refused, call, Call, Pubkey},
    registry::{
        error::RegistryError,
        events::{PeeringAccepted, PeeringProposed, PeeringRevoked},
        seeds::find_peering_address,
        state::Peering,
    },
    serde_json::json,
};

fn requester() -> Pubkey {
    address_for("alice")
}

fn peering_of(node: &Node) -> Pubkey {
    find_peering_address(&node.address, &requester()).0
}

fn propose_call(node: &Node, signer: Pubkey, expires_at: i64) -> Call {
    call("registry", "propose_peering")
        .account("node", node.address)
        .account("requester", requester())
        .account("signer", signer)
        .account("payer", address_for("payer"))
        .args(json!({ "expires_at": expires_at }))
}

fn accept_call(node: &Node, signer: Pubkey) -> Call {
    by("accept_peering", "signer", signer)
        .account("node", node.address)
        .account("peering", peering_of(node))
}

fn revoke_call(node: &Node, signer: Pubkey) -> Call {
    by("revoke_peering", "signer", signer)
        .account("node", node.address)
        .account("peering", peering_of(node))
        .account("rent_payer", address_for("payer"))
}

fn with_node() -> (Registry, Node) {
    let (mut registry, node) = Registry::with_node();
    for actor in ["alice", "payer", "stranger"] {
        registry.world.actor(actor);
    }
    (registry, node)
}

/// A peering that `proposer` signed for a day.
#[track_caller]
fn proposed(proposer: impl FnOnce(&Node) -> Pubkey) -> (Registry, Node) {
    let (mut registry, node) = with_node();
    let expires_at = registry.world.now() + DAY;
    let propose = propose_call(&node, proposer(&node), expires_at);
    registry.run(propose).accepted();
    (registry, node)
}

#[test]
fn lets_the_requester_propose_and_the_nodes_authority_accept() {
    let (mut registry, node) = with_node();
    let (now, slot) = (registry.world.now(), registry.world.slot());
    let outcome = registry
        .run(propose_call(&node, requester(), now + DAY))
        .accepted();
    outcome.assert_emitted(&PeeringProposed {
        peering: peering_of(&node),
        peering_changes: 1,
        node: node.address,
        requester: requester(),
        signer: requester(),
        node_signed_at: 0,
        requester_signed_at: now,
        expires_at: now + DAY,
        rent_payer: address_for("payer"),
        slot,
        at: now,
    });
    let outcome = registry.run(accept_call(&node, node.authority)).accepted();
    let peering: Peering = registry.world.read(&peering_of(&node));
    assert_eq!(peering.node_signed_at.get(), now);
    assert_eq!(peering.requester_signed_at.get(), now);
    outcome.assert_emitted(&PeeringAccepted {
        peering: peering_of(&node),
        peering_changes: 2,
        node: node.address,
        requester: requester(),
        signer: node.authority,
        node_signed_at_before: 0,
        node_signed_at_after: now,
        requester_signed_at_before: now,
        requester_signed_at_after: now,
        slot,
        at: now,
    });
}

#[test]
fn lets_the_nodes_authority_propose_and_the_requester_accept() {
    let (mut registry, node) = proposed(|node| node.authority);
    registry.run(accept_call(&node, requester())).accepted();
    let peering: Peering = registry.world.read(&peering_of(&node));
    assert_ne!(peering.node_signed_at.get(), 0);
    assert_ne!(peering.requester_signed_at.get(), 0);
}

#[test]
fn rejects_peerings_by_operators_and_strangers() {
    let (mut registry, node) = with_node();
    let expires_at = registry.world.now() + DAY;
    for signer in [node.operator, address_for("stranger")] {
        assert_refused(
            registry.run(propose_call(&node, signer, expires_at)),
            RegistryError::NotPeeringParty,
        );
    }
    registry
        .run(propose_call(&node, requester(), expires_at))
        .accepted();
    for signer in [node.operator, address_for("stranger"), requester()] {
        assert_refused(
            registry.run(accept_call(&node, signer)),
            RegistryError::NotPeeringParty,
        );
    }
    for signer in [node.operator, address_for("stranger")] {
        assert_refused(
            registry.run(revoke_call(&node, signer)),
            RegistryError::NotPeeringParty,
        );
    }
}

#[test]
fn rejects_accepting_twice() {
    let (mut registry, node) = proposed(|_| requester());
    registry.run(accept_call(&node, node.authority)).accepted();
    for signer in [node.authority, requester()] {
        assert_refused(
            registry.run(accept_call(&node, signer)),
            RegistryError::NotPeeringParty,
        );
    }
}

#[test]
fn rejects_accepting_for_another_node() {
    let (mut registry, node) = proposed(|_| requester());
    let other = registry.register("node-2");
    let accept = accept_call(&node, other.authority).account("node", other.address);
    assert_refused(registry.run(accept), RegistryError::NotPeeringParty);
}

#[test]
fn rejects_an_end_that_is_not_ahead_and_accepting_after_it() {
    let (mut registry, node) = with_node();
    let now = registry.world.now();
    assert_refused(
        registry.run(propose_call(&node, requester(), now)),
        RegistryError::ParameterOutOfBounds,
    );
    registry
        .run(propose_call(&node, requester(), now + 10))
        .accepted();
    registry.world.warp_seconds(10);
    let mut at_the_end = Registry {
        world: registry.world.clone(),
    };
    at_the_end
        .run(accept_call(&node, node.authority))
        .accepted();
    registry.world.warp_seconds(1);
    assert_refused(
        registry.run(accept_call(&node, node.authority)),
        RegistryError::PeeringNotLive,
    );
}

#[test]
fn rejects_peerings_while_entries_are_paused() {
    let (mut registry, node) = proposed(|_| requester());
    let other = registry.register("node-2");
    registry.pause(true, false);
    let expires_at = registry.world.now() + DAY;
    assert_refused(
        registry.run(propose_call(&other, requester(), expires_at)),
        RegistryError::EntriesPaused,
    );
    assert_refused(
        registry.run(accept_call(&node, node.authority)),
        RegistryError::EntriesPaused,
    );
}

#[test]
fn lets_either_side_revoke_also_while_everything_is_paused() {
    for by_node in [true, false] {
        let (mut registry, node) = with_node();
        let before = registry.world.lamports(&address_for("payer"));
        let (now, slot) = (registry.world.now(), registry.world.slot());
        registry
            .run(propose_call(&node, requester(), now + DAY))
            .accepted();
        registry.pause(true, true);
        let signer = if by_node { node.authority } else { requester() };
        let elsewhere = revoke_call(&node, signer).account("rent_payer", node.authority);
        assert_refused(registry.run(elsewhere), RegistryError::WrongRentPayer);
        let outcome = registry.run(revoke_call(&node, signer)).accepted();
        assert_eq!(registry.world.lamports(&address_for("payer")), before);
        outcome.assert_emitted(&PeeringRevoked {
            peering: peering_of(&node),
            peering_changes: 2,
            node: node.address,
            requester: requester(),
            signer,
            rent_payer: address_for("payer"),
            slot,
            at: now,
        });
    }
}

#[test]
fn asks_the_node_to_sign_anew_in_its_next_life() {
    let (mut registry, node) = with_node();
    let expires_at = registry.world.now() + 100 * DAY;
    registry
        .run(propose_call(&node, node.authority, expires_at))
        .accepted();
    registry.run(accept_call(&node, requester())).accepted();
    registry.close(&node);
    registry.world.warp_seconds(1);
    registry.register("node-1");
    // The requester signed once and for all; the node's signature was that of its former life.
    assert_refused(
        registry.run(accept_call(&node, requester())),
        RegistryError::NotPeeringParty,
    );
    registry.run(accept_call(&node, node.authority)).accepted();
    let peering: Peering = registry.world.read(&peering_of(&node));
    assert_eq!(peering.node_signed_at.get(), registry.world.now());
}

#[test]
fn lets_the_requester_leave_a_closed_node() {
    let (mut registry, node) = proposed(|_| requester());
    registry.close(&node);
    assert_refused(
        registry.run(revoke_call(&node, node.authority)),
        RegistryError::NotPeeringParty,
    );
    registry.run(revoke_call(&node, requester())).accepted();
}
