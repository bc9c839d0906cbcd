//! How far a node has claimed.

use {
    crate::error::RewardsError, anchor_lang::prelude::*, hypernode_common::registry::EpochPoints,
};

type Outcome<T> = core::result::Result<T, RewardsError>;

hypernode_common::program_account! {
    /// Claims of a node: `["incentive", node]`.
    pub struct IncentiveClaim, size = 94 {
        /// The node.
        pub node: Address,
        /// Epochs below this one are claimed.
        pub next_epoch: PodU32,
    }
}

impl IncentiveClaim {
    /// Counts this event in: as creation where the account is new.
    pub fn count_or_open(&mut self, node: Address, bump: u8, rent_payer: Address) -> u32 {
        // Version 0 marks an account that this instruction has just created.
        if self.version != 0 {
            return self.count_change();
        }
        self.open(bump, rent_payer);
        self.node = node;
        self.changes.get()
    }

    /// Claims `epoch`: the lowest with points that is not claimed yet, so that no caller can skip one.
    ///
    /// # Returns
    /// The node's points under it.
    ///
    /// # Errors
    /// `EpochClaimed`, `NoPoints`, `EpochLabelWrong` when an earlier epoch comes first, `Overflow`.
    pub fn claim(&mut self, epoch: u32, ring: &[EpochPoints; 4]) -> Outcome<u64> {
        if epoch < self.next_epoch.get() {
            return Err(RewardsError::EpochClaimed);
        }
        let unclaimed = |entry: &&EpochPoints| {
            entry.points.get() != 0 && entry.epoch.get() >= self.next_epoch.get()
        };
        let points = ring
            .iter()
            .filter(unclaimed)
            .find(|entry| entry.epoch.get() == epoch)
            .map(|entry| entry.points.get())
            .ok_or(RewardsError::NoPoints)?;
        if ring
            .iter()
            .filter(unclaimed)
            .any(|entry| entry.epoch.get() < epoch)
        {
            return Err(RewardsError::EpochLabelWrong);
        }
        self.next_epoch = epoch.checked_add(1).ok_or(RewardsError::Overflow)?.into();
        Ok(points)
    }
}
