//! `accept_job` (22): a node that meets every row of the eligibility table takes an Open job.

use {
    crate::{
        eligibility::{pledged, Candidate, Passes},
        error::MarketsError,
        events::JobAccepted,
        state::{Config, Job, Market, Moment},
    },
    anchor_lang::{__alloc::vec::Vec, prelude::*},
    hypernode_common::{
        layout::{View, VERSION},
        programs::{MARKETS, REGISTRY, STAKING},
        registry::{begin_run, BeginRunAccounts, Node, PrivacyLevel, Reputation},
        staking,
    },
};

/// The job, the node that wants it, and what registry and staking say about the node.
#[event_cpi]
#[derive(Accounts)]
pub struct AcceptJob {
    #[account(address = node.operator @ MarketsError::NotNodeOperator)]
    pub operator: Signer,
    pub config: Account<Config>,
    #[account(address = job.market)]
    pub market: Account<Market>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, constraint = node.version == VERSION @ MarketsError::WrongVersion)]
    pub node: Account<View<Node>>,
    #[account(
        constraint = reputation.node == *node.address() @ ProgramError::InvalidSeeds,
        constraint = reputation.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub reputation: Account<View<Reputation>>,
    /// CHECK: the node's Bond, or nothing there: nothing pledged.
    pub bond: UncheckedAccount,
    #[account(
        address = STAKING.config.address,
        constraint = staking_config.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub staking_config: Account<View<staking::Config>>,
    /// CHECK: read by the registry.
    #[account(address = REGISTRY.config.address)]
    pub registry_config: UncheckedAccount,
    /// CHECK: signs for this program.
    #[account(address = MARKETS.caller.address)]
    pub caller: UncheckedAccount,
    /// CHECK: signs the registry's events.
    #[account(address = REGISTRY.event_authority.address)]
    pub registry_event_authority: UncheckedAccount,
    /// CHECK: called by its address.
    #[account(address = REGISTRY.id)]
    pub registry_program: UncheckedAccount,
    /// CHECK: read where the node's gate asks for it: what opens it to the requester. Behind the declared accounts stand
    /// the issuer of a Person attestation and the issuer's ancestors, nearest first.
    pub gate: Option<UncheckedAccount>,
    /// CHECK: read where the job has a group: the node's membership in it.
    pub member: Option<UncheckedAccount>,
}

/// Assigns the job to the node and counts the run.
///
/// # Errors
/// `NotNodeOperator`, then the rows of the eligibility table in order, then the registry's codes.
pub fn accept_job(ctx: &mut Context<AcceptJob>) -> Result<()> {
    // Walking the accounts behind costs; only one level reads them.
    let issuers = if ctx.accounts.node.privacy == PrivacyLevel::PublicNetwork {
        ctx.remaining_accounts()?
    } else {
        Vec::new()
    };
    let event = ctx.accounts.accept(&issuers, Moment::now()?)?;
    emit_cpi!(event);
    Ok(())
}

impl AcceptJob {
    fn accept(&mut self, issuers: &[AccountView], now: Moment) -> Result<JobAccepted> {
        let job = &mut self.job;
        let candidate = Candidate {
            address: self.node.address(),
            node: &self.node,
            reputation: &self.reputation,
            pledged: pledged(self.bond.account(), self.node.address())?,
            staking: &self.staking_config.params,
            passes: Passes {
                gate: self.gate.as_ref().map(|gate| gate.account()),
                issuers,
                member: self.member.as_ref().map(|member| member.account()),
            },
        };
        self.market.require_active()?;
        self.config.check_entries()?;
        job.require_open(now.at)?;
        candidate.check_turn(job, &self.config, now.at)?;
        let cap_runs = candidate.check_fit(job, now.at)?;
        let self_dealing = candidate.deals_with_itself(job);

        let (attempt_before, state_before, flags_before) = (job.attempt, job.state.0, job.flags);
        job.assign(candidate.address, now, self_dealing)?;
        let gpus = job.requirements.gpu_count.get();
        let event = JobAccepted {
            job: *job.address(),
            job_changes: job.count_change(),
            node: *candidate.address,
            authority: candidate.node.authority,
            attempt_before,
            attempt_after: job.attempt,
            state_before,
            state_after: job.state.0,
            flags_before,
            flags_after: job.flags,
            assigned_at: now.at,
            start_until: job.start_until()?,
            slot: now.slot,
            at: now.at,
        };
        self.begin_run(cap_runs, gpus);
        Ok(event)
    }

    fn begin_run(&mut self, cap_runs: u16, gpus: u16) {
        begin_run(
            BeginRunAccounts {
                caller: self.caller.cpi_handle(),
                config: self.registry_config.cpi_handle(),
                node: self.node.cpi_handle_mut(),
                event_authority: self.registry_event_authority.cpi_handle(),
                program: self.registry_program.cpi_handle(),
            },
            cap_runs,
            gpus,
        );
    }
}
