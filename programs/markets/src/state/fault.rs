//! A fault: the record that a node failed one attempt of a job, evidence for a report.

pub use hypernode_common::markets::{Fault, FaultKind, PodFaultKind};
use {
    super::CloseReason,
    crate::{constants::FAULT_KEPT_SECONDS, error::MarketsError},
    anchor_lang::prelude::*,
    hypernode_common::math::later,
};

/// Demands a record older than 30 days.
///
/// # Errors
/// `FaultTooFresh`.
pub fn require_old(fault: &Fault, now: i64) -> Result<()> {
    let kept_until = later(fault.at.get(), FAULT_KEPT_SECONDS).map_err(MarketsError::from)?;
    require!(now > kept_until, MarketsError::FaultTooFresh);
    Ok(())
}

/// What a node that let a deadline pass did wrong.
pub fn timeout_fault(reason: CloseReason) -> FaultKind {
    match reason {
        CloseReason::StartTimeout => FaultKind::StartTimeout,
        _ => FaultKind::RunTimeout,
    }
}
