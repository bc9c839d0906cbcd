//! A report: an accusation against a node or validator, from its opening to its end.

use {
    super::{
        Config, PodReason, PodReportSource, PodReportStatus, ReportStatus, ReportVote, VoteKind,
    },
    crate::{
        constants::{CLOSE_DELAY_SECONDS, FAULT_VOTERS},
        error::SlashingError,
        math::{halve_floor, share_floor},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        draw,
        math::{add, later, sub},
    },
};

hypernode_common::program_account! {
    /// A report: `["report", subject, evidence]`.
    pub struct Report, size = 436 {
        /// `ReportStatus`.
        pub status: PodReportStatus,
        /// `Reason`.
        pub reason: PodReason,
        /// `ReportSource`.
        pub source: PodReportSource,
        /// The Node or Validator.
        pub subject: Address,
        /// Its authority when the report was opened: who appeals, and who gets the accused's part.
        pub subject_authority: Address,
        /// Who reported.
        pub reporter: Address,
        /// Who appealed; zero = nobody.
        pub appellant: Address,
        /// Digest that is the report's identity beside its subject.
        pub evidence: [u8; 32],
        /// Seed of the panel's draw; zero = not drawn.
        pub seed: [u8; 32],
        /// Part of the stake the reason costs, basis points.
        pub bps: PodU16,
        /// Part the cap of a rolling 30 days lets through, basis points; 0 before the execution.
        pub applied_bps: PodU16,
        /// Bond of the reporter, base units; 0 for a report that rests on the chain's own records.
        pub bond: PodU64,
        /// Bond of the appeal, base units.
        pub appeal_bond: PodU64,
        /// Unix seconds of the opening; validators must be active since.
        pub opened_at: PodI64,
        /// Unix seconds of the confirmation; 0 = not confirmed.
        pub confirmed_at: PodI64,
        /// Unix seconds of the appeal; 0 = none.
        pub appealed_at: PodI64,
        /// Unix seconds of the end; 0 = not ended.
        pub ended_at: PodI64,
        /// Slot the draw aims at.
        pub target_slot: PodU64,
        /// Validators at the draw.
        pub panel_size: PodU32,
        /// Votes of the panel for the report; votes leave all four counters only when their accounts close.
        pub confirms: u8,
        /// Votes of the panel against it.
        pub rejects: u8,
        /// Votes on the appeal for the report.
        pub upholds: u8,
        /// Votes on the appeal against it.
        pub overturns: u8,
        /// Slots of the bond when the execution opened.
        pub positions_mask: u8,
        /// Slots slashed.
        pub done_mask: u8,
        /// Fault voters paid, one bit each.
        pub paid_mask: u8,
        /// Slashed for this report, base units.
        pub slashed: PodU64,
        /// What the voters share, base units; from the end on a multiple of their number.
        pub voter_pot: PodU64,
        /// Validators named by the fault; zero = none.
        pub fault_voters: [Address; 3],
    }
}

/// Everything of a report that can change after its opening; what events say before and after.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct ReportState {
    /// `ReportStatus`; 0 before the report exists.
    pub status: u8,
    /// Who appealed.
    pub appellant: Address,
    /// Seed of the panel's draw.
    pub seed: [u8; 32],
    /// Basis points the cap lets through.
    pub applied_bps: u16,
    /// Bond of the appeal, base units.
    pub appeal_bond: u64,
    /// Unix seconds of the confirmation.
    pub confirmed_at: i64,
    /// Unix seconds of the appeal.
    pub appealed_at: i64,
    /// Unix seconds of the end.
    pub ended_at: i64,
    /// Slot the draw aims at.
    pub target_slot: u64,
    /// Validators at the draw.
    pub panel_size: u32,
    /// Votes of the panel for the report.
    pub confirms: u8,
    /// Votes of the panel against it.
    pub rejects: u8,
    /// Votes on the appeal for the report.
    pub upholds: u8,
    /// Votes on the appeal against it.
    pub overturns: u8,
    /// Slots of the bond when the execution opened.
    pub positions_mask: u8,
    /// Slots slashed.
    pub done_mask: u8,
    /// Fault voters paid.
    pub paid_mask: u8,
    /// Slashed for this report, base units.
    pub slashed: u64,
    /// What the voters share, base units.
    pub voter_pot: u64,
}

