//! Layouts of this program's accounts, their transitions and what is always true of them.

mod challenge;
mod config;
mod credit;
mod fault;
mod fee_shard;
mod job;
mod kinds;
mod market;
mod offer;
mod session;
mod template;

pub use {
    challenge::*, config::*, credit::*, fault::*, fee_shard::*, job::*, kinds::*, market::*,
    offer::*, session::*, template::*,
};
