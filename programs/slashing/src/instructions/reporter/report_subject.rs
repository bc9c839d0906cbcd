//! 10 report_subject.

use {
    crate::{
        constants::{BOND_VAULT, CONFIG, STATE, TOKEN_PROGRAM},
        error::SlashingError,
        events::{NewReport, SubjectReported, SumsChange},
        instructions::{
            accused::Accused,
            opening::{reason_of, Opening},
            subject_link::*,
        },
        state::{Config, Moment, Reason, ReportSource, State},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        digest,
        event::emit,
        programs::SLASHING,
        staking::BondKind,
        token::{transfer, TokenAccount},
    },
};

/// The accused, the report to create, and where the bond comes from.
#[event_cpi]
#[derive(Accounts)]
pub struct ReportSubject {
    #[account(mut)]
    pub reporter: Signer,
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut, address = STATE)]
    pub state: Account<State>,
    /// CHECK: created here at the report's own address.
    #[account(mut)]
    pub report: UncheckedAccount,
    pub link: Nested<SubjectLink>,
    /// Token account of the reporter that the bond comes from.
    #[account(mut)]
    pub reporter_token: Account<TokenAccount>,
    #[account(mut, address = BOND_VAULT @ SlashingError::WrongVault)]
    pub bond_vault: Account<TokenAccount>,
    /// CHECK: pinned by address.
    #[account(address = TOKEN_PROGRAM)]
    pub token_program: UncheckedAccount,
    pub system_program: Program<System>,
}

/// Accuses a node or validator. `shown` is the digest of what the reporter shows to the panel; the report's address
/// and evidence follow from it.
///
/// # Errors
/// `WrongSubject`, `WrongVersion`, `WrongVault`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`,
/// `SelfReport`, `EntriesPaused`, `SubjectNotBonded`, `WrongReason`, `ZeroDigest`; the system program's where the
/// report exists.
pub fn report_subject(ctx: &mut Context<ReportSubject>, reason: u8, shown: [u8; 32]) -> Result<()> {
    let event = ctx.accounts.report(reason, shown, Moment::now()?)?;
    emit(&SLASHING, ctx.accounts.event_authority.cpi_handle(), &event);
    Ok(())
}

impl ReportSubject {
    #[inline(never)]
    fn report(&mut self, reason: u8, shown: [u8; 32], now: Moment) -> Result<SubjectReported> {
        let accused = self.validate()?;
        let reason = reason_of(reason)?;
        // A validator runs no jobs and owes no heartbeat.
        let fits = accused.kind == BondKind::Node
            || matches!(reason, Reason::InvalidResult | Reason::Malicious);
        require!(fits, SlashingError::WrongReason);
        require!(shown != [0; 32], SlashingError::ZeroDigest);

        let bond = self.config.params.report_bond.get();
        let sums_before = self.state.state();
        self.state.take_bond(bond)?;
        let report = self.open(reason, digest::report(&shown), bond, &accused, now)?;
        transfer(
            self.reporter_token.cpi_handle_mut(),
            self.bond_vault.cpi_handle_mut(),
            self.reporter.cpi_handle(),
            bond,
            &[],
        );
        self.link.count_report(1);
        Ok(SubjectReported {
            report,
            shown,
            sums: SumsChange::of(&mut self.state, sums_before),
            reporter_token: *self.reporter_token.address(),
            bond_vault: BOND_VAULT,
            slot: now.slot,
            at: now.at,
        })
    }

    fn validate(&self) -> Result<Accused> {
        self.link.check(self.link.subject.address())?;
        self.reporter_token
            .check(&self.config.head.mint, self.reporter.address())
            .map_err(SlashingError::from)?;
        let accused = Accused::read(self.link.subject.account())?;
        require!(
            !accused.is_party(self.reporter.address()),
            SlashingError::SelfReport
        );
        self.config.check_entries()?;
        self.link.check_bonded()?;
        Ok(accused)
    }

    fn open(
        &self,
        reason: Reason,
        evidence: [u8; 32],
        bond: u64,
        accused: &Accused,
        now: Moment,
    ) -> Result<NewReport> {
        Opening {
            reporter: self.reporter.account(),
            account: self.report.account(),
            subject: self.link.subject.address(),
            subject_authority: accused.authority,
            reason,
            source: ReportSource::Vote,
            evidence,
            bond,
            fault_voters: [Address::default(); 3],
            now,
        }
        .open(&self.config)
    }
}
