//! A node, from registration to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{address_for, defaults, pda, scenarios::Scene, Node, Subject},
    serde_json::json,
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "node",
    account: "node",
    programs: &["registry"],
    besides: &[],
    elsewhere: &[
        "registry.propose_peering",
        "registry.accept_peering",
        "registry.revoke_peering",
        "registry.attest_claim",
    ],
    states: STATES,
    signers: &[
        "node authority",
        "operator",
        "heir",
        "validator",
        "authority",
        "guardian",
        "markets program",
        "slashing program",
        "stranger",
    ],
    allowed: &[
        ("registry.register_node", &["Closed"], AUTHORITY),
        ("registry.update_hardware", STANDING, AUTHORITY),
        // What is asked for here is tighter than what stands.
        (
            "registry.update_policy",
            STANDING,
            &["node authority", "operator"],
        ),
        ("registry.update_endpoint", STANDING, OPERATOR),
        ("registry.rotate_operator", STANDING, AUTHORITY),
        ("registry.propose_payout", STANDING, AUTHORITY),
        (
            "registry.apply_payout",
            &["Active, keys proposed, delay over"],
            ANYONE,
        ),
        ("registry.propose_node_authority", STANDING, AUTHORITY),
        (
            "registry.accept_node_authority",
            &["Active, keys proposed", "Active, keys proposed, delay over"],
            &["heir"],
        ),
        ("registry.record_heartbeat", ACTIVE, OPERATOR),
        ("registry.record_heartbeat", DRAINING, OPERATOR),
        (
            "registry.drain_node",
            ACTIVE,
            &["node authority", "operator"],
        ),
        ("registry.resume_node", DRAINING, AUTHORITY),
        ("registry.resume_node", INACTIVE, AUTHORITY),
        ("registry.resume_node", &["Suspended, time over"], AUTHORITY),
        (
            "registry.deactivate_node",
            &[
                "Active",
                "Active, silent",
                "Active, keys proposed",
                "Active, keys proposed, delay over",
                "Draining",
            ],
            AUTHORITY,
        ),
        ("registry.suspend_node", ACTIVE, &["authority"]),
        ("registry.suspend_node", DRAINING, &["authority"]),
        ("registry.suspend_node", SUSPENDED, &["authority"]),
        ("registry.reinstate_node", SUSPENDED, &["authority"]),
        ("registry.close_node", &["Inactive, closable"], AUTHORITY),
        ("registry.bind_fingerprint", STANDING, OPERATOR),
        (
            "registry.release_fingerprint",
            CARRYING,
            &["node authority", "authority"],
        ),
        ("registry.record_health", STANDING, &["validator"]),
        ("registry.record_benchmark", STANDING, &["validator"]),
        (
            "registry.begin_run",
            &[
                "Active",
                "Active, serving",
                "Active, keys proposed",
                "Active, keys proposed, delay over",
            ],
            &["markets program"],
        ),
        (
            "registry.end_run",
            &["Active, serving", "Draining, serving", "Suspended, serving"],
            &["markets program"],
        ),
        ("registry.note_report", STANDING, &["slashing program"]),
        ("registry.penalise_node", STANDING, &["slashing program"]),
    ],
};

const AUTHORITY: &[&str] = &["node authority"];
const OPERATOR: &[&str] = &["operator"];

const ACTIVE: &[&str] = &[
    "Active",
    "Active, silent",
    "Active, serving",
    "Active, keys proposed",
    "Active, keys proposed, delay over",
];

const DRAINING: &[&str] = &["Draining", "Draining, serving"];

const SUSPENDED: &[&str] = &[
    "Suspended",
    "Suspended, serving",
    "Suspended, time over",
    "Suspended, time over, reports open",
];

const INACTIVE: &[&str] = &[
    "Inactive",
    "Inactive, just served",
    "Inactive, backed",
    "Inactive, reports open",
    "Inactive, closable",
];

/// States in which there is a node.
const STANDING: &[&str] = &[
    "Active",
    "Active, silent",
    "Active, serving",
    "Active, keys proposed",
    "Active, keys proposed, delay over",
    "Draining",
    "Draining, serving",
    "Suspended",
    "Suspended, serving",
    "Suspended, time over",
    "Suspended, time over, reports open",
    "Inactive",
    "Inactive, just served",
    "Inactive, backed",
    "Inactive, reports open",
    "Inactive, closable",
];

/// States with a card that no run needs.
const CARRYING: &[&str] = &[
    "Active",
    "Active, silent",
    "Active, keys proposed",
    "Active, keys proposed, delay over",
    "Draining",
    "Suspended",
    "Suspended, time over",
    "Suspended, time over, reports open",
    "Inactive",
];

