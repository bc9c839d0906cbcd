//! A batch, from creation to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{id_for, scenarios::Scene, Pubkey, Subject},
    markets::{seeds::find_job_address, state::child_id},
    serde_json::json,
};

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "batch",
    account: "batch",
    programs: &["markets"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &["requester", "payer", "authority", "guardian", "stranger"],
    allowed: &[
        ("markets.create_batch", &["Closed"], &["requester"]),
        (
            "markets.collect_child",
            &["Child ended", "Last child ended"],
            ANYONE,
        ),
        ("markets.close_batch", OPEN, &["requester", "payer"]),
        ("markets.close_batch", &["All collected"], ANYONE),
    ],
};

/// States in which children are missing.
const OPEN: &[&str] = &[
    "Created",
    "Child posted",
    "Child ended",
    "Child collected",
    "Last child ended",
];

const STATES: &[State] = &[
    state("Created", |scene| {
        let batch = created(scene);
        about(scene, batch, 0)
    }),
    state("Child posted", |scene| {
        let batch = created(scene);
        posted(scene, batch, 0);
        about(scene, batch, 0)
    }),
    state("Child ended", |scene| {
        let batch = created(scene);
        ended(scene, batch, 0);
        about(scene, batch, 0)
    }),
    state("Child collected", |scene| {
        let batch = created(scene);
        collected(scene, batch, 0);
        about(scene, batch, 0)
    }),
    state("Last child ended", |scene| {
        let batch = created(scene);
        collected(scene, batch, 0);
        ended(scene, batch, 1);
        about(scene, batch, 1)
    }),
    state("All collected", |scene| {
        let batch = created(scene);
        collected(scene, batch, 0);
        collected(scene, batch, 1);
        about(scene, batch, 1)
    }),
    state("Closed", |scene| {
        let batch = created(scene);
        ended(scene, batch, 0);
        let case = about(scene, batch, 0);
        let close = case.complete(scene.stage, "markets", "close_batch");
        let requester = scene.actor("requester");
        scene.happens(close.account("signer", requester));
        case
    }),
];

/// A batch of two.
fn created(scene: &mut Scene) -> Pubkey {
    let create = scene.create_batch();
    let batch = create.address_of("batch").expect("a batch has seeds");
    scene.happens(create);
    batch
}

fn posted(scene: &mut Scene, batch: Pubkey, index: u16) -> Pubkey {
    let mut terms = scene.terms();
    terms["origin"] = 4.into();
    terms["parent"] = batch.to_string().into();
    scene.posts(child_id(&batch, index), terms)
}

fn ended(scene: &mut Scene, batch: Pubkey, index: u16) -> Pubkey {
    let child = posted(scene, batch, index);
    scene.job_does("cancel_job", child, json!({}));
    child
}

fn collected(scene: &mut Scene, batch: Pubkey, index: u16) {
    ended(scene, batch, index);
    let collect = about(scene, batch, index).complete(scene.stage, "markets", "collect_child");
    scene.happens(collect);
}

/// With one of its children, posted or not.
fn about(scene: &mut Scene, batch: Pubkey, index: u16) -> Case {
    let (requester, payer) = (scene.actor("requester"), scene.actor("payer"));
    let child = find_job_address(&requester, &child_id(&batch, index)).0;
    Case::from(Subject::job(child))
        .with("batch", batch)
        .with("requester", requester)
        .with("payer", payer)
        .with("rent_payer", payer)
        .saying(json!({
            "id": id_for(&scene.name("batch")),
            "terms": { "total": 2, "spec_digest": vec![7; 32], "items_root": vec![12; 32] },
            "index": index,
        }))
}
