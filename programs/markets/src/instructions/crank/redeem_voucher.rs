//! `redeem_voucher` (72): whoever holds a voucher turns it into money for the payee.

use {
    crate::{
        error::MarketsError,
        events_credit::VoucherRedeemed,
        instructions::{credit_vault, escrow},
        math::split_floor,
        seeds::{SEED_CREDIT_VAULT, SEED_FEE_VAULT},
        state::{Config, Credit, FeeShard, Moment},
        voucher,
    },
    anchor_lang::prelude::*,
    hypernode_common::{digest, math::add, programs::INSTRUCTIONS_SYSVAR, token::TokenAccount},
};

/// The credit and everybody who is paid. The instruction before this one checks the voucher's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct RedeemVoucher {
    pub config: Account<Config>,
    #[account(mut)]
    pub credit: Account<Credit>,
    #[account(mut, seeds = [SEED_CREDIT_VAULT, credit], bump = credit.vault_bump)]
    pub credit_vault: Account<TokenAccount>,
    /// CHECK: a token account of the payee.
    #[account(mut)]
    pub payee_token: UncheckedAccount,
    #[account(
        mut,
        constraint = fee_shard.shard == config.shard_of(credit.address()) @ MarketsError::WrongShard,
    )]
    pub fee_shard: Account<FeeShard>,
    #[account(mut, seeds = [SEED_FEE_VAULT, [fee_shard.shard]], bump = fee_shard.vault_bump)]
    pub fee_vault: UncheckedAccount,
    /// CHECK: the instructions of this transaction.
    #[account(address = INSTRUCTIONS_SYSVAR)]
    pub instructions: UncheckedAccount,
    pub token_program: Program<Token>,
}

/// Pays what the voucher over `cumulative` base units adds to the earlier ones: fees to the shard, the rest with the
/// dust to the payee.
///
/// # Errors
/// `WrongShard`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `VoucherNotSigned`, `WrongVoucherKey`,
/// `WrongVoucher`, `ExitsPaused`, `VoucherSpent`, `VoucherAboveDeposit`.
pub fn redeem_voucher(ctx: &mut Context<RedeemVoucher>, cumulative: u64) -> Result<()> {
    let event = ctx.accounts.redeem(cumulative, Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl RedeemVoucher {
    fn redeem(&mut self, cumulative: u64, now: Moment) -> Result<VoucherRedeemed> {
        escrow::check_recipient(
            self.payee_token.account(),
            &self.credit_vault.mint,
            &self.credit.payee,
        )?;
        self.check_voucher(cumulative)?;
        self.config.check_exits(now.at)?;
        let redeemed_before = self.credit.redeemed.get();
        let amount = self.credit.redeem(cumulative)?;
        let split = split_floor(amount, &self.credit.split_terms())?;
        let fees = add(split.treasury, split.incentive).map_err(MarketsError::from)?;
        // No node did this work, so nobody's points grow: the incentive is shared by all of the epoch.
        self.fee_shard.collect(&split, false)?;
        let (credit, vault) = (&self.credit, &mut self.credit_vault);
        credit_vault::pay(credit, vault, &mut self.payee_token, split.operator);
        credit_vault::pay(credit, vault, &mut self.fee_vault, fees);
        Ok(VoucherRedeemed {
            credit: *self.credit.address(),
            credit_changes: self.credit.count_change(),
            fee_shard: *self.fee_shard.address(),
            fee_shard_changes: self.fee_shard.count_change(),
            payee: self.credit.payee,
            redeemed_before,
            redeemed_after: self.credit.redeemed.get(),
            shard: self.fee_shard.shard,
            epoch: self.fee_shard.epoch.get(),
            operator: split.operator,
            treasury: split.treasury,
            incentive: split.incentive,
            staker: split.staker,
            vault: *self.credit_vault.address(),
            payee_token: *self.payee_token.address(),
            fee_vault: *self.fee_vault.address(),
            slot: now.slot,
            at: now.at,
        })
    }

    /// Demands that the credit's session key signed exactly this amount for exactly this credit.
    fn check_voucher(&self, cumulative: u64) -> Result<()> {
        let expected = digest::voucher(
            &self.config.params.genesis,
            &crate::ID,
            self.credit.address(),
            self.credit.opened_slot.get(),
            cumulative,
        );
        voucher::check_signed(
            self.instructions.account(),
            &self.credit.session_key,
            &expected,
        )
    }
}
