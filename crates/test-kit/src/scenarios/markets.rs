//! Instructions of markets.
use {
    super::{early, plain, scene::DAY, variant, Scenario, Scene, Start},
    crate::{
        actors::address_for,
        call::{call, Call},
        defaults,
        fill::Subject,
        hyper_account, mint,
        stage::{id_for, Node},
        tokens::HYPER,
        verification::SALT,
        Pubkey,
    },
    hypernode_common::programs::SYSTEM_PROGRAM,
    serde_json::{json, Value as Json},
    solana_account::Account,
};

/// Base units a second of the scenarios' jobs.
const PRICE: u64 = 277;
/// Seconds they may run.
const MAX_RUN: u32 = 3_600;

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("create_market", |scene| {
        let admin = address_for("market-admin");
        let id = id_for(&scene.name("market"));
        call("markets", "create_market")
            .account("market_admin", admin)
            .account("payer", admin)
            .args(json!({ "id": id, "terms": defaults::market_terms() }))
    }),
    plain("update_market", |scene| {
        scene.of_market(
            "update_market",
            json!({ "terms": defaults::market_terms() }),
        )
    }),
    plain("set_market_status", |scene| {
        scene.of_market("set_market_status", json!({ "status": 2 }))
    }),
    plain("publish_offer", |scene| {
        let node = scene.node();
        scene.publish(&node)
    }),
    plain("update_offer", |scene| {
        let node = scene.offering();
        scene.of_node("update_offer", &node, offer_terms(9))
    }),
    plain("close_offer", |scene| {
        let node = scene.offering();
        let by_operator = Subject::node(node.address).signed_by(node.operator);
        scene.call("close_offer", &by_operator, json!({}))
    }),
    plain("post_job", |scene| scene.post()),
    plain("post_job_to_offer", |scene| {
        let node = scene.offering();
        scene.post_to(&node)
    }),
    plain("accept_job", |scene| {
        let node = scene.node();
        let job = scene.open_job();
        scene.accept(job, &node)
    }),
    plain("start_job", |scene| {
        let job = scene.assigned_job();
        scene.of_job("start_job", job, json!({}))
    }),
    plain("submit_job", |scene| {
        let job = scene.running_job();
        scene.submit(job)
    }),
    plain("settle_job", |scene| {
        let job = scene.submitted_job();
        scene.wait(601);
        scene.of_job("settle_job", job, json!({}))
    }),
    variant("settle_job", "accepted by the requester", |scene| {
        let job = scene.submitted_job();
        let requester = scene.actor("requester");
        let by_requester = Subject::job(job).signed_by(requester);
        scene.call("settle_job", &by_requester, json!({}))
    }),
    variant("settle_job", "funder without an account", |scene| {
        let job = scene.submitted_job();
        scene.wait(601);
        let settle = scene.of_job("settle_job", job, json!({}));
        let purse = scene.purse("funder");
        scene.stage.world.write_account(purse, Account::default());
        creating(settle).account("funder", scene.actor("funder"))
    }),
    plain("cancel_job", |scene| {
        let job = scene.open_job();
        scene.of_job("cancel_job", job, json!({}))
    }),
    plain("extend_job", |scene| {
        let job = scene.open_job();
        scene.extend(job)
    }),
    variant("extend_job", "on a node", |scene| {
        let job = scene.running_job();
        scene.extend(job)
    }),
    plain("stop_job", |scene| {
        let job = scene.running_job();
        scene.of_job("stop_job", job, json!({}))
    }),
    plain("release_job", |scene| {
        let job = scene.running_job();
        scene.of_job("release_job", job, json!({ "reason": 1 }))
    }),
    plain("reassign_job", |scene| {
        let job = scene.assigned_job();
        scene.wait(121);
        scene.of_job("reassign_job", job, json!({}))
    }),
    plain("expire_job", |scene| {
        let job = scene.open_job();
        scene.wait(7_201);
        scene.of_job("expire_job", job, json!({}))
    }),
    plain("expire_run", |scene| {
        let job = scene.stopped_job();
        scene.wait(301);
        scene.of_job("expire_run", job, json!({}))
    }),
    plain("close_job", |scene| {
        let job = scene.cancelled_job();
        scene.wait(DAY + 1);
        scene.of_job("close_job", job, json!({}))
    }),
    plain("challenge_job", |scene| {
        let job = scene.submitted_job();
        scene.challenge(job)
    }),
    plain("draw_panel", |scene| {
        let job = scene.challenged_job();
        scene.stage.world.warp_slots(20);
        scene.of_job("draw_panel", job, json!({}))
    }),
    plain("commit_verdict", |scene| {
        let job = scene.drawn_job();
        scene.commit(job, 0, false)
    }),
    plain("cast_verdict", |scene| {
        let job = scene.committed_job(false);
        scene.cast(job, 0, false)
    }),
    plain("close_verdict", |scene| {
        let job = scene.committed_job(false);
        let cast = scene.cast(job, 0, false);
        let commitment = cast.address_of("verdict_commitment").expect("filled");
        scene.wait(1_801);
        let close = call("markets", "close_verdict").account("verdict_commitment", commitment);
        scene.stage.fill(close, &Subject::default())
    }),
    plain("resolve_challenge", |scene| {
        let job = scene.judged_job(false);
        scene.of_job("resolve_challenge", job, json!({}))
    }),
    variant("resolve_challenge", "of a valid result", |scene| {
        let job = scene.judged_job(true);
        scene.of_job("resolve_challenge", job, json!({}))
    }),
    plain("refund_job", |scene| {
        let job = scene.invalid_job();
        scene.of_job("refund_job", job, json!({}))
    }),
    plain("close_challenge", |scene| {
        let job = scene.refunded_job();
        scene.of_job("close_challenge", job, json!({}))
    }),
    plain("close_fault", |scene| {
        let job = scene.assigned_job();
        scene.wait(121);
        let reassign = scene.of_job("reassign_job", job, json!({}));
        let fault = reassign.address_of("fault").expect("filled");
        scene.happens(reassign);
        scene.wait(31 * DAY);
        let close = call("markets", "close_fault").account("fault", fault);
        scene.stage.fill(close, &Subject::default())
    }),
    early("open_fee_shard", Start::Initialised, |scene| {
        scene.stage.open_shard_call(0)
    }),
    plain("sweep_fees", |scene| {
        let job = scene.settled_job();
        scene.sweep(shard_of(&job))
    }),
];

