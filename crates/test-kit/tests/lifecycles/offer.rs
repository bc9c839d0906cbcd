//! An offer, from publication to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{scenarios::Scene, Node, Subject},
    serde_json::{json, Value as Json},
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "offer",
    account: "offer",
    programs: &["markets"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "operator",
        "node authority",
        "requester",
        "market admin",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("markets.publish_offer", &["Closed"], &["operator"]),
        ("markets.update_offer", OF_A_NODE, &["operator"]),
        (
            "markets.update_offer",
            &["Older than its node"],
            &["operator"],
        ),
        // Whoever it is posts a job of its own.
        ("markets.post_job_to_offer", &["Active"], ANYONE),
        (
            "markets.close_offer",
            OF_A_NODE,
            &["operator", "node authority"],
        ),
        (
            "markets.close_offer",
            &["Node closed", "Older than its node"],
            ANYONE,
        ),
    ],
};

/// States in which its node stands as it was.
const OF_A_NODE: &[&str] = &[
    "Active",
    "Active, full",
    "Active, by hand",
    "Active, node draining",
    "Paused",
];

const STATES: &[State] = &[
    state("Active", |scene| {
        let node = scene.offering();
        about(scene, &node)
    }),
    state("Active, full", |scene| {
        let node = scene.offering();
        let post = scene.post_to(&node);
        scene.happens(post);
        updates(scene, &node, terms(1, true, 1));
        about(scene, &node)
    }),
    state("Active, by hand", |scene| {
        let node = scene.offering();
        updates(scene, &node, terms(1, false, 8));
        about(scene, &node)
    }),
    state("Active, node draining", |scene| {
        let node = scene.offering();
        let by_operator = Subject::node(node.address).signed_by(node.operator);
        scene.does("registry", "drain_node", &by_operator, json!({}));
        about(scene, &node)
    }),
    state("Paused", |scene| {
        let node = scene.offering();
        updates(scene, &node, terms(2, true, 8));
        about(scene, &node)
    }),
    state("Node closed", |scene| {
        let node = leaves(scene);
        about(scene, &node)
    }),
    state("Older than its node", |scene| {
        let node = leaves(scene);
        let register = scene.stage.register_call(&scene.name("node"));
        scene.happens(register);
        about(scene, &node)
    }),
    state("Closed", |scene| {
        let node = scene.offering();
        let case = about(scene, &node);
        let close = case.complete(scene.stage, "markets", "close_offer");
        scene.happens(close.account("signer", node.operator));
        case
    }),
];

fn terms(status: u8, auto_accept: bool, slots: u16) -> Json {
    json!({ "terms": {
        "status": status, "auto_accept": auto_accept, "slots": slots, "price_per_second": 277,
        "min_duration_seconds": 1, "max_duration_seconds": 86_400,
    } })
}

fn updates(scene: &mut Scene, node: &Node, terms: Json) {
    scene.does(
        "markets",
        "update_offer",
        &Subject::node(node.address),
        terms,
    );
}

/// A node that is closed and left its offer.
fn leaves(scene: &mut Scene) -> Node {
    let node = scene.bare_node();
    let publish = scene.publish(&node);
    scene.happens(publish);
    scene.deactivates(&node);
    scene.wait(8 * DAY);
    let about = Subject::node(node.address);
    scene.does("registry", "close_node", &about, json!({}));
    node
}

fn about(scene: &mut Scene, node: &Node) -> Case {
    let publish = scene.publish(node);
    let post = scene.post_to(node);
    Case::from(Subject::node(node.address))
        .posting(&post)
        .with("rent_payer", publish.address_of("payer").expect("named"))
        .with_in("post_job_to_offer", "payer", scene.actor("payer"))
        .saying_in("publish_offer", terms(1, true, 8))
        .saying_in("update_offer", terms(1, true, 9))
        .saying_in("post_job_to_offer", json!({ "id": vec![3; 16] }))
}
