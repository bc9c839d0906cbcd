//! A replica group: several jobs that do the same work on nodes of different authorities, and what they found.

use {
    super::{Job, Moment, PodReplicasStatus, ReplicasStatus},
    crate::{
        constants::{COMMIT_SECONDS, MAX_REPLICAS, REVEAL_SECONDS},
        error::MarketsError,
        math::after,
        quorum,
    },
    anchor_lang::prelude::*,
    hypernode_common::program_account,
};

program_account! {
    /// The account at `["replicas", requester, id]`. Bit `i` of each mask stands for seat `i`.
    pub struct ReplicaGroup, size = 741 {
        /// Where it stands.
        pub status: PodReplicasStatus,
        /// Results that must agree, more than half of `n`.
        pub m: u8,
        /// Seats, 2..5.
        pub n: u8,
        /// Seats taken.
        pub seats: u8,
        /// Replicas that committed to a result.
        pub commits: u8,
        /// Replicas that revealed it.
        pub reveals: u8,
        /// Replicas the tally is applied to.
        pub applied: u8,
        /// Sixteen raw bytes, not all zero.
        pub id: [u8; 16],
        /// Who opened it; only this requester's jobs may join.
        pub requester: Address,
        /// Digest of the image every replica runs.
        pub image_digest: [u8; 32],
        /// Digest of the input every replica reads.
        pub input_digest: [u8; 32],
        /// Digest of the specification every replica follows.
        pub spec_digest: [u8; 32],
        /// Result that stands; zero = none.
        pub majority: [u8; 32],
        /// Last Unix second of the commitments.
        pub commit_until: PodI64,
        /// Unix seconds of the last of `n` commitments; 0 = some are missing.
        pub committed_at: PodI64,
        /// How long replicas have to reveal, seconds.
        pub reveal_seconds: PodU32,
        /// The job in each seat.
        pub jobs: [Address; 5],
        /// Authority of the node that has the job, or had it last.
        pub authorities: [Address; 5],
        /// Result each replica revealed; zero = none.
        pub results: [[u8; 32]; 5],
    }
}

/// What a requester asks of a new replica group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct ReplicaTerms {
    /// Results that must agree, more than half of `n`.
    pub m: u8,
    /// Replicas, 2 to 5.
    pub n: u8,
    /// How long replicas have from now to commit, seconds, 60 to 3,888,000.
    pub commit_seconds: u32,
    /// How long they then have to reveal, seconds, 600 to 86,400.
    pub reveal_seconds: u32,
}

/// What the tally says about one replica.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// It revealed the result that stands.
    Majority,
    /// Another result stands; it revealed its own, or none.
    Minority,
    /// No result stands: nobody is to blame.
    NoMajority,
}

impl ReplicaTerms {
    /// Checks every bound.
    ///
    /// # Errors
    /// `ParameterOutOfBounds`.
    pub fn validate(&self) -> Result<()> {
        // One replica alone would be compared with nothing.
        let within = (2..=MAX_REPLICAS).contains(&usize::from(self.n))
            && self.m <= self.n
            && u16::from(self.m).saturating_mul(2) > u16::from(self.n)
            && COMMIT_SECONDS.contains(&self.commit_seconds)
            && REVEAL_SECONDS.contains(&self.reveal_seconds);
        require!(within, MarketsError::ParameterOutOfBounds);
        Ok(())
    }
}

fn bit(seat: usize) -> u8 {
    // Seats are below five.
    1u8.checked_shl(seat as u32).unwrap_or(0)
}

impl ReplicaGroup {
    /// Seat of a job.
    ///
    /// # Errors
    /// `NotInReplicas`.
    pub fn seat_of(&self, job: &Address) -> Result<usize> {
        self.jobs
            .iter()
            .take(usize::from(self.seats))
            .position(|seated| seated == job)
            .ok_or_else(|| MarketsError::NotInReplicas.into())
    }

    /// Seats a job on a node of `authority`: the next free seat, or its own again after an attempt failed.
    ///
    /// The slowest run must end before the commit deadline, so that no node is caught between the two.
    ///
    /// # Errors
    /// `WrongReplicas`, `ReplicasTooLate`, `ReplicasFull`, `AuthorityHasReplica`.
    pub fn join(
        &mut self,
        address: &Address,
        job: &Job,
        authority: &Address,
        now: i64,
    ) -> Result<usize> {
        let alike = job.requester == self.requester
            && job.image_digest == self.image_digest
            && job.input_digest == self.input_digest
            && job.spec_digest == self.spec_digest;
        require!(alike, MarketsError::WrongReplicas);
        let started = after(now, job.start_grace_seconds.get())?;
        let run = after(started, job.max_run_seconds.get())?;
        let submitted = after(run, job.submit_grace_seconds.get())?;
        require!(
            submitted <= self.commit_until.get(),
            MarketsError::ReplicasTooLate
        );
        let taken = usize::from(self.seats);
        let seat = self.seat_of(address).unwrap_or(taken);
        require!(seat < usize::from(self.n), MarketsError::ReplicasFull);
        let twice = self
            .authorities
            .iter()
            .take(taken)
            .enumerate()
            .any(|(other, seated)| other != seat && seated == authority);
        require!(!twice, MarketsError::AuthorityHasReplica);
        if let (Some(seated), Some(holder)) =
            (self.jobs.get_mut(seat), self.authorities.get_mut(seat))
        {
            *seated = *address;
            *holder = *authority;
        }
        if seat == taken {
            self.seats = self.seats.saturating_add(1);
        }
        Ok(seat)
    }

