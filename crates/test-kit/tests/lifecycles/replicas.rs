//! A replica group, from opening to close, with one of its jobs.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{id_for, job_digests, scenarios::Scene, Pubkey, Subject, HYPER, SALT},
    serde_json::{json, Value as Json},
};

/// Replicas of a group; two must agree.
const REPLICAS: usize = 3;
/// Seconds to commit.
const COMMIT: i64 = 20_000;
/// Seconds to reveal.
const REVEAL: i64 = 600;
/// Results of which two agree.
const AGREED: [[u8; 32]; REPLICAS] = [[8; 32], [8; 32], [9; 32]];
/// Results of which no two agree.
const SPLIT: [[u8; 32]; REPLICAS] = [[8; 32], [9; 32], [7; 32]];

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "replica group",
    account: "replicas",
    programs: &["markets"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "requester",
        "payer",
        "operator",
        "node authority",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("markets.open_replicas", &["Closed"], &["requester"]),
        ("markets.accept_job", &["Open"], &["operator"]),
        (
            "markets.submit_job",
            &["Joined", "Joined, all others committed"],
            &["operator"],
        ),
        (
            "markets.reveal_result",
            &["Committed", "Committed by two, time over"],
            ANYONE,
        ),
        (
            "markets.tally_replicas",
            &[
                "Committed, reveal time over",
                "Revealed",
                "Revealed by the two that committed, time over",
                "Nobody committed, time over",
            ],
            ANYONE,
        ),
        (
            "markets.apply_tally",
            &["Agreed, with the majority", "Agreed, against it", "Split"],
            ANYONE,
        ),
        (
            "markets.close_replicas",
            &["Applied to all", "Split, nobody committed"],
            ANYONE,
        ),
    ],
};

const STATES: &[State] = &[
    state("Open", |scene| {
        let group = opened(scene);
        let job = waiting(scene, group);
        about(scene, group, job)
    }),
    state("Open, too late to run", |scene| {
        let group = opened(scene);
        scene.wait(COMMIT - 4_000);
        let job = waiting(scene, group);
        about(scene, group, job)
    }),
    state("Joined", |scene| {
        let (group, jobs) = joined(scene, 1);
        about(scene, group, jobs[0])
    }),
    state("Full, one more waiting", |scene| {
        let group = opened(scene);
        for seat in 0..REPLICAS {
            seated(scene, group, &format!("other-{seat}"));
        }
        let job = waiting(scene, group);
        about(scene, group, job)
    }),
    state("Joined, all others committed", |scene| {
        let (group, jobs) = joined(scene, REPLICAS);
        for (job, found) in jobs.iter().zip(AGREED).skip(1) {
            commits(scene, *job, found);
        }
        about(scene, group, jobs[0])
    }),
    state("Committed by one", |scene| {
        let (group, jobs) = joined(scene, REPLICAS);
        commits(scene, jobs[0], AGREED[0]);
        about(scene, group, jobs[0])
    }),
    state("Committed by two, time over", |scene| {
        let (group, jobs) = joined(scene, REPLICAS);
        for (job, found) in jobs.iter().zip(AGREED).take(2) {
            commits(scene, *job, found);
        }
        scene.wait(COMMIT);
        about(scene, group, jobs[0])
    }),
    state("Committed", |scene| {
        let (group, jobs) = committed(scene, AGREED);
        about(scene, group, jobs[0])
    }),
    state("Committed, reveal time over", |scene| {
        let (group, jobs) = committed(scene, AGREED);
        scene.wait(REVEAL + 1);
        about(scene, group, jobs[0])
    }),
    state("Revealed", |scene| {
        let (group, jobs) = revealed(scene, AGREED);
        about(scene, group, jobs[0])
    }),
    state("Revealed by the two that committed, time over", |scene| {
        let (group, jobs) = joined(scene, REPLICAS);
        for (job, found) in jobs.iter().zip(AGREED).take(2) {
            commits(scene, *job, found);
        }
        scene.wait(COMMIT);
        for (job, found) in jobs.iter().zip(AGREED).take(2) {
            let reveal = scene.reveal(*job, found);
            scene.happens(reveal);
        }
        about(scene, group, jobs[0])
    }),
    state("Agreed, with the majority", |scene| {
        let (group, jobs) = tallied(scene, AGREED);
        about(scene, group, jobs[0])
    }),
    state("Agreed, against it", |scene| {
        let (group, jobs) = tallied(scene, AGREED);
        about(scene, group, jobs[REPLICAS - 1])
    }),
    state("Agreed, applied to one", |scene| {
        let (group, jobs) = tallied(scene, AGREED);
        applies(scene, jobs[0]);
        about(scene, group, jobs[0])
    }),
    state("Split", |scene| {
        let (group, jobs) = tallied(scene, SPLIT);
        about(scene, group, jobs[0])
    }),
    state("Applied to all", applied),
    state("Nobody committed, time over", |scene| {
        let (group, jobs) = joined(scene, 1);
        scene.wait(COMMIT);
        about(scene, group, jobs[0])
    }),
    state("Split, nobody committed", |scene| {
        let (group, jobs) = joined(scene, 1);
        scene.wait(COMMIT);
        tallies(scene, group);
        about(scene, group, jobs[0])
    }),
    state("Closed", |scene| {
        let case = applied(scene);
        let close = case.complete(scene.stage, "markets", "close_replicas");
        scene.happens(close);
        case
    }),
];

