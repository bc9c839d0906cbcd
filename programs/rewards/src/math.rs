//! Pure arithmetic of rewards. Growth per weight is Q64.64: 2^64 stands for one base unit per unit of weight.

use {crate::error::RewardsError, hypernode_common::math::bps_floor};

type Outcome<T> = core::result::Result<T, RewardsError>;

/// Fractional bits of the accumulator.
const FRACTION_BITS: u32 = 64;

/// Growth per weight, and what is not distributed yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Accumulator {
    /// Growth per weight, Q64.64.
    pub acc: u128,
    /// Numerator left over by the last division, in 2^-64 base units.
    pub remainder: u128,
    /// Base units that waited for enough weight.
    pub unallocated: u64,
    /// Base units ever distributed.
    pub allocated: u64,
}

impl Accumulator {
    /// Distributes `amount` over `total_weight`; below `min_total_weight` it waits, so nobody captures an empty pool.
    ///
    /// Both quotient and remainder are kept: nothing is lost between deposits.
    ///
    /// # Errors
    /// `Overflow`, `DivisionByZero` for a zero weight with a zero minimum.
    pub fn deposit(
        &mut self,
        amount: u64,
        total_weight: u128,
        min_total_weight: u128,
    ) -> Outcome<()> {
        let waiting = self
            .unallocated
            .checked_add(amount)
            .ok_or(RewardsError::Overflow)?;
        if total_weight < min_total_weight {
            self.unallocated = waiting;
            return Ok(());
        }
        if waiting == 0 {
            return Ok(());
        }
        let numerator = ((waiting as u128) << FRACTION_BITS)
            .checked_add(self.remainder)
            .ok_or(RewardsError::Overflow)?;
        let growth = numerator
            .checked_div(total_weight)
            .ok_or(RewardsError::DivisionByZero)?;
        self.acc = self.acc.checked_add(growth).ok_or(RewardsError::Overflow)?;
        self.remainder = numerator % total_weight;
        self.allocated = self
            .allocated
            .checked_add(waiting)
            .ok_or(RewardsError::Overflow)?;
        self.unallocated = 0;
        Ok(())
    }
}

/// What a weight earned while the accumulator grew from `acc_paid` to `acc`, rounded down.
///
/// The weight never exceeds the total weight of any deposit in between, so the product stays below
/// 2^64 times the deposits.
///
/// # Errors
/// `Overflow`.
pub fn earned_floor(weight: u128, acc: u128, acc_paid: u128) -> Outcome<u64> {
    let growth = acc.checked_sub(acc_paid).ok_or(RewardsError::Overflow)?;
    let product = weight.checked_mul(growth).ok_or(RewardsError::Overflow)?;
    u64::try_from(product >> FRACTION_BITS).map_err(|_| RewardsError::Overflow)
}

/// Lump sums on their way to the accumulator, released linearly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stream {
    /// Base units not released yet.
    pub left: u64,
    /// Unix seconds of the last release.
    pub last_at: i64,
    /// Unix seconds at which all of it is released.
    pub end_at: i64,
}

impl Stream {
    /// Takes out what is due at `now`: the share of the time passed, rounded down, and everything at the end.
    /// A clock that went back releases nothing.
    ///
    /// # Errors
    /// None for a stream whose end is after its last release while anything is left.
    pub fn release(&mut self, now: i64) -> Outcome<u64> {
        let due = if now >= self.end_at {
            self.left
        } else if now <= self.last_at {
            0
        } else {
            let passed = now.abs_diff(self.last_at) as u128;
            let whole = self.end_at.abs_diff(self.last_at) as u128;
            let due = (self.left as u128 * passed)
                .checked_div(whole)
                .ok_or(RewardsError::DivisionByZero)?;
            u64::try_from(due).map_err(|_| RewardsError::Overflow)?
        };
        self.left = self.left.checked_sub(due).ok_or(RewardsError::Overflow)?;
        self.last_at = self.last_at.max(now);
        Ok(due)
    }

    /// Adds a lump sum to a stream released up to `now`. The end becomes the average, by amount, of what was left
    /// to run and a whole `stream_seconds`: dust moves nothing, so nobody can hold the stream back with it.
    ///
    /// # Errors
    /// `Overflow`, `ZeroAmount` when there is nothing to stream.
    pub fn add(&mut self, amount: u64, stream_seconds: u32, now: i64) -> Outcome<()> {
        let whole = self
            .left
            .checked_add(amount)
            .ok_or(RewardsError::Overflow)?;
        let to_run = if self.left == 0 {
            0
        } else {
            self.end_at.saturating_sub(now).max(0) as u128
        };
        let weighted = (self.left as u128)
            .checked_mul(to_run)
            .and_then(|sum| sum.checked_add(amount as u128 * stream_seconds as u128))
            .ok_or(RewardsError::Overflow)?;
        let seconds = weighted
            .checked_div(whole as u128)
            .ok_or(RewardsError::ZeroAmount)?;
        let seconds = i64::try_from(seconds).map_err(|_| RewardsError::Overflow)?;
        self.left = whole;
        self.last_at = now;
        self.end_at = now.checked_add(seconds).ok_or(RewardsError::Overflow)?;
        Ok(())
    }
}

/// Parts of an unlock; they add up to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnlockSplit {
    /// Streamed to the stakers, rounded down.
    pub rewards: u64,
    /// Burned, rounded down.
    pub burned: u64,
    /// The rest.
    pub operations: u64,
}

/// Splits an unlock.
///
/// # Errors
/// `Overflow` when the two shares are together above 10,000.
pub fn split_unlock(amount: u64, rewards_bps: u16, burn_bps: u16) -> Outcome<UnlockSplit> {
    let rewards = bps_floor(amount, rewards_bps)?;
    let burned = bps_floor(amount, burn_bps)?;
    let operations = amount
        .checked_sub(rewards)
        .and_then(|rest| rest.checked_sub(burned))
        .ok_or(RewardsError::Overflow)?;
    Ok(UnlockSplit {
        rewards,
        burned,
        operations,
    })
}

/// The period that `now` lies in, counted from 1; none before the first.
pub fn period_at(now: i64, origin_at: i64, period_seconds: u32) -> Option<u64> {
    let passed = u64::try_from(now.checked_sub(origin_at)?).ok()?;
    passed.checked_div(period_seconds as u64)?.checked_add(1)
}
