//! 11 add_stake.

use {
    crate::{
        constants::{TOKEN_PROGRAM, VAULT},
        error::StakingError,
        events::{BondChange, PositionChange, StakeAdded, TotalsChange},
        instructions::{
            backing::{backed, is_bond_of, state_of},
            rewards_link::*,
        },
        state::{BondRules, Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        staking::{Bond, Config, Position, StakingParams, Totals},
        token::{transfer, TokenAccount},
    },
};

/// A position and the tokens it grows by.
#[event_cpi]
#[derive(Accounts)]
pub struct AddStake {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(mut, address = VAULT @ StakingError::WrongVault)]
    pub vault: Account<TokenAccount>,
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
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    /// Token account of the owner that the stake comes from.
    #[account(mut)]
    pub source: Account<TokenAccount>,
    pub rewards: Nested<RewardsLink>,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
}

impl AddStake {
    fn validate(&self) -> Result<()> {
        self.source
            .check(&self.config.head.mint, self.owner.address())
            .map_err(StakingError::from)?;
        self.rewards.check(self.position.address())?;
        self.config
            .head
            .check_entries()
            .map_err(StakingError::from)?;
        Ok(())
    }

    fn pay_in(&mut self, amount: u64) {
        transfer(
            self.source.cpi_handle_mut(),
            self.vault.cpi_handle_mut(),
            self.owner.cpi_handle(),
            amount,
            &[],
        );
    }
}

/// Adds stake that the vault holds or is about to hold, and locks the whole position again.
///
/// # Errors
/// `ZeroAmount`, `StakeTooSmall`, `LockTooShort`, `LockTooLong`.
pub(crate) fn grow_position(
    position: &mut Position,
    bond: Option<&mut Bond>,
    totals: &mut Totals,
    params: &StakingParams,
    amount: u64,
    now: Moment,
) -> Result<()> {
    if amount == 0 {
        return Err(StakingError::ZeroAmount.into());
    }
    let old_weight = position.weight.get();
    let lock_days = position.lock_days.get();
    position.lock(amount, lock_days, params, now)?;
    totals.stake(amount)?;
    totals.reweigh(old_weight, position.weight.get())?;
    if let Some(bond) = bond {
        bond.grow(totals, position, amount)?;
    }
    Ok(())
}

/// Adds `amount` base units to the position and locks all of it again for its `lock_days`.
///
/// # Errors
/// `WrongVault`, `WrongSubject`, `NotPositionOwner`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`,
/// `RewardAccountMissing`, `EntriesPaused`, `ZeroAmount`, `StakeTooSmall`, `LockTooShort`, `LockTooLong`.
pub fn add_stake(ctx: &mut Context<AddStake>, amount: u64) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate()?;
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
    let bond = BondChange::of_backed(bond, bond_before);
    accounts.pay_in(amount);
    accounts
        .rewards
        .sync(position_before.weight, accounts.position.weight.get());
    let event = StakeAdded {
        owner: *accounts.owner.address(),
        position: PositionChange::of(&mut accounts.position, position_before),
        bond,
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        amount,
        source: *accounts.source.address(),
        vault: VAULT,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
