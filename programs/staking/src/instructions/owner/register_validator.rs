//! 20 register_validator.

use {
    crate::{
        error::StakingError,
        events::{PositionChange, TotalsChange, ValidatorChange, ValidatorRegistered},
        instructions::{bond_change, join_bond, open_bond},
        state::{Moment, PositionRules, TotalsRules, ValidatorRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, BondKind, Config, Position, Totals, Validator},
};

/// A validator to create, and the position that is to back it.
#[event_cpi]
#[derive(Accounts)]
pub struct RegisterValidator {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(
        mut,
        seeds = [b"position", position.owner, position.index.get().to_le_bytes()],
        bump = position.bump
    )]
    pub position: Account<Position>,
    #[account(init, payer = payer, seeds = [b"validator", owner.address().as_ref()], bump)]
    pub validator: Account<Validator>,
    #[account(init_if_needed, payer = payer, seeds = [b"bond", validator], bump)]
    pub bond: Account<Bond>,
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Creates the owner's validator and pledges the position to its own bond; it votes after the warm-up.
///
/// # Errors
/// `NotPositionOwner`, `EntriesPaused`, `ValidatorStakeTooSmall`, `AlreadyPledged`, `StillUnbonding`,
/// `LockTooShortForBond`, `BondFrozen`, `BondFull`.
pub fn register_validator(ctx: &mut Context<RegisterValidator>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_entries()
        .map_err(StakingError::from)?;
    if accounts.position.amount < accounts.config.params.validator_min {
        return Err(StakingError::ValidatorStakeTooSmall.into());
    }
    let payer = *accounts.payer.address();
    let position_before = accounts.position.state();
    let totals_before = accounts.totals.state();
    let validator = &mut accounts.validator;
    validator.open(ctx.bumps.validator, payer);
    validator.begin(
        *accounts.owner.address(),
        *accounts.position.address(),
        accounts.config.params.validator_warmup_seconds.get(),
        now.at,
    )?;
    accounts.totals.add_validator()?;
    let bond_before = open_bond(
        &mut accounts.bond,
        ctx.bumps.bond,
        BondKind::Validator,
        *accounts.validator.address(),
        payer,
    );
    join_bond(
        &mut accounts.position,
        &mut accounts.bond,
        &mut accounts.totals,
        accounts.config.params.bond_lock_days.get(),
        now.at,
    )?;
    let event = ValidatorRegistered {
        owner: *accounts.owner.address(),
        validator: ValidatorChange::opened(&accounts.validator),
        position: PositionChange::of(&mut accounts.position, position_before),
        bond: bond_change(&mut accounts.bond, bond_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
