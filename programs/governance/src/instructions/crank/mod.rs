//! By anyone.

mod execute_proposal;
mod expire_proposal;
mod finalise_proposal;
mod queue_proposal;

pub use {execute_proposal::*, expire_proposal::*, finalise_proposal::*, queue_proposal::*};
