//! What every new report has in common.

use {
    crate::{
        error::SlashingError,
        events::NewReport,
        seeds::{find_report_address, SEED_REPORT},
        state::{Config, Moment, Reason, Report, ReportSource, ReportStatus},
    },
    anchor_lang::{prelude::*, AccountInitialize},
};

/// What a report is made from.
pub struct Opening<'a> {
    /// Who reports; pays the rent and signs.
    pub reporter: &'a AccountView,
    /// The account at the report's own address.
    pub account: &'a AccountView,
    /// The Node or Validator.
    pub subject: &'a Address,
    /// Its authority.
    pub subject_authority: Address,
    /// What it is accused of.
    pub reason: Reason,
    /// What the report rests on.
    pub source: ReportSource,
    /// Digest that is its identity.
    pub evidence: [u8; 32],
    /// Bond, base units.
    pub bond: u64,
    /// Validators named by a fault; zero = none.
    pub fault_voters: [Address; 3],
    /// When.
    pub now: Moment,
}

impl Opening<'_> {
    /// Creates the report: Pending with its draw ahead where validators vote, else Confirmed at once.
    ///
    /// # Errors
    /// `InvalidSeeds` for another address, the system program's where the report exists, `Overflow`.
    #[inline(never)]
    pub fn open(&self, config: &Config) -> Result<NewReport> {
        let mut report = self.create()?;
        report.reason = self.reason.into();
        report.source = self.source.into();
        report.subject = *self.subject;
        report.subject_authority = self.subject_authority;
        report.reporter = *self.reporter.address();
        report.evidence = self.evidence;
        report.bps = config.bps_of(self.reason).into();
        report.bond = self.bond.into();
        report.opened_at = self.now.at.into();
        report.fault_voters = self.fault_voters;
        if self.source == ReportSource::Vote {
            report.status = ReportStatus::Pending.into();
            report.target_slot = config.target_slot(self.now)?.into();
        } else {
            report.confirm(self.now.at);
        }
        Ok(told(&report))
    }

    fn create(&self) -> Result<Account<Report>> {
        let (address, bump) = find_report_address(self.subject, &self.evidence);
        require!(
            *self.account.address() == address,
            ProgramError::InvalidSeeds
        );
        let mut report = <Account<Report> as AccountInitialize>::create_and_initialize(
            self.reporter,
            self.account,
            Report::SIZE,
            &crate::ID,
            &(),
            Some(&[SEED_REPORT, self.subject.as_ref(), &self.evidence, &[bump]]),
            None,
        )?;
        report.open(bump, *self.reporter.address());
        Ok(report)
    }
}

fn told(report: &Account<Report>) -> NewReport {
    NewReport {
        report: *report.address(),
        report_changes: report.changes.get(),
        reason: report.reason.0,
        source: report.source.0,
        subject: report.subject,
        subject_authority: report.subject_authority,
        reporter: report.reporter,
        evidence: report.evidence,
        bps: report.bps.get(),
        bond: report.bond.get(),
        opened_at: report.opened_at.get(),
        fault_voters: report.fault_voters,
        status: report.status.0,
        confirmed_at: report.confirmed_at.get(),
        target_slot: report.target_slot.get(),
        rent_payer: report.rent_payer,
    }
}

/// The reason an argument names.
///
/// # Errors
/// `WrongReason`.
pub fn reason_of(value: u8) -> Result<Reason> {
    Reason::from_u8(value).ok_or_else(|| SlashingError::WrongReason.into())
}
