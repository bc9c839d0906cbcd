//! A validator, from registration to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State},
    },
    hypernode_test_kit::{scenarios::Scene, Subject, PROGRAMS},
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "validator",
    account: "validator",
    programs: &PROGRAMS,
    besides: &[],
    elsewhere: &["markets.commit_verdict", "markets.cast_verdict"],
    states: STATES,
    signers: &[
        "validator",
        "operator",
        "node authority",
        "guardian",
        "authority",
        "stranger",
    ],
    allowed: &[
        (
            "staking.retire_validator",
            &["Warming up", "Active"],
            &["validator"],
        ),
        ("staking.close_validator", &["Retired"], &["validator"]),
        ("staking.register_validator", &["Closed"], &["validator"]),
        ("registry.record_health", &["Active"], &["validator"]),
        ("registry.record_benchmark", &["Active"], &["validator"]),
    ],
};

const STATES: &[State] = &[
    state("Warming up", |scene| {
        let position = scene.validating();
        subject(scene, position)
    }),
    state("Active", |scene| {
        let position = scene.validating();
        scene.wait(DAY + 1);
        subject(scene, position)
    }),
    state("Retiring", |scene| {
        let position = scene.validating();
        let retire = scene.retire(position);
        scene.happens(retire);
        subject(scene, position)
    }),
    state("Retiring, time over", |scene| {
        let position = scene.validating();
        let retire = scene.retire(position);
        scene.happens(retire);
        scene.wait(8 * DAY);
        subject(scene, position)
    }),
    state("Retired", |scene| {
        let position = scene.retired();
        subject(scene, position)
    }),
    state("Closed", |scene| {
        let position = scene.retired();
        let case = subject(scene, position);
        let close = case.complete(scene.stage, "staking", "close_validator");
        scene.happens(close);
        case
    }),
];

/// With its owner and a node it could check.
fn subject(scene: &mut Scene, position: hypernode_test_kit::Pubkey) -> Case {
    let owner = scene.actor("validator");
    let node = scene.bare_node();
    Subject {
        node: Some(node.address),
        ..Subject::position(position).with_validator(owner)
    }
    .into()
}
