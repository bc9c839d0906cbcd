//! `set_market_status` (12).

use {
    crate::{
        error::MarketsError,
        events::MarketStatusSet,
        state::{Config, Market, MarketStatus, Moment},
    },
    anchor_lang::prelude::*,
};

/// The market; market admin or authority signs.
#[event_cpi]
#[derive(Accounts)]
pub struct SetMarketStatus {
    #[account(constraint = config.may_change_markets(market_admin.address()) @ MarketsError::NotMarketAdmin)]
    pub market_admin: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub market: Account<Market>,
}

/// Opens, pauses or closes the market; jobs in it go on.
///
/// # Errors
/// `NotMarketAdmin`, `MarketClosed`, `ParameterOutOfBounds` for a byte that is no status.
pub fn set_market_status(ctx: &mut Context<SetMarketStatus>, status: u8) -> Result<()> {
    let now = Moment::now()?;
    let signer = *ctx.accounts.market_admin.address();
    let market = &mut ctx.accounts.market;
    let status_before = market.status.0;
    let status = MarketStatus::from_u8(status).ok_or(MarketsError::ParameterOutOfBounds)?;
    market.set_status(status)?;
    let event = MarketStatusSet {
        market: *market.address(),
        market_changes: market.count_change(),
        signer,
        status_before,
        status_after: market.status.0,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
