//! 14 withdraw_stake.

use {
    crate::{
        constants::{TOKEN_PROGRAM, VAULT, VAULT_BUMP},
        error::StakingError,
        events::{BondChange, PositionChange, StakeWithdrawn, TotalsChange},
        instructions::backing::{backed, check_idle, is_bond_of, state_of},
        seeds::SEED_VAULT,
        state::{BondRules, Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        staking::{Bond, Config, PledgeStatus, Position, Totals},
        token::{transfer, TokenAccount},
    },
};

/// A position, what it backs, and where its unbonded stake goes.
#[event_cpi]
#[derive(Accounts)]
pub struct WithdrawStake {
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
    /// CHECK: the Node or Validator of a position that is not free; `check_idle` compares and reads it.
    pub subject: Option<UncheckedAccount>,
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    /// Any token account of the owner.
    #[account(mut)]
    pub recipient: Account<TokenAccount>,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
}

impl WithdrawStake {
    fn validate(&self, now: Moment) -> Result<()> {
        self.recipient
            .check(&self.config.head.mint, self.owner.address())
            .map_err(StakingError::from)?;
        self.config
            .head
            .check_exits(now.at)
            .map_err(StakingError::from)?;
        if self.position.pledge != PledgeStatus::Free {
            let subject = self.subject.as_ref().ok_or(StakingError::WrongSubject)?;
            check_idle(
                subject.account(),
                &self.position.subject,
                self.config.params.unbonding_seconds.get(),
                now.at,
            )?;
        }
        Ok(())
    }

    fn pay_out(&mut self, amount: u64) {
        // The vault is its own token owner, so it signs the transfer out of itself.
        let authority = *self.vault.account();
        transfer(
            self.vault.cpi_handle_mut(),
            self.recipient.cpi_handle_mut(),
            CpiHandle::readonly(&authority),
            amount,
            &[&[SEED_VAULT, &[VAULT_BUMP]]],
        );
    }
}

/// Pays the unbonded stake to the owner.
///
/// # Errors
/// `WrongVault`, `WrongSubject`, `NotPositionOwner`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`,
/// `ExitsPaused`, `NodeStillBusy`, `BondFrozen`, `NothingToWithdraw`, `StillUnbonding`.
pub fn withdraw_stake(ctx: &mut Context<WithdrawStake>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate(now)?;
    let mut bond = backed(&accounts.position, &mut accounts.bond);
    let position_before = accounts.position.state();
    let bond_before = state_of(&bond);
    let totals_before = accounts.totals.state();
    if let Some(bond) = &bond {
        bond.check_not_frozen()?;
    }
    let amount = accounts.position.withdraw(now.at)?;
    accounts.totals.withdraw(amount)?;
    if let Some(bond) = &mut bond {
        bond.withdraw(amount)?;
    }
    let bond = BondChange::of_backed(bond, bond_before);
    accounts.pay_out(amount);
    let event = StakeWithdrawn {
        owner: *accounts.owner.address(),
        position: PositionChange::of(&mut accounts.position, position_before),
        bond,
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        amount,
        vault: VAULT,
        recipient: *accounts.recipient.address(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
