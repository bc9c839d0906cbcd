//! The worked numbers of the specification, from the file that the clients' tests read too.

use {
    hypernode_common::registry::Tier,
    hypernode_test_kit::{golden_vectors, markets::staking_params},
    markets::{
        eligibility::capacity,
        math::{price, split_floor, PriceTerms, SplitTerms},
    },
    serde_json::Value,
};

fn rows(group: &str) -> Vec<Value> {
    let rows = golden_vectors()[group].as_array().cloned();
    let rows = rows.unwrap_or_else(|| panic!("no group {group}"));
    assert!(!rows.is_empty(), "{group} is empty");
    rows
}

fn number(row: &Value, field: &str) -> u64 {
    row[field]
        .as_u64()
        .unwrap_or_else(|| panic!("{field} of {row}"))
}

fn bps(row: &Value, field: &str) -> u16 {
    u16::try_from(number(row, field)).expect("basis points")
}

fn defaults() -> SplitTerms {
    SplitTerms {
        treasury_bps: 1_000,
        incentive_bps: 500,
        orchestrator_bps: 500,
        staker_bps: 100,
        royalty_bps: 0,
        credit_bps: 0,
        has_orchestrator: true,
    }
}

#[test]
fn splits_as_specified() {
    for row in rows("split") {
        let split = split_floor(number(&row, "price"), &defaults()).expect("bounded");
        let expected = [
            "operator",
            "treasury",
            "incentive",
            "orchestrator",
            "staker",
        ]
        .map(|field| number(&row, field));
        let actual = [
            split.operator,
            split.treasury,
            split.incentive,
            split.orchestrator,
            split.staker,
        ];
        assert_eq!(actual, expected, "{row}");
    }
}

#[test]
fn settles_as_specified() {
    for row in rows("settlement") {
        let cap = number(&row, "cap");
        let price = price(&PriceTerms {
            price_per_second: number(&row, "price_per_second"),
            metered_seconds: u32::try_from(number(&row, "metered_seconds")).expect("seconds"),
            cap,
            failed: number(&row, "exit_code") != 0,
            failed_pay_bps: 5_000,
        })
        .expect("bounded");
        assert_eq!(price, number(&row, "price"), "{row}");
        let split = split_floor(
            price,
            &SplitTerms {
                royalty_bps: bps(&row, "royalty_bps"),
                credit_bps: bps(&row, "credit_bps"),
                has_orchestrator: row["has_orchestrator"] == true,
                ..defaults()
            },
        )
        .expect("bounded");
        let expected = [
            "operator",
            "royalty",
            "credit",
            "treasury",
            "incentive",
            "staker",
            "orchestrator",
            "funder",
        ]
        .map(|field| number(&row, field));
        let actual = [
            split.operator,
            split.royalty,
            split.credit,
            split.treasury,
            split.incentive,
            split.staker,
            split.orchestrator,
            cap - price + split.credit,
        ];
        assert_eq!(actual, expected, "{row}");
    }
}

#[test]
fn measures_capacity_as_specified() {
    for row in rows("capacity") {
        let expected = (number(&row, "tier"), number(&row, "runs"));
        let (tier, runs) = capacity(number(&row, "pledged"), &staking_params().into());
        assert_eq!((u64::from(tier), u64::from(runs)), expected, "{row}");
    }
}

#[test]
fn staggers_as_specified() {
    let params = hypernode_test_kit::markets::markets_params();
    for row in rows("stagger") {
        let name = row["tier"].as_str().expect("a tier");
        let (_, value) = Tier::VARIANTS
            .iter()
            .find(|(variant, _)| *variant == name)
            .expect("a tier");
        let delay = params.tier_delay_seconds[usize::from(*value) - 1];
        assert_eq!(
            number(&row, "opened_at") + u64::from(delay),
            number(&row, "from_at"),
            "{row}"
        );
    }
}
