//! 13 unstake.

use {
    crate::{
        error::StakingError,
        events::{BondChange, PositionChange, PositionUnstaked, TotalsChange},
        instructions::{
            backing::{backed, is_bond_of, stake_to_keep, state_of},
            rewards_link::*,
        },
        state::{BondRules, Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Config, Position, StakingParams, Totals, Validator},
};

/// A position with everything it backs.
#[event_cpi]
#[derive(Accounts)]
pub struct Unstake {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(
        mut,
        seeds = [b"position", position.owner, position.index.get().to_le_bytes()],
        bump = position.bump,
        constraint = is_bond_of(bond.as_ref(), &position) @ StakingError::WrongSubject
    )]
    pub position: Account<Position>,
    /// The bond of a position that is not free.
    #[account(mut)]
    pub bond: Option<Account<Bond>>,
    /// The validator of a position pledged to a validator's bond.
    pub validator: Option<Account<Validator>>,
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    pub rewards: Nested<RewardsLink>,
}

/// Moves `amount` base units to unbonding; their weight ends at once.
///
/// # Errors
/// `WrongSubject`, `NotPositionOwner`, `RewardAccountMissing`, `ExitsPaused`, `StillLocked`, `ZeroAmount`,
/// `UnstakeTooLarge`, `ValidatorStakeTooSmall`, `RemainderTooSmall`.
pub fn unstake(ctx: &mut Context<Unstake>, amount: u64) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.rewards.check(accounts.position.address())?;
    let params: StakingParams = accounts.config.params.into();
    let keep = stake_to_keep(
        &accounts.position,
        accounts.bond.as_ref(),
        accounts.validator.as_ref(),
        params.validator_min,
    )?;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(StakingError::from)?;

    let mut bond = backed(&accounts.position, &mut accounts.bond);
    let position_before = accounts.position.state();
    let bond_before = state_of(&bond);
    let totals_before = accounts.totals.state();
    accounts.position.unstake(amount, keep, &params, now)?;
    let weight = accounts.position.weight.get();
    accounts.totals.unstake(amount)?;
    accounts.totals.reweigh(position_before.weight, weight)?;
    if let Some(bond) = &mut bond {
        bond.unstake(&mut accounts.totals, &accounts.position, amount)?;
    }
    let bond = BondChange::of_backed(bond, bond_before);
    accounts.rewards.sync(position_before.weight, weight);
    let event = PositionUnstaked {
        owner: *accounts.owner.address(),
        position: PositionChange::of(&mut accounts.position, position_before),
        bond,
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        amount,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
