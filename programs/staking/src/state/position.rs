//! Stake of one owner under one lock.

use {
    crate::{
        constants::DAY_SECONDS,
        error::StakingError,
        math::{multiplier_of, slash_parts, weight_of, WeightRecord},
        state::Moment,
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        math::{add, later, sub, BPS},
        staking::{PledgeStatus, Position, StakingParams},
    },
};

/// Everything of a position that can change; what events say before and after.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct PositionState {
    /// `PledgeStatus`.
    pub pledge: u8,
    /// Slot in the bond while pledged or releasing.
    pub bond_index: u8,
    /// Staked, base units.
    pub amount: u64,
    /// Unstaked, not withdrawn yet, base units.
    pub unbonding_amount: u64,
    /// Unix seconds from which the unbonding amount may leave.
    pub withdraw_at: i64,
    /// Lock chosen.
    pub lock_days: u16,
    /// Weight per stake.
    pub multiplier_bps: u16,
    /// Unix seconds of the lock's start.
    pub locked_at: i64,
    /// Unix seconds of the lock's end.
    pub unlock_at: i64,
    /// Weight since `weight_slot`.
    pub weight: u128,
    /// Slot of the last change of weight.
    pub weight_slot: u64,
    /// Weight before, since `previous_slot`.
    pub previous_weight: u128,
    /// Slot of the change before.
    pub previous_slot: u64,
    /// Node or Validator it backs; zero = none.
    pub subject: Address,
    /// Unix seconds after which a releasing pledge may be cleared.
    pub release_at: i64,
    /// Ever slashed, base units.
    pub slashed_total: u64,
}

type Outcome<T = ()> = core::result::Result<T, StakingError>;

/// What a position may do; every refusal has its own error.
pub trait PositionRules {
    /// The changeable fields.
    fn state(&self) -> PositionState;
    /// Active and unbonding stake: what a slash takes from.
    fn slashable(&self) -> Outcome<u64>;
    /// Fills a new position; it starts with nothing staked.
    fn begin(&mut self, owner: Address, index: u16);
    /// Adds stake and locks the whole position for `lock_days` from now: otherwise the last day of a long lock
    /// would sell its full multiplier.
    fn lock(&mut self, amount: u64, lock_days: u16, params: &StakingParams, now: Moment)
        -> Outcome;
    /// Locks longer, nothing added.
    fn extend(&mut self, lock_days: u16, params: &StakingParams, now: Moment) -> Outcome;
    /// Moves stake to unbonding after the lock; `keep` is the least an active validator must leave, or 0.
    fn unstake(&mut self, amount: u64, keep: u64, params: &StakingParams, now: Moment) -> Outcome;
    /// Empties the unbonding part and gives it.
    fn withdraw(&mut self, now: i64) -> Outcome<u64>;
    /// Takes the multiplier of a finished lock back to 1.
    fn refresh(&mut self, now: Moment) -> Outcome;
    /// Refuses to close anything but an empty, free position.
    fn check_closable(&self) -> Outcome;
    /// Refuses a pledge the position cannot make.
    fn check_pledgeable(&self, bond_lock_days: u16, now: i64) -> Outcome;
    /// Backs `subject` in slot `bond_index` of its bond.
    fn pledge(&mut self, subject: Address, bond_index: u8);
    /// Leaves the tier; slashable for the unbonding time.
    fn release(&mut self, unbonding_seconds: u32, now: i64) -> Outcome;
    /// Becomes free after the release and any unbonding.
    fn clear(&mut self, now: i64) -> Outcome;
    /// Takes `bps` of active and unbonding stake and gives both parts.
    fn slash(&mut self, bps: u16, slot: u64) -> Outcome<(u64, u64)>;
}

fn reweigh(position: &mut Position, slot: u64) {
    let record = WeightRecord {
        weight: position.weight.get(),
        weight_slot: position.weight_slot.get(),
        previous_weight: position.previous_weight.get(),
        previous_slot: position.previous_slot.get(),
    };
    let weight = weight_of(position.amount.get(), position.multiplier_bps.get());
    let next = record.changed(weight, slot);
    position.weight = next.weight.into();
    position.weight_slot = next.weight_slot.into();
    position.previous_weight = next.previous_weight.into();
    position.previous_slot = next.previous_slot.into();
}

fn relock(position: &mut Position, lock_days: u16, params: &StakingParams, now: Moment) -> Outcome {
    if lock_days < params.min_lock_days {
        return Err(StakingError::LockTooShort);
    }
    if lock_days > params.max_lock_days {
        return Err(StakingError::LockTooLong);
    }
    let multiplier = multiplier_of(lock_days, &params.multiplier_days, &params.multiplier_bps);
    position.lock_days = lock_days.into();
    position.multiplier_bps = multiplier.into();
    position.locked_at = now.at.into();
    position.unlock_at = later(now.at, days(lock_days))?.into();
    reweigh(position, now.slot);
    Ok(())
}

fn days(count: u16) -> u64 {
    (count as u64).saturating_mul(DAY_SECONDS)
}

impl PositionRules for Position {
    fn state(&self) -> PositionState {
        PositionState {
            pledge: self.pledge.0,
            bond_index: self.bond_index,
            amount: self.amount.get(),
            unbonding_amount: self.unbonding_amount.get(),
            withdraw_at: self.withdraw_at.get(),
            lock_days: self.lock_days.get(),
            multiplier_bps: self.multiplier_bps.get(),
            locked_at: self.locked_at.get(),
            unlock_at: self.unlock_at.get(),
            weight: self.weight.get(),
            weight_slot: self.weight_slot.get(),
            previous_weight: self.previous_weight.get(),
            previous_slot: self.previous_slot.get(),
            subject: self.subject,
            release_at: self.release_at.get(),
            slashed_total: self.slashed_total.get(),
        }
    }