    /// Notes that the replica in a seat committed.
    ///
    /// # Errors
    /// `CommitDeadlinePassed`.
    pub fn commit(&mut self, seat: usize, now: i64) -> Result<()> {
        require!(
            now <= self.commit_until.get(),
            MarketsError::CommitDeadlinePassed
        );
        self.commits |= bit(seat);
        if self.commits == bit(usize::from(self.n)).wrapping_sub(1) {
            self.committed_at = now.into();
        }
        Ok(())
    }

    /// Whether nobody can commit any more.
    fn commits_are_in(&self, now: i64) -> bool {
        self.committed_at.get() != 0 || now > self.commit_until.get()
    }

    /// Last Unix second of the reveals.
    pub fn reveal_until(&self) -> Result<i64> {
        let from = match self.committed_at.get() {
            0 => self.commit_until.get(),
            committed_at => committed_at,
        };
        Ok(after(from, self.reveal_seconds.get())?)
    }

    /// Notes the result that the replica in a seat revealed: after all commitments or their deadline, so that nobody
    /// can copy it.
    ///
    /// # Errors
    /// `RevealTooSoon`, `RevealDeadlinePassed`, `AlreadyRevealed`.
    pub fn reveal(&mut self, seat: usize, result: &[u8; 32], now: i64) -> Result<()> {
        require!(self.commits_are_in(now), MarketsError::RevealTooSoon);
        require!(
            now <= self.reveal_until()?,
            MarketsError::RevealDeadlinePassed
        );
        require!(self.reveals & bit(seat) == 0, MarketsError::AlreadyRevealed);
        self.reveals |= bit(seat);
        if let Some(revealed) = self.results.get_mut(seat) {
            *revealed = *result;
        }
        Ok(())
    }

    /// Counts the results: once everybody who committed revealed, or the reveal deadline is over.
    ///
    /// # Errors
    /// `AlreadyTallied`, `TallyTooSoon`.
    pub fn tally(&mut self, now: i64) -> Result<()> {
        require!(
            self.status == ReplicasStatus::Open,
            MarketsError::AlreadyTallied
        );
        let complete = self.commits_are_in(now) && self.reveals == self.commits;
        require!(
            complete || now > self.reveal_until()?,
            MarketsError::TallyTooSoon
        );
        let mut revealed = [None; MAX_REPLICAS];
        for (seat, (slot, result)) in revealed.iter_mut().zip(&self.results).enumerate() {
            *slot = (self.reveals & bit(seat) != 0).then_some(*result);
        }
        match quorum::majority(&revealed, self.m) {
            Some(result) => {
                self.majority = result;
                self.status = ReplicasStatus::Agreed.into();
            }
            None => self.status = ReplicasStatus::Split.into(),
        }
        Ok(())
    }

    /// What the tally says about the replica in a seat, told once.
    ///
    /// # Errors
    /// `NotTallied`, `AlreadyApplied`.
    pub fn apply(&mut self, seat: usize) -> Result<Ruling> {
        require!(
            self.status != ReplicasStatus::Open,
            MarketsError::NotTallied
        );
        require!(self.applied & bit(seat) == 0, MarketsError::AlreadyApplied);
        self.applied |= bit(seat);
        if self.status == ReplicasStatus::Split {
            return Ok(Ruling::NoMajority);
        }
        let stands = self.results.get(seat) == Some(&self.majority);
        Ok(if stands {
            Ruling::Majority
        } else {
            Ruling::Minority
        })
    }

    /// Demands a group nobody needs any more: replicas that committed had the tally applied, the others are past their
    /// own deadlines.
    ///
    /// # Errors
    /// `NotTallied`, `ReplicasNotApplied`.
    pub fn require_applied(&self) -> Result<()> {
        require!(
            self.status != ReplicasStatus::Open,
            MarketsError::NotTallied
        );
        require!(
            self.applied == self.commits,
            MarketsError::ReplicasNotApplied
        );
        Ok(())
    }
}

/// Everything a new replica group is made from.
pub struct NewReplicas<'a> {
    /// Canonical bump.
    pub bump: u8,
    /// Sixteen raw bytes.
    pub id: &'a [u8; 16],
    /// Who opens it.
    pub requester: &'a Address,
    /// Who pays the rent.
    pub rent_payer: &'a Address,
    /// The work.
    pub digests: &'a super::JobDigests,
    /// Sizes and times.
    pub terms: &'a ReplicaTerms,
    /// When.
    pub now: Moment,
}

impl ReplicaGroup {
    /// A new group without a seat taken.
    ///
    /// # Errors
    /// `InvalidId`, `ZeroDigest`, `ParameterOutOfBounds`.
    pub fn begin(&mut self, new: &NewReplicas) -> Result<()> {
        require!(*new.id != [0; 16], MarketsError::InvalidId);
        let digests = [&new.digests.image, &new.digests.input, &new.digests.spec];
        require!(!digests.contains(&&[0; 32]), MarketsError::ZeroDigest);
        new.terms.validate()?;
        self.open(new.bump, *new.rent_payer);
        self.status = ReplicasStatus::Open.into();
        self.m = new.terms.m;
        self.n = new.terms.n;
        self.id = *new.id;
        self.requester = *new.requester;
        self.image_digest = new.digests.image;
        self.input_digest = new.digests.input;
        self.spec_digest = new.digests.spec;
        self.commit_until = after(new.now.at, new.terms.commit_seconds)?.into();
        self.reveal_seconds = new.terms.reveal_seconds.into();
        Ok(())
    }
}
