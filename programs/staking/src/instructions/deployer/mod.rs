//! The one instruction of the deployer.

mod initialize;

pub use initialize::*;
