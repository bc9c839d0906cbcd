//! What nodes share for the work they settled in one epoch.

use {
    crate::{error::RewardsError, state::raise},
    anchor_lang::prelude::*,
    hypernode_common::math::mul_div_floor,
};

type Outcome<T> = core::result::Result<T, RewardsError>;

hypernode_common::program_account! {
    /// Pool of an epoch: `["epoch", epoch]`.
    pub struct EpochPool, size = 86 {
        /// Label the fees were collected under, counted from 1.
        pub epoch: PodU32,
        /// Base units received.
        pub amount: PodU64,
        /// Points it is shared by; 0 once the rest was recycled.
        pub points: PodU64,
        /// Base units paid.
        pub claimed: PodU64,
    }
}

/// The part of a pool that changes, for events.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, anchor_lang::IdlType,
)]
pub struct PoolSums {
    pub amount: u64,
    pub points: u64,
    pub claimed: u64,
}

impl EpochPool {
    /// What events tell of it.
    pub fn sums(&self) -> PoolSums {
        PoolSums {
            amount: self.amount.get(),
            points: self.points.get(),
            claimed: self.claimed.get(),
        }
    }

    /// Counts this event in: as creation where the account is new.
    pub fn count_or_open(&mut self, epoch: u32, bump: u8, rent_payer: Address) -> u32 {
        // Version 0 marks an account that this instruction has just created.
        if self.version != 0 {
            return self.count_change();
        }
        self.open(bump, rent_payer);
        self.epoch = epoch.into();
        self.changes.get()
    }

    /// Adds what a shard collected.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn receive(&mut self, amount: u64, points: u64) -> Outcome<()> {
        self.amount = raise(self.amount, amount)?;
        self.points = raise(self.points, points)?;
        Ok(())
    }

    /// Takes out the share of `points`, rounded down; nothing once the rest was recycled.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn pay(&mut self, points: u64) -> Outcome<u64> {
        if self.points.get() == 0 {
            return Ok(0);
        }
        let due = mul_div_floor(self.amount.get(), points, self.points.get())?;
        let claimed = raise(self.claimed, due)?;
        // Points of nodes never exceed those of the pool; a pool that would overpay refuses instead.
        if claimed.get() > self.amount.get() {
            return Err(RewardsError::VaultShort);
        }
        self.claimed = claimed;
        Ok(due)
    }

    /// Takes out what nobody claimed and closes the pool to claims. A pool without points, filled by self-dealing
    /// alone, has a rest too.
    ///
    /// # Errors
    /// `NoPoints` when nothing is left, for instance because it was recycled already; `Overflow`.
    pub fn recycle(&mut self) -> Outcome<u64> {
        let rest = self
            .amount
            .get()
            .checked_sub(self.claimed.get())
            .ok_or(RewardsError::Overflow)?;
        if rest == 0 {
            return Err(RewardsError::NoPoints);
        }
        self.amount = self.claimed;
        self.points = 0.into();
        Ok(rest)
    }
}
