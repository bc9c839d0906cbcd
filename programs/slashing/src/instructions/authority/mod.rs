//! Instructions of the deployer and the Config's keys.

mod config;
mod initialize;
mod pardon_report;

pub use {config::*, initialize::*, pardon_report::*};