/// What a round of votes decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tally {
    /// For the report.
    Upheld,
    /// Against it.
    Dismissed,
    /// Neither.
    Undecided,
}

/// How a report ends; decides where bonds and pot go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// Slashed.
    Executed,
    /// Forgiven by the authority.
    Pardoned,
    /// Found untrue by votes, or not upheld on appeal.
    Dismissed,
    /// Not decided by the panel.
    Lapsed,
}

/// What the end of a report takes out of the bond vault. `bonds + pot_before` is exactly
/// `reporter + accused + burned + pot_after`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Settlement {
    /// Bonds that were held for the report.
    pub bonds: u64,
    /// Its pot before.
    pub pot_before: u64,
    /// Its pot after: an equal share for each voter who was right.
    pub pot_after: u64,
    /// To the reporter.
    pub reporter: u64,
    /// To the accused, its own appeal bond included.
    pub accused: u64,
    /// Burned, dust included.
    pub burned: u64,
}

type Check<T = ()> = core::result::Result<T, SlashingError>;

impl Report {
    /// The changeable fields.
    pub fn state(&self) -> ReportState {
        ReportState {
            status: self.status.0,
            appellant: self.appellant,
            seed: self.seed,
            applied_bps: self.applied_bps.get(),
            appeal_bond: self.appeal_bond.get(),
            confirmed_at: self.confirmed_at.get(),
            appealed_at: self.appealed_at.get(),
            ended_at: self.ended_at.get(),
            target_slot: self.target_slot.get(),
            panel_size: self.panel_size.get(),
            confirms: self.confirms,
            rejects: self.rejects,
            upholds: self.upholds,
            overturns: self.overturns,
            positions_mask: self.positions_mask,
            done_mask: self.done_mask,
            paid_mask: self.paid_mask,
            slashed: self.slashed.get(),
            voter_pot: self.voter_pot.get(),
        }
    }

    fn require(&self, status: ReportStatus, otherwise: SlashingError) -> Check {
        if self.status != status {
            return Err(otherwise);
        }
        Ok(())
    }

    fn is_drawn(&self) -> bool {
        self.seed != [0; 32]
    }

    /// Demands a report whose panel is still to be drawn.
    ///
    /// # Errors
    /// `ReportNotPending`, `DrawnAlready`.
    pub fn require_undrawn(&self) -> Check {
        self.require(ReportStatus::Pending, SlashingError::ReportNotPending)?;
        if self.is_drawn() {
            return Err(SlashingError::DrawnAlready);
        }
        Ok(())
    }

    /// Records the draw.
    pub fn draw(&mut self, seed: [u8; 32], panel_size: u32) {
        self.seed = seed;
        self.panel_size = panel_size.into();
    }

    /// Aims the draw at a later slot: the hash it aimed at is lost.
    pub fn rearm(&mut self, target_slot: u64) {
        self.target_slot = target_slot.into();
    }

    /// Demands the first round, drawn and open.
    ///
    /// # Errors
    /// `ReportNotPending`, `PanelNotDrawn`, `VoteWindowOver`.
    pub fn require_voting(&self, config: &Config, now: i64) -> Check {
        self.require(ReportStatus::Pending, SlashingError::ReportNotPending)?;
        if !self.is_drawn() {
            return Err(SlashingError::PanelNotDrawn);
        }
        if now > self.vote_deadline(config)? {
            return Err(SlashingError::VoteWindowOver);
        }
        Ok(())
    }

    /// Demands that the ticket of a validator's owner key is on the panel.
    ///
    /// # Errors
    /// `NotOnPanel`.
    pub fn require_on_panel(&self, voter: &Address, panel_target: u16) -> Check {
        let ticket = draw::ticket(&self.seed, voter);
        if !draw::is_on_panel(ticket, self.panel_size.get(), panel_target) {
            return Err(SlashingError::NotOnPanel);
        }
        Ok(())
    }

    /// Demands an appeal whose votes are open.
    ///
    /// # Errors
    /// `ReportNotAppealed`, `VoteWindowOver`.
    pub fn require_appeal_voting(&self, config: &Config, now: i64) -> Check {
        self.require(ReportStatus::Appealed, SlashingError::ReportNotAppealed)?;
        if now > self.appeal_vote_deadline(config)? {
            return Err(SlashingError::VoteWindowOver);
        }
        Ok(())
    }

