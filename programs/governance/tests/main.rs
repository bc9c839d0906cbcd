//! Every rule of every instruction, against the built programs in memory; one file per subject.

mod close;
mod compute_units;
mod config;
mod execute;
mod finalise;
mod formulas;
mod handover;
mod lifecycle;
mod propose;
mod treasury;
mod upgrade;
mod upgrade_authorities;
mod vote;
