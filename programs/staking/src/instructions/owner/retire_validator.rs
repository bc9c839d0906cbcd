//! 21 retire_validator.

use {
    crate::{
        error::StakingError,
        events::{BondChange, PositionChange, TotalsChange, ValidatorChange, ValidatorRetired},
        instructions::leave_tier,
        state::{BondRules, Moment, PositionRules, TotalsRules, ValidatorRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Config, Position, Totals, Validator},
};

/// An active validator with its position and bond.
#[event_cpi]
#[derive(Accounts)]
pub struct RetireValidator {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(
        mut,
        seeds = [b"validator", validator.owner],
        bump = validator.bump
    )]
    pub validator: Account<Validator>,
    #[account(mut, address = validator.position @ StakingError::WrongSubject)]
    pub position: Account<Position>,
    #[account(
        mut,
        seeds = [b"bond", bond.subject],
        bump = bond.bump,
        constraint = bond.subject == *validator.address() @ StakingError::WrongSubject
    )]
    pub bond: Account<Bond>,
    #[account(address = validator.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
}

/// Ends the votes of the validator and releases the pledge of its position.
///
/// # Errors
/// `WrongSubject`, `NotPositionOwner`, `ExitsPaused`, `ValidatorNotActive`.
pub fn retire_validator(ctx: &mut Context<RetireValidator>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(StakingError::from)?;
    let validator_before = accounts.validator.state();
    let position_before = accounts.position.state();
    let bond_before = accounts.bond.state();
    let totals_before = accounts.totals.state();
    accounts.validator.retire(now.at)?;
    accounts.totals.remove_validator()?;
    leave_tier(
        &mut accounts.position,
        &mut accounts.bond,
        &mut accounts.totals,
        accounts.config.params.unbonding_seconds.get(),
        now.at,
    )?;
    let event = ValidatorRetired {
        owner: *accounts.owner.address(),
        validator: ValidatorChange::of(&mut accounts.validator, validator_before),
        position: PositionChange::of(&mut accounts.position, position_before),
        bond: BondChange::of(&mut accounts.bond, bond_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
