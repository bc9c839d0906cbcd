//! `close_template` (66): a template that was yanked long ago goes away.

use {
    crate::{
        error::MarketsError,
        events_template::TemplateClosed,
        state::{Moment, Template},
    },
    anchor_lang::prelude::*,
};

/// The template; its publisher or whoever paid its rent signs.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseTemplate {
    #[account(
        constraint = [template.publisher, template.rent_payer].contains(signer.address())
            @ MarketsError::NotPublisher,
    )]
    pub signer: Signer,
    #[account(mut, close = rent_payer)]
    pub template: Account<Template>,
    /// CHECK: gets the lamports.
    #[account(mut, unsafe(dup), address = template.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes the template. A job that nobody moved on in all that time settles without its royalty.
///
/// # Errors
/// `NotPublisher`, `WrongRentPayer`, `TemplateNotYanked`, `DeadlineNotPassed`.
pub fn close_template(ctx: &mut Context<CloseTemplate>) -> Result<()> {
    let now = Moment::now()?;
    let signer = *ctx.accounts.signer.address();
    let template = &mut ctx.accounts.template;
    template.require_over(now.at)?;
    let event = TemplateClosed {
        template: *template.address(),
        template_changes: template.count_change(),
        publisher: template.publisher,
        id: template.id,
        template_version: template.template_version.get(),
        signer,
        rent_payer: template.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
