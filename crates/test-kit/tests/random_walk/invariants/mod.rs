//! The invariants of protocol.md, chapter 11, by their numbers there.
mod governance;
mod markets;
mod registry;
mod rewards;
mod slashing;
mod staking;

use {
    crate::book::Book,
    hypernode_test_kit::{Outcome, Pubkey, Record, TOTAL_SUPPLY},
    solana_account::ReadableAccount,
    std::collections::BTreeMap,
};

/// What one step may and may not have done to the accounts it changed.
pub fn check_step(
    book: &Book,
    before: &BTreeMap<Pubkey, Record>,
    now: i64,
    donated: &BTreeMap<Pubkey, u64>,
) {
    markets::check_step(book, before, donated);
    registry::check_step(book, before);
    staking::check_step(book, before, now);
    slashing::check_step(book, before);
    governance::check_step(book, before, now);
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
    registry::check_sums(book);
    markets::check_sums(book);
    staking::check_sums(book);
    rewards::check_sums(book);
    slashing::check_sums(book);
    governance::check_sums(book);
}

fn sum(book: &Book, kind: &str, field: &str) -> u128 {
    book.all(kind).map(|(_, record)| record.u128(field)).sum()
}
