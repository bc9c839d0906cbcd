//! 20 open_execution.

use {
    crate::{
        constants::{CONFIG, REGISTRY_CONFIG, STAKING_CONFIG, SUSPEND_FROM_BPS, SUSPEND_SECONDS},
        error::SlashingError,
        events::{ExecutionOpened, Payments, ReportChange, SumsChange},
        instructions::{purse::*, subject_link::*},
        state::{Config, End, Moment, Reason, Report},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        math::later,
        registry::{penalise_node, PenaliseNodeAccounts},
        staking::{reserve_slash, ReserveSlashAccounts},
    },
};

/// A report that nothing can stop any more, and what its penalty changes.
#[event_cpi]
#[derive(Accounts)]
pub struct OpenExecution {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut)]
    pub report: Account<Report>,
    pub link: Nested<SubjectLink>,
    pub purse: Nested<Purse>,
    /// CHECK: a token account of the reporter; needed when the cap leaves nothing to slash.
    #[account(mut, unsafe(dup))]
    pub reporter_token: Option<UncheckedAccount>,
    /// CHECK: read by staking.
    #[account(address = STAKING_CONFIG)]
    pub staking_config: UncheckedAccount,
    /// CHECK: read by the registry.
    #[account(address = REGISTRY_CONFIG)]
    pub registry_config: UncheckedAccount,
    /// CHECK: of a node, whose program checks and changes it; none for a validator.
    #[account(mut)]
    pub reputation: Option<UncheckedAccount>,
}

/// Reserves the slash under the cap of a rolling 30 days and penalises a node; without anything left to slash the
/// report is Executed.
///
/// # Errors
/// `WrongSubject`, `WrongVersion`, `WrongMint`, `ReportNotExecutable`, `AppealWindowOpen`, `ExitsPaused`,
/// `NotEnoughAccountKeys` without the reputation of a node, and those of the account that is paid.
pub fn open_execution(ctx: &mut Context<OpenExecution>) -> Result<()> {
    let event = ctx.accounts.open(Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl OpenExecution {
    #[inline(never)]
    fn open(&mut self, now: Moment) -> Result<ExecutionOpened> {
        self.link.check(&self.report.subject)?;
        self.purse.check(&self.config)?;
        self.report.require_executable(&self.config, now.at)?;
        self.config.check_exits(now.at)?;
        let before = self.report.state();
        let sums_before = self.purse.state.state();
        let applied_bps = self.reserve()?;
        let suspend_until = self.penalise(now.at)?;
        let positions_mask = self.link.bond.slots_mask;
        self.report.open_execution(applied_bps, positions_mask);
        let payments = if self.report.is_done() {
            self.end(now.at)?
        } else {
            Payments::default()
        };
        Ok(ExecutionOpened {
            report: ReportChange::of(&mut self.report, before),
            sums: SumsChange::of(&mut self.purse.state, sums_before),
            payments,
            suspend_until,
            slot: now.slot,
            at: now.at,
        })
    }

    fn reserve(&mut self) -> Result<u16> {
        let link = &mut *self.link;
        reserve_slash(
            ReserveSlashAccounts {
                caller: link.caller.cpi_handle(),
                config: self.staking_config.cpi_handle(),
                bond: link.bond.cpi_handle_mut(),
                event_authority: link.staking_event_authority.cpi_handle(),
                program: link.staking_program.cpi_handle(),
            },
            self.report.bps.get(),
        )
    }

    /// Penalises a node; gives the moment it is suspended until, 0 for none. A silent node is suspended whatever the
    /// price of silence, so that it returns by its own decision, and a suspended node owes no heartbeat.
    fn penalise(&mut self, now: i64) -> Result<i64> {
        if !self.link.is_node() {
            return Ok(0);
        }
        let suspends =
            self.report.reason == Reason::Offline || self.report.bps.get() >= SUSPEND_FROM_BPS;
        let suspend_until = if suspends {
            later(now, SUSPEND_SECONDS).map_err(SlashingError::from)?
        } else {
            0
        };
        let reputation = self
            .reputation
            .as_mut()
            .ok_or(ProgramError::NotEnoughAccountKeys)?;
        let link = &mut *self.link;
        penalise_node(
            PenaliseNodeAccounts {
                caller: link.caller.cpi_handle(),
                config: self.registry_config.cpi_handle(),
                node: link.subject.cpi_handle_mut(),
                reputation: reputation.cpi_handle_mut(),
                event_authority: link.registry_event_authority.cpi_handle(),
                program: link.registry_program.cpi_handle(),
            },
            self.report.reason.0,
            suspend_until,
        );
        Ok(suspend_until)
    }

    fn end(&mut self, now: i64) -> Result<Payments> {
        let settlement = self.report.end(End::Executed, now)?;
        let payments = self.purse.settle(
            &settlement,
            &self.report,
            &mut self.reporter_token,
            &mut None,
        )?;
        self.link.count_report(-1);
        Ok(payments)
    }
}
