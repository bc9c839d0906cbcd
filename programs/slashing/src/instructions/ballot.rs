//! What proves that a validator may vote on a report, and the vote it creates.

use {
    crate::{
        constants::STAKING_CONFIG,
        error::SlashingError,
        instructions::accused::Accused,
        seeds::{find_report_vote_address, SEED_REPORT_VOTE},
        state::{Report, ReportVote, VoteKind},
    },
    anchor_lang::{prelude::*, AccountInitialize},
    hypernode_common::{
        layout::{View, VERSION},
        staking::{self, Bond, Validator, ValidatorStatus},
    },
};

/// A validator, its stake, the accused, and the place of the vote.
#[derive(Accounts)]
pub struct Ballot {
    /// Owner of the validator; pays the vote's rent.
    #[account(mut)]
    pub owner: Signer,
    #[account(
        constraint = validator.owner == *owner.address() @ SlashingError::ValidatorNotActive,
        constraint = validator.version == VERSION @ SlashingError::WrongVersion,
    )]
    pub validator: Account<View<Validator>>,
    /// The validator's own bond.
    #[account(
        constraint = bond.subject == *validator.address() @ SlashingError::ValidatorNotActive,
        constraint = bond.version == VERSION @ SlashingError::WrongVersion,
    )]
    pub bond: Account<View<Bond>>,
    #[account(
        address = STAKING_CONFIG,
        constraint = staking_config.version == VERSION @ SlashingError::WrongVersion,
    )]
    pub staking_config: Account<View<staking::Config>>,
    /// CHECK: the accused; `check` ties it to the report and reads its parties.
    pub subject: UncheckedAccount,
    /// CHECK: created here at the vote's own address.
    #[account(mut)]
    pub report_vote: UncheckedAccount,
    pub system_program: Program<System>,
}

/// The ballot as a client fills it in: addresses.
pub use __client_accounts_ballot::Ballot as BallotAddresses;

impl Ballot {
    /// Refuses a validator that is not Active since before the report, backed, and a stranger to both parties.
    ///
    /// # Errors
    /// `WrongSubject`, `WrongVersion`, `ValidatorNotActive`, `ValidatorConflict`.
    pub fn check(&self, report: &Report) -> Result<()> {
        require!(
            *self.subject.address() == report.subject,
            SlashingError::WrongSubject
        );
        let active = self.validator.status == ValidatorStatus::Active
            && self.validator.active_from <= report.opened_at
            && self.bond.pledged >= self.staking_config.params.validator_min;
        require!(active, SlashingError::ValidatorNotActive);
        let owner = self.owner.address();
        let accused = Accused::read(self.subject.account())?;
        let conflict = *owner == report.reporter
            || *owner == report.subject_authority
            || accused.is_party(owner);
        require!(!conflict, SlashingError::ValidatorConflict);
        Ok(())
    }

    /// Refuses a validator that voted in the first round, or whose verdict the report rests on.
    ///
    /// # Errors
    /// `VotedInFirstRound`.
    pub fn check_second_round(&self, report: &Report) -> Result<()> {
        let voted = Account::<ReportVote>::load(*self.report_vote.account());
        let fresh = voted.map_or(true, |vote| vote.round != 1)
            && !report.fault_voters.contains(self.owner.address());
        require!(fresh, SlashingError::VotedInFirstRound);
        Ok(())
    }

    /// Creates the vote at its own address; a second one finds the address taken.
    ///
    /// # Errors
    /// `InvalidSeeds` for another address, the system program's.
    pub fn cast(&self, report: &Address, vote: VoteKind, round: u8) -> Result<Account<ReportVote>> {
        let owner = *self.owner.address();
        let (address, bump) = find_report_vote_address(report, &owner);
        require!(
            *self.report_vote.address() == address,
            ProgramError::InvalidSeeds
        );
        let mut account = <Account<ReportVote> as AccountInitialize>::create_and_initialize(
            self.owner.account(),
            self.report_vote.account(),
            ReportVote::SIZE,
            &crate::ID,
            &(),
            Some(&[SEED_REPORT_VOTE, report.as_ref(), owner.as_ref(), &[bump]]),
            None,
        )?;
        account.open(bump, owner);
        account.cast(vote, round, *report, owner);
        Ok(account)
    }
}

/// The vote an argument names.
///
/// # Errors
/// `InvalidInstructionData`.
pub fn vote_of(value: u8) -> Result<VoteKind> {
    VoteKind::from_u8(value).ok_or(ProgramError::InvalidInstructionData)
}
