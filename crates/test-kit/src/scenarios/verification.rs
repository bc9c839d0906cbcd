//! Instructions of markets about audits, replica groups, canaries and batches.
use {
    super::{plain, scene::STAKE, Scenario, Scene},
    crate::{
        call::{call, Call},
        fill::Subject,
        hyper_account,
        stage::{id_for, Node},
        verification::SALT,
        Pubkey,
    },
    markets::state::child_id,
    serde_json::{json, Value as Json},
};

/// Replicas of a group; two must agree.
const REPLICAS: usize = 3;
/// What most of them find.
const RIGHT: [u8; 32] = [8; 32];
/// What the last of them finds.
const WRONG: [u8; 32] = [9; 32];

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("draw_audit", |scene| {
        let job = scene.audited_job();
        scene.stage.world.warp_slots(20);
        scene.of_job("draw_audit", job, json!({}))
    }),
    plain("open_replicas", |scene| scene.open_group()),
    plain("reveal_result", |scene| {
        let (_, jobs) = scene.committed_group();
        scene.reveal(jobs[0], RIGHT)
    }),
    plain("tally_replicas", |scene| {
        let (group, _) = scene.revealed_group();
        scene.of_group("tally_replicas", group)
    }),
    plain("apply_tally", |scene| {
        let (group, jobs) = scene.revealed_group();
        let tally = scene.of_group("tally_replicas", group);
        scene.happens(tally);
        scene.of_job("apply_tally", jobs[REPLICAS - 1], json!({}))
    }),
    plain("reveal_canary", |scene| {
        let job = scene.canary_job();
        let shown = json!({ "expected": RIGHT, "salt": SALT });
        scene.of_job("reveal_canary", job, shown)
    }),
    plain("create_batch", |scene| scene.create_batch()),
    plain("collect_child", |scene| {
        let (batch, child) = scene.ended_child();
        call("markets", "collect_child")
            .account("batch", batch)
            .account("job", child)
            .args(json!({ "index": 0 }))
    }),
    plain("close_batch", |scene| {
        let create = scene.create_batch();
        let batch = create.address_of("batch").expect("a batch has seeds");
        scene.happens(create);
        let requester = scene.actor("requester");
        let close = call("markets", "close_batch").account("batch", batch);
        scene
            .stage
            .fill(close, &Subject::default().signed_by(requester))
    }),
    plain("close_replicas", |scene| {
        let open = scene.open_group();
        let group = open.address_of("replicas").expect("a group has seeds");
        scene.happens(open);
        scene.wait(20_001);
        let tally = scene.of_group("tally_replicas", group);
        scene.happens(tally);
        scene.of_group("close_replicas", group)
    }),
];

