//! Nodes, their runs and their reputations.
use {
    crate::{
        actions::{is_live, job_state},
        book::Book,
    },
    hypernode_test_kit::{Pubkey, Record, Value},
    std::collections::BTreeMap,
};

/// State and flag of a job that was paid, and between strangers.
const SETTLED: u64 = 6;
const SELF_DEALING: u64 = 4;

/// 7: a node completes one run by one paid settlement between strangers.
fn check_completion(book: &Book, before: &BTreeMap<Pubkey, Record>) {
    let completed = |record: &Record| record.u64("completed");
    let mut more = 0;
    for (key, old) in before.iter().filter(|(_, old)| old.name == "Reputation") {
        if let Some(new) = book.get(key) {
            more += completed(new) - completed(old);
        }
    }
    let settled = before.iter().filter(|(key, old)| {
        old.name == "Job"
            && old.u64("state") != SETTLED
            && book.get(key).is_some_and(|job| {
                job.u64("state") == SETTLED
                    && job.u64("price") > 0
                    && job.u64("flags") & SELF_DEALING == 0
            })
    });
    assert!(
        more <= settled.count() as u64,
        "7: a run was counted that nobody paid"
    );
}

/// 6: a node goes only when nothing of it is in use.
pub fn check_step(book: &Book, before: &BTreeMap<Pubkey, Record>) {
    check_completion(book, before);
    for (key, old) in before.iter().filter(|(_, old)| old.name == "Node") {
        if book.get(key).is_none() {
            assert_eq!(
                (old.u64("active_runs"), old.u64("fingerprints")),
                (0, 0),
                "6: a busy node was closed"
            );
        }
    }
}

/// 6, 7.
pub fn check_sums(book: &Book) {
    check_runs(book);
    check_reputations(book);
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
