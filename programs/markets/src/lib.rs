//! Markets: jobs, their escrow and their settlement. Each instruction is one call into `instructions`.

#![cfg_attr(not(any(test, feature = "idl-build")), no_std)]

extern crate alloc;

pub mod audit;
pub mod constants;
pub mod eligibility;
pub mod error;
pub mod events;
pub mod events_credit;
pub mod events_session;
pub mod events_template;
pub mod instructions;
pub mod math;
#[cfg(test)]
mod math_tests;
pub mod quorum;
pub mod seeds;
pub mod state;
pub mod voucher;

pub use instructions::{
    authority::config::*, authority::*, crank::*, operator::*, owner::*, publisher::*,
    requester::*, validator::*,
};
use {
    crate::{
        constants::SEALED_KEY_SIZE,
        state::{
            BatchTerms, JobDigests, JobTerms, MarketTerms, MarketsParams, OfferTerms, ReplicaTerms,
            Submission, TemplateTerms,
        },
    },
    alloc::vec::Vec,
    anchor_lang::prelude::*,
};

declare_id!("GFRcXCcCVsGdS814ifea8QqF6HLTyPRYykC7wJzNEbWj");

#[program]
pub mod markets {
    use super::*;

    /// The deployer creates the Config.
    #[discrim = 1]
    pub fn initialize(
        ctx: &mut Context<Initialize>,
        params: MarketsParams,
        guardian: Address,
    ) -> Result<()> {
        instructions::authority::initialize(ctx, params, guardian)
    }

    /// The authority names its successor.
    #[discrim = 2]
    pub fn propose_authority(ctx: &mut Context<ProposeAuthority>, key: Address) -> Result<()> {
        instructions::authority::config::propose_authority(ctx, key)
    }

