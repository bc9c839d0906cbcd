//! `finalise_report`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused,
        slashing::{judge, Court, REPORT_BOND},
        Outcome, Pubkey, HYPER,
    },
    slashing::{
        accounts,
        error::SlashingError,
        events::ReportFinalised,
        instruction,
        state::{ReportStatus, VoteKind},
    },
};

fn votes(confirms: usize, rejects: usize) -> Vec<VoteKind> {
    let mut votes = vec![VoteKind::For; confirms];
    votes.resize(confirms + rejects, VoteKind::Against);
    votes
}

fn finalised(confirms: usize, rejects: usize) -> (Court, Pubkey) {
    let mut court = Court::new();
    let report = court.voted_report(&votes(confirms, rejects));
    court.finalise_report(&report).accepted();
    court.assert_conserved();
    (court, report)
}

#[test]
fn decides_by_quorum_and_majority() {
    for (confirms, rejects, status) in [
        (3, 0, ReportStatus::Confirmed),
        (3, 1, ReportStatus::Confirmed),
        (3, 2, ReportStatus::Lapsed),
        (4, 2, ReportStatus::Confirmed),
        (5, 3, ReportStatus::Lapsed),
        (6, 3, ReportStatus::Confirmed),
        (2, 0, ReportStatus::Lapsed),
        (0, 0, ReportStatus::Lapsed),
        (0, 2, ReportStatus::Lapsed),
        (0, 3, ReportStatus::Dismissed),
        (2, 3, ReportStatus::Dismissed),
        (3, 3, ReportStatus::Lapsed),
        (3, 4, ReportStatus::Dismissed),
    ] {
        let (court, report) = finalised(confirms, rejects);
        assert!(
            court.report(&report).status == status,
            "{confirms} to {rejects}"
        );
    }
}

#[test]
fn keeps_the_bond_and_the_freeze_when_confirmed() {
    let (court, report) = finalised(3, 0);
    let state = court.report(&report);
    assert_eq!(state.confirmed_at, court.stage.world.now());
    assert_eq!(court.sums().bonds_held, REPORT_BOND);
    assert_eq!(court.bond(&court.node.address).frozen, 1);
}

#[test]
fn loses_bond_when_dismissed() {
    let mut court = Court::new();
    let before = court.hyper_of("accused-authority");
    let report = court.voted_report(&votes(0, 3));
    let outcome = court.finalise_report(&report).accepted();
    let state = court.report(&report);
    let pot = REPORT_BOND / 2 / 3 * 3;
    assert_eq!(state.ended_at, court.stage.world.now());
    assert_eq!(state.voter_pot, pot);
    assert_eq!(
        court.hyper_of("accused-authority"),
        before + REPORT_BOND / 2
    );
    assert_eq!(court.hyper_of("reporter"), 1_000 * HYPER - REPORT_BOND);
    let sums = court.sums();
    assert_eq!((sums.bonds_held.get(), sums.pots_held.get()), (0, pot));
    // The dust of three equal shares.
    assert_eq!(sums.burned, REPORT_BOND / 2 - pot);
    assert_eq!(court.bond(&court.node.address).frozen, 0);
    assert_eq!(court.accused().open_reports, 0);
    outcome.event_data::<ReportFinalised>();
    court.assert_conserved();
}

#[test]
fn burns_half_the_bond_when_lapsed() {
    let (court, report) = finalised(2, 2);
    assert_eq!(court.report(&report).voter_pot, 0);
    assert_eq!(court.hyper_of("reporter"), 1_000 * HYPER - REPORT_BOND / 2);
    assert_eq!(court.sums().burned, REPORT_BOND / 2);
    assert_eq!(court.sums().bonds_held, 0);
    assert_eq!(court.bond(&court.node.address).frozen, 0);
    assert_eq!(court.accused().open_reports, 0);
}

#[test]
fn rejects_finalise_before_the_window_is_over() {
    let mut court = Court::new();
    let report = court.drawn_report();
    for index in 0..9 {
        court
            .vote_report(&report, &judge(index), VoteKind::For)
            .accepted();
    }
    let opened_at = court.report(&report).opened_at.get();
    court.stage.world.warp_to(opened_at + 259_200);
    assert_refused(
        court.finalise_report(&report),
        SlashingError::VoteWindowOpen,
    );
    court.stage.world.warp_seconds(1);
    court.finalise_report(&report).accepted();
}

#[test]
fn rejects_second_finalise() {
    for (confirms, rejects) in [(3, 0), (0, 3), (0, 0)] {
        let (mut court, report) = finalised(confirms, rejects);
        assert_refused(
            court.finalise_report(&report),
            SlashingError::ReportNotPending,
        );
    }
}

#[test]
fn finalises_while_everything_is_paused() {
    let mut court = Court::new();
    let report = court.voted_report(&votes(0, 3));
    court.pause("guardian", true, true).accepted();
    court.finalise_report(&report).accepted();
}

fn finalise_with(
    rejects: usize,
    change: impl FnOnce(&mut Court, &mut accounts::FinaliseReport),
) -> Outcome {
    let mut court = Court::new();
    let report = court.voted_report(&votes(0, rejects));
    let mut accounts = court.finalise_accounts(&report);
    change(&mut court, &mut accounts);
    court.send(instruction::FinaliseReport {}.to_instruction(accounts))
}

#[test]
fn rejects_foreign_recipient() {
    let thief = |court: &mut Court| Some(court.stage.world.fund_hyper(&address_for("thief"), 0));
    let outcome = finalise_with(0, |court, accounts| accounts.reporter_token = thief(court));
    assert_refused(outcome, SlashingError::WrongTokenOwner);
    let outcome = finalise_with(3, |court, accounts| accounts.accused_token = thief(court));
    assert_refused(outcome, SlashingError::WrongTokenOwner);
}

#[test]
fn rejects_missing_recipient() {
    let outcome = finalise_with(0, |_, accounts| accounts.reporter_token = None);
    assert_refused(outcome, ProgramError::NotEnoughAccountKeys);
    let outcome = finalise_with(3, |_, accounts| accounts.accused_token = None);
    assert_refused(outcome, ProgramError::NotEnoughAccountKeys);
}

#[test]
fn rejects_substituted_vault_mint_or_subject() {
    let outcome = finalise_with(0, |court, accounts| {
        accounts.purse.bond_vault = court.stage.world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, SlashingError::WrongVault);
    let outcome = finalise_with(0, |court, accounts| {
        accounts.purse.mint = address_for("other-mint");
        court
            .stage
            .world
            .write_mint(accounts.purse.mint, 6, 1, None);
    });
    assert_refused(outcome, SlashingError::WrongMint);
    let outcome = finalise_with(0, |court, accounts| {
        let owner = address_for(&judge(0));
        let validator = hypernode_test_kit::pda("staking", &[b"validator", owner.as_ref()]);
        accounts.link = court.link(&validator);
    });
    assert_refused(outcome, SlashingError::WrongSubject);
}

#[test]
fn settles_after_account_closed() {
    // The reporter's own account is gone; any other account of the same key takes its half.
    let mut court = Court::new();
    let report = court.voted_report(&[]);
    let other = address_for("second-account");
    court.stage.world.write_token_account(
        other,
        &address_for("reporter"),
        &hypernode_test_kit::mint(),
        0,
    );
    let mut accounts = court.finalise_accounts(&report);
    accounts.reporter_token = Some(other);
    court
        .send(instruction::FinaliseReport {}.to_instruction(accounts))
        .accepted();
    assert_eq!(court.stage.world.token_balance(&other), REPORT_BOND / 2);
}
