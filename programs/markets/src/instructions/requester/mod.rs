//! What a requester and its funder may do.

pub mod post_job;

pub use post_job::*;
