//! The invariants of protocol.md, chapter 11, by their numbers there.
use {
    crate::{
        actions::{is_live, job_state},
        book::Book,
    },
    hypernode_test_kit::{pda, Outcome, Pubkey, Record, Value, TOTAL_SUPPLY},
    solana_account::ReadableAccount,
    std::collections::{BTreeMap, BTreeSet},
};

/// Moves of a job; anything else is forbidden.
const MOVES: [(u64, u64); 15] = [
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
    (5, 4),
    (5, 7),
];

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

/// What one step may and may not have done to the accounts it changed.
pub fn check_step(
    book: &Book,
    before: &BTreeMap<Pubkey, Record>,
    now: i64,
    donated: &BTreeMap<Pubkey, u64>,
) {
    for (key, old) in before {
        match (old.name.as_str(), book.get(key)) {
            ("Job", Some(new)) => check_job_step(key, old, new),
            ("Job", None) => assert!(!is_live(old), "3: {key} was closed while it lived"),
            ("Position", Some(new)) => check_position_step(key, old, new, now),
            ("Position", None) => assert_eq!(
                (old.u64("amount"), old.u64("unbonding_amount")),
                (0, 0),
                "9: a full position was closed"
            ),
            ("Bond", None) => assert_eq!(
                (old.u64("pledged"), old.u64("releasing")),
                (0, 0),
                "10: a full bond was closed"
            ),
            ("Node", None) => assert_eq!(
                (old.u64("active_runs"), old.u64("fingerprints")),
                (0, 0),
                "6: a busy node was closed"
            ),
            _ => {}
        }
    }
    for (key, job) in book.all("Job").filter(|(key, _)| before.contains_key(key)) {
        check_escrow(book, &key, job, donated);
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

/// 2: the escrow holds what the job may cost, its bond and gifts; it ends with the job.
fn check_escrow(book: &Book, key: &Pubkey, job: &Record, donated: &BTreeMap<Pubkey, u64>) {
    let escrow = pda("markets", &[b"escrow", key.as_ref()]);
    if !is_live(job) {
        assert!(
            !book.tokens.contains_key(&escrow),
            "2: the escrow of {key} outlived it"
        );
        return;
    }
    let challenge = book.get(&pda("markets", &[b"challenge", key.as_ref()]));
    let pending = challenge
        .is_some_and(|challenge| challenge.u64("status") == 1 && challenge.key("job") == *key);
    let bond = if job.u64("state") == job_state::CHALLENGED && pending {
        job.u64("challenge_bond")
    } else {
        0
    };
    let gifts = donated.get(&escrow).copied().unwrap_or(0);
    let expected = job.u64("cap") + job.u64("verification_fee") + bond + gifts;
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

/// 11: stake leaves only after its lock and its unbonding.
fn check_position_step(key: &Pubkey, old: &Record, new: &Record, now: i64) {
    let (before, after) = (old.u64("unbonding_amount"), new.u64("unbonding_amount"));
    let slashed = new.u64("slashed_total") > old.u64("slashed_total");
    if after < before && !slashed {
        assert!(
            i128::from(now) >= old.int("withdraw_at"),
            "11: {key} was paid before its unbonding ended"
        );
    }
    if new.u64("amount") < old.u64("amount") && !slashed {
        assert!(
            i128::from(now) >= old.int("unlock_at"),
            "11: {key} left before its lock ended"
        );
        assert!(
            new.int("withdraw_at") > i128::from(now),
            "11: {key} left without unbonding"
        );
    }
}

/// 21: what an account leaves behind goes to whoever paid for it.
pub fn check_rent(
    outcome: &Outcome,
    before: &BTreeMap<Pubkey, Record>,
    lamports: &BTreeMap<Pubkey, u64>,
) {
    let gone = |key: &Pubkey| {
        outcome
            .accounts
            .iter()
            .any(|change| change.address == *key && change.after.is_none())
    };
    let mut due: BTreeMap<Pubkey, u64> = BTreeMap::new();
    for (key, record) in before.iter().filter(|(key, _)| gone(key)) {
        *due.entry(record.key("rent_payer")).or_default() += lamports[key];
    }
    for (payer, returned) in due {
        let change = outcome
            .accounts
            .iter()
            .find(|change| change.address == payer);
        let change = change
            .unwrap_or_else(|| panic!("21: {payer} paid rent and was not there when it came back"));
        let of = |state: &Option<solana_account::AccountSharedData>| {
            state.as_ref().map_or(0, ReadableAccount::lamports)
        };
        let gained = of(&change.after).saturating_sub(of(&change.before));
        assert!(
            gained >= returned,
            "21: {payer} got {gained} of {returned} lamports back"
        );
    }
}

/// Sums over all accounts.
pub fn check_sums(book: &Book, supply: u64) {
    // 1 and the burns of 14
    let held: u128 = book
        .tokens
        .values()
        .map(|(_, amount)| u128::from(*amount))
        .sum();
    assert_eq!(held, u128::from(supply), "1: balances and supply");
    let burned = sum(book, "FeeShard", "burned") + sum(book, "State", "burned");
    assert_eq!(
        u128::from(TOTAL_SUPPLY - supply),
        burned,
        "14: burn counters"
    );
    check_runs(book);
    check_reputations(book);
    check_fees(book);
    check_stakes(book);
    check_rewards(book);
}

/// 6: every node counts its runs and their GPUs.
fn check_runs(book: &Book) {
    let mut runs: BTreeMap<Pubkey, (u64, u64)> = BTreeMap::new();
    for (_, job) in book
        .all("Job")
        .filter(|(_, job)| is_live(job) && job.u64("state") != job_state::OPEN)
    {
        let Value::Fields(requirements) = job.get("requirements") else {
            panic!("requirements")
        };
        let Value::Int(gpus) = requirements["gpu_count"] else {
            panic!("a number")
        };
        let entry = runs.entry(job.key("node")).or_default();
        entry.0 += 1;
        entry.1 += u64::try_from(gpus).expect("small");
    }
    for (key, node) in book.all("Node") {
        let (active, gpus) = runs.get(&key).copied().unwrap_or_default();
        assert_eq!(
            (node.u64("active_runs"), node.u64("gpus_in_use")),
            (active, gpus),
            "6: runs of node {key}"
        );
        assert!(
            gpus <= node.u64("gpu_count"),
            "6: node {key} sold a GPU twice"
        );
    }
    for key in runs.keys() {
        assert!(book.get(key).is_some(), "6: node {key} left its runs");
    }
}

/// 7: scores and uptimes stay in their bounds.
fn check_reputations(book: &Book) {
    for (key, reputation) in book.all("Reputation") {
        assert!(reputation.u64("score") <= 1_000, "7: score of {key}");
        let Value::List(buckets) = reputation.get("buckets") else {
            panic!("buckets")
        };
        let uptime: i128 = buckets
            .iter()
            .map(|bucket| {
                if let Value::Int(value) = bucket {
                    *value
                } else {
                    0
                }
            })
            .sum();
        assert_eq!(
            reputation.int("uptime_seconds"),
            uptime,
            "7: uptime of {key}"
        );
        assert!(uptime <= 30 * 86_400, "7: uptime of {key}");
    }
}

/// 8: vaults cover what shards owe; nodes hold no more points than pools and shards know.
fn check_fees(book: &Book) {
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

/// 9, 10: the vault holds every stake; positions, bonds and weights add up.
fn check_stakes(book: &Book) {
    let totals = book.all("Totals").next().expect("Totals").1;
    let vault = book.balance(&pda("staking", &[b"vault"]));
    let (principal, unbonding) = (
        sum(book, "Position", "amount"),
        sum(book, "Position", "unbonding_amount"),
    );
    assert_eq!(
        (totals.u128("principal"), totals.u128("unbonding")),
        (principal, unbonding),
        "9: stakes"
    );
    assert!(u128::from(vault) >= principal + unbonding, "9: stake vault");
    assert_eq!(
        totals.u64("positions"),
        book.all("Position").count() as u64,
        "9: positions"
    );
    let state = book.all("State").next().expect("State").1;
    let weight = sum(book, "Position", "weight");
    assert_eq!(totals.u128("weight"), weight, "9: weight");
    assert_eq!(state.u128("total_weight"), weight, "9: weight in rewards");
    assert_eq!(
        sum(book, "RewardAccount", "weight"),
        weight,
        "9: weight of reward accounts"
    );
    assert_eq!(
        totals.u128("pledged"),
        sum(book, "Bond", "pledged"),
        "10: pledged"
    );
    let mut slashable: BTreeMap<Pubkey, u128> = BTreeMap::new();
    for (_, position) in book
        .all("Position")
        .filter(|(_, position)| position.u64("pledge") != 1)
    {
        *slashable.entry(position.key("subject")).or_default() +=
            position.u128("amount") + position.u128("unbonding_amount");
    }
    for (key, bond) in book.all("Bond") {
        let backed = slashable.remove(&bond.key("subject")).unwrap_or(0);
        assert_eq!(
            bond.u128("pledged") + bond.u128("releasing"),
            backed,
            "10: bond {key}"
        );
    }
    assert!(
        slashable.values().all(|amount| *amount == 0),
        "10: a position backs a bond that is not there"
    );
}

/// 12: rewards never promise more than their vaults hold.
fn check_rewards(book: &Book) {
    let state = book.all("State").next().expect("State").1;
    let owed = state.u128("allocated") - state.u128("claimed") - state.u128("compounded")
        + state.u128("unallocated")
        + state.u128("stream_left");
    assert!(
        u128::from(book.balance(&pda("rewards", &[b"staker_vault"]))) >= owed,
        "12: staker vault"
    );
    let incentives = state.u128("incentive_in") - state.u128("incentive_out");
    assert!(
        u128::from(book.balance(&pda("rewards", &[b"incentive_vault"]))) >= incentives,
        "12: incentive vault"
    );
    assert!(
        state.u128("claimed") + state.u128("compounded") <= state.u128("allocated"),
        "12: claims and deposits"
    );
}

fn sum(book: &Book, kind: &str, field: &str) -> u128 {
    book.all(kind).map(|(_, record)| record.u128(field)).sum()
}
