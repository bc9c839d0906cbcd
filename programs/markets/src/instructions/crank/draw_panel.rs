//! `draw_panel` (35): a later slot hash decides which validators judge.

use {
    crate::{
        error::MarketsError,
        events::PanelDrawn,
        state::{Challenge, Config, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        draw,
        layout::{View, VERSION},
        programs::TOTALS,
        staking::Totals,
    },
};

/// The challenge; staking says how many validators there are.
#[event_cpi]
#[derive(Accounts)]
pub struct DrawPanel {
    pub config: Account<Config>,
    #[account(mut)]
    pub challenge: Account<Challenge>,
    #[account(
        address = TOTALS.address,
        constraint = staking_totals.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub staking_totals: Account<View<Totals>>,
}

/// Draws the panel, or aims the draw at a later slot when the hash it needs is gone.
///
/// # Errors
/// `ChallengeDecided`, `DrawnAlready`, `SlotNotReached`.
pub fn draw_panel(ctx: &mut Context<DrawPanel>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let challenge = &mut accounts.challenge;
    challenge.require_undrawn()?;
    let target_slot_before = challenge.target_slot.get();
    let object = challenge.job;
    match draw::seed(
        target_slot_before,
        &object,
        MarketsError::SlotNotReached.into(),
    )? {
        Some(seed) => challenge.draw(seed, accounts.staking_totals.validators.get()),
        None => {
            let delay = accounts.config.params.seed_delay_slots;
            let target = draw::target_slot(now.slot, delay).map_err(MarketsError::from)?;
            challenge.rearm(target);
        }
    }
    let event = PanelDrawn {
        challenge: *challenge.address(),
        challenge_changes: challenge.count_change(),
        job: challenge.job,
        round: challenge.round,
        seed: challenge.seed,
        panel_size: challenge.panel_size.get(),
        target_slot_before,
        target_slot_after: challenge.target_slot.get(),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
