//! Pure arithmetic of jobs: prices, the split of a settlement, bonds, deadlines, opening hours.
//!
//! Every part is rounded down and one named part keeps the rest, so the parts of a sum are exact.

use {
    crate::{
        constants::{
            EPOCH_HOUR_OFFSET, HOUR_SECONDS, MAX_CAP, SEATS, SLOT_MILLISECONDS, VOTER_SHARE_BPS,
            WEEK_HOURS,
        },
        error::MarketsError,
    },
    hypernode_common::math::{add, bps_floor, later, sub, BPS},
};

/// What a run costs at most: `price_per_second * max_run`.
///
/// # Errors
/// `CapTooLarge` above [`MAX_CAP`].
pub fn cap(price_per_second: u64, max_run_seconds: u32) -> Result<u64, MarketsError> {
    price_per_second
        .checked_mul(u64::from(max_run_seconds))
        .filter(|cap| *cap <= MAX_CAP)
        .ok_or(MarketsError::CapTooLarge)
}

/// Bond of a challenge: `max(minimum, floor(cap * bps / 10,000))`.
///
/// # Errors
/// `Overflow`, which bounded parameters cannot cause.
pub fn challenge_bond_floor(cap: u64, bps: u16, minimum: u64) -> Result<u64, MarketsError> {
    Ok(bps_floor(cap, bps)?.max(minimum))
}

/// Seconds a run is billed: the reported ones inside `1..=max(1, run)`, where `run` is what the chain saw.
pub fn clamp_metered(reported: u32, run_seconds: i64) -> u32 {
    let most = u32::try_from(run_seconds.max(1)).unwrap_or(u32::MAX);
    reported.clamp(1, most)
}

/// What a run costs and what of it a failed run pays.
#[derive(Clone, Copy, Debug)]
pub struct PriceTerms {
    /// Base units a second.
    pub price_per_second: u64,
    /// Seconds billed.
    pub metered_seconds: u32,
    /// Most the job may cost, base units.
    pub cap: u64,
    /// The run failed: nonzero exit code, not stopped, shorter than its limit.
    pub failed: bool,
    /// Part of the price a failed run pays, basis points.
    pub failed_pay_bps: u16,
}

/// Price of a run: `min(price_per_second * metered, cap)`, of which a failed run pays `failed_pay_bps`, rounded down.
///
/// # Errors
/// `Overflow`, which a cap inside its bound cannot cause.
pub fn price(terms: &PriceTerms) -> Result<u64, MarketsError> {
    let full = terms
        .price_per_second
        .checked_mul(u64::from(terms.metered_seconds))
        .map_or(terms.cap, |price| price.min(terms.cap));
    if terms.failed {
        Ok(bps_floor(full, terms.failed_pay_bps)?)
    } else {
        Ok(full)
    }
}

/// The shares of a settlement, as the job stores them, and what decides where each goes.
#[derive(Clone, Copy, Debug)]
pub struct SplitTerms {
    /// Part of the price for the treasury, basis points.
    pub treasury_bps: u16,
    /// Part of the price for stakers and nodes, basis points.
    pub incentive_bps: u16,
    /// Part of the price for the orchestrator, basis points.
    pub orchestrator_bps: u16,
    /// Part of the price for stakers, inside the incentive, basis points.
    pub staker_bps: u16,
    /// Part of the operator's gross for the publisher of the template; 0 without one.
    pub royalty_bps: u16,
    /// Part of the operator's gross that returns to the funder; 0 when the run started in time.
    pub credit_bps: u16,
    /// Whether the job names an orchestrator; without one its part joins the treasury's.
    pub has_orchestrator: bool,
}

/// The parts of a price; `operator + royalty + credit + treasury + incentive + orchestrator = price`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Split {
    /// For the node's payout; keeps the dust.
    pub operator: u64,
    /// For the publisher of the template.
    pub royalty: u64,
    /// Back to the funder for a late start.
    pub credit: u64,
    /// For the treasury, with the orchestrator's part when there is none.
    pub treasury: u64,
    /// For stakers and nodes.
    pub incentive: u64,
    /// Of the incentive, for stakers.
    pub staker: u64,
    /// For the orchestrator.
    pub orchestrator: u64,
}

