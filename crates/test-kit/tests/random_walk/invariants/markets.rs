//! Jobs, their escrows and their fees.
use {
    crate::{
        actions::{is_live, job_state},
        book::Book,
    },
    hypernode_test_kit::{pda, Pubkey, Record, Value},
    std::collections::{BTreeMap, BTreeSet},
};

/// Moves of a job; anything else is forbidden.
const MOVES: [(u64, u64); 16] = [
    (1, 2),
    (1, 8),
    (1, 9),
    (2, 1),
    (2, 3),
    (2, 7),
    (2, 8),
    (3, 1),
    (3, 4),
    (3, 7),
    (3, 8),
    (4, 5),
    (4, 6),
    (4, 7),
    (5, 4),
    (5, 7),
];

/// Statuses and a kind of a challenge, by their stored numbers.
const PENDING: u64 = 1;
const VALID: u64 = 2;
const INVALID: u64 = 3;
const AUDIT: u64 = 2;

/// An epoch may be recycled once every shard's label is more than this ahead of it.
const RECYCLED_AFTER: u64 = 3;

/// Terms of a job that nothing changes after the post.
const FIXED_TERMS: [&str; 33] = [
    "verification",
    "origin",
    "attempts_max",
    "quorum_m",
    "id",
    "requester",
    "market",
    "funder",
    "orchestrator",
    "group",
    "parent",
    "image_digest",
    "input_digest",
    "spec_digest",
    "requirements",
    "price_per_second",
    "treasury_bps",
    "incentive_bps",
    "orchestrator_bps",
    "staker_bps",
    "royalty_bps",
    "failed_pay_bps",
    "sla_credit_bps",
    "audit_bps",
    "queue_timeout_seconds",
    "start_grace_seconds",
    "submit_grace_seconds",
    "challenge_window_seconds",
    "sla_start_seconds",
    "posted_slot",
    "challenge_bond",
    "verdict_window_seconds",
    "min_duration_seconds",
];

/// 2, 3, 4, 5 of the jobs that changed.
pub fn check_step(book: &Book, before: &BTreeMap<Pubkey, Record>, donated: &BTreeMap<Pubkey, u64>) {
    for (key, old) in before.iter().filter(|(_, old)| old.name == "Job") {
        match book.get(key) {
            Some(new) => check_job_step(key, old, new),
            None => assert!(!is_live(old), "3: {key} was closed while it lived"),
        }
    }
    for (key, job) in book.all("Job").filter(|(key, _)| before.contains_key(key)) {
        check_escrow(book, &key, job, donated);
    }
    let credits = book.all("Credit");
    for (key, credit) in credits.filter(|(key, _)| before.contains_key(key)) {
        let vault = pda("markets", &[b"credit_vault", key.as_ref()]);
        let gifts = donated.get(&vault).copied().unwrap_or(0);
        assert_eq!(
            book.balance(&vault),
            credit.u64("deposited") - credit.u64("redeemed") + gifts,
            "2: the vault of credit {key}"
        );
    }
}

/// 2: the parts of a settlement are exactly what the escrow held.
pub fn check_settlements(events: &[Record]) {
    for event in events.iter().filter(|event| event.name == "JobSettled") {
        let parts = [
            "operator",
            "royalty",
            "orchestrator",
            "treasury",
            "incentive",
            "refund",
        ];
        let sum: u64 = parts.iter().map(|part| event.u64(part)).sum();
        assert_eq!(sum, event.u64("escrow_before"), "2: parts of a settlement");
    }
}

/// 3, 4, 5: a job makes allowed moves, ends once, keeps its terms.
fn check_job_step(key: &Pubkey, old: &Record, new: &Record) {
    let (from, to) = (old.u64("state"), new.u64("state"));
    assert!(
        from == to || MOVES.contains(&(from, to)),
        "3: {key} went from {from} to {to}"
    );
    assert!(is_live(old) || old == new, "3: {key} changed after its end");
    for term in FIXED_TERMS {
        assert_eq!(old.get(term), new.get(term), "4: {term} of {key} changed");
    }
    assert!(
        new.u64("max_run_seconds") >= old.u64("max_run_seconds")
            && new.u64("cap") >= old.u64("cap"),
        "4: {key} shrank"
    );
    assert!(
        new.u64("attempt") <= new.u64("attempts_max"),
        "5: {key} has too many attempts"
    );
    let Value::List(past) = new.get("past_authorities") else {
        panic!("a list")
    };
    let tried: Vec<&Value> = past
        .iter()
        .filter(|authority| **authority != Value::Int(0))
        .collect();
    assert_eq!(
        tried.iter().collect::<BTreeSet<_>>().len(),
        tried.len(),
        "5: an authority tried {key} twice"
    );
}

