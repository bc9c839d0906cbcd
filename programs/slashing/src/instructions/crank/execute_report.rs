//! 21 execute_report.

use {
    crate::{
        constants::{CONFIG, SLASH_VAULT, STAKING_CONFIG},
        error::SlashingError,
        events::{Payments, ReportChange, ReportExecuted, SumsChange},
        instructions::{purse::*, subject_link::*},
        math::{split_slash, SlashSplit},
        state::{Config, End, Moment, Report},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        event::emit,
        layout::{View, VERSION},
        programs::{REWARDS, REWARDS_STATE, SLASHING, STAKE_VAULT, STAKING, TOTALS},
        staking::{slash_position, Position, SlashPositionAccounts},
        token::{burn_checked, transfer, TokenAccount},
    },
};

/// A position behind the accused, and everybody its slash goes to.
#[event_cpi]
#[derive(Accounts)]
pub struct ExecuteReport {
    #[account(address = CONFIG)]
    pub config: Account<Config>,
    #[account(mut)]
    pub report: Account<Report>,
    pub link: Nested<SubjectLink>,
    pub purse: Nested<Purse>,
    /// CHECK: pinned by address; the token program reads it.
    #[account(mut, address = SLASH_VAULT @ SlashingError::WrongVault)]
    pub slash_vault: UncheckedAccount,
    #[account(mut, address = config.params.treasury @ SlashingError::WrongVault)]
    pub treasury_token: Account<TokenAccount>,
    /// CHECK: a token account of the reporter.
    #[account(mut, unsafe(dup))]
    pub reporter_token: Option<UncheckedAccount>,
    #[account(
        mut,
        constraint = position.subject == report.subject @ SlashingError::WrongPosition,
        constraint = position.version == VERSION @ SlashingError::WrongVersion,
    )]
    pub position: Account<View<Position>>,
    /// CHECK: read by staking.
    #[account(address = STAKING_CONFIG)]
    pub staking_config: UncheckedAccount,
    /// CHECK: changed by staking.
    #[account(mut, address = TOTALS.address)]
    pub staking_totals: UncheckedAccount,
    /// CHECK: debited by staking.
    #[account(mut, address = STAKE_VAULT.address @ SlashingError::WrongVault)]
    pub stake_vault: UncheckedAccount,
    /// CHECK: signs for staking.
    #[account(address = STAKING.caller.address)]
    pub staking_caller: UncheckedAccount,
    /// CHECK: read by rewards.
    #[account(address = REWARDS.config.address)]
    pub rewards_config: UncheckedAccount,
    /// CHECK: changed by rewards.
    #[account(mut, address = REWARDS_STATE.address)]
    pub rewards_state: UncheckedAccount,
    /// CHECK: of the position; staking checks it, rewards changes it.
    #[account(mut)]
    pub reward_account: UncheckedAccount,
    /// CHECK: signs the events of rewards.
    #[account(address = REWARDS.event_authority.address)]
    pub rewards_event_authority: UncheckedAccount,
    /// CHECK: called by its address.
    #[account(address = REWARDS.id)]
    pub rewards_program: UncheckedAccount,
}

/// Slashes one position and splits what it lost; after the last one the report is Executed.
///
/// # Errors
/// `WrongVault`, `WrongPosition`, `WrongVersion`, `WrongSubject`, `WrongMint`, `WrongTokenMint`, `TokenAccountFrozen`,
/// `ReportNotExecutable`, `PositionDone`, `ExitsPaused`, then the codes of staking and those of the accounts that are
/// paid.
pub fn execute_report(ctx: &mut Context<ExecuteReport>) -> Result<()> {
    let event = ctx.accounts.execute(Moment::now()?)?;
    emit(&SLASHING, ctx.accounts.event_authority.cpi_handle(), &event);
    Ok(())
}

