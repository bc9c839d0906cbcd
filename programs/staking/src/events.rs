//! What happened, complete enough to rebuild every account from events alone.

use {
    crate::state::{
        BondRules, BondState, PositionRules, PositionState, TotalsRules, TotalsState,
        ValidatorRules, ValidatorState,
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Position, SlashRecord, StakingParams, Totals, Validator},
};

/// Declares how one account changed: its key, its counter after the event, its state before and after.
macro_rules! change {
    ($(#[$doc:meta])* $name:ident, $account:ident, $state:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
        )]
        pub struct $name {
            /// The account; zero when none took part.
            pub key: Address,
            /// Events that changed it, this one included.
            pub changes: u32,
            /// Before; zero for an account this event created.
            pub before: $state,
            /// After.
            pub after: $state,
        }

        impl $name {
            /// Counts the event on an account that was `before`.
            pub fn of(account: &mut Account<$account>, before: $state) -> Self {
                Self {
                    key: *account.address(),
                    changes: account.count_change(),
                    before,
                    after: account.state(),
                }
            }

            /// The event created the account.
            pub fn opened(account: &Account<$account>) -> Self {
                Self {
                    key: *account.address(),
                    changes: account.changes.get(),
                    before: $state::default(),
                    after: account.state(),
                }
            }
        }
    };
}

change! {
    /// Change of a position.
    PositionChange, Position, PositionState
}
change! {
    /// Change of a bond.
    BondChange, Bond, BondState
}
change! {
    /// Change of a validator.
    ValidatorChange, Validator, ValidatorState
}
change! {
    /// Change of the sums.
    TotalsChange, Totals, TotalsState
}

impl BondChange {
    /// Change of the bond a position backs; zero for a free position.
    pub fn of_backed(bond: Option<&mut Account<Bond>>, before: BondState) -> Self {
        bond.map_or_else(Self::default, |bond| Self::of(bond, before))
    }
}

/// One slash a bond remembers.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct RememberedSlash {
    /// Unix seconds; 0 = unused.
    pub at: i64,
    /// Basis points.
    pub bps: u16,
}

impl From<SlashRecord> for RememberedSlash {
    fn from(record: SlashRecord) -> Self {
        Self {
            at: record.at.get(),
            bps: record.bps.get(),
        }
    }
}

/// The program was initialised.
#[event]
pub struct Initialized {
    pub config: Address,
    pub config_changes: u32,
    pub totals: TotalsChange,
    pub vault: Address,
    pub authority: Address,
    pub guardian: Address,
    pub mint: Address,
    pub params: StakingParams,
    pub slot: u64,
    pub at: i64,
}

/// A position was opened with its first stake.
#[event]
pub struct PositionStaked {
    pub owner: Address,
    pub index: u16,
    pub position: PositionChange,
    pub totals: TotalsChange,
    pub amount: u64,
    pub source: Address,
    pub vault: Address,
    pub slot: u64,
    pub at: i64,
}

/// Stake was added and the whole position locked again.
#[event]
pub struct StakeAdded {
    pub owner: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub amount: u64,
    pub source: Address,
    pub vault: Address,
    pub slot: u64,
    pub at: i64,
}

/// A lock was made longer.
#[event]
pub struct LockExtended {
    pub owner: Address,
    pub position: PositionChange,
    pub totals: TotalsChange,
    pub slot: u64,
    pub at: i64,
}

/// Stake began to unbond.
#[event]
pub struct PositionUnstaked {
    pub owner: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub amount: u64,
    pub slot: u64,
    pub at: i64,
}

/// Unbonded stake was paid out.
#[event]
pub struct StakeWithdrawn {
    pub owner: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub amount: u64,
    pub vault: Address,
    pub recipient: Address,
    pub slot: u64,
    pub at: i64,
}

/// A finished lock lost its multiplier.
#[event]
pub struct PositionRefreshed {
    pub owner: Address,
    pub position: PositionChange,
    pub totals: TotalsChange,
    pub slot: u64,
    pub at: i64,
}

/// An empty position was closed.
#[event]
pub struct PositionClosed {
    pub owner: Address,
    pub position: PositionChange,
    pub totals: TotalsChange,
    pub slot: u64,
    pub at: i64,
}

/// A position backs a node or validator from now on.
#[event]
pub struct PositionPledged {
    pub owner: Address,
    pub subject_authority: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub slot: u64,
    pub at: i64,
}

/// A pledge left the tier and stays slashable for a time.
#[event]
pub struct PledgeReleased {
    pub owner: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub slot: u64,
    pub at: i64,
}

/// A released pledge is free again.
#[event]
pub struct PledgeCleared {
    pub owner: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub slot: u64,
    pub at: i64,
}

/// A validator was registered and its position pledged to its own bond.
#[event]
pub struct ValidatorRegistered {
    pub owner: Address,
    pub validator: ValidatorChange,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub slot: u64,
    pub at: i64,
}

/// A validator votes no more and its pledge is released.
#[event]
pub struct ValidatorRetired {
    pub owner: Address,
    pub validator: ValidatorChange,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub slot: u64,
    pub at: i64,
}

/// A retired validator was closed.
#[event]
pub struct ValidatorClosed {
    pub owner: Address,
    pub validator: ValidatorChange,
    pub slot: u64,
    pub at: i64,
}

/// An empty bond was closed.
#[event]
pub struct BondClosed {
    pub subject: Address,
    pub bond: BondChange,
    pub slot: u64,
    pub at: i64,
}

/// A position was slashed into the slash vault.
#[event]
pub struct PositionSlashed {
    pub owner: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub bps: u16,
    pub amount: u64,
    pub vault: Address,
    pub slash_vault: Address,
    pub slot: u64,
    pub at: i64,
}

/// One report more or less freezes a bond.
#[event]
pub struct BondFrozen {
    pub subject: Address,
    pub bond: BondChange,
    pub slot: u64,
    pub at: i64,
}

/// A slash was counted towards the cap of the bond.
#[event]
pub struct SlashReserved {
    pub subject: Address,
    pub bond: BondChange,
    pub bps: u16,
    pub applied_bps: u16,
    pub slashes_before: [RememberedSlash; 8],
    pub slashes_after: [RememberedSlash; 8],
    pub slot: u64,
    pub at: i64,
}

/// Compounded rewards became stake and the whole position is locked again.
#[event]
pub struct CompoundCredited {
    pub owner: Address,
    pub position: PositionChange,
    pub bond: BondChange,
    pub totals: TotalsChange,
    pub amount: u64,
    pub slot: u64,
    pub at: i64,
}
