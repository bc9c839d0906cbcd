//! A card, from its binding to a node to the close of its account.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State},
    },
    hypernode_test_kit::{address_for, pda, scenarios::Scene, Subject},
    serde_json::json,
};

/// Seconds a released card rests, and one.
const REST: i64 = 30 * 86_400 + 1;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "fingerprint",
    account: "fingerprint",
    programs: &["registry"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "operator",
        "node authority",
        "crank",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        (
            "registry.bind_fingerprint",
            // Its own node need not wait.
            &["Absent", "Released, resting", "Released, rested", "Closed"],
            &["operator"],
        ),
        (
            "registry.release_fingerprint",
            &["Bound"],
            &["node authority", "authority"],
        ),
        (
            "registry.close_fingerprint",
            &["Released, rested"],
            &["crank"],
        ),
    ],
};

const STATES: &[State] = &[
    state("Absent", about),
    state("Bound", |scene| {
        let case = about(scene);
        does(scene, &case, "bind_fingerprint");
        case
    }),
    state("Bound, node serving", |scene| {
        let case = about(scene);
        does(scene, &case, "bind_fingerprint");
        does(scene, &case, "begin_run");
        case
    }),
    state("Released, resting", released),
    state("Released, rested", |scene| {
        let case = released(scene);
        scene.wait(REST);
        case
    }),
    state("Closed", |scene| {
        let case = released(scene);
        scene.wait(REST);
        does(scene, &case, "close_fingerprint");
        case
    }),
];

fn does(scene: &mut Scene, case: &Case, instruction: &str) {
    let call = case.complete(scene.stage, "registry", instruction);
    scene.happens(call);
}

fn released(scene: &mut Scene) -> Case {
    let case = about(scene);
    does(scene, &case, "bind_fingerprint");
    let release = case.complete(scene.stage, "registry", "release_fingerprint");
    let authority = address_for(&scene.name("node-authority"));
    scene.happens(release.account("signer", authority));
    case
}

/// A card and a node without cards.
fn about(scene: &mut Scene) -> Case {
    let node = scene.bare_node();
    let hash = scene.card();
    Case::from(Subject::node(node.address))
        .with("fingerprint", pda("registry", &[b"fingerprint", &hash]))
        .with("rent_payer", address_for("crank"))
        .saying(json!({ "hash": hash, "cap_runs": 5, "gpus": 1 }))
}
