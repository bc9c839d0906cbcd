//! What the operator of a node may do.

pub mod accept_job;
pub mod start_job;
pub mod submit_job;

pub use {accept_job::*, start_job::*, submit_job::*};
