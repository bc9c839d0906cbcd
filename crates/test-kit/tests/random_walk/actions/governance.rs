//! What the walk tries on governance.
use {
    super::{any, Table, STAKERS},
    crate::walk::Walk,
    governance::seeds::{find_payload_address, find_proposal_address, find_vote_address},
    hypernode_common::programs::{GOVERNANCE, PROPOSAL_BOND_VAULT, TREASURY, TREASURY_OWNER},
    hypernode_test_kit::{address_for, call, hyper_account, Call, Pubkey, Record, HYPER},
    serde_json::json,
};

/// Proposals from their Draft to their last payload.
pub const TABLE: Table = Table {
    actions: &[
        (8, "create_proposal", create_proposal),
        (10, "add_payload", add_payload),
        (8, "activate_proposal", |walk| {
            let (call, proposal) = about_one(walk, "activate_proposal", DRAFT)?;
            Some(
                call.account("proposer", proposal.key("proposer"))
                    .account("position", proposal.key("position")),
            )
        }),
        (1, "cancel_proposal", |walk| {
            let (call, proposal) = about_one(walk, "cancel_proposal", ACTIVE)?;
            let proposer = proposal.key("proposer");
            Some(with_bond(call.account("proposer", proposer), &proposer))
        }),
        (24, "cast_vote", cast_vote),
        (10, "finalise_proposal", |walk| {
            let (call, proposal) = about_one(walk, "finalise_proposal", ACTIVE)?;
            Some(with_bond(call, &proposal.key("proposer")))
        }),
        (10, "queue_proposal", |walk| {
            Some(about_one(walk, "queue_proposal", SUCCEEDED)?.0)
        }),
        (1, "veto_proposal", |walk| {
            let (call, _) = about_one(walk, "veto_proposal", QUEUED)?;
            Some(call.account("guardian", address_for("guardian")))
        }),
        (3, "expire_proposal", |walk| {
            Some(about_one(walk, "expire_proposal", QUEUED)?.0)
        }),
        (16, "execute_proposal", execute_proposal),
        (3, "close_vote", |walk| close(walk, "vote", "Vote")),
        (3, "close_payload", |walk| close(walk, "payload", "Payload")),
        (1, "close_proposal", |walk| {
            close(walk, "proposal", "Proposal")
        }),
        (1, "spend_treasury", |walk| {
            let (call, _) = about_one(walk, "spend_treasury", QUEUED)?;
            Some(
                call.account("executor", address_for("crank"))
                    .account("treasury", TREASURY.address)
                    .account("treasury_owner", TREASURY_OWNER.address)
                    .account("recipient", hyper_account(&address_for("crank")))
                    .args(json!({ "amount": 1 })),
            )
        }),
        (1, "set_veto", |_| {
            Some(
                call("governance", "set_veto")
                    .account("executor", address_for("crank"))
                    .args(json!({ "enabled": false })),
            )
        }),
    ],
    exits: &["finalise_proposal"],
    never_paused: &[
        "add_payload",
        "activate_proposal",
        "cancel_proposal",
        "cast_vote",
        "queue_proposal",
        "veto_proposal",
        "execute_proposal",
        "expire_proposal",
    ],
};

/// States of a proposal, by their stored numbers.
const DRAFT: u64 = 1;
const ACTIVE: u64 = 2;
const SUCCEEDED: u64 = 3;
const QUEUED: u64 = 5;
/// Kinds that take words or any call.
const TEXT: u64 = 1;
const GENERIC: u64 = 5;

/// A proposal that is mostly in this state.
fn one(walk: &mut Walk, status: u64) -> Option<(Pubkey, Record)> {
    let strict = walk.random.chance(90);
    let keys = walk.book.keys("Proposal", |record| {
        !strict || record.u64("status") == status
    });
    let key = walk.random.pick(&keys)?;
    Some((key, walk.book.get(&key)?.clone()))
}

