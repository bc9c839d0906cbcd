//! `create_market` (10).

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::MarketsError,
        events::MarketCreated,
        seeds::SEED_MARKET,
        state::{Config, Market, MarketStatus, MarketTerms, Moment},
    },
    anchor_lang::prelude::*,
};

/// The new market; market admin or authority signs.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct CreateMarket {
    #[account(constraint = config.may_change_markets(market_admin.address()) @ MarketsError::NotMarketAdmin)]
    pub market_admin: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [SEED_MARKET, id.as_ref()], bump)]
    pub market: Account<Market>,
    pub system_program: Program<System>,
}

/// Creates an Active market.
///
/// # Errors
/// `NotMarketAdmin`, `InvalidId`, `VerificationNotAvailable`, `ParameterOutOfBounds`.
pub fn create_market(
    ctx: &mut Context<CreateMarket>,
    id: [u8; 16],
    terms: MarketTerms,
) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.market;
    let accounts = &mut ctx.accounts;
    require!(id != [0; 16], MarketsError::InvalidId);
    terms.validate()?;

    let creator = *accounts.market_admin.address();
    let market = &mut accounts.market;
    market.open(bump, *accounts.payer.address());
    market.status = MarketStatus::Active.into();
    market.id = id;
    market.creator = creator;
    market.store(&terms);
    let event = MarketCreated {
        market: *market.address(),
        market_changes: market.changes.get(),
        id,
        creator,
        status: market.status.0,
        terms: market.terms(),
        rent_payer: market.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
