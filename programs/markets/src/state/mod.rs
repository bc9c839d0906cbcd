//! Layouts of this program's accounts, their transitions and what is always true of them.

mod challenge;
mod config;
mod fault;
mod fee_shard;
mod job;
mod kinds;
mod market;
mod offer;

pub use {challenge::*, config::*, fault::*, fee_shard::*, job::*, kinds::*, market::*, offer::*};
