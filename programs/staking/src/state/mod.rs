//! Transitions of the accounts. Their layouts stand in `hypernode_common::staking`, where siblings read them.

mod bond;
mod moment;
mod position;
mod totals;
mod validator;

pub use {
    bond::{BondRules, BondState},
    moment::Moment,
    position::{PositionRules, PositionState},
    totals::{TotalsRules, TotalsState},
    validator::{ValidatorRules, ValidatorState},
};
