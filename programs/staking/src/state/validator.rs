//! Who checks health and judges results and reports.

use {
    crate::error::StakingError,
    anchor_lang::prelude::*,
    hypernode_common::{
        math::later,
        staking::{Validator, ValidatorStatus},
    },
};

/// Everything of a validator that can change; what events say before and after.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct ValidatorState {
    /// `ValidatorStatus`; 0 before the validator exists.
    pub status: u8,
    /// Its pledged position.
    pub position: Address,
    /// Unix seconds from which it votes.
    pub active_from: i64,
    /// Unix seconds of its retirement; 0 = none.
    pub retire_at: i64,
}

type Outcome<T = ()> = core::result::Result<T, StakingError>;

/// What a validator may do.
pub trait ValidatorRules {
    /// The changeable fields.
    fn state(&self) -> ValidatorState;
    /// Fills a new validator; it votes after the warm-up.
    fn begin(
        &mut self,
        owner: Address,
        position: Address,
        warmup_seconds: u32,
        now: i64,
    ) -> Outcome;
    /// Votes no more.
    fn retire(&mut self, now: i64) -> Outcome;
    /// Whether this position must keep the validator's smallest stake.
    fn depends_on(&self, position: &Address) -> bool;
}

impl ValidatorRules for Validator {
    fn state(&self) -> ValidatorState {
        ValidatorState {
            status: self.status.0,
            position: self.position,
            active_from: self.active_from.get(),
            retire_at: self.retire_at.get(),
        }
    }

    fn begin(
        &mut self,
        owner: Address,
        position: Address,
        warmup_seconds: u32,
        now: i64,
    ) -> Outcome {
        self.status = ValidatorStatus::Active.into();
        self.owner = owner;
        self.position = position;
        self.active_from = later(now, warmup_seconds as u64)?.into();
        Ok(())
    }

    fn retire(&mut self, now: i64) -> Outcome {
        if self.status != ValidatorStatus::Active {
            return Err(StakingError::ValidatorNotActive);
        }
        self.status = ValidatorStatus::Retiring.into();
        self.retire_at = now.into();
        Ok(())
    }

    fn depends_on(&self, position: &Address) -> bool {
        self.status == ValidatorStatus::Active && self.position == *position
    }
}