const STATES: &[State] = &[
    state("Active", |scene| {
        let node = with_card(scene);
        about(scene, &node)
    }),
    state("Active, silent", |scene| {
        let node = with_card(scene);
        scene.wait(901);
        about(scene, &node)
    }),
    state("Active, serving", |scene| {
        let node = serving(scene);
        about(scene, &node)
    }),
    state("Active, keys proposed", |scene| {
        let node = proposed(scene);
        about(scene, &node)
    }),
    state("Active, keys proposed, delay over", |scene| {
        let node = proposed(scene);
        scene.wait(DAY + 1);
        does(scene, &node, "record_heartbeat");
        about(scene, &node)
    }),
    state("Draining", |scene| {
        let node = with_card(scene);
        drains(scene, &node);
        about(scene, &node)
    }),
    state("Draining, serving", |scene| {
        let node = serving(scene);
        drains(scene, &node);
        about(scene, &node)
    }),
    state("Suspended", |scene| {
        let node = with_card(scene);
        suspends(scene, &node);
        about(scene, &node)
    }),
    state("Suspended, serving", |scene| {
        let node = serving(scene);
        suspends(scene, &node);
        about(scene, &node)
    }),
    state("Suspended, time over", |scene| {
        let node = with_card(scene);
        suspends(scene, &node);
        scene.wait(DAY);
        about(scene, &node)
    }),
    state("Suspended, time over, reports open", |scene| {
        let node = with_card(scene);
        suspends(scene, &node);
        does(scene, &node, "note_report");
        scene.wait(DAY);
        about(scene, &node)
    }),
    state("Inactive", |scene| {
        let node = with_card(scene);
        scene.deactivates(&node);
        about(scene, &node)
    }),
    state("Inactive, just served", |scene| {
        let node = checked(scene);
        does(scene, &node, "begin_run");
        does(scene, &node, "end_run");
        scene.deactivates(&node);
        about(scene, &node)
    }),
    state("Inactive, backed", |scene| {
        let node = checked(scene);
        let position = scene.position();
        scene.stage.pledge(position, node.address);
        scene.deactivates(&node);
        about(scene, &node)
    }),
    state("Inactive, reports open", |scene| {
        let node = checked(scene);
        does(scene, &node, "note_report");
        scene.deactivates(&node);
        about(scene, &node)
    }),
    state("Inactive, closable", |scene| {
        let node = checked(scene);
        scene.deactivates(&node);
        about(scene, &node)
    }),
    state("Closed", |scene| {
        let node = checked(scene);
        scene.deactivates(&node);
        let case = about(scene, &node);
        let close = case.complete(scene.stage, "registry", "close_node");
        scene.happens(close);
        case
    }),
];

/// A node without cards, and a validator who may check it.
fn checked(scene: &mut Scene) -> Node {
    scene.validator("validator");
    scene.bare_node()
}

/// A node with one of its cards.
fn with_card(scene: &mut Scene) -> Node {
    let node = checked(scene);
    let card = json!({ "hash": scene.card() });
    let about = Subject::node(node.address);
    scene.does("registry", "bind_fingerprint", &about, card);
    node
}

/// A node whose card is at work.
fn serving(scene: &mut Scene) -> Node {
    let node = with_card(scene);
    does(scene, &node, "begin_run");
    node
}

/// A node whose payout and authority are to change.
fn proposed(scene: &mut Scene) -> Node {
    let node = with_card(scene);
    does(scene, &node, "propose_payout");
    does(scene, &node, "propose_node_authority");
    node
}

fn drains(scene: &mut Scene, node: &Node) {
    let by_operator = Subject::node(node.address).signed_by(node.operator);
    scene.does("registry", "drain_node", &by_operator, json!({}));
}

fn suspends(scene: &mut Scene, node: &Node) {
    let suspend = about(scene, node).complete(scene.stage, "registry", "suspend_node");
    let authority = scene.authority();
    scene.happens(suspend.account("authority", authority));
}

/// Lets an instruction happen by whom it asks for.
fn does(scene: &mut Scene, node: &Node, instruction: &str) {
    let call = about(scene, node).complete(scene.stage, "registry", instruction);
    scene.happens(call);
}

/// A minute later, with another card to bind and another key for every place.
fn about(scene: &mut Scene, node: &Node) -> Case {
    scene.wait(60);
    let checker = address_for(&scene.name("validator"));
    let validator = pda("staking", &[b"validator", checker.as_ref()]);
    let bond = pda("staking", &[b"bond", validator.as_ref()]);
    let register = scene.stage.register_call(&scene.name("node"));
    let mut registration = defaults::node_registration(&node.authority);
    let mut policy = registration["policy"].take();
    policy["max_runs"] = 4.into();
    let until = scene.stage.world.now() + DAY;
    let (heir, payout) = (scene.actor("heir"), scene.funded("new-payout", 0));
    Case::from(Subject::node(node.address).with_validator(checker))
        .like(&register)
        .with("new_operator", scene.actor("new-operator"))
        .with_in(
            "release_fingerprint",
            "fingerprint",
            pda("registry", &[b"fingerprint", &scene.card()]),
        )
        .with_in("record_health", "bond", bond)
        .with_in("record_benchmark", "bond", bond)
        .with_in("close_node", "rent_payer", address_for("crank"))
        .saying(json!({
            "hardware": registration["hardware"], "policy": policy, "endpoint": registration["endpoint"],
            "payout": payout.to_string(), "key": heir.to_string(), "hash": vec![6; 32],
            "until": until, "suspend_until": until, "step": 1, "cap_runs": 3, "gpus": 1,
            "outcome": 1, "response_ms": 400, "fee": 1, "epoch": 1, "counted": true,
        }))
}
