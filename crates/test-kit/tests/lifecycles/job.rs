//! A job, from post to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{scenarios::Scene, Node, Pubkey, Subject, HYPER},
    serde_json::json,
};

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "job",
    account: "job",
    programs: &["markets"],
    besides: &["markets.draw_panel", "markets.close_verdict"],
    elsewhere: &["markets.post_job", "markets.post_job_to_offer"],
    states: STATES,
    signers: &[
        "requester",
        "funder",
        "payer",
        "operator",
        "node authority",
        "orchestrator",
        "validator 0",
        "market admin",
        "guardian",
        "authority",
        "stranger",
    ],
    allowed: &[
        ("markets.accept_job", &["Open", "Open again"], &["operator"]),
        (
            "markets.cancel_job",
            &["Open", "Open, too late", "Open again"],
            &["requester"],
        ),
        (
            "markets.extend_job",
            &[
                "Open",
                "Open again",
                "Assigned",
                "Assigned, last attempt",
                "Assigned, sealed",
                "Assigned, key published",
                "Running",
            ],
            &["funder"],
        ),
        ("markets.expire_job", &["Open, too late"], ANYONE),
        (
            "markets.start_job",
            &[
                "Assigned",
                "Assigned, last attempt",
                "Assigned, sealed",
                "Assigned, key published",
            ],
            &["operator"],
        ),
        ("markets.publish_key", &["Assigned, sealed"], &["requester"]),
        (
            "markets.release_job",
            &[
                "Assigned",
                "Assigned, last attempt",
                "Assigned, sealed",
                "Assigned, key published",
                "Running",
                "Running, stopped",
            ],
            &["operator"],
        ),
        (
            "markets.reassign_job",
            &["Assigned, too late", "Running, too late"],
            ANYONE,
        ),
        ("markets.stop_job", &["Running"], &["requester"]),
        (
            "markets.submit_job",
            &["Running", "Running, stopped"],
            &["operator"],
        ),
        (
            "markets.expire_run",
            &[
                "Assigned, last attempt, too late",
                "Running, last attempt, too late",
                "Running, stopped and too late",
            ],
            ANYONE,
        ),
        (
            "markets.challenge_job",
            &["Submitted", "Submitted, canary", "Submitted, to be audited"],
            &["requester"],
        ),
        (
            "markets.settle_job",
            &["Submitted", "Submitted, canary"],
            &["requester"],
        ),
        ("markets.draw_audit", &["Submitted, to be audited"], ANYONE),
        (
            "markets.reveal_canary",
            &["Submitted, canary"],
            &["requester"],
        ),
        (
            "markets.rate_template",
            &["Settled, of a template"],
            &["requester"],
        ),
        (
            "markets.settle_job",
            &["Submitted, window over", "Submitted, verified"],
            ANYONE,
        ),
        ("markets.draw_panel", &["Challenged"], ANYONE),
        (
            "markets.commit_verdict",
            &["Challenged, panel drawn"],
            &["validator 0"],
        ),
        (
            "markets.cast_verdict",
            &["Challenged, committed"],
            &["validator 0"],
        ),
        (
            "markets.resolve_challenge",
            &[
                "Challenged, not revealed",
                "Challenged, judged valid",
                "Challenged, judged invalid",
            ],
            ANYONE,
        ),
        (
            "markets.close_verdict",
            &["Challenged, not revealed"],
            ANYONE,
        ),
        ("markets.refund_job", &["Challenged, found invalid"], ANYONE),
        ("markets.close_challenge", &["Refunded"], ANYONE),
        ("markets.close_job", &["Cancelled, long ago"], ANYONE),
    ],
};

