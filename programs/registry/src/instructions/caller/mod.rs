//! By the caller PDA of markets or slashing; never paused.

mod begin_run;
mod end_run;

pub use {begin_run::*, end_run::*};
