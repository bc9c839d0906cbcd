//! By the caller PDA of markets or slashing; never paused.

mod begin_run;
mod end_run;
mod note_report;
mod penalise_node;

pub use {begin_run::*, end_run::*, note_report::*, penalise_node::*};
