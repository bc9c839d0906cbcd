//! What the accused may do.

mod appeal_report;

pub use appeal_report::*;
