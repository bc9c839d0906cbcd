//! A job: one unit of paid work, its terms, its state and the moves it may make.

use {
    super::{
        CloseReason, JobState, Market, Origin, PodCloseReason, PodJobState, PodMarketsParams,
        PodOrigin, PodVerification, Verification,
    },
    crate::{
        constants::{
            FLAG_AUTO_ASSIGNED, FLAG_KEY_PUBLISHED, FLAG_SEALED_INPUT, FLAG_SELF_DEALING,
            FLAG_STOPPED, FLAG_VERIFIED, MAX_INTENT_SECONDS, MAX_PREFERRED, MAX_SLA_CREDIT_BPS,
        },
        error::MarketsError,
        math::{self, PriceTerms, SplitTerms},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        math::{add, later},
        program_account,
        requirements::{PodRequirements, Requirements},
    },
};

program_account! {
    /// The account at `["job", requester, id]`. Terms are copied at post; nothing but the funder's extension
    /// and the requester's stop changes them afterwards.
    pub struct Job, size = 668 {
        /// Canonical bump of the escrow.
        pub escrow_bump: u8,
        /// Where it stands.
        pub state: PodJobState,
        /// How its result is checked.
        pub verification: PodVerification,
        /// Where it comes from.
        pub origin: PodOrigin,
        /// Attempt under way or last made, from 1; 0 before the first.
        pub attempt: u8,
        /// Attempts it has.
        pub attempts_max: u8,
        /// Why it ended; `None` while it lives.
        pub close_reason: PodCloseReason,
        /// Sum of the `FLAG_*` constants that hold.
        pub flags: u8,
        /// Results that must agree; 0 unless verified by quorum.
        pub quorum_m: u8,
        /// Content codec of the result digest.
        pub codec: u8,
        /// Sixteen raw bytes, not all zero; also the payment intent it spends.
        pub id: [u8; 16],
        /// Who posted it and judges the result.
        pub requester: Address,
        /// The market it stands in.
        pub market: Address,
        /// The node that has it; zero while Open.
        pub node: Address,
        /// Who paid and gets refunds.
        pub funder: Address,
        /// Who receives the matching share; zero = nobody.
        pub orchestrator: Address,
        /// Group a node must belong to; zero = none.
        pub group: Address,
        /// Batch, replica group, shard group or template; zero = none.
        pub parent: Address,
        /// First eight bytes of each preferred node's address, little-endian; 0 = free.
        pub preferred: [PodU64; 3],
        /// First eight bytes of each authority that tried before, little-endian; 0 = free.
        pub past_authorities: [PodU64; 2],
        /// Digest of the image.
        pub image_digest: [u8; 32],
        /// Digest of the input.
        pub input_digest: [u8; 32],
        /// Digest of the specification.
        pub spec_digest: [u8; 32],
        /// Digest of the result; zero before submission.
        pub result_digest: [u8; 32],
        /// What a node must have: the stricter of job and market.
        pub requirements: PodRequirements,
        /// Base units a second.
        pub price_per_second: PodU64,
        /// Most the run may cost: price times max_run, at most 10^15.
        pub cap: PodU64,
        /// What the voters of an audit share.
        pub verification_fee: PodU64,
        /// What the run cost; 0 before settlement.
        pub price: PodU64,
        /// Part of the price for the treasury.
        pub treasury_bps: PodU16,
        /// Part of the price for stakers and nodes.
        pub incentive_bps: PodU16,
        /// Part of the price for the orchestrator.
        pub orchestrator_bps: PodU16,
        /// Part of the price for stakers, inside the incentive.
        pub staker_bps: PodU16,
        /// Part of the operator's gross for the template's publisher.
        pub royalty_bps: PodU16,
        /// Part of the price that a failed run pays.
        pub failed_pay_bps: PodU16,
        /// Part of the operator's gross that a late start returns.
        pub sla_credit_bps: PodU16,
        /// Chance of an audit.
        pub audit_bps: PodU16,
        /// Longest run, seconds.
        pub max_run_seconds: PodU32,
        /// How long it waits for a node, seconds.
        pub queue_timeout_seconds: PodU32,
        /// How long the node may take to start, seconds.
        pub start_grace_seconds: PodU32,
        /// How long it may take to submit after the run, seconds.
        pub submit_grace_seconds: PodU32,
        /// How long the requester may object, seconds.
        pub challenge_window_seconds: PodU32,
        /// How long only preferred nodes may take it, seconds; 0 after the first attempt.
        pub exclusive_seconds: PodU32,
        /// Start later than this costs the node the credit, seconds; 0 = no credit.
        pub sla_start_seconds: PodU32,
        /// Seconds billed; 0 before submission.
        pub metered_seconds: PodU32,
        /// Milliseconds from assignment to start.
        pub response_ms: PodU32,
        /// What the program ended with.
        pub exit_code: PodI32,
        /// Unix seconds of the post, or of the last return to Open.
        pub opened_at: PodI64,
        /// Unix seconds of the assignment; 0 = not assigned.
        pub assigned_at: PodI64,
        /// Unix seconds of the start; 0 = not started.
        pub started_at: PodI64,
        /// Unix seconds billing ends after a stop; 0 = not stopped.
        pub stopped_at: PodI64,
        /// Unix seconds of the submission; 0 = none.
        pub submitted_at: PodI64,
        /// Unix seconds of the end; 0 = it lives.
        pub ended_at: PodI64,
        /// Slot of the post.
        pub posted_slot: PodU64,
        /// Slot of the last assignment, then of the submission.
        pub phase_slot: PodU64,
        /// Bond of a challenge, base units.
        pub challenge_bond: PodU64,
        /// How long validators may vote in one round, seconds.
        pub verdict_window_seconds: PodU32,
        /// Least a stopped run is billed, seconds.
        pub min_duration_seconds: PodU32,
    }
}

