//! Every rule of every instruction, against the built programs in memory; one file per instruction or topic.

mod appeal_report;
mod callers;
mod claim_vote_fee;
mod close_report;
mod compute_units;
mod config;
mod draw_panel;
mod execute_report;
mod finalise_appeal;
mod finalise_report;
mod formulas;
mod initialize;
mod open_execution;
mod pardon_report;
mod report_fault;
mod report_offline;
mod report_subject;
mod stories;
mod vote_appeal;
mod vote_report;
