//! The accounts by which a report reaches its subject in staking and the registry.

use {
    crate::{
        constants::{
            CALLER, REGISTRY_EVENT_AUTHORITY, REGISTRY_PROGRAM, STAKING_EVENT_AUTHORITY,
            STAKING_PROGRAM,
        },
        error::SlashingError,
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        registry::{note_report, NoteReportAccounts},
        staking::{freeze_bond, Bond, BondKind, FreezeBondAccounts},
    },
};

/// The accused, its bond, and what signs and takes the calls.
#[derive(Accounts)]
pub struct SubjectLink {
    /// CHECK: the Node or Validator; `check` ties it to the report, and its own program changes it.
    #[account(mut)]
    pub subject: UncheckedAccount,
    /// Its bond.
    #[account(mut)]
    pub bond: Account<View<Bond>>,
    /// CHECK: pinned by address; signs the calls.
    #[account(address = CALLER)]
    pub caller: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = STAKING_EVENT_AUTHORITY)]
    pub staking_event_authority: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = STAKING_PROGRAM)]
    pub staking_program: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = REGISTRY_EVENT_AUTHORITY)]
    pub registry_event_authority: UncheckedAccount,
    /// CHECK: pinned by address.
    #[account(address = REGISTRY_PROGRAM)]
    pub registry_program: UncheckedAccount,
}

/// The link as a client fills it in: addresses.
pub use __client_accounts_subjectlink::SubjectLink as SubjectLinkAddresses;

impl SubjectLink {
    /// Checks that subject and bond are those of the report.
    ///
    /// # Errors
    /// `WrongSubject`, `WrongVersion`.
    pub fn check(&self, subject: &Address) -> Result<()> {
        require!(
            self.subject.address() == subject && self.bond.subject == *subject,
            SlashingError::WrongSubject
        );
        require!(self.bond.version == VERSION, SlashingError::WrongVersion);
        Ok(())
    }

    /// Checks that something can be slashed.
    ///
    /// # Errors
    /// `SubjectNotBonded`.
    pub fn check_bonded(&self) -> Result<()> {
        require!(
            self.bond.pledged != 0 || self.bond.releasing != 0,
            SlashingError::SubjectNotBonded
        );
        Ok(())
    }

    /// Whether the subject is a node.
    pub fn is_node(&self) -> bool {
        self.bond.kind == BondKind::Node
    }

    /// One report more (1) or less (-1): freezes or thaws the bond and, for a node, tells the registry.
    #[inline(never)]
    pub fn count_report(&mut self, step: i8) {
        freeze_bond(
            FreezeBondAccounts {
                caller: self.caller.cpi_handle(),
                bond: self.bond.cpi_handle_mut(),
                event_authority: self.staking_event_authority.cpi_handle(),
                program: self.staking_program.cpi_handle(),
            },
            step,
        );
        if self.is_node() {
            note_report(
                NoteReportAccounts {
                    caller: self.caller.cpi_handle(),
                    node: self.subject.cpi_handle_mut(),
                    event_authority: self.registry_event_authority.cpi_handle(),
                    program: self.registry_program.cpi_handle(),
                },
                step,
            );
        }
    }
}
