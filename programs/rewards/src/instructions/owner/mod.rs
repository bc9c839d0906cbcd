//! By the owner of a position, or whoever pays the rent of its reward account.

mod claim_reward;
mod close_reward_account;
mod compound_reward;
mod open_reward_account;

pub use {claim_reward::*, close_reward_account::*, compound_reward::*, open_reward_account::*};
