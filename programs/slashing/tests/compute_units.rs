//! What each instruction costs, inner calls included, against the ceilings of protocol.md, chapter 13.

use {
    hypernode_common::slashing::Reason,
    hypernode_test_kit::{
        slashing::{judge, Court},
        Outcome,
    },
    slashing::state::VoteKind,
};

/// Units the instruction that asks for a compute budget costs itself.
const BUDGET_INSTRUCTION: u64 = 150;
/// Units of each bump tried in vain while an address is derived, a hash and a look at the curve; the ceilings assume
/// bump 255.
const BUMP_UNITS: u64 = 350;

#[track_caller]
fn assert_below(name: &str, outcome: Outcome, bump: u8, ceiling: u64) {
    let units = outcome.accepted().compute_units
        - BUDGET_INSTRUCTION
        - BUMP_UNITS * u64::from(u8::MAX - bump);
    println!("{name}: {units}");
    assert!(units <= ceiling, "{name}: {units}, ceiling {ceiling}");
}

#[test]
fn costs_at_most_its_ceilings() {
    let mut court = Court::new();
    let node = court.node.address;
    let shown = [7; 32];
    let outcome = court.report_subject(&node, Reason::InvalidResult, shown);
    let report = court.address_of(&node, shown);
    let bump = court.report(&report).bump;
    assert_below("report_subject", outcome, bump, 14_000);
    court.stage.world.warp_slots(10);
    assert_below("draw_panel", court.draw_panel(&report), 255, 10_000);
    for index in 0..3 {
        let outcome = court.vote_report(&report, &judge(index), VoteKind::For);
        let bump = court.vote(&report, &judge(index)).bump;
        assert_below("vote_report", outcome, bump, 7_000);
    }
    court.pass_vote_window(&report);
    let outcome = court.finalise_report(&report);
    assert_below("finalise_report", outcome, 255, 15_000);
    let outcome = court.appeal_report(&report);
    assert_below("appeal_report", outcome, 255, 10_000);
    for index in 3..8 {
        let outcome = court.vote_appeal(&report, &judge(index), VoteKind::For);
        let bump = court.vote(&report, &judge(index)).bump;
        assert_below("vote_appeal", outcome, bump, 7_000);
    }
    court.stage.world.warp_seconds(604_801);
    let outcome = court.finalise_appeal(&report);
    assert_below("finalise_appeal", outcome, 255, 15_000);
    let outcome = court.open_execution(&report);
    assert_below("open_execution", outcome, 255, 15_000);
    let [own, backer] = court.positions();
    let outcome = court.execute_report(&report, &own);
    assert_below("execute_report", outcome, 255, 28_000);
    // The last position ends the report too: the bond returns, the dust burns, staking and the registry are told.
    let outcome = court.execute_report(&report, &backer);
    assert_below("execute_report, the last position", outcome, 255, 28_000);
    let outcome = court.claim_vote_fee(&report, &judge(0));
    assert_below("claim_vote_fee", outcome, 255, 8_000);
    court.stage.world.warp_seconds(30 * 86_400 + 1);
    for index in 0..8 {
        let outcome = court.close_report_vote(&report, &judge(index));
        assert_below("close_report_vote", outcome, 255, 9_000);
    }
    let outcome = court.close_report(&report);
    assert_below("close_report", outcome, 255, 9_000);
}
