//! Money out of the bond vault, and the sums it is booked in.

use {
    crate::{
        constants::{BOND_VAULT, STATE, TOKEN_PROGRAM, VAULTS, VAULTS_BUMP},
        error::SlashingError,
        events::Payments,
        seeds::SEED_VAULTS,
        state::{Config, Report, Settlement, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::{burn_checked, transfer, Mint, TokenAccount},
};

/// Seeds by which the owner of both vaults signs.
pub const VAULTS_SIGNER: &[&[&[u8]]] = &[&[SEED_VAULTS, &[VAULTS_BUMP]]];

/// The bond vault, the sums, and what burning takes.
#[derive(Accounts)]
pub struct Purse {
    #[account(mut, address = STATE)]
    pub state: Account<State>,
    /// The HYPER mint.
    #[account(mut)]
    pub mint: Account<Mint>,
    /// CHECK: pinned by address; the token program reads it.
    #[account(mut, address = BOND_VAULT @ SlashingError::WrongVault)]
    pub bond_vault: UncheckedAccount,
    /// CHECK: pinned by address; signs for the vaults.
    #[account(address = VAULTS)]
    pub vaults: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
}

/// The purse as a client fills it in: addresses.
pub use __client_accounts_purse::Purse as PurseAddresses;

impl Purse {
    /// Checks the mint.
    ///
    /// # Errors
    /// `WrongMint`.
    pub fn check(&self, config: &Config) -> Result<()> {
        require!(
            *self.mint.address() == config.head.mint,
            SlashingError::WrongMint
        );
        Ok(())
    }

    /// Pays `amount` to a token account of `owner` and gives that account; zero for a zero amount, which needs none.
    ///
    /// # Errors
    /// `NotEnoughAccountKeys` without an account, the framework's for what is no token account, `WrongTokenMint`,
    /// `WrongTokenOwner`, `TokenAccountFrozen`.
    #[inline(never)]
    pub fn pay(
        &mut self,
        to: &mut Option<UncheckedAccount>,
        owner: &Address,
        amount: u64,
    ) -> Result<Address> {
        if amount == 0 {
            return Ok(Address::default());
        }
        let to = to.as_mut().ok_or(ProgramError::NotEnoughAccountKeys)?;
        check_recipient(to.account(), self.mint.address(), owner)?;
        transfer(
            self.bond_vault.cpi_handle_mut(),
            to.cpi_handle_mut(),
            self.vaults.cpi_handle(),
            amount,
            VAULTS_SIGNER,
        );
        Ok(*to.address())
    }

    /// Burns `amount` of the bond vault and books it; nothing happens for 0.
    ///
    /// # Errors
    /// `Overflow`.
    #[inline(never)]
    pub fn burn(&mut self, amount: u64) -> Result<()> {
        if amount == 0 {
            return Ok(());
        }
        self.state.burn(amount)?;
        burn_checked(
            self.bond_vault.cpi_handle_mut(),
            self.mint.cpi_handle_mut(),
            self.vaults.cpi_handle(),
            amount,
            VAULTS_SIGNER,
        );
        Ok(())
    }

    /// Pays what the end of a report gives out and books it.
    ///
    /// # Errors
    /// Those of [`pay`](Self::pay); `Overflow`.
    #[inline(never)]
    pub fn settle(
        &mut self,
        settlement: &Settlement,
        report: &Report,
        reporter_token: &mut Option<UncheckedAccount>,
        accused_token: &mut Option<UncheckedAccount>,
    ) -> Result<Payments> {
        self.state.settle_bonds(settlement.bonds)?;
        self.state
            .change_pot(settlement.pot_before, settlement.pot_after)?;
        let reporter_token = self.pay(reporter_token, &report.reporter, settlement.reporter)?;
        let accused_token =
            self.pay(accused_token, &report.subject_authority, settlement.accused)?;
        self.burn(settlement.burned)?;
        Ok(Payments {
            bond_vault: BOND_VAULT,
            reporter: settlement.reporter,
            reporter_token,
            accused: settlement.accused,
            accused_token,
            burned: settlement.burned,
        })
    }
}

/// Checks an account that is about to receive money: the mint, the recorded owner, not frozen.
///
/// # Errors
/// The framework's for what is no token account; `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`.
pub fn check_recipient(account: &AccountView, mint: &Address, owner: &Address) -> Result<()> {
    let account = Account::<TokenAccount>::load(*account)?;
    account.check(mint, owner).map_err(SlashingError::from)?;
    Ok(())
}
