//! The formulas of governance as pure functions.

use {
    crate::error::GovernanceError,
    anchor_lang::prelude::*,
    hypernode_common::{
        error::CommonError,
        math::{add, bps_floor, BPS},
    },
};

type Outcome<T> = core::result::Result<T, GovernanceError>;

/// Weights of a vote by choice.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct Tally {
    /// Weight that wants the proposal.
    pub for_weight: u128,
    /// Weight that does not.
    pub against_weight: u128,
    /// Weight that only takes part.
    pub abstain_weight: u128,
}

fn sum(a: u128, b: u128) -> Outcome<u128> {
    Ok(a.checked_add(b).ok_or(CommonError::Overflow)?)
}

fn product(a: u128, b: u16) -> Outcome<u128> {
    Ok(a.checked_mul(u128::from(b)).ok_or(CommonError::Overflow)?)
}

impl Tally {
    /// Everything that was cast.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn turnout(&self) -> Outcome<u128> {
        sum(
            sum(self.for_weight, self.against_weight)?,
            self.abstain_weight,
        )
    }

    /// Whether enough took part: `turnout * 10,000 >= quorum_bps * snapshot`, without a division to round.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn has_quorum(&self, quorum_bps: u16, snapshot: u128) -> Outcome<bool> {
        Ok(product(self.turnout()?, BPS)? >= product(snapshot, quorum_bps)?)
    }

    /// Whether the proposal succeeds: a quorum, and more for it than against it.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn succeeds(&self, quorum_bps: u16, snapshot: u128) -> Outcome<bool> {
        Ok(self.for_weight > self.against_weight && self.has_quorum(quorum_bps, snapshot)?)
    }
}

/// What a proposal has spent after `amount` more: at most `floor(balance * cap_bps / 10,000)`, with the balance
/// of the treasury before this spend.
///
/// # Errors
/// `SpendCapReached`, `Overflow`.
pub fn spent_after(spent: u64, amount: u64, balance: u64, cap_bps: u16) -> Outcome<u64> {
    let after = add(spent, amount)?;
    if after > bps_floor(balance, cap_bps)? {
        return Err(GovernanceError::SpendCapReached);
    }
    Ok(after)
}
