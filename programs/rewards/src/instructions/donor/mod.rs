//! By anyone who gives.

mod donate_reward;

pub use donate_reward::*;