    fn slashable(&self) -> Outcome<u64> {
        Ok(add(self.amount.get(), self.unbonding_amount.get())?)
    }

    fn begin(&mut self, owner: Address, index: u16) {
        self.pledge = PledgeStatus::Free.into();
        self.owner = owner;
        self.index = index.into();
    }

    fn lock(
        &mut self,
        amount: u64,
        lock_days: u16,
        params: &StakingParams,
        now: Moment,
    ) -> Outcome {
        let total = add(self.amount.get(), amount)?;
        if total < params.min_stake {
            return Err(StakingError::StakeTooSmall);
        }
        self.amount = total.into();
        relock(self, lock_days, params, now)
    }

    fn extend(&mut self, lock_days: u16, params: &StakingParams, now: Moment) -> Outcome {
        if lock_days < self.lock_days.get() {
            return Err(StakingError::LockShrinks);
        }
        // Never earlier than before: the days only grow and now is past locked_at.
        relock(self, lock_days, params, now)
    }

    fn unstake(&mut self, amount: u64, keep: u64, params: &StakingParams, now: Moment) -> Outcome {
        if now.at < self.unlock_at.get() {
            return Err(StakingError::StillLocked);
        }
        if amount == 0 {
            return Err(StakingError::ZeroAmount);
        }
        let rest = self
            .amount
            .get()
            .checked_sub(amount)
            .ok_or(StakingError::UnstakeTooLarge)?;
        if rest < keep {
            return Err(StakingError::ValidatorStakeTooSmall);
        }
        if rest != 0 && rest < params.min_stake {
            return Err(StakingError::RemainderTooSmall);
        }
        self.amount = rest.into();
        self.unbonding_amount = add(self.unbonding_amount.get(), amount)?.into();
        self.withdraw_at = later(now.at, params.unbonding_seconds as u64)?.into();
        reweigh(self, now.slot);
        Ok(())
    }

    fn withdraw(&mut self, now: i64) -> Outcome<u64> {
        let amount = self.unbonding_amount.get();
        if amount == 0 {
            return Err(StakingError::NothingToWithdraw);
        }
        if now < self.withdraw_at.get() {
            return Err(StakingError::StillUnbonding);
        }
        self.unbonding_amount = 0.into();
        self.withdraw_at = 0.into();
        Ok(amount)
    }

    fn refresh(&mut self, now: Moment) -> Outcome {
        if self.multiplier_bps == BPS {
            return Err(StakingError::NothingToRefresh);
        }
        if now.at < self.unlock_at.get() {
            return Err(StakingError::StillLocked);
        }
        self.multiplier_bps = BPS.into();
        reweigh(self, now.slot);
        Ok(())
    }

    fn check_closable(&self) -> Outcome {
        if self.amount != 0 || self.unbonding_amount != 0 {
            return Err(StakingError::PositionNotEmpty);
        }
        if self.pledge != PledgeStatus::Free {
            return Err(StakingError::AlreadyPledged);
        }
        Ok(())
    }

    fn check_pledgeable(&self, bond_lock_days: u16, now: i64) -> Outcome {
        if self.pledge != PledgeStatus::Free {
            return Err(StakingError::AlreadyPledged);
        }
        if self.unbonding_amount != 0 {
            return Err(StakingError::StillUnbonding);
        }
        if self.unlock_at.get() < later(now, days(bond_lock_days))? {
            return Err(StakingError::LockTooShortForBond);
        }
        // Slashed to nothing, it would take a slot of the bond without backing it.
        if self.amount == 0 {
            return Err(StakingError::StakeTooSmall);
        }
        Ok(())
    }

    fn pledge(&mut self, subject: Address, bond_index: u8) {
        self.pledge = PledgeStatus::Pledged.into();
        self.subject = subject;
        self.bond_index = bond_index;
    }

    fn release(&mut self, unbonding_seconds: u32, now: i64) -> Outcome {
        if self.pledge != PledgeStatus::Pledged {
            return Err(StakingError::NotPledged);
        }
        self.pledge = PledgeStatus::Releasing.into();
        self.release_at = later(now, unbonding_seconds as u64)?.into();
        Ok(())
    }

    fn clear(&mut self, now: i64) -> Outcome {
        if self.pledge == PledgeStatus::Free {
            return Err(StakingError::NotPledged);
        }
        if self.pledge == PledgeStatus::Pledged {
            return Err(StakingError::AlreadyPledged);
        }
        if now <= self.release_at.get() {
            return Err(StakingError::StillReleasing);
        }
        if self.unbonding_amount != 0 && now <= self.withdraw_at.get() {
            return Err(StakingError::StillUnbonding);
        }
        self.pledge = PledgeStatus::Free.into();
        self.subject = Address::default();
        self.bond_index = 0;
        self.release_at = 0.into();
        Ok(())
    }

    fn slash(&mut self, bps: u16, slot: u64) -> Outcome<(u64, u64)> {
        let (active, unbonding) = slash_parts(self.amount.get(), self.unbonding_amount.get(), bps)?;
        self.amount = sub(self.amount.get(), active)?.into();
        self.unbonding_amount = sub(self.unbonding_amount.get(), unbonding)?.into();
        self.slashed_total = add(self.slashed_total.get(), add(active, unbonding)?)?.into();
        reweigh(self, slot);
        Ok((active, unbonding))
    }
}
