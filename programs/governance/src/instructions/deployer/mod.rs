//! By the deployer, once.

mod initialize;

pub use initialize::*;
