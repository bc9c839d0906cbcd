//! What a validator may do.

mod claim_vote_fee;
mod vote_appeal;
mod vote_report;

pub use {claim_vote_fee::*, vote_appeal::*, vote_report::*};
