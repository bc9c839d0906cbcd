//! Which check covers which invariant of protocol.md, chapter 11; and what a vote cannot do yet.
use {
    hypernode_test_kit::{repository_root, Idl},
    std::{collections::BTreeSet, path::Path},
};

/// Invariant, the file that checks it, and words that stand there.
const CHECKED_BY: [(u8, &str, &str); 23] = [
    (1, "random_walk/invariants/mod.rs", "1: balances and supply"),
    (2, "random_walk/invariants/markets.rs", "2: the escrow of"),
    (
        2,
        "random_walk/invariants/markets.rs",
        "2: parts of a settlement",
    ),
    (3, "random_walk/invariants/markets.rs", "3: {key} went from"),
    (4, "random_walk/invariants/markets.rs", "4: {term} of {key}"),
    (
        5,
        "random_walk/invariants/markets.rs",
        "5: an authority tried",
    ),
    (6, "random_walk/invariants/registry.rs", "6: runs of node"),
    (
        7,
        "random_walk/invariants/registry.rs",
        "7: a run was counted",
    ),
    (8, "random_walk/invariants/markets.rs", "8: fee vault of"),
    (9, "random_walk/invariants/staking.rs", "9: stake vault"),
    (
        10,
        "random_walk/invariants/staking.rs",
        "10: {key} lost stake",
    ),
    (
        11,
        "random_walk/invariants/staking.rs",
        "11: {key} was paid before",
    ),
    (12, "random_walk/invariants/rewards.rs", "12: staker vault"),
    (
        13,
        "compute_units.rs",
        "fn costs_what_is_committed_whatever_the_crowd",
    ),
    (14, "random_walk/invariants/mod.rs", "14: burn counters"),
    (
        14,
        "random_walk/invariants/rewards.rs",
        "14: {key} came twice",
    ),
    (
        15,
        "random_walk/invariants/slashing.rs",
        "15: pots of reports",
    ),
    (
        16,
        "random_walk/invariants/governance.rs",
        "16: {key} executed outside",
    ),
    (
        18,
        "random_walk/walk.rs",
        "18: events replayed and accounts",
    ),
    (18, "random_walk/main.rs", "18: events and accounts differ"),
    (19, "substitutions/main.rs", "invariant 19"),
    (
        20,
        "random_walk/walk.rs",
        "20: {name} was stopped by an entry",
    ),
    (21, "random_walk/invariants/mod.rs", "21: {payer} got"),
];
/// Invariants of what is not built yet: the bridge.
const NOT_BUILT: [u8; 1] = [17];
/// The last one.
const LAST: u8 = 21;

#[test]
fn checks_every_invariant_of_the_protocol() {
    let tests = repository_root().join("crates/test-kit/tests");
    for (invariant, file, words) in CHECKED_BY {
        let text = std::fs::read_to_string(tests.join(Path::new(file)));
        let text = text.unwrap_or_else(|error| panic!("{file}: {error}"));
        assert!(text.contains(words), "{invariant}: {file} has no {words:?}");
    }
    let known: BTreeSet<u8> = CHECKED_BY
        .iter()
        .map(|(invariant, ..)| *invariant)
        .chain(NOT_BUILT)
        .collect();
    assert_eq!(known, (1..=LAST).collect(), "invariants");
}

/// Accounts of a payload.
const MAX_METAS: usize = 20;
/// What chapter 10 lets the authority of a Config do, beside 2-7.
const OF_THE_AUTHORITY: [(&str, &str); 9] = [
    ("registry", "suspend_node"),
    ("registry", "reinstate_node"),
    ("registry", "release_fingerprint"),
    ("registry", "register_issuer"),
    ("registry", "revoke_issuer"),
    ("markets", "create_market"),
    ("markets", "update_market"),
    ("markets", "set_market_status"),
    ("slashing", "pardon_report"),
];

#[test]
fn a_payload_holds_every_call_of_the_authority() {
    for (program, name) in OF_THE_AUTHORITY {
        let instructions = Idl::of_name(program).document["instructions"].as_array();
        let instruction = instructions
            .into_iter()
            .flatten()
            .find(|instruction| instruction["name"] == name);
        let accounts = instruction.expect("an instruction")["accounts"].as_array();
        let count = accounts.expect("accounts").len();
        assert!(
            count <= MAX_METAS,
            "{program}.{name} takes {count} accounts"
        );
    }
}
