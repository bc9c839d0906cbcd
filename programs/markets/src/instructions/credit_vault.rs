//! Money out of a credit's vault, signed by the credit.

use {
    crate::{seeds::SEED_CREDIT, state::Credit},
    anchor_lang::prelude::*,
    hypernode_common::token::{self, TokenAccount},
};

/// Moves `amount` out of the vault; nothing happens for 0.
pub fn pay(
    credit: &Account<Credit>,
    vault: &mut Account<TokenAccount>,
    to: &mut UncheckedAccount,
    amount: u64,
) {
    if amount == 0 {
        return;
    }
    token::transfer(
        vault.cpi_handle_mut(),
        to.cpi_handle_mut(),
        credit.cpi_handle(),
        amount,
        &[&[
            SEED_CREDIT,
            credit.owner.as_ref(),
            credit.payee.as_ref(),
            &credit.id,
            &[credit.bump],
        ]],
    );
}

/// Closes the emptied vault; its lamports go to `destination`.
pub fn close(
    credit: &Account<Credit>,
    vault: &mut Account<TokenAccount>,
    destination: &mut UncheckedAccount,
) {
    token::close_account(
        vault.cpi_handle_mut(),
        destination.cpi_handle_mut(),
        credit.cpi_handle(),
        &[&[
            SEED_CREDIT,
            credit.owner.as_ref(),
            credit.payee.as_ref(),
            &credit.id,
            &[credit.bump],
        ]],
    );
}
