//! 18 release_pledge.

use {
    crate::{
        error::StakingError,
        events::{BondChange, PledgeReleased, PositionChange, TotalsChange},
        instructions::backing::stake_to_keep,
        state::{BondRules, Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Config, PledgeStatus, Position, Totals, Validator},
};

/// A pledged position and its bond.
#[event_cpi]
#[derive(Accounts)]
pub struct ReleasePledge {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
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
    /// The validator of a position pledged to a validator's bond.
    pub validator: Option<Account<Validator>>,
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
}

/// Takes the stake of a position out of its tier; it stays slashable for the unbonding time.
///
/// # Errors
/// `NotPledged`.
pub(crate) fn leave_tier(
    position: &mut Position,
    bond: &mut Bond,
    totals: &mut Totals,
    unbonding_seconds: u32,
    now: i64,
) -> Result<()> {
    position.release(unbonding_seconds, now)?;
    bond.release(totals, position.amount.get())?;
    Ok(())
}

/// Takes the position out of its tier at once; it may be cleared after the unbonding time.
///
/// # Errors
/// `NotPledged`, `WrongSubject`, `NotPositionOwner`, `ExitsPaused`, `ValidatorStakeTooSmall` while an active
/// validator stands on the position.
pub fn release_pledge(ctx: &mut Context<ReleasePledge>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let keep = stake_to_keep(
        &accounts.position,
        Some(&accounts.bond),
        accounts.validator.as_ref(),
        accounts.config.params.validator_min.get(),
    )?;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(StakingError::from)?;
    if keep != 0 {
        return Err(StakingError::ValidatorStakeTooSmall.into());
    }
    let position_before = accounts.position.state();
    let bond_before = accounts.bond.state();
    let totals_before = accounts.totals.state();
    leave_tier(
        &mut accounts.position,
        &mut accounts.bond,
        &mut accounts.totals,
        accounts.config.params.unbonding_seconds.get(),
        now.at,
    )?;
    let event = PledgeReleased {
        owner: *accounts.owner.address(),
        position: PositionChange::of(&mut accounts.position, position_before),
        bond: BondChange::of(&mut accounts.bond, bond_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