/// Digests a job is posted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct JobDigests {
    /// Of the image, not zero.
    pub image: [u8; 32],
    /// Of the input, not zero.
    pub input: [u8; 32],
    /// Of the specification, not zero.
    pub spec: [u8; 32],
}

/// What a requester asks and pays, besides the digests.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct JobTerms {
    /// Base units a second; an offer's own price replaces it.
    pub price_per_second: u64,
    /// Longest run, seconds, inside the market's durations.
    pub max_run_seconds: u32,
    /// How long it waits for a node, seconds, 60 to 604,800; 0 = as the market.
    pub queue_timeout_seconds: u32,
    /// How long only preferred nodes may take it, seconds, at most the queue timeout.
    pub exclusive_seconds: u32,
    /// Start later than this costs the node the credit, seconds; 0 = no credit.
    pub sla_start_seconds: u32,
    /// Part of the operator's gross that a late start returns, basis points, at most 5,000.
    pub sla_credit_bps: u16,
    /// Part of the operator's gross for a template's publisher, basis points; 0 without a template.
    pub royalty_bps: u16,
    /// Chance of an audit, basis points; 0 unless verified by audit.
    pub audit_bps: u16,
    /// What a node must have beyond the market's demand.
    pub requirements: Requirements,
    /// How the result is checked ([`Verification`]); 0 = as the market.
    pub verification: u8,
    /// Where the job comes from ([`super::Origin`]).
    pub origin: u8,
    /// Content codec expected of the result.
    pub codec: u8,
    /// The input is sealed to a key.
    pub sealed: bool,
    /// Who pays and gets refunds; signs the post.
    pub funder: Address,
    /// Who receives the matching share; zero = nobody.
    pub orchestrator: Address,
    /// Group a node must belong to; zero = none.
    pub group: Address,
    /// Batch, group or template it belongs to; zero = none.
    pub parent: Address,
    /// Last Unix second this post may land, at most 3,600 s ahead.
    pub valid_until_at: i64,
}

/// Everything a new job is made from.
pub struct Post<'a> {
    /// Canonical bump of the job.
    pub bump: u8,
    /// Canonical bump of its escrow.
    pub escrow_bump: u8,
    /// Sixteen raw bytes.
    pub id: &'a [u8; 16],
    /// Who posts.
    pub requester: &'a Address,
    /// Who pays the rent.
    pub rent_payer: &'a Address,
    /// Address of the market.
    pub market_address: &'a Address,
    /// The market.
    pub market: &'a Market,
    /// Parameters to copy.
    pub params: &'a PodMarketsParams,
    /// Digests.
    pub digests: &'a JobDigests,
    /// Terms asked.
    pub terms: &'a JobTerms,
    /// Price, the terms' own or the offer's.
    pub price_per_second: u64,
    /// Preferred nodes.
    pub preferred: &'a [u64],
    /// Where and when.
    pub now: Moment,
}

