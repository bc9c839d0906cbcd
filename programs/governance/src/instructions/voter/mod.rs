//! By the owner of a position.

mod cast_vote;

pub use cast_vote::*;
