//! `report_fault`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        digest,
        markets::{Fault, FaultKind},
        slashing::Reason,
    },
    hypernode_test_kit::{
        address_for, assert_refused,
        slashing::{bond_of, judge, Court},
        Pubkey,
    },
    slashing::{
        error::SlashingError,
        events::FaultReported,
        instruction,
        state::{ReportSource, ReportStatus},
    },
};

const THIRTY_DAYS: i64 = 30 * 86_400;

#[test]
fn confirms_a_lost_challenge_at_once_and_names_its_voters() {
    let mut court = Court::new();
    let fault = court.lost_challenge(3);
    let outcome = court.report_fault(&fault).accepted();
    let address = court.fault_accounts("reporter", &fault).report;
    let report = court.report(&address);
    let record: Fault = court.stage.world.read(&fault);
    assert!(report.status == ReportStatus::Confirmed && report.source == ReportSource::Fault);
    assert!(report.reason == Reason::InvalidResult);
    assert_eq!(report.bps, 2_000);
    assert_eq!(
        report.evidence,
        digest::fault(&fault, record.posted_slot.get())
    );
    let mut voters = report.fault_voters;
    voters.sort();
    let mut judges = [0, 1, 2].map(|index| address_for(&judge(index)));
    judges.sort();
    assert_eq!(voters, judges);
    assert_eq!(court.accused().open_reports, 1);
    outcome.event_data::<FaultReported>();
}

#[test]
fn confirms_a_missed_start_as_timeout() {
    let mut court = Court::new();
    let fault = court.missed_start();
    court.report_fault(&fault).accepted();
    let address = court.fault_accounts("reporter", &fault).report;
    let report = court.report(&address);
    assert!(report.reason == Reason::Timeout);
    assert_eq!(report.bps, 100);
    assert_eq!(report.fault_voters, [Pubkey::default(); 3]);
}

#[test]
fn takes_each_kind_of_fault_for_its_reason() {
    for (kind, reason) in [
        (FaultKind::StartTimeout, Reason::Timeout),
        (FaultKind::RunTimeout, Reason::Timeout),
        (FaultKind::ChallengeLost, Reason::InvalidResult),
        (FaultKind::AuditFailed, Reason::InvalidResult),
        (FaultKind::QuorumMinority, Reason::InvalidResult),
    ] {
        let mut court = Court::new();
        let fault = court.missed_start();
        let mut record: Fault = court.stage.world.read(&fault);
        record.kind = kind.into();
        court.stage.world.write_state(fault, &record);
        court.report_fault(&fault).accepted();
        let address = court.fault_accounts("reporter", &fault).report;
        assert!(court.report(&address).reason == reason);
    }
}

#[test]
fn rejects_second_report_of_one_fault() {
    let mut court = Court::new();
    let fault = court.missed_start();
    court.report_fault(&fault).accepted();
    // The system program's code for an account that exists.
    assert_refused(court.report_fault(&fault), ProgramError::Custom(0));
}

#[test]
fn rejects_fault_older_than_thirty_days() {
    let mut court = Court::new();
    let fault = court.missed_start();
    let at = court.stage.world.read::<Fault>(&fault).at.get();
    court.stage.world.warp_to(at + THIRTY_DAYS + 1);
    assert_refused(court.report_fault(&fault), SlashingError::WrongFault);

    let mut court = Court::new();
    let fault = court.missed_start();
    court.stage.world.warp_to(at + THIRTY_DAYS);
    court.report_fault(&fault).accepted();
}

#[test]
fn rejects_fault_of_another_node() {
    let mut court = Court::new();
    let fault = court.missed_start();
    let mut record: Fault = court.stage.world.read(&fault);
    record.node = address_for("another-node");
    court.stage.world.write_state(fault, &record);
    assert_refused(court.report_fault(&fault), SlashingError::WrongFault);
}

#[test]
fn rejects_look_alike_fault() {
    let mut court = Court::new();
    let fault = court.missed_start();
    let mut copy = court.stage.world.account(&fault).expect("the fault");
    copy.owner = slashing::ID;
    let look_alike = address_for("look-alike");
    court.stage.world.write_account(look_alike, copy);
    let mut accounts = court.fault_accounts("reporter", &fault);
    accounts.fault = look_alike;
    let outcome = court.send(instruction::ReportFault {}.to_instruction(accounts));
    assert_refused(outcome, ProgramError::IllegalOwner);
}

#[test]
fn rejects_fault_report_of_unbonded_node() {
    let mut court = Court::new();
    let fault = court.missed_start();
    let bond = bond_of(&court.node.address);
    let mut state: hypernode_common::staking::Bond = court.stage.world.read(&bond);
    state.pledged = 0.into();
    court.stage.world.write_state(bond, &state);
    assert_refused(court.report_fault(&fault), SlashingError::SubjectNotBonded);
}

#[test]
fn rejects_fault_report_while_entries_are_paused() {
    let mut court = Court::new();
    let fault = court.missed_start();
    court.pause("guardian", true, false).accepted();
    assert_refused(court.report_fault(&fault), SlashingError::EntriesPaused);
}
