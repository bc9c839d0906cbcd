//! A name, from registration to release.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{address_for, hyper_account, scenarios::Scene},
    serde_json::json,
};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Seconds of a year of a name, and one.
const YEAR: i64 = 365 * DAY + 1;
/// Seconds for which an expired name is still its owner's.
const GRACE: i64 = 30 * DAY;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "name",
    account: "name",
    programs: &["registry"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &["owner", "crank", "authority", "guardian", "stranger"],
    allowed: &[
        // First come, first served: of these the owner alone has what it costs.
        ("registry.register_name", &["Released"], OWNER),
        ("registry.renew_name", KEPT, OWNER),
        ("registry.update_name", KEPT, OWNER),
        ("registry.release_name", KEPT, OWNER),
        ("registry.release_name", &["Registered, grace over"], ANYONE),
    ],
};

/// The only party with rights of its own.
const OWNER: &[&str] = &["owner"];

/// States in which it is its owner's.
const KEPT: &[&str] = &["Registered", "Registered, expired"];

const STATES: &[State] = &[
    state("Registered", registered),
    state("Registered, expired", |scene| {
        let case = registered(scene);
        scene.wait(YEAR);
        case
    }),
    state("Registered, grace over", |scene| {
        let case = registered(scene);
        scene.wait(YEAR + GRACE);
        case
    }),
    state("Released", |scene| {
        let case = registered(scene);
        let release = case.complete(scene.stage, "registry", "release_name");
        let owner = scene.actor("owner");
        scene.happens(release.account("signer", owner));
        case
    }),
];

fn registered(scene: &mut Scene) -> Case {
    let register = scene.register_name();
    let owner = scene.actor("owner");
    let case = Case::default()
        .like(&register)
        .with(
            "name",
            register.address_of("name").expect("a name has seeds"),
        )
        .with("owner_token", hyper_account(&owner))
        .with("rent_payer", address_for("crank"))
        .saying_in("renew_name", json!({ "years": 1 }))
        .saying_in(
            "update_name",
            json!({ "new_owner": owner.to_string(), "target": owner.to_string() }),
        );
    scene.happens(register);
    case
}
