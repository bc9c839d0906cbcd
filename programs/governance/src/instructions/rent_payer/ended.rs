//! Whether the proposal an account belongs to has ended.

use {crate::state::Proposal, anchor_lang::prelude::*};

/// Demands an ended proposal. One whose account is closed has ended, and its id never returns.
///
/// # Errors
/// `ProposalNotEnded`; the framework's for what is neither closed nor a proposal.
pub fn check_ended(proposal: &AccountView) -> Result<()> {
    if proposal.data_len() == 0 {
        return Ok(());
    }
    <Account<Proposal> as AnchorAccount>::load(*proposal)?.check_ended()?;
    Ok(())
}
