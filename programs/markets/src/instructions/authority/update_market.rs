//! `update_market` (11).

use {
    crate::{
        error::MarketsError,
        events::MarketUpdated,
        state::{Config, Market, MarketTerms, Moment},
    },
    anchor_lang::prelude::*,
};

/// The market; market admin or authority signs.
#[event_cpi]
#[derive(Accounts)]
pub struct UpdateMarket {
    #[account(constraint = config.may_change_markets(market_admin.address()) @ MarketsError::NotMarketAdmin)]
    pub market_admin: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub market: Account<Market>,
}

/// Replaces the terms of later posts; posted jobs keep theirs.
///
/// # Errors
/// `NotMarketAdmin`, `MarketClosed`, `VerificationNotAvailable`, `ParameterOutOfBounds`.
pub fn update_market(ctx: &mut Context<UpdateMarket>, terms: MarketTerms) -> Result<()> {
    let now = Moment::now()?;
    let signer = *ctx.accounts.market_admin.address();
    let market = &mut ctx.accounts.market;
    let terms_before = market.terms();
    market.set_terms(&terms)?;
    let event = MarketUpdated {
        market: *market.address(),
        market_changes: market.count_change(),
        signer,
        terms_before,
        terms_after: market.terms(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
