//! 42 note_report.

use {
    crate::{
        error::RegistryError,
        events::ReportNoted,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
    hypernode_common::{event::emit, programs},
};

/// The node a report is about.
#[event_cpi]
#[derive(Accounts)]
pub struct NoteReport {
    #[account(address = programs::SLASHING.caller.address @ RegistryError::NotCaller)]
    pub caller: Signer,
    #[account(mut)]
    pub node: Account<Node>,
}

/// A report opened (`step` 1) or ended (`step` -1).
///
/// # Errors
/// `NotCaller`, `InvalidOutcome` for another step, `Overflow` when none is open.
pub fn note_report(ctx: &mut Context<NoteReport>, step: i8) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let open_reports_before = node.open_reports.get();

    node.note_report(step)?;

    let event = ReportNoted {
        node: *node.address(),
        node_changes: node.count_change(),
        open_reports_before,
        open_reports_after: node.open_reports.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit(
        &programs::REGISTRY,
        ctx.accounts.event_authority.cpi_handle(),
        &event,
    );
    Ok(())
}
