//! By who proposes.

mod activate_proposal;
mod add_payload;
mod cancel_proposal;
mod create_proposal;

pub use {activate_proposal::*, add_payload::*, cancel_proposal::*, create_proposal::*};
