//! The formulas of governance against slow big-integer versions and the golden vectors.

use {
    anchor_lang::bytemuck::Zeroable,
    governance::{
        error::GovernanceError,
        math::{spent_after, Tally},
        state::{GovernanceParams, Payload, PayloadMeta, ProposalKind, ProposalStatus},
    },
    hypernode_common::{
        digest,
        programs::{MARKETS, TOKEN_PROGRAM},
        staking::{weight_at, Position},
    },
    hypernode_test_kit::{golden_vectors, governance::governance_params, Pubkey, HYPER},
    num_bigint::BigUint,
    proptest::prelude::*,
    serde_json::Value,
};

/// Base units that exist.
const SUPPLY: u64 = 1_000_000_000 * HYPER;
/// All the weight there can be: everybody at the highest multiplier.
const MOST_WEIGHT: u128 = 4 * SUPPLY as u128;

fn rows(group: &str) -> Vec<Value> {
    let rows = golden_vectors()[group].as_array().cloned();
    rows.unwrap_or_else(|| panic!("no group {group}"))
}

fn number(row: &Value, name: &str) -> u64 {
    row[name]
        .as_u64()
        .unwrap_or_else(|| panic!("{name} in {row}"))
}

fn tally(for_weight: u128, against_weight: u128, abstain_weight: u128) -> Tally {
    Tally {
        for_weight,
        against_weight,
        abstain_weight,
    }
}

#[test]
fn quorum_equals_the_golden_vectors() {
    for row in rows("quorum") {
        let weight = |name: &str| u128::from(number(&row, name));
        let quorum_bps = u16::try_from(number(&row, "quorum_bps")).expect("basis points");
        let succeeds = tally(weight("for"), weight("against"), weight("abstain"))
            .succeeds(quorum_bps, weight("snapshot"))
            .expect("small numbers");
        let status = if succeeds { "Succeeded" } else { "Defeated" };
        assert_eq!(row["status"], status, "{row}");
    }
}

#[test]
fn weight_at_a_slot_equals_the_golden_vectors() {
    for row in rows("weight_at_slot") {
        let mut position = Position::zeroed();
        position.weight = 7.into();
        position.weight_slot = number(&row, "changed_slot").into();
        position.previous_weight = 3.into();
        position.previous_slot = number(&row, "before_slot").into();
        let expected = match row["read"].as_str() {
            Some("weight") => Some(7),
            Some("previous") => Some(3),
            Some("SnapshotLost") => None,
            other => panic!("{other:?}"),
        };
        assert_eq!(position.weight_at(number(&row, "slot")), expected, "{row}");
    }
}

/// 32 bytes of one value.
fn key(byte: u8) -> Pubkey {
    Pubkey::new_from_array([byte; 32])
}

#[test]
fn digests_of_the_accounts_equal_the_golden_vectors() {
    let expected = |name: &str| {
        let row = rows("digests").into_iter().find(|row| row["name"] == name);
        row.expect("a digest of this name")["expected"].clone()
    };
    let hex =
        |digest: [u8; 32]| -> String { digest.iter().map(|byte| format!("{byte:02x}")).collect() };
    let mut payload = Payload::zeroed();
    payload
        .fill(
            key(0xaa),
            ProposalKind::Generic,
            key(0x31),
            &[PayloadMeta {
                key: key(0x32),
                flags: 1,
            }],
            &[7, 1, 2],
        )
        .expect("a foreign program without the executor's signature");
    assert_eq!(hex(payload.digest()), expected("payload"));
    let digest = digest::proposal(1, &[payload.digest()]);
    assert_eq!(hex(digest), expected("proposal"));
}

fn big(value: u128) -> BigUint {
    BigUint::from(value)
}

