//! The digests of the protocol: sha256 of an ASCII tag and fixed-width little-endian fields.

use anchor_lang::{prelude::Address, solana_program::hash::hashv};

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
