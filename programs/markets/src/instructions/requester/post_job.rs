//! `post_job` (20): a requester posts a job, its funder pays the cap into the escrow.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        error::MarketsError,
        events::JobPosted,
        seeds::{SEED_ESCROW, SEED_JOB},
        state::{Config, Job, JobDigests, JobTerms, Market, Moment, Post},
    },
    anchor_lang::prelude::*,
    hypernode_common::token::{self, Mint, TokenAccount},
};

/// The new job and its escrow. Requester, funder and payer may be one key.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct PostJob {
    pub requester: Signer,
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
    /// CHECK: of the second delivery: the template the job is made from.
    pub template: Option<UncheckedAccount>,
    /// CHECK: of the second delivery: the session whose key stands in for the requester.
    pub session: Option<UncheckedAccount>,
}

/// Creates job and escrow and moves cap and verification fee in.
///
/// `preferred` holds the first eight bytes, little-endian, of up to three node addresses.
///
/// # Errors
/// `WrongMint`, `NotFunder`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`, `MarketNotActive`,
/// `EntriesPaused`, `IntentExpired`, `IntentTooLong`, and those of [`Job::post`].
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
    emit_cpi!(event);
    Ok(())
}

impl PostJob {
    /// Who and when.
    fn validate(&self, terms: &JobTerms, now: Moment) -> Result<()> {
        require!(
            terms.funder == *self.funder.address(),
            MarketsError::NotFunder
        );
        self.funder_token
            .check(self.mint.address(), &terms.funder)
            .map_err(MarketsError::from)?;
        self.market.require_active()?;
        self.config.check_entries()?;
        terms.check_intent(now.at)
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
