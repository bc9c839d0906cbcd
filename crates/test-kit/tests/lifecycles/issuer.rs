//! An issuer, from registration to close, with an attestation of its.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State},
    },
    hypernode_common::trust::Claim,
    hypernode_test_kit::{address_for, scenarios::Scene, Call, Pubkey},
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "issuer",
    account: "issuer",
    programs: &["registry"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "issuer",
        "child",
        "crank",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        (
            "registry.register_issuer",
            &["Closed, attested"],
            &["authority"],
        ),
        ("registry.attest_claim", &["Live"], &["issuer"]),
        ("registry.revoke_attestation", ATTESTED, &["issuer"]),
        ("registry.close_attestation", LAPSED, &["crank"]),
        (
            "registry.revoke_issuer",
            NOT_REVOKED,
            &["issuer", "authority"],
        ),
        (
            "registry.revoke_issuer",
            &["Live, below a parent"],
            // The first is the parent.
            &["issuer", "child", "authority"],
        ),
        (
            "registry.close_issuer",
            &["Revoked, attested", "Expired, attested"],
            &["issuer", "crank"],
        ),
    ],
};

/// States with a live attestation.
const ATTESTED: &[&str] = &["Live, attested", "Revoked, attested"];

/// States with an attestation that ended, or whose issuer did.
const LAPSED: &[&str] = &[
    "Live, attestation revoked",
    "Live, attestation expired",
    "Revoked, attested",
    "Expired, attested",
    "Closed, attested",
];

/// States in which nobody revoked the issuer.
const NOT_REVOKED: &[&str] = &[
    "Live",
    "Live, attested",
    "Live, attestation revoked",
    "Live, attestation expired",
    "Expired, attested",
];

const STATES: &[State] = &[
    state("Live", |scene| attesting(scene).0),
    state("Live, attested", attested),
    state("Live, attestation revoked", |scene| {
        let case = attested(scene);
        does(scene, &case, "revoke_attestation", "authority");
        case
    }),
    state("Live, attestation expired", |scene| {
        let case = attested(scene);
        scene.wait(DAY + 1);
        case
    }),
    state("Live, below a parent", |scene| {
        let parent = scene.issuer("issuer");
        let register = scene.register_child();
        let child = made(&register);
        let key = scene.actor("child");
        scene.happens(register);
        Case::default()
            .with("issuer", child)
            .with("authority", key)
            .with("parent", parent)
            .with("subject", scene.actor("person"))
            .with("rent_payer", address_for("crank"))
            .saying(serde_json::json!({
                "scope": 1, "claim": Claim::Person as u8, "claim_digest": vec![7; 32],
                "expires_at": scene.tomorrow(),
            }))
    }),
    state("Revoked, attested", revoked),
    state("Expired, attested", |scene| {
        let case = attested(scene);
        scene.wait(2 * DAY + 1);
        case
    }),
    state("Closed, attested", |scene| {
        let case = revoked(scene);
        does(scene, &case, "close_issuer", "signer");
        case
    }),
];

fn made(register: &Call) -> Pubkey {
    register.address_of("issuer").expect("an issuer has seeds")
}

/// A live issuer and what it is about to attest.
fn attesting(scene: &mut Scene) -> (Case, Call) {
    let person = scene.actor("person");
    let register = scene.register_issuer("issuer");
    let attest = scene.attest_claim(person, Claim::Person);
    let attestation = attest.address_of("attestation").expect("it has seeds");
    let case = Case::default()
        .like(&register)
        .like(&attest)
        .with("issuer", made(&register))
        .with("attestation", attestation)
        .with("authority", scene.actor("issuer"))
        .with("rent_payer", address_for("crank"));
    (case, attest)
}

fn attested(scene: &mut Scene) -> Case {
    let (case, attest) = attesting(scene);
    scene.happens(attest);
    case
}

fn revoked(scene: &mut Scene) -> Case {
    let case = attested(scene);
    does(scene, &case, "revoke_issuer", "signer");
    case
}

/// The issuer does something, which it signs in this place.
fn does(scene: &mut Scene, case: &Case, instruction: &str, place: &str) {
    let own = scene.actor("issuer");
    let call = case.complete(scene.stage, "registry", instruction);
    scene.happens(call.account(place, own));
}
