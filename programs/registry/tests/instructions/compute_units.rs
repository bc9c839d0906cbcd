//! Ceilings of the specification's chapter 13 for the registry's own instructions.

use {
    crate::support::{ended, register_call, registration, Registry},
    hypernode_test_kit::{Outcome, Pubkey},
};

/// Compute units that one bump below 255 costs more: a hash and a look whether it lies on the curve, 320 to 335 as measured.
const PER_BUMP: u64 = 335;

#[track_caller]
fn assert_below(outcome: Outcome, ceiling: u64) {
    let outcome = outcome.accepted();
    assert!(
        outcome.compute_units <= ceiling,
        "{} compute units, ceiling {ceiling}\n{}",
        outcome.compute_units,
        outcome.log_text()
    );
}

/// What the bumps below 255 of these addresses may cost.
fn bump_allowance(addresses: &[(Pubkey, u8)]) -> u64 {
    addresses
        .iter()
        .map(|(_, bump)| u64::from(u8::MAX - bump) * PER_BUMP)
        .sum()
}

#[test]
fn registers_within_12_000() {
    let mut registry = Registry::new();
    let node = registry.node_named("node-1");
    let id = hypernode_test_kit::id_for("node-1");
    let allowance = bump_allowance(&[
        registry::seeds::find_node_address(&node.authority, &id),
        registry::seeds::find_reputation_address(&node.address),
    ]);
    let outcome = registry.run(register_call(&node, "node-1", registration("node-1")));
    assert_below(outcome, 12_000 + allowance);
}

#[test]
fn beats_within_5_500() {
    let (mut registry, node) = Registry::with_node();
    registry.world.warp_seconds(300);
    let outcome = registry.beat(&node);
    assert_below(outcome, 5_500);
}

#[test]
fn begins_and_ends_runs_within_what_markets_can_spare() {
    // accept_job and settle_job have 10,500 and 15,000 for everything; half of it is markets' own.
    let (mut registry, node) = Registry::with_node();
    assert_below(registry.begin_run(&node, 1, 0), 3_000);
    assert_below(registry.end_run(&node, ended(1, 100_000)), 4_000);
}

#[test]
fn costs_the_same_with_many_other_nodes() {
    let (mut registry, node) = Registry::with_node();
    registry.world.warp_seconds(300);
    let alone = registry.beat(&node).accepted().compute_units;
    for index in 0..100 {
        registry.register(&format!("other-{index}"));
    }
    registry.world.warp_seconds(300);
    let among = registry.beat(&node).accepted().compute_units;
    assert!(alone.abs_diff(among) <= 200, "{alone} and {among}");
}
