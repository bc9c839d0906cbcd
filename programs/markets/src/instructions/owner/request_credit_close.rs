//! `request_credit_close` (73): the owner wants the rest back, and the payee gets a last day.

use {
    crate::{
        error::MarketsError,
        events_credit::CreditCloseRequested,
        state::{Credit, Moment},
    },
    anchor_lang::prelude::*,
};

/// The credit.
#[event_cpi]
#[derive(Accounts)]
pub struct RequestCreditClose {
    #[account(address = credit.owner @ MarketsError::NotCreditOwner)]
    pub owner: Signer,
    #[account(mut)]
    pub credit: Account<Credit>,
}

/// Starts the payee's last 24 hours. Moves no money, so no pause stops it.
///
/// # Errors
/// `NotCreditOwner`, `CreditClosing`.
pub fn request_credit_close(ctx: &mut Context<RequestCreditClose>) -> Result<()> {
    let now = Moment::now()?;
    let credit = &mut ctx.accounts.credit;
    let close_at_before = credit.close_at.get();
    credit.request_close(now.at)?;
    let event = CreditCloseRequested {
        credit: *credit.address(),
        credit_changes: credit.count_change(),
        close_at_before,
        close_at_after: credit.close_at.get(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
