//! What a requester and its funder may do.

pub mod cancel_job;
pub mod challenge_job;
pub mod create_batch;
pub mod extend_job;
pub mod open_replicas;
pub mod post_job;
pub mod post_job_to_offer;
pub mod publish_key;
pub mod rate_template;
pub mod reveal_canary;
pub mod stop_job;

pub use {
    cancel_job::*, challenge_job::*, create_batch::*, extend_job::*, open_replicas::*, post_job::*,
    post_job_to_offer::*, publish_key::*, rate_template::*, reveal_canary::*, stop_job::*,
};
