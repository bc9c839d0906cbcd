//! By an active validator who is not a party of the node.

mod check_validator;
mod record_benchmark;
mod record_health;

pub use {record_benchmark::*, record_health::*};
