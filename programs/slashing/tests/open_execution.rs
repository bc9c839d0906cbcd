//! `open_execution`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        registry::{NodeStatus, Reputation},
        slashing::Reason,
    },
    hypernode_test_kit::{
        address_for, assert_refused, pda,
        slashing::{judge, Court, REPORT_BOND},
        HYPER,
    },
    slashing::{
        error::SlashingError,
        events::ExecutionOpened,
        instruction,
        state::{ReportStatus, VoteKind},
    },
};

const WEEK: i64 = 604_800;

#[test]
fn reserves_the_slash_and_suspends_the_node() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    let outcome = court.open_execution(&report).accepted();
    let state = court.report(&report);
    assert!(state.status == ReportStatus::Executing);
    assert_eq!(state.applied_bps, 2_000);
    assert_eq!(state.positions_mask, 0b11);
    assert_eq!(court.bond(&court.node.address).slashes[0].bps, 2_000);
    let node = court.accused();
    assert!(node.status == NodeStatus::Suspended);
    assert_eq!(node.suspended_until, court.stage.world.now() + WEEK);
    let reputation: Reputation = court.stage.world.read(&court.node.reputation);
    assert_eq!(reputation.invalid, 1);
    outcome.event_data::<ExecutionOpened>();
}

#[test]
fn suspends_a_silent_node_whatever_silence_costs() {
    let mut court = Court::new();
    let report = court.offline_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    assert_eq!(court.report(&report).applied_bps, 500);
    assert!(court.accused().status == NodeStatus::Suspended);
    let reputation: Reputation = court.stage.world.read(&court.node.reputation);
    assert_eq!(reputation.invalid, 0);
}

#[test]
fn leaves_a_node_at_work_after_a_timeout() {
    let mut court = Court::new();
    let fault = court.missed_start();
    court.report_fault(&fault).accepted();
    let report = court.fault_accounts("reporter", &fault).report;
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    assert_eq!(court.report(&report).applied_bps, 100);
    assert!(court.accused().status == NodeStatus::Active);
}

#[test]
fn executes_a_final_report_at_once() {
    let mut court = Court::new();
    let report = court.judged_appeal(&[VoteKind::For; 5]);
    court.finalise_appeal(&report).accepted();
    court.open_execution(&report).accepted();
}

#[test]
fn opens_execution_against_a_validator() {
    let mut court = Court::new();
    let owner = address_for(&judge(8));
    let validator = pda("staking", &[b"validator", owner.as_ref()]);
    let report = court.drawn_report_about(&validator, Reason::Malicious);
    for index in 0..3 {
        court
            .vote_report(&report, &judge(index), VoteKind::For)
            .accepted();
    }
    court.pass_vote_window(&report);
    court.finalise_report(&report).accepted();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    let position = hypernode_test_kit::staking::position_of(&judge(8), 0);
    court.execute_report(&report, &position).accepted();
    assert!(court.report(&report).status == ReportStatus::Executed);
    assert_eq!(court.stake_of(&position), 5_000 * HYPER);
    court.assert_conserved();
}

#[test]
fn ends_at_once_when_the_cap_is_spent() {
    let mut court = Court::new();
    court.change_params(|params| params.reason_bps[2] = 5_000);
    let node = court.node.address;
    let first = court.confirmed_report();
    let shown = [9; 32];
    court
        .report_subject(&node, Reason::InvalidResult, shown)
        .accepted();
    let second = court.address_of(&node, shown);
    court.stage.world.warp_slots(10);
    court.draw_panel(&second).accepted();
    for index in 0..3 {
        court
            .vote_report(&second, &judge(index), VoteKind::For)
            .accepted();
    }
    court.pass_vote_window(&second);
    court.finalise_report(&second).accepted();
    court.pass_appeal_window(&second);
    court.execute_all(&first);
    assert_eq!(court.report(&first).applied_bps, 5_000);
    court.open_execution(&second).accepted();
    let state = court.report(&second);
    assert!(state.status == ReportStatus::Executed);
    assert_eq!((state.applied_bps.get(), state.slashed.get()), (0, 0));
    assert_eq!(court.bond(&node).frozen, 0);
    assert_eq!(court.accused().open_reports, 0);
    assert_eq!(court.sums().bonds_held, 0);
    court.assert_conserved();
}

#[test]
fn rejects_execution_while_the_accused_may_appeal() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    let confirmed_at = court.report(&report).confirmed_at.get();
    court.stage.world.warp_to(confirmed_at + WEEK);
    assert_refused(
        court.open_execution(&report),
        SlashingError::AppealWindowOpen,
    );
    court.stage.world.warp_seconds(1);
    court.open_execution(&report).accepted();
    assert_refused(
        court.open_execution(&report),
        SlashingError::ReportNotExecutable,
    );
}

#[test]
fn rejects_execution_of_undecided_report() {
    let mut court = Court::new();
    let report = court.drawn_report();
    assert_refused(
        court.open_execution(&report),
        SlashingError::ReportNotExecutable,
    );
    let mut court = Court::new();
    let report = court.judged_appeal(&[]);
    assert_refused(
        court.open_execution(&report),
        SlashingError::ReportNotExecutable,
    );
    court.finalise_appeal(&report).accepted();
    assert_refused(
        court.open_execution(&report),
        SlashingError::ReportNotExecutable,
    );
}

#[test]
fn rejects_execution_while_exits_are_paused() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.pause("guardian", false, true).accepted();
    assert_refused(court.open_execution(&report), SlashingError::ExitsPaused);
    // A paused exit is late, never lost.
    court.stage.world.warp_seconds(72 * 3_600 + 1);
    court.open_execution(&report).accepted();
}

#[test]
fn rejects_execution_without_or_with_another_reputation() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    let mut accounts = court.open_accounts(&report);
    accounts.reputation = None;
    let outcome = court.send(instruction::OpenExecution {}.to_instruction(accounts));
    assert_refused(outcome, ProgramError::NotEnoughAccountKeys);
    let other = court.stage.register_node("other");
    let mut accounts = court.open_accounts(&report);
    accounts.reputation = Some(other.reputation);
    let outcome = court.send(instruction::OpenExecution {}.to_instruction(accounts));
    // The registry's constraint on its seeds.
    assert_refused(outcome, ProgramError::InvalidSeeds);
}

#[test]
fn returns_the_bond_only_after_the_last_position() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    assert_eq!(court.sums().bonds_held, REPORT_BOND);
}
