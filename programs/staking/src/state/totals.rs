//! Sums over all positions.

use {
    crate::error::StakingError,
    anchor_lang::prelude::*,
    hypernode_common::{
        error::CommonError,
        math::{add, sub},
        staking::Totals,
    },
};

/// The sums; what events say before and after.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct TotalsState {
    /// Staked, base units.
    pub principal: u64,
    /// Unstaked, not withdrawn yet, base units.
    pub unbonding: u64,
    /// Backing a bond and not releasing, base units.
    pub pledged: u64,
    /// Positions.
    pub positions: u64,
    /// Ever slashed, base units.
    pub slashed_total: u64,
    /// Weight of all positions.
    pub weight: u128,
    /// Active validators.
    pub validators: u32,
}

type Outcome<T = ()> = core::result::Result<T, StakingError>;

/// How the sums follow the positions.
pub trait TotalsRules {
    /// The sums.
    fn state(&self) -> TotalsState;
    /// What the stake vault owes.
    fn owed(&self) -> Outcome<u64>;
    /// One more position.
    fn open_position(&mut self) -> Outcome;
    /// One position less.
    fn close_position(&mut self) -> Outcome;
    /// Stake came in.
    fn stake(&mut self, amount: u64) -> Outcome;
    /// Stake began to unbond.
    fn unstake(&mut self, amount: u64) -> Outcome;
    /// Unbonded stake left.
    fn withdraw(&mut self, amount: u64) -> Outcome;
    /// A position's weight changed.
    fn reweigh(&mut self, old: u128, new: u128) -> Outcome;
    /// Stake joined a bond.
    fn pledge(&mut self, amount: u64) -> Outcome;
    /// Stake left the tier of its bond.
    fn unpledge(&mut self, amount: u64) -> Outcome;
    /// Stake was slashed.
    fn slash(&mut self, active: u64, unbonding: u64) -> Outcome;
    /// One more active validator.
    fn add_validator(&mut self) -> Outcome;
    /// One active validator less.
    fn remove_validator(&mut self) -> Outcome;
}

impl TotalsRules for Totals {
    fn state(&self) -> TotalsState {
        TotalsState {
            principal: self.principal.get(),
            unbonding: self.unbonding.get(),
            pledged: self.pledged.get(),
            positions: self.positions.get(),
            slashed_total: self.slashed_total.get(),
            weight: self.weight.get(),
            validators: self.validators.get(),
        }
    }

    fn owed(&self) -> Outcome<u64> {
        Ok(add(self.principal.get(), self.unbonding.get())?)
    }

    fn open_position(&mut self) -> Outcome {
        self.positions = add(self.positions.get(), 1)?.into();
        Ok(())
    }

    fn close_position(&mut self) -> Outcome {
        self.positions = sub(self.positions.get(), 1)?.into();
        Ok(())
    }

    fn stake(&mut self, amount: u64) -> Outcome {
        self.principal = add(self.principal.get(), amount)?.into();
        Ok(())
    }

    fn unstake(&mut self, amount: u64) -> Outcome {
        self.principal = sub(self.principal.get(), amount)?.into();
        self.unbonding = add(self.unbonding.get(), amount)?.into();
        Ok(())
    }

    fn withdraw(&mut self, amount: u64) -> Outcome {
        self.unbonding = sub(self.unbonding.get(), amount)?.into();
        Ok(())
    }

    fn reweigh(&mut self, old: u128, new: u128) -> Outcome {
        let weight = self
            .weight
            .get()
            .checked_sub(old)
            .and_then(|rest| rest.checked_add(new))
            .ok_or(CommonError::Overflow)?;
        self.weight = weight.into();
        Ok(())
    }

    fn pledge(&mut self, amount: u64) -> Outcome {
        self.pledged = add(self.pledged.get(), amount)?.into();
        Ok(())
    }

    fn unpledge(&mut self, amount: u64) -> Outcome {
        self.pledged = sub(self.pledged.get(), amount)?.into();
        Ok(())
    }

    fn slash(&mut self, active: u64, unbonding: u64) -> Outcome {
        self.principal = sub(self.principal.get(), active)?.into();
        self.unbonding = sub(self.unbonding.get(), unbonding)?.into();
        self.slashed_total = add(self.slashed_total.get(), add(active, unbonding)?)?.into();
        Ok(())
    }

    fn add_validator(&mut self) -> Outcome {
        let validators = self.validators.get().checked_add(1);
        self.validators = validators.ok_or(CommonError::Overflow)?.into();
        Ok(())
    }

    fn remove_validator(&mut self) -> Outcome {
        let validators = self.validators.get().checked_sub(1);
        self.validators = validators.ok_or(CommonError::Overflow)?.into();
        Ok(())
    }
}
