//! A market: its statuses, and what they stop.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{
        address_for, call, defaults, id_for, pda, scenarios::Scene, Pubkey, Subject, HYPER,
    },
    serde_json::json,
};

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "market",
    account: "market",
    programs: &["markets"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "market admin",
        "authority",
        "guardian",
        "requester",
        "funder",
        "operator",
        "stranger",
    ],
    allowed: &[
        ("markets.create_market", &["Absent"], KEEPERS),
        ("markets.update_market", &["Active", "Paused"], KEEPERS),
        ("markets.set_market_status", &["Active", "Paused"], KEEPERS),
        (
            "markets.publish_offer",
            &["Active", "Paused"],
            &["operator"],
        ),
        ("markets.post_job", &["Active"], ANYONE),
        ("markets.post_job_to_offer", &["Active"], ANYONE),
        ("markets.accept_job", &["Active"], &["operator"]),
        // What was posted goes on.
        (
            "markets.extend_job",
            &["Active", "Paused", "Closed"],
            &["funder"],
        ),
    ],
};

/// Who keeps markets.
const KEEPERS: &[&str] = &["market admin", "authority"];

const STATES: &[State] = &[
    state("Absent", |scene| {
        let market = pda("markets", &[b"market", &id_for("another")]);
        about(scene, market, "another")
    }),
    state("Active", |scene| {
        let market = scene.stage.market;
        about(scene, market, "cpu")
    }),
    state("Paused", |scene| at(scene, 2)),
    state("Closed", |scene| at(scene, 3)),
];

/// The stage's market with another status.
fn at(scene: &mut Scene, status: u8) -> Case {
    let market = scene.stage.market;
    let case = about(scene, market, "cpu");
    let set = call("markets", "set_market_status")
        .account("market_admin", address_for("market-admin"))
        .account("market", market)
        .args(json!({ "status": status }));
    scene.happens(set);
    case
}

/// A market beside a job nobody took, a node that could take it, and a rival with an offer.
fn about(scene: &mut Scene, market: Pubkey, name: &str) -> Case {
    let node = scene.node();
    let rival = scene.name("rival");
    let rival = scene.stage.staked_node(&rival, 10_000 * HYPER);
    let publish = scene.publish(&rival);
    let terms = publish.arguments().clone();
    scene.happens(publish);
    let job = scene.open_job();
    let post_to = scene.post_to(&rival);
    let post = scene.post();
    scene.wait(20);
    Case::from(Subject::job(job).with_node(node.address))
        .posting(&post)
        .posting(&post_to)
        .with("market", market)
        .with("market_admin", address_for("market-admin"))
        .saying(json!({ "id": id_for(name), "terms": defaults::market_terms(), "status": 2 }))
        .saying_in("publish_offer", terms)
        .saying_in("post_job", post.arguments().clone())
        .saying_in("post_job", json!({ "id": vec![3; 16] }))
        .saying_in("post_job_to_offer", post_to.arguments().clone())
        .saying_in("post_job_to_offer", json!({ "id": vec![3; 16] }))
}
