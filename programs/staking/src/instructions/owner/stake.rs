//! 10 stake.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        constants::{TOKEN_PROGRAM, VAULT},
        error::StakingError,
        events::{PositionChange, PositionStaked, TotalsChange},
        instructions::rewards_link::*,
        state::{Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        staking::{Config, Position, StakingParams, Totals},
        token::{transfer, TokenAccount},
    },
};

/// A position to create and the tokens it begins with.
#[event_cpi]
#[derive(Accounts)]
#[instruction(index: u16)]
pub struct Stake {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(mut, address = VAULT @ StakingError::WrongVault)]
    pub vault: Account<TokenAccount>,
    #[account(
        init,
        payer = payer,
        seeds = [b"position", owner.address().as_ref(), index.to_le_bytes()],
        bump
    )]
    pub position: Account<Position>,
    pub owner: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Token account of the owner that the stake comes from.
    #[account(mut)]
    pub source: Account<TokenAccount>,
    pub rewards: Nested<RewardsLink>,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
    pub system_program: Program<System>,
}

impl Stake {
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

    fn open(&mut self, index: u16, bump: u8) {
        self.position.open(bump, *self.payer.address());
        self.position.begin(*self.owner.address(), index);
    }

    fn fill(&mut self, amount: u64, lock_days: u16, now: Moment) -> Result<()> {
        let params: StakingParams = self.config.params.into();
        self.position.lock(amount, lock_days, &params, now)?;
        self.totals.open_position()?;
        self.totals.stake(amount)?;
        self.totals.reweigh(0, self.position.weight.get())?;
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

/// Opens position `index` of the owner with `amount` base units locked for `lock_days`.
///
/// # Errors
/// `WrongVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `RewardAccountMissing`,
/// `EntriesPaused`, `StakeTooSmall`, `LockTooShort`, `LockTooLong`.
pub fn stake(ctx: &mut Context<Stake>, index: u16, amount: u64, lock_days: u16) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate()?;
    let totals_before = accounts.totals.state();
    accounts.open(index, ctx.bumps.position);
    accounts.fill(amount, lock_days, now)?;
    accounts.pay_in(amount);
    let weight = accounts.position.weight.get();
    accounts.rewards.sync(0, weight);
    let event = PositionStaked {
        owner: *accounts.owner.address(),
        index,
        position: PositionChange::opened(&accounts.position),
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
