//! By who paid the rent, once the proposal ended.

mod close_payload;
mod close_proposal;
mod close_vote;
mod ended;

pub use {close_payload::*, close_proposal::*, close_vote::*};
