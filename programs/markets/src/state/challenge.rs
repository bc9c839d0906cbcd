//! A challenge: an objection to a result, the panel drawn for it and what its three seats found.

use {
    super::{
        ChallengeKind, ChallengeStatus, CloseReason, FaultKind, PodChallengeKind,
        PodChallengeStatus, Verdict,
    },
    crate::{constants::SEATS, error::MarketsError, math},
    anchor_lang::prelude::*,
    hypernode_common::{draw, program_account},
};

program_account! {
    /// The account at `["challenge", job]`. In the first half of a round's window the panel's validators commit to their
    /// verdicts, in the second half they reveal them.
    pub struct Challenge, size = 360 {
        /// Who asked for a verdict.
        pub kind: PodChallengeKind,
        /// Where it stands.
        pub status: PodChallengeStatus,
        /// Code of the requester, told off chain.
        pub reason: u8,
        /// Round under way, 1 or 2.
        pub round: u8,
        /// Seats that found the result right.
        pub valid: u8,
        /// Seats that found it wrong.
        pub invalid: u8,
        /// Seats taken.
        pub voters_count: u8,
        /// The job.
        pub job: Address,
        /// Who objected; zero in an audit.
        pub challenger: Address,
        /// The node whose result it is.
        pub node: Address,
        /// Digest of the evidence; in an audit the digest that picked the job.
        pub evidence: [u8; 32],
        /// Seed of the round's draw; zero = not drawn.
        pub seed: [u8; 32],
        /// Validators at the draw.
        pub panel_size: PodU32,
        /// Bond in the escrow, base units.
        pub bond: PodU64,
        /// Slot the draw aims at.
        pub target_slot: PodU64,
        /// Unix seconds of the round's start; validators must be active since.
        pub opened_at: PodI64,
        /// Last Unix second in which verdicts of the round are revealed.
        pub deadline_at: PodI64,
        /// Owner keys of the validators that hold the seats.
        pub voters: [Address; 3],
        /// What each seat found.
        pub votes: [u8; 3],
    }
}

/// What the seats of a challenge decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The result stands and the bond is forfeit.
    Valid,
    /// The result is wrong.
    Invalid,
    /// No majority in the first round: a second one is drawn.
    Again,
    /// No majority in the second round: the result stands, the bond goes back.
    Undecided,
}

impl Challenge {
    /// Whether the audit lot asked, with nobody's bond behind it.
    pub fn is_audit(&self) -> bool {
        self.kind == ChallengeKind::Audit
    }

    /// What a node did wrong whose result it finds wrong.
    pub fn fault_kind(&self) -> FaultKind {
        if self.is_audit() {
            FaultKind::AuditFailed
        } else {
            FaultKind::ChallengeLost
        }
    }

    /// Why a job ends whose result it finds wrong.
    pub fn close_reason(&self) -> CloseReason {
        if self.is_audit() {
            CloseReason::AuditFailed
        } else {
            CloseReason::ChallengeLost
        }
    }

    /// Demands a challenge that waits for its panel.
    ///
    /// # Errors
    /// `ChallengeDecided`.
    pub fn require_pending(&self) -> Result<()> {
        require!(
            self.status == ChallengeStatus::Pending,
            MarketsError::ChallengeDecided
        );
        Ok(())
    }

    /// Whether the round's panel is drawn.
    pub fn is_drawn(&self) -> bool {
        self.seed != [0; 32]
    }

