//! `close_fault` (40): a fault nobody can report any more goes away.

use {
    crate::{
        error::MarketsError,
        events::FaultClosed,
        state::{require_old, Fault, Moment},
    },
    anchor_lang::prelude::*,
};

/// The fault.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseFault {
    #[account(mut, close = rent_payer)]
    pub fault: Account<Fault>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = fault.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the fault.
///
/// # Errors
/// `WrongRentPayer`, `FaultTooFresh`.
pub fn close_fault(ctx: &mut Context<CloseFault>) -> Result<()> {
    let now = Moment::now()?;
    let fault = &mut ctx.accounts.fault;
    require_old(fault, now.at)?;
    let event = FaultClosed {
        fault: *fault.address(),
        fault_changes: fault.count_change(),
        job: fault.job,
        posted_slot: fault.posted_slot.get(),
        attempt: fault.attempt,
        rent_payer: fault.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
