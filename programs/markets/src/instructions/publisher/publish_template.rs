//! `publish_template` (60).

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::MarketsError,
        events_template::TemplatePublished,
        seeds::SEED_TEMPLATE,
        state::{Config, Moment, Template, TemplateTerms},
    },
    anchor_lang::prelude::*,
};

/// The new version of a template.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16], version: u16)]
pub struct PublishTemplate {
    pub publisher: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(
        init,
        payer = payer,
        seeds = [SEED_TEMPLATE, publisher, id.as_ref(), version.to_le_bytes()],
        bump,
    )]
    pub template: Account<Template>,
    pub system_program: Program<System>,
}

/// Publishes the template.
///
/// # Errors
/// `EntriesPaused`, `InvalidId`, `ZeroDigest`, `RoyaltyTooHigh`.
pub fn publish_template(
    ctx: &mut Context<PublishTemplate>,
    id: [u8; 16],
    version: u16,
    terms: TemplateTerms,
) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.template;
    let accounts = &mut ctx.accounts;
    accounts.config.check_entries()?;
    require!(id != [0; 16], MarketsError::InvalidId);
    terms.validate(accounts.config.params.max_royalty_bps.get())?;

    let template = &mut accounts.template;
    template.open(bump, *accounts.payer.address());
    template.publisher = *accounts.publisher.address();
    template.id = id;
    template.template_version = version.into();
    template.published_slot = now.slot.into();
    template.store(&terms);
    let event = TemplatePublished {
        template: *template.address(),
        template_changes: template.changes.get(),
        publisher: template.publisher,
        id,
        template_version: version,
        terms: template.terms(),
        rent_payer: template.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
