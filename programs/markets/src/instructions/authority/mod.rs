//! What the deployer, the authority, the guardian and the market admin may do.

pub mod config;
pub mod create_market;
pub mod initialize;

pub use {create_market::*, initialize::*};