proptest! {
    #[test]
    fn quorum_and_majority_match_slow_versions(
        for_weight in 0..=MOST_WEIGHT,
        against_weight in 0..=MOST_WEIGHT,
        abstain_weight in 0..=MOST_WEIGHT,
        snapshot in 1..=MOST_WEIGHT,
        quorum_bps in 400u16..=4_000,
    ) {
        let tally = tally(for_weight, against_weight, abstain_weight);
        let turnout = big(for_weight) + big(against_weight) + big(abstain_weight);
        let quorum = &turnout * 10_000u32 >= big(snapshot) * quorum_bps;
        prop_assert_eq!(big(tally.turnout().unwrap()), turnout);
        prop_assert_eq!(tally.has_quorum(quorum_bps, snapshot).unwrap(), quorum);
        prop_assert_eq!(
            tally.succeeds(quorum_bps, snapshot).unwrap(),
            quorum && big(for_weight) > big(against_weight)
        );
    }

    /// Turnouts around the quorum, where a rounding would show.
    #[test]
    fn quorum_is_exact_at_its_edge(
        snapshot in 1..=MOST_WEIGHT,
        quorum_bps in 400u16..=4_000,
        below in 0u128..=1,
    ) {
        let least = (big(snapshot) * quorum_bps + 9_999u32) / 10_000u32;
        let least = u128::try_from(least).unwrap();
        let turnout = tally(least - below, 0, 0);
        prop_assert_eq!(turnout.has_quorum(quorum_bps, snapshot).unwrap(), below == 0);
    }

    #[test]
    fn spends_match_a_slow_cap(
        spent in 0..=SUPPLY,
        amount in 0..=SUPPLY,
        balance in 0..=SUPPLY,
        cap_bps in 0u16..=2_500,
    ) {
        let cap = big(balance.into()) * cap_bps / 10_000u32;
        let after = big(spent.into()) + big(amount.into());
        match spent_after(spent, amount, balance, cap_bps) {
            Ok(value) => {
                prop_assert!(after <= cap);
                prop_assert_eq!(big(value.into()), after);
            }
            Err(error) => {
                prop_assert_eq!(error, GovernanceError::SpendCapReached);
                prop_assert!(after > cap);
            }
        }
    }

    /// However a proposal splits it, a treasury loses at most the cap of what it held at first.
    #[test]
    fn spends_of_one_proposal_stay_below_the_first_cap(
        balance in 0..=SUPPLY,
        amounts in proptest::collection::vec(0..=SUPPLY / 10, 4),
        cap_bps in 0u16..=2_500,
    ) {
        let (mut spent, mut left) = (0, balance);
        for amount in amounts {
            if let Ok(after) = spent_after(spent, amount, left, cap_bps) {
                spent = after;
                left -= amount;
            }
        }
        prop_assert_eq!(spent + left, balance);
        prop_assert!(big(spent.into()) * 10_000u32 <= big(balance.into()) * cap_bps);
    }

    /// The weight at a slot is what a complete history of changes says.
    #[test]
    fn weight_at_a_slot_matches_the_whole_history(
        changes in proptest::collection::btree_map(1u64..30, 0u128..100, 1..6),
        slot in 1u64..32,
    ) {
        let history: Vec<(u64, u128)> =
            std::iter::once((0, 0)).chain(changes.iter().map(|(at, weight)| (*at, *weight))).collect();
        let (since, weight) = history[history.len() - 1];
        let (previous_since, previous) = history[history.len() - 2];
        let true_weight = history.iter().rev().find(|(at, _)| *at < slot).unwrap().1;
        match weight_at(slot, (weight, since), (previous, previous_since)) {
            Some(read) => prop_assert_eq!(read, true_weight),
            None => prop_assert!(previous_since >= slot),
        }
    }
}

#[test]
fn refuses_sums_that_do_not_fit() {
    let full = tally(u128::MAX, 1, 0);
    assert_eq!(full.turnout(), Err(GovernanceError::Overflow));
    let wide = tally(u128::MAX / 2, 0, 0);
    assert_eq!(wide.has_quorum(1_000, 1), Err(GovernanceError::Overflow));
    assert_eq!(
        spent_after(u64::MAX, 1, SUPPLY, 1_000),
        Err(GovernanceError::Overflow)
    );
}

fn refuses(change: impl FnOnce(&mut GovernanceParams)) -> bool {
    let mut params = governance_params();
    change(&mut params);
    params.check() == Err(GovernanceError::ParameterOutOfBounds)
}

#[test]
fn parameters_are_bounded_below_and_above() {
    assert!(!refuses(|_| ()));
    let weight = HYPER as u128;
    for (value, refused) in [
        (1_000 * weight - 1, true),
        (1_000 * weight, false),
        (100_000_000 * weight, false),
        (100_000_000 * weight + 1, true),
    ] {
        assert_eq!(
            refuses(|params| params.proposal_threshold = value),
            refused,
            "proposal_threshold {value}"
        );
    }
    for (value, refused) in [(399, true), (400, false), (4_000, false), (4_001, true)] {
        assert_eq!(refuses(|params| params.quorum_bps = value), refused);
    }
    for (value, refused) in [
        (86_399, true),
        (86_400, false),
        (1_209_600, false),
        (1_209_601, true),
    ] {
        assert_eq!(refuses(|params| params.vote_seconds = value), refused);
        assert_eq!(refuses(|params| params.timelock_seconds = value), refused);
        assert_eq!(refuses(|params| params.execution_seconds = value), refused);
    }
    for (value, refused) in [
        (691_199, true),
        (691_200, false),
        (2_592_000, false),
        (2_592_001, true),
    ] {
        assert_eq!(
            refuses(|params| params.upgrade_timelock_seconds = value),
            refused
        );
    }
    for (value, refused) in [
        (100 * HYPER - 1, true),
        (100 * HYPER, false),
        (1_000_000 * HYPER, false),
        (1_000_000 * HYPER + 1, true),
    ] {
        assert_eq!(refuses(|params| params.proposal_bond = value), refused);
    }
    for (value, refused) in [(0, false), (2_500, false), (2_501, true)] {
        assert_eq!(refuses(|params| params.spend_cap_bps = value), refused);
    }
}

#[test]
fn payloads_are_checked_before_they_are_stored() {
    let mut payload = Payload::zeroed();
    let refused = payload.fill(key(1), ProposalKind::Generic, TOKEN_PROGRAM, &[], &[3]);
    assert_eq!(refused, Err(GovernanceError::ProgramNotAllowed));
    assert_eq!(payload.program, Pubkey::default());
    let data = [7; 256];
    payload
        .fill(key(1), ProposalKind::Parameter, MARKETS.id, &[], &data)
        .expect("new parameters of markets");
    assert_eq!(payload.data(), data);
}

#[test]
fn statuses_keep_their_numbers() {
    assert_eq!(
        ProposalStatus::VARIANTS,
        [
            ("Draft", 1),
            ("Active", 2),
            ("Succeeded", 3),
            ("Defeated", 4),
            ("Queued", 5),
            ("Executed", 6),
            ("Cancelled", 7),
            ("Expired", 8),
        ]
    );
}
