//! What the operator of a node may do.

pub mod accept_job;
pub mod close_offer;
pub mod publish_offer;
pub mod release_job;
pub mod start_job;
pub mod submit_job;
pub mod update_offer;

pub use {
    accept_job::*, close_offer::*, publish_offer::*, release_job::*, start_job::*, submit_job::*,
    update_offer::*,
};
