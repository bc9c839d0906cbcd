//! `close_batch` (58): a batch goes away.

use {
    crate::{
        error::MarketsError,
        events::BatchClosed,
        state::{Batch, Moment},
    },
    anchor_lang::prelude::*,
};

/// The batch.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseBatch {
    pub signer: Signer,
    #[account(mut, close = rent_payer)]
    pub batch: Account<Batch>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = batch.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the batch: anyone once every child is counted, requester and rent payer at any time. It holds no money and
/// no child needs it.
///
/// # Errors
/// `WrongRentPayer`, `BatchNotCollected`.
pub fn close_batch(ctx: &mut Context<CloseBatch>) -> Result<()> {
    let now = Moment::now()?;
    let signer = *ctx.accounts.signer.address();
    let batch = &mut ctx.accounts.batch;
    let owns = signer == batch.requester || signer == batch.rent_payer;
    require!(
        owns || batch.is_collected(),
        MarketsError::BatchNotCollected
    );
    let event = BatchClosed {
        batch: *batch.address(),
        batch_changes: batch.count_change(),
        requester: batch.requester,
        id: batch.id,
        settled: batch.settled.get(),
        refunded: batch.refunded.get(),
        signer,
        rent_payer: batch.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
