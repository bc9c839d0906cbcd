//! Instructions anyone may call.

mod clear_pledge;
mod close_bond;
mod refresh_position;

pub use {clear_pledge::*, close_bond::*, refresh_position::*};
