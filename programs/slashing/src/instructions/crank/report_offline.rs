//! 11 report_offline.

use {
    crate::{
        constants::{CONFIG, REGISTRY_CONFIG},
        error::SlashingError,
        events::OfflineReported,
        instructions::{accused::read_node, opening::Opening, subject_link::*},
        state::{Config, Moment, Reason, ReportSource},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        digest,
        layout::{View, VERSION},
        math::later,
        registry::NodeStatus,
    },
};

/// A silent node and the report to create.
#[event_cpi]
#[derive(Accounts)]
pub struct ReportOffline {
    #[account(mut)]
    pub reporter: Signer,
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    /// CHECK: created here at the report's own address.
    #[account(mut)]
    pub report: UncheckedAccount,
    pub link: Nested<SubjectLink>,
    /// Config of the registry, for the silence that is too long.
    #[account(
        address = REGISTRY_CONFIG,
        constraint = registry_config.version == VERSION @ SlashingError::WrongVersion,
    )]
    pub registry_config: Account<View<registry::state::Config>>,
    pub system_program: Program<System>,
}

/// Reports a node whose last heartbeat is too old; Confirmed at once, once per outage.
///
/// # Errors
/// `WrongSubject`, `WrongVersion`, `EntriesPaused`, `SubjectNotBonded`, `NodeNotLive`, `NodeNotOffline`; the system
/// program's where the outage is reported already.
pub fn report_offline(ctx: &mut Context<ReportOffline>) -> Result<()> {
    let event = ctx.accounts.report(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl ReportOffline {
    #[inline(never)]
    fn report(&mut self, now: Moment) -> Result<OfflineReported> {
        let subject = *self.link.subject.address();
        self.link.check(&subject)?;
        let (authority, last_heartbeat_at) = self.check_silent(now.at)?;
        let report = Opening {
            reporter: self.reporter.account(),
            account: self.report.account(),
            subject: &subject,
            subject_authority: authority,
            reason: Reason::Offline,
            source: ReportSource::Offline,
            evidence: digest::offline(&subject, last_heartbeat_at),
            bond: 0,
            fault_voters: [Address::default(); 3],
            now,
        }
        .open(&self.config)?;
        self.link.count_report(1);
        Ok(OfflineReported {
            report,
            last_heartbeat_at,
            slot: now.slot,
            at: now.at,
        })
    }

    /// The node's authority and last heartbeat, if that is too old.
    fn check_silent(&self, now: i64) -> Result<(Address, i64)> {
        let node = read_node(self.link.subject.account())?;
        self.config.check_entries()?;
        self.link.check_bonded()?;
        let live = node.status == NodeStatus::Active || node.status == NodeStatus::Draining;
        require!(live, SlashingError::NodeNotLive);
        let last = node.last_heartbeat_at.get();
        let allowed = self.registry_config.params.slashable_after_seconds.get();
        let silent_until = later(last, u64::from(allowed)).map_err(SlashingError::from)?;
        require!(now > silent_until, SlashingError::NodeNotOffline);
        Ok((node.authority, last))
    }
}
