//! 23 close_bond.

use {
    crate::{
        error::StakingError,
        events::{BondChange, BondClosed},
        state::{BondRules, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Config},
};

/// A bond that nothing backs any more.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseBond {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer, seeds = [b"bond", bond.subject], bump = bond.bump)]
    pub bond: Account<Bond>,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, address = bond.rent_payer @ StakingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes an empty bond that no report freezes.
///
/// # Errors
/// `WrongRentPayer`, `ExitsPaused`, `BondNotEmpty`, `BondFrozen`.
pub fn close_bond(ctx: &mut Context<CloseBond>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(StakingError::from)?;
    accounts.bond.check_closable()?;
    let bond_before = accounts.bond.state();
    let event = BondClosed {
        subject: accounts.bond.subject,
        bond: BondChange::of(&mut accounts.bond, bond_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
