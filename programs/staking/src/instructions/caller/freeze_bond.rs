//! 31 freeze_bond.

use {
    crate::{
        constants::SLASHING_CALLER,
        error::StakingError,
        events::{BondChange, BondFrozen},
        state::{BondRules, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{event::emit, programs::STAKING, staking::Bond},
};

/// A bond that a report concerns.
#[event_cpi]
#[derive(Accounts)]
pub struct FreezeBond {
    #[account(address = SLASHING_CALLER @ StakingError::NotCaller)]
    pub caller: Signer,
    // A bond exists at its own address alone: not derived again on the way of every report.
    #[account(mut)]
    pub bond: Account<Bond>,
}

/// Counts one report more (`delta` 1) or less (-1); while any is open, nothing joins or leaves the bond.
///
/// # Errors
/// `NotCaller`, `ParameterOutOfBounds` for any other delta, `Overflow` below zero.
pub fn freeze_bond(ctx: &mut Context<FreezeBond>, delta: i8) -> Result<()> {
    let now = Moment::now()?;
    let bond = &mut ctx.accounts.bond;
    let before = bond.state();
    bond.freeze(delta)?;
    let event = BondFrozen {
        subject: bond.subject,
        bond: BondChange::of(bond, before),
        slot: now.slot,
        at: now.at,
    };
    emit(&STAKING, ctx.accounts.event_authority.cpi_handle(), &event);
    Ok(())
}
