//! By the guardian.

mod veto_proposal;

pub use veto_proposal::*;