impl JobTerms {
    /// Checks that the intent may land now.
    ///
    /// # Errors
    /// `IntentExpired`, `IntentTooLong`.
    pub fn check_intent(&self, now: i64) -> Result<()> {
        require!(now <= self.valid_until_at, MarketsError::IntentExpired);
        let latest = later(now, MAX_INTENT_SECONDS).map_err(MarketsError::from)?;
        require!(self.valid_until_at <= latest, MarketsError::IntentTooLong);
        Ok(())
    }

    /// How the result is checked: the terms' own choice, or the market's.
    ///
    /// # Errors
    /// `VerificationNotAvailable` for anything but Plain.
    fn verification(&self, market: &Market) -> Result<Verification> {
        let chosen = if self.verification == Verification::None as u8 {
            market.verification.into()
        } else {
            Verification::from_u8(self.verification)
                .ok_or(MarketsError::VerificationNotAvailable)?
        };
        require!(
            chosen == Verification::Plain,
            MarketsError::VerificationNotAvailable
        );
        Ok(chosen)
    }

    /// How long it waits for a node: the terms' own time, or the market's.
    fn queue_timeout(&self, market: &Market) -> u32 {
        if self.queue_timeout_seconds == 0 {
            market.queue_timeout_seconds.get()
        } else {
            self.queue_timeout_seconds
        }
    }

    /// Whether the job is made from a template, which then is its parent.
    pub fn is_of_template(&self) -> bool {
        self.origin == Origin::Template as u8
    }

    /// Checks what does not depend on the price. Batches and audits come with their own instructions; until
    /// then a term that names one is refused.
    ///
    /// # Errors
    /// `InvalidTerms`.
    fn check(&self, market: &Market, preferred: &[u64]) -> Result<()> {
        let queue_timeout = self.queue_timeout(market);
        let durations = market.min_duration_seconds.get()..=market.max_duration_seconds.get();
        let within = durations.contains(&self.max_run_seconds)
            && (60..=604_800).contains(&queue_timeout)
            && self.exclusive_seconds <= queue_timeout
            && (self.exclusive_seconds == 0 || !preferred.is_empty())
            && preferred.len() <= MAX_PREFERRED
            && !preferred.contains(&0)
            && self.sla_credit_bps <= MAX_SLA_CREDIT_BPS
            && (self.sla_credit_bps == 0) == (self.sla_start_seconds == 0)
            && (self.royalty_bps == 0 || self.is_of_template())
            && self.audit_bps == 0
            && matches!(
                Origin::from_u8(self.origin),
                Some(Origin::Direct | Origin::X402 | Origin::Agent | Origin::Template)
            )
            && (self.parent == Address::default() || self.is_of_template())
            && self.requirements.is_valid();
        require!(within, MarketsError::InvalidTerms);
        Ok(())
    }
}

/// Deadlines and times of one attempt.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct AttemptRecord {
    /// The attempt, from 1; 0 = none.
    pub attempt: u8,
    /// The node that had it.
    pub node: Address,
    /// Unix seconds of the assignment.
    pub assigned_at: i64,
    /// Unix seconds of the start; 0 = not started.
    pub started_at: i64,
    /// Milliseconds from assignment to start; 0 = not started.
    pub response_ms: u32,
    /// Flags of the job.
    pub flags: u8,
    /// Slot of the assignment, then of the submission.
    pub phase_slot: u64,
}

/// What a node reports about its run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct Submission {
    /// Digest of the result, not zero.
    pub result_digest: [u8; 32],
    /// Digest of the logs, not zero.
    pub logs_digest: [u8; 32],
    /// What the program ended with.
    pub exit_code: i32,
    /// Bytes of the result.
    pub output_bytes: u64,
    /// Seconds the node wants billed; the chain bounds them by the time it saw.
    pub metered_seconds: u32,
    /// Content codec of the result.
    pub codec: u8,
}

/// Where and when an instruction runs.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// Unix seconds of the Clock.
    pub at: i64,
    /// Its slot.
    pub slot: u64,
}

impl Moment {
    /// Reads the Clock.
    ///
    /// # Errors
    /// That of the runtime.
    pub fn now() -> Result<Self> {
        let clock = <Clock as PinocchioSysvar>::get()?;
        Ok(Self {
            at: clock.unix_timestamp,
            slot: clock.slot,
        })
    }
}

