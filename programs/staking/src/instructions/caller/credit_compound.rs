//! 33 credit_compound.

use {
    crate::{
        constants::{REWARDS_CALLER, VAULT},
        error::StakingError,
        events::{BondChange, CompoundCredited, PositionChange, TotalsChange},
        instructions::{
            backing::{backed, is_bond_of, state_of},
            grow_position,
        },
        state::{Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        math::add,
        staking::{Bond, Config, Position, StakingParams, Totals},
        token::TokenAccount,
    },
};

/// A position whose rewards lie in the stake vault already.
#[event_cpi]
#[derive(Accounts)]
pub struct CreditCompound {
    #[account(address = REWARDS_CALLER @ StakingError::NotCaller)]
    pub caller: Signer,
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
    #[account(address = VAULT @ StakingError::WrongVault)]
    pub vault: Account<TokenAccount>,
}

/// Makes `amount` base units in the vault part of the position and locks all of it again. Rewards is calling,
/// so it is not told the new weight but reads it afterwards.
///
/// # Errors
/// `NotCaller`, `WrongSubject`, `WrongVault`, `VaultShort`, `ZeroAmount`, `StakeTooSmall`, `LockTooShort`,
/// `LockTooLong`.
pub fn credit_compound(ctx: &mut Context<CreditCompound>, amount: u64) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let owed = add(accounts.totals.owed()?, amount).map_err(StakingError::from)?;
    if accounts.vault.amount.get() < owed {
        return Err(StakingError::VaultShort.into());
    }
    let params: StakingParams = accounts.config.params.into();
    let mut bond = backed(&accounts.position, &mut accounts.bond);
    let position_before = accounts.position.state();
    let bond_before = state_of(&bond);
    let totals_before = accounts.totals.state();
    grow_position(
        &mut accounts.position,
        bond.as_deref_mut().map(|bond| &mut **bond),
        &mut accounts.totals,
        &params,
        amount,
        now,
    )?;
    let event = CompoundCredited {
        owner: accounts.position.owner,
        bond: BondChange::of_backed(bond, bond_before),
        position: PositionChange::of(&mut accounts.position, position_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        amount,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
