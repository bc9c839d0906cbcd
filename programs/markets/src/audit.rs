//! The lot of an audit: what a node must have at stake to be trusted with one, and whom it picks.

use {
    crate::{
        eligibility::Candidate,
        error::MarketsError,
        state::{Job, Verification},
    },
    anchor_lang::prelude::*,
    hypernode_common::math::BPS,
};

/// Row 13 of the eligibility table: a node may take an audited job while cheating on everything it runs would lose
/// more stake, by the chance of an audit, than it could gain.
///
/// # Errors
/// `AuditBondTooLow`.
pub fn check_bond(candidate: &Candidate, job: &Job) -> Result<()> {
    if job.verification == Verification::Audit {
        let covered = bond_covers(
            candidate.pledged,
            job.cap.get(),
            job.audit_bps.get(),
            candidate.node.active_runs.get(),
        );
        require!(covered, MarketsError::AuditBondTooLow);
    }
    Ok(())
}

/// Whether `pledged * audit_bps >= cap * (10,000 - audit_bps) * (active_runs + 1)`.
///
/// A cap is below 2^50, the other factors below 2^31 together, so both sides stay inside 128 bits.
pub const fn bond_covers(pledged: u64, cap: u64, audit_bps: u16, active_runs: u16) -> bool {
    let runs = (active_runs as u128).saturating_add(1);
    let unseen = BPS.saturating_sub(audit_bps) as u128;
    (pledged as u128).saturating_mul(audit_bps as u128)
        >= (cap as u128).saturating_mul(unseen).saturating_mul(runs)
}

/// Whether the lot falls on the job: the digest's first eight bytes, little-endian, modulo 10,000 lie below `audit_bps`.
pub fn is_picked(digest: &[u8; 32], audit_bps: u16) -> bool {
    let mut first = [0; 8];
    first.copy_from_slice(&digest[..8]);
    u64::from_le_bytes(first) % u64::from(BPS) < u64::from(audit_bps)
}

#[cfg(test)]
mod tests {
    use {
        super::*, crate::constants::MAX_CAP, hypernode_common::digest, num_bigint::BigUint,
        proptest::prelude::*,
    };

    proptest! {
        #[test]
        fn bond_matches_slow_bond(
            pledged in any::<u64>(),
            cap in 1..=MAX_CAP,
            audit_bps in 1u16..=BPS,
            active_runs in any::<u16>(),
        ) {
            let held = BigUint::from(pledged) * audit_bps;
            let risked = BigUint::from(cap) * (BPS - audit_bps) * (u32::from(active_runs) + 1);
            prop_assert_eq!(bond_covers(pledged, cap, audit_bps, active_runs), held >= risked);
        }

        /// One more unit never hurts and one run more never helps.
        #[test]
        fn bond_is_monotonic(pledged in 0..u64::MAX, cap in 1..=MAX_CAP, audit_bps in 1u16..=BPS, runs in 0u16..u16::MAX) {
            if bond_covers(pledged, cap, audit_bps, runs + 1) {
                prop_assert!(bond_covers(pledged, cap, audit_bps, runs));
            }
            if bond_covers(pledged, cap, audit_bps, runs) {
                prop_assert!(bond_covers(pledged + 1, cap, audit_bps, runs));
            }
        }

        /// Of 2,000 draws the share picked lies within five standard deviations of the chance: a right lot fails
        /// once in a million runs.
        #[test]
        fn picks_as_often_as_agreed(audit_bps in 1u16..=BPS, start in any::<u64>()) {
            const DRAWS: u64 = 2_000;
            let picked = (0..DRAWS)
                .filter(|draw| {
                    let mut seed = [0; 32];
                    seed[..8].copy_from_slice(&start.wrapping_add(*draw).to_le_bytes());
                    is_picked(&digest::audit(&seed, &Address::new_from_array([3; 32]), 1_000), audit_bps)
                })
                .count() as f64;
            let chance = f64::from(audit_bps) / f64::from(BPS);
            let expected = DRAWS as f64 * chance;
            let deviation = (expected * (1.0 - chance)).sqrt();
            prop_assert!((picked - expected).abs() <= 5.0 * deviation + 1.0, "{picked} of {expected}");
        }
    }

    #[test]
    fn always_picks_at_certainty_and_knows_its_edge() {
        let mut digest = [0; 32];
        digest[..8].copy_from_slice(&8_720u64.to_le_bytes());
        assert!(!is_picked(&digest, 8_720));
        assert!(is_picked(&digest, 8_721));
        assert!(is_picked(&[u8::MAX; 32], BPS));
        // The worked vector: cap 100, a chance of one half, no other run.
        assert!(bond_covers(100, 100, 5_000, 0));
        assert!(!bond_covers(99, 100, 5_000, 0));
        assert!(!bond_covers(199, 100, 5_000, 1));
        assert!(bond_covers(0, MAX_CAP, BPS, u16::MAX));
    }
}
