//! What a requester and its funder may do.

pub mod cancel_job;
pub mod challenge_job;
pub mod extend_job;
pub mod post_job;
pub mod post_job_to_offer;
pub mod publish_key;
pub mod rate_template;
pub mod stop_job;

pub use {
    cancel_job::*, challenge_job::*, extend_job::*, post_job::*, post_job_to_offer::*,
    publish_key::*, rate_template::*, stop_job::*,
};
