//! What a validator may do.

pub mod cast_verdict;
pub mod commit_verdict;
pub mod judge;

pub use {cast_verdict::*, commit_verdict::*};
