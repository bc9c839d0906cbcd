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
/// owned that ends with it. What the payer pays for new accounts in the same step goes off, and what a settlement
/// takes of an escrow to create accounts it pays into.
pub fn check_rent(outcome: &Outcome, before: &BTreeMap<Pubkey, Record>, book: &Book) {
    let of = |state: &Option<AccountSharedData>| {
        i128::from(state.as_ref().map_or(0, ReadableAccount::lamports))
    };
    let mut due: BTreeMap<Pubkey, i128> = BTreeMap::new();
    let mut created = 0;
    for change in &outcome.accounts {
        match (&change.before, &change.after) {
            (Some(_), None) => {
                let owner = token_owner(&change.before).and_then(|key| before.get(&key));
                if let Some(record) = before.get(&change.address).or(owner) {
                    *due.entry(record.key("rent_payer")).or_default() += of(&change.before);
                }
            }
            (None, Some(_)) if is_token(&change.after) => created += of(&change.after),
            _ => {}
        }
    }
    for (payer, returned) in due {
        let change = outcome
            .accounts
            .iter()
            .find(|change| change.address == payer);
        let change = change
            .unwrap_or_else(|| panic!("21: {payer} paid rent and was not there when it came back"));
        let paid: i128 = outcome
            .accounts
            .iter()
            .filter(|new| {
                let record = book.get(&new.address);
                new.before.is_none()
                    && record.is_some_and(|record| record.key("rent_payer") == payer)
            })
            .map(|new| of(&new.after))
            .sum();
        let gained = of(&change.after) - of(&change.before) + paid + created;
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
