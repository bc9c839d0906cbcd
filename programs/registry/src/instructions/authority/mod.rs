//! By the deployer once, then by the authority of the Config (5 also by the guardian).

mod config;
mod initialize;

pub use {config::*, initialize::*};
