//! What the walk tries on templates.
use {
    super::{
        markets::{digests, terms},
        mostly, requester, Table,
    },
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, hyper_account, Call, Record, Subject, Value},
    markets::state::Origin,
    serde_json::json,
};

/// Templates from their publication to their stars.
pub const TABLE: Table = Table {
    actions: &[
        (3, "publish_template", publish_template),
        (1, "yank_template", yank_template),
        (14, "post_job", post_from_template),
        (10, "rate_template", rate_template),
        (3, "close_template", close_template),
        (3, "close_rating", close_rating),
    ],
    exits: &[],
    never_paused: &[
        "yank_template",
        "rate_template",
        "close_template",
        "close_rating",
    ],
};

/// State of a settled job.
const SETTLED: u64 = 6;

/// One that fits the walk's jobs, or mostly.
fn publish_template(walk: &mut Walk) -> Option<Call> {
    let publisher = requester(walk);
    let spec = if walk.random.chance(90) { 7 } else { 8 };
    let id = [u8::try_from(walk.random.between(1, 3)).expect("small"); 16];
    let arguments = json!({
        "id": id,
        "version": walk.random.between(0, 3),
        "terms": {
            "image_digest": vec![5; 32], "spec_digest": vec![spec; 32],
            "royalty_bps": walk.random.between(0, 2_100),
        },
    });
    Some(
        call("markets", "publish_template")
            .account("publisher", publisher)
            .account("payer", address_for("crank"))
            .args(arguments),
    )
}

fn yank_template(walk: &mut Walk) -> Option<Call> {
    let template = mostly(walk, "Template", |_| true)?;
    let publisher = walk.book.get(&template)?.key("publisher");
    Some(
        call("markets", "yank_template")
            .account("publisher", publisher)
            .account("template", template),
    )
}

pub(super) fn post_from_template(walk: &mut Walk) -> Option<Call> {
    let template = mostly(walk, "Template", |template| !is_yanked(template))?;
    let royalty_bps = walk.book.get(&template)?.u64("royalty_bps");
    let (requester, funder) = (requester(walk), requester(walk));
    let (mut terms, _) = terms(walk, &funder);
    terms["origin"] = (Origin::Template as u8).into();
    terms["parent"] = template.to_string().into();
    terms["royalty_bps"] = royalty_bps.into();
    let post = call("markets", "post_job")
        .account("requester", requester)
        .account("funder", funder)
        .account("payer", address_for("crank"))
        .account("market", walk.stage.market)
        .account("funder_token", hyper_account(&funder))
        .account("template", template)
        .args(json!({
            "id": walk.random.bytes::<16>(), "digests": digests(), "terms": terms, "preferred": [],
        }));
    Some(walk.stage.fill(post, &Subject::default()))
}

/// The requester of a settled job, or mostly of one, says what its template was worth.
fn rate_template(walk: &mut Walk) -> Option<Call> {
    let job = mostly(walk, "Job", |job| {
        job.u64("state") == SETTLED && job.u64("origin") == Origin::Template as u64
    })?;
    let record = walk.book.get(&job)?;
    let rate = call("markets", "rate_template")
        .account("requester", record.key("requester"))
        .account("payer", address_for("crank"))
        .account("job", job)
        .account("template", record.key("parent"))
        .args(json!({ "stars": walk.random.between(0, 6) }));
    Some(rate)
}

/// One off the shelf, mostly.
fn close_template(walk: &mut Walk) -> Option<Call> {
    let template = mostly(walk, "Template", is_yanked)?;
    let publisher = walk.book.get(&template)?.key("publisher");
    let close = call("markets", "close_template")
        .account("signer", publisher)
        .account("template", template);
    Some(walk.stage.fill(close, &Subject::default()))
}

fn close_rating(walk: &mut Walk) -> Option<Call> {
    let rating = mostly(walk, "Rating", |_| true)?;
    let template = walk.book.get(&rating)?.key("template");
    let close = call("markets", "close_rating")
        .account("rating", rating)
        .account("template", template);
    Some(walk.stage.fill(close, &Subject::default()))
}

fn is_yanked(template: &Record) -> bool {
    *template.get("yanked") == Value::Bool(true)
}
