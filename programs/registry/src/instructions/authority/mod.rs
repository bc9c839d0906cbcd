//! By the deployer once, then by the authority of the Config (5 also by the guardian).

mod config;
mod initialize;
mod reinstate_node;
mod suspend_node;

pub use {config::*, initialize::*, reinstate_node::*, suspend_node::*};
