//! 16 receive_fees.

#![allow(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::RewardsError,
        events::FeesReceived,
        state::{raise, Config, EpochPool, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        programs::{self, INCENTIVE_VAULT, REWARDS_VAULTS, STAKER_VAULT},
        token::TokenAccount,
    },
};

/// Where the fees of a shard go; the vaults hold them already.
#[event_cpi]
#[derive(Accounts)]
#[instruction(shard: u8, label: u32)]
pub struct ReceiveFees {
    #[account(address = programs::MARKETS.caller.address @ RewardsError::NotCaller)]
    pub caller: Signer,
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"state"], bump)]
    pub state: Account<State>,
    #[account(init_if_needed, payer = payer, seeds = [b"epoch", label.to_le_bytes()], bump)]
    pub pool: Account<EpochPool>,
    #[account(address = STAKER_VAULT.address @ RewardsError::WrongVault)]
    pub staker_vault: Account<TokenAccount>,
    #[account(address = INCENTIVE_VAULT.address @ RewardsError::WrongVault)]
    pub incentive_vault: Account<TokenAccount>,
    /// Pays the rent of a new pool.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// What a fee shard collected.
pub struct CollectedFees {
    pub shard: u8,
    pub label: u32,
    pub staker: u64,
    pub incentive: u64,
    pub points: u64,
    pub next_label: u32,
}

/// Books the stakers' part at once and the nodes' part into the pool of the label, and moves the shard to its
/// next label.
///
/// # Errors
/// `NotCaller`, `WrongVault`, `ShardOutOfRange`, `EpochLabelWrong`, `VaultShort`, `Overflow`.
pub fn receive_fees(ctx: &mut Context<ReceiveFees>, fees: &CollectedFees) -> Result<()> {
    let clock = Clock::get()?;
    let accounts = &mut ctx.accounts;
    let params = accounts.config.params;
    accounts.check_vaults(fees)?;

    let state = &mut accounts.state;
    let state_before = state.staker_sums();
    let incentive_in_before = state.incentive_in.get();
    let shard_label_before =
        state.relabel_shard(fees.shard, params.fee_shards, fees.label, fees.next_label)?;
    state.advance(&params, clock.unix_timestamp)?;
    state.deposit(fees.staker, &params)?;
    state.incentive_in = raise(state.incentive_in, fees.incentive)?;

    let rent_payer = *accounts.payer.address();
    let pool = &mut accounts.pool;
    let pool_changes = pool.count_or_open(fees.label, ctx.bumps.pool, rent_payer);
    let pool_before = pool.sums();
    pool.receive(fees.incentive, fees.points)?;

    let event = FeesReceived {
        state: *state.address(),
        state_changes: state.count_change(),
        pool: *pool.address(),
        pool_changes,
        epoch: fees.label,
        shard: fees.shard,
        shard_label_before,
        shard_label_after: fees.next_label,
        staker: fees.staker,
        incentive: fees.incentive,
        points: fees.points,
        state_before,
        state_after: state.staker_sums(),
        incentive_in_before,
        incentive_in_after: state.incentive_in.get(),
        pool_before,
        pool_after: pool.sums(),
        pool_rent_payer: pool.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

impl ReceiveFees {
    /// Both vaults cover what they will owe: markets transfers first.
    fn check_vaults(&self, fees: &CollectedFees) -> Result<()> {
        let mint = &self.config.head.mint;
        for vault in [&self.staker_vault, &self.incentive_vault] {
            vault
                .check_vault(mint, &REWARDS_VAULTS.address)
                .map_err(RewardsError::from)?;
        }
        let covers = |held: u64, debt: u64, part: u64| {
            debt.checked_add(part).is_some_and(|owed| owed <= held)
        };
        require!(
            covers(
                self.staker_vault.amount.get(),
                self.state.staker_debt()?,
                fees.staker
            ) && covers(
                self.incentive_vault.amount.get(),
                self.state.incentive_debt()?,
                fees.incentive
            ),
            RewardsError::VaultShort
        );
        Ok(())
    }
}
