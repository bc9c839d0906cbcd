//! What a reporter may do.

mod report_subject;

pub use report_subject::*;
