//! By anyone.

mod claim_incentive;
mod recycle_epoch;

pub use {claim_incentive::*, recycle_epoch::*};
