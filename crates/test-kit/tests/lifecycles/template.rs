//! A template, from publication to yank, with a job made from it.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{id_for, scenarios::Scene, Pubkey, Subject},
    markets::constants::TEMPLATE_KEPT_DAYS,
    serde_json::json,
};

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "template",
    account: "template",
    programs: &["markets"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "publisher",
        "requester",
        "payer",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("markets.publish_template", &["Absent"], &["publisher"]),
        ("markets.post_job", PUBLISHED, ANYONE),
        ("markets.yank_template", PUBLISHED, &["publisher"]),
        // A job goes on as it was posted.
        (
            "markets.settle_job",
            &["Published, job submitted", "Yanked, job submitted"],
            ANYONE,
        ),
        (
            "markets.rate_template",
            &["Published, job settled"],
            &["requester"],
        ),
        (
            "markets.close_rating",
            &["Yanked, rated", "Yanked, long ago"],
            ANYONE,
        ),
        (
            "markets.close_template",
            &["Yanked, long ago"],
            &["publisher", "payer"],
        ),
    ],
};

/// States in which it can be used.
const PUBLISHED: &[&str] = &[
    "Published, job submitted",
    "Published, job settled",
    "Published, rated",
];

const STATES: &[State] = &[
    state("Absent", |scene| {
        let publish = scene.publish_template();
        let template = publish.address_of("template").expect("it has seeds");
        let post = scene.post_from(template);
        Case::default()
            .like(&publish)
            .posting(&post)
            .with("template", template)
    }),
    state("Published, job submitted", submitted),
    state("Published, job settled", settled),
    state("Published, rated", rated),
    state("Yanked, job submitted", |scene| {
        let case = submitted(scene);
        yanks(scene, &case);
        case
    }),
    state("Yanked, job settled", |scene| {
        let case = settled(scene);
        yanks(scene, &case);
        case
    }),
    state("Yanked, rated", |scene| {
        let case = rated(scene);
        yanks(scene, &case);
        case
    }),
    state("Yanked, long ago", |scene| {
        let case = rated(scene);
        yanks(scene, &case);
        scene.wait((i64::from(TEMPLATE_KEPT_DAYS) + 1) * DAY);
        case
    }),
];

const DAY: i64 = 86_400;

fn yanks(scene: &mut Scene, case: &Case) {
    let publisher = scene.actor("publisher");
    let yank = case.complete(scene.stage, "markets", "yank_template");
    scene.happens(yank.account("publisher", publisher));
}

/// Made from it, with a result that anyone may settle.
fn submitted(scene: &mut Scene) -> Case {
    let template = scene.template();
    let job = scene.submitted_from(template);
    scene.wait(601);
    about(scene, template, job)
}

fn settled(scene: &mut Scene) -> Case {
    let template = scene.template();
    let job = scene.submitted_from(template);
    scene.wait(601);
    let case = about(scene, template, job);
    let settle = scene.settle_from(template, job);
    scene.happens(settle);
    case
}

fn rated(scene: &mut Scene) -> Case {
    let case = settled(scene);
    let rate = case.complete(scene.stage, "markets", "rate_template");
    let rating = rate.address_of("rating").expect("a rating has seeds");
    scene.happens(rate);
    case.with_in("close_rating", "rating", rating)
}

/// With another job to post.
fn about(scene: &mut Scene, template: Pubkey, job: Pubkey) -> Case {
    let post = scene.post_from(template);
    let settle = scene.settle_from(template, job);
    Case::from(Subject::job(job).with_node(scene.party_node()))
        .like(&scene.publish_template())
        .like(&settle)
        .posting(&post)
        .with("template", template)
        .saying_in("post_job", json!({ "id": id_for("another") }))
}
