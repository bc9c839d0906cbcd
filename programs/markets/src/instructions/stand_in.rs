//! Who acts as a requester: the requester itself, or the key of a live session.

use {
    crate::{
        error::MarketsError,
        state::{JobTerms, Session},
    },
    anchor_lang::prelude::*,
    core::ops::Deref,
};

/// The requester of a new job, whose address the job's derives from. It signs unless a session stands in for it, which
/// [`Poster::check`] decides; clients mark it a signer.
pub struct Requester {
    view: AccountView,
}

impl Requester {
    /// Its address.
    #[inline(always)]
    pub fn address(&self) -> &Address {
        self.view.address()
    }
}

impl Deref for Requester {
    type Target = AccountView;
    #[inline(always)]
    fn deref(&self) -> &AccountView {
        &self.view
    }
}

impl AsRef<Address> for Requester {
    #[inline(always)]
    fn as_ref(&self) -> &Address {
        self.view.address()
    }
}

impl AnchorAccount for Requester {
    type Data = AccountView;
    const IS_SIGNER: bool = true;

    #[inline(always)]
    fn load(view: AccountView) -> core::result::Result<Self, ProgramError> {
        Ok(Self { view })
    }

    #[inline(always)]
    fn account(&self) -> &AccountView {
        &self.view
    }
}

impl IdlAccountType for Requester {
    const __IDL_IS_SIGNER: bool = true;
}

/// Everybody who may have signed a post.
pub struct Poster<'a> {
    /// Who posts.
    pub requester: &'a Requester,
    /// Who signs for the money: the funder, or a session key that the owner approved as delegate.
    pub funder: &'a Address,
    /// Who pays the rent.
    pub payer: &'a Address,
    /// The session that stands in for the requester.
    pub session: Option<&'a Session>,
}

impl Poster<'_> {
    /// Demands that the requester signed, or that a live session's key signed as funder or payer in its place, and
    /// that the money is the funder's of the terms.
    ///
    /// # Errors
    /// `MissingRequiredSignature`; those of [`Session::check`]; `NotFunder`.
    pub fn check(&self, terms: &JobTerms, instruction: u64, now: i64) -> Result<()> {
        let Some(session) = self.session else {
            require!(
                self.requester.is_signer(),
                ProgramError::MissingRequiredSignature
            );
            require!(terms.funder == *self.funder, MarketsError::NotFunder);
            return Ok(());
        };
        // The token program holds a delegate to what the owner approved.
        let by_delegate = *self.funder == session.session_key;
        let key = if by_delegate { self.funder } else { self.payer };
        session.check(self.requester.address(), key, instruction, now)?;
        let funded = terms.funder == *self.funder || (by_delegate && terms.funder == session.owner);
        require!(funded, MarketsError::NotFunder);
        Ok(())
    }
}

/// Demands that a signer is the requester of a job or stands in for it.
///
/// # Errors
/// `NotRequester`, `SessionExpired`, `SessionNotAllowed`.
pub fn check_requester(
    signer: &Address,
    requester: &Address,
    session: &Option<Account<Session>>,
    instruction: u64,
    now: i64,
) -> Result<()> {
    if signer == requester {
        return Ok(());
    }
    session
        .as_ref()
        .ok_or(MarketsError::NotRequester)?
        .check(requester, signer, instruction, now)
}
