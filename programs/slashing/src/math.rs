//! The formulas of slashing as pure functions.

use {crate::error::SlashingError, hypernode_common::math::bps_floor};

/// Parts of one slash; they sum to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SlashSplit {
    /// Burned; takes what rounding leaves.
    pub burned: u64,
    /// To the treasury.
    pub treasury: u64,
    /// To the reporter.
    pub reporter: u64,
    /// Into the voters' pot.
    pub voters: u64,
}

/// Splits a slash: treasury and reporter part by floor, the rest burned; where voters decided, floor of half the
/// reporter part is theirs.
///
/// # Errors
/// `Overflow` when the two parts exceed the amount, which no parameter block allows.
pub fn split_slash(
    amount: u64,
    treasury_bps: u16,
    reporter_bps: u16,
    voters_decided: bool,
) -> Result<SlashSplit, SlashingError> {
    let treasury = bps_floor(amount, treasury_bps)?;
    let reporter_part = bps_floor(amount, reporter_bps)?;
    let burned = amount
        .checked_sub(treasury)
        .and_then(|rest| rest.checked_sub(reporter_part))
        .ok_or(SlashingError::Overflow)?;
    let (voters, reporter) = if voters_decided {
        halve_floor(reporter_part)
    } else {
        (0, reporter_part)
    };
    Ok(SlashSplit {
        burned,
        treasury,
        reporter,
        voters,
    })
}

/// `floor(amount / 2)` and the rest.
pub fn halve_floor(amount: u64) -> (u64, u64) {
    let half = amount >> 1;
    // The half is never more than the whole.
    (half, amount.saturating_sub(half))
}

/// What each of `voters` gets of a pot, rounded down, and the dust; without voters all of it is dust.
pub fn share_floor(pot: u64, voters: u32) -> (u64, u64) {
    match pot.checked_div(u64::from(voters)) {
        // share * voters <= pot, so neither operation leaves its type.
        Some(share) => (
            share,
            pot.saturating_sub(share.saturating_mul(u64::from(voters))),
        ),
        None => (0, pot),
    }
}
