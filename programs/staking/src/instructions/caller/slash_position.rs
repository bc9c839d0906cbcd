//! 30 slash_position.

use {
    crate::{
        constants::{
            SLASHING_CALLER, SLASH_VAULT, SLASH_VAULT_OWNER, TOKEN_PROGRAM, VAULT, VAULT_BUMP,
        },
        error::StakingError,
        events::{BondChange, PositionChange, PositionSlashed, TotalsChange},
        instructions::rewards_link::*,
        seeds::SEED_VAULT,
        state::{BondRules, Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        event::emit,
        math::add,
        programs::STAKING,
        staking::{Bond, Config, PledgeStatus, Position, Totals},
        token::{transfer, TokenAccount},
    },
};

/// A position behind a bond, and the vault its slash goes to.
#[event_cpi]
#[derive(Accounts)]
pub struct SlashPosition {
    #[account(address = SLASHING_CALLER @ StakingError::NotCaller)]
    pub caller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(mut, address = VAULT @ StakingError::WrongVault)]
    pub vault: Account<TokenAccount>,
    #[account(mut, address = SLASH_VAULT @ StakingError::WrongVault)]
    pub slash_vault: Account<TokenAccount>,
    // A position and a bond exist at their own addresses alone, so neither is derived here again: a report's end is the
    // dearest call of the protocol.
    #[account(
        mut,
        constraint = position.pledge != PledgeStatus::Free @ StakingError::NotPledged
    )]
    pub position: Account<Position>,
    #[account(
        mut,
        constraint = bond.subject == position.subject @ StakingError::WrongSubject
    )]
    pub bond: Account<Bond>,
    pub rewards: Nested<RewardsLink>,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
}

impl SlashPosition {
    fn validate(&self) -> Result<()> {
        self.slash_vault
            .check_vault(&self.config.head.mint, &SLASH_VAULT_OWNER)
            .map_err(StakingError::from)?;
        self.rewards.check(self.position.address())
    }

    fn take(&mut self, bps: u16, slot: u64) -> Result<u64> {
        let parts = self.position.slash(bps, slot)?;
        let amount = add(parts.0, parts.1).map_err(StakingError::from)?;
        if self.vault.amount.get() < amount {
            return Err(StakingError::VaultShort.into());
        }
        self.bond.slash(&mut self.totals, &self.position, parts)?;
        self.totals.slash(parts.0, parts.1)?;
        Ok(amount)
    }

    fn pay_out(&mut self, amount: u64) {
        // The vault is its own token owner, so it signs the transfer out of itself.
        let authority = *self.vault.account();
        transfer(
            self.vault.cpi_handle_mut(),
            self.slash_vault.cpi_handle_mut(),
            CpiHandle::readonly(&authority),
            amount,
            &[&[SEED_VAULT, &[VAULT_BUMP]]],
        );
    }
}

/// Takes `bps` of the position's active and unbonding stake to the slash vault and returns the amount.
///
/// # Errors
/// `NotCaller`, `WrongVault`, `NotPledged`, `WrongSubject`, `RewardAccountMissing`, `InvalidSlash`, `VaultShort`.
pub fn slash_position(ctx: &mut Context<SlashPosition>, bps: u16) -> Result<u64> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    accounts.validate()?;
    let position_before = accounts.position.state();
    let bond_before = accounts.bond.state();
    let totals_before = accounts.totals.state();
    let amount = accounts.take(bps, now.slot)?;
    let weight = accounts.position.weight.get();
    accounts.totals.reweigh(position_before.weight, weight)?;
    if amount != 0 {
        accounts.pay_out(amount);
    }
    accounts.rewards.sync(position_before.weight, weight);
    let event = PositionSlashed {
        owner: accounts.position.owner,
        position: PositionChange::of(&mut accounts.position, position_before),
        bond: BondChange::of(&mut accounts.bond, bond_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        bps,
        amount,
        vault: VAULT,
        slash_vault: SLASH_VAULT,
        slot: now.slot,
        at: now.at,
    };
    emit(&STAKING, ctx.accounts.event_authority.cpi_handle(), &event);
    Ok(amount)
}