const STATES: &[State] = &[
    state("Open", open),
    state("Open, too late", |scene| {
        let job = open(scene);
        scene.wait(7_201);
        beat(scene);
        job
    }),
    state("Open again", |scene| {
        let job = about(scene, |scene| {
            let failing = other_node(scene, "first");
            scene.node();
            let job = scene.open_job();
            fails(scene, job, &failing);
            job
        });
        scene.wait(20);
        job
    }),
    state("Assigned", |scene| {
        about(scene, |scene| scene.assigned_job())
    }),
    state("Assigned, too late", |scene| {
        let job = about(scene, |scene| scene.assigned_job());
        scene.wait(121);
        job
    }),
    state("Assigned, last attempt", |scene| about(scene, last_attempt)),
    state("Assigned, last attempt, too late", |scene| {
        let job = about(scene, last_attempt);
        scene.wait(121);
        job
    }),
    state("Assigned, sealed", |scene| {
        about(scene, |scene| scene.sealed_job())
    }),
    state("Assigned, key published", |scene| {
        about(scene, |scene| {
            let job = scene.sealed_job();
            let key = json!({ "sealed_key": vec![4; 80] });
            let publish = scene.of_job("publish_key", job, key);
            scene.happens(publish);
            job
        })
    }),
    state("Running", |scene| about(scene, |scene| scene.running_job())),
    state("Running, too late", |scene| {
        let job = about(scene, |scene| scene.running_job());
        scene.wait(3_901);
        job
    }),
    state("Running, last attempt, too late", |scene| {
        let job = about(scene, |scene| {
            let job = last_attempt(scene);
            scene.job_does("start_job", job, json!({}));
            job
        });
        scene.wait(3_901);
        job
    }),
    state("Running, stopped", |scene| {
        about(scene, |scene| scene.stopped_job())
    }),
    state("Running, stopped and too late", |scene| {
        let job = about(scene, |scene| scene.stopped_job());
        scene.wait(301);
        job
    }),
    state("Submitted", |scene| {
        about(scene, |scene| scene.submitted_job())
    }),
    state("Submitted, window over", |scene| {
        let job = about(scene, |scene| scene.submitted_job());
        scene.wait(601);
        job
    }),
    state("Submitted, canary", |scene| {
        about(scene, |scene| scene.canary_job())
    }),
    state("Submitted, to be audited", |scene| {
        let job = about(scene, |scene| scene.audited_job());
        scene.stage.world.warp_slots(20);
        job
    }),
    state("Challenged", |scene| {
        let job = of(scene, |scene| scene.challenged_job());
        scene.stage.world.warp_slots(20);
        job
    }),
    state("Challenged, panel drawn", |scene| {
        of(scene, |scene| scene.drawn_job())
    }),
    state("Challenged, committed", |scene| {
        of(scene, |scene| scene.committed_job(false))
    }),
    state("Challenged, not revealed", |scene| {
        let case = of(scene, |scene| scene.committed_job(false));
        let commit = case.complete(scene.stage, "markets", "cast_verdict");
        let commitment = commit.address_of("verdict_commitment").expect("filled");
        scene.wait(3_601);
        case.with_in("close_verdict", "verdict_commitment", commitment)
    }),
    state("Challenged, judged valid", |scene| {
        of(scene, |scene| scene.judged_job(true))
    }),
    state("Challenged, judged invalid", |scene| {
        of(scene, |scene| scene.judged_job(false))
    }),
    state("Challenged, found invalid", |scene| {
        of(scene, |scene| scene.invalid_job())
    }),
    state("Submitted, verified", |scene| {
        of(scene, |scene| scene.verified_job())
    }),
    state("Settled", |scene| about(scene, |scene| scene.settled_job())),
    state("Settled, of a template", |scene| {
        about(scene, |scene| scene.settled_template_job())
    }),
    state("Refunded", |scene| of(scene, |scene| scene.refunded_job())),
    state("Expired", |scene| {
        let job = open(scene);
        scene.wait(7_201);
        let expire = scene.of_job("expire_job", job.subject.job.expect("a job"), json!({}));
        scene.happens(expire);
        job
    }),
    state("Cancelled", cancelled),
    state("Cancelled, long ago", |scene| {
        let job = cancelled(scene);
        scene.wait(86_401);
        job
    }),
];

/// A job whose way there brings its validators along.
fn of(scene: &mut Scene, build: impl FnOnce(&mut Scene) -> Pubkey) -> Case {
    let job = build(scene);
    subject(scene, job)
}

/// A job beside the validators who could judge it.
fn about(scene: &mut Scene, build: impl FnOnce(&mut Scene) -> Pubkey) -> Case {
    scene.panel();
    of(scene, build)
}

/// A job nobody took, beside a node that could.
fn open(scene: &mut Scene) -> Case {
    let job = about(scene, |scene| {
        scene.node();
        scene.open_job()
    });
    scene.wait(20);
    job
}

/// A node besides the party's.
fn other_node(scene: &mut Scene, role: &str) -> Node {
    let name = scene.name(role);
    scene.stage.staked_node(&name, 10_000 * HYPER)
}

/// A node takes the job and does not begin.
fn fails(scene: &mut Scene, job: Pubkey, node: &Node) {
    let accept = scene.accept(job, node);
    scene.happens(accept);
    scene.wait(121);
    scene.job_does("reassign_job", job, json!({}));
}

/// A job that two nodes failed and the party's took.
fn last_attempt(scene: &mut Scene) -> Pubkey {
    let failing = ["first", "second"].map(|role| other_node(scene, role));
    let node = scene.node();
    let job = scene.open_job();
    for other in &failing {
        fails(scene, job, other);
    }
    let accept = scene.accept(job, &node);
    scene.happens(accept);
    job
}

fn cancelled(scene: &mut Scene) -> Case {
    let job = open(scene);
    let cancel = scene.of_job("cancel_job", job.subject.job.expect("a job"), json!({}));
    scene.happens(cancel);
    job
}

/// With the party's node, its first validator, and enough in the purses of those who may have to pay.
fn subject(scene: &mut Scene, job: Pubkey) -> Case {
    let purse = 1_000_000_000;
    scene.funded("funder", purse);
    scene.funded("requester", purse);
    scene.actor("orchestrator");
    let node = scene.party_node();
    let validator = scene.actor("validator-0");
    Subject::job(job)
        .with_node(node)
        .with_validator(validator)
        .into()
}

/// The node is heard of again.
fn beat(scene: &mut Scene) {
    let node = scene.party_node();
    scene.does(
        "registry",
        "record_heartbeat",
        &Subject::node(node),
        json!({}),
    );
}
