//! The accumulator, the stream, and what both vaults owe.

use {
    crate::{
        error::RewardsError,
        math::{Accumulator, Stream},
        state::PodRewardsParams,
    },
    anchor_lang::prelude::*,
};

type Outcome<T> = core::result::Result<T, RewardsError>;

hypernode_common::program_account! {
    /// Sums of rewards: `["state"]`.
    pub struct State, size = 250 {
        /// Growth per weight, Q64.64.
        pub acc: PodU128,
        /// Weight of all positions.
        pub total_weight: PodU128,
        /// Numerator the last division left over, in 2^-64 base units.
        pub remainder: PodU128,
        /// Base units that wait for enough weight.
        pub unallocated: PodU64,
        /// Base units of lump sums not released yet.
        pub stream_left: PodU64,
        /// Unix seconds of the last release.
        pub stream_last_at: PodI64,
        /// Unix seconds at which all is released.
        pub stream_end_at: PodI64,
        /// Base units ever distributed to weight.
        pub allocated: PodU64,
        /// Base units ever claimed by stakers.
        pub claimed: PodU64,
        /// Base units ever compounded.
        pub compounded: PodU64,
        /// Base units ever burned here.
        pub burned: PodU64,
        /// Base units ever received for nodes.
        pub incentive_in: PodU64,
        /// Base units ever paid to nodes.
        pub incentive_out: PodU64,
        /// Epoch label of each fee shard; 0 = never swept.
        pub shard_labels: [PodU32; 16],
    }
}

/// The part of the state that staker rewards change, for events.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, anchor_lang::IdlType,
)]
pub struct StakerSums {
    pub acc: u128,
    pub total_weight: u128,
    pub remainder: u128,
    pub unallocated: u64,
    pub stream_left: u64,
    pub stream_last_at: i64,
    pub stream_end_at: i64,
    pub allocated: u64,
    pub claimed: u64,
    pub compounded: u64,
}

impl State {
    /// What staker rewards are computed from.
    pub fn staker_sums(&self) -> StakerSums {
        StakerSums {
            acc: self.acc.get(),
            total_weight: self.total_weight.get(),
            remainder: self.remainder.get(),
            unallocated: self.unallocated.get(),
            stream_left: self.stream_left.get(),
            stream_last_at: self.stream_last_at.get(),
            stream_end_at: self.stream_end_at.get(),
            allocated: self.allocated.get(),
            claimed: self.claimed.get(),
            compounded: self.compounded.get(),
        }
    }

    /// Releases what the stream owes at `now` into the accumulator. Comes before any use of it.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn advance(&mut self, params: &PodRewardsParams, now: i64) -> Outcome<()> {
        if self.stream_left.get() == 0 {
            return Ok(());
        }
        let mut stream = self.stream();
        let due = stream.release(now)?;
        self.set_stream(stream);
        self.deposit(due, params)
    }

    /// Distributes `amount` at once.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn deposit(&mut self, amount: u64, params: &PodRewardsParams) -> Outcome<()> {
        let mut accumulator = Accumulator {
            acc: self.acc.get(),
            remainder: self.remainder.get(),
            unallocated: self.unallocated.get(),
            allocated: self.allocated.get(),
        };
        accumulator.deposit(
            amount,
            self.total_weight.get(),
            params.min_total_weight.get(),
        )?;
        self.acc = accumulator.acc.into();
        self.remainder = accumulator.remainder.into();
        self.unallocated = accumulator.unallocated.into();
        self.allocated = accumulator.allocated.into();
        Ok(())
    }

    /// Puts a lump sum into the stream, which must be advanced to `now`.
    ///
    /// # Errors
    /// `Overflow`, `ZeroAmount`.
    pub fn stream_lump(&mut self, amount: u64, params: &PodRewardsParams, now: i64) -> Outcome<()> {
        let mut stream = self.stream();
        stream.add(amount, params.stream_seconds.get(), now)?;
        self.set_stream(stream);
        Ok(())
    }

    /// Replaces the weight of one position in the sum.
    ///
    /// # Errors
    /// `WeightMismatch` when the sum does not contain the old weight, `Overflow`.
    pub fn replace_weight(&mut self, old: u128, new: u128) -> Outcome<()> {
        let others = self
            .total_weight
            .get()
            .checked_sub(old)
            .ok_or(RewardsError::WeightMismatch)?;
        self.total_weight = others
            .checked_add(new)
            .ok_or(RewardsError::Overflow)?
            .into();
        Ok(())
    }

    /// Base units the staker vault owes.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn staker_debt(&self) -> Outcome<u64> {
        self.allocated
            .get()
            .checked_sub(self.claimed.get())
            .and_then(|debt| debt.checked_sub(self.compounded.get()))
            .and_then(|debt| debt.checked_add(self.unallocated.get()))
            .and_then(|debt| debt.checked_add(self.stream_left.get()))
            .ok_or(RewardsError::Overflow)
    }

    /// Base units the incentive vault owes.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn incentive_debt(&self) -> Outcome<u64> {
        self.incentive_in
            .get()
            .checked_sub(self.incentive_out.get())
            .ok_or(RewardsError::Overflow)
    }

    /// Moves a fee shard from the label it collected under to its next one.
    ///
    /// # Errors
    /// `ShardOutOfRange`, `EpochLabelWrong`.
    pub fn relabel_shard(
        &mut self,
        shard: u8,
        fee_shards: u8,
        label: u32,
        next_label: u32,
    ) -> Outcome<u32> {
        if shard >= fee_shards {
            return Err(RewardsError::ShardOutOfRange);
        }
        let recorded = self
            .shard_labels
            .get_mut(shard as usize)
            .ok_or(RewardsError::ShardOutOfRange)?;
        let before = recorded.get();
        if label == 0 || (before != 0 && before != label) || next_label < label {
            return Err(RewardsError::EpochLabelWrong);
        }
        *recorded = next_label.into();
        Ok(before)
    }

    /// The lowest label of all shards: what is below it is final. 0 while a shard was never swept.
    pub fn lowest_label(&self, fee_shards: u8) -> u32 {
        self.shard_labels
            .iter()
            .take(fee_shards as usize)
            .map(|label| label.get())
            .min()
            .unwrap_or(0)
    }

    fn stream(&self) -> Stream {
        Stream {
            left: self.stream_left.get(),
            last_at: self.stream_last_at.get(),
            end_at: self.stream_end_at.get(),
        }
    }

    fn set_stream(&mut self, stream: Stream) {
        self.stream_left = stream.left.into();
        self.stream_last_at = stream.last_at.into();
        self.stream_end_at = stream.end_at.into();
    }
}

/// `a + b` for a counter of base units.
///
/// # Errors
/// `Overflow`.
pub fn raise(counter: PodU64, by: u64) -> Outcome<PodU64> {
    counter
        .get()
        .checked_add(by)
        .map(PodU64::from)
        .ok_or(RewardsError::Overflow)
}