impl ExecuteReport {
    #[inline(never)]
    fn execute(&mut self, now: Moment) -> Result<ReportExecuted> {
        self.validate()?;
        let before = self.report.state();
        let sums_before = self.purse.state.state();
        self.report.begin_position(self.position.bond_index)?;
        self.config.check_exits(now.at)?;
        let amount = self.slash()?;
        let split = self.book(amount)?;
        self.pay(&split)?;
        let payments = if self.report.is_done() {
            self.end(now.at)?
        } else {
            Payments::default()
        };
        Ok(ReportExecuted {
            report: ReportChange::of(&mut self.report, before),
            sums: SumsChange::of(&mut self.purse.state, sums_before),
            position: *self.position.address(),
            amount,
            burned: split.burned,
            treasury: split.treasury,
            reporter: split.reporter,
            voters: split.voters,
            slash_vault: SLASH_VAULT,
            treasury_token: *self.treasury_token.address(),
            payments,
            slot: now.slot,
            at: now.at,
        })
    }

    fn validate(&self) -> Result<()> {
        self.link.check(&self.report.subject)?;
        self.purse.check(&self.config)?;
        require!(
            self.treasury_token.mint == self.config.head.mint,
            SlashingError::WrongTokenMint
        );
        require!(
            !self.treasury_token.is_frozen(),
            SlashingError::TokenAccountFrozen
        );
        Ok(())
    }

    #[inline(never)]
    fn slash(&mut self) -> Result<u64> {
        let link = &mut *self.link;
        slash_position(
            SlashPositionAccounts {
                caller: link.caller.cpi_handle(),
                config: self.staking_config.cpi_handle(),
                totals: self.staking_totals.cpi_handle_mut(),
                vault: self.stake_vault.cpi_handle_mut(),
                slash_vault: self.slash_vault.cpi_handle_mut(),
                position: self.position.cpi_handle_mut(),
                bond: link.bond.cpi_handle_mut(),
                staking_caller: self.staking_caller.cpi_handle(),
                rewards_config: self.rewards_config.cpi_handle(),
                rewards_state: self.rewards_state.cpi_handle_mut(),
                reward_account: self.reward_account.cpi_handle_mut(),
                rewards_event_authority: self.rewards_event_authority.cpi_handle(),
                rewards_program: self.rewards_program.cpi_handle(),
                token_program: self.purse.token_program.cpi_handle(),
                event_authority: link.staking_event_authority.cpi_handle(),
                program: link.staking_program.cpi_handle(),
            },
            self.report.applied_bps.get(),
        )
    }

    fn book(&mut self, amount: u64) -> Result<SlashSplit> {
        let params = &self.config.params;
        let split = split_slash(
            amount,
            params.treasury_bps.get(),
            params.reporter_bps.get(),
            self.report.votes_for() != 0,
        )?;
        self.report.note_slash(amount, split.voters)?;
        self.purse.state.change_pot(0, split.voters)?;
        self.purse.state.burn(split.burned)?;
        Ok(split)
    }

    /// Empties the slash vault again.
    #[inline(never)]
    fn pay(&mut self, split: &SlashSplit) -> Result<()> {
        let purse = &mut *self.purse;
        if split.burned > 0 {
            burn_checked(
                self.slash_vault.cpi_handle_mut(),
                purse.mint.cpi_handle_mut(),
                purse.vaults.cpi_handle(),
                split.burned,
                VAULTS_SIGNER,
            );
        }
        if split.treasury > 0 {
            transfer(
                self.slash_vault.cpi_handle_mut(),
                self.treasury_token.cpi_handle_mut(),
                purse.vaults.cpi_handle(),
                split.treasury,
                VAULTS_SIGNER,
            );
        }
        if split.voters > 0 {
            transfer(
                self.slash_vault.cpi_handle_mut(),
                purse.bond_vault.cpi_handle_mut(),
                purse.vaults.cpi_handle(),
                split.voters,
                VAULTS_SIGNER,
            );
        }
        if split.reporter > 0 {
            let to = self
                .reporter_token
                .as_mut()
                .ok_or(ProgramError::NotEnoughAccountKeys)?;
            check_recipient(to.account(), &self.config.head.mint, &self.report.reporter)?;
            transfer(
                self.slash_vault.cpi_handle_mut(),
                to.cpi_handle_mut(),
                purse.vaults.cpi_handle(),
                split.reporter,
                VAULTS_SIGNER,
            );
        }
        Ok(())
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
