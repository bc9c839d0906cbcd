//! `sweep_fees` (42): what a shard owes goes to treasury, stakers and nodes, a part of the treasury's is burned.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::MarketsError,
        events::{FeeShardRecord, FeesSwept},
        math::{treasury_split_floor, TreasurySplit},
        seeds::{SEED_FEES, SEED_FEE_VAULT},
        state::{Config, Dues, FeeShard, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        programs::{INCENTIVE_VAULT, MARKETS, REWARDS, REWARDS_STATE, STAKER_VAULT},
        rewards::{receive_fees, ReceiveFeesAccounts, ReceiveFeesArgs},
        token::{self, Mint, TokenAccount},
    },
};

/// The shard and its vault, and everybody it owes.
#[event_cpi]
#[derive(Accounts)]
#[instruction(shard: u8)]
pub struct SweepFees {
    #[account(mut)]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(mut, seeds = [SEED_FEES, [shard]], bump = fee_shard.bump)]
    pub fee_shard: Account<FeeShard>,
    #[account(mut, seeds = [SEED_FEE_VAULT, [shard]], bump = fee_shard.vault_bump)]
    pub fee_vault: Account<TokenAccount>,
    #[account(mut, address = config.head.mint @ MarketsError::WrongMint)]
    pub mint: Account<Mint>,
    #[account(mut, address = config.params.treasury @ MarketsError::WrongVault)]
    pub treasury_token: Account<TokenAccount>,
    #[account(mut, address = STAKER_VAULT.address @ MarketsError::WrongVault)]
    pub staker_vault: Account<TokenAccount>,
    #[account(mut, address = INCENTIVE_VAULT.address @ MarketsError::WrongVault)]
    pub incentive_vault: Account<TokenAccount>,
    /// CHECK: read by rewards.
    #[account(address = REWARDS.config.address)]
    pub rewards_config: UncheckedAccount,
    /// CHECK: changed by rewards.
    #[account(mut, address = REWARDS_STATE.address)]
    pub rewards_state: UncheckedAccount,
    /// CHECK: the pool of the shard's epoch, checked and created by rewards.
    #[account(mut)]
    pub epoch_pool: UncheckedAccount,
    /// CHECK: signs for this program.
    #[account(address = MARKETS.caller.address)]
    pub caller: UncheckedAccount,
    /// CHECK: signs the events of rewards.
    #[account(address = REWARDS.event_authority.address)]
    pub rewards_event_authority: UncheckedAccount,
    /// CHECK: called by its address.
    #[account(address = REWARDS.id)]
    pub rewards_program: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Empties the shard and moves its label to the current epoch.
///
/// # Errors
/// `WrongMint`, `WrongVault`, `WrongTokenMint`, `TokenAccountFrozen`, then the codes of rewards.
pub fn sweep_fees(ctx: &mut Context<SweepFees>, shard: u8) -> Result<()> {
    let event = ctx.accounts.sweep(shard, Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl SweepFees {
    fn sweep(&mut self, shard: u8, now: Moment) -> Result<FeesSwept> {
        self.check_treasury()?;
        let before = FeeShardRecord::from(&*self.fee_shard);
        let treasury =
            treasury_split_floor(before.treasury_due, self.config.params.burn_bps.get())?;
        let dues = self
            .fee_shard
            .sweep(self.config.epoch(now.at)?, treasury.burned)?;
        let event = FeesSwept {
            fee_shard: *self.fee_shard.address(),
            fee_shard_changes: self.fee_shard.count_change(),
            shard,
            before,
            after: FeeShardRecord::from(&*self.fee_shard),
            burned: treasury.burned,
            treasury: treasury.kept,
            staker: dues.staker,
            incentive: dues.incentive,
            fee_vault: *self.fee_vault.address(),
            treasury_token: *self.treasury_token.address(),
            staker_vault: *self.staker_vault.address(),
            incentive_vault: *self.incentive_vault.address(),
            slot: now.slot,
            at: now.at,
        };
        self.pay(&treasury, &dues);
        self.receive(shard, &dues);
        Ok(event)
    }

    fn check_treasury(&self) -> Result<()> {
        require!(
            self.treasury_token.mint == *self.mint.address(),
            MarketsError::WrongTokenMint
        );
        require!(
            !self.treasury_token.is_frozen(),
            MarketsError::TokenAccountFrozen
        );
        Ok(())
    }

    fn pay(&mut self, treasury: &TreasurySplit, dues: &Dues) {
        let signer: &[&[&[u8]]] = &[&[SEED_FEES, &[self.fee_shard.shard], &[self.fee_shard.bump]]];
        if treasury.burned > 0 {
            token::burn_checked(
                self.fee_vault.cpi_handle_mut(),
                self.mint.cpi_handle_mut(),
                self.fee_shard.cpi_handle(),
                treasury.burned,
                signer,
            );
        }
        let parts = [
            (&mut self.treasury_token, treasury.kept),
            (&mut self.staker_vault, dues.staker),
            (&mut self.incentive_vault, dues.incentive),
        ];
        for (to, amount) in parts {
            if amount > 0 {
                token::transfer(
                    self.fee_vault.cpi_handle_mut(),
                    to.cpi_handle_mut(),
                    self.fee_shard.cpi_handle(),
                    amount,
                    signer,
                );
            }
        }
    }

    fn receive(&mut self, shard: u8, dues: &Dues) {
        let next_label = self.fee_shard.epoch.get();
        receive_fees(
            ReceiveFeesAccounts {
                caller: self.caller.cpi_handle(),
                config: self.rewards_config.cpi_handle(),
                state: self.rewards_state.cpi_handle_mut(),
                pool: self.epoch_pool.cpi_handle_mut(),
                staker_vault: self.staker_vault.cpi_handle(),
                incentive_vault: self.incentive_vault.cpi_handle(),
                payer: self.payer.cpi_handle_mut(),
                system_program: self.system_program.cpi_handle(),
                event_authority: self.rewards_event_authority.cpi_handle(),
                program: self.rewards_program.cpi_handle(),
            },
            ReceiveFeesArgs {
                shard,
                label: dues.epoch,
                staker: dues.staker,
                incentive: dues.incentive,
                points: dues.points,
                next_label,
            },
        );
    }
}
