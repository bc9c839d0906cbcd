//! What governance may do, and when.
use {
    crate::book::Book,
    hypernode_common::programs::PROPOSAL_BOND_VAULT,
    hypernode_test_kit::{Pubkey, Record},
    std::collections::BTreeMap,
};

/// Steps from one state to another, by their stored numbers.
const TRANSITIONS: [(u64, u64); 11] = [
    (1, 2),
    (1, 7),
    (2, 3),
    (2, 4),
    (2, 7),
    (3, 5),
    (3, 8),
    (5, 6),
    (5, 7),
    (5, 8),
    (0, 1),
];
const ACTIVE: u64 = 2;
const SUCCEEDED: u64 = 3;
const QUEUED: u64 = 5;

/// 16: a proposal is executed only after it won its vote and its timelock, each payload once and in order.
pub fn check_step(book: &Book, before: &BTreeMap<Pubkey, Record>, now: i64) {
    for (key, old) in before.iter().filter(|(_, old)| old.name == "Proposal") {
        let Some(new) = book.get(key) else { continue };
        let (from, to) = (old.u64("status"), new.u64("status"));
        assert!(
            from == to || TRANSITIONS.contains(&(from, to)),
            "16: {key} went from {from} to {to}"
        );
        if from != 1 {
            for field in ["payload_hashes", "payload_count"] {
                assert_eq!(old.get(field), new.get(field), "16: {key} changed {field}");
            }
        }
        if from == ACTIVE && to == SUCCEEDED {
            check_won(key, new, now);
        }
        let (executed, after) = (old.u64("executed_count"), new.u64("executed_count"));
        if executed != after {
            let now = i128::from(now);
            assert_eq!(executed + 1, after, "16: {key} executed out of order");
            assert_eq!(from, QUEUED, "16: {key} executed unqueued");
            assert!(
                now > old.int("eta_at") && now <= old.int("expires_at"),
                "16: {key} executed outside its window"
            );
            assert!(after <= old.u64("payload_count"));
        }
    }
}

fn check_won(key: &Pubkey, proposal: &Record, now: i64) {
    let weight = |field: &str| proposal.u128(field);
    let turnout = weight("for_weight") + weight("against_weight") + weight("abstain_weight");
    let quorum = weight("snapshot_weight") * weight("quorum_bps");
    assert!(
        weight("for_weight") > weight("against_weight") && turnout * 10_000 >= quorum,
        "16: {key} succeeded without majority or quorum"
    );
    assert!(
        i128::from(now) > proposal.int("voting_ends_at"),
        "16: {key} succeeded before its vote ended"
    );
}

/// 15: the vault holds every open bond. 16: votes add up, one a position.
pub fn check_sums(book: &Book) {
    let bonds = super::sum(book, "Proposal", "bond");
    assert!(
        u128::from(book.balance(&PROPOSAL_BOND_VAULT.address)) >= bonds,
        "15: bonds of proposals"
    );
    let mut cast: BTreeMap<Pubkey, u128> = BTreeMap::new();
    for (_, vote) in book.all("Vote") {
        *cast.entry(vote.key("proposal")).or_default() += vote.u128("weight");
    }
    for (key, proposal) in book.all("Proposal") {
        // Votes of an ended proposal may be closed already.
        if [ACTIVE, SUCCEEDED, QUEUED].contains(&proposal.u64("status")) {
            let sides = ["for_weight", "against_weight", "abstain_weight"];
            let counted: u128 = sides.iter().map(|side| proposal.u128(side)).sum();
            assert_eq!(
                counted,
                cast.get(&key).copied().unwrap_or_default(),
                "16: votes on {key}"
            );
        }
    }
}