impl Scene<'_> {
    /// A call about a replica group.
    pub fn of_group(&self, instruction: &str, group: Pubkey) -> Call {
        let call = call("markets", instruction).account("replicas", group);
        self.stage.fill(call, &Subject::default())
    }

    /// The call that opens a replica group.
    pub fn open_group(&mut self) -> Call {
        call("markets", "open_replicas")
            .account("requester", self.actor("requester"))
            .account("payer", self.actor("payer"))
            .args(json!({
                "id": id_for(&self.name("replicas")),
                "digests": digests(),
                "terms": { "m": 2, "n": REPLICAS, "commit_seconds": 20_000, "reveal_seconds": 600 },
            }))
    }

    /// The call that creates a batch of two.
    pub fn create_batch(&mut self) -> Call {
        call("markets", "create_batch")
            .account("requester", self.actor("requester"))
            .account("payer", self.actor("payer"))
            .args(json!({
                "id": id_for(&self.name("batch")),
                "terms": { "total": 2, "spec_digest": vec![7; 32], "items_root": vec![12; 32] },
            }))
    }

    /// A batch with its first child taken back.
    fn ended_child(&mut self) -> (Pubkey, Pubkey) {
        let create = self.create_batch();
        let batch = create.address_of("batch").expect("a batch has seeds");
        self.happens(create);
        let mut terms = self.terms();
        terms["origin"] = 4.into();
        terms["parent"] = batch.to_string().into();
        let child = self.posts(child_id(&batch, 0), terms);
        self.job_does("cancel_job", child, json!({}));
        (batch, child)
    }

    /// Posts a job of these terms under this id, with enough for its fee.
    pub fn posts(&mut self, id: [u8; 16], terms: Json) -> Pubkey {
        let arguments = json!({ "id": id, "digests": digests(), "terms": terms, "preferred": [] });
        let post = self.parties(call("markets", "post_job").args(arguments));
        let funder = self.actor("funder");
        let rich = self.stage.world.token_balance(&hyper_account(&funder));
        self.stage.world.fund_hyper(&funder, rich);
        let post = self.stage.fill(post, &Subject::default());
        let job = post.address_of("job").expect("a job has seeds");
        self.happens(post);
        job
    }

    /// A job of these terms that a node runs.
    pub fn runs(&mut self, node: &Node, role: &str, terms: Json) -> Pubkey {
        let job = self.posts(id_for(&self.name(role)), terms);
        let accept = self.accept(job, node);
        self.happens(accept);
        self.job_does("start_job", job, json!({}));
        job
    }

    /// Hands a result digest in.
    pub fn hands_in(&mut self, job: Pubkey, digest: [u8; 32]) {
        let submission = json!({ "submission": {
            "result_digest": digest, "logs_digest": vec![9; 32], "exit_code": 0,
            "output_bytes": 1_234, "metered_seconds": 60, "codec": 1,
        } });
        self.job_does("submit_job", job, submission);
    }

    fn submits(&mut self, terms: Json) -> Pubkey {
        let node = self.node();
        let job = self.runs(&node, "job", terms);
        self.wait(60);
        self.hands_in(job, RIGHT);
        job
    }

    /// A job with a result that an audit is certain to check.
    pub fn audited_job(&mut self) -> Pubkey {
        let mut terms = self.terms();
        terms["verification"] = 2.into();
        terms["audit_bps"] = 10_000.into();
        self.submits(terms)
    }

    /// A job with a result whose requester knows what it should be.
    pub fn canary_job(&mut self) -> Pubkey {
        let mut terms = self.terms();
        terms["verification"] = 4.into();
        self.submits(terms)
    }

    /// A group whose replicas all committed, the last to another result.
    fn committed_group(&mut self) -> (Pubkey, Vec<Pubkey>) {
        let open = self.open_group();
        let group = open.address_of("replicas").expect("a group has seeds");
        self.happens(open);
        let mut jobs = vec![];
        for seat in 0..REPLICAS {
            let mut terms = self.terms();
            terms["verification"] = 3.into();
            terms["origin"] = 5.into();
            terms["parent"] = group.to_string().into();
            let role = format!("replica-{seat}");
            let name = self.name(&format!("{role}-node"));
            let node = self.stage.staked_node(&name, STAKE);
            jobs.push(self.runs(&node, &role, terms));
        }
        self.wait(60);
        for (seat, job) in jobs.iter().enumerate() {
            let commitment = self.stage.world.commitment(job, &found(seat));
            self.hands_in(*job, commitment);
        }
        (group, jobs)
    }

    /// The call that shows what a replica found.
    pub fn reveal(&self, job: Pubkey, result: [u8; 32]) -> Call {
        let shown = json!({ "result": result, "salt": SALT });
        self.of_job("reveal_result", job, shown)
    }

    /// A group whose replicas all revealed.
    fn revealed_group(&mut self) -> (Pubkey, Vec<Pubkey>) {
        let (group, jobs) = self.committed_group();
        for (seat, job) in jobs.iter().enumerate() {
            let reveal = self.reveal(*job, found(seat));
            self.happens(reveal);
        }
        (group, jobs)
    }
}

/// What the replica in a seat finds.
fn found(seat: usize) -> [u8; 32] {
    if seat + 1 == REPLICAS {
        WRONG
    } else {
        RIGHT
    }
}

fn digests() -> Json {
    json!({ "image": vec![5; 32], "input": vec![6; 32], "spec": vec![7; 32] })
}