/// Terms of an offer with so many slots.
fn offer_terms(slots: u16) -> Json {
    json!({ "terms": {
        "status": 1, "auto_accept": true, "slots": slots, "price_per_second": PRICE,
        "min_duration_seconds": 1, "max_duration_seconds": 86_400,
    } })
}

/// A settlement that may create the token accounts of those it pays.
pub(super) fn creating(settle: Call) -> Call {
    settle
        .account("mint", mint())
        .account(
            "associated_token_program",
            spl_associated_token_account_interface::program::ID,
        )
        .account("system_program", SYSTEM_PROGRAM)
}

/// Fee shard of a job.
pub(super) fn shard_of(job: &Pubkey) -> u8 {
    job.to_bytes()[31] & (crate::stage::FEE_SHARDS - 1)
}

impl Scene<'_> {
    /// A call about a job.
    #[track_caller]
    pub fn of_job(&self, instruction: &str, job: Pubkey, arguments: Json) -> Call {
        let call = call("markets", instruction).args(arguments);
        self.stage.fill(call, &Subject::job(job))
    }

    /// Lets something happen to a job.
    #[track_caller]
    pub fn job_does(&mut self, instruction: &str, job: Pubkey, arguments: Json) {
        let call = self.of_job(instruction, job, arguments);
        self.happens(call);
    }

    fn of_market(&mut self, instruction: &str, arguments: Json) -> Call {
        let name = self.name("market");
        let market = self.stage.create_market(&name, defaults::market_terms());
        call("markets", instruction)
            .account("market_admin", address_for("market-admin"))
            .account("market", market)
            .args(arguments)
    }

    /// The call that publishes a node's offer.
    pub fn publish(&mut self, node: &Node) -> Call {
        let by_operator = Subject::node(node.address).signed_by(node.operator);
        let publish = call("markets", "publish_offer").args(offer_terms(8));
        self.stage.fill(publish, &by_operator)
    }

    /// A node with an offer that takes jobs by itself.
    pub fn offering(&mut self) -> Node {
        let node = self.node();
        let publish = self.publish(&node);
        self.happens(publish);
        node
    }

    /// Requester, funder and rent payer are three.
    pub(super) fn parties(&mut self, post: Call) -> Call {
        let requester = self.actor("requester");
        let funder = self.funded("funder", PRICE * u64::from(MAX_RUN));
        self.funded("orchestrator", 0);
        post.account("requester", requester)
            .account("funder", funder)
            .account("payer", self.actor("payer"))
            .account("funder_token", hyper_account(&funder))
    }

    /// Terms of the party's job.
    pub fn terms(&mut self) -> Json {
        let (funder, now) = (self.actor("funder"), self.stage.world.now());
        let mut terms = defaults::job_terms(&funder, PRICE, MAX_RUN, now);
        terms["orchestrator"] = self.actor("orchestrator").to_string().into();
        terms["requirements"]["gpu_count"] = 1.into();
        terms
    }

    /// The call that posts the party's job.
    pub fn post(&mut self) -> Call {
        let terms = self.terms();
        self.post_of(terms)
    }

    /// The call that posts the party's job with these terms.
    pub(super) fn post_of(&mut self, terms: Json) -> Call {
        let arguments = json!({
            "id": id_for(&self.name("job")),
            "digests": { "image": vec![5; 32], "input": vec![6; 32], "spec": vec![7; 32] },
            "terms": terms,
            "preferred": [],
        });
        let post = self.parties(call("markets", "post_job").args(arguments));
        self.stage.fill(post, &Subject::default())
    }

    /// The call that posts the party's job to a node's offer.
    pub fn post_to(&mut self, node: &Node) -> Call {
        let arguments = json!({
            "id": id_for(&self.name("job")),
            "digests": { "image": vec![5; 32], "input": vec![6; 32], "spec": vec![7; 32] },
            "terms": self.terms(),
            "max_price_per_second": PRICE,
        });
        let post = self.parties(call("markets", "post_job_to_offer").args(arguments));
        self.stage.fill(post, &Subject::node(node.address))
    }

    /// The call by which a node takes a job, late enough for its tier.
    pub fn accept(&mut self, job: Pubkey, node: &Node) -> Call {
        self.wait(20);
        let accept = call("markets", "accept_job");
        self.stage
            .fill(accept, &Subject::job(job).with_node(node.address))
    }

    pub(super) fn submit(&mut self, job: Pubkey) -> Call {
        self.wait(60);
        let submission = json!({ "submission": {
            "result_digest": vec![8; 32], "logs_digest": vec![9; 32], "exit_code": 0,
            "output_bytes": 1_234, "metered_seconds": 60, "codec": 1,
        } });
        self.of_job("submit_job", job, submission)
    }

    fn extend(&mut self, job: Pubkey) -> Call {
        self.funded("funder", PRICE * 60);
        self.of_job("extend_job", job, json!({ "extra_seconds": 60 }))
    }

    fn challenge(&mut self, job: Pubkey) -> Call {
        self.funded("requester", 1_000 * HYPER);
        let arguments = json!({ "reason": 1, "evidence": vec![3; 32] });
        self.of_job("challenge_job", job, arguments)
    }

    /// The commitment of one of the panel's validators.
    fn commit(&mut self, job: Pubkey, seat: u8, valid: bool) -> Call {
        let owner = address_for(&self.name(&format!("validator-{seat}")));
        let commitment = self.stage.world.verdict_commitment(&job, &owner, valid);
        let commit = call("markets", "commit_verdict").args(json!({ "commitment": commitment }));
        self.stage
            .fill(commit, &Subject::job(job).with_validator(owner))
    }

    /// The verdict of one of the panel's validators.
    fn cast(&mut self, job: Pubkey, seat: u8, valid: bool) -> Call {
        let owner = address_for(&self.name(&format!("validator-{seat}")));
        let cast = call("markets", "cast_verdict").args(json!({ "valid": valid, "salt": SALT }));
        self.stage
            .fill(cast, &Subject::job(job).with_validator(owner))
    }

    /// The call that sweeps a fee shard.
    pub fn sweep(&mut self, shard: u8) -> Call {
        let subject = Subject {
            shard: Some(shard),
            ..Subject::default()
        };
        let sweep = call("markets", "sweep_fees").args(json!({ "shard": shard }));
        self.stage.fill(sweep, &subject)
    }

    /// A job nobody took yet.
    pub fn open_job(&mut self) -> Pubkey {
        let post = self.post();
        let job = post.address_of("job").expect("a job has seeds");
        self.happens(post);
        job
    }

    /// A job on a node that has not begun.
    pub fn assigned_job(&mut self) -> Pubkey {
        let node = self.node();
        let job = self.open_job();
        let accept = self.accept(job, &node);
        self.happens(accept);
        job
    }

    /// A job under way.
    pub fn running_job(&mut self) -> Pubkey {
        let job = self.assigned_job();
        self.job_does("start_job", job, json!({}));
        job
    }

    /// A job its requester stopped while it ran.
    pub fn stopped_job(&mut self) -> Pubkey {
        let job = self.running_job();
        self.wait(60);
        self.job_does("stop_job", job, json!({}));
        job
    }

    /// A job with a result.
    pub fn submitted_job(&mut self) -> Pubkey {
        let job = self.running_job();
        let submit = self.submit(job);
        self.happens(submit);
        job
    }

    /// Three validators past their warm-up.
    pub fn panel(&mut self) {
        for seat in 0..3 {
            let name = self.name(&format!("validator-{seat}"));
            self.stage.register_validator(&name);
        }
        self.wait(DAY + 1);
    }

    /// A job whose result is contested, with three validators to judge it.
    pub fn challenged_job(&mut self) -> Pubkey {
        self.panel();
        let job = self.submitted_job();
        let challenge = self.challenge(job);
        self.happens(challenge);
        job
    }

    /// A contested job whose panel is drawn.
    pub fn drawn_job(&mut self) -> Pubkey {
        let job = self.challenged_job();
        self.stage.world.warp_slots(20);
        self.job_does("draw_panel", job, json!({}));
        job
    }

    /// A contested job on which all three committed to the same verdict, in the half in which they reveal it.
    pub fn committed_job(&mut self, valid: bool) -> Pubkey {
        let job = self.drawn_job();
        for seat in 0..3 {
            let commit = self.commit(job, seat, valid);
            self.happens(commit);
        }
        self.wait(1_801);
        job
    }

    /// A contested job on which all three agreed, after the window.
    pub fn judged_job(&mut self, valid: bool) -> Pubkey {
        let job = self.committed_job(valid);
        for seat in 0..3 {
            let cast = self.cast(job, seat, valid);
            self.happens(cast);
        }
        self.wait(1_801);
        job
    }

    /// A contested job whose result is wrong.
    pub fn invalid_job(&mut self) -> Pubkey {
        let job = self.judged_job(false);
        self.job_does("resolve_challenge", job, json!({}));
        job
    }

    /// A job whose result is verified.
    pub fn verified_job(&mut self) -> Pubkey {
        let job = self.judged_job(true);
        self.job_does("resolve_challenge", job, json!({}));
        job
    }

    /// A job paid back after a lost challenge.
    pub fn refunded_job(&mut self) -> Pubkey {
        let job = self.invalid_job();
        self.job_does("refund_job", job, json!({}));
        job
    }

    /// A job that was paid.
    pub fn settled_job(&mut self) -> Pubkey {
        let job = self.submitted_job();
        self.wait(601);
        self.job_does("settle_job", job, json!({}));
        job
    }

    /// A job its requester took back.
    pub fn cancelled_job(&mut self) -> Pubkey {
        let job = self.open_job();
        self.job_does("cancel_job", job, json!({}));
        job
    }

    /// A job nobody took in time.
    pub fn expired_job(&mut self) -> Pubkey {
        let job = self.open_job();
        self.wait(7_201);
        self.job_does("expire_job", job, json!({}));
        job
    }
}
