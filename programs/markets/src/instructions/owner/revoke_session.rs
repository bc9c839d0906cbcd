//! `revoke_session` (76): the owner ends a session; once it is over by itself anyone clears it away.

use {
    crate::{
        error::MarketsError,
        events_session::SessionRevoked,
        state::{Moment, Session},
    },
    anchor_lang::prelude::*,
};

/// The session.
#[event_cpi]
#[derive(Accounts)]
pub struct RevokeSession {
    pub signer: Signer,
    #[account(mut, close = rent_payer)]
    pub session: Account<Session>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = session.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the session; its key stands in for nobody from now on.
///
/// # Errors
/// `WrongRentPayer`, `NotSessionOwner`.
pub fn revoke_session(ctx: &mut Context<RevokeSession>) -> Result<()> {
    let now = Moment::now()?;
    let signer = *ctx.accounts.signer.address();
    let session = &mut ctx.accounts.session;
    require!(
        signer == session.owner || session.is_over(now.at),
        MarketsError::NotSessionOwner
    );
    let event = SessionRevoked {
        session: *session.address(),
        session_changes: session.count_change(),
        owner: session.owner,
        session_key: session.session_key,
        signer,
        rent_payer: session.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
