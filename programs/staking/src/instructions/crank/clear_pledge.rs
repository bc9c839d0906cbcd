//! 19 clear_pledge.

use {
    crate::{
        error::StakingError,
        events::{BondChange, PledgeCleared, PositionChange},
        instructions::backing::check_idle,
        state::{BondRules, Moment, PositionRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Config, PledgeStatus, Position},
};

/// A releasing position, its bond and what it backs.
#[event_cpi]
#[derive(Accounts)]
pub struct ClearPledge {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(
        mut,
        seeds = [b"position", position.owner, position.index.get().to_le_bytes()],
        bump = position.bump,
        constraint = position.pledge != PledgeStatus::Free @ StakingError::NotPledged
    )]
    pub position: Account<Position>,
    #[account(
        mut,
        seeds = [b"bond", bond.subject],
        bump = bond.bump,
        constraint = bond.subject == position.subject @ StakingError::WrongSubject
    )]
    pub bond: Account<Bond>,
    /// CHECK: the Node or Validator; `check_idle` compares and reads it.
    pub subject: UncheckedAccount,
}

/// Frees the position after its release and any unbonding.
///
/// # Errors
/// `NotPledged`, `WrongSubject`, `ExitsPaused`, `AlreadyPledged` before the release, `StillReleasing`,
/// `StillUnbonding`, `NodeStillBusy`, `BondFrozen`.
pub fn clear_pledge(ctx: &mut Context<ClearPledge>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(StakingError::from)?;
    check_idle(
        accounts.subject.account(),
        &accounts.position.subject,
        accounts.config.params.unbonding_seconds.get(),
        now.at,
    )?;
    let position_before = accounts.position.state();
    let bond_before = accounts.bond.state();
    let slashable = accounts.position.slashable()?;
    accounts.position.clear(now.at)?;
    accounts.bond.leave(position_before.bond_index, slashable)?;
    let event = PledgeCleared {
        owner: accounts.position.owner,
        position: PositionChange::of(&mut accounts.position, position_before),
        bond: BondChange::of(&mut accounts.bond, bond_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
