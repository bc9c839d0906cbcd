//! Money out of a job's escrow, signed by the job.

use {
    crate::{error::MarketsError, seeds::SEED_JOB, state::Job},
    anchor_lang::{cpi::InstructionAccount, prelude::*, unchecked_invoke_signed_fixed},
    hypernode_common::{
        programs::ASSOCIATED_TOKEN_PROGRAM,
        token::{self, TokenAccount},
    },
};

/// Checks an account that is about to receive money: the mint, the recorded owner, not frozen.
///
/// # Errors
/// The framework's for what is no token account; `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`.
pub fn check_recipient(account: &AccountView, mint: &Address, owner: &Address) -> Result<()> {
    let account = <Account<TokenAccount> as AnchorAccount>::load(*account)?;
    account.check(mint, owner).map_err(MarketsError::from)?;
    Ok(())
}

/// Moves `amount` out of the escrow; nothing happens for 0.
#[inline(never)]
pub fn pay(
    job: &Account<Job>,
    escrow: &mut Account<TokenAccount>,
    to: &mut UncheckedAccount,
    amount: u64,
) {
    if amount == 0 {
        return;
    }
    token::transfer(
        escrow.cpi_handle_mut(),
        to.cpi_handle_mut(),
        job.cpi_handle(),
        amount,
        &[&[SEED_JOB, job.requester.as_ref(), &job.id, &[job.bump]]],
    );
}

/// Closes the emptied escrow; its lamports go to `destination`.
pub fn close(
    job: &Account<Job>,
    escrow: &mut Account<TokenAccount>,
    destination: &mut UncheckedAccount,
) {
    token::close_account(
        escrow.cpi_handle_mut(),
        destination.cpi_handle_mut(),
        job.cpi_handle(),
        &[&[SEED_JOB, job.requester.as_ref(), &job.id, &[job.bump]]],
    );
}

/// Pays the whole escrow to the funder and closes it; gives the amount.
///
/// # Errors
/// Those of [`check_recipient`].
pub fn pay_out(
    job: &Account<Job>,
    escrow: &mut Account<TokenAccount>,
    funder_token: &mut UncheckedAccount,
    rent_payer: &mut UncheckedAccount,
) -> Result<u64> {
    check_recipient(funder_token.account(), &escrow.mint, &job.funder)?;
    let amount = escrow.amount.get();
    pay(job, escrow, funder_token, amount);
    close(job, escrow, rent_payer);
    Ok(amount)
}

/// What the associated token program needs to create an account.
pub struct NewTokenAccount<'a> {
    /// Pays the rent; signs the transaction.
    pub payer: CpiHandleMut<'a>,
    /// The associated address.
    pub account: CpiHandleMut<'a>,
    /// Its owner.
    pub owner: CpiHandle<'a>,
    /// Its mint.
    pub mint: CpiHandle<'a>,
    /// The system program.
    pub system_program: CpiHandle<'a>,
    /// The token program.
    pub token_program: CpiHandle<'a>,
}

/// Creates the associated token account of an owner who closed it.
pub fn create_associated(new: NewTokenAccount) {
    unchecked_invoke_signed_fixed(
        &ASSOCIATED_TOKEN_PROGRAM,
        &[0],
        &[
            InstructionAccount::writable_signer(new.payer.address()),
            InstructionAccount::writable(new.account.address()),
            InstructionAccount::readonly(new.owner.address()),
            InstructionAccount::readonly(new.mint.address()),
            InstructionAccount::readonly(new.system_program.address()),
            InstructionAccount::readonly(new.token_program.address()),
        ],
        &[
            new.payer.into(),
            new.account.into(),
            new.owner,
            new.mint,
            new.system_program,
            new.token_program,
        ],
        &[],
    );
}
