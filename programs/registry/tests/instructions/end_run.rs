use {
    crate::support::{end_run_call, ended, markets_caller, with, Node, Registry, COUNTED_FEE, DAY},
    anchor_lang::Error as ProgramError,
    hypernode_common::{programs, registry::Outcome as RunOutcome, slashing::Reason},
    hypernode_test_kit::{address_for, assert_refused},
    registry::{
        error::RegistryError,
        events::RunEnded,
        state::{ReputationTransitions, Tier},
    },
};

const COMPLETED: u8 = RunOutcome::Completed as u8;
const PROGRAM_FAILED: u8 = RunOutcome::ProgramFailed as u8;
const FAILED: u8 = RunOutcome::Failed as u8;
const TIMED_OUT: u8 = RunOutcome::TimedOut as u8;
const DECLINED: u8 = RunOutcome::Declined as u8;
const STOPPED: u8 = RunOutcome::Stopped as u8;

#[test]
fn counts_a_completed_run() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 0).accepted();
    registry.world.warp_seconds(60);
    let outcome = registry
        .end_run(&node, ended(COMPLETED, COUNTED_FEE))
        .accepted();

    let stored = registry.node(&node);
    assert_eq!(stored.active_runs.get(), 0);
    assert_eq!(stored.last_run_end_at.get(), registry.world.now());
    let reputation = registry.reputation(&node);
    assert_eq!(reputation.completed.get(), 1);
    assert_eq!(reputation.lifetime_fees.get(), COUNTED_FEE);
    assert_eq!(reputation.points_of(1), COUNTED_FEE);
    assert_eq!(reputation.response_ms.get(), 1_000);
    assert_eq!(reputation.score.get(), 125);
    outcome.assert_emitted(&RunEnded {
        node: node.address,
        node_changes: 3,
        reputation: node.reputation,
        reputation_changes: 2,
        outcome: COMPLETED,
        counted: 1,
        fee: COUNTED_FEE,
        epoch: 1,
        active_runs_before: 1,
        active_runs_after: 0,
        gpus_in_use_before: 0,
        gpus_in_use_after: 0,
        last_run_end_at_before: 0,
        last_run_end_at_after: registry.world.now(),
        outcome_count_before: 0,
        outcome_count_after: 1,
        response_ms_before: 0,
        response_ms_after: 1_000,
        response_samples_before: 0,
        response_samples_after: 1,
        lifetime_fees_before: 0,
        lifetime_fees_after: COUNTED_FEE,
        points_before: 0,
        points_after: COUNTED_FEE,
        score_before: 0,
        score_after: 125,
        tier_before: 1,
        tier_after: 1,
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn raises_the_counter_of_each_outcome() {
    let counts = |outcome| {
        let (mut registry, node) = Registry::with_node();
        registry.run_once(&node, outcome, COUNTED_FEE);
        let reputation = registry.reputation(&node);
        [
            reputation.completed.get(),
            reputation.failed.get(),
            reputation.timed_out.get(),
            reputation.declined.get(),
        ]
    };
    assert_eq!(counts(COMPLETED), [1, 0, 0, 0]);
    assert_eq!(counts(STOPPED), [1, 0, 0, 0]);
    assert_eq!(counts(PROGRAM_FAILED), [0, 0, 0, 0]);
    assert_eq!(counts(FAILED), [0, 1, 0, 0]);
    assert_eq!(counts(TIMED_OUT), [0, 0, 1, 0]);
    assert_eq!(counts(DECLINED), [0, 0, 0, 1]);
}

#[test]
fn counts_declines() {
    // One completed and one declined run: completion is half, not full.
    let (mut registry, node) = Registry::with_node();
    for _ in 0..8 {
        registry.run_once(&node, COMPLETED, COUNTED_FEE);
    }
    let before = registry.reputation(&node).score.get();
    for _ in 0..8 {
        registry.run_once(&node, DECLINED, 0);
    }
    let after = registry.reputation(&node).score.get();
    assert_eq!(before - after, 300);
}

#[test]
fn counts_no_self_dealing() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 0).accepted();
    let own = with(ended(COMPLETED, COUNTED_FEE), "counted", false);
    registry.end_run(&node, own).accepted();
    let reputation = registry.reputation(&node);
    assert_eq!(reputation.completed.get(), 0);
    assert_eq!(reputation.lifetime_fees.get(), 0);
    assert_eq!(reputation.points_of(1), 0);
    assert_eq!(reputation.score.get(), 0);
}

