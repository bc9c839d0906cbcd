//! A fault, from the run it tells of to its close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_common::{digest, markets::Fault},
    hypernode_test_kit::{pda, scenarios::Scene, Subject},
    serde_json::json,
    slashing::seeds::find_report_address,
};

/// Seconds for which it may be reported, and one.
const FRESH: i64 = 30 * 86_400 + 1;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "fault",
    account: "fault",
    programs: &["markets", "slashing"],
    besides: &[],
    // What leaves one is asked with the job.
    elsewhere: &[
        "markets.reassign_job",
        "markets.expire_run",
        "markets.resolve_challenge",
        "markets.apply_tally",
    ],
    states: STATES,
    signers: &[
        "requester",
        "node authority",
        "operator",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("slashing.report_fault", &["Fresh"], ANYONE),
        ("markets.close_fault", &["Old", "Old, reported"], ANYONE),
    ],
};

const STATES: &[State] = &[
    state("Fresh", about),
    state("Fresh, reported", reported),
    state("Old", |scene| {
        let case = about(scene);
        scene.wait(FRESH);
        case
    }),
    state("Old, reported", |scene| {
        let case = reported(scene);
        scene.wait(FRESH);
        case
    }),
    state("Closed", |scene| {
        let case = about(scene);
        scene.wait(FRESH);
        let close = case.complete(scene.stage, "markets", "close_fault");
        scene.happens(close);
        case
    }),
];

fn reported(scene: &mut Scene) -> Case {
    let case = about(scene);
    let report = case.complete(scene.stage, "slashing", "report_fault");
    let stranger = scene.actor("stranger");
    scene.happens(report.account("reporter", stranger));
    case
}

/// A node that was assigned a job and did not begin.
fn about(scene: &mut Scene) -> Case {
    let job = scene.assigned_job();
    scene.wait(121);
    let reassign = scene.of_job("reassign_job", job, json!({}));
    let fault = reassign.address_of("fault").expect("filled");
    let payer = reassign.address_of("signer").expect("filled");
    scene.happens(reassign);
    let node = scene.party_node();
    let posted_slot = scene.stage.world.read::<Fault>(&fault).posted_slot.get();
    let evidence = digest::fault(&fault, posted_slot);
    Case::from(Subject::node(node))
        .with("fault", fault)
        .with("subject", node)
        .with("bond", pda("staking", &[b"bond", node.as_ref()]))
        .with("report", find_report_address(&node, &evidence).0)
        .with("rent_payer", payer)
}
