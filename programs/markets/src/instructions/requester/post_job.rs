//! `post_job` (20): a requester posts a job, its funder pays the cap into the escrow.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::MarketsError,
        events::JobPosted,
        events_template::JobPostedFromTemplate,
        instructions::stand_in::{Poster, Requester},
        seeds::{SEED_ESCROW, SEED_JOB},
        state::{
            Config, Job, JobDigests, JobTerms, Market, Moment, Post, Session, Template,
            SESSION_POST_JOB,
        },
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        event::emit,
        programs::MARKETS,
        token::{self, Mint, TokenAccount},
    },
};

/// The new job and its escrow. Requester, funder and payer may be one key.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct PostJob {
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
    /// The template the job is made from; none for any other origin.
    #[account(mut)]
    pub template: Option<Account<Template>>,
    /// The session whose key stands in for the requester.
    pub session: Option<Account<Session>>,
}

/// Creates job and escrow and moves cap and verification fee in.
///
/// `preferred` holds the first eight bytes, little-endian, of up to three node addresses.
///
/// # Errors
/// `WrongMint`, `MissingRequiredSignature`, `NotRequester`, `SessionExpired`, `SessionNotAllowed`, `NotFunder`,
/// `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `MarketNotActive`, `EntriesPaused`, `IntentExpired`,
/// `IntentTooLong`, `InvalidTerms` where origin and template account disagree, `WrongTemplate`, those of
/// [`Template::count_use`] and of [`Job::post`].
pub fn post_job(
    ctx: &mut Context<PostJob>,
    id: [u8; 16],
    digests: JobDigests,
    terms: JobTerms,
    preferred: &[u64],
) -> Result<()> {
    let now = Moment::now()?;
    let (bump, escrow_bump) = (ctx.bumps.job, ctx.bumps.escrow);
    let accounts = &mut ctx.accounts;
    accounts.validate(&terms, now)?;
    accounts.use_template(&digests, &terms)?;
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
        price_per_second: terms.price_per_second,
        preferred,
        now,
    })?;
    let deposit = accounts.job.deposit()?;
    accounts.fund(escrow_bump, deposit)?;
    if let Some(event) = accounts.posted_from_template(deposit, now) {
        emit(&MARKETS, accounts.event_authority.cpi_handle(), &event);
        return Ok(());
    }
    let job = &accounts.job;
    let event = JobPosted {
        job: *job.address(),
        job_changes: job.changes.get(),
        terms: (&**job).into(),
        escrow: *accounts.escrow.address(),
        funder_token: *accounts.funder_token.address(),
        deposit,
        slot: now.slot,
        at: now.at,
    };
    emit(&MARKETS, accounts.event_authority.cpi_handle(), &event);
    Ok(())
}

impl PostJob {
    /// Who and when.
    fn validate(&self, terms: &JobTerms, now: Moment) -> Result<()> {
        Poster {
            requester: &self.requester,
            funder: self.funder.address(),
            payer: self.payer.address(),
            session: self.session.as_deref(),
        }
        .check(terms, SESSION_POST_JOB, now.at)?;
        self.funder_token
            .check(self.mint.address(), &terms.funder)
            .map_err(MarketsError::from)?;
        self.market.require_active()?;
        self.config.check_entries()?;
        terms.check_intent(now.at)
    }

    /// Counts the job as a use of the template it is made from.
    fn use_template(&mut self, digests: &JobDigests, terms: &JobTerms) -> Result<()> {
        require!(
            self.template.is_some() == terms.is_of_template(),
            MarketsError::InvalidTerms
        );
        let Some(template) = &mut self.template else {
            return Ok(());
        };
        require!(
            terms.parent == *template.address(),
            MarketsError::WrongTemplate
        );
        let max_royalty_bps = self.config.params.max_royalty_bps.get();
        template.count_use(digests, terms.royalty_bps, max_royalty_bps)
    }

    /// What to tell of a job made from a template.
    fn posted_from_template(&mut self, deposit: u64, now: Moment) -> Option<JobPostedFromTemplate> {
        let template = self.template.as_mut()?;
        let uses = template.uses.get();
        Some(JobPostedFromTemplate {
            job: *self.job.address(),
            job_changes: self.job.changes.get(),
            terms: (&*self.job).into(),
            escrow: *self.escrow.address(),
            funder_token: *self.funder_token.address(),
            deposit,
            template_changes: template.count_change(),
            uses_before: uses.saturating_sub(1),
            uses_after: uses,
            slot: now.slot,
            at: now.at,
        })
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
}
