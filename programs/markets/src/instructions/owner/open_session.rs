//! `open_session` (75): an owner lets a key stand in for it.

use {
    crate::{
        events_session::SessionOpened,
        seeds::SEED_SESSION,
        state::{Config, Moment, Session},
    },
    anchor_lang::prelude::*,
};

/// The new session. Owner and key sign, so that nobody is made a stand-in unasked.
#[event_cpi]
#[derive(Accounts)]
pub struct OpenSession {
    pub owner: Signer,
    pub session_key: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [SEED_SESSION, owner, session_key], bump)]
    pub session: Account<Session>,
    pub system_program: Program<System>,
}

/// Opens the session up to and including `expires_at`, for the instructions whose bits `mask` sets.
///
/// # Errors
/// `EntriesPaused`, `SessionExpired`, `SessionTooLong`, `InvalidSession`.
pub fn open_session(ctx: &mut Context<OpenSession>, expires_at: i64, mask: u64) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.session;
    let accounts = &mut ctx.accounts;
    accounts.config.check_entries()?;
    let session = &mut accounts.session;
    session.open(bump, *accounts.payer.address());
    session.owner = *accounts.owner.address();
    session.session_key = *accounts.session_key.address();
    session.set(expires_at, mask, now.at)?;
    let event = SessionOpened {
        session: *session.address(),
        session_changes: session.changes.get(),
        owner: session.owner,
        session_key: session.session_key,
        expires_at,
        mask,
        rent_payer: session.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
