//! What events tell of accounts (toward invariant 18): every account that changed is named by an event with its
//! counter, without a gap; every value an event gives is the one stored; no field changes that no event speaks of.
use {
    crate::book::Book,
    hypernode_test_kit::{Outcome, Pubkey, Record, Value},
    std::collections::{BTreeMap, BTreeSet},
};

/// Fields an event tells under another name or by its rule: counters by the run's outcome, buckets by the seconds of
/// yesterday and today, what a seat or a child of an index holds, slots and times by those of the event itself,
/// what a return to Open clears.
const TOLD_OTHERWISE: [(&str, &[&str]); 12] = [
    (
        "Reputation",
        &[
            "buckets",
            "points",
            "completed",
            "failed",
            "timed_out",
            "declined",
        ],
    ),
    (
        "Job",
        &[
            "phase_slot",
            "ended_at",
            "past_authorities",
            "node",
            "attempt",
            "assigned_at",
            "started_at",
            "response_ms",
            "opened_at",
            "exclusive_seconds",
            "close_reason",
            "stopped_at",
        ],
    ),
    (
        "FeeShard",
        &[
            "treasury_due",
            "staker_due",
            "incentive_due",
            "points",
            "lifetime_fees",
        ],
    ),
    ("Node", &["benchmark_at", "last_health_at", "registered_at"]),
    (
        "Position",
        &["weight_slot", "previous_slot", "previous_weight"],
    ),
    ("Bond", &["slashes"]),
    ("State", &["shard_labels"]),
    ("Config", &["head", "params"]),
    ("ReportVote", &["paid"]),
    ("Proposal", &["payload_hashes"]),
    ("ReplicaGroup", &["jobs", "authorities", "results"]),
    ("Batch", &["collected"]),
];

/// What the events of one transaction say of one account.
#[derive(Default)]
struct Told {
    counters: Vec<u64>,
    /// Values by field; several where two accounts of the event could be meant.
    after: BTreeMap<String, Value>,
}

/// What the events of one accepted transaction leave out or get wrong.
pub fn problems(
    outcome: &Outcome,
    records: &[Record],
    before: &BTreeMap<Pubkey, Record>,
    book: &Book,
) -> BTreeSet<String> {
    let mut told: BTreeMap<Pubkey, Told> = BTreeMap::new();
    let mut words: BTreeSet<String> = BTreeSet::new();
    for record in records {
        collect_words(&record.fields, &mut words);
        hear(record, book, &mut told);
    }
    let mut found = BTreeSet::new();
    let events: Vec<&str> = records.iter().map(|record| record.name.as_str()).collect();
    for (key, told) in &told {
        if !counters_fit(key, told, before, book) {
            found.insert(format!("{events:?}: a counter that leaves a gap"));
        }
        if let Some(account) = book.get(key) {
            let otherwise = told_otherwise(&account.name);
            for (field, value) in &told.after {
                if !otherwise.contains(&field.as_str()) && account.get(field) != value {
                    found.insert(format!(
                        "{events:?}: {field} of {} is another",
                        account.name
                    ));
                }
            }
        }
    }
    for change in &outcome.accounts {
        let (old, new) = (before.get(&change.address), book.get(&change.address));
        if old == new {
            continue;
        }
        let name = &old.or(new).expect("one of both").name;
        if !told.contains_key(&change.address) {
            found.insert(format!("{events:?}: {name} changed unnamed"));
        }
        if let (Some(old), Some(new)) = (old, new) {
            let untold = untold_fields(old, new, &words);
            found.extend(
                untold.map(|field| format!("{events:?}: {field} of {name} changed untold")),
            );
        }
    }
    found
}

/// Notes the accounts an event changed, their counters and their values after it.
fn hear(event: &Record, book: &Book, told: &mut BTreeMap<Pubkey, Told>) {
    let mut changed: BTreeMap<&str, Pubkey> = BTreeMap::new();
    for (field, value) in &event.fields {
        match value {
            Value::Key(key) => {
                if let Some(Value::Int(counter)) = event.fields.get(&format!("{field}_changes")) {
                    if *key != Pubkey::default() {
                        told.entry(*key)
                            .or_default()
                            .counters
                            .push(u64::try_from(*counter).expect("a counter"));
                        changed.insert(field, *key);
                    }
                }
            }
            Value::Fields(inner) => hear_change(inner, told),
            _ => {}
        }
    }
    for (field, value) in &event.fields {
        let Some(subject) = field.strip_suffix("_after") else {
            continue;
        };
        match value {
            Value::Fields(inner) => {
                let role = if subject == "reward" {
                    "reward_account"
                } else {
                    subject
                };
                if let Some(key) = changed.get(role) {
                    told.entry(*key).or_default().after.extend(inner.clone());
                }
            }
            value => {
                let owners: Vec<Pubkey> = changed
                    .values()
                    .filter(|key| {
                        book.get(key)
                            .is_some_and(|account| account.fields.contains_key(subject))
                    })
                    .copied()
                    .collect();
                if let [owner] = owners.as_slice() {
                    told.entry(*owner)
                        .or_default()
                        .after
                        .insert(subject.to_owned(), value.clone());
                }
            }
        }
    }
}

/// A block that names an account itself: `{key, changes, before, after}`, or a fault or a report.
fn hear_change(block: &BTreeMap<String, Value>, told: &mut BTreeMap<Pubkey, Told>) {
    for (key, counter) in [
        ("key", "changes"),
        ("fault", "fault_changes"),
        ("report", "report_changes"),
    ] {
        let (Some(Value::Key(key)), Some(Value::Int(counter))) =
            (block.get(key), block.get(counter))
        else {
            continue;
        };
        if *key == Pubkey::default() {
            continue;
        }
        let entry = told.entry(*key).or_default();
        entry
            .counters
            .push(u64::try_from(*counter).expect("a counter"));
        if let Some(Value::Fields(after)) = block.get("after") {
            entry.after.extend(after.clone());
        }
    }
}

/// The counter goes up by one with every event and ends where the account has it.
fn counters_fit(key: &Pubkey, told: &Told, before: &BTreeMap<Pubkey, Record>, book: &Book) -> bool {
    let start = before.get(key).map_or(0, |account| account.u64("changes"));
    let mut counters = told.counters.clone();
    counters.sort_unstable();
    let expected: Vec<u64> = (start + 1..=start + counters.len() as u64).collect();
    let stored = book.get(key).map(|account| account.u64("changes"));
    counters == expected && stored.is_none_or(|stored| Some(&stored) == counters.last())
}

fn untold_fields<'a>(
    old: &'a Record,
    new: &'a Record,
    words: &'a BTreeSet<String>,
) -> impl Iterator<Item = &'a String> {
    let otherwise = told_otherwise(&new.name);
    let told = move |field: &String| {
        field == "changes" || otherwise.contains(&field.as_str()) || words.contains(field)
    };
    new.fields
        .iter()
        .filter(move |(field, value)| !told(field) && old.get(field) != *value)
        .map(|(field, _)| field)
}

fn told_otherwise(name: &str) -> &'static [&'static str] {
    TOLD_OTHERWISE
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(&[], |(_, fields)| fields)
}

/// Every field name an event uses, without `_after`.
fn collect_words(fields: &BTreeMap<String, Value>, words: &mut BTreeSet<String>) {
    for (field, value) in fields {
        words.insert(field.strip_suffix("_after").unwrap_or(field).to_owned());
        if let Value::Fields(inner) = value {
            collect_words(inner, words);
        }
    }
}
