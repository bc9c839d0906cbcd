//! A bond on its way out of the bond vault.

use {
    crate::{
        error::GovernanceError,
        seeds::SEED_BOND_VAULT,
        state::{Config, Proposal},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        programs::{PROPOSAL_BOND_VAULT, TREASURY},
        token::{transfer, TokenAccount},
    },
};

/// The bond vault and both places a bond may go to.
#[derive(Accounts)]
pub struct BondExit {
    #[account(mut, address = PROPOSAL_BOND_VAULT.address @ GovernanceError::WrongVault)]
    pub bond_vault: Account<TokenAccount>,
    /// CHECK: any token account of the proposer; read only where the bond returns.
    #[account(mut)]
    pub proposer_token: UncheckedAccount,
    #[account(mut, address = TREASURY.address @ GovernanceError::WrongVault)]
    pub treasury: Account<TokenAccount>,
    /// Moves the bond.
    pub token_program: Program<Token>,
}

/// The exit as a client fills it in: addresses.
pub use __client_accounts_bondexit::BondExit as BondExitAddresses;

/// A bond that left.
#[derive(Clone, Copy, Debug)]
pub struct PaidBond {
    /// Base units.
    pub amount: u64,
    /// Token account that has them now.
    pub recipient: Address,
}

impl BondExit {
    /// Pays a proposal's bond to its proposer, or to the treasury.
    ///
    /// # Errors
    /// The framework's for what is no token account; `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`.
    pub fn pay(
        &mut self,
        proposal: &mut Proposal,
        config: &Config,
        returns: bool,
    ) -> Result<PaidBond> {
        let vault = *self.bond_vault.account();
        let mut to = if returns {
            let account = *self.proposer_token.account();
            <Account<TokenAccount> as AnchorAccount>::load(account)?
                .check(&config.head.mint, &proposal.proposer)
                .map_err(GovernanceError::from)?;
            account
        } else {
            *self.treasury.account()
        };
        let paid = PaidBond {
            amount: proposal.take_bond(),
            recipient: *to.address(),
        };
        // The vault is its own token owner, so it signs the transfer out of itself.
        transfer(
            self.bond_vault.cpi_handle_mut(),
            CpiHandleMut::writable(&mut to),
            CpiHandle::readonly(&vault),
            paid.amount,
            &[&[SEED_BOND_VAULT, &[PROPOSAL_BOND_VAULT.bump]]],
        );
        Ok(paid)
    }
}
