//! 59 attest_claim.
#![expect(
    unused_variables,
    reason = "the derive binds the instruction's arguments a second time"
)]

use {
    crate::{
        error::RegistryError,
        events::ClaimAttested,
        state::{Attestation, AttestationTransitions, Claim, Config, Issuer, Node, Statement},
    },
    anchor_lang::prelude::*,
};

/// The attestation to create, with the issuer's signature. Behind the declared accounts stand the issuer's ancestors,
/// nearest first.
#[event_cpi]
#[derive(Accounts)]
#[instruction(claim: u8)]
pub struct AttestClaim {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    pub issuer: Account<Issuer>,
    #[account(
        init,
        payer = payer,
        seeds = [b"attestation", issuer.address().as_ref(), subject.address().as_ref(), claim.to_le_bytes()],
        bump
    )]
    pub attestation: Account<Attestation>,
    /// CHECK: only its address counts.
    pub subject: UncheckedAccount,
    /// The subject once more, as the node it is; for Hardware claims.
    pub node: Option<Account<Node>>,
    #[account(address = issuer.authority @ RegistryError::NotIssuerAuthority)]
    pub authority: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Says `claim`, with the digest of its evidence, about a subject up to and including `expires_at`.
///
/// # Errors
/// `NotIssuerAuthority`, `EntriesPaused`, `IssuerNotLive`, `IssuerOutOfScope` also for an unknown claim, `ZeroDigest`,
/// `ClaimMismatch` for a Hardware claim with another digest than the node's descriptor, `ParameterOutOfBounds`.
pub fn attest_claim(
    ctx: &mut Context<AttestClaim>,
    claim: u8,
    claim_digest: [u8; 32],
    expires_at: i64,
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let ancestors = ctx.remaining_accounts()?;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_entries()
        .map_err(RegistryError::from)?;
    let issuer = &accounts.issuer;
    require!(
        issuer.is_trusted(&ancestors, now),
        RegistryError::IssuerNotLive
    );
    let claim = Claim::from_u8(claim)
        .filter(|claim| issuer.scope & claim.scope_bit() != 0)
        .ok_or(RegistryError::IssuerOutOfScope)?;
    let statement = Statement {
        issuer: *issuer.address(),
        subject: *accounts.subject.address(),
        claim,
        claim_digest,
        expires_at,
    };
    let node = accounts.node.as_ref().map(|node| (node.address(), &**node));
    let attestation = &mut accounts.attestation;
    attestation.open(ctx.bumps.attestation, *accounts.payer.address());
    attestation.state(&statement, node, now)?;

    let event = ClaimAttested {
        attestation: *attestation.address(),
        attestation_changes: attestation.changes.get(),
        issuer: statement.issuer,
        subject: statement.subject,
        claim: claim as u8,
        claim_digest,
        issued_at: now,
        expires_at,
        rent_payer: attestation.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