    /// Starts a round: no votes, a new draw ahead, a new window.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn open_round(&mut self, round: u8, target_slot: u64, now: i64, window: u32) -> Result<()> {
        self.round = round;
        self.valid = 0;
        self.invalid = 0;
        self.voters_count = 0;
        self.voters = [Address::default(); SEATS];
        self.votes = [Verdict::None as u8; SEATS];
        self.seed = [0; 32];
        self.panel_size = PodU32::ZERO;
        self.target_slot = target_slot.into();
        self.opened_at = now.into();
        self.deadline_at = math::after(now, window)?.into();
        Ok(())
    }

    /// Demands a round whose panel is still to be drawn.
    ///
    /// # Errors
    /// `ChallengeDecided`, `DrawnAlready`.
    pub fn require_undrawn(&self) -> Result<()> {
        self.require_pending()?;
        require!(!self.is_drawn(), MarketsError::DrawnAlready);
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

    /// Last Unix second in which validators commit to a verdict: half of the round's window, rounded down, is left to
    /// reveal it.
    pub fn commit_until(&self) -> i64 {
        let window = self.deadline_at.get().saturating_sub(self.opened_at.get());
        self.deadline_at.get().saturating_sub(window / 2)
    }

    /// Demands an open round with its panel drawn.
    ///
    /// # Errors
    /// `ChallengeDecided`, `PanelNotDrawn`.
    fn require_drawn(&self) -> Result<()> {
        self.require_pending()?;
        require!(self.is_drawn(), MarketsError::PanelNotDrawn);
        Ok(())
    }

    /// Demands the half of a round in which validators commit.
    ///
    /// # Errors
    /// `ChallengeDecided`, `PanelNotDrawn`, `VerdictCommitsOver`.
    pub fn require_committing(&self, now: i64) -> Result<()> {
        self.require_drawn()?;
        require!(now <= self.commit_until(), MarketsError::VerdictCommitsOver);
        Ok(())
    }

    /// Demands the half of a round in which validators reveal: nobody can commit any more, so nobody can copy.
    ///
    /// # Errors
    /// `ChallengeDecided`, `PanelNotDrawn`, `VerdictRevealTooSoon`, `VerdictWindowOver`.
    pub fn require_revealing(&self, now: i64) -> Result<()> {
        self.require_drawn()?;
        require!(
            now > self.commit_until(),
            MarketsError::VerdictRevealTooSoon
        );
        require!(
            now <= self.deadline_at.get(),
            MarketsError::VerdictWindowOver
        );
        Ok(())
    }

    /// Demands a validator that the draw put on the panel; in round 2 every validator is. Gives its ticket.
    ///
    /// # Errors
    /// `NotOnPanel`.
    pub fn require_on_panel(&self, voter: &Address, panel_target: u16) -> Result<u64> {
        let ticket = draw::ticket(&self.seed, voter);
        require!(
            self.round != 1 || draw::is_on_panel(ticket, self.panel_size.get(), panel_target),
            MarketsError::NotOnPanel
        );
        Ok(ticket)
    }

    /// Seats a vote: three seats, lowest tickets first; a lower ticket takes the seat of the highest.
    ///
    /// # Errors
    /// `NotOnPanel`, `AlreadyVoted`.
    pub fn seat(&mut self, voter: &Address, verdict: Verdict, panel_target: u16) -> Result<()> {
        let ticket = self.require_on_panel(voter, panel_target)?;
        require!(!self.voters.contains(voter), MarketsError::AlreadyVoted);
        let taken = usize::from(self.voters_count);
        let mut tickets = [None; SEATS];
        for (ticket, seated) in tickets.iter_mut().zip(self.voters.iter().take(taken)) {
            *ticket = Some(draw::ticket(&self.seed, seated));
        }
        let seat = math::seat_for(ticket, &tickets).ok_or(MarketsError::NotOnPanel)?;
        self.take_seat(seat, voter, verdict);
        Ok(())
    }

    fn take_seat(&mut self, seat: usize, voter: &Address, verdict: Verdict) {
        if let (Some(holder), Some(vote)) = (self.voters.get_mut(seat), self.votes.get_mut(seat)) {
            *holder = *voter;
            *vote = verdict as u8;
        }
        let count = |of: Verdict| {
            let seats = self.votes.iter().filter(|vote| **vote == of as u8).count();
            u8::try_from(seats).unwrap_or(u8::MAX)
        };
        let (valid, invalid) = (count(Verdict::Valid), count(Verdict::Invalid));
        self.valid = valid;
        self.invalid = invalid;
        self.voters_count = valid.saturating_add(invalid);
    }

    /// What the seats decided, once the window is over: two equal votes decide.
    ///
    /// # Errors
    /// `ChallengeDecided`, `DeadlineNotPassed`.
    pub fn decision(&self, now: i64) -> Result<Decision> {
        self.require_pending()?;
        require!(
            now > self.deadline_at.get(),
            MarketsError::DeadlineNotPassed
        );
        Ok(match (self.valid, self.invalid, self.round) {
            (2.., _, _) => Decision::Valid,
            (_, 2.., _) => Decision::Invalid,
            (_, _, 1) => Decision::Again,
            _ => Decision::Undecided,
        })
    }

    /// Keys of the seats that voted as `verdict`, zero for the others.
    pub fn majority(&self, verdict: Verdict) -> [Address; SEATS] {
        let mut majority = [Address::default(); SEATS];
        for ((kept, voter), vote) in majority.iter_mut().zip(&self.voters).zip(&self.votes) {
            if *vote == verdict as u8 {
                *kept = *voter;
            }
        }
        majority
    }

    /// Demands a challenge that found the result wrong.
    ///
    /// # Errors
    /// `ChallengeUndecided`.
    pub fn require_invalid(&self) -> Result<()> {
        require!(
            self.status == ChallengeStatus::Invalid,
            MarketsError::ChallengeUndecided
        );
        Ok(())
    }
}
