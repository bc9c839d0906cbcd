//! What the walk tries on governance.
use {
    super::{any, mostly, payload, wait_two_days, Errands, Table, STAKERS},
    crate::walk::Walk,
    governance::seeds::{find_payload_address, find_proposal_address, find_vote_address},
    hypernode_common::programs::{GOVERNANCE, PROPOSAL_BOND_VAULT, TREASURY, TREASURY_OWNER},
    hypernode_test_kit::{
        address_for, call, hyper_account, AccountMeta, Call, Pubkey, Record, Value, HYPER,
    },
    serde_json::json,
};

/// Proposals from their Draft to their last payload.
pub const TABLE: Table = Table {
    actions: &[
        (12, "create_proposal", create_proposal),
        (10, "add_payload", add_payload),
        (8, "activate_proposal", activate_proposal),
        (1, "cancel_proposal", |walk| {
            let (call, proposal) = about_one(walk, "cancel_proposal", ACTIVE)?;
            let proposer = proposal.key("proposer");
            Some(with_bond(call.account("proposer", proposer), &proposer))
        }),
        (24, "cast_vote", cast_vote),
        (20, "finalise_proposal", finalise_proposal),
        (20, "queue_proposal", queue_proposal),
        (4, "veto_proposal", veto_proposal),
        (4, "expire_proposal", expire_proposal),
        (30, "execute_proposal", execute_proposal),
        (8, "close_vote", |walk| close(walk, "vote", "Vote")),
        (4, "close_payload", |walk| close(walk, "payload", "Payload")),
        (3, "close_proposal", |walk| {
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
/// What follows on some votes, so that not all of them are forgotten.
const TO_AN_EXECUTION: &[Errands] = &[
    (1, "wait", wait_two_days),
    (2, "finalise_proposal", finalise_proposal),
    (1, "queue_proposal", queue_proposal),
    (1, "wait", wait_two_days),
    (3, "execute_proposal", execute_proposal),
];
/// Seconds in which what succeeded may be queued.
const QUEUE_SECONDS: i128 = 7 * 86_400;
/// From here on a proposal is over, but for those in a queue.
const ENDED: [u64; 4] = [4, 6, 7, 8];
/// Kinds of a proposal, by their stored numbers, with how often each is made in 100.
const KINDS: [(u64, u64); 6] = [
    (payload::TEXT, 10),
    (payload::PARAMETER, 30),
    (payload::TREASURY_SPEND, 15),
    (payload::UPGRADE, 5),
    (payload::GENERIC, 20),
    (payload::GUARDIAN, 20),
];
/// What follows on a new Draft.
const TO_A_VOTE: &[Errands] = &[
    (2, "add_payload", add_payload),
    (1, "activate_proposal", activate_proposal),
    (6, "cast_vote", cast_vote),
];

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

/// One whose vote is over, or mostly.
fn finalise_proposal(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let key = mostly(walk, "Proposal", |proposal| {
        proposal.u64("status") == ACTIVE && now > proposal.int("voting_ends_at")
    })?;
    let proposer = walk.book.get(&key)?.key("proposer");
    let finalise = call("governance", "finalise_proposal").account("proposal", key);
    Some(with_bond(finalise, &proposer))
}

/// The call with every place a bond may go to.
fn with_bond(call: Call, proposer: &Pubkey) -> Call {
    call.account("bond_vault", PROPOSAL_BOND_VAULT.address)
        .account("proposer_token", hyper_account(proposer))
        .account("treasury", TREASURY.address)
}

fn a_kind(walk: &mut Walk) -> u64 {
    if walk.is_paused("governance") && walk.random.chance(80) {
        return payload::GUARDIAN;
    }
    if walk.is_paused("rewards") && walk.random.chance(50) {
        return payload::GENERIC;
    }
    let mut left = walk.random.below(100);
    for (kind, percent) in KINDS {
        match left.checked_sub(percent) {
            Some(rest) => left = rest,
            None => return kind,
        }
    }
    unreachable!("they add up to 100")
}

fn create_proposal(walk: &mut Walk) -> Option<Call> {
    let owner = address_for(walk.random.pick(&STAKERS).expect("stakers"));
    let strict = walk.random.chance(93);
    let positions = walk.book.keys("Position", |record| {
        let is_heavy = record.u128("weight") >= u128::from(1_000 * HYPER);
        record.key("owner") == owner && (!strict || is_heavy)
    });
    let position = walk.random.pick(&positions)?;
    walk.fund(&owner, 100 * HYPER);
    let count = walk
        .book
        .get(&GOVERNANCE.config.address)?
        .u64("proposal_count");
    let kind = a_kind(walk);
    if walk.random.chance(30) {
        walk.then(TO_AN_EXECUTION);
    }
    walk.then(TO_A_VOTE);
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

/// A Draft that can be voted on, or mostly one.
fn activate_proposal(walk: &mut Walk) -> Option<Call> {
    let key = mostly(walk, "Proposal", |proposal| {
        let is_text = proposal.u64("kind") == payload::TEXT;
        proposal.u64("status") == DRAFT && is_text == (proposal.u64("payload_count") == 0)
    })?;
    let proposal = walk.book.get(&key)?;
    Some(
        call("governance", "activate_proposal")
            .account("proposal", key)
            .account("proposer", proposal.key("proposer"))
            .account("position", proposal.key("position")),
    )
}

/// A payload of the Draft's kind, now and then of another.
fn add_payload(walk: &mut Walk) -> Option<Call> {
    let key = mostly(walk, "Proposal", |proposal| {
        proposal.u64("status") == DRAFT && proposal.u64("kind") != payload::TEXT
    })?;
    let proposal = walk.book.get(&key)?.clone();
    let index = proposal.u64("payload_count") + u64::from(walk.random.chance(5));
    let kind = if walk.random.chance(95) {
        proposal.u64("kind")
    } else {
        a_kind(walk)
    };
    let arguments = payload::of_kind(walk, kind, &key, index)?;
    let payload = find_payload_address(&key, u8::try_from(index).ok()?).0;
    Some(
        call("governance", "add_payload")
            .account("proposal", key)
            .account("payload", payload)
            .account("proposer", proposal.key("proposer"))
            .account("payer", address_for("crank"))
            .args(arguments),
    )
}

/// One that succeeded less than seven days ago and has something to execute, or mostly.
fn queue_proposal(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let key = mostly(walk, "Proposal", |proposal| {
        proposal.u64("status") == SUCCEEDED
            && proposal.u64("kind") != payload::TEXT
            && now <= proposal.int("voting_ends_at") + QUEUE_SECONDS
    })?;
    Some(call("governance", "queue_proposal").account("proposal", key))
}

fn expire_proposal(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let key = mostly(walk, "Proposal", |proposal| match proposal.u64("status") {
        SUCCEEDED => now > proposal.int("voting_ends_at") + QUEUE_SECONDS,
        QUEUED => now > proposal.int("expires_at"),
        _ => false,
    })?;
    Some(call("governance", "expire_proposal").account("proposal", key))
}

/// The guardian stops what is queued; hardly ever in time.
fn veto_proposal(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let key = mostly(walk, "Proposal", |proposal| {
        proposal.u64("status") == QUEUED && now <= proposal.int("eta_at")
    })?;
    let veto = call("governance", "veto_proposal").account("proposal", key);
    Some(veto.account("guardian", walk.config_key("governance", "guardian")))
}

/// Those whose vote counts: the heaviest of three positions.
fn a_heavy_position(walk: &mut Walk) -> Option<Pubkey> {
    let drawn: Vec<Pubkey> = (0..3).filter_map(|_| any(walk, "Position")).collect();
    let weight = |key: &Pubkey| walk.book.get(key).map(|position| position.u128("weight"));
    drawn.into_iter().max_by_key(weight)
}

fn cast_vote(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let key = mostly(walk, "Proposal", |proposal| {
        proposal.u64("status") == ACTIVE && now <= proposal.int("voting_ends_at")
    })?;
    let position = a_heavy_position(walk)?;
    let voter = walk.book.get(&position)?.key("owner");
    // Mostly for it, or few proposals would be executed.
    let choice = if walk.random.chance(75) {
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

/// The next payload of a proposal whose time has come, or mostly that.
fn execute_proposal(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let key = mostly(walk, "Proposal", |proposal| {
        proposal.u64("status") == QUEUED
            && proposal.u64("kind") != payload::UPGRADE
            && now > proposal.int("eta_at")
            && now <= proposal.int("expires_at")
    })?;
    let next = walk.book.get(&key)?.u64("executed_count");
    let index = if walk.random.chance(90) {
        next
    } else {
        walk.random.below(4)
    };
    let address = find_payload_address(&key, u8::try_from(index).ok()?).0;
    let payload = walk.book.get(&address)?;
    Some(
        call("governance", "execute_proposal")
            .account("proposal", key)
            .account("payload", address)
            .account("target_program", payload.key("program"))
            .args(json!({ "index": index }))
            .followed_by(accounts_of(payload)),
    )
}

/// The accounts a payload names; the executor signs within the call only.
fn accounts_of(payload: &Record) -> Vec<AccountMeta> {
    let Value::List(metas) = payload.get("metas") else {
        panic!("a list")
    };
    let count = usize::try_from(payload.u64("account_count")).expect("small");
    let meta = |meta: &Value| {
        let Value::Fields(meta) = meta else {
            panic!("an account")
        };
        let (Value::Key(key), Value::Int(flags)) = (&meta["key"], &meta["flags"]) else {
            panic!("an account")
        };
        AccountMeta {
            pubkey: *key,
            is_signer: false,
            is_writable: flags & 1 != 0,
        }
    };
    metas.iter().take(count).map(meta).collect()
}

/// Closes an account of this type as whoever paid for it, mostly once its proposal is over.
fn close(walk: &mut Walk, name: &str, kind: &str) -> Option<Call> {
    let strict = walk.random.chance(90);
    let is_over = |key: &Pubkey| {
        let proposal = walk.book.get(key);
        proposal.is_none_or(|proposal| ENDED.contains(&proposal.u64("status")))
    };
    let keys: Vec<Pubkey> = walk
        .book
        .all(kind)
        .filter(|(key, record)| {
            let of = if kind == "Proposal" {
                *key
            } else {
                record.key("proposal")
            };
            !strict || is_over(&of)
        })
        .map(|(key, _)| key)
        .collect();
    let key = walk.random.pick(&keys)?;
    let record = walk.book.get(&key)?;
    let mut close = call("governance", &format!("close_{name}"))
        .account(name, key)
        .account("rent_payer", record.key("rent_payer"));
    if kind != "Proposal" {
        close = close.account("proposal", record.key("proposal"));
    }
    Some(close)
}
