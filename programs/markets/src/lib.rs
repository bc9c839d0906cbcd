//! Markets: jobs, their escrow and their settlement. Each instruction is one call into `instructions`.

#![cfg_attr(not(any(test, feature = "idl-build")), no_std)]

extern crate alloc;

pub mod constants;
pub mod eligibility;
pub mod error;
pub mod events;
pub mod instructions;
pub mod math;
pub mod seeds;
pub mod state;

pub use instructions::{authority::config::*, authority::*, crank::*, operator::*, requester::*};
use {
    crate::state::{JobDigests, JobTerms, MarketTerms, MarketsParams, Submission},
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

    /// Anyone opens a fee shard.
    #[discrim = 41]
    pub fn open_fee_shard(ctx: &mut Context<OpenFeeShard>, shard: u8) -> Result<()> {
        instructions::crank::open_fee_shard(ctx, shard)
    }
}
