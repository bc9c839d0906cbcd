//! A bond of a node, from its first pledge to its close. What moves stake in it is asked with the position.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_common::{digest, slashing::Reason},
    hypernode_test_kit::{
        address_for, hyper_account, scenarios::Scene, slashing::bond_of, Subject, HYPER,
    },
    serde_json::json,
    slashing::seeds::find_report_address,
};

/// Seconds after which silence may be reported, and one.
const SILENCE: i64 = 172_801;

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "bond",
    account: "bond",
    programs: &[],
    besides: &[
        "staking.close_bond",
        "staking.freeze_bond",
        "staking.reserve_slash",
        "slashing.report_subject",
        "slashing.report_offline",
    ],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "staker",
        "node authority",
        "reporter",
        "authority",
        "guardian",
        "stranger",
        "slashing program",
        "markets program",
        "rewards program",
    ],
    allowed: &[
        ("staking.freeze_bond", STANDING, SLASHING),
        ("staking.reserve_slash", STANDING, SLASHING),
        ("staking.close_bond", &["Empty"], ANYONE),
        // Whoever has what it costs, but the accused.
        ("slashing.report_subject", BACKING, &["reporter", "staker"]),
        (
            "slashing.report_offline",
            &["Pledged, node silent", "Releasing, node silent"],
            WALLETS,
        ),
    ],
};

/// Whoever can pay a rent: a program's own key holds nothing.
const WALLETS: &[&str] = &[
    "staker",
    "node authority",
    "reporter",
    "authority",
    "guardian",
    "stranger",
];

/// The only caller.
const SLASHING: &[&str] = &["slashing program"];

/// States in which something can be slashed.
const BACKING: &[&str] = &[
    "Pledged",
    "Pledged, frozen",
    "Pledged, node silent",
    "Releasing, node silent",
];

/// States in which there is a bond.
const STANDING: &[&str] = &[
    "Pledged",
    "Pledged, frozen",
    "Pledged, node silent",
    "Releasing, node silent",
    "Empty",
    "Empty, frozen",
];

const STATES: &[State] = &[
    state("Pledged", pledged),
    state("Pledged, frozen", |scene| {
        let case = pledged(scene);
        freezes(scene, &case);
        case
    }),
    state("Pledged, node silent", |scene| {
        let case = pledged(scene);
        scene.wait(SILENCE);
        case
    }),
    state("Releasing, node silent", |scene| {
        let case = pledged(scene);
        scene.does("staking", "release_pledge", &case.subject, json!({}));
        scene.wait(SILENCE);
        case
    }),
    state("Empty", empty),
    state("Empty, frozen", |scene| {
        let case = empty(scene);
        freezes(scene, &case);
        case
    }),
    state("Closed", |scene| {
        let case = empty(scene);
        let close = case.complete(scene.stage, "staking", "close_bond");
        scene.happens(close);
        case
    }),
];

fn freezes(scene: &mut Scene, case: &Case) {
    let freeze = case.complete(scene.stage, "staking", "freeze_bond");
    scene.happens(freeze);
}

fn empty(scene: &mut Scene) -> Case {
    let case = pledged(scene);
    scene.does("staking", "release_pledge", &case.subject, json!({}));
    scene.wait(8 * DAY);
    scene.does("staking", "clear_pledge", &case.subject, json!({}));
    case
}

/// With a reporter who can pay, and what there would be to report.
fn pledged(scene: &mut Scene) -> Case {
    let (position, node) = scene.pledged();
    let reporter = scene.funded("reporter", 1_000 * HYPER);
    for role in ["staker", "node-authority"] {
        scene.funded(role, 1_000 * HYPER);
    }
    let subject = node.address;
    let heard_at = scene.stage.record(&subject).expect("a node");
    let heard_at = i64::try_from(heard_at.u64("last_heartbeat_at")).expect("a time");
    let shown = [7; 32];
    let report = |evidence| find_report_address(&subject, &evidence).0;
    Case::from(Subject::position(position).with_pledge(subject))
        .with("subject", subject)
        .with("bond", bond_of(&subject))
        .with("reporter_token", hyper_account(&reporter))
        .with_in("close_bond", "rent_payer", address_for("crank"))
        .with_in("report_subject", "report", report(digest::report(&shown)))
        .with_in(
            "report_offline",
            "report",
            report(digest::offline(&subject, heard_at)),
        )
        .saying(json!({ "reason": Reason::InvalidResult as u8, "shown": shown }))
}
