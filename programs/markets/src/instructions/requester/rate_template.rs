//! `rate_template` (62): a requester whose job of a template was settled says what it was worth.

use {
    crate::{
        error::MarketsError,
        events_template::TemplateRated,
        seeds::SEED_RATING,
        state::{Job, JobState, Moment, Origin, Rating, Template},
    },
    anchor_lang::prelude::*,
};

/// The template, the settled job and the new rating, which stays while the template is on the shelf, so that nobody rates
/// twice.
#[event_cpi]
#[derive(Accounts)]
pub struct RateTemplate {
    #[account(address = job.requester @ MarketsError::NotRequester)]
    pub requester: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub job: Account<Job>,
    #[account(mut, address = job.parent @ MarketsError::WrongTemplate)]
    pub template: Account<Template>,
    #[account(init, payer = payer, seeds = [SEED_RATING, template, requester], bump)]
    pub rating: Account<Rating>,
    pub system_program: Program<System>,
}

/// Adds the stars to the template.
///
/// # Errors
/// `NotRequester`, `WrongTemplate`, `JobNotSettled`, `TemplateYanked`, `InvalidRating`.
pub fn rate_template(ctx: &mut Context<RateTemplate>, stars: u8) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.rating;
    let accounts = &mut ctx.accounts;
    let job = &accounts.job;
    require!(job.origin == Origin::Template, MarketsError::WrongTemplate);
    require!(job.state == JobState::Settled, MarketsError::JobNotSettled);

    let template = &mut accounts.template;
    let (sum_before, count_before) = (template.stars_sum.get(), template.stars_count.get());
    template.rate(job, stars)?;
    let rating = &mut accounts.rating;
    rating.open(bump, *accounts.payer.address());
    rating.stars = stars;
    rating.template = *template.address();
    rating.requester = *accounts.requester.address();
    rating.job = *job.address();
    rating.rated_slot = now.slot.into();
    let event = TemplateRated {
        template: *template.address(),
        template_changes: template.count_change(),
        rating: *rating.address(),
        rating_changes: rating.changes.get(),
        requester: rating.requester,
        job: rating.job,
        stars,
        stars_sum_before: sum_before,
        stars_sum_after: template.stars_sum.get(),
        stars_count_before: count_before,
        stars_count_after: template.stars_count.get(),
        rent_payer: rating.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
