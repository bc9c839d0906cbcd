//! What anyone may do.

pub mod open_fee_shard;
pub mod settle_job;

pub use {open_fee_shard::*, settle_job::*};
