//! Transitions of a position's reward account; its layout is shared with staking.

use {
    crate::{error::RewardsError, math::earned_floor, state::raise},
    anchor_lang::prelude::*,
    hypernode_common::rewards::RewardAccount,
};

type Outcome<T> = core::result::Result<T, RewardsError>;

/// The part of a reward account that changes, for events.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, anchor_lang::IdlType,
)]
pub struct RewardSums {
    pub weight: u128,
    pub acc_paid: u128,
    pub pending: u64,
    pub claimed: u64,
}

/// What may happen to a reward account.
pub trait RewardTransitions {
    /// What events tell of it.
    fn sums(&self) -> RewardSums;

    /// Credits what its weight earned up to `acc`, rounded down: the vault keeps less than one base unit.
    ///
    /// # Errors
    /// `Overflow`.
    fn settle(&mut self, acc: u128) -> Outcome<()>;

    /// Takes everything pending out.
    ///
    /// # Errors
    /// `NothingToClaim`, `Overflow`.
    fn take_pending(&mut self) -> Outcome<u64>;

    /// Guards closing.
    ///
    /// # Errors
    /// `AccountNotEmpty`.
    fn check_empty(&self) -> Outcome<()>;
}

impl RewardTransitions for RewardAccount {
    fn sums(&self) -> RewardSums {
        RewardSums {
            weight: self.weight.get(),
            acc_paid: self.acc_paid.get(),
            pending: self.pending.get(),
            claimed: self.claimed.get(),
        }
    }

    fn settle(&mut self, acc: u128) -> Outcome<()> {
        let earned = earned_floor(self.weight.get(), acc, self.acc_paid.get())?;
        self.pending = raise(self.pending, earned)?;
        self.acc_paid = acc.into();
        Ok(())
    }

    fn take_pending(&mut self) -> Outcome<u64> {
        let pending = self.pending.get();
        if pending == 0 {
            return Err(RewardsError::NothingToClaim);
        }
        self.claimed = raise(self.claimed, pending)?;
        self.pending = 0.into();
        Ok(pending)
    }

    fn check_empty(&self) -> Outcome<()> {
        if self.weight.get() != 0 || self.pending.get() != 0 {
            return Err(RewardsError::AccountNotEmpty);
        }
        Ok(())
    }
}
