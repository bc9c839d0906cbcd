//! `challenge_job` (34): the requester objects to a result and puts a bond behind it.

use {
    crate::{
        error::MarketsError,
        events::{ChallengeRecord, JobChallenged},
        instructions::stand_in::check_requester,
        seeds::{SEED_CHALLENGE, SEED_ESCROW},
        state::{
            Challenge, ChallengeKind, ChallengeStatus, Config, Job, Moment, Session,
            SESSION_CHALLENGE_JOB,
        },
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        draw::target_slot,
        token::{self, TokenAccount},
    },
};

/// The job, the new challenge and where the bond comes from.
#[event_cpi]
#[derive(Accounts)]
pub struct ChallengeJob {
    /// The job's requester, or the key of the session, which the requester then approved as delegate of
    /// `challenger_token`. Pays the rent.
    #[account(mut)]
    pub requester: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, seeds = [SEED_ESCROW, job], bump = job.escrow_bump)]
    pub escrow: Account<TokenAccount>,
    #[account(init, payer = requester, seeds = [SEED_CHALLENGE, job], bump)]
    pub challenge: Account<Challenge>,
    #[account(mut)]
    pub challenger_token: Account<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
    /// The session whose key stands in for the requester.
    pub session: Option<Account<Session>>,
}

/// Opens the challenge; validators decide.
///
/// # Errors
/// `NotRequester`, `SessionExpired`, `SessionNotAllowed`, `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`,
/// `JobNotSubmitted`, `ChallengeDecided`, `ChallengeDeadlinePassed`, `ZeroDigest`.
pub fn challenge_job(
    ctx: &mut Context<ChallengeJob>,
    reason: u8,
    evidence: [u8; 32],
) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.challenge;
    let accounts = &mut ctx.accounts;
    check_requester(
        accounts.requester.address(),
        &accounts.job.requester,
        &accounts.session,
        SESSION_CHALLENGE_JOB,
        now.at,
    )?;
    accounts
        .challenger_token
        .check(&accounts.escrow.mint, &accounts.job.requester)
        .map_err(MarketsError::from)?;
    let job = &mut accounts.job;
    let state_before = job.state.0;
    job.challenge(now.at)?;
    require!(evidence != [0; 32], MarketsError::ZeroDigest);

    let bond = job.challenge_bond.get();
    let target = target_slot(now.slot, accounts.config.params.seed_delay_slots)
        .map_err(MarketsError::from)?;
    let challenge = &mut accounts.challenge;
    challenge.open(bump, *accounts.requester.address());
    challenge.kind = ChallengeKind::Requester.into();
    challenge.status = ChallengeStatus::Pending.into();
    challenge.reason = reason;
    challenge.job = *job.address();
    challenge.challenger = job.requester;
    challenge.node = job.node;
    challenge.evidence = evidence;
    challenge.bond = bond.into();
    challenge.open_round(1, target, now.at, job.verdict_window_seconds.get())?;
    let event = JobChallenged {
        job: *job.address(),
        job_changes: job.count_change(),
        challenge: *challenge.address(),
        challenge_changes: challenge.changes.get(),
        state_before,
        state_after: job.state.0,
        kind: challenge.kind.0,
        reason,
        challenger: challenge.challenger,
        node: challenge.node,
        evidence,
        bond,
        challenger_token: *accounts.challenger_token.address(),
        escrow: *accounts.escrow.address(),
        round: ChallengeRecord::from(&**challenge),
        rent_payer: challenge.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    token::transfer(
        accounts.challenger_token.cpi_handle_mut(),
        accounts.escrow.cpi_handle_mut(),
        accounts.requester.cpi_handle(),
        bond,
        &[],
    );
    emit_cpi!(event);
    Ok(())
}
