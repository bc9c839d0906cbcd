//! 32 reserve_slash.

use {
    crate::{
        constants::SLASHING_CALLER,
        error::StakingError,
        events::{BondChange, RememberedSlash, SlashReserved},
        state::{BondRules, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Config},
};

/// A bond about to be slashed.
#[event_cpi]
#[derive(Accounts)]
pub struct ReserveSlash {
    #[account(address = SLASHING_CALLER @ StakingError::NotCaller)]
    pub caller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"bond", bond.subject], bump = bond.bump)]
    pub bond: Account<Bond>,
}

/// Counts a slash towards the cap of a rolling 30 days and returns the basis points the cap lets through.
///
/// # Errors
/// `NotCaller`, `InvalidSlash` above 10,000.
pub fn reserve_slash(ctx: &mut Context<ReserveSlash>, bps: u16) -> Result<u16> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let cap_bps = accounts.config.params.slash_cap_bps.get();
    let bond = &mut accounts.bond;
    let before = bond.state();
    let slashes_before = bond.slashes.map(RememberedSlash::from);
    let applied_bps = bond.reserve_slash(bps, cap_bps, now.at)?;
    let event = SlashReserved {
        subject: bond.subject,
        bond: BondChange::of(bond, before),
        bps,
        applied_bps,
        slashes_before,
        slashes_after: bond.slashes.map(RememberedSlash::from),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(applied_bps)
}
