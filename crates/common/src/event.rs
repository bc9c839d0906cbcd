//! Events of the hot path: the same bytes and the same call as `emit_cpi!`, without its general builders.

use {
    crate::programs::{Program, SEED_EVENT_AUTHORITY},
    anchor_lang::{
        __alloc::vec::Vec, cpi::InstructionAccount, event::EVENT_IX_TAG_LE, prelude::*,
        unchecked_invoke_signed_fixed, Event,
    },
};

/// Calls `program`, which is the one running, with what happened; `authority` is the event authority that the
/// instruction's accounts checked.
#[inline(always)]
pub fn emit(program: &Program, authority: CpiHandle, event: &impl Event) {
    let event = event.data();
    let mut data = Vec::with_capacity(EVENT_IX_TAG_LE.len().saturating_add(event.len()));
    data.extend_from_slice(EVENT_IX_TAG_LE);
    data.extend_from_slice(&event);
    unchecked_invoke_signed_fixed(
        &program.id,
        &data,
        &[InstructionAccount::readonly_signer(authority.address())],
        &[authority],
        &[&[SEED_EVENT_AUTHORITY, &[program.event_authority.bump]]],
    );
}
