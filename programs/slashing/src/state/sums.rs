//! What the bond vault owes, and what was burned.

use {
    crate::error::SlashingError,
    anchor_lang::prelude::*,
    hypernode_common::math::{add, sub},
};

hypernode_common::program_account! {
    /// Sums of slashing: `["state"]`. The bond vault holds at least `bonds_held + pots_held`.
    pub struct State, size = 82 {
        /// Bonds of reports and appeals that are not settled, base units.
        pub bonds_held: PodU64,
        /// What voters are owed or will be, base units.
        pub pots_held: PodU64,
        /// Ever burned here, base units.
        pub burned: PodU64,
    }
}

/// Everything of the sums that can change; what events say before and after.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct Sums {
    /// Bonds that are not settled, base units.
    pub bonds_held: u64,
    /// What voters are owed or will be, base units.
    pub pots_held: u64,
    /// Ever burned here, base units.
    pub burned: u64,
}

type Outcome = core::result::Result<(), SlashingError>;

impl State {
    /// The changeable fields.
    pub fn state(&self) -> Sums {
        Sums {
            bonds_held: self.bonds_held.get(),
            pots_held: self.pots_held.get(),
            burned: self.burned.get(),
        }
    }

    /// A bond came in.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn take_bond(&mut self, amount: u64) -> Outcome {
        self.bonds_held = add(self.bonds_held.get(), amount)?.into();
        Ok(())
    }

    /// Bonds were settled.
    ///
    /// # Errors
    /// `Overflow` when so much is not held.
    pub fn settle_bonds(&mut self, amount: u64) -> Outcome {
        self.bonds_held = sub(self.bonds_held.get(), amount)?.into();
        Ok(())
    }

    /// The pot of a report went from `before` to `after`.
    ///
    /// # Errors
    /// `Overflow` when so much is not held.
    pub fn change_pot(&mut self, before: u64, after: u64) -> Outcome {
        self.pots_held = add(sub(self.pots_held.get(), before)?, after)?.into();
        Ok(())
    }

    /// Tokens were burned.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn burn(&mut self, amount: u64) -> Outcome {
        self.burned = add(self.burned.get(), amount)?.into();
        Ok(())
    }
}
