//! The record that an unlock period was distributed.

use {crate::math::UnlockSplit, anchor_lang::prelude::*};

hypernode_common::program_account! {
    /// Distribution of a period: `["unlock", period]`. Its existence is what makes it happen once.
    pub struct Unlock, size = 102 {
        /// The period, counted from 1.
        pub period: PodU32,
        /// Base units unlocked.
        pub amount: PodU64,
        /// Part streamed to stakers.
        pub rewards: PodU64,
        /// Part burned.
        pub burned: PodU64,
        /// Part for operations.
        pub operations: PodU64,
        /// Unix seconds of the distribution.
        pub at: PodI64,
    }
}

impl Unlock {
    /// Records the one distribution.
    pub fn record(&mut self, period: u32, amount: u64, split: UnlockSplit, at: i64) {
        self.period = period.into();
        self.amount = amount.into();
        self.rewards = split.rewards.into();
        self.burned = split.burned.into();
        self.operations = split.operations.into();
        self.at = at.into();
    }
}
