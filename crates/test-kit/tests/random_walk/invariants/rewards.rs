//! What rewards owe.
use {
    crate::book::Book,
    hypernode_test_kit::{pda, Record},
    std::collections::BTreeSet,
};

/// 14: what rewards burned, the unlocks say, of which each period has one.
fn check_unlocks(book: &Book, state: &Record) {
    let mut periods = BTreeSet::new();
    for (key, unlock) in book.all("Unlock") {
        assert!(periods.insert(unlock.u64("period")), "14: {key} came twice");
        let parts = ["rewards", "burned", "operations"];
        let sum: u64 = parts.iter().map(|part| unlock.u64(part)).sum();
        assert_eq!(unlock.u64("amount"), sum, "14: {key}");
    }
    assert_eq!(
        super::sum(book, "Unlock", "burned"),
        state.u128("burned"),
        "14: burned by unlocks"
    );
}

/// 12: rewards never promise more than their vaults hold.
pub fn check_sums(book: &Book) {
    let state = book.get(&pda("rewards", &[b"state"])).expect("State");
    check_unlocks(book, state);
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