impl Split {
    /// The operator keeps the royalty: the template is closed, so nobody is known who would earn it.
    ///
    /// # Errors
    /// `Overflow`, which parts of one price cannot cause.
    pub fn keep_royalty(&mut self) -> Result<(), MarketsError> {
        self.operator = add(self.operator, self.royalty)?;
        self.royalty = 0;
        Ok(())
    }
}

/// Splits a price; each part is rounded down and the operator keeps the rest.
///
/// # Errors
/// `Overflow` when the parts exceed the price, which bounded parameters cannot cause.
pub fn split_floor(price: u64, terms: &SplitTerms) -> Result<Split, MarketsError> {
    let treasury = bps_floor(price, terms.treasury_bps)?;
    let incentive = bps_floor(price, terms.incentive_bps)?;
    let matching = bps_floor(price, terms.orchestrator_bps)?;
    let staker = bps_floor(price, terms.staker_bps)?;
    let gross = sub(sub(sub(price, treasury)?, incentive)?, matching)?;
    let royalty = bps_floor(gross, terms.royalty_bps)?;
    let credit = bps_floor(gross, terms.credit_bps)?;
    let (orchestrator, treasury) = if terms.has_orchestrator {
        (matching, treasury)
    } else {
        (0, add(treasury, matching)?)
    };
    Ok(Split {
        operator: sub(sub(gross, royalty)?, credit)?,
        royalty,
        credit,
        treasury,
        incentive,
        staker,
        orchestrator,
    })
}

/// The parts of a decided challenge's bond.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BondSplit {
    /// For each voter of the majority.
    pub voter: u64,
    /// For the party found right: the node's payout or the challenger; keeps the dust.
    pub rest: u64,
}

/// Splits the bond of a challenge that `majority` seats decided: a tenth to them in equal parts, the rest to the
/// party found right, so that no verdict pays a voter more than the other.
///
/// # Errors
/// `DivisionByZero` without a majority; `Overflow`, which cannot happen while the share is below the whole.
pub fn bond_split_floor(bond: u64, majority: u8) -> Result<BondSplit, MarketsError> {
    let voter = bps_floor(bond, VOTER_SHARE_BPS)?
        .checked_div(u64::from(majority))
        .ok_or(MarketsError::DivisionByZero)?;
    let paid = voter
        .checked_mul(u64::from(majority))
        .ok_or(MarketsError::Overflow)?;
    Ok(BondSplit {
        voter,
        rest: sub(bond, paid)?,
    })
}

/// Splits the fee of an audit that `majority` seats decided in equal parts; what cannot be split stays in the escrow
/// and reaches the funder with the rest of it.
///
/// # Errors
/// `DivisionByZero` without a majority.
pub fn fee_split_floor(fee: u64, majority: u8) -> Result<BondSplit, MarketsError> {
    let voter = fee
        .checked_div(u64::from(majority))
        .ok_or(MarketsError::DivisionByZero)?;
    Ok(BondSplit { voter, rest: 0 })
}

/// What a node receives of a price a second after the template's royalty, rounded down.
///
/// # Errors
/// `InvalidTerms` for a royalty above the whole.
pub fn price_after_royalty_floor(
    price_per_second: u64,
    royalty_bps: u16,
) -> Result<u64, MarketsError> {
    let kept = BPS
        .checked_sub(royalty_bps)
        .ok_or(MarketsError::InvalidTerms)?;
    Ok(bps_floor(price_per_second, kept)?)
}

/// The parts of what a shard owes the treasury.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TreasurySplit {
    /// Burned, rounded down.
    pub burned: u64,
    /// To the treasury account.
    pub kept: u64,
}

