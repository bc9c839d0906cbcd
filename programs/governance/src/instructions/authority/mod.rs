//! Instructions of the Config's keys.

mod config;

pub use config::*;