    /// Counts a vote of the panel.
    ///
    /// # Errors
    /// `Overflow` past 255 votes of one side.
    pub fn count_vote(&mut self, vote: VoteKind) -> Check {
        raise(match vote {
            VoteKind::For => &mut self.confirms,
            VoteKind::Against => &mut self.rejects,
        })
    }

    /// Counts a vote on the appeal.
    ///
    /// # Errors
    /// `Overflow` past 255 votes of one side.
    pub fn count_appeal_vote(&mut self, vote: VoteKind) -> Check {
        raise(match vote {
            VoteKind::For => &mut self.upholds,
            VoteKind::Against => &mut self.overturns,
        })
    }

    fn vote_deadline(&self, config: &Config) -> Check<i64> {
        let window = config.params.vote_window_seconds.get();
        Ok(later(self.opened_at.get(), u64::from(window))?)
    }

    fn appeal_deadline(&self, config: &Config) -> Check<i64> {
        let window = config.params.appeal_window_seconds.get();
        Ok(later(self.confirmed_at.get(), u64::from(window))?)
    }

    fn appeal_vote_deadline(&self, config: &Config) -> Check<i64> {
        let window = config.params.appeal_vote_window_seconds.get();
        Ok(later(self.appealed_at.get(), u64::from(window))?)
    }

    /// What the panel decided, once its window is over: a quorum with twice as many votes for as against confirms, a
    /// quorum with more against than for dismisses.
    ///
    /// # Errors
    /// `ReportNotPending`, `VoteWindowOpen`.
    pub fn tally(&self, config: &Config, now: i64) -> Check<Tally> {
        self.require(ReportStatus::Pending, SlashingError::ReportNotPending)?;
        if now <= self.vote_deadline(config)? {
            return Err(SlashingError::VoteWindowOpen);
        }
        let quorum = config.params.confirm_votes;
        let twice_rejects = u16::from(self.rejects).saturating_mul(2);
        Ok(
            if self.confirms >= quorum && u16::from(self.confirms) >= twice_rejects {
                Tally::Upheld
            } else if self.rejects >= quorum && self.rejects > self.confirms {
                Tally::Dismissed
            } else {
                Tally::Undecided
            },
        )
    }

    /// What the appeal decided, once its window is over. The report must be upheld by a quorum and a majority: the
    /// burden of proof is the reporter's.
    ///
    /// # Errors
    /// `ReportNotAppealed`, `VoteWindowOpen`.
    pub fn tally_appeal(&self, config: &Config, now: i64) -> Check<Tally> {
        self.require(ReportStatus::Appealed, SlashingError::ReportNotAppealed)?;
        if now <= self.appeal_vote_deadline(config)? {
            return Err(SlashingError::VoteWindowOpen);
        }
        let upheld = self.upholds >= config.params.appeal_votes && self.upholds > self.overturns;
        Ok(if upheld {
            Tally::Upheld
        } else {
            Tally::Dismissed
        })
    }

    /// Found true; the subject may appeal from now on.
    pub fn confirm(&mut self, now: i64) {
        self.status = ReportStatus::Confirmed.into();
        self.confirmed_at = now.into();
    }

    /// Demands a report that the subject may still appeal against.
    ///
    /// # Errors
    /// `ReportNotConfirmed`, `AppealWindowOver`.
    pub fn require_appealable(&self, config: &Config, now: i64) -> Check {
        self.require(ReportStatus::Confirmed, SlashingError::ReportNotConfirmed)?;
        if now > self.appeal_deadline(config)? {
            return Err(SlashingError::AppealWindowOver);
        }
        Ok(())
    }

    /// Bond of an appeal: the report's own, or the present one against a report without.
    pub fn bond_of_appeal(&self, config: &Config) -> u64 {
        match self.bond.get() {
            0 => config.params.report_bond.get(),
            bond => bond,
        }
    }

    /// The subject appeals.
    pub fn appeal(&mut self, appellant: Address, bond: u64, now: i64) {
        self.status = ReportStatus::Appealed.into();
        self.appellant = appellant;
        self.appeal_bond = bond.into();
        self.appealed_at = now.into();
    }

    /// Upheld: the appeal bond becomes the voters'.
    pub fn uphold(&mut self) {
        self.status = ReportStatus::Final.into();
        self.voter_pot = self.appeal_bond;
    }

