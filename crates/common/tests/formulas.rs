//! Each formula against a slow version in big integers.

use {
    hypernode_common::{
        draw::is_on_panel,
        error::CommonError,
        math::{bps_ceil, bps_floor, later, mul_div_ceil, mul_div_floor},
        requirements::{mask_allows, Requirements},
    },
    num_bigint::BigUint,
    proptest::prelude::*,
};

/// A quotient as the programs report it.
fn narrow(quotient: BigUint) -> Result<u64, CommonError> {
    u64::try_from(quotient).map_err(|_| CommonError::Overflow)
}

fn slow_floor(a: u64, b: u64, denominator: u64) -> Result<u64, CommonError> {
    if denominator == 0 {
        return Err(CommonError::DivisionByZero);
    }
    narrow(BigUint::from(a) * b / denominator)
}

fn slow_ceil(a: u64, b: u64, denominator: u64) -> Result<u64, CommonError> {
    if denominator == 0 {
        return Err(CommonError::DivisionByZero);
    }
    narrow((BigUint::from(a) * b + denominator - 1u32) / denominator)
}

/// Numbers of every magnitude, the bounds among them.
fn any_size() -> impl Strategy<Value = u64> {
    prop_oneof![
        any::<u64>(),
        0..=3u64,
        (u64::MAX - 3)..=u64::MAX,
        (0..64u32, any::<u64>()).prop_map(|(bits, value)| value >> bits),
    ]
}

fn any_requirements() -> impl Strategy<Value = Requirements> {
    (
        any::<(u16, u32, u16, u32, u32)>(),
        prop_oneof![Just(0u16), 1..4u16],
        prop_oneof![Just(0u16), any::<u16>()],
        prop_oneof![Just(0u8), any::<u8>()],
        (0..=4u8, 0..=5u8, any::<u8>()),
    )
        .prop_map(
            |(sizes, region, arch_mask, vendor_mask, tiers)| Requirements {
                gpu_count: sizes.0,
                vram_mib: sizes.1,
                cpu_cores: sizes.2,
                ram_mib: sizes.3,
                disk_gib: sizes.4,
                region,
                arch_mask,
                vendor_mask,
                stake_tier: tiers.0,
                reputation_tier: tiers.1,
                proofs_mask: tiers.2,
            },
        )
}

/// Whether hardware of this region, architecture and vendor passes.
fn passes(requirements: &Requirements, region: u16, arch: u8, vendor: u8) -> bool {
    (requirements.region == 0 || requirements.region == region)
        && mask_allows(requirements.arch_mask, arch)
        && mask_allows(u16::from(requirements.vendor_mask), vendor)
}

proptest! {
    #[test]
    fn mul_div_matches_big_integers(a in any_size(), b in any_size(), denominator in any_size()) {
        prop_assert_eq!(mul_div_floor(a, b, denominator), slow_floor(a, b, denominator));
        prop_assert_eq!(mul_div_ceil(a, b, denominator), slow_ceil(a, b, denominator));
    }

    #[test]
    fn bps_match_big_integers(amount in any_size(), bps in any::<u16>()) {
        prop_assert_eq!(bps_floor(amount, bps), slow_floor(amount, u64::from(bps), 10_000));
        prop_assert_eq!(bps_ceil(amount, bps), slow_ceil(amount, u64::from(bps), 10_000));
    }

    #[test]
    fn parts_of_the_whole_never_exceed_it(amount in any_size(), bps in 0..=10_000u16) {
        let part = bps_floor(amount, bps).unwrap();
        let rest = bps_ceil(amount, 10_000 - bps).unwrap();
        prop_assert_eq!(u128::from(part) + u128::from(rest), u128::from(amount));
    }

    #[test]
    fn later_adds_or_overflows(at in any::<i64>(), seconds in any_size()) {
        let sum = i128::from(at) + i128::from(seconds);
        let expected = i64::try_from(seconds).ok().and_then(|_| i64::try_from(sum).ok());
        prop_assert_eq!(later(at, seconds).ok(), expected);
    }

    #[test]
    fn panel_matches_big_integers(ticket in any_size(), validators in any::<u32>(), target in any::<u16>()) {
        let on_panel = BigUint::from(ticket) * validators < BigUint::from(target) << 64u32;
        prop_assert_eq!(is_on_panel(ticket, validators, target), on_panel);
    }

    #[test]
    fn stricter_lets_pass_exactly_what_both_let_pass(
        job in any_requirements(),
        market in any_requirements(),
        region in 1..4u16,
        arch in 0..16u8,
        vendor in 0..8u8,
    ) {
        let both = passes(&job, region, arch, vendor) && passes(&market, region, arch, vendor);
        match job.stricter(&market) {
            Some(stricter) => {
                prop_assert_eq!(passes(&stricter, region, arch, vendor), both);
                prop_assert!(stricter.vram_mib >= job.vram_mib.max(market.vram_mib));
                prop_assert_eq!(stricter.stake_tier, job.stake_tier.max(market.stake_tier));
            }
            None => prop_assert!(!both),
        }
    }
}
