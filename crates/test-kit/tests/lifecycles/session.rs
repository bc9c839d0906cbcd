//! A session, from opening to revocation, with a job its key may act on.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State},
    },
    hypernode_test_kit::{hyper_account, job_digests, scenarios::Scene, Pubkey, Subject, HYPER},
    markets::state::SESSION_ALL,
    serde_json::json,
};

/// Seconds a session lives here, and one.
const LIFE: i64 = 3_601;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "session",
    account: "session",
    programs: &["markets"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "requester",
        "session key",
        "payer",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("markets.open_session", &["Revoked, job submitted"], OWNER),
        // It signs for the money, as delegate; beside a session nobody else does.
        ("markets.post_job", OPEN, &["session key"]),
        ("markets.post_job_to_offer", OPEN, &["session key"]),
        ("markets.cancel_job", &["Open, job waiting"], EITHER),
        ("markets.publish_key", &["Open, job sealed"], EITHER),
        ("markets.stop_job", &["Open, job running"], EITHER),
        ("markets.settle_job", &["Open, job submitted"], EITHER),
        ("markets.challenge_job", &["Open, job submitted"], EITHER),
        ("markets.settle_job", &["Expired, job submitted"], OWNER),
        ("markets.challenge_job", &["Expired, job submitted"], OWNER),
        ("markets.revoke_session", OPEN, OWNER),
        ("markets.revoke_session", &["Expired, job submitted"], OWNER),
    ],
};

const OWNER: &[&str] = &["requester"];

/// The owner, or the key that stands in.
const EITHER: &[&str] = &["requester", "session key"];

/// States in which the key stands in.
const OPEN: &[&str] = &[
    "Open, job waiting",
    "Open, job sealed",
    "Open, job running",
    "Open, job submitted",
];

const STATES: &[State] = &[
    state("Open, job waiting", |scene| {
        let session = scene.session(SESSION_ALL);
        scene.node();
        let job = scene.open_job();
        about(scene, session, job)
    }),
    state("Open, job sealed", |scene| {
        let session = scene.session(SESSION_ALL);
        let job = scene.sealed_job();
        about(scene, session, job)
    }),
    state("Open, job running", |scene| {
        let session = scene.session(SESSION_ALL);
        let job = scene.running_job();
        about(scene, session, job)
    }),
    state("Open, job submitted", |scene| {
        let session = scene.session(SESSION_ALL);
        let job = scene.submitted_job();
        about(scene, session, job)
    }),
    state("Expired, job submitted", |scene| {
        let session = scene.session(SESSION_ALL);
        scene.wait(LIFE);
        let job = scene.submitted_job();
        about(scene, session, job)
    }),
    state("Revoked, job submitted", |scene| {
        let session = scene.session(SESSION_ALL);
        let job = scene.submitted_job();
        let case = about(scene, session, job);
        let revoke = case.complete(scene.stage, "markets", "revoke_session");
        let owner = scene.actor("requester");
        scene.happens(revoke.account("signer", owner));
        case
    }),
];

/// With enough for a challenge and another job in the owner's purse, of which the key is delegate, and an offer of the
/// node.
fn about(scene: &mut Scene, session: Pubkey, job: Pubkey) -> Case {
    let owner = scene.funded("requester", 1_000 * HYPER);
    let (name, key) = (scene.name("requester"), scene.name("session-key"));
    scene.stage.world.approve(&name, &key, 1_000 * HYPER);
    let node = scene.party_node();
    let offer = json!({ "terms": {
        "status": 1, "auto_accept": true, "slots": 8, "price_per_second": 277,
        "min_duration_seconds": 1, "max_duration_seconds": 86_400,
    } });
    scene.does("markets", "publish_offer", &Subject::node(node), offer);
    let mut terms = scene.terms();
    terms["funder"] = owner.to_string().into();
    let digests = job_digests();
    let mut case = Case::from(Subject::job(job).with_node(node));
    for post in ["post_job", "post_job_to_offer"] {
        case = case.with_in(post, "requester", owner).with_in(
            post,
            "funder_token",
            hyper_account(&owner),
        );
    }
    case.with("session", session)
        .with("owner", owner)
        .with("session_key", scene.actor("session-key"))
        .with("payer", scene.actor("payer"))
        .with_in("revoke_session", "rent_payer", scene.actor("payer"))
        .saying(json!({
            "expires_at": scene.stage.world.now() + LIFE, "mask": SESSION_ALL,
            "id": vec![3; 16], "terms": terms, "preferred": [], "max_price_per_second": 277,
            "digests": { "image": digests.image, "input": digests.input, "spec": digests.spec },
        }))
}
