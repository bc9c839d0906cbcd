//! 20 claim_incentive.

#![allow(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::RewardsError,
        events::IncentiveClaimed,
        seeds::SEED_VAULTS,
        state::{raise, Config, EpochPool, IncentiveClaim, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::View,
        programs::{INCENTIVE_VAULT, REWARDS_VAULTS},
        registry::{Node, Reputation},
        token::{transfer, TokenAccount},
    },
};

/// A node, its points and the pool of an epoch.
#[event_cpi]
#[derive(Accounts)]
#[instruction(epoch: u32)]
pub struct ClaimIncentive {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"state"], bump)]
    pub state: Account<State>,
    #[account(mut, seeds = [b"epoch", epoch.to_le_bytes()], bump = pool.bump)]
    pub pool: Account<EpochPool>,
    pub node: Account<View<Node>>,
    #[account(constraint = reputation.node == *node.address() @ RewardsError::NoPoints)]
    pub reputation: Account<View<Reputation>>,
    #[account(init_if_needed, payer = payer, seeds = [b"incentive", node], bump)]
    pub claim: Account<IncentiveClaim>,
    #[account(mut, address = INCENTIVE_VAULT.address @ RewardsError::WrongVault)]
    pub incentive_vault: Account<TokenAccount>,
    /// Any HYPER account of the node's payout key.
    #[account(mut, unsafe(dup))]
    pub recipient: Account<TokenAccount>,
    /// CHECK: pinned by address; signs for both vaults.
    #[account(address = REWARDS_VAULTS.address @ RewardsError::WrongVault)]
    pub vaults: UncheckedAccount,
    /// Pays the rent of the node's first claim.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// Pays a node its share of an epoch, to its payout key, whoever calls. An epoch whose rest was recycled pays
/// nothing and is passed over.
///
/// # Errors
/// `WrongVault`, `RecipientIsVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `ExitsPaused`,
/// `EpochNotFinal`, `EpochClaimed`, `NoPoints`, `EpochLabelWrong`, `VaultShort`, `Overflow`.
pub fn claim_incentive(ctx: &mut Context<ClaimIncentive>, epoch: u32) -> Result<()> {
    let clock = Clock::get()?;
    let claim_bump = ctx.bumps.claim;
    let accounts = &mut ctx.accounts;
    accounts.validate(epoch, clock.unix_timestamp)?;

    let node = *accounts.node.address();
    let claim = &mut accounts.claim;
    let claim_changes = claim.count_or_open(node, claim_bump, *accounts.payer.address());
    let next_epoch_before = claim.next_epoch.get();
    let points = claim.claim(epoch, &accounts.reputation.points)?;
    let pool_before = accounts.pool.sums();
    let amount = accounts.pool.pay(points)?;
    let incentive_out_before = accounts.state.incentive_out.get();
    accounts.state.incentive_out = raise(accounts.state.incentive_out, amount)?;

    if amount > 0 {
        transfer(
            accounts.incentive_vault.cpi_handle_mut(),
            accounts.recipient.cpi_handle_mut(),
            accounts.vaults.cpi_handle(),
            amount,
            &[&[SEED_VAULTS, &[REWARDS_VAULTS.bump]]],
        );
    }

    let event = IncentiveClaimed {
        state: *accounts.state.address(),
        state_changes: accounts.state.count_change(),
        pool: *accounts.pool.address(),
        pool_changes: accounts.pool.count_change(),
        claim: *accounts.claim.address(),
        claim_changes,
        node,
        epoch,
        points,
        amount,
        from: *accounts.incentive_vault.address(),
        to: *accounts.recipient.address(),
        incentive_out_before,
        incentive_out_after: accounts.state.incentive_out.get(),
        pool_before,
        pool_after: accounts.pool.sums(),
        next_epoch_before,
        next_epoch_after: accounts.claim.next_epoch.get(),
        claim_rent_payer: accounts.claim.rent_payer,
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}

impl ClaimIncentive {
    fn validate(&self, epoch: u32, now: i64) -> Result<()> {
        let head = &self.config.head;
        self.incentive_vault
            .check_vault(&head.mint, &REWARDS_VAULTS.address)
            .map_err(RewardsError::from)?;
        require!(
            self.recipient.address() != self.incentive_vault.address(),
            RewardsError::RecipientIsVault
        );
        self.recipient
            .check(&head.mint, &self.node.payout)
            .map_err(RewardsError::from)?;
        head.check_exits(now).map_err(RewardsError::from)?;
        require!(
            self.state.lowest_label(self.config.params.fee_shards) > epoch,
            RewardsError::EpochNotFinal
        );
        Ok(())
    }
}