#[test]
fn counts_no_run_below_the_smallest_fee() {
    let (mut registry, node) = Registry::with_node();
    registry.run_once(&node, COMPLETED, COUNTED_FEE - 1);
    let reputation = registry.reputation(&node);
    assert_eq!(reputation.completed.get(), 0);
    // Its fee still earns points: the shard counted them too.
    assert_eq!(reputation.points_of(1), COUNTED_FEE - 1);
    registry.run_once(&node, COMPLETED, COUNTED_FEE);
    assert_eq!(registry.reputation(&node).completed.get(), 1);
}

#[test]
fn caps_score_by_completed_runs() {
    let (mut registry, node) = Registry::with_node();
    for runs in 1..=8u16 {
        registry.run_once(&node, COMPLETED, COUNTED_FEE);
        assert!(registry.reputation(&node).score.get() <= 125 * runs);
    }
    // Eight perfect runs: completion 1000, uptime 500 in the first day, response 1000.
    assert_eq!(registry.reputation(&node).score.get(), 850);
}

#[test]
fn counts_the_uptime_of_the_last_thirty_days_whoever_rates() {
    let rated: [fn(&mut Registry, &Node); 3] = [
        |registry, node| {
            registry.end_run(node, ended(PROGRAM_FAILED, 0)).accepted();
        },
        |registry, node| {
            let checker = registry.checker("checker-1");
            registry.check(node, &checker, true).accepted();
        },
        |registry, node| {
            registry.penalise(node, Reason::Offline as u8, 0).accepted();
        },
    ];
    for rate in rated {
        let (mut registry, node) = Registry::with_node();
        for _ in 0..96 {
            registry.world.warp_seconds(900);
            registry.beat(&node).accepted();
        }
        for _ in 0..6 {
            registry.run_once(&node, COMPLETED, COUNTED_FEE);
        }
        assert_eq!(registry.reputation(&node).score.get(), 750);
        registry.begin_run(&node, 1, 0).accepted();
        registry.world.warp_seconds(31 * DAY);
        rate(&mut registry, &node);
        // Completion and response alone: the day online is more than 30 days ago. Its seconds stay in their bucket
        // until the next heartbeat, so that events tell every change of the buckets.
        let silent = registry.reputation(&node);
        assert_eq!(silent.score.get(), 700);
        assert_eq!(i64::from(silent.uptime_seconds.get()), DAY);
    }
}

#[test]
fn caps_tier_below_ten_runs() {
    let (mut registry, node) = Registry::with_node();
    let enough_fees = 10 * 100 * COUNTED_FEE;
    registry.run_once(&node, COMPLETED, enough_fees);
    for _ in 0..8 {
        registry.run_once(&node, COMPLETED, COUNTED_FEE);
    }
    let nine = registry.reputation(&node);
    assert_eq!((nine.score.get(), nine.tier.into()), (850, Tier::Silver));
    registry.run_once(&node, COMPLETED, COUNTED_FEE);
    let ten = registry.reputation(&node);
    assert_eq!((ten.score.get(), ten.tier.into()), (850, Tier::Gold));
}

#[test]
fn caps_tier_by_fees() {
    let (mut registry, node) = Registry::with_node();
    let enough_fees = 10 * 100 * COUNTED_FEE;
    for _ in 0..9 {
        registry.run_once(&node, COMPLETED, COUNTED_FEE);
    }
    registry.run_once(&node, COMPLETED, enough_fees - 9 * COUNTED_FEE - 1);
    let one_short = registry.reputation(&node);
    assert_eq!(one_short.lifetime_fees.get(), enough_fees - 1);
    assert_eq!(one_short.tier, Tier::Silver);
    registry.run_once(&node, PROGRAM_FAILED, 1);
    assert_eq!(registry.reputation(&node).tier, Tier::Gold);
}

#[test]
fn starts_new_node_at_zero() {
    let (mut registry, node) = Registry::with_node();
    for _ in 0..8 {
        registry.run_once(&node, COMPLETED, COUNTED_FEE);
    }
    let fresh = registry.register("node-2");
    assert_eq!(registry.reputation(&fresh).score.get(), 0);
    assert!(registry.reputation(&node).score.get() > 0);
}

