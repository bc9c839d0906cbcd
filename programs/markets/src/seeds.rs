//! Seeds of every PDA of this program, and one derivation helper for each.

use anchor_lang::prelude::*;

/// `["market", id16]`.
pub const SEED_MARKET: &[u8] = b"market";
/// `["offer", market, node]`.
pub const SEED_OFFER: &[u8] = b"offer";
/// `["job", requester, id16]`.
pub const SEED_JOB: &[u8] = b"job";
/// `["escrow", job]`, a token account whose owner is the job.
pub const SEED_ESCROW: &[u8] = b"escrow";
/// `["fees", shard u8]`.
pub const SEED_FEES: &[u8] = b"fees";
/// `["fee_vault", shard u8]`, a token account whose owner is the FeeShard.
pub const SEED_FEE_VAULT: &[u8] = b"fee_vault";
/// `["challenge", job]`.
pub const SEED_CHALLENGE: &[u8] = b"challenge";
/// `["verdict", job, posted_slot u64, round u8, owner]`: a commitment of one round stands in the way of no other one.
pub const SEED_VERDICT: &[u8] = b"verdict";
/// `["fault", job, posted_slot u64, attempt u8]`.
pub const SEED_FAULT: &[u8] = b"fault";
/// `["template", publisher, id16, version u16]`.
pub const SEED_TEMPLATE: &[u8] = b"template";
/// `["rating", template, requester]`.
pub const SEED_RATING: &[u8] = b"rating";
/// `["session", owner, session key]`.
pub const SEED_SESSION: &[u8] = b"session";
/// `["credit", owner, payee, id16]`.
pub const SEED_CREDIT: &[u8] = b"credit";
/// `["credit_vault", credit]`, a token account whose owner is the credit.
pub const SEED_CREDIT_VAULT: &[u8] = b"credit_vault";
/// `["replicas", requester, id16]`.
pub const SEED_REPLICAS: &[u8] = b"replicas";
/// `["batch", requester, id16]`.
pub const SEED_BATCH: &[u8] = b"batch";

/// Address and bump of a market.
pub fn find_market_address(id: &[u8; 16]) -> (Address, u8) {
    find_program_address(&[SEED_MARKET, id], &crate::ID)
}

/// Address and bump of a node's offer in a market.
pub fn find_offer_address(market: &Address, node: &Address) -> (Address, u8) {
    find_program_address(&[SEED_OFFER, market.as_ref(), node.as_ref()], &crate::ID)
}

/// Address and bump of a job.
pub fn find_job_address(requester: &Address, id: &[u8; 16]) -> (Address, u8) {
    find_program_address(&[SEED_JOB, requester.as_ref(), id], &crate::ID)
}

/// Address and bump of a job's escrow.
pub fn find_escrow_address(job: &Address) -> (Address, u8) {
    find_program_address(&[SEED_ESCROW, job.as_ref()], &crate::ID)
}

/// Address and bump of a fee shard.
pub fn find_fee_shard_address(shard: u8) -> (Address, u8) {
    find_program_address(&[SEED_FEES, &[shard]], &crate::ID)
}

/// Address and bump of a fee shard's vault.
pub fn find_fee_vault_address(shard: u8) -> (Address, u8) {
    find_program_address(&[SEED_FEE_VAULT, &[shard]], &crate::ID)
}

/// Address and bump of the challenge of a job.
pub fn find_challenge_address(job: &Address) -> (Address, u8) {
    find_program_address(&[SEED_CHALLENGE, job.as_ref()], &crate::ID)
}

/// Address and bump of a validator's commitment in one round of the challenge of a job.
pub fn find_verdict_address(
    job: &Address,
    posted_slot: u64,
    round: u8,
    owner: &Address,
) -> (Address, u8) {
    find_program_address(
        &[
            SEED_VERDICT,
            job.as_ref(),
            &posted_slot.to_le_bytes(),
            &[round],
            owner.as_ref(),
        ],
        &crate::ID,
    )
}

/// Address and bump of the fault of one attempt of a job.
pub fn find_fault_address(job: &Address, posted_slot: u64, attempt: u8) -> (Address, u8) {
    find_program_address(
        &[
            SEED_FAULT,
            job.as_ref(),
            &posted_slot.to_le_bytes(),
            &[attempt],
        ],
        &crate::ID,
    )
}

/// Address and bump of one version of a template.
pub fn find_template_address(publisher: &Address, id: &[u8; 16], version: u16) -> (Address, u8) {
    find_program_address(
        &[
            SEED_TEMPLATE,
            publisher.as_ref(),
            id,
            &version.to_le_bytes(),
        ],
        &crate::ID,
    )
}

/// Address and bump of a requester's rating of a template.
pub fn find_rating_address(template: &Address, requester: &Address) -> (Address, u8) {
    find_program_address(
        &[SEED_RATING, template.as_ref(), requester.as_ref()],
        &crate::ID,
    )
}

/// Address and bump of an owner's session with a key.
pub fn find_session_address(owner: &Address, session_key: &Address) -> (Address, u8) {
    find_program_address(
        &[SEED_SESSION, owner.as_ref(), session_key.as_ref()],
        &crate::ID,
    )
}

/// Address and bump of a credit.
pub fn find_credit_address(owner: &Address, payee: &Address, id: &[u8; 16]) -> (Address, u8) {
    find_program_address(
        &[SEED_CREDIT, owner.as_ref(), payee.as_ref(), id],
        &crate::ID,
    )
}

/// Address and bump of a credit's vault.
pub fn find_credit_vault_address(credit: &Address) -> (Address, u8) {
    find_program_address(&[SEED_CREDIT_VAULT, credit.as_ref()], &crate::ID)
}

/// Address and bump of a replica group.
pub fn find_replicas_address(requester: &Address, id: &[u8; 16]) -> (Address, u8) {
    find_program_address(&[SEED_REPLICAS, requester.as_ref(), id], &crate::ID)
}

/// Address and bump of a batch.
pub fn find_batch_address(requester: &Address, id: &[u8; 16]) -> (Address, u8) {
    find_program_address(&[SEED_BATCH, requester.as_ref(), id], &crate::ID)
}
