//! 24 set_veto.

use {
    crate::{
        error::GovernanceError,
        events::VetoSet,
        state::{Config, Moment},
    },
    anchor_lang::prelude::*,
    hypernode_common::programs::EXECUTOR,
};

/// The Config, with the executor's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct SetVeto {
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(address = EXECUTOR.address @ GovernanceError::NotExecutor)]
    pub executor: Signer,
}

/// Switches the guardian's veto on or off.
///
/// # Errors
/// `NotExecutor`.
pub fn set_veto(ctx: &mut Context<SetVeto>, enabled: bool) -> Result<()> {
    let now = Moment::now()?;
    let config = &mut ctx.accounts.config;
    let veto_enabled_before = config.params.veto_enabled.into();
    config.params.veto_enabled = enabled.into();
    let event = VetoSet {
        config: *config.address(),
        config_changes: config.count_change(),
        veto_enabled_before,
        veto_enabled_after: enabled,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