/// Splits the treasury's dues of a shard into the burned part and the rest.
///
/// # Errors
/// `Overflow`, which a part of at most 10,000 basis points cannot cause.
pub fn treasury_split_floor(due: u64, burn_bps: u16) -> Result<TreasurySplit, MarketsError> {
    let burned = bps_floor(due, burn_bps)?;
    Ok(TreasurySplit {
        burned,
        kept: sub(due, burned)?,
    })
}

/// Number of the epoch that `now` lies in: 1 from the origin on, and before it too, since label 0 means none.
///
/// # Errors
/// `DivisionByZero` for an epoch of no length, `Overflow` past `u32::MAX`.
pub fn epoch_at(now: i64, origin_at: i64, epoch_seconds: u32) -> Result<u32, MarketsError> {
    let elapsed = now.checked_sub(origin_at).ok_or(MarketsError::Overflow)?;
    // Unsigned, since the target has no signed division.
    u64::try_from(elapsed)
        .unwrap_or(0)
        .checked_div(u64::from(epoch_seconds))
        .ok_or(MarketsError::DivisionByZero)?
        .checked_add(1)
        .and_then(|epoch| u32::try_from(epoch).ok())
        .ok_or(MarketsError::Overflow)
}

/// Milliseconds between two slots; `u32::MAX` where they do not fit.
pub fn response_milliseconds(from_slot: u64, to_slot: u64) -> u32 {
    u32::try_from(
        to_slot
            .saturating_sub(from_slot)
            .saturating_mul(SLOT_MILLISECONDS),
    )
    .unwrap_or(u32::MAX)
}

/// Hours since Unix time 0; a time before it counts as 0, which no Clock shows.
fn unix_hour(at: i64) -> u64 {
    u64::try_from(at).unwrap_or(0) / HOUR_SECONDS
}

/// Bit of a node's opening hours that holds an hour since Unix time 0: Monday 00:00 UTC is 0.
fn hour_bit(unix_hour: u64) -> usize {
    // Unsigned, since the target has no signed division; the remainder is below 168.
    (unix_hour.wrapping_add(EPOCH_HOUR_OFFSET) % WEEK_HOURS) as usize
}

/// Bit of a node's opening hours that holds `now`: Monday 00:00 UTC is 0.
pub fn hour_of_week(now: i64) -> usize {
    hour_bit(unix_hour(now))
}

/// Whether every hour a run of `seconds` from `now` touches is open in `hours` (bit i = byte i/8, `1 << i % 8`).
pub fn open_throughout(hours: &[u8; 21], now: i64, seconds: u32) -> bool {
    if hours.iter().all(|byte| *byte == u8::MAX) {
        return true;
    }
    let first = unix_hour(now);
    // The run ends before the second it is over.
    let last = unix_hour(now.saturating_add(i64::from(seconds)).saturating_sub(1)).max(first);
    // After a week every hour was touched.
    let last = last.min(first.saturating_add(WEEK_HOURS));
    (first..=last).all(|hour| {
        let bit = hour_bit(hour);
        hours
            .get(bit >> 3)
            .is_some_and(|byte| byte & (1 << (bit & 7)) != 0)
    })
}

/// Seat a ticket takes: the first free one, else that of the highest seated ticket if the new one is lower.
pub fn seat_for(ticket: u64, seated: &[Option<u64>; SEATS]) -> Option<usize> {
    if let Some(free) = seated.iter().position(Option::is_none) {
        return Some(free);
    }
    let (seat, highest) = seated
        .iter()
        .enumerate()
        .filter_map(|(seat, ticket)| ticket.map(|ticket| (seat, ticket)))
        .max_by_key(|(_, ticket)| *ticket)?;
    (ticket < highest).then_some(seat)
}

/// Unix seconds `seconds` after `at`.
///
/// # Errors
/// `Overflow` past `i64::MAX`.
pub fn after(at: i64, seconds: u32) -> Result<i64, MarketsError> {
    Ok(later(at, u64::from(seconds))?)
}