/// First eight bytes of a key, little-endian: how a job remembers nodes and authorities.
pub fn key_prefix(key: &Address) -> u64 {
    let mut prefix = [0; 8];
    prefix.copy_from_slice(&key.as_array()[..8]);
    u64::from_le_bytes(prefix)
}

impl Job {
    /// Last Unix second a node may take it.
    pub fn open_until(&self) -> Result<i64> {
        Ok(math::after(
            self.opened_at.get(),
            self.queue_timeout_seconds.get(),
        )?)
    }

    /// Last Unix second the node may start.
    pub fn start_until(&self) -> Result<i64> {
        Ok(math::after(
            self.assigned_at.get(),
            self.start_grace_seconds.get(),
        )?)
    }

    /// Unix second at which the run ends: its limit, or the stop.
    pub fn run_until(&self) -> Result<i64> {
        let limit = math::after(self.started_at.get(), self.max_run_seconds.get())?;
        Ok(if self.has(FLAG_STOPPED) {
            limit.min(self.stopped_at.get())
        } else {
            limit
        })
    }

    /// Last Unix second the node may submit.
    pub fn submit_until(&self) -> Result<i64> {
        Ok(math::after(
            self.run_until()?,
            self.submit_grace_seconds.get(),
        )?)
    }

    /// Last Unix second the requester may object.
    pub fn challenge_until(&self) -> Result<i64> {
        Ok(math::after(
            self.submitted_at.get(),
            self.challenge_window_seconds.get(),
        )?)
    }

    /// Last Unix second the attempt under way may take: to start, or to submit.
    pub fn attempt_until(&self) -> Result<i64> {
        if self.state == JobState::Assigned {
            self.start_until()
        } else {
            self.submit_until()
        }
    }

