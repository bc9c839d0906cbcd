//! `create_batch` (56): a requester creates a batch.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        events::BatchCreated,
        seeds::SEED_BATCH,
        state::{Batch, BatchTerms, Config, Moment},
    },
    anchor_lang::prelude::*,
};

/// The new batch. Requester and payer may be one key.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct CreateBatch {
    pub requester: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [SEED_BATCH, requester, id.as_ref()], bump)]
    pub batch: Account<Batch>,
    pub system_program: Program<System>,
}

/// Creates the batch; its children are posted with origin Batch, the batch as parent and the id that
/// [`crate::state::child_id`] gives their index.
///
/// # Errors
/// `EntriesPaused`, `InvalidId`, `ParameterOutOfBounds`, `ZeroDigest`.
pub fn create_batch(ctx: &mut Context<CreateBatch>, id: [u8; 16], terms: BatchTerms) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.batch;
    let accounts = &mut ctx.accounts;
    accounts.config.check_entries()?;
    let (requester, payer) = (accounts.requester.address(), accounts.payer.address());
    let batch = &mut accounts.batch;
    batch.begin(bump, &id, requester, payer, &terms)?;
    let event = BatchCreated {
        batch: *batch.address(),
        batch_changes: batch.changes.get(),
        id,
        requester: batch.requester,
        terms,
        rent_payer: batch.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
