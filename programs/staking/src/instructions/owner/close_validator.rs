//! 22 close_validator.

use {
    crate::{
        error::StakingError,
        events::{ValidatorChange, ValidatorClosed},
        state::{Moment, ValidatorRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, Config, Validator, ValidatorStatus},
};

/// A retired validator whose bond is empty or closed.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseValidator {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(
        mut,
        close = rent_payer,
        seeds = [b"validator", validator.owner],
        bump = validator.bump
    )]
    pub validator: Account<Validator>,
    /// CHECK: pinned by address; read only while it exists.
    #[account(seeds = [b"bond", validator], bump)]
    pub bond: UncheckedAccount,
    #[account(address = validator.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = validator.rent_payer @ StakingError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes a retired validator once nothing backs it.
///
/// # Errors
/// `NotPositionOwner`, `WrongRentPayer`, `ExitsPaused`, `StillOpen` before it retires, `BondNotEmpty`.
pub fn close_validator(ctx: &mut Context<CloseValidator>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_exits(now.at)
        .map_err(StakingError::from)?;
    if accounts.validator.status != ValidatorStatus::Retiring {
        return Err(StakingError::StillOpen.into());
    }
    let bond = accounts.bond.account();
    if bond.data_len() != 0 && Account::<Bond>::load(*bond)?.slots_mask != 0 {
        return Err(StakingError::BondNotEmpty.into());
    }
    let validator_before = accounts.validator.state();
    let event = ValidatorClosed {
        owner: *accounts.owner.address(),
        validator: ValidatorChange::of(&mut accounts.validator, validator_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
