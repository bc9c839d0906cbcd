//! Positions, bonds and weights.
use {
    super::sum,
    crate::book::Book,
    hypernode_test_kit::{pda, Pubkey, Record, Value},
    std::collections::BTreeMap,
};

/// 9, 10, 11 of the positions and bonds that changed.
pub fn check_step(book: &Book, before: &BTreeMap<Pubkey, Record>, now: i64) {
    for (key, old) in before {
        match (old.name.as_str(), book.get(key)) {
            ("Position", Some(new)) => check_position_step(key, old, new, now),
            ("Position", None) => assert_eq!(
                (old.u64("amount"), old.u64("unbonding_amount")),
                (0, 0),
                "9: a full position was closed"
            ),
            ("Bond", Some(new)) => check_bond_step(key, old, new, now),
            ("Bond", None) => assert_eq!(
                (old.u64("pledged"), old.u64("releasing")),
                (0, 0),
                "10: a full bond was closed"
            ),
            _ => {}
        }
    }
}

/// Seconds for which slashes add up.
const SLASHES_KEPT: i128 = 30 * 86_400;
/// Part of a bond that they may reach, basis points.
const SLASH_CAP_BPS: i128 = 5_000;

/// 10: what backs a frozen bond leaves it only by a slash, and slashes of 30 days keep to their cap.
fn check_bond_step(key: &Pubkey, old: &Record, new: &Record, now: i64) {
    let held = |bond: &Record| bond.int("pledged") + bond.int("releasing");
    let slashed = new.int("slashed_total") - old.int("slashed_total");
    if old.u64("frozen") > 0 {
        assert!(
            held(new) >= held(old) - slashed,
            "10: {key} lost stake while it was frozen"
        );
    }
    let Value::List(slashes) = new.get("slashes") else {
        panic!("a ring")
    };
    let young: i128 = slashes
        .iter()
        .map(|slash| {
            let Value::Fields(slash) = slash else {
                panic!("a slash")
            };
            match (&slash["at"], &slash["bps"]) {
                (Value::Int(at), Value::Int(bps)) if at + SLASHES_KEPT > i128::from(now) => *bps,
                _ => 0,
            }
        })
        .sum();
    assert!(young <= SLASH_CAP_BPS, "10: {key} was slashed by {young}");
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

/// 9, 10: the vault holds every stake; positions, bonds and weights add up.
pub fn check_sums(book: &Book) {
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
    let state = book.get(&pda("rewards", &[b"state"])).expect("State");
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
