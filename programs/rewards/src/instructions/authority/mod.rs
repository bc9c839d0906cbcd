//! By the deployer once, then by the authority of the Config (5 also by the guardian), or the unlock authority (17).

mod config;
mod distribute_unlock;
mod initialize;

pub use {config::*, distribute_unlock::*, initialize::*};
