//! What backs a node or validator.

use {
    crate::{
        constants::BOND_SLOTS,
        error::StakingError,
        math::{applied_bps, with_slash, Slash},
        state::TotalsRules,
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        error::CommonError,
        math::{add, sub, BPS},
        staking::{Bond, BondKind, PledgeStatus, Position, SlashRecord, Totals},
    },
};

/// Everything of a bond that can change except its slashes; what events say before and after.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct BondState {
    /// `BondKind`; 0 before the bond exists.
    pub kind: u8,
    /// Slots taken, one bit each.
    pub slots_mask: u8,
    /// Counts for the tier, base units.
    pub pledged: u64,
    /// Out of the tier, still slashable, base units.
    pub releasing: u64,
    /// Reserved for assets, base units.
    pub reserved_for_assets: u64,
    /// Ever slashed, base units.
    pub slashed_total: u64,
    /// Reports that keep it frozen.
    pub frozen: u16,
}

type Outcome<T = ()> = core::result::Result<T, StakingError>;

/// What a bond may do. `pledged` is the active stake of Pledged positions; `releasing` their unbonding stake and
/// all stake of Releasing ones, so that both together are what a slash can reach.
pub trait BondRules {
    /// The changeable fields without the slashes.
    fn state(&self) -> BondState;
    /// The remembered slashes.
    fn ring(&self) -> [Slash; 8];
    /// Fills a new bond.
    fn begin(&mut self, kind: BondKind, subject: Address);
    /// Refuses while a report freezes the bond.
    fn check_not_frozen(&self) -> Outcome;
    /// Takes a free slot for a position of `amount` and gives its index.
    fn join(&mut self, totals: &mut Totals, amount: u64) -> Outcome<u8>;
    /// A backing position grew by `amount`.
    fn grow(&mut self, totals: &mut Totals, position: &Position, amount: u64) -> Outcome;
    /// `amount` of a backing position began to unbond.
    fn unstake(&mut self, totals: &mut Totals, position: &Position, amount: u64) -> Outcome;
    /// Unbonded stake of a backing position left.
    fn withdraw(&mut self, amount: u64) -> Outcome;
    /// The active stake of a position left the tier.
    fn release(&mut self, totals: &mut Totals, amount: u64) -> Outcome;
    /// A releasing position with this much slashable stake left its slot.
    fn leave(&mut self, bond_index: u8, slashable: u64) -> Outcome;
    /// A backing position was slashed.
    fn slash(&mut self, totals: &mut Totals, position: &Position, parts: (u64, u64)) -> Outcome;
    /// One report more (+1) or less (-1) freezes it.
    fn freeze(&mut self, delta: i8) -> Outcome;
    /// Remembers a slash and gives what the cap lets through.
    fn reserve_slash(&mut self, bps: u16, cap_bps: u16, now: i64) -> Outcome<u16>;
    /// Refuses to close anything but an empty bond that no report freezes.
    fn check_closable(&self) -> Outcome;
}

impl BondRules for Bond {
    fn state(&self) -> BondState {
        BondState {
            kind: self.kind.0,
            slots_mask: self.slots_mask,
            pledged: self.pledged.get(),
            releasing: self.releasing.get(),
            reserved_for_assets: self.reserved_for_assets.get(),
            slashed_total: self.slashed_total.get(),
            frozen: self.frozen.get(),
        }
    }

    fn ring(&self) -> [Slash; 8] {
        self.slashes.map(|slash| Slash {
            at: slash.at.get(),
            bps: slash.bps.get(),
        })
    }

    fn begin(&mut self, kind: BondKind, subject: Address) {
        self.kind = kind.into();
        self.subject = subject;
    }

    fn check_not_frozen(&self) -> Outcome {
        if self.frozen != 0 {
            return Err(StakingError::BondFrozen);
        }
        Ok(())
    }

    fn join(&mut self, totals: &mut Totals, amount: u64) -> Outcome<u8> {
        self.check_not_frozen()?;
        let free = (0..BOND_SLOTS)
            .find(|slot| self.slots_mask & bit(*slot) == 0)
            .ok_or(StakingError::BondFull)?;
        self.slots_mask |= bit(free);
        self.pledged = add(self.pledged.get(), amount)?.into();
        totals.pledge(amount)?;
        Ok(free)
    }

    fn grow(&mut self, totals: &mut Totals, position: &Position, amount: u64) -> Outcome {
        if position.pledge == PledgeStatus::Pledged {
            self.pledged = add(self.pledged.get(), amount)?.into();
            return totals.pledge(amount);
        }
        self.releasing = add(self.releasing.get(), amount)?.into();
        Ok(())
    }

    fn unstake(&mut self, totals: &mut Totals, position: &Position, amount: u64) -> Outcome {
        if position.pledge == PledgeStatus::Pledged {
            return self.release(totals, amount);
        }
        Ok(())
    }

    fn withdraw(&mut self, amount: u64) -> Outcome {
        self.releasing = sub(self.releasing.get(), amount)?.into();
        Ok(())
    }

    fn release(&mut self, totals: &mut Totals, amount: u64) -> Outcome {
        self.pledged = sub(self.pledged.get(), amount)?.into();
        self.releasing = add(self.releasing.get(), amount)?.into();
        totals.unpledge(amount)
    }

    fn leave(&mut self, bond_index: u8, slashable: u64) -> Outcome {
        self.check_not_frozen()?;
        self.slots_mask &= !bit(bond_index);
        self.withdraw(slashable)
    }

    fn slash(
        &mut self,
        totals: &mut Totals,
        position: &Position,
        (active, unbonding): (u64, u64),
    ) -> Outcome {
        let total = add(active, unbonding)?;
        if position.pledge == PledgeStatus::Pledged {
            self.pledged = sub(self.pledged.get(), active)?.into();
            self.releasing = sub(self.releasing.get(), unbonding)?.into();
            totals.unpledge(active)?;
        } else {
            self.releasing = sub(self.releasing.get(), total)?.into();
        }
        self.slashed_total = add(self.slashed_total.get(), total)?.into();
        Ok(())
    }

    fn freeze(&mut self, delta: i8) -> Outcome {
        let frozen = match delta {
            1 => self.frozen.get().checked_add(1),
            -1 => self.frozen.get().checked_sub(1),
            _ => return Err(StakingError::ParameterOutOfBounds),
        };
        self.frozen = frozen.ok_or(CommonError::Overflow)?.into();
        Ok(())
    }

    fn reserve_slash(&mut self, bps: u16, cap_bps: u16, now: i64) -> Outcome<u16> {
        if bps > BPS {
            return Err(StakingError::InvalidSlash);
        }
        let ring = self.ring();
        let applied = applied_bps(bps, cap_bps, &ring, now);
        if applied != 0 {
            self.slashes = with_slash(ring, applied, now).map(|slash| SlashRecord {
                at: slash.at.into(),
                bps: slash.bps.into(),
            });
        }
        Ok(applied)
    }

    fn check_closable(&self) -> Outcome {
        if self.slots_mask != 0 || self.reserved_for_assets != 0 {
            return Err(StakingError::BondNotEmpty);
        }
        self.check_not_frozen()
    }
}

fn bit(slot: u8) -> u8 {
    1u8.checked_shl(slot as u32).unwrap_or(0)
}
