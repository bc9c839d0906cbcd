//! Accounts of governance: layouts, sizes and transitions.

mod config;
mod kinds;
mod moment;
mod payload;
mod proposal;
mod vote;

pub use {config::*, kinds::*, moment::*, payload::*, proposal::*, vote::*};
