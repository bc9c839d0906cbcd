//! `post_job_to_offer` (21): a requester posts straight to an automatic offer, and its node has the job at once.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        constants::FLAG_AUTO_ASSIGNED,
        eligibility::{pledged, Candidate, Passes},
        error::MarketsError,
        events::JobPostedToOffer,
        instructions::stand_in::{Poster, Requester},
        seeds::{SEED_ESCROW, SEED_JOB},
        state::{
            Config, Job, JobDigests, JobTerms, Market, Moment, Offer, Post, Session,
            SESSION_POST_JOB_TO_OFFER,
        },
    },
    anchor_lang::{__alloc::vec::Vec, prelude::*},
    hypernode_common::{
        event::emit,
        layout::{View, VERSION},
        programs::{MARKETS, REGISTRY, STAKING},
        registry::{begin_run, BeginRunAccounts, Node, PrivacyLevel, Reputation},
        staking,
        token::{self, Mint, TokenAccount},
    },
};

/// The new job and its escrow, the offer, and what registry and staking say about its node.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct PostJobToOffer {
    /// Signs, or the key of its session does as funder or payer.
    pub requester: Requester,
    /// The funder of the terms; or the key of the session, which the owner then approved as delegate of
    /// `funder_token` and is the funder of the terms.
    pub funder: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    pub market: Account<Market>,
    #[account(address = config.head.mint @ MarketsError::WrongMint)]
    pub mint: Account<Mint>,
    #[account(init, payer = payer, seeds = [SEED_JOB, requester, id.as_ref()], bump)]
    pub job: Account<Job>,
    /// CHECK: created here at its own address.
    #[account(mut, seeds = [SEED_ESCROW, job], bump)]
    pub escrow: UncheckedAccount,
    #[account(mut)]
    pub funder_token: Account<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
    #[account(
        constraint = offer.market == *market.address() @ ProgramError::InvalidSeeds,
        constraint = offer.node == *node.address() @ ProgramError::InvalidSeeds,
    )]
    pub offer: Account<Offer>,
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
    /// The session whose key stands in for the requester.
    pub session: Option<Account<Session>>,
}

/// Creates and funds the job at the offer's price and assigns it to the offer's node.
///
/// # Errors
/// Those of `post_job`; `InvalidTerms` also for a credit or a template, which an offer's signature does not cover;
/// `OfferNotAutomatic`, `OfferFull`, `DurationRefused`, `PriceMoved`; the rows of the eligibility table from the
/// sixth on; the registry's codes.
pub fn post_job_to_offer(
    ctx: &mut Context<PostJobToOffer>,
    id: [u8; 16],
    digests: JobDigests,
    terms: JobTerms,
    max_price_per_second: u64,
) -> Result<()> {
    let now = Moment::now()?;
    let (bump, escrow_bump) = (ctx.bumps.job, ctx.bumps.escrow);
    // Walking the accounts behind costs; only one level reads them.
    let issuers = if ctx.accounts.node.privacy == PrivacyLevel::PublicNetwork {
        ctx.remaining_accounts()?
    } else {
        Vec::new()
    };
    let accounts = &mut ctx.accounts;
    accounts.validate(&terms, max_price_per_second, now)?;
    accounts.job.post(&Post {
        bump,
        escrow_bump,
        id: &id,
        requester: accounts.requester.address(),
        rent_payer: accounts.payer.address(),
        market_address: accounts.market.address(),
        market: &accounts.market,
        params: &accounts.config.params,
        digests: &digests,
        terms: &terms,
        price_per_second: accounts.offer.price_per_second.get(),
        preferred: &[],
        now,
    })?;
    let deposit = accounts.job.deposit()?;
    let cap_runs = accounts.assign(&issuers, now)?;
    accounts.fund(escrow_bump, deposit)?;
    let job = &accounts.job;
    let event = JobPostedToOffer {
        job: *job.address(),
        job_changes: job.changes.get(),
        terms: (&**job).into(),
        escrow: *accounts.escrow.address(),
        funder_token: *accounts.funder_token.address(),
        deposit,
        offer: *accounts.offer.address(),
        authority: accounts.node.authority,
        attempt: job.attempt_record(),
        start_until: job.start_until()?,
        slot: now.slot,
        at: now.at,
    };
    accounts.begin_run(cap_runs);
    emit(&MARKETS, accounts.event_authority.cpi_handle(), &event);
    Ok(())
}

impl PostJobToOffer {
    /// Who and when, and what the offer takes.
    fn validate(&self, terms: &JobTerms, max_price_per_second: u64, now: Moment) -> Result<()> {
        Poster {
            requester: &self.requester,
            funder: self.funder.address(),
            payer: self.payer.address(),
            session: self.session.as_deref(),
        }
        .check(terms, SESSION_POST_JOB_TO_OFFER, now.at)?;
        self.funder_token
            .check(self.mint.address(), &terms.funder)
            .map_err(MarketsError::from)?;
        self.market.require_active()?;
        self.config.check_entries()?;
        require!(
            !self.offer.is_older_than(&self.node),
            MarketsError::OfferNotAutomatic
        );
        terms.check_intent(now.at)?;
        // Credit and royalty lower what the operator receives, and its standing signature knows neither.
        let covered =
            terms.sla_start_seconds == 0 && terms.sla_credit_bps == 0 && !terms.is_of_template();
        require!(covered, MarketsError::InvalidTerms);
        self.offer.take(
            self.node.active_runs.get(),
            terms.max_run_seconds,
            max_price_per_second,
        )
    }

    /// Open -> Assigned; gives the runs the node may hold at once.
    fn assign(&mut self, issuers: &[AccountView], now: Moment) -> Result<u16> {
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
        let cap_runs = candidate.check_fit(job, now.at)?;
        let self_dealing = candidate.deals_with_itself(job);
        job.flags |= FLAG_AUTO_ASSIGNED;
        job.assign(candidate.address, now, self_dealing)?;
        Ok(cap_runs)
    }

    /// Creates the escrow and moves the deposit in.
    fn fund(&mut self, escrow_bump: u8, deposit: u64) -> Result<()> {
        let mut escrow = *self.escrow.account();
        let job = *self.job.address();
        token::create_vault(
            self.payer.account(),
            &mut escrow,
            self.mint.account(),
            &job,
            &[SEED_ESCROW, job.as_ref(), &[escrow_bump]],
        )?;
        token::transfer(
            self.funder_token.cpi_handle_mut(),
            self.escrow.cpi_handle_mut(),
            self.funder.cpi_handle(),
            deposit,
            &[],
        );
        Ok(())
    }

    fn begin_run(&mut self, cap_runs: u16) {
        let gpus = self.job.requirements.gpu_count.get();
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
