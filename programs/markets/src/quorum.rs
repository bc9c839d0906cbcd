//! Which result of several replicas stands.

use crate::constants::MAX_REPLICAS;

/// The result that at least `needed` replicas revealed; `None` marks a replica that revealed none.
///
/// While `needed` is more than half of the replicas, at most one result can have it.
pub fn majority(results: &[Option<[u8; 32]>; MAX_REPLICAS], needed: u8) -> Option<[u8; 32]> {
    results.iter().copied().flatten().find(|candidate| {
        let votes = results
            .iter()
            .filter(|result| result.as_ref() == Some(candidate));
        votes.count() >= usize::from(needed)
    })
}

#[cfg(test)]
mod tests {
    use {super::*, proptest::prelude::*, std::collections::BTreeMap};

    /// Counts every result in a table and takes the one with enough votes.
    fn slow_majority(results: &[Option<[u8; 32]>], needed: u8) -> Option<[u8; 32]> {
        let mut votes = BTreeMap::new();
        for result in results.iter().flatten() {
            *votes.entry(*result).or_insert(0u8) += 1;
        }
        votes
            .into_iter()
            .find(|(_, count)| *count >= needed)
            .map(|(result, _)| result)
    }

    /// A group of n with m above its half, and what each replica revealed out of three results.
    fn groups() -> impl Strategy<Value = (u8, [Option<[u8; 32]>; MAX_REPLICAS])> {
        (1usize..=MAX_REPLICAS)
            .prop_flat_map(|n| {
                (
                    n / 2 + 1..=n,
                    proptest::collection::vec(proptest::option::of(1u8..=3), n),
                )
            })
            .prop_map(|(m, revealed)| {
                let mut results = [None; MAX_REPLICAS];
                for (slot, result) in results.iter_mut().zip(revealed) {
                    *slot = result.map(|byte| [byte; 32]);
                }
                (u8::try_from(m).expect("at most five"), results)
            })
    }

    proptest! {
        #[test]
        fn majority_matches_slow_majority_and_is_unique((m, results) in groups()) {
            let found = majority(&results, m);
            prop_assert_eq!(found, slow_majority(&results, m));
            if let Some(result) = found {
                let others = results.iter().flatten().filter(|other| **other != result).count();
                prop_assert!(others < usize::from(m));
            }
            // Who sits where does not matter.
            let mut reversed = results;
            reversed.reverse();
            prop_assert_eq!(majority(&reversed, m), found);
        }
    }

    #[test]
    fn finds_none_without_enough_votes() {
        let (a, b) = (Some([1; 32]), Some([2; 32]));
        assert_eq!(majority(&[a, b, None, None, None], 2), None);
        assert_eq!(majority(&[a, b, a, None, None], 2), a);
        assert_eq!(majority(&[None; MAX_REPLICAS], 1), None);
    }
}
