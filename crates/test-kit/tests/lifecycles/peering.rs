//! A peering of a node and a requester, from proposal to revocation.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State},
    },
    hypernode_test_kit::{address_for, scenarios::Scene, Call, Node},
    serde_json::json,
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "peering",
    account: "peering",
    programs: &["registry"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "peer",
        "node authority",
        "operator",
        "crank",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("registry.propose_peering", &["Revoked"], SIDES),
        (
            "registry.accept_peering",
            &["Proposed by the requester"],
            &["node authority"],
        ),
        (
            "registry.accept_peering",
            &["Proposed by the node"],
            &["peer"],
        ),
        (
            "registry.revoke_peering",
            &[
                "Proposed by the requester",
                "Proposed by the node",
                "Proposed, expired",
                "Accepted",
                "Accepted, expired",
            ],
            SIDES,
        ),
    ],
};

/// Either of them.
const SIDES: &[&str] = &["peer", "node authority"];

const STATES: &[State] = &[
    state("Proposed by the requester", |scene| proposed(scene).1),
    state("Proposed by the node", |scene| {
        let node = scene.bare_node();
        let propose = scene.propose_peering(&node);
        let case = about(scene, &node, &propose);
        scene.happens(propose.account("signer", node.authority));
        case
    }),
    state("Proposed, expired", |scene| {
        let case = proposed(scene).1;
        scene.wait(DAY + 1);
        case
    }),
    state("Accepted", accepted),
    state("Accepted, expired", |scene| {
        let case = accepted(scene);
        scene.wait(DAY + 1);
        case
    }),
    state("Revoked", |scene| {
        let case = accepted(scene);
        let revoke = case.complete(scene.stage, "registry", "revoke_peering");
        let peer = scene.actor("peer");
        scene.happens(revoke.account("signer", peer));
        case
    }),
];

fn proposed(scene: &mut Scene) -> (Node, Case) {
    let node = scene.bare_node();
    let propose = scene.propose_peering(&node);
    let case = about(scene, &node, &propose);
    scene.happens(propose);
    (node, case)
}

fn accepted(scene: &mut Scene) -> Case {
    let (node, case) = proposed(scene);
    let accept = case.complete(scene.stage, "registry", "accept_peering");
    scene.happens(accept.account("signer", node.authority));
    case
}

fn about(scene: &mut Scene, node: &Node, propose: &Call) -> Case {
    let peering = propose.address_of("peering").expect("a peering has seeds");
    Case::default()
        .with("node", node.address)
        .with("requester", scene.actor("peer"))
        .with("peering", peering)
        .with("rent_payer", address_for("crank"))
        .saying(json!({ "expires_at": scene.tomorrow() }))
}
