//! 12 report_fault.

use {
    crate::{
        constants::{CONFIG, FAULT_FRESH_SECONDS},
        error::SlashingError,
        events::FaultReported,
        instructions::{accused::read_node, opening::Opening, subject_link::*},
        state::{Config, Moment, Reason, ReportSource},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        digest,
        layout::{View, VERSION},
        markets::{Fault, FaultKind},
        math::later,
    },
};

/// A node, what markets recorded against it, and the report to create.
#[event_cpi]
#[derive(Accounts)]
pub struct ReportFault {
    #[account(mut)]
    pub reporter: Signer,
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    /// CHECK: created here at the report's own address.
    #[account(mut)]
    pub report: UncheckedAccount,
    pub link: Nested<SubjectLink>,
    #[account(constraint = fault.version == VERSION @ SlashingError::WrongVersion)]
    pub fault: Account<View<Fault>>,
    pub system_program: Program<System>,
}

/// Reports a node for a fault of the last 30 days; Confirmed at once, once per fault.
///
/// # Errors
/// `WrongVersion`, `WrongSubject`, `EntriesPaused`, `SubjectNotBonded`, `WrongFault`; the system program's where the
/// fault is reported already.
pub fn report_fault(ctx: &mut Context<ReportFault>) -> Result<()> {
    let event = ctx.accounts.report(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl ReportFault {
    #[inline(never)]
    fn report(&mut self, now: Moment) -> Result<FaultReported> {
        let subject = *self.link.subject.address();
        self.link.check(&subject)?;
        let authority = read_node(self.link.subject.account())?.authority;
        self.config.check_entries()?;
        self.link.check_bonded()?;
        self.check_fault(&subject, now.at)?;
        let fault = *self.fault.address();
        let report = Opening {
            reporter: self.reporter.account(),
            account: self.report.account(),
            subject: &subject,
            subject_authority: authority,
            reason: reason_of_fault(self.fault.kind.into()),
            source: ReportSource::Fault,
            evidence: digest::fault(&fault, self.fault.posted_slot.get()),
            bond: 0,
            fault_voters: self.fault.voters,
            now,
        }
        .open(&self.config)?;
        self.link.count_report(1);
        Ok(FaultReported {
            report,
            fault,
            kind: self.fault.kind.0,
            slot: now.slot,
            at: now.at,
        })
    }

    fn check_fault(&self, node: &Address, now: i64) -> Result<()> {
        let fresh_until =
            later(self.fault.at.get(), FAULT_FRESH_SECONDS).map_err(SlashingError::from)?;
        require!(
            self.fault.node == *node && now <= fresh_until,
            SlashingError::WrongFault
        );
        Ok(())
    }
}

fn reason_of_fault(kind: FaultKind) -> Reason {
    match kind {
        FaultKind::StartTimeout | FaultKind::RunTimeout => Reason::Timeout,
        FaultKind::ChallengeLost | FaultKind::AuditFailed | FaultKind::QuorumMinority => {
            Reason::InvalidResult
        }
    }
}
