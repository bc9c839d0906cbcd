//! What the programs' tests share: a Solana in memory with the committed artifacts, named actors, HYPER, time moved by
//! hand, and assertions that a refusal carries its exact code and moved nothing.
//!
//! ```ignore
//! let mut world = World::new();
//! let requester = world.actor("requester");
//! world.fund_hyper(&requester.pubkey(), 5 * HYPER);
//! let outcome = world.send(&[instruction], &[&requester]);
//! assert_refused(outcome, MarketsError::JobNotOpen);
//! ```
mod actors;
mod artifacts;
mod call;
pub mod defaults;
mod ed25519;
mod events;
mod fill;
pub mod governance;
mod idl;
pub mod markets;
pub mod nostr;
mod outcome;
mod refusal;
pub mod scenarios;
pub mod slashing;
mod stage;
pub mod staking;
mod time;
mod tokens;
mod verification;
mod world;

pub use {
    actors::{address_for, keypair_for, program_id_for},
    artifacts::{golden_vectors, read_artifact, repository_root, PROGRAMS},
    call::{call, Call},
    events::EventRecord,
    fill::{pda, Subject},
    idl::{Idl, Record, Value},
    outcome::{AccountChange, InnerCall, Outcome},
    refusal::{assert_nothing_moved, assert_refused, DUPLICATE_MUTABLE_ACCOUNT},
    solana_instruction::{AccountMeta, Instruction},
    solana_keypair::Keypair,
    solana_pubkey::Pubkey,
    solana_signer::Signer,
    stage::{id_for, Node, Stage, FEE_SHARDS},
    time::{slot_hash, GENESIS_AT, GENESIS_SLOT},
    tokens::{hyper_account, mint, DECIMALS, HYPER, TOTAL_SUPPLY},
    verification::{job_digests, replica_terms, BatchActor, ReplicasActor, SALT},
    world::{World, ACTOR_LAMPORTS},
};
