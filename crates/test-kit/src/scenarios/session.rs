//! Instructions of markets about sessions, and what a session's key does for its owner.
use {
    super::{plain, variant, Scenario, Scene},
    crate::{
        call::{call, Call},
        Pubkey,
    },
    markets::state::{SESSION_ALL, SESSION_PUBLISH_KEY},
    serde_json::json,
};

/// Seconds a session lives here.
const LIFE: i64 = 3_600;

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("open_session", |scene| scene.open_session(SESSION_ALL)),
    plain("revoke_session", |scene| {
        let session = scene.session(SESSION_ALL);
        call("markets", "revoke_session")
            .account("signer", scene.actor("requester"))
            .account("session", session)
            .account("rent_payer", scene.actor("payer"))
    }),
    plain("publish_key", |scene| {
        let job = scene.sealed_job();
        scene.of_job("publish_key", job, sealed_key())
    }),
    variant("publish_key", "by a session key", |scene| {
        let session = scene.session(SESSION_PUBLISH_KEY);
        let job = scene.sealed_job();
        scene
            .of_job("publish_key", job, sealed_key())
            .account("requester", scene.actor("session-key"))
            .account("session", session)
    }),
];

fn sealed_key() -> serde_json::Value {
    json!({ "sealed_key": vec![4; 80] })
}

impl Scene<'_> {
    fn open_session(&mut self, mask: u64) -> Call {
        let expires_at = self.stage.world.now() + LIFE;
        call("markets", "open_session")
            .account("owner", self.actor("requester"))
            .account("session_key", self.actor("session-key"))
            .account("payer", self.actor("payer"))
            .args(json!({ "expires_at": expires_at, "mask": mask }))
    }

    /// An open session of the requester.
    pub fn session(&mut self, mask: u64) -> Pubkey {
        let open = self.open_session(mask);
        let session = open.address_of("session").expect("a session has seeds");
        self.happens(open);
        session
    }

    /// A job with a sealed input, on a node that has not begun.
    pub fn sealed_job(&mut self) -> Pubkey {
        let node = self.node();
        let mut terms = self.terms();
        terms["sealed"] = true.into();
        let post = self.post_of(terms);
        let job = post.address_of("job").expect("a job has seeds");
        self.happens(post);
        let accept = self.accept(job, &node);
        self.happens(accept);
        job
    }
}