/// 2: the escrow holds what the job may cost, its bond and gifts, less what the voters of an audit got; it ends with
/// the job.
fn check_escrow(book: &Book, key: &Pubkey, job: &Record, donated: &BTreeMap<Pubkey, u64>) {
    let escrow = pda("markets", &[b"escrow", key.as_ref()]);
    if !is_live(job) {
        assert!(
            !book.tokens.contains_key(&escrow),
            "2: the escrow of {key} outlived it"
        );
        return;
    }
    let challenge = book
        .get(&pda("markets", &[b"challenge", key.as_ref()]))
        .filter(|challenge| challenge.key("job") == *key);
    let pending = challenge.filter(|challenge| challenge.u64("status") == PENDING);
    let bond = match pending {
        Some(challenge) if job.u64("state") == job_state::CHALLENGED => challenge.u64("bond"),
        _ => 0,
    };
    let fee = job.u64("verification_fee") - challenge.map_or(0, |audit| paid_to_voters(audit, job));
    let gifts = donated.get(&escrow).copied().unwrap_or(0);
    let expected = job.u64("cap") + fee + bond + gifts;
    assert_eq!(
        book.balance(&escrow),
        expected,
        "2: the escrow of {key} in state {}",
        job.u64("state")
    );
    assert_eq!(
        job.u64("cap"),
        job.u64("price_per_second") * job.u64("max_run_seconds"),
        "2: the cap of {key}"
    );
}

/// What the voters of a decided audit got of the job's fee.
fn paid_to_voters(challenge: &Record, job: &Record) -> u64 {
    let majority = match challenge.u64("status") {
        VALID => challenge.u64("valid"),
        INVALID => challenge.u64("invalid"),
        _ => return 0,
    };
    if challenge.u64("kind") == AUDIT {
        job.u64("verification_fee") / majority * majority
    } else {
        0
    }
}

/// 8: vaults cover what shards owe; nodes hold no more points than pools and shards know.
pub fn check_sums(book: &Book) {
    for (key, shard) in book.all("FeeShard") {
        let due = shard.u64("treasury_due") + shard.u64("staker_due") + shard.u64("incentive_due");
        let number = [u8::try_from(shard.u64("shard")).expect("small")];
        let vault = pda("markets", &[b"fee_vault", &number]);
        assert!(book.balance(&vault) >= due, "8: fee vault of {key}");
    }
    let mut points: BTreeMap<u64, (u128, u128)> = BTreeMap::new();
    for (_, reputation) in book.all("Reputation") {
        let Value::List(ring) = reputation.get("points") else {
            panic!("points")
        };
        for entry in ring {
            let Value::Fields(entry) = entry else {
                panic!("an entry")
            };
            let (Value::Int(epoch), Value::Int(held)) = (&entry["epoch"], &entry["points"]) else {
                panic!("numbers")
            };
            points
                .entry(u64::try_from(*epoch).expect("small"))
                .or_default()
                .0 += u128::try_from(*held).expect("positive");
        }
    }
    for (kind, points_of) in [("EpochPool", "points"), ("FeeShard", "points")] {
        for (_, record) in book.all(kind) {
            points.entry(record.u64("epoch")).or_default().1 += record.u128(points_of);
        }
    }
    // A recycled epoch gave its pool to a later one; what rings still remember of it pays nobody.
    let oldest_label = book
        .all("FeeShard")
        .map(|(_, shard)| shard.u64("epoch"))
        .min()
        .expect("shards");
    points.retain(|epoch, _| oldest_label <= epoch + RECYCLED_AFTER);
    for (epoch, (held, known)) in points {
        assert!(
            held <= known,
            "8: nodes hold {held} points of epoch {epoch}, pools and shards know {known}"
        );
    }
    for (key, pool) in book.all("EpochPool") {
        assert!(
            pool.u64("claimed") <= pool.u64("amount"),
            "8: pool {key} paid more than it has"
        );
    }
}