    /// The successor takes over.
    #[discrim = 3]
    pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
        instructions::authority::config::accept_authority(ctx)
    }

    /// The authority replaces the guardian.
    #[discrim = 4]
    pub fn set_guardian(ctx: &mut Context<SetGuardian>, key: Address) -> Result<()> {
        instructions::authority::config::set_guardian(ctx, key)
    }

    /// Guardian or authority pauses entries, exits or both.
    #[discrim = 5]
    pub fn pause(ctx: &mut Context<Pause>, entries: bool, exits: bool) -> Result<()> {
        instructions::authority::config::pause(ctx, entries, exits)
    }

    /// The authority ends both pauses.
    #[discrim = 6]
    pub fn unpause(ctx: &mut Context<Unpause>) -> Result<()> {
        instructions::authority::config::unpause(ctx)
    }

    /// The authority replaces the parameters.
    #[discrim = 7]
    pub fn update_config(ctx: &mut Context<UpdateConfig>, params: MarketsParams) -> Result<()> {
        instructions::authority::config::update_config(ctx, params)
    }

    /// The market admin creates a market.
    #[discrim = 10]
    pub fn create_market(
        ctx: &mut Context<CreateMarket>,
        id: [u8; 16],
        terms: MarketTerms,
    ) -> Result<()> {
        instructions::authority::create_market(ctx, id, terms)
    }

    /// The market admin replaces a market's terms.
    #[discrim = 11]
    pub fn update_market(ctx: &mut Context<UpdateMarket>, terms: MarketTerms) -> Result<()> {
        instructions::authority::update_market(ctx, terms)
    }

    /// The market admin opens, pauses or closes a market.
    #[discrim = 12]
    pub fn set_market_status(ctx: &mut Context<SetMarketStatus>, status: u8) -> Result<()> {
        instructions::authority::set_market_status(ctx, status)
    }

    /// An operator publishes an offer.
    #[discrim = 13]
    pub fn publish_offer(ctx: &mut Context<PublishOffer>, terms: OfferTerms) -> Result<()> {
        instructions::operator::publish_offer(ctx, terms)
    }

    /// An operator changes its offer.
    #[discrim = 14]
    pub fn update_offer(ctx: &mut Context<UpdateOffer>, terms: OfferTerms) -> Result<()> {
        instructions::operator::update_offer(ctx, terms)
    }

    /// Operator or authority, or anyone once the node is gone, closes an offer.
    #[discrim = 15]
    pub fn close_offer(ctx: &mut Context<CloseOffer>) -> Result<()> {
        instructions::operator::close_offer(ctx)
    }

    /// A requester posts a job, its funder pays.
    #[discrim = 20]
    pub fn post_job(
        ctx: &mut Context<PostJob>,
        id: [u8; 16],
        digests: JobDigests,
        terms: JobTerms,
        preferred: Vec<u64>,
    ) -> Result<()> {
        instructions::requester::post_job(ctx, id, digests, terms, &preferred)
    }

    /// A requester posts straight to an automatic offer.
    #[discrim = 21]
    pub fn post_job_to_offer(
        ctx: &mut Context<PostJobToOffer>,
        id: [u8; 16],
        digests: JobDigests,
        terms: JobTerms,
        max_price_per_second: u64,
    ) -> Result<()> {
        instructions::requester::post_job_to_offer(ctx, id, digests, terms, max_price_per_second)
    }

    /// An eligible node takes an Open job.
    #[discrim = 22]
    pub fn accept_job(ctx: &mut Context<AcceptJob>) -> Result<()> {
        instructions::operator::accept_job(ctx)
    }

    /// The node starts the run.
    #[discrim = 23]
    pub fn start_job(ctx: &mut Context<StartJob>) -> Result<()> {
        instructions::operator::start_job(ctx)
    }

    /// The node hands in its result.
    #[discrim = 24]
    pub fn submit_job(ctx: &mut Context<SubmitJob>, submission: Submission) -> Result<()> {
        instructions::operator::submit_job(ctx, submission)
    }

    /// The escrow is split and paid.
    #[discrim = 25]
    pub fn settle_job(ctx: &mut Context<SettleJob>) -> Result<()> {
        instructions::crank::settle_job(ctx)
    }

    /// The requester takes an Open job back.
    #[discrim = 26]
    pub fn cancel_job(ctx: &mut Context<CancelJob>) -> Result<()> {
        instructions::requester::cancel_job(ctx)
    }

    /// The funder pays for a longer run.
    #[discrim = 27]
    pub fn extend_job(ctx: &mut Context<ExtendJob>, extra_seconds: u32) -> Result<()> {
        instructions::requester::extend_job(ctx, extra_seconds)
    }

    /// The requester ends billing of a run.
    #[discrim = 28]
    pub fn stop_job(ctx: &mut Context<StopJob>) -> Result<()> {
        instructions::requester::stop_job(ctx)
    }

    /// The node gives a job back.
    #[discrim = 29]
    pub fn release_job(ctx: &mut Context<ReleaseJob>, reason: u8) -> Result<()> {
        instructions::operator::release_job(ctx, reason)
    }

    /// A late node loses the job, which opens for others.
    #[discrim = 30]
    pub fn reassign_job(ctx: &mut Context<ReassignJob>) -> Result<()> {
        instructions::crank::reassign_job(ctx)
    }

    /// A job nobody took ends.
    #[discrim = 31]
    pub fn expire_job(ctx: &mut Context<ExpireJob>) -> Result<()> {
        instructions::crank::expire_job(ctx)
    }

    /// A job whose last attempt was late ends.
    #[discrim = 32]
    pub fn expire_run(ctx: &mut Context<ExpireRun>) -> Result<()> {
        instructions::crank::expire_run(ctx)
    }

    /// The account of an ended job goes away.
    #[discrim = 33]
    pub fn close_job(ctx: &mut Context<CloseJob>) -> Result<()> {
        instructions::crank::close_job(ctx)
    }

    /// The requester objects to a result.
    #[discrim = 34]
    pub fn challenge_job(
        ctx: &mut Context<ChallengeJob>,
        reason: u8,
        evidence: [u8; 32],
    ) -> Result<()> {
        instructions::requester::challenge_job(ctx, reason, evidence)
    }

    /// A later slot hash decides which validators judge.
    #[discrim = 35]
    pub fn draw_panel(ctx: &mut Context<DrawPanel>) -> Result<()> {
        instructions::crank::draw_panel(ctx)
    }

    /// A validator on the panel reveals its verdict.
    #[discrim = 36]
    pub fn cast_verdict(ctx: &mut Context<CastVerdict>, valid: bool, salt: [u8; 32]) -> Result<()> {
        instructions::validator::cast_verdict(ctx, valid, salt)
    }

    /// The seats decide after the window.
    #[discrim = 37]
    pub fn resolve_challenge(ctx: &mut Context<ResolveChallenge>) -> Result<()> {
        instructions::crank::resolve_challenge(ctx)
    }

    /// The funder is made whole after a wrong result.
    #[discrim = 38]
    pub fn refund_job(ctx: &mut Context<RefundJob>) -> Result<()> {
        instructions::crank::refund_job(ctx)
    }

    /// The challenge of an ended job goes away.
    #[discrim = 39]
    pub fn close_challenge(ctx: &mut Context<CloseChallenge>) -> Result<()> {
        instructions::crank::close_challenge(ctx)
    }

    /// A fault nobody can report any more goes away.
    #[discrim = 40]
    pub fn close_fault(ctx: &mut Context<CloseFault>) -> Result<()> {
        instructions::crank::close_fault(ctx)
    }

    /// Anyone opens a fee shard.
    #[discrim = 41]
    pub fn open_fee_shard(ctx: &mut Context<OpenFeeShard>, shard: u8) -> Result<()> {
        instructions::crank::open_fee_shard(ctx, shard)
    }

    /// The fees of a shard go to treasury, stakers and nodes.
    #[discrim = 42]
    pub fn sweep_fees(ctx: &mut Context<SweepFees>, shard: u8) -> Result<()> {
        instructions::crank::sweep_fees(ctx, shard)
    }

    /// A later slot hash decides whether validators look at a result.
    #[discrim = 50]
    pub fn draw_audit(ctx: &mut Context<DrawAudit>) -> Result<()> {
        instructions::crank::draw_audit(ctx)
    }

    /// A requester opens a group of replicas that must agree.
    #[discrim = 51]
    pub fn open_replicas(
        ctx: &mut Context<OpenReplicas>,
        id: [u8; 16],
        digests: JobDigests,
        terms: ReplicaTerms,
    ) -> Result<()> {
        instructions::requester::open_replicas(ctx, id, digests, terms)
    }

    /// A replica's result is shown to be what its node committed to.
    #[discrim = 52]
    pub fn reveal_result(
        ctx: &mut Context<RevealResult>,
        result: [u8; 32],
        salt: [u8; 32],
    ) -> Result<()> {
        instructions::crank::reveal_result(ctx, result, salt)
    }

    /// The results of a replica group are counted.
    #[discrim = 53]
    pub fn tally_replicas(ctx: &mut Context<TallyReplicas>) -> Result<()> {
        instructions::crank::tally_replicas(ctx)
    }

    /// A replica is confirmed or refunded as the tally says.
    #[discrim = 54]
    pub fn apply_tally(ctx: &mut Context<ApplyTally>) -> Result<()> {
        instructions::crank::apply_tally(ctx)
    }

    /// The requester shows what it expected of a result.
    #[discrim = 55]
    pub fn reveal_canary(
        ctx: &mut Context<RevealCanary>,
        expected: [u8; 32],
        salt: [u8; 32],
    ) -> Result<()> {
        instructions::requester::reveal_canary(ctx, expected, salt)
    }

    /// A requester creates a batch.
    #[discrim = 56]
    pub fn create_batch(
        ctx: &mut Context<CreateBatch>,
        id: [u8; 16],
        terms: BatchTerms,
    ) -> Result<()> {
        instructions::requester::create_batch(ctx, id, terms)
    }

    /// A child that ended is counted in its batch.
    #[discrim = 57]
    pub fn collect_child(ctx: &mut Context<CollectChild>, index: u16) -> Result<()> {
        instructions::crank::collect_child(ctx, index)
    }

    /// A batch goes away.
    #[discrim = 58]
    pub fn close_batch(ctx: &mut Context<CloseBatch>) -> Result<()> {
        instructions::crank::close_batch(ctx)
    }

    /// A replica group whose tally is applied goes away.
    #[discrim = 59]
    pub fn close_replicas(ctx: &mut Context<CloseReplicas>) -> Result<()> {
        instructions::crank::close_replicas(ctx)
    }

    /// A publisher publishes a version of a template.
    #[discrim = 60]
    pub fn publish_template(
        ctx: &mut Context<PublishTemplate>,
        id: [u8; 16],
        version: u16,
        terms: TemplateTerms,
    ) -> Result<()> {
        instructions::publisher::publish_template(ctx, id, version, terms)
    }

    /// A publisher takes a template off the shelf.
    #[discrim = 61]
    pub fn yank_template(ctx: &mut Context<YankTemplate>) -> Result<()> {
        instructions::publisher::yank_template(ctx)
    }

    /// A requester rates a template whose job was settled.
    #[discrim = 62]
    pub fn rate_template(ctx: &mut Context<RateTemplate>, stars: u8) -> Result<()> {
        instructions::requester::rate_template(ctx, stars)
    }

    /// The requester publishes the key of a sealed input.
    #[discrim = 63]
    pub fn publish_key(
        ctx: &mut Context<PublishKey>,
        sealed_key: [u8; SEALED_KEY_SIZE],
    ) -> Result<()> {
        instructions::requester::publish_key(ctx, sealed_key)
    }

    /// A validator on the panel commits to a verdict.
    #[discrim = 64]
    pub fn commit_verdict(ctx: &mut Context<CommitVerdict>, commitment: [u8; 32]) -> Result<()> {
        instructions::validator::commit_verdict(ctx, commitment)
    }

    /// A commitment that was never revealed goes away.
    #[discrim = 65]
    pub fn close_verdict(ctx: &mut Context<CloseVerdict>) -> Result<()> {
        instructions::crank::close_verdict(ctx)
    }

    /// A template that was yanked long ago goes away.
    #[discrim = 66]
    pub fn close_template(ctx: &mut Context<CloseTemplate>) -> Result<()> {
        instructions::publisher::close_template(ctx)
    }

    /// A rating of a template that is off the shelf goes away.
    #[discrim = 67]
    pub fn close_rating(ctx: &mut Context<CloseRating>) -> Result<()> {
        instructions::crank::close_rating(ctx)
    }

    /// An owner sets money aside for a payee.
    #[discrim = 70]
    pub fn open_credit(
        ctx: &mut Context<OpenCredit>,
        id: [u8; 16],
        session_key: Address,
        deposit: u64,
    ) -> Result<()> {
        instructions::owner::open_credit(ctx, id, session_key, deposit)
    }

    /// The owner adds to a credit.
    #[discrim = 71]
    pub fn fund_credit(ctx: &mut Context<FundCredit>, deposit: u64) -> Result<()> {
        instructions::owner::fund_credit(ctx, deposit)
    }

    /// A voucher of the session key pays the payee.
    #[discrim = 72]
    pub fn redeem_voucher(ctx: &mut Context<RedeemVoucher>, cumulative: u64) -> Result<()> {
        instructions::crank::redeem_voucher(ctx, cumulative)
    }

    /// The owner wants the rest of a credit back.
    #[discrim = 73]
    pub fn request_credit_close(ctx: &mut Context<RequestCreditClose>) -> Result<()> {
        instructions::owner::request_credit_close(ctx)
    }

    /// The rest of a credit goes back to its owner.
    #[discrim = 74]
    pub fn close_credit(ctx: &mut Context<CloseCredit>) -> Result<()> {
        instructions::crank::close_credit(ctx)
    }

    /// An owner lets a key stand in for it.
    #[discrim = 75]
    pub fn open_session(ctx: &mut Context<OpenSession>, expires_at: i64, mask: u64) -> Result<()> {
        instructions::owner::open_session(ctx, expires_at, mask)
    }

    /// The owner ends a session.
    #[discrim = 76]
    pub fn revoke_session(ctx: &mut Context<RevokeSession>) -> Result<()> {
        instructions::owner::revoke_session(ctx)
    }
}
