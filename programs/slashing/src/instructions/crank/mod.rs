//! What anyone may do.

mod close_report;
mod close_report_vote;
mod draw_panel;
mod execute_report;
mod finalise_appeal;
mod finalise_report;
mod open_execution;
mod report_fault;
mod report_offline;

pub use {
    close_report::*, close_report_vote::*, draw_panel::*, execute_report::*, finalise_appeal::*,
    finalise_report::*, open_execution::*, report_fault::*, report_offline::*,
};
