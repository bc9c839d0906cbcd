//! The invariants of protocol.md, chapter 11, by their numbers there.
mod governance;
mod markets;
mod registry;
mod rewards;
mod slashing;
mod staking;
mod trust;

use {
    crate::book::Book,
    hypernode_test_kit::{Outcome, Pubkey, Record, TOTAL_SUPPLY},
    solana_account::{AccountSharedData, ReadableAccount},
    solana_program_pack::Pack,
    spl_token_interface::state::Account as TokenAccount,
    std::collections::BTreeMap,
};

/// What one step may and may not have done to the accounts it changed.
pub fn check_step(
    book: &Book,
    before: &BTreeMap<Pubkey, Record>,
    events: &[Record],
    now: i64,
    donated: &BTreeMap<Pubkey, u64>,
) {
    markets::check_step(book, before, donated);
    markets::check_settlements(events);
    registry::check_step(book, before);
    staking::check_step(book, before, now);
    slashing::check_step(book, before);
    governance::check_step(book, before, now);
}

/// 21: what an account leaves behind goes to whoever paid for it: its own lamports, and those of a token account it
/// owned that ends with it, less what a settlement spent of them to create accounts it pays.
pub fn check_rent(outcome: &Outcome, before: &BTreeMap<Pubkey, Record>) {
    let of =
        |state: &Option<AccountSharedData>| state.as_ref().map_or(0, ReadableAccount::lamports);
    let created: u64 = outcome
        .accounts
        .iter()
        .filter(|change| change.before.is_none() && is_token(&change.after))
        .map(|change| of(&change.after))
        .sum();
    let mut due: BTreeMap<Pubkey, u64> = BTreeMap::new();
    let mut spent: BTreeMap<Pubkey, u64> = BTreeMap::new();
    for change in &outcome.accounts {
        if change.after.is_some() || change.before.is_none() {
            continue;
        }
        if let Some(record) = before.get(&change.address) {
            *due.entry(record.key("rent_payer")).or_default() += of(&change.before);
        } else if let Some(record) = token_owner(&change.before).and_then(|key| before.get(&key)) {
            let payer = record.key("rent_payer");
            *due.entry(payer).or_default() += of(&change.before);
            spent.insert(payer, created);
        }
    }
    for (payer, returned) in due {
        let change = outcome
            .accounts
            .iter()
            .find(|change| change.address == payer);
        let change = change
            .unwrap_or_else(|| panic!("21: {payer} paid rent and was not there when it came back"));
        let gained = of(&change.after).saturating_sub(of(&change.before));
        let returned = returned - spent.get(&payer).copied().unwrap_or_default();
        assert!(
            gained >= returned,
            "21: {payer} got {gained} of {returned} lamports back"
        );
    }
}

fn is_token(state: &Option<AccountSharedData>) -> bool {
    let state = state.as_ref();
    state.is_some_and(|account| *account.owner() == spl_token_interface::ID)
}

fn token_owner(state: &Option<AccountSharedData>) -> Option<Pubkey> {
    let account = state.as_ref().filter(|_| is_token(state))?;
    TokenAccount::unpack(account.data())
        .ok()
        .map(|token| token.owner)
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
    trust::check_sums(book);
}

fn sum(book: &Book, kind: &str, field: &str) -> u128 {
    book.all(kind).map(|(_, record)| record.u128(field)).sum()
}
