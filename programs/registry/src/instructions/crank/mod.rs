//! By anyone.

mod apply_payout;

pub use apply_payout::*;
