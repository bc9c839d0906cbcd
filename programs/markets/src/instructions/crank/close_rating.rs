//! `close_rating` (67): a rating whose template is off the shelf goes away.

use {
    crate::{
        error::MarketsError,
        events_template::RatingClosed,
        state::{Moment, Rating, Template},
    },
    anchor_lang::prelude::*,
};

/// The rating and its template, or the empty place of a template that is closed.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseRating {
    #[account(mut, close = rent_payer)]
    pub rating: Account<Rating>,
    /// CHECK: a template, or without data.
    #[account(address = rating.template @ MarketsError::WrongTemplate)]
    pub template: UncheckedAccount,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = rating.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the rating; the stars stay counted.
///
/// # Errors
/// `WrongTemplate`, `WrongRentPayer`, `TemplateNotYanked`.
pub fn close_rating(ctx: &mut Context<CloseRating>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let rating = &mut accounts.rating;
    if accounts.template.account().data_len() != 0 {
        rating.require_over(&*Account::<Template>::load(*accounts.template.account())?)?;
    }
    let event = RatingClosed {
        rating: *rating.address(),
        rating_changes: rating.count_change(),
        template: rating.template,
        requester: rating.requester,
        rent_payer: rating.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
