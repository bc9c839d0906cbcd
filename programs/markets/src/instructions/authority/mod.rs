//! What the deployer, the authority, the guardian and the market admin may do.

pub mod config;
pub mod create_market;
pub mod initialize;
pub mod set_market_status;
pub mod update_market;

pub use {create_market::*, initialize::*, set_market_status::*, update_market::*};