    /// Demands a report that the authority may forgive.
    ///
    /// # Errors
    /// `ReportNotConfirmed`.
    pub fn require_pardonable(&self) -> Check {
        match self.status.into() {
            ReportStatus::Confirmed | ReportStatus::Appealed | ReportStatus::Final => Ok(()),
            _ => Err(SlashingError::ReportNotConfirmed),
        }
    }

    /// Demands a report that nothing can stop any more.
    ///
    /// # Errors
    /// `ReportNotExecutable`, `AppealWindowOpen`.
    pub fn require_executable(&self, config: &Config, now: i64) -> Check {
        match self.status.into() {
            ReportStatus::Final => Ok(()),
            ReportStatus::Confirmed if now > self.appeal_deadline(config)? => Ok(()),
            ReportStatus::Confirmed => Err(SlashingError::AppealWindowOpen),
            _ => Err(SlashingError::ReportNotExecutable),
        }
    }

    /// Begins to slash `applied_bps` of every position in `positions_mask`.
    pub fn open_execution(&mut self, applied_bps: u16, positions_mask: u8) {
        self.status = ReportStatus::Executing.into();
        self.applied_bps = applied_bps.into();
        self.positions_mask = positions_mask;
    }

    /// Whether nothing is left to slash.
    pub fn is_done(&self) -> bool {
        self.applied_bps == 0 || self.done_mask == self.positions_mask
    }

    /// Marks the position in a slot of the bond as slashed, once.
    ///
    /// # Errors
    /// `ReportNotExecutable`, `WrongPosition`, `PositionDone`.
    pub fn begin_position(&mut self, slot: u8) -> Check {
        self.require(ReportStatus::Executing, SlashingError::ReportNotExecutable)?;
        let bit = 1u8.checked_shl(u32::from(slot)).unwrap_or(0);
        if self.positions_mask & bit == 0 {
            return Err(SlashingError::WrongPosition);
        }
        if self.done_mask & bit != 0 {
            return Err(SlashingError::PositionDone);
        }
        self.done_mask |= bit;
        Ok(())
    }