#[test]
fn keeps_four_epochs_of_points() {
    let (mut registry, node) = Registry::with_node();
    let end_in = |registry: &mut Registry, epoch: u32, fee: u64| {
        registry.begin_run(&node, 1, 0).accepted();
        registry
            .end_run(&node, with(ended(COMPLETED, fee), "epoch", epoch))
            .accepted();
    };
    for epoch in 1..=4 {
        end_in(&mut registry, epoch, u64::from(epoch) * 10);
    }
    end_in(&mut registry, 4, 2);
    let points =
        |registry: &Registry| [1, 2, 3, 4, 5].map(|e| registry.reputation(&node).points_of(e));
    assert_eq!(points(&registry), [10, 20, 30, 42, 0]);
    // A newer label replaces the one in its slot; an older one is ignored.
    end_in(&mut registry, 5, 7);
    end_in(&mut registry, 1, 99);
    assert_eq!(points(&registry), [0, 20, 30, 42, 7]);
}

#[test]
fn averages_response_times_of_runs_that_started() {
    let (mut registry, node) = Registry::with_node();
    let end_after = |registry: &mut Registry, response_ms: u32| {
        registry.begin_run(&node, 1, 0).accepted();
        registry
            .end_run(&node, with(ended(FAILED, 0), "response_ms", response_ms))
            .accepted();
        let reputation = registry.reputation(&node);
        (
            reputation.response_ms.get(),
            reputation.response_samples.get(),
        )
    };
    assert_eq!(end_after(&mut registry, 0), (0, 0));
    assert_eq!(end_after(&mut registry, 4_000), (4_000, 1));
    assert_eq!(end_after(&mut registry, 1_005), (3_700, 2));
    assert_eq!(end_after(&mut registry, 0), (3_700, 2));
}

#[test]
fn ends_runs_of_a_suspended_node() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 0).accepted();
    let until = registry.world.now() + DAY;
    registry.suspend(&node, until).accepted();
    registry.end_run(&node, ended(FAILED, 0)).accepted();
}

#[test]
fn rejects_the_end_of_a_run_that_never_began() {
    let (mut registry, node) = Registry::with_node();
    assert_refused(
        registry.end_run(&node, ended(COMPLETED, 1)),
        RegistryError::NoRunToEnd,
    );
    registry.begin_run(&node, 1, 1).accepted();
    assert_refused(
        registry.end_run(&node, with(ended(COMPLETED, 1), "gpus", 2)),
        RegistryError::NoRunToEnd,
    );
}

#[test]
fn rejects_an_unknown_outcome() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 0).accepted();
    for outcome in [0, 7] {
        assert_refused(
            registry.end_run(&node, ended(outcome, 0)),
            RegistryError::InvalidOutcome,
        );
    }
}

#[test]
fn rejects_fees_that_overflow() {
    let (mut registry, node) = Registry::with_node();
    registry.run_once(&node, COMPLETED, u64::MAX);
    registry.begin_run(&node, 1, 0).accepted();
    assert_refused(
        registry.end_run(&node, ended(COMPLETED, 1)),
        RegistryError::Overflow,
    );
}

#[test]
fn rejects_end_run_by_wallet() {
    let (mut registry, node) = Registry::with_node();
    registry.begin_run(&node, 1, 0).accepted();
    let end = |caller| {
        let mut instruction = end_run_call(&node, ended(COMPLETED, COUNTED_FEE)).instruction();
        instruction.accounts[0].pubkey = caller;
        instruction
    };
    for signer in [node.authority, node.operator, address_for("stranger")] {
        assert_refused(
            registry.world.submit(&[end(signer)]),
            RegistryError::NotCaller,
        );
    }
    for program in programs::ALL {
        let caller = program.caller.address;
        if caller != markets_caller() {
            let outcome = registry.world.submit_as(&caller, &[end(caller)]);
            assert_refused(outcome, RegistryError::NotCaller);
        }
    }
    let mut unsigned = end(markets_caller());
    unsigned.accounts[0].is_signer = false;
    assert_refused(
        registry.world.submit(&[unsigned]),
        ProgramError::MissingRequiredSignature,
    );
}

#[test]
fn rejects_another_nodes_reputation() {
    let (mut registry, node) = Registry::with_node();
    let other = registry.register("node-2");
    registry.begin_run(&node, 1, 0).accepted();
    let end = end_run_call(&node, ended(COMPLETED, 1)).account("reputation", other.reputation);
    let outcome = registry
        .world
        .submit_as(&markets_caller(), &[end.instruction()]);
    assert_refused(outcome, ProgramError::InvalidSeeds);
}
