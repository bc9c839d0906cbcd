//! 11 add_payload.

#![allow(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::GovernanceError,
        events::PayloadAdded,
        seeds::SEED_PAYLOAD,
        state::{Moment, Payload, PayloadMeta, Proposal},
    },
    anchor_lang::prelude::*,
};

/// The Draft and its next payload.
#[event_cpi]
#[derive(Accounts)]
#[instruction(index: u8)]
pub struct AddPayload {
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(init, payer = payer, seeds = [SEED_PAYLOAD, proposal, [index]], bump)]
    pub payload: Account<Payload>,
    #[account(address = proposal.proposer @ GovernanceError::NotProposer)]
    pub proposer: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// The call a payload makes.
#[derive(Clone, Copy, Debug)]
pub struct NewPayload<'a> {
    /// Its place in the proposal.
    pub index: u8,
    /// Program called.
    pub program: Address,
    /// Accounts in order.
    pub metas: &'a [PayloadMeta],
    /// Instruction data.
    pub data: &'a [u8],
}

/// Stores the next call of a Draft.
///
/// # Errors
/// `NotProposer`, `ProposalNotDraft`, `TooManyPayloads`, `WrongPayloadIndex`, and those of `Payload::fill`.
pub fn add_payload(ctx: &mut Context<AddPayload>, new: &NewPayload) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.proposal.check_next_payload(new.index)?;
    let rent_payer = *accounts.payer.address();
    let proposal_address = *accounts.proposal.address();
    let kind = accounts.proposal.kind();
    let payload = &mut accounts.payload;
    payload.open(ctx.bumps.payload, rent_payer);
    payload.index = new.index;
    payload.fill(proposal_address, kind, new.program, new.metas, new.data)?;
    let payload_hash = payload.digest();
    let payload_count_before = accounts.proposal.payload_count;
    accounts.proposal.add_payload(payload_hash)?;
    let event = PayloadAdded {
        proposal: proposal_address,
        proposal_changes: accounts.proposal.count_change(),
        payload: *accounts.payload.address(),
        payload_changes: accounts.payload.changes.get(),
        index: new.index,
        call: accounts.payload.call(),
        payload_hash,
        payload_count_before,
        payload_count_after: accounts.proposal.payload_count,
        rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