fn opened(scene: &mut Scene) -> Pubkey {
    let open = scene.open_group();
    let group = open.address_of("replicas").expect("a group has seeds");
    scene.happens(open);
    group
}

/// Terms of a replica.
fn terms(scene: &mut Scene, group: Pubkey) -> Json {
    let mut terms = scene.terms();
    terms["verification"] = 3.into();
    terms["origin"] = 5.into();
    terms["parent"] = group.to_string().into();
    terms
}

/// A replica nobody took, beside the party's node.
fn waiting(scene: &mut Scene, group: Pubkey) -> Pubkey {
    scene.node();
    let terms = terms(scene, group);
    let job = scene.posts(id_for(&scene.name("waiting")), terms);
    scene.wait(20);
    job
}

/// A replica that another node runs.
fn seated(scene: &mut Scene, group: Pubkey, role: &str) -> Pubkey {
    let name = scene.name(role);
    let node = scene.stage.staked_node(&name, 10_000 * HYPER);
    let terms = terms(scene, group);
    scene.runs(&node, role, terms)
}

/// So many replicas under way, the first on the party's node.
fn joined(scene: &mut Scene, replicas: usize) -> (Pubkey, Vec<Pubkey>) {
    let group = opened(scene);
    let node = scene.node();
    let terms = terms(scene, group);
    let mut jobs = vec![scene.runs(&node, "first", terms)];
    for seat in 1..replicas {
        jobs.push(seated(scene, group, &format!("other-{seat}")));
    }
    scene.wait(60);
    (group, jobs)
}

fn commits(scene: &mut Scene, job: Pubkey, found: [u8; 32]) {
    let commitment = scene.stage.world.commitment(&job, &found);
    scene.hands_in(job, commitment);
}

fn committed(scene: &mut Scene, found: [[u8; 32]; REPLICAS]) -> (Pubkey, Vec<Pubkey>) {
    let (group, jobs) = joined(scene, REPLICAS);
    for (job, found) in jobs.iter().zip(found) {
        commits(scene, *job, found);
    }
    (group, jobs)
}

fn revealed(scene: &mut Scene, found: [[u8; 32]; REPLICAS]) -> (Pubkey, Vec<Pubkey>) {
    let (group, jobs) = committed(scene, found);
    for (job, found) in jobs.iter().zip(found) {
        let reveal = scene.reveal(*job, found);
        scene.happens(reveal);
    }
    (group, jobs)
}

fn tallies(scene: &mut Scene, group: Pubkey) {
    let tally = scene.of_group("tally_replicas", group);
    scene.happens(tally);
}

fn tallied(scene: &mut Scene, found: [[u8; 32]; REPLICAS]) -> (Pubkey, Vec<Pubkey>) {
    let (group, jobs) = revealed(scene, found);
    tallies(scene, group);
    (group, jobs)
}

fn applies(scene: &mut Scene, job: Pubkey) {
    scene.job_does("apply_tally", job, json!({}));
}

fn applied(scene: &mut Scene) -> Case {
    let (group, jobs) = tallied(scene, AGREED);
    let case = about(scene, group, jobs[0]);
    for job in jobs {
        applies(scene, job);
    }
    case
}

/// With one replica and the party's node, which found what most did.
fn about(scene: &mut Scene, group: Pubkey, job: Pubkey) -> Case {
    let (requester, payer) = (scene.actor("requester"), scene.actor("payer"));
    let digests = job_digests();
    let record = scene.stage.record(&job).expect("a replica");
    let node = match record.key("node") {
        none if none == Pubkey::default() => scene.party_node(),
        node => node,
    };
    let commitment = scene.stage.world.commitment(&job, &AGREED[0]);
    Case::from(Subject::job(job).with_node(node))
        .with("replicas", group)
        .with_in("open_replicas", "requester", requester)
        .with("payer", payer)
        .with_in("close_replicas", "rent_payer", payer)
        .saying(json!({
            "id": id_for(&scene.name("replicas")),
            "digests": { "image": digests.image, "input": digests.input, "spec": digests.spec },
            "terms": { "m": 2, "n": REPLICAS, "commit_seconds": COMMIT, "reveal_seconds": REVEAL },
            "result": AGREED[0], "salt": SALT,
            "submission": {
                "result_digest": commitment, "logs_digest": vec![9; 32], "exit_code": 0,
                "output_bytes": 1_234, "metered_seconds": 60, "codec": 1,
            },
        }))
}
