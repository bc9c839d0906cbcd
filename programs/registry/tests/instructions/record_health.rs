use {
    crate::support::{Registry, VALIDATOR_MIN},
    anchor_lang::Error as ProgramError,
    hypernode_common::staking::ValidatorStatus,
    hypernode_test_kit::{assert_refused, Pubkey, Signer},
    registry::{error::RegistryError, events::HealthRecorded},
    serde_json::json,
};

const INTERVAL: i64 = 300;
const STEP: u16 = 10;
const CAP: u16 = 100;

#[test]
fn records_checks_and_moves_the_penalty() {
    let (mut registry, node) = Registry::with_node();
    let checkers = [registry.checker("checker-1"), registry.checker("checker-2")];
    let outcome = registry.check(&node, &checkers[0], false).accepted();
    outcome.assert_emitted(&HealthRecorded {
        node: node.address,
        node_changes: 2,
        reputation: node.reputation,
        reputation_changes: 2,
        passed: 0,
        digest: [4; 32],
        health_ok_before: 0,
        health_ok_after: 0,
        health_failed_before: 0,
        health_failed_after: 1,
        last_health_at_before: 0,
        last_health_at_after: registry.world.now(),
        last_checker_before: Pubkey::default(),
        last_checker_after: checkers[0].key,
        health_penalty_before: 0,
        health_penalty_after: STEP,
        score_before: 0,
        score_after: 0,
        tier_before: 1,
        tier_after: 1,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    registry.world.warp_seconds(INTERVAL);
    registry.check(&node, &checkers[1], true).accepted();
    assert_eq!(registry.reputation(&node).health_penalty.get(), 0);
    let stored = registry.node(&node);
    assert_eq!((stored.health_ok.get(), stored.health_failed.get()), (1, 1));
}

#[test]
fn keeps_the_penalty_between_zero_and_the_cap() {
    let (mut registry, node) = Registry::with_node();
    let checkers = [registry.checker("checker-1"), registry.checker("checker-2")];
    registry.check(&node, &checkers[1], true).accepted();
    assert_eq!(registry.reputation(&node).health_penalty.get(), 0);
    for round in 0..12u16 {
        registry.world.warp_seconds(INTERVAL);
        let checker = &checkers[usize::from(round % 2)];
        registry.check(&node, checker, false).accepted();
        let penalty = registry.reputation(&node).health_penalty.get();
        assert_eq!(penalty, CAP.min(STEP * (round + 1)));
    }
}

#[test]
fn takes_the_penalty_off_the_score() {
    let (mut registry, node) = Registry::with_node();
    for _ in 0..8 {
        registry.run_once(&node, 1, crate::support::COUNTED_FEE);
    }
    let checker = registry.checker("checker");
    registry.check(&node, &checker, false).accepted();
    assert_eq!(registry.reputation(&node).score.get(), 850 - STEP);
}

#[test]
fn rejects_health_too_soon() {
    let (mut registry, node) = Registry::with_node();
    let checkers = [registry.checker("checker-1"), registry.checker("checker-2")];
    registry.check(&node, &checkers[0], true).accepted();
    registry.world.warp_seconds(INTERVAL - 1);
    assert_refused(
        registry.check(&node, &checkers[1], true),
        RegistryError::HealthTooSoon,
    );
    registry.world.warp_seconds(1);
    assert_refused(
        registry.check(&node, &checkers[0], true),
        RegistryError::SameChecker,
    );
    registry.check(&node, &checkers[1], true).accepted();
}

#[test]
fn rejects_health_by_stranger() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    let stranger = registry.world.actor("stranger").pubkey();
    let check = crate::support::check_call(&node, &checker, true).account("checker", stranger);
    assert_refused(registry.run(check), RegistryError::ValidatorNotActive);
}

#[test]
fn rejects_validators_that_may_not_act() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    let now = registry.world.now();

    registry.write_validator(&checker, ValidatorStatus::Retiring, now);
    assert_refused(
        registry.check(&node, &checker, true),
        RegistryError::ValidatorNotActive,
    );
    registry.write_validator(&checker, ValidatorStatus::Active, now + 1);
    assert_refused(
        registry.check(&node, &checker, true),
        RegistryError::ValidatorNotActive,
    );
    registry.write_validator(&checker, ValidatorStatus::Active, now);
    registry.check(&node, &checker, true).accepted();
}

#[test]
fn rejects_vote_by_thin_validator() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    registry.write_bond(&checker.validator, &checker.bond, VALIDATOR_MIN - 1, 1);
    assert_refused(
        registry.check(&node, &checker, true),
        RegistryError::ValidatorNotActive,
    );
}

#[test]
fn rejects_another_validators_bond() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    let rich = registry.checker("rich");
    registry.write_bond(&checker.validator, &checker.bond, 0, 0);
    let check = crate::support::check_call(&node, &checker, true).account("bond", rich.bond);
    assert_refused(registry.run(check), RegistryError::ValidatorNotActive);
}

#[test]
fn rejects_look_alike_account() {
    // A validator of somebody else's program, byte for byte the same.
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    let mut account = registry
        .world
        .account(&checker.validator)
        .expect("the validator");
    account.owner = hypernode_test_kit::program_id_for("markets");
    registry.world.write_account(checker.validator, account);
    assert_refused(
        registry.check(&node, &checker, true),
        ProgramError::IllegalOwner,
    );
}

#[test]
fn rejects_accounts_of_another_version() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    for address in [
        hypernode_common::programs::STAKING.config.address,
        checker.validator,
        checker.bond,
    ] {
        let known = registry.world.account(&address).expect("an account");
        let mut unknown = known.clone();
        unknown.data[8] = 2;
        registry.world.write_account(address, unknown);
        assert_refused(
            registry.check(&node, &checker, true),
            RegistryError::WrongVersion,
        );
        registry.world.write_account(address, known);
    }
}

#[test]
fn rejects_a_check_by_a_party_of_the_node() {
    let mut registry = Registry::new();
    for role in ["authority", "operator"] {
        let name = format!("node-{role}");
        let checker = registry.checker(&format!("{name}-{role}"));
        let node = registry.register(&name);
        assert_refused(
            registry.check(&node, &checker, true),
            RegistryError::CheckerConflict,
        );
    }
}

#[test]
fn rejects_a_zero_digest() {
    let (mut registry, node) = Registry::with_node();
    let checker = registry.checker("checker");
    let check = crate::support::check_call(&node, &checker, true)
        .args(json!({ "passed": true, "digest": vec![0; 32] }));
    assert_refused(registry.run(check), RegistryError::ZeroDigest);
}
