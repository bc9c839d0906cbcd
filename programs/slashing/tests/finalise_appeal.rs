//! `finalise_appeal`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused,
        slashing::{judge, Court, REPORT_BOND},
        HYPER,
    },
    slashing::{
        error::SlashingError,
        events::AppealFinalised,
        instruction,
        state::{ReportStatus, VoteKind},
    },
};

fn votes(upholds: usize, overturns: usize) -> Vec<VoteKind> {
    let mut votes = vec![VoteKind::For; upholds];
    votes.resize(upholds + overturns, VoteKind::Against);
    votes
}

#[test]
fn upholds_by_quorum_and_majority_alone() {
    for (upholds, overturns, status) in [
        (5, 0, ReportStatus::Final),
        (5, 1, ReportStatus::Final),
        (4, 0, ReportStatus::Dismissed),
        (0, 0, ReportStatus::Dismissed),
        (0, 5, ReportStatus::Dismissed),
        (3, 3, ReportStatus::Dismissed),
    ] {
        let mut court = Court::new();
        let report = court.judged_appeal(&votes(upholds, overturns));
        court.finalise_appeal(&report).accepted();
        assert!(
            court.report(&report).status == status,
            "{upholds} to {overturns}"
        );
        court.assert_conserved();
    }
}

#[test]
fn gives_the_appeal_bond_to_the_voters_when_upheld() {
    let mut court = Court::new();
    let report = court.judged_appeal(&votes(5, 0));
    let outcome = court.finalise_appeal(&report).accepted();
    assert_eq!(court.report(&report).voter_pot, REPORT_BOND);
    assert_eq!(court.sums().pots_held, REPORT_BOND);
    assert_eq!(court.sums().bonds_held, REPORT_BOND);
    assert_eq!(court.bond(&court.node.address).frozen, 1);
    outcome.event_data::<AppealFinalised>();
}

#[test]
fn returns_the_appeal_bond_when_dismissed() {
    let mut court = Court::new();
    let report = court.judged_appeal(&votes(1, 3));
    court.finalise_appeal(&report).accepted();
    // Its own bond back and half the reporter's.
    assert_eq!(
        court.hyper_of("accused-authority"),
        1_000 * HYPER + REPORT_BOND / 2
    );
    let pot = REPORT_BOND / 2 / 3 * 3;
    assert_eq!(court.report(&report).voter_pot, pot);
    assert_eq!(court.sums().burned, REPORT_BOND / 2 - pot);
    assert_eq!(court.bond(&court.node.address).frozen, 0);
    assert_eq!(court.accused().open_reports, 0);
}

#[test]
fn burns_a_pot_nobody_earned() {
    let mut court = Court::new();
    let report = court.judged_appeal(&[]);
    court.finalise_appeal(&report).accepted();
    assert_eq!(court.report(&report).voter_pot, 0);
    assert_eq!(court.sums().burned, REPORT_BOND / 2);
    court.assert_conserved();
}

#[test]
fn rejects_finalise_of_appeal_before_its_window_is_over() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.appeal_report(&report).accepted();
    court.stage.world.warp_seconds(604_800);
    assert_refused(
        court.finalise_appeal(&report),
        SlashingError::VoteWindowOpen,
    );
    court.stage.world.warp_seconds(1);
    court.finalise_appeal(&report).accepted();
}

#[test]
fn rejects_finalise_without_appeal() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    assert_refused(
        court.finalise_appeal(&report),
        SlashingError::ReportNotAppealed,
    );
    let mut court = Court::new();
    let report = court.judged_appeal(&votes(5, 0));
    court.finalise_appeal(&report).accepted();
    assert_refused(
        court.finalise_appeal(&report),
        SlashingError::ReportNotAppealed,
    );
}

#[test]
fn rejects_foreign_or_missing_recipient_of_the_appeal_bond() {
    let mut court = Court::new();
    let report = court.judged_appeal(&[]);
    let mut accounts = court.finalise_appeal_accounts(&report);
    accounts.accused_token = Some(court.stage.world.fund_hyper(&address_for(&judge(0)), 0));
    let outcome = court.send(instruction::FinaliseAppeal {}.to_instruction(accounts));
    assert_refused(outcome, SlashingError::WrongTokenOwner);
    let mut accounts = court.finalise_appeal_accounts(&report);
    accounts.accused_token = None;
    let outcome = court.send(instruction::FinaliseAppeal {}.to_instruction(accounts));
    assert_refused(outcome, ProgramError::NotEnoughAccountKeys);
}
