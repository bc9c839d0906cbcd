//! What happened, in the past tense: ids, values before and after, token movements, then slot and time.
//! `*_changes` is the counter of the account after the event.

mod verdict;
mod verification;

use {
    crate::state::{
        AttemptRecord, Challenge, FeeShard, Job, MarketTerms, MarketsParams, Moment, OfferTerms,
    },
    anchor_lang::prelude::*,
    hypernode_common::{config::ConfigHead, requirements::Requirements},
};
pub use {verdict::*, verification::*};

/// The program was initialised (1).
#[event]
pub struct Initialized {
    /// The Config.
    pub config: Address,
    /// Its counter.
    pub config_changes: u32,
    /// First authority.
    pub authority: Address,
    /// May only pause.
    pub guardian: Address,
    /// The HYPER mint.
    pub mint: Address,
    /// Parameters.
    pub params: MarketsParams,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

impl Initialized {
    /// The event of a new Config.
    pub fn new(
        config: Address,
        head: &ConfigHead,
        params: MarketsParams,
        payer: Address,
        now: Moment,
    ) -> Self {
        Self {
            config,
            config_changes: 1,
            authority: head.authority,
            guardian: head.guardian,
            mint: head.mint,
            params,
            rent_payer: payer,
            slot: now.slot,
            at: now.at,
        }
    }
}

/// A market was created (10).
#[event]
pub struct MarketCreated {
    /// The market.
    pub market: Address,
    /// Its counter.
    pub market_changes: u32,
    /// Sixteen raw bytes.
    pub id: [u8; 16],
    /// Key that created it.
    pub creator: Address,
    /// Status.
    pub status: u8,
    /// Terms.
    pub terms: MarketTerms,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A market's terms were replaced (11).
#[event]
pub struct MarketUpdated {
    /// The market.
    pub market: Address,
    /// Its counter.
    pub market_changes: u32,
    /// Who signed.
    pub signer: Address,
    /// Terms before.
    pub terms_before: MarketTerms,
    /// Terms after.
    pub terms_after: MarketTerms,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A market was opened, paused or closed (12).
#[event]
pub struct MarketStatusSet {
    /// The market.
    pub market: Address,
    /// Its counter.
    pub market_changes: u32,
    /// Who signed.
    pub signer: Address,
    /// Status before.
    pub status_before: u8,
    /// Status after.
    pub status_after: u8,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// An offer was published (13).
#[event]
pub struct OfferPublished {
    /// The offer.
    pub offer: Address,
    /// Its counter.
    pub offer_changes: u32,
    /// The market.
    pub market: Address,
    /// The node.
    pub node: Address,
    /// Terms.
    pub terms: OfferTerms,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds; also the offer's `updated_at`.
    pub at: i64,
}

/// An offer was changed (14).
#[event]
pub struct OfferUpdated {
    /// The offer.
    pub offer: Address,
    /// Its counter.
    pub offer_changes: u32,
    /// The market.
    pub market: Address,
    /// The node.
    pub node: Address,
    /// Terms before.
    pub terms_before: OfferTerms,
    /// Terms after.
    pub terms_after: OfferTerms,
    /// `updated_at` before.
    pub updated_at_before: i64,
    /// `updated_at` after.
    pub updated_at_after: i64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// An offer was closed (15).
#[event]
pub struct OfferClosed {
    /// The offer.
    pub offer: Address,
    /// Its counter.
    pub offer_changes: u32,
    /// The market.
    pub market: Address,
    /// The node.
    pub node: Address,
    /// Who signed.
    pub signer: Address,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// Every term a job keeps for life.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct JobRecord {
    /// Sixteen raw bytes.
    pub id: [u8; 16],
    /// How its result is checked.
    pub verification: u8,
    /// Where it comes from.
    pub origin: u8,
    /// Attempts it has.
    pub attempts_max: u8,
    /// Flags.
    pub flags: u8,
    /// Zero: how many results must agree stands in the replica group.
    pub quorum_m: u8,
    /// Content codec expected.
    pub codec: u8,
    /// Who posted it.
    pub requester: Address,
    /// The market.
    pub market: Address,
    /// Who paid.
    pub funder: Address,
    /// Who receives the matching share.
    pub orchestrator: Address,
    /// Group a node must belong to.
    pub group: Address,
    /// Batch, group or template.
    pub parent: Address,
    /// Prefixes of the preferred nodes.
    pub preferred: [u64; 3],
    /// Digest of the image.
    pub image_digest: [u8; 32],
    /// Digest of the input.
    pub input_digest: [u8; 32],
    /// Digest of the specification.
    pub spec_digest: [u8; 32],
    /// What a node must have.
    pub requirements: Requirements,
    /// Base units a second.
    pub price_per_second: u64,
    /// Most the run may cost.
    pub cap: u64,
    /// What the voters of an audit share.
    pub verification_fee: u64,
    /// Bond of a challenge.
    pub challenge_bond: u64,
    /// Shares and chances, basis points: treasury.
    pub treasury_bps: u16,
    /// Incentive.
    pub incentive_bps: u16,
    /// Orchestrator.
    pub orchestrator_bps: u16,
    /// Stakers, inside the incentive.
    pub staker_bps: u16,
    /// Royalty.
    pub royalty_bps: u16,
    /// Pay of a failed run.
    pub failed_pay_bps: u16,
    /// Credit of a late start.
    pub sla_credit_bps: u16,
    /// Audit.
    pub audit_bps: u16,
    /// Times, seconds: longest run.
    pub max_run_seconds: u32,
    /// Queue.
    pub queue_timeout_seconds: u32,
    /// Start.
    pub start_grace_seconds: u32,
    /// Submission.
    pub submit_grace_seconds: u32,
    /// Challenge.
    pub challenge_window_seconds: u32,
    /// Preferred nodes alone.
    pub exclusive_seconds: u32,
    /// Agreed start.
    pub sla_start_seconds: u32,
    /// One round of verdicts.
    pub verdict_window_seconds: u32,
    /// Least billed after a stop.
    pub min_duration_seconds: u32,
    /// Unix seconds of the post.
    pub opened_at: i64,
    /// Slot of the post.
    pub posted_slot: u64,
    /// Who paid the rent.
    pub rent_payer: Address,
}

impl From<&Job> for JobRecord {
    fn from(job: &Job) -> Self {
        Self {
            id: job.id,
            verification: job.verification.0,
            origin: job.origin.0,
            attempts_max: job.attempts_max,
            flags: job.flags,
            quorum_m: job.quorum_m,
            codec: job.codec,
            requester: job.requester,
            market: job.market,
            funder: job.funder,
            orchestrator: job.orchestrator,
            group: job.group,
            parent: job.parent,
            preferred: job.preferred.map(u64::from),
            image_digest: job.image_digest,
            input_digest: job.input_digest,
            spec_digest: job.spec_digest,
            requirements: job.requirements.into(),
            price_per_second: job.price_per_second.get(),
            cap: job.cap.get(),
            verification_fee: job.verification_fee.get(),
            challenge_bond: job.challenge_bond.get(),
            treasury_bps: job.treasury_bps.get(),
            incentive_bps: job.incentive_bps.get(),
            orchestrator_bps: job.orchestrator_bps.get(),
            staker_bps: job.staker_bps.get(),
            royalty_bps: job.royalty_bps.get(),
            failed_pay_bps: job.failed_pay_bps.get(),
            sla_credit_bps: job.sla_credit_bps.get(),
            audit_bps: job.audit_bps.get(),
            max_run_seconds: job.max_run_seconds.get(),
            queue_timeout_seconds: job.queue_timeout_seconds.get(),
            start_grace_seconds: job.start_grace_seconds.get(),
            submit_grace_seconds: job.submit_grace_seconds.get(),
            challenge_window_seconds: job.challenge_window_seconds.get(),
            exclusive_seconds: job.exclusive_seconds.get(),
            sla_start_seconds: job.sla_start_seconds.get(),
            verdict_window_seconds: job.verdict_window_seconds.get(),
            min_duration_seconds: job.min_duration_seconds.get(),
            opened_at: job.opened_at.get(),
            posted_slot: job.posted_slot.get(),
            rent_payer: job.rent_payer,
        }
    }
}

/// A job was posted (20).
#[event]
pub struct JobPosted {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// Every stored term.
    pub terms: JobRecord,
    /// The escrow.
    pub escrow: Address,
    /// Account the deposit came from.
    pub funder_token: Address,
    /// Cap and verification fee, moved into the escrow.
    pub deposit: u64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A job was posted straight to an offer (21).
#[event]
pub struct JobPostedToOffer {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// Every stored term.
    pub terms: JobRecord,
    /// The escrow.
    pub escrow: Address,
    /// Account the deposit came from.
    pub funder_token: Address,
    /// Cap and verification fee, moved into the escrow.
    pub deposit: u64,
    /// The offer that took it.
    pub offer: Address,
    /// Authority of the node.
    pub authority: Address,
    /// The attempt, with node and times.
    pub attempt: AttemptRecord,
    /// Last Unix second of the start.
    pub start_until: i64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A node took a job (22).
#[event]
pub struct JobAccepted {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The node.
    pub node: Address,
    /// Its authority.
    pub authority: Address,
    /// Attempt before.
    pub attempt_before: u8,
    /// Attempt after.
    pub attempt_after: u8,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Flags before.
    pub flags_before: u8,
    /// Flags after.
    pub flags_after: u8,
    /// Unix seconds of the assignment; its slot is the event's.
    pub assigned_at: i64,
    /// Last Unix second of the start.
    pub start_until: i64,
    /// Seat in a replica group; all zero for any other job.
    pub replica: SeatRecord,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A node started a job (23).
#[event]
pub struct JobStarted {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The node.
    pub node: Address,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Unix seconds of the start.
    pub started_at: i64,
    /// Milliseconds from assignment to start.
    pub response_ms: u32,
    /// Unix second at which the run ends.
    pub run_until: i64,
    /// Last Unix second of the submission.
    pub submit_until: i64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A node submitted a result (24).
#[event]
pub struct JobSubmitted {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The node.
    pub node: Address,
    /// Attempt, bound by the execution digest.
    pub attempt: u8,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Content codec before.
    pub codec_before: u8,
    /// Content codec of the result.
    pub codec_after: u8,
    /// Digest of the result, of a replica the commitment to it.
    pub result_digest: [u8; 32],
    /// Digest of the logs.
    pub logs_digest: [u8; 32],
    /// Digest that binds job, node, attempt and outcome.
    pub execution_digest: [u8; 32],
    /// What the program ended with.
    pub exit_code: i32,
    /// Bytes of the result.
    pub output_bytes: u64,
    /// Seconds the node reported.
    pub reported_seconds: u32,
    /// Seconds billed.
    pub metered_seconds: u32,
    /// Slot of the assignment, replaced by the event's.
    pub phase_slot_before: u64,
    /// Unix seconds of the submission.
    pub submitted_at: i64,
    /// Last Unix second of the challenge window.
    pub challenge_until: i64,
    /// Commitment in a replica group; all zero for any other job.
    pub replica: CommitRecord,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A job was paid (25). The parts and the refund are what left the escrow.
#[event]
pub struct JobSettled {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The shard.
    pub fee_shard: Address,
    /// Its counter.
    pub fee_shard_changes: u32,
    /// The node.
    pub node: Address,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Flags before.
    pub flags_before: u8,
    /// Flags after.
    pub flags_after: u8,
    /// Why it ended.
    pub close_reason: u8,
    /// Number of the shard.
    pub shard: u8,
    /// Epoch the fees count under.
    pub epoch: u32,
    /// What the run cost.
    pub price: u64,
    /// Whole balance of the escrow before.
    pub escrow_before: u64,
    /// To the operator.
    pub operator: u64,
    /// To the template's publisher.
    pub royalty: u64,
    /// To the orchestrator.
    pub orchestrator: u64,
    /// Of the fees, for the treasury.
    pub treasury: u64,
    /// Of the fees, for stakers and nodes.
    pub incentive: u64,
    /// Of the incentive, for stakers.
    pub staker: u64,
    /// Of the refund, for a late start.
    pub credit: u64,
    /// To the funder: the rest of the escrow.
    pub refund: u64,
    /// Points added to the shard and the node.
    pub points: u64,
    /// The escrow, gone now.
    pub escrow: Address,
    /// Account of the payout.
    pub payout_token: Address,
    /// Account of the orchestrator; zero = none.
    pub orchestrator_token: Address,
    /// Account of the template's publisher; zero = no royalty.
    pub royalty_token: Address,
    /// Vault of the shard.
    pub fee_vault: Address,
    /// Account of the funder.
    pub funder_token: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds; also `ended_at`.
    pub at: i64,
}

/// What an ending without settlement tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct Refund {
    /// The escrow, gone now.
    pub escrow: Address,
    /// Account of the funder.
    pub funder_token: Address,
    /// The escrow's whole balance, moved to the funder.
    pub amount: u64,
}

impl Refund {
    /// Nothing went back: the job is Open again.
    pub fn none() -> Self {
        Self {
            escrow: Address::default(),
            funder_token: Address::default(),
            amount: 0,
        }
    }
}

/// A job was cancelled (26).
#[event]
pub struct JobCancelled {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Why it ended.
    pub close_reason: u8,
    /// What went back.
    pub refund: Refund,
    /// Slot.
    pub slot: u64,
    /// Unix seconds; also `ended_at`.
    pub at: i64,
}

/// A job's run was made longer (27).
#[event]
pub struct JobExtended {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// Longest run before.
    pub max_run_seconds_before: u32,
    /// Longest run after.
    pub max_run_seconds_after: u32,
    /// Cap before.
    pub cap_before: u64,
    /// Cap after.
    pub cap_after: u64,
    /// Fee of an audit before.
    pub verification_fee_before: u64,
    /// Fee of an audit after.
    pub verification_fee_after: u64,
    /// Account the deposit came from.
    pub funder_token: Address,
    /// The escrow.
    pub escrow: Address,
    /// Moved into the escrow.
    pub deposit: u64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A run was stopped by its requester (28).
#[event]
pub struct JobStopped {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The node.
    pub node: Address,
    /// Flags before.
    pub flags_before: u8,
    /// Flags after.
    pub flags_after: u8,
    /// Unix second billing ends.
    pub stopped_at: i64,
    /// Last Unix second of the submission.
    pub submit_until: i64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A node gave a job back (29).
#[event]
pub struct JobReleased {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// Why, as the operator says.
    pub reason: u8,
    /// State before.
    pub state_before: u8,
    /// State after: Open or Refunded.
    pub state_after: u8,
    /// Flags after.
    pub flags_after: u8,
    /// Why it ended; 0 = it is Open.
    pub close_reason: u8,
    /// The attempt that ended.
    pub attempt: AttemptRecord,
    /// Authority that may not try again.
    pub authority: Address,
    /// Unix seconds it opened before; after is `at` when it is Open.
    pub opened_at_before: i64,
    /// Time of preferred nodes before; after is 0 when it is Open.
    pub exclusive_seconds_before: u32,
    /// What went back; amount 0 and zero keys when it is Open.
    pub refund: Refund,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A fault that was recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct FaultRecord {
    /// The account.
    pub fault: Address,
    /// Its counter.
    pub fault_changes: u32,
    /// What the node did wrong; 0 = no fault was recorded.
    pub kind: u8,
    /// Attempt.
    pub attempt: u8,
    /// The node.
    pub node: Address,
    /// Validators who found it; zero = none.
    pub voters: [Address; 3],
    /// Who paid the rent.
    pub rent_payer: Address,
}

impl FaultRecord {
    /// No fault was recorded.
    pub fn none() -> Self {
        Self {
            fault: Address::default(),
            fault_changes: 0,
            kind: 0,
            attempt: 0,
            node: Address::default(),
            voters: [Address::default(); 3],
            rent_payer: Address::default(),
        }
    }
}

/// A late attempt was taken from its node (30).
#[event]
pub struct JobReassigned {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// State before.
    pub state_before: u8,
    /// State after: Open.
    pub state_after: u8,
    /// Flags after.
    pub flags_after: u8,
    /// The attempt that ended.
    pub attempt: AttemptRecord,
    /// Authority that may not try again.
    pub authority: Address,
    /// Unix seconds it opened before; after is `at`.
    pub opened_at_before: i64,
    /// Time of preferred nodes before; after is 0.
    pub exclusive_seconds_before: u32,
    /// The fault recorded.
    pub fault: FaultRecord,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A job nobody took ended (31).
#[event]
pub struct JobExpired {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Why it ended.
    pub close_reason: u8,
    /// What went back.
    pub refund: Refund,
    /// Slot.
    pub slot: u64,
    /// Unix seconds; also `ended_at`.
    pub at: i64,
}

/// A job whose last attempt was late ended (32).
#[event]
pub struct RunExpired {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Why it ended.
    pub close_reason: u8,
    /// The node that was late.
    pub node: Address,
    /// What went back.
    pub refund: Refund,
    /// The fault recorded.
    pub fault: FaultRecord,
    /// Slot.
    pub slot: u64,
    /// Unix seconds; also `ended_at`.
    pub at: i64,
}

/// The account of an ended job was closed (33).
#[event]
pub struct JobClosed {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// Who posted it.
    pub requester: Address,
    /// Its id, free again.
    pub id: [u8; 16],
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// One round of a challenge.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct ChallengeRecord {
    /// Where it stands.
    pub status: u8,
    /// Round under way.
    pub round: u8,
    /// Seats that found the result right.
    pub valid: u8,
    /// Seats that found it wrong.
    pub invalid: u8,
    /// Seats taken.
    pub voters_count: u8,
    /// Seed of the round's draw; zero = not drawn.
    pub seed: [u8; 32],
    /// Validators at the draw.
    pub panel_size: u32,
    /// Slot the draw aims at.
    pub target_slot: u64,
    /// Unix seconds of the round's start.
    pub opened_at: i64,
    /// Last Unix second of the round's votes.
    pub deadline_at: i64,
    /// Owners of the validators that hold the seats.
    pub voters: [Address; 3],
    /// What each seat found.
    pub votes: [u8; 3],
}

impl From<&Challenge> for ChallengeRecord {
    fn from(challenge: &Challenge) -> Self {
        Self {
            status: challenge.status.0,
            round: challenge.round,
            valid: challenge.valid,
            invalid: challenge.invalid,
            voters_count: challenge.voters_count,
            seed: challenge.seed,
            panel_size: challenge.panel_size.get(),
            target_slot: challenge.target_slot.get(),
            opened_at: challenge.opened_at.get(),
            deadline_at: challenge.deadline_at.get(),
            voters: challenge.voters,
            votes: challenge.votes,
        }
    }
}

/// A result was objected to (34).
#[event]
pub struct JobChallenged {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// The challenge.
    pub challenge: Address,
    /// Its counter.
    pub challenge_changes: u32,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Who asked for a verdict.
    pub kind: u8,
    /// Code of the requester.
    pub reason: u8,
    /// Who objected.
    pub challenger: Address,
    /// The node.
    pub node: Address,
    /// Digest of the evidence.
    pub evidence: [u8; 32],
    /// Moved into the escrow.
    pub bond: u64,
    /// Account the bond came from.
    pub challenger_token: Address,
    /// The escrow.
    pub escrow: Address,
    /// The first round.
    pub round: ChallengeRecord,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A panel was drawn, or its draw aimed at a later slot (35).
#[event]
pub struct PanelDrawn {
    /// The challenge.
    pub challenge: Address,
    /// Its counter.
    pub challenge_changes: u32,
    /// The job.
    pub job: Address,
    /// Round.
    pub round: u8,
    /// Seed; zero = the draw was armed anew.
    pub seed: [u8; 32],
    /// Validators at the draw.
    pub panel_size: u32,
    /// Target before.
    pub target_slot_before: u64,
    /// Target after.
    pub target_slot_after: u64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A round of a challenge ended (37).
#[event]
pub struct ChallengeResolved {
    /// The challenge.
    pub challenge: Address,
    /// Its counter.
    pub challenge_changes: u32,
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// State of the job before.
    pub state_before: u8,
    /// State of the job after.
    pub state_after: u8,
    /// Flags of the job before.
    pub flags_before: u8,
    /// Flags of the job after.
    pub flags_after: u8,
    /// The round before.
    pub before: ChallengeRecord,
    /// The round after: a new one when no majority was found.
    pub after: ChallengeRecord,
    /// To each voter of the majority.
    pub voter_share: u64,
    /// Accounts of the voters paid; zero = none.
    pub voter_tokens: [Address; 3],
    /// Rest of the bond.
    pub rest: u64,
    /// Account of the rest; zero = nothing moved.
    pub rest_token: Address,
    /// The escrow.
    pub escrow: Address,
    /// The fault recorded, if any.
    pub fault: FaultRecord,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A funder was made whole after a wrong result (38).
#[event]
pub struct JobRefunded {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// State before.
    pub state_before: u8,
    /// State after.
    pub state_after: u8,
    /// Why it ended.
    pub close_reason: u8,
    /// The node.
    pub node: Address,
    /// What went back.
    pub refund: Refund,
    /// Slot.
    pub slot: u64,
    /// Unix seconds; also `ended_at`.
    pub at: i64,
}

/// A challenge was closed (39).
#[event]
pub struct ChallengeClosed {
    /// The challenge.
    pub challenge: Address,
    /// Its counter.
    pub challenge_changes: u32,
    /// The job.
    pub job: Address,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A fault was closed (40).
#[event]
pub struct FaultClosed {
    /// The fault.
    pub fault: Address,
    /// Its counter.
    pub fault_changes: u32,
    /// The job.
    pub job: Address,
    /// Slot of the job's post.
    pub posted_slot: u64,
    /// Attempt.
    pub attempt: u8,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// What a shard holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct FeeShardRecord {
    /// Epoch settlements count under.
    pub epoch: u32,
    /// Owed to the treasury.
    pub treasury_due: u64,
    /// Owed to stakers.
    pub staker_due: u64,
    /// Owed to nodes.
    pub incentive_due: u64,
    /// Points of the epoch.
    pub points: u64,
    /// All fees ever.
    pub lifetime_fees: u64,
    /// All it ever burned.
    pub burned: u64,
}

impl From<&FeeShard> for FeeShardRecord {
    fn from(shard: &FeeShard) -> Self {
        Self {
            epoch: shard.epoch.get(),
            treasury_due: shard.treasury_due.get(),
            staker_due: shard.staker_due.get(),
            incentive_due: shard.incentive_due.get(),
            points: shard.points.get(),
            lifetime_fees: shard.lifetime_fees.get(),
            burned: shard.burned.get(),
        }
    }
}

/// A fee shard was opened (41).
#[event]
pub struct FeeShardOpened {
    /// The shard.
    pub fee_shard: Address,
    /// Its counter.
    pub fee_shard_changes: u32,
    /// Its number.
    pub shard: u8,
    /// Its vault.
    pub fee_vault: Address,
    /// Epoch settlements count under.
    pub epoch: u32,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// The fees of a shard were handed on (42).
#[event]
pub struct FeesSwept {
    /// The shard.
    pub fee_shard: Address,
    /// Its counter.
    pub fee_shard_changes: u32,
    /// Its number.
    pub shard: u8,
    /// What it held before.
    pub before: FeeShardRecord,
    /// What it holds after.
    pub after: FeeShardRecord,
    /// Burned of the treasury's part.
    pub burned: u64,
    /// To the treasury.
    pub treasury: u64,
    /// To the stakers.
    pub staker: u64,
    /// To the nodes.
    pub incentive: u64,
    /// The vault.
    pub fee_vault: Address,
    /// Account of the treasury.
    pub treasury_token: Address,
    /// Vault of the stakers.
    pub staker_vault: Address,
    /// Vault of the nodes.
    pub incentive_vault: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}
