//! 16 close_position.

use {
    crate::{
        constants::REWARDS_PROGRAM,
        error::StakingError,
        events::{PositionChange, PositionClosed, TotalsChange},
        state::{Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Config, Position, Totals},
};

/// An empty position whose reward account is closed.
#[event_cpi]
#[derive(Accounts)]
pub struct ClosePosition {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(
        mut,
        close = rent_payer,
        seeds = [b"position", position.owner, position.index.get().to_le_bytes()],
        bump = position.bump
    )]
    pub position: Account<Position>,
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    /// CHECK: pinned by address; must hold nothing.
    #[account(
        seeds = [b"reward", position],
        seeds::program = REWARDS_PROGRAM,
        bump,
        constraint = reward_account.account().data_len() == 0 @ StakingError::RewardAccountOpen
    )]
    pub reward_account: UncheckedAccount,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = position.rent_payer @ StakingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes a position that holds nothing, backs nothing and earns nothing.
///
/// # Errors
/// `NotPositionOwner`, `RewardAccountOpen`, `WrongRentPayer`, `ExitsPaused`, `PositionNotEmpty`, `AlreadyPledged`.
pub fn close_position(ctx: &mut Context<ClosePosition>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(StakingError::from)?;
    let position_before = accounts.position.state();
    let totals_before = accounts.totals.state();
    accounts.position.check_closable()?;
    accounts.totals.close_position()?;
    let event = PositionClosed {
        owner: *accounts.owner.address(),
        position: PositionChange::of(&mut accounts.position, position_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