    /// Books what one position lost and the voters' part of it.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn note_slash(&mut self, amount: u64, voters: u64) -> Check {
        self.slashed = add(self.slashed.get(), amount)?.into();
        self.voter_pot = add(self.voter_pot.get(), voters)?.into();
        Ok(())
    }

    /// Votes for the report, of both rounds and of the fault.
    pub fn votes_for(&self) -> u32 {
        [self.confirms, self.upholds]
            .iter()
            .map(|votes| u32::from(*votes))
            .sum::<u32>()
            .saturating_add(self.named_voters().count() as u32)
    }

    /// Votes against the report, of both rounds.
    pub fn votes_against(&self) -> u32 {
        u32::from(self.rejects).saturating_add(u32::from(self.overturns))
    }

    fn named_voters(&self) -> impl Iterator<Item = &Address> {
        self.fault_voters
            .iter()
            .filter(|voter| **voter != Address::default())
    }

    /// Ends the report and gives what that moves. The pot keeps an equal share for each voter who was right.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn end(&mut self, end: End, now: i64) -> Check<Settlement> {
        let bond = self.bond.get();
        let pot_before = self.voter_pot.get();
        // From Final on the appeal bond is in the pot.
        let appeal_bond = if self.status == ReportStatus::Appealed {
            self.appeal_bond.get()
        } else {
            0
        };
        let (half, other_half) = halve_floor(bond);
        let (status, reporter, accused, burned, (pot, voters)) = match end {
            End::Executed => (
                ReportStatus::Executed,
                bond,
                0,
                0,
                (pot_before, self.votes_for()),
            ),
            // Whatever a lost appeal put into the pot returns to the appellant, who is the accused.
            End::Pardoned => (
                ReportStatus::Dismissed,
                bond,
                add(appeal_bond, pot_before)?,
                0,
                (0, 0),
            ),
            End::Dismissed => (
                ReportStatus::Dismissed,
                0,
                add(half, appeal_bond)?,
                0,
                (other_half, self.votes_against()),
            ),
            End::Lapsed => (ReportStatus::Lapsed, half, 0, other_half, (0, 0)),
        };
        let (_, dust) = share_floor(pot, voters);
        let pot_after = sub(pot, dust)?;
        self.status = status.into();
        self.ended_at = now.into();
        self.voter_pot = pot_after.into();
        Ok(Settlement {
            bonds: add(bond, appeal_bond)?,
            pot_before,
            pot_after,
            reporter,
            accused,
            burned: add(burned, dust)?,
        })
    }

    /// Demands a report that has ended.
    ///
    /// # Errors
    /// `ReportNotEnded`.
    pub fn require_ended(&self) -> Check {
        match self.status.into() {
            ReportStatus::Executed | ReportStatus::Dismissed | ReportStatus::Lapsed => Ok(()),
            _ => Err(SlashingError::ReportNotEnded),
        }
    }

    /// Demands that the report ended more than 30 days ago.
    ///
    /// # Errors
    /// `ReportNotEnded`, `CloseTooSoon`.
    pub fn require_closable(&self, now: i64) -> Check {
        self.require_ended()?;
        if now <= later(self.ended_at.get(), CLOSE_DELAY_SECONDS)? {
            return Err(SlashingError::CloseTooSoon);
        }
        Ok(())
    }

    /// The side whose voters share the pot of an ended report; none while there is nothing to share.
    fn right_side(&self) -> Option<VoteKind> {
        match self.status.into() {
            _ if self.voter_pot == 0 => None,
            ReportStatus::Executed => Some(VoteKind::For),
            ReportStatus::Dismissed => Some(VoteKind::Against),
            _ => None,
        }
    }

    /// Share of one voter of the right side; exact since the end.
    fn share(&self) -> u64 {
        let voters = match self.right_side() {
            Some(VoteKind::For) => self.votes_for(),
            Some(VoteKind::Against) => self.votes_against(),
            None => return 0,
        };
        share_floor(self.voter_pot.get(), voters).0
    }

    /// What a vote earned.
    ///
    /// # Errors
    /// `NotMajorityVoter`.
    pub fn fee_of_vote(&self, vote: &ReportVote) -> Check<u64> {
        if self.right_side().is_none_or(|side| vote.vote != side) {
            return Err(SlashingError::NotMajorityVoter);
        }
        Ok(self.share())
    }

    /// Marks a validator named by the fault as paid and gives what it earned.
    ///
    /// # Errors
    /// `NotMajorityVoter`, `FeePaid`.
    pub fn pay_named_voter(&mut self, voter: &Address) -> Check<u64> {
        let seat = self.fault_voters.iter().position(|named| named == voter);
        let (Some(seat), Some(VoteKind::For)) = (seat, self.right_side()) else {
            return Err(SlashingError::NotMajorityVoter);
        };
        let bit = named_bit(seat);
        if self.paid_mask & bit != 0 {
            return Err(SlashingError::FeePaid);
        }
        self.paid_mask |= bit;
        Ok(self.share())
    }

    /// Lets a vote leave its counter, its share the pot; gives the share if it was never paid.
    ///
    /// # Errors
    /// `Overflow` when the vote was not counted here.
    pub fn drop_vote(&mut self, vote: &ReportVote) -> Check<u64> {
        let share = self.fee_of_vote(vote).unwrap_or(0);
        let counter = match (vote.round, vote.vote.into()) {
            (1, VoteKind::For) => &mut self.confirms,
            (1, VoteKind::Against) => &mut self.rejects,
            (_, VoteKind::For) => &mut self.upholds,
            (_, VoteKind::Against) => &mut self.overturns,
        };
        *counter = counter.checked_sub(1).ok_or(SlashingError::Overflow)?;
        self.voter_pot = sub(self.voter_pot.get(), share)?.into();
        Ok(if vote.paid.get() { 0 } else { share })
    }

    /// Whether votes still count here.
    pub fn has_votes(&self) -> bool {
        [self.confirms, self.rejects, self.upholds, self.overturns] != [0; 4]
    }

    /// What named voters never claimed.
    pub fn unclaimed(&self) -> u64 {
        let share = self.share();
        (0..FAULT_VOTERS)
            .zip(&self.fault_voters)
            .filter(|(seat, voter)| {
                **voter != Address::default() && self.paid_mask & named_bit(*seat) == 0
            })
            .fold(0, |sum, _| share.saturating_add(sum))
    }
}

fn raise(counter: &mut u8) -> Check {
    *counter = counter.checked_add(1).ok_or(SlashingError::Overflow)?;
    Ok(())
}

fn named_bit(seat: usize) -> u8 {
    1u8.checked_shl(seat as u32).unwrap_or(0)
}
