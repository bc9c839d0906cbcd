//! `appeal_report`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account,
        slashing::{Court, REPORT_BOND},
        Outcome, Signer, HYPER,
    },
    slashing::{
        accounts,
        error::SlashingError,
        events::ReportAppealed,
        instruction,
        state::{ReportStatus, VoteKind},
    },
};

#[test]
fn takes_an_equal_bond() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    let outcome = court.appeal_report(&report).accepted();
    let state = court.report(&report);
    assert!(state.status == ReportStatus::Appealed);
    assert_eq!(state.appellant, court.node.authority);
    assert_eq!(state.appeal_bond, REPORT_BOND);
    assert_eq!(state.appealed_at, court.stage.world.now());
    assert_eq!(
        court.hyper_of("accused-authority"),
        1_000 * HYPER - REPORT_BOND
    );
    assert_eq!(court.sums().bonds_held, 2 * REPORT_BOND);
    outcome.event_data::<ReportAppealed>();
    court.assert_conserved();
}

#[test]
fn takes_the_bond_of_the_report_even_after_the_parameter_changed() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.change_params(|params| params.report_bond = 10 * HYPER);
    court.appeal_report(&report).accepted();
    assert_eq!(court.report(&report).appeal_bond, REPORT_BOND);
}

#[test]
fn takes_the_present_bond_against_a_report_without_one() {
    let mut court = Court::new();
    let report = court.offline_report();
    court.change_params(|params| params.report_bond = 10 * HYPER);
    court.appeal_report(&report).accepted();
    assert_eq!(court.report(&report).appeal_bond, 10 * HYPER);
}

#[test]
fn appeals_while_everything_is_paused() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pause("guardian", true, true).accepted();
    court.appeal_report(&report).accepted();
}

#[test]
fn rejects_appeal_after_the_window() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    let confirmed_at = court.report(&report).confirmed_at.get();
    let mut late = court.clone();
    late.stage.world.warp_to(confirmed_at + 604_801);
    assert_refused(late.appeal_report(&report), SlashingError::AppealWindowOver);
    court.stage.world.warp_to(confirmed_at + 604_800);
    court.appeal_report(&report).accepted();
}

#[test]
fn rejects_appeal_by_stranger() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    for name in ["stranger", "accused-operator", "reporter"] {
        let accounts = court.appeal_accounts(&report, name);
        court
            .stage
            .world
            .fund_hyper(&address_for(name), REPORT_BOND);
        let outcome = court.send(instruction::AppealReport {}.to_instruction(accounts));
        assert_refused(outcome, SlashingError::NotSubjectAuthority);
    }
}

#[test]
fn rejects_appeal_against_unconfirmed_report() {
    let mut court = Court::new();
    let report = court.drawn_report();
    assert_refused(
        court.appeal_report(&report),
        SlashingError::ReportNotConfirmed,
    );
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.appeal_report(&report).accepted();
    assert_refused(
        court.appeal_report(&report),
        SlashingError::ReportNotConfirmed,
    );
    let mut court = Court::new();
    let report = court.judged_appeal(&[VoteKind::For; 5]);
    court.finalise_appeal(&report).accepted();
    assert_refused(
        court.appeal_report(&report),
        SlashingError::ReportNotConfirmed,
    );
}

fn appeal_with(change: impl FnOnce(&mut Court, &mut accounts::AppealReport)) -> Outcome {
    let mut court = Court::new();
    let report = court.confirmed_report();
    let mut accounts = court.appeal_accounts(&report, "accused-authority");
    change(&mut court, &mut accounts);
    court.send(instruction::AppealReport {}.to_instruction(accounts))
}

#[test]
fn rejects_appeal_bond_out_of_foreign_account_or_into_foreign_vault() {
    let outcome = appeal_with(|_, accounts| {
        accounts.appellant_token = hyper_account(&address_for("reporter"));
    });
    assert_refused(outcome, SlashingError::WrongTokenOwner);
    let outcome = appeal_with(|court, accounts| {
        let thief = court.stage.world.actor("thief").pubkey();
        accounts.bond_vault = court.stage.world.fund_hyper(&thief, 0);
    });
    assert_refused(outcome, SlashingError::WrongVault);
}

#[test]
fn rejects_appeal_without_the_bond() {
    let outcome = appeal_with(|court, accounts| {
        let (at, owner) = (address_for("empty"), address_for("accused-authority"));
        let mint = hypernode_test_kit::mint();
        court.stage.world.write_token_account(at, &owner, &mint, 0);
        accounts.appellant_token = at;
    });
    // The token program's code for insufficient funds.
    assert_refused(outcome, ProgramError::Custom(1));
}
