//! A fee shard: what one vault owes treasury, stakers and nodes until it is swept.

use {
    crate::{error::MarketsError, math::Split},
    anchor_lang::prelude::*,
    hypernode_common::{math::add, program_account},
};

program_account! {
    /// The account at `["fees", shard]`.
    pub struct FeeShard, size = 112 {
        /// Its number, below the Config's `fee_shards`.
        pub shard: u8,
        /// Canonical bump of its vault.
        pub vault_bump: u8,
        /// Epoch that settlements are counted under; moved by sweeps alone.
        pub epoch: PodU32,
        /// Owed to the treasury, base units.
        pub treasury_due: PodU64,
        /// Owed to stakers, base units.
        pub staker_due: PodU64,
        /// Owed to the nodes of the epoch, base units.
        pub incentive_due: PodU64,
        /// Fees of the epoch that count for nodes.
        pub points: PodU64,
        /// All fees ever, base units.
        pub lifetime_fees: PodU64,
        /// All this shard ever burned, base units.
        pub burned: PodU64,
    }
}

/// What a sweep takes out of a shard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dues {
    /// Epoch the fees were counted under.
    pub epoch: u32,
    /// Of the treasury, before burning.
    pub treasury: u64,
    /// Of the stakers.
    pub staker: u64,
    /// Of the nodes.
    pub incentive: u64,
    /// What the nodes' shares are measured by.
    pub points: u64,
}

impl FeeShard {
    /// Adds the fees of one settlement; self-dealt ones earn no points.
    ///
    /// # Errors
    /// `Overflow`, which the supply rules out.
    pub fn collect(
        &mut self,
        split: &Split,
        counted: bool,
    ) -> core::result::Result<(), MarketsError> {
        let fees = add(split.treasury, split.incentive)?;
        let nodes = split
            .incentive
            .checked_sub(split.staker)
            .ok_or(MarketsError::Overflow)?;
        self.treasury_due = add(self.treasury_due.get(), split.treasury)?.into();
        self.staker_due = add(self.staker_due.get(), split.staker)?.into();
        self.incentive_due = add(self.incentive_due.get(), nodes)?.into();
        self.lifetime_fees = add(self.lifetime_fees.get(), fees)?.into();
        if counted {
            self.points = add(self.points.get(), fees)?.into();
        }
        Ok(())
    }

    /// Empties the dues and moves the label to `epoch`, never back.
    ///
    /// # Errors
    /// `Overflow`, which the supply rules out.
    pub fn sweep(&mut self, epoch: u32, burned: u64) -> core::result::Result<Dues, MarketsError> {
        let dues = Dues {
            epoch: self.epoch.get(),
            treasury: self.treasury_due.get(),
            staker: self.staker_due.get(),
            incentive: self.incentive_due.get(),
            points: self.points.get(),
        };
        self.burned = add(self.burned.get(), burned)?.into();
        self.treasury_due = PodU64::ZERO;
        self.staker_due = PodU64::ZERO;
        self.incentive_due = PodU64::ZERO;
        self.points = PodU64::ZERO;
        self.epoch = epoch.max(dues.epoch).into();
        Ok(dues)
    }
}
