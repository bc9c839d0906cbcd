//! `report_offline`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{digest, slashing::Reason},
    hypernode_test_kit::{
        address_for, assert_refused, golden_vectors, pda,
        slashing::{bond_of, judge, Court},
        Subject, HYPER,
    },
    slashing::{
        error::SlashingError,
        events::OfflineReported,
        instruction,
        seeds::find_report_address,
        state::{ReportSource, ReportStatus},
    },
};

#[test]
fn confirms_an_outage_at_once() {
    let mut court = Court::new();
    let last = court.accused().last_heartbeat_at.get();
    court.stage.world.warp_to(last + 172_801);
    let outcome = court.report_offline().accepted();
    let evidence = digest::offline(&court.node.address, last);
    let report = court.report(&find_report_address(&court.node.address, &evidence).0);
    assert!(report.status == ReportStatus::Confirmed && report.source == ReportSource::Offline);
    assert!(report.reason == Reason::Offline);
    assert_eq!(report.evidence, evidence);
    assert_eq!(report.bps, 500);
    assert_eq!(report.bond, 0);
    assert_eq!(report.confirmed_at, court.stage.world.now());
    assert_eq!(court.bond(&court.node.address).frozen, 1);
    assert_eq!(court.accused().open_reports, 1);
    outcome.event_data::<OfflineReported>();
}

#[test]
fn equals_the_golden_vectors() {
    let vectors = golden_vectors();
    let rows = vectors["offline_report"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for row in rows {
        let mut court = Court::new();
        let last = court.accused().last_heartbeat_at.get();
        let after = row["seconds_after_heartbeat"].as_i64().expect("seconds");
        court.stage.world.warp_to(last + after);
        let outcome = court.report_offline();
        if row["accepted"].as_bool().expect("a truth") {
            outcome.accepted();
        } else {
            assert_refused(outcome, SlashingError::NodeNotOffline);
        }
    }
}

#[test]
fn rejects_second_report_of_one_outage() {
    let mut court = Court::new();
    court.offline_report();
    court.stage.world.warp_seconds(86_400);
    // The system program's code for an account that exists.
    assert_refused(court.report_offline(), ProgramError::Custom(0));
}

#[test]
fn reports_the_next_outage_anew() {
    let mut court = Court::new();
    court.offline_report();
    court.beat();
    court.offline_report();
    assert_eq!(court.accused().open_reports, 2);
}

#[test]
fn rejects_report_of_node_that_owes_no_heartbeat() {
    let mut court = Court::new();
    let node = Subject::node(court.node.address);
    court
        .stage
        .step("registry", "deactivate_node", &node)
        .accepted();
    court.stage.world.warp_seconds(172_801);
    assert_refused(court.report_offline(), SlashingError::NodeNotLive);
}

#[test]
fn reports_a_draining_node() {
    let mut court = Court::new();
    let node = Subject::node(court.node.address);
    let operator = court.node.operator;
    let drain = court
        .stage
        .fill(hypernode_test_kit::call("registry", "drain_node"), &node)
        .account("signer", operator);
    court.stage.run(drain).accepted();
    court.offline_report();
}

#[test]
fn keeps_resumed_node_unslashed() {
    let mut court = Court::new();
    let node = Subject::node(court.node.address);
    court
        .stage
        .step("registry", "deactivate_node", &node)
        .accepted();
    court.stage.world.warp_seconds(172_801);
    court
        .stage
        .step("registry", "resume_node", &node)
        .accepted();
    assert_refused(court.report_offline(), SlashingError::NodeNotOffline);
}

#[test]
fn rejects_report_of_unbonded_node() {
    let mut court = Court::new();
    let bond = bond_of(&court.node.address);
    let mut state: hypernode_common::staking::Bond = court.stage.world.read(&bond);
    state.pledged = 0.into();
    court.stage.world.write_state(bond, &state);
    court.stage.world.warp_seconds(172_801);
    assert_refused(court.report_offline(), SlashingError::SubjectNotBonded);
}

#[test]
fn rejects_offline_report_while_entries_are_paused() {
    let mut court = Court::new();
    court.pause("guardian", true, false).accepted();
    court.stage.world.warp_seconds(172_801);
    assert_refused(court.report_offline(), SlashingError::EntriesPaused);
}

#[test]
fn rejects_offline_report_of_validator() {
    let mut court = Court::new();
    court.stage.world.warp_seconds(172_801);
    let owner = address_for(&judge(0));
    let validator = pda("staking", &[b"validator", owner.as_ref()]);
    let mut accounts = court.offline_accounts("reporter");
    accounts.link = court.link(&validator);
    let outcome = court.send(instruction::ReportOffline {}.to_instruction(accounts));
    assert_refused(outcome, SlashingError::WrongSubject);
}

#[test]
fn keeps_the_address_of_an_outage_from_being_occupied() {
    let mut court = Court::new();
    let node = court.node.address;
    let evidence = digest::offline(&node, court.accused().last_heartbeat_at.get());
    // An ally of the node shows the outage's own digest to a panel, for a cheaper reason.
    court
        .report_subject(&node, Reason::Timeout, evidence)
        .accepted();
    court.offline_report();
    assert_eq!(court.accused().open_reports, 2);
    assert!(court.hyper_of("reporter") < 1_000 * HYPER);
}
