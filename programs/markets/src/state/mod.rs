//! Layouts of this program's accounts, their transitions and what is always true of them.

mod batch;
mod challenge;
mod config;
mod credit;
mod fault;
mod fee_shard;
mod job;
mod kinds;
mod market;
mod offer;
mod replica_group;
mod session;
mod template;
mod verdict_commitment;
mod verification;

pub use {
    batch::*, challenge::*, config::*, credit::*, fault::*, fee_shard::*, job::*, kinds::*,
    market::*, offer::*, replica_group::*, session::*, template::*, verdict_commitment::*,
};
