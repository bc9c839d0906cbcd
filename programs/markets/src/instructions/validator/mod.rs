//! What a validator may do.

pub mod cast_verdict;

pub use cast_verdict::*;
