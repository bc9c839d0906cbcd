//! Layouts of this program's accounts, their transitions and what is always true of them.

mod config;
mod kinds;
mod moment;
mod report;
mod report_vote;
mod sums;

pub use {
    config::*,
    hypernode_common::slashing::{PodReason, Reason},
    kinds::*,
    moment::Moment,
    report::*,
    report_vote::*,
    sums::*,
};