    /// Whether the flag holds.
    pub fn has(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    /// Whether the job reached a state it never leaves.
    pub fn has_ended(&self) -> bool {
        matches!(
            self.state.into(),
            JobState::Settled | JobState::Refunded | JobState::Expired | JobState::Cancelled
        )
    }

    /// Whether the node is among the preferred.
    pub fn prefers(&self, node: &Address) -> bool {
        let prefix = key_prefix(node);
        self.preferred.iter().any(|preferred| *preferred == prefix)
    }

    /// Whether this authority had an attempt before.
    pub fn was_tried_by(&self, authority: &Address) -> bool {
        let prefix = key_prefix(authority);
        self.past_authorities.iter().any(|past| *past == prefix)
    }

    /// Demands a job that waits for a node and may still be taken.
    ///
    /// # Errors
    /// `JobNotOpen`, `OpenDeadlinePassed`.
    pub fn require_open(&self, now: i64) -> Result<()> {
        require!(self.state == JobState::Open, MarketsError::JobNotOpen);
        require!(now <= self.open_until()?, MarketsError::OpenDeadlinePassed);
        Ok(())
    }

    /// A new job, Open, with every term it keeps for life.
    ///
    /// # Errors
    /// `InvalidId`, `ZeroDigest`, `VerificationNotAvailable`, `InvalidTerms`, `PriceBelowMarket`,
    /// `RequirementsEmpty`, `CapTooLarge`.
    pub fn post(&mut self, post: &Post) -> Result<()> {
        let (market, params, terms) = (post.market, post.params, post.terms);
        require!(*post.id != [0; 16], MarketsError::InvalidId);
        let digests = [&post.digests.image, &post.digests.input, &post.digests.spec];
        require!(!digests.contains(&&[0; 32]), MarketsError::ZeroDigest);
        let verification = terms.verification(market)?;
        terms.check(market, post.preferred)?;
        require!(
            post.price_per_second >= market.price_min.get(),
            MarketsError::PriceBelowMarket
        );
        let requirements = terms
            .requirements
            .stricter(&market.requirements.into())
            .ok_or(MarketsError::RequirementsEmpty)?;
        let cap = math::cap(post.price_per_second, terms.max_run_seconds)?;

        self.open(post.bump, *post.rent_payer);
        self.escrow_bump = post.escrow_bump;
        self.state = JobState::Open.into();
        self.verification = verification.into();
        self.origin = PodOrigin(terms.origin);
        self.attempts_max = params.attempts_max;
        self.flags = if terms.sealed { FLAG_SEALED_INPUT } else { 0 };
        self.codec = terms.codec;
        self.id = *post.id;
        self.requester = *post.requester;
        self.market = *post.market_address;
        self.funder = terms.funder;
        self.orchestrator = terms.orchestrator;
        self.group = terms.group;
        self.parent = terms.parent;
        for (slot, prefix) in self.preferred.iter_mut().zip(post.preferred) {
            *slot = (*prefix).into();
        }
        self.image_digest = post.digests.image;
        self.input_digest = post.digests.input;
        self.spec_digest = post.digests.spec;
        self.requirements = requirements.into();
        self.price_per_second = post.price_per_second.into();
        self.cap = cap.into();
        self.treasury_bps = params.treasury_bps;
        self.incentive_bps = params.incentive_bps;
        self.orchestrator_bps = params.orchestrator_bps;
        self.staker_bps = params.staker_bps;
        self.failed_pay_bps = market.failed_pay_bps;
        self.royalty_bps = terms.royalty_bps.into();
        self.sla_credit_bps = terms.sla_credit_bps.into();
        self.max_run_seconds = terms.max_run_seconds.into();
        self.queue_timeout_seconds = terms.queue_timeout(market).into();
        self.start_grace_seconds = market.start_grace_seconds;
        self.submit_grace_seconds = market.submit_grace_seconds;
        self.challenge_window_seconds = market.challenge_window_seconds;
        self.exclusive_seconds = terms.exclusive_seconds.into();
        self.sla_start_seconds = terms.sla_start_seconds.into();
        self.opened_at = post.now.at.into();
        self.posted_slot = post.now.slot.into();
        self.challenge_bond = math::challenge_bond_floor(
            cap,
            params.challenge_bond_bps.get(),
            params.challenge_bond_min.get(),
        )?
        .into();
        self.verdict_window_seconds = params.verdict_window_seconds;
        self.min_duration_seconds = market.min_duration_seconds;
        self.invariant()
    }

    /// What the funder moves into the escrow at post.
    ///
    /// # Errors
    /// `Overflow`, which the caps rule out.
    pub fn deposit(&self) -> Result<u64> {
        Ok(add(self.cap.get(), self.verification_fee.get()).map_err(MarketsError::from)?)
    }

    /// Open -> Assigned: the node takes it for one more attempt.
    pub fn assign(&mut self, node: &Address, now: Moment, self_dealing: bool) -> Result<()> {
        self.attempt = self.attempt.checked_add(1).ok_or(MarketsError::Overflow)?;
        self.node = *node;
        self.assigned_at = now.at.into();
        self.phase_slot = now.slot.into();
        self.state = JobState::Assigned.into();
        self.note_self_dealing(self_dealing);
        self.invariant()
    }

    /// Remembers that requester or funder and the node are one party.
    pub fn note_self_dealing(&mut self, self_dealing: bool) {
        if self_dealing {
            self.flags |= FLAG_SELF_DEALING;
        }
    }

    /// Assigned -> Running.
    ///
    /// # Errors
    /// `JobNotAssigned`, `StartDeadlinePassed`.
    pub fn start(&mut self, now: Moment) -> Result<()> {
        require!(
            self.state == JobState::Assigned,
            MarketsError::JobNotAssigned
        );
        require!(
            now.at <= self.start_until()?,
            MarketsError::StartDeadlinePassed
        );
        self.started_at = now.at.into();
        self.response_ms = math::response_milliseconds(self.phase_slot.get(), now.slot).into();
        self.state = JobState::Running.into();
        self.invariant()
    }

    /// Running -> Submitted; the reported seconds are clamped to what the chain saw.
    ///
    /// # Errors
    /// `JobNotRunning`, `SubmitDeadlinePassed`, `ZeroDigest`.
    pub fn submit(&mut self, submission: &Submission, now: Moment) -> Result<()> {
        require!(self.state == JobState::Running, MarketsError::JobNotRunning);
        require!(
            now.at <= self.submit_until()?,
            MarketsError::SubmitDeadlinePassed
        );
        let digests = [submission.result_digest, submission.logs_digest];
        require!(!digests.contains(&[0; 32]), MarketsError::ZeroDigest);
        let run = now
            .at
            .min(self.run_until()?)
            .saturating_sub(self.started_at.get());
        self.metered_seconds = math::clamp_metered(submission.metered_seconds, run).into();
        self.result_digest = submission.result_digest;
        self.exit_code = submission.exit_code.into();
        self.codec = submission.codec;
        self.submitted_at = now.at.into();
        self.phase_slot = now.slot.into();
        self.state = JobState::Submitted.into();
        self.invariant()
    }

    /// Whether the program failed on its own: a run stopped by the requester or killed at its limit did not.
    pub fn program_failed(&self) -> bool {
        self.exit_code.get() != 0
            && !self.has(FLAG_STOPPED)
            && self.metered_seconds.get() < self.max_run_seconds.get()
    }

    /// What the submitted run costs.
    ///
    /// # Errors
    /// `Overflow`, which a cap inside its bound cannot cause.
    pub fn run_price(&self) -> Result<u64> {
        Ok(math::price(&PriceTerms {
            price_per_second: self.price_per_second.get(),
            metered_seconds: self.metered_seconds.get(),
            cap: self.cap.get(),
            failed: self.program_failed(),
            failed_pay_bps: self.failed_pay_bps.get(),
        })?)
    }

    /// Whether the node started later than the agreed grace.
    pub fn started_late(&self) -> bool {
        let allowed = self.sla_start_seconds.get();
        let taken = self.started_at.get().saturating_sub(self.assigned_at.get());
        allowed > 0 && taken > i64::from(allowed)
    }

    /// Shares of its settlement; only a job made from a template has a royalty.
    pub fn split_terms(&self) -> SplitTerms {
        SplitTerms {
            treasury_bps: self.treasury_bps.get(),
            incentive_bps: self.incentive_bps.get(),
            orchestrator_bps: self.orchestrator_bps.get(),
            staker_bps: self.staker_bps.get(),
            royalty_bps: self.royalty_bps.get(),
            credit_bps: if self.started_late() {
                self.sla_credit_bps.get()
            } else {
                0
            },
            has_orchestrator: self.orchestrator != Address::default(),
        }
    }

    /// Whether it may be settled now, and why it closes: the requester accepts at once, anyone else waits
    /// for the challenge window or a verdict.
    ///
    /// # Errors
    /// `JobNotSubmitted`, `DeadlineNotPassed`.
    pub fn settle_reason(&self, by_requester: bool, now: i64) -> Result<CloseReason> {
        require!(
            self.state == JobState::Submitted,
            MarketsError::JobNotSubmitted
        );
        let judged = self.has(FLAG_VERIFIED) || now > self.challenge_until()?;
        require!(judged || by_requester, MarketsError::DeadlineNotPassed);
        Ok(if self.has(FLAG_STOPPED) {
            CloseReason::Stopped
        } else if self.program_failed() {
            CloseReason::ProgramFailed
        } else if judged {
            CloseReason::Settled
        } else {
            CloseReason::Accepted
        })
    }

    /// Submitted -> Settled.
    pub fn settle(&mut self, price: u64, reason: CloseReason, now: i64) -> Result<()> {
        self.price = price.into();
        self.end(JobState::Settled, reason, now)
    }

    /// Open -> Cancelled.
    ///
    /// # Errors
    /// `JobNotOpen`.
    pub fn cancel(&mut self, now: i64) -> Result<()> {
        require!(self.state == JobState::Open, MarketsError::JobNotOpen);
        self.end(JobState::Cancelled, CloseReason::Cancelled, now)
    }

    /// Open -> Expired, after the queue timeout.
    ///
    /// # Errors
    /// `JobNotOpen`, `DeadlineNotPassed`.
    pub fn expire(&mut self, now: i64) -> Result<()> {
        require!(self.state == JobState::Open, MarketsError::JobNotOpen);
        require!(now > self.open_until()?, MarketsError::DeadlineNotPassed);
        self.end(JobState::Expired, CloseReason::QueueTimeout, now)
    }

    /// Demands an attempt under way.
    ///
    /// # Errors
    /// `JobNotAssigned`.
    pub fn require_attempt(&self) -> Result<()> {
        require!(
            matches!(self.state.into(), JobState::Assigned | JobState::Running),
            MarketsError::JobNotAssigned
        );
        Ok(())
    }

    /// Demands an attempt under way whose deadline is not over: a late node cannot give back to escape its fault.
    ///
    /// # Errors
    /// `JobNotAssigned`, `StartDeadlinePassed`, `SubmitDeadlinePassed`.
    pub fn require_releasable(&self, now: i64) -> Result<()> {
        self.require_attempt()?;
        if self.state == JobState::Assigned {
            require!(
                now <= self.start_until()?,
                MarketsError::StartDeadlinePassed
            );
        } else {
            require!(
                now <= self.submit_until()?,
                MarketsError::SubmitDeadlinePassed
            );
        }
        Ok(())
    }

    /// Assigned or Running: the node can open the sealed input from now on.
    ///
    /// # Errors
    /// `NotSealed`, those of [`Job::require_releasable`], `KeyPublishedAlready`.
    pub fn publish_key(&mut self, now: i64) -> Result<()> {
        require!(self.has(FLAG_SEALED_INPUT), MarketsError::NotSealed);
        self.require_releasable(now)?;
        require!(
            !self.has(FLAG_KEY_PUBLISHED),
            MarketsError::KeyPublishedAlready
        );
        self.flags |= FLAG_KEY_PUBLISHED;
        self.invariant()
    }

    /// Whether the node waits for the key of a sealed input.
    pub fn waits_for_key(&self) -> bool {
        self.has(FLAG_SEALED_INPUT) && !self.has(FLAG_KEY_PUBLISHED)
    }

    /// Why an attempt whose deadline is over failed.
    ///
    /// # Errors
    /// `JobNotAssigned`, `DeadlineNotPassed`.
    pub fn timeout_reason(&self, now: i64) -> Result<CloseReason> {
        self.require_attempt()?;
        require!(now > self.attempt_until()?, MarketsError::DeadlineNotPassed);
        Ok(if self.state == JobState::Assigned {
            CloseReason::StartTimeout
        } else {
            CloseReason::RunTimeout
        })
    }

    /// Whether another node may try.
    pub fn attempts_remain(&self) -> bool {
        self.attempt < self.attempts_max && !self.has(FLAG_STOPPED)
    }

    /// Assigned or Running -> Expired: no attempt is left.
    ///
    /// # Errors
    /// `AttemptsRemain`.
    pub fn expire_run(&mut self, reason: CloseReason, now: i64) -> Result<()> {
        require!(!self.attempts_remain(), MarketsError::AttemptsRemain);
        self.end(JobState::Expired, reason, now)
    }

    /// Demands that a new attempt is allowed.
    ///
    /// # Errors
    /// `AlreadyStopped`, `NoAttemptsLeft`.
    pub fn require_attempts(&self) -> Result<()> {
        require!(!self.has(FLAG_STOPPED), MarketsError::AlreadyStopped);
        require!(
            self.attempt < self.attempts_max,
            MarketsError::NoAttemptsLeft
        );
        Ok(())
    }

    /// The attempt under way, as events tell it.
    pub fn attempt_record(&self) -> AttemptRecord {
        AttemptRecord {
            attempt: self.attempt,
            node: self.node,
            assigned_at: self.assigned_at.get(),
            started_at: self.started_at.get(),
            response_ms: self.response_ms.get(),
            flags: self.flags,
            phase_slot: self.phase_slot.get(),
        }
    }

    /// Assigned or Running -> Open: another node may try, and this one's authority may not.
    pub fn reopen(&mut self, authority: &Address, now: i64) -> Result<()> {
        let past = usize::from(self.attempt)
            .checked_sub(1)
            .ok_or(MarketsError::NoAttemptsLeft)?;
        let slot = self
            .past_authorities
            .get_mut(past)
            .ok_or(MarketsError::NoAttemptsLeft)?;
        *slot = key_prefix(authority).into();
        self.node = Address::default();
        self.assigned_at = PodI64::ZERO;
        self.started_at = PodI64::ZERO;
        self.response_ms = PodU32::ZERO;
        self.phase_slot = PodU64::ZERO;
        // The next node has another key, to which a published one is not sealed.
        self.flags &= !(FLAG_AUTO_ASSIGNED | FLAG_SELF_DEALING | FLAG_KEY_PUBLISHED);
        self.exclusive_seconds = PodU32::ZERO;
        self.opened_at = now.into();
        self.state = JobState::Open.into();
        self.invariant()
    }

    /// Assigned or Running -> Refunded: the node gave it back and no attempt is left.
    pub fn give_up(&mut self, now: i64) -> Result<()> {
        self.end(JobState::Refunded, CloseReason::Released, now)
    }

    /// Running: billing ends now, yet not before the shortest run.
    ///
    /// # Errors
    /// `JobNotRunning`, `AlreadyStopped`, `SubmitDeadlinePassed` after the run's end.
    pub fn stop(&mut self, now: i64) -> Result<()> {
        require!(self.state == JobState::Running, MarketsError::JobNotRunning);
        require!(!self.has(FLAG_STOPPED), MarketsError::AlreadyStopped);
        let limit = self.run_until()?;
        require!(now <= limit, MarketsError::SubmitDeadlinePassed);
        let least = math::after(self.started_at.get(), self.min_duration_seconds.get())?;
        self.stopped_at = now.max(least).min(limit).into();
        self.flags |= FLAG_STOPPED;
        self.invariant()
    }

    /// Demands that the job may still be extended.
    ///
    /// # Errors
    /// `JobNotOpen`, `OpenDeadlinePassed`, `StartDeadlinePassed`, `AlreadyStopped`, `SubmitDeadlinePassed`.
    pub fn require_extendable(&self, now: i64) -> Result<()> {
        match self.state.into() {
            JobState::Open => self.require_open(now)?,
            JobState::Assigned => {
                require!(
                    now <= self.start_until()?,
                    MarketsError::StartDeadlinePassed
                );
            }
            JobState::Running => {
                require!(!self.has(FLAG_STOPPED), MarketsError::AlreadyStopped);
                require!(now <= self.run_until()?, MarketsError::SubmitDeadlinePassed);
            }
            _ => return Err(MarketsError::JobNotOpen.into()),
        }
        Ok(())
    }

    /// Open, Assigned or Running: a longer run, for which the funder pays the difference of the caps.
    ///
    /// # Errors
    /// `CapTooLarge`.
    pub fn extend(&mut self, max_run_seconds: u32) -> Result<()> {
        self.cap = math::cap(self.price_per_second.get(), max_run_seconds)?.into();
        self.max_run_seconds = max_run_seconds.into();
        self.invariant()
    }

    /// Submitted -> Challenged.
    ///
    /// # Errors
    /// `JobNotSubmitted`, `ChallengeDecided` once verified, `ChallengeDeadlinePassed`.
    pub fn challenge(&mut self, now: i64) -> Result<()> {
        require!(
            self.state == JobState::Submitted,
            MarketsError::JobNotSubmitted
        );
        require!(!self.has(FLAG_VERIFIED), MarketsError::ChallengeDecided);
        require!(
            now <= self.challenge_until()?,
            MarketsError::ChallengeDeadlinePassed
        );
        self.state = JobState::Challenged.into();
        self.invariant()
    }

    /// Demands a job that validators decide on.
    ///
    /// # Errors
    /// `JobNotChallenged`.
    pub fn require_challenged(&self) -> Result<()> {
        require!(
            self.state == JobState::Challenged,
            MarketsError::JobNotChallenged
        );
        Ok(())
    }

    /// Challenged -> Submitted: the result stands.
    pub fn uphold(&mut self) -> Result<()> {
        self.flags |= FLAG_VERIFIED;
        self.state = JobState::Submitted.into();
        self.invariant()
    }

    /// Challenged -> Refunded: the result was wrong.
    pub fn overturn(&mut self, reason: CloseReason, now: i64) -> Result<()> {
        self.end(JobState::Refunded, reason, now)
    }

    /// Demands a job that ended.
    ///
    /// # Errors
    /// `JobNotEnded`.
    pub fn require_ended(&self) -> Result<()> {
        require!(self.has_ended(), MarketsError::JobNotEnded);
        Ok(())
    }

    /// The one way into a state a job never leaves.
    fn end(&mut self, state: JobState, reason: CloseReason, now: i64) -> Result<()> {
        self.state = state.into();
        self.close_reason = reason.into();
        self.ended_at = now.into();
        self.invariant()
    }

    /// What is always true of a job; a breach fails the transaction.
    ///
    /// # Errors
    /// `Overflow`: no caller can cause it.
    pub fn invariant(&self) -> Result<()> {
        let ended = self.has_ended();
        let open = self.state == JobState::Open;
        let holds = self.attempt <= self.attempts_max
            && ended == (self.ended_at.get() != 0)
            && ended == (self.close_reason != CloseReason::None)
            && (!open || self.node == Address::default())
            && self.price.get() <= self.cap.get()
            && self.verification != Verification::None;
        require!(holds, MarketsError::Overflow);
        Ok(())
    }
}
