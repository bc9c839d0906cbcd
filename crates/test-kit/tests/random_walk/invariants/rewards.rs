//! What rewards owe.
use {crate::book::Book, hypernode_test_kit::pda};

/// 12: rewards never promise more than their vaults hold.
pub fn check_sums(book: &Book) {
    let state = book.get(&pda("rewards", &[b"state"])).expect("State");
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
