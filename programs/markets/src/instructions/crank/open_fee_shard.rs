//! `open_fee_shard` (41): anyone creates one of the shards that settlements pay into.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::MarketsError,
        events::FeeShardOpened,
        seeds::{SEED_FEES, SEED_FEE_VAULT},
        state::{Config, FeeShard, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::{self, Mint},
};

/// The new shard and its vault.
#[event_cpi]
#[derive(Accounts)]
#[instruction(shard: u8)]
pub struct OpenFeeShard {
    #[account(mut)]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(address = config.head.mint @ MarketsError::WrongMint)]
    pub mint: Account<Mint>,
    #[account(init, payer = payer, seeds = [SEED_FEES, [shard]], bump)]
    pub fee_shard: Account<FeeShard>,
    /// CHECK: created here at its own address.
    #[account(mut, seeds = [SEED_FEE_VAULT, [shard]], bump)]
    pub fee_vault: UncheckedAccount,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Creates shard and vault.
///
/// # Errors
/// `WrongMint`, `ShardOutOfRange`.
pub fn open_fee_shard(ctx: &mut Context<OpenFeeShard>, shard: u8) -> Result<()> {
    let now = Moment::now()?;
    let (bump, vault_bump) = (ctx.bumps.fee_shard, ctx.bumps.fee_vault);
    let accounts = &mut ctx.accounts;
    require!(
        shard < accounts.config.params.fee_shards,
        MarketsError::ShardOutOfRange
    );

    let mut vault = *accounts.fee_vault.account();
    token::create_vault(
        accounts.payer.account(),
        &mut vault,
        accounts.mint.account(),
        accounts.fee_shard.address(),
        &[SEED_FEE_VAULT, &[shard], &[vault_bump]],
    )?;
    let fee_shard = &mut accounts.fee_shard;
    fee_shard.open(bump, *accounts.payer.address());
    fee_shard.shard = shard;
    fee_shard.vault_bump = vault_bump;
    fee_shard.epoch = accounts.config.epoch(now.at)?.into();
    let event = FeeShardOpened {
        fee_shard: *fee_shard.address(),
        fee_shard_changes: fee_shard.changes.get(),
        shard,
        fee_vault: *vault.address(),
        epoch: fee_shard.epoch.get(),
        rent_payer: fee_shard.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
