//! A random walk over every instruction of every program, with hostile parties and warped time. After each step the
//! invariants of protocol.md, chapter 11, hold, and the events tell every change of every account; every so often all
//! accounts are what the events alone make them. At its end every instruction was tried, and accepted but for a few.
//!
//! `HYPERNODE_WALK_SEED` takes another walk, `HYPERNODE_WALK_STEPS` lengthens it: `make walk` takes the nightly one.
mod actions;
mod book;
mod checks;
mod clock;
mod coverage;
mod events;
mod invariants;
mod moments;
mod random;
mod replay;
mod told;
mod walk;

use {moments::MOMENTS, walk::Walk};

/// Seed of the default run: the same walk everywhere, so that a red run is the doing of the change it runs on.
const SEED: u64 = 7;
/// Steps of the default run.
const STEPS: u64 = 20_000;
/// Steps of the nightly run: long enough to see every instruction accepted and every moment, whatever the seed brings first.
const NIGHTLY_STEPS: u64 = 100_000;
/// The last of so many parts of the walk, in which days pass between steps.
const LATE_PART: u64 = 5;
/// Steps between two scans of the whole SVM.
const SCAN_EVERY: u64 = 500;

#[test]
fn keeps_every_invariant_over_random_instructions() {
    let number = |name: &str| {
        std::env::var(name).ok().map(|text| {
            text.parse::<u64>()
                .unwrap_or_else(|_| panic!("{name} is a number"))
        })
    };
    let seed = number("HYPERNODE_WALK_SEED").unwrap_or(SEED);
    let steps = number("HYPERNODE_WALK_STEPS").unwrap_or(STEPS);
    println!("random walk: seed {seed}; HYPERNODE_WALK_SEED={seed} repeats it");
    let mut walk = Walk::new(seed);
    for step in 1..=steps {
        walk.late = step > steps - steps / LATE_PART;
        walk.step();
        if step % SCAN_EVERY == 0 {
            walk.check_all();
        }
    }
    walk.check_all();
    walk.coverage.print();
    if std::env::var_os("HYPERNODE_WALK_REFUSALS").is_some() {
        for ((name, code), count) in &walk.refusals {
            println!("{name:24} {code:40} {count:6}");
        }
    }
    let untold: Vec<&String> = walk.untold.iter().collect();
    assert!(
        untold.is_empty(),
        "18: events and accounts differ: {untold:#?}"
    );
    // A shorter walk is for looking at; it cannot get everywhere.
    if steps >= STEPS {
        let untried = walk.coverage.untried();
        assert!(untried.is_empty(), "the walk never tried: {untried:#?}");
    }
    if steps >= NIGHTLY_STEPS {
        let gaps = walk.coverage.gaps(&MOMENTS);
        assert!(gaps.is_empty(), "the walk missed: {gaps:#?}");
    }
}
