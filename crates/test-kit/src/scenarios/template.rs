//! Instructions of markets about templates.
use {
    super::{markets::creating, plain, scene::DAY, variant, Scenario, Scene},
    crate::{
        call::{call, Call},
        fill::Subject,
        hyper_account,
        stage::id_for,
        Pubkey,
    },
    markets::{constants::TEMPLATE_KEPT_DAYS, state::Origin},
    serde_json::json,
    solana_account::Account,
};

/// Part of the operator's gross for the publisher, basis points.
const ROYALTY_BPS: u16 = 250;

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("publish_template", |scene| scene.publish_template()),
    plain("yank_template", |scene| {
        let template = scene.template();
        scene.yank_call(template)
    }),
    variant("post_job", "from a template", |scene| {
        let template = scene.template();
        scene.post_from(template)
    }),
    variant("settle_job", "of a template", |scene| {
        let template = scene.template();
        let job = scene.submitted_from(template);
        scene.wait(601);
        scene.settle_from(template, job)
    }),
    variant("settle_job", "publisher without an account", |scene| {
        let template = scene.template();
        let job = scene.submitted_from(template);
        scene.wait(601);
        let settle = scene.settle_from(template, job);
        let purse = scene.purse("publisher");
        scene.stage.world.write_account(purse, Account::default());
        creating(settle).account("publisher", scene.actor("publisher"))
    }),
    plain("rate_template", |scene| {
        let job = scene.settled_template_job();
        scene.of_job("rate_template", job, json!({ "stars": 4 }))
    }),
    variant("settle_job", "of a closed template", |scene| {
        let template = scene.template();
        let job = scene.submitted_from(template);
        scene.yank(template);
        let close = scene.close_template(template);
        scene.happens(close);
        scene
            .of_job("settle_job", job, json!({}))
            .account("template", template)
    }),
    plain("close_template", |scene| {
        let template = scene.template();
        scene.yank(template);
        scene.close_template(template)
    }),
    plain("close_rating", |scene| {
        let job = scene.settled_template_job();
        let rate = scene.of_job("rate_template", job, json!({ "stars": 4 }));
        let rating = rate.address_of("rating").expect("a rating has seeds");
        let template = rate.address_of("template").expect("filled");
        scene.happens(rate);
        scene.yank(template);
        let close = call("markets", "close_rating")
            .account("rating", rating)
            .account("template", template);
        scene.stage.fill(close, &Subject::default())
    }),
];

impl Scene<'_> {
    /// The call that publishes a template.
    pub fn publish_template(&mut self) -> Call {
        let terms = json!({
            "image_digest": vec![5; 32], "spec_digest": vec![7; 32], "royalty_bps": ROYALTY_BPS,
        });
        call("markets", "publish_template")
            .account("publisher", self.actor("publisher"))
            .account("payer", self.actor("payer"))
            .args(json!({ "id": id_for(&self.name("template")), "version": 1, "terms": terms }))
    }

    /// A template whose publisher can be paid.
    pub fn template(&mut self) -> Pubkey {
        let publish = self.publish_template();
        let template = publish
            .address_of("template")
            .expect("a template has seeds");
        self.happens(publish);
        self.funded("publisher", 0);
        template
    }

    fn yank_call(&mut self, template: Pubkey) -> Call {
        call("markets", "yank_template")
            .account("publisher", self.actor("publisher"))
            .account("template", template)
    }

    /// Takes a template off the shelf.
    fn yank(&mut self, template: Pubkey) {
        let yank = self.yank_call(template);
        self.happens(yank);
    }

    /// The call that closes a yanked template once it is old enough.
    fn close_template(&mut self, template: Pubkey) -> Call {
        self.wait((i64::from(TEMPLATE_KEPT_DAYS) + 1) * DAY);
        let close = call("markets", "close_template")
            .account("signer", self.actor("publisher"))
            .account("template", template);
        self.stage.fill(close, &Subject::default())
    }

    /// The call that posts the party's job, made from a template.
    pub fn post_from(&mut self, template: Pubkey) -> Call {
        let mut terms = self.terms();
        terms["origin"] = (Origin::Template as u8).into();
        terms["parent"] = template.to_string().into();
        terms["royalty_bps"] = ROYALTY_BPS.into();
        self.post_of(terms).account("template", template)
    }

    /// A job made from a template, with a result.
    pub fn submitted_from(&mut self, template: Pubkey) -> Pubkey {
        let node = self.node();
        let post = self.post_from(template);
        let job = post.address_of("job").expect("a job has seeds");
        self.happens(post);
        let accept = self.accept(job, &node);
        self.happens(accept);
        self.job_does("start_job", job, json!({}));
        let submit = self.submit(job);
        self.happens(submit);
        job
    }

    /// A job made from a template, paid with the royalty of its publisher.
    pub fn settled_template_job(&mut self) -> Pubkey {
        let template = self.template();
        let job = self.submitted_from(template);
        self.wait(601);
        let settle = self.settle_from(template, job);
        self.happens(settle);
        job
    }

    /// The call that settles a job and pays the template's publisher.
    pub fn settle_from(&mut self, template: Pubkey, job: Pubkey) -> Call {
        let publisher = self.actor("publisher");
        self.of_job("settle_job", job, json!({}))
            .account("template", template)
            .account("royalty_token", hyper_account(&publisher))
    }
}
