//! `pardon_report`.

use {
    hypernode_test_kit::{
        assert_refused,
        slashing::{judge, Court},
        Pubkey, HYPER,
    },
    slashing::{
        error::SlashingError,
        events::ReportPardoned,
        state::{ReportStatus, VoteKind},
    },
};

#[track_caller]
fn assert_forgiven(court: &mut Court, report: &Pubkey) {
    let outcome = court.pardon_report(report, "deployer").accepted();
    let state = court.report(report);
    assert!(state.status == ReportStatus::Dismissed);
    assert_eq!(state.voter_pot, 0);
    assert_eq!(state.ended_at, court.stage.world.now());
    assert_eq!(court.hyper_of("reporter"), 1_000 * HYPER);
    assert_eq!(court.hyper_of("accused-authority"), 1_000 * HYPER);
    assert_eq!(court.sums().state(), Default::default());
    assert_eq!(court.bond(&court.node.address).frozen, 0);
    assert_eq!(court.accused().open_reports, 0);
    outcome.event_data::<ReportPardoned>();
    court.assert_conserved();
}

#[test]
fn returns_the_bond_of_a_confirmed_report() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    assert_forgiven(&mut court, &report);
}

#[test]
fn returns_both_bonds_of_an_appealed_report() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.appeal_report(&report).accepted();
    assert_forgiven(&mut court, &report);
}

#[test]
fn returns_both_bonds_of_a_final_report() {
    let mut court = Court::new();
    let report = court.judged_appeal(&[VoteKind::For; 5]);
    court.finalise_appeal(&report).accepted();
    assert_forgiven(&mut court, &report);
    assert_refused(
        court.claim_vote_fee(&report, &judge(3)),
        SlashingError::NotMajorityVoter,
    );
}

#[test]
fn pardons_a_report_without_bond() {
    let mut court = Court::new();
    let report = court.offline_report();
    assert_forgiven(&mut court, &report);
}

#[test]
fn rejects_pardon_by_stranger() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    for name in ["guardian", "accused-authority", "stranger"] {
        assert_refused(
            court.pardon_report(&report, name),
            SlashingError::NotAuthority,
        );
    }
}

#[test]
fn rejects_pardon_of_report_that_is_not_confirmed_or_under_execution() {
    let mut court = Court::new();
    let report = court.drawn_report();
    assert_refused(
        court.pardon_report(&report, "deployer"),
        SlashingError::ReportNotConfirmed,
    );
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    assert_refused(
        court.pardon_report(&report, "deployer"),
        SlashingError::ReportNotConfirmed,
    );
    let [first, second] = court.positions();
    court.execute_report(&report, &first).accepted();
    court.execute_report(&report, &second).accepted();
    assert_refused(
        court.pardon_report(&report, "deployer"),
        SlashingError::ReportNotConfirmed,
    );
}
