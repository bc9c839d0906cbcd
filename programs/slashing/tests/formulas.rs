//! The formulas of slashing against slow big-integer versions and the golden vectors.

use {
    anchor_lang::bytemuck::Zeroable,
    hypernode_common::{digest, math::bps_floor},
    hypernode_test_kit::{golden_vectors, slashing::slashing_params},
    num_bigint::BigUint,
    proptest::prelude::*,
    slashing::{
        math::{halve_floor, share_floor, split_slash, SlashSplit},
        state::{End, Report, ReportStatus, ReportVote, VoteKind},
    },
};

/// Base units that exist.
const SUPPLY: u64 = 1_000_000_000_000_000;

fn rows(group: &str) -> Vec<serde_json::Value> {
    let rows = golden_vectors()[group].as_array().cloned();
    let rows = rows.unwrap_or_else(|| panic!("no group {group}"));
    assert!(!rows.is_empty());
    rows
}

#[test]
fn splits_equal_the_golden_vectors() {
    for row in rows("slash_split") {
        let number = |name: &str| row[name].as_u64().expect("a number");
        let bps = u16::try_from(number("bps")).expect("bps");
        let slashed = bps_floor(number("stake"), bps).expect("fits");
        assert_eq!(slashed, number("slashed"));
        let params = slashing_params();
        let split = split_slash(slashed, params.treasury_bps, params.reporter_bps, false);
        let split = split.expect("fits");
        assert_eq!(split.burned, number("burned"));
        assert_eq!(split.treasury, number("treasury"));
        assert_eq!(split.reporter, number("reporter"));
        assert_eq!(split.voters, 0);
    }
}

#[test]
fn evidence_equals_the_golden_vector() {
    for row in rows("report_evidence") {
        let bytes = |name: &str| -> [u8; 32] {
            let text = row[name].as_str().expect("hex");
            let byte = |at| u8::from_str_radix(&text[at..at + 2], 16).expect("hex");
            let bytes: Vec<u8> = (0..64).step_by(2).map(byte).collect();
            bytes.try_into().expect("32 bytes")
        };
        assert_eq!(digest::report(&bytes("shown")), bytes("evidence"));
    }
}

/// The split in big integers, straight from its definition.
fn slow_split(amount: u64, treasury_bps: u16, reporter_bps: u16, voters: bool) -> [BigUint; 4] {
    let part = |bps: u16| BigUint::from(amount) * BigUint::from(bps) / BigUint::from(10_000u32);
    let treasury = part(treasury_bps);
    let reporter_part = part(reporter_bps);
    let burned = BigUint::from(amount) - &treasury - &reporter_part;
    let voters = if voters {
        &reporter_part / BigUint::from(2u32)
    } else {
        BigUint::from(0u32)
    };
    let reporter = reporter_part - &voters;
    [burned, treasury, reporter, voters]
}

fn parts(split: SlashSplit) -> [u64; 4] {
    [split.burned, split.treasury, split.reporter, split.voters]
}

/// A report that nobody touched.
fn report(status: ReportStatus, bond: u64) -> Report {
    let mut report = Report::zeroed();
    report.status = status.into();
    report.bond = bond.into();
    report
}

fn vote(round: u8, kind: VoteKind) -> ReportVote {
    let mut vote = ReportVote::zeroed();
    vote.cast(kind, round, Default::default(), Default::default());
    vote
}

proptest! {
    #[test]
    fn split_matches_slow_split_and_conserves(
        amount in 0..=SUPPLY,
        treasury_bps in 0u16..=5_000,
        reporter_bps in 0u16..=2_000,
        voters in any::<bool>(),
    ) {
        let split = split_slash(amount, treasury_bps, reporter_bps, voters).unwrap();
        let slow = slow_split(amount, treasury_bps, reporter_bps, voters);
        prop_assert_eq!(parts(split).map(BigUint::from), slow);
        prop_assert_eq!(parts(split).iter().sum::<u64>(), amount);
    }

    #[test]
    fn halves_and_shares_conserve(amount in any::<u64>(), voters in 0u32..=765) {
        let (half, rest) = halve_floor(amount);
        prop_assert_eq!(u128::from(half) + u128::from(rest), u128::from(amount));
        prop_assert!(rest - half <= 1);
        let (share, dust) = share_floor(amount, voters);
        let shared = BigUint::from(share) * BigUint::from(voters);
        prop_assert_eq!(shared + BigUint::from(dust), BigUint::from(amount));
        prop_assert!(voters == 0 || dust < u64::from(voters));
    }

    /// However a report ends: what was held is what is paid, burned and left in the pot, and the pot is exactly what
    /// its voters then take one by one.
    #[test]
    fn every_end_conserves(
        bond in 0..=SUPPLY,
        appeal_bond in 0..=SUPPLY,
        slashed_pot in 0..=SUPPLY,
        votes in any::<[u8; 4]>(),
        end in prop::sample::select(vec![End::Executed, End::Pardoned, End::Dismissed, End::Lapsed]),
        appealed in any::<bool>(),
    ) {
        let status = match (end, appealed) {
            (End::Executed, _) => ReportStatus::Executing,
            (End::Pardoned | End::Dismissed, true) => ReportStatus::Appealed,
            (End::Pardoned, false) => ReportStatus::Final,
            (End::Dismissed, false) | (End::Lapsed, _) => ReportStatus::Pending,
        };
        let mut report = report(status, bond);
        [report.confirms, report.rejects, report.upholds, report.overturns] = votes;
        let mut held = bond;
        if status == ReportStatus::Appealed {
            report.appeal_bond = appeal_bond.into();
            held += appeal_bond;
        } else if status != ReportStatus::Pending {
            report.voter_pot = slashed_pot.into();
        }
        let pot_before = report.voter_pot.get();
        let settlement = report.end(end, 1).unwrap();
        prop_assert_eq!(settlement.bonds, held);
        prop_assert_eq!(settlement.pot_before, pot_before);
        prop_assert_eq!(settlement.pot_after, report.voter_pot.get());
        prop_assert_eq!(
            u128::from(held) + u128::from(pot_before),
            [settlement.reporter, settlement.accused, settlement.burned, settlement.pot_after]
                .map(u128::from)
                .iter()
                .sum::<u128>()
        );
        let mut left = settlement.pot_after;
        for (index, count) in votes.into_iter().enumerate() {
            let kind = [VoteKind::For, VoteKind::Against][index % 2];
            let round = [1, 1, 2, 2][index];
            for _ in 0..count {
                let vote = vote(round, kind);
                left -= report.drop_vote(&vote).unwrap();
            }
        }
        prop_assert_eq!(left, 0);
        prop_assert_eq!(report.voter_pot.get(), 0);
        prop_assert!(!report.has_votes());
    }
}
