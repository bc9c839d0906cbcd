//! The digests of the protocol: sha256 of an ASCII tag and fixed-width little-endian fields.

use anchor_lang::{__alloc::vec::Vec, prelude::Address, solana_program::hash::hashv};

/// A sha256 digest.
pub type Digest = [u8; 32];

macro_rules! tag {
    ($name:literal) => {
        concat!("hypernode:", $name, ":v1").as_bytes()
    };
}

fn sha256(parts: &[&[u8]]) -> Digest {
    hashv(parts).to_bytes()
}

/// One execution of a job on one node: what every digest about a result binds.
#[derive(Clone, Copy, Debug)]
pub struct Execution<'a> {
    /// Genesis hash of the cluster.
    pub genesis: &'a Digest,
    /// Program id of markets.
    pub program: &'a Address,
    /// The job account.
    pub job: &'a Address,
    /// Slot of its post; a job is (address, posted_slot).
    pub posted_slot: u64,
    /// The node account.
    pub node: &'a Address,
    /// Attempt, from 1.
    pub attempt: u8,
}

/// What a node submits.
#[derive(Clone, Copy, Debug)]
pub struct Outcome<'a> {
    /// Digest of the image.
    pub image: &'a Digest,
    /// Digest of the input.
    pub input: &'a Digest,
    /// Digest of the job's specification.
    pub spec: &'a Digest,
    /// Digest of the result.
    pub result: &'a Digest,
    /// Digest of the logs.
    pub logs: &'a Digest,
    /// Exit code of the program.
    pub exit_code: i32,
    /// Bytes of the result.
    pub output_bytes: u64,
    /// Seconds billed, after clamping.
    pub metered_seconds: u32,
}

/// Digest of an execution and its outcome (332 bytes hashed).
pub fn result(execution: &Execution, outcome: &Outcome) -> Digest {
    sha256(&[
        tag!("result"),
        execution.genesis,
        execution.program.as_ref(),
        execution.job.as_ref(),
        &execution.posted_slot.to_le_bytes(),
        execution.node.as_ref(),
        &[execution.attempt],
        outcome.image,
        outcome.input,
        outcome.spec,
        outcome.result,
        outcome.logs,
        &outcome.exit_code.to_le_bytes(),
        &outcome.output_bytes.to_le_bytes(),
        &outcome.metered_seconds.to_le_bytes(),
    ])
}

/// Seed of a draw about `object`, from the hash of its slot.
pub fn draw(slot_hash: &Digest, object: &Address) -> Digest {
    sha256(&[tag!("draw"), slot_hash, object.as_ref()])
}

/// Ticket digest of a validator in a draw.
pub fn sortition(seed: &Digest, validator: &Address) -> Digest {
    sha256(&[tag!("sortition"), seed, validator.as_ref()])
}

/// Commitment of a replica to its result before any is revealed.
pub fn commit(execution: &Execution, result: &Digest, salt: &[u8; 32]) -> Digest {
    sha256(&[
        tag!("commit"),
        execution.genesis,
        execution.program.as_ref(),
        execution.job.as_ref(),
        &execution.posted_slot.to_le_bytes(),
        execution.node.as_ref(),
        &[execution.attempt],
        result,
        salt,
    ])
}

/// One validator in one round of a challenge: what a promised verdict binds.
#[derive(Clone, Copy, Debug)]
pub struct Judgement<'a> {
    /// Genesis hash of the cluster.
    pub genesis: &'a Digest,
    /// Program id of markets.
    pub program: &'a Address,
    /// The job account.
    pub job: &'a Address,
    /// Slot of its post; a job is (address, posted_slot).
    pub posted_slot: u64,
    /// Round, 1 or 2.
    pub round: u8,
    /// Owner of the validator.
    pub validator: &'a Address,
}

/// Commitment of a validator to its verdict before any is revealed.
pub fn verdict(judgement: &Judgement, valid: bool, salt: &[u8; 32]) -> Digest {
    sha256(&[
        tag!("verdict"),
        judgement.genesis,
        judgement.program.as_ref(),
        judgement.job.as_ref(),
        &judgement.posted_slot.to_le_bytes(),
        &[judgement.round],
        judgement.validator.as_ref(),
        &[u8::from(valid)],
        salt,
    ])
}

/// Decides whether a job is audited, from the seed of its draw.
pub fn audit(seed: &Digest, job: &Address, posted_slot: u64) -> Digest {
    sha256(&[
        tag!("audit"),
        seed,
        job.as_ref(),
        &posted_slot.to_le_bytes(),
    ])
}

/// What a session key signs to pay `cumulative` base units out of a credit (132 bytes hashed).
pub fn voucher(
    genesis: &Digest,
    program: &Address,
    credit: &Address,
    opened_slot: u64,
    cumulative: u64,
) -> Digest {
    sha256(&[
        tag!("voucher"),
        genesis,
        program.as_ref(),
        credit.as_ref(),
        &opened_slot.to_le_bytes(),
        &cumulative.to_le_bytes(),
    ])
}

/// Digest of a batch's child; its first 16 bytes are the child's id.
pub fn child(batch: &Address, index: u32) -> Digest {
    sha256(&[tag!("child"), batch.as_ref(), &index.to_le_bytes()])
}

/// Commitment to the result a requester expects of a job, before any node sees the job.
pub fn canary(expected: &Digest, salt: &[u8; 32]) -> Digest {
    sha256(&[tag!("canary"), expected, salt])
}

/// Evidence of one outage of a node: the same however often it is reported.
pub fn offline(node: &Address, last_heartbeat_at: i64) -> Digest {
    sha256(&[
        tag!("offline"),
        node.as_ref(),
        &last_heartbeat_at.to_le_bytes(),
    ])
}

/// Evidence of one fault: the same however often it is reported.
pub fn fault(fault: &Address, posted_slot: u64) -> Digest {
    sha256(&[tag!("fault"), fault.as_ref(), &posted_slot.to_le_bytes()])
}

/// Evidence of a report that validators vote on, from the digest of what the reporter shows them. With a tag of its own
/// nobody can occupy the address of a report about an outage or a fault beforehand.
pub fn report(shown: &Digest) -> Digest {
    sha256(&[tag!("report"), shown])
}

/// One call a proposal makes when it is executed: each account with its flags, 1 writable, 2 signed by the executor.
///
/// Counts above their width are refused where payloads are stored; here they would be cut off.
pub fn payload(program: &Address, accounts: &[(Address, u8)], data: &[u8]) -> Digest {
    let count = [accounts.len() as u8];
    let length = (data.len() as u16).to_le_bytes();
    let mut parts: Vec<&[u8]> =
        Vec::with_capacity(accounts.len().saturating_mul(2).saturating_add(5));
    parts.extend([tag!("payload"), program.as_ref(), &count]);
    for (key, flags) in accounts {
        parts.push(key.as_ref());
        parts.push(core::slice::from_ref(flags));
    }
    parts.extend([length.as_slice(), data]);
    sha256(&parts)
}

/// A proposal with its payloads, fixed when voting begins.
pub fn proposal(id: u64, payloads: &[Digest]) -> Digest {
    let count = [payloads.len() as u8];
    let id = id.to_le_bytes();
    let mut parts: Vec<&[u8]> = Vec::with_capacity(payloads.len().saturating_add(3));
    parts.extend([tag!("proposal"), id.as_slice(), &count]);
    parts.extend(payloads.iter().map(|payload| payload.as_slice()));
    sha256(&parts)
}