fn about_one(walk: &mut Walk, name: &str, status: u64) -> Option<(Call, Record)> {
    let (key, record) = one(walk, status)?;
    Some((call("governance", name).account("proposal", key), record))
}

/// The call with every place a bond may go to.
fn with_bond(call: Call, proposer: &Pubkey) -> Call {
    call.account("bond_vault", PROPOSAL_BOND_VAULT.address)
        .account("proposer_token", hyper_account(proposer))
        .account("treasury", TREASURY.address)
}

fn create_proposal(walk: &mut Walk) -> Option<Call> {
    let owner = address_for(walk.random.pick(&STAKERS).expect("stakers"));
    let positions = walk
        .book
        .keys("Position", |record| record.key("owner") == owner);
    let position = walk.random.pick(&positions)?;
    walk.fund(&owner, 100 * HYPER);
    let count = walk
        .book
        .get(&GOVERNANCE.config.address)?
        .u64("proposal_count");
    let kind = if walk.random.chance(80) {
        GENERIC
    } else {
        TEXT
    };
    Some(
        call("governance", "create_proposal")
            .account("proposal", find_proposal_address(count).0)
            .account("proposer", owner)
            .account("position", position)
            .account("payer", address_for("crank"))
            .account("source", hyper_account(&owner))
            .account("bond_vault", PROPOSAL_BOND_VAULT.address)
            .args(json!({ "terms": {
                "kind": kind, "title": { "length": 0, "bytes": vec![0; 64] }, "text_digest": vec![7; 32],
            } })),
    )
}

/// A call that asks for nothing and changes nothing, so that its proposal is what the walk is about.
fn add_payload(walk: &mut Walk) -> Option<Call> {
    let (call, proposal) = about_one(walk, "add_payload", DRAFT)?;
    let index = proposal.u64("payload_count") + u64::from(walk.random.chance(5));
    let key = find_proposal_address(proposal.u64("id")).0;
    let payload = find_payload_address(&key, u8::try_from(index).ok()?).0;
    let program = solana_compute_budget_interface::id();
    Some(
        call.account("payload", payload)
            .account("proposer", proposal.key("proposer"))
            .account("payer", address_for("crank"))
            .args(json!({
                "index": index, "target_program": program.to_string(), "metas": [], "data": [],
            })),
    )
}

fn cast_vote(walk: &mut Walk) -> Option<Call> {
    let (key, _) = one(walk, ACTIVE)?;
    let position = any(walk, "Position")?;
    let voter = walk.book.get(&position)?.key("owner");
    // Mostly for it, or few proposals would be executed.
    let choice = if walk.random.chance(70) {
        1
    } else {
        walk.random.below(5)
    };
    Some(
        call("governance", "cast_vote")
            .account("proposal", key)
            .account("position", position)
            .account("voter", voter)
            .account("vote", find_vote_address(&key, &position).0)
            .account("payer", address_for("crank"))
            .args(json!({ "choice": choice })),
    )
}

fn execute_proposal(walk: &mut Walk) -> Option<Call> {
    let (key, proposal) = one(walk, QUEUED)?;
    let next = proposal.u64("executed_count");
    let index = if walk.random.chance(90) {
        next
    } else {
        walk.random.below(4)
    };
    let payload = find_payload_address(&key, u8::try_from(index).ok()?).0;
    let target = walk.book.get(&payload)?.key("program");
    Some(
        call("governance", "execute_proposal")
            .account("proposal", key)
            .account("payload", payload)
            .account("target_program", target)
            .args(json!({ "index": index })),
    )
}

/// Closes an account of this type as whoever paid for it.
fn close(walk: &mut Walk, name: &str, kind: &str) -> Option<Call> {
    let key = any(walk, kind)?;
    let record = walk.book.get(&key)?;
    let mut close = call("governance", &format!("close_{name}"))
        .account(name, key)
        .account("rent_payer", record.key("rent_payer"));
    if kind != "Proposal" {
        close = close.account("proposal", record.key("proposal"));
    }
    Some(close)
}
