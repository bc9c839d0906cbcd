//! `yank_template` (61).

use {
    crate::{
        error::MarketsError,
        events_template::TemplateYanked,
        state::{Moment, Template},
    },
    anchor_lang::prelude::*,
};

/// The template; its publisher signs.
#[event_cpi]
#[derive(Accounts)]
pub struct YankTemplate {
    #[account(address = template.publisher @ MarketsError::NotPublisher)]
    pub publisher: Signer,
    #[account(mut)]
    pub template: Account<Template>,
}

/// Yanks the template for good; jobs posted from it before go on and pay their royalty.
///
/// # Errors
/// `NotPublisher`, `TemplateYanked`.
pub fn yank_template(ctx: &mut Context<YankTemplate>) -> Result<()> {
    let now = Moment::now()?;
    let template = &mut ctx.accounts.template;
    let (yanked_before, yanked_day_before) = (template.yanked.get(), template.yanked_day.get());
    template.yank(now.at)?;
    let event = TemplateYanked {
        template: *template.address(),
        template_changes: template.count_change(),
        yanked_before,
        yanked_after: template.yanked.get(),
        yanked_day_before,
        yanked_day_after: template.yanked_day.get(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
