//! `close_report`, `close_report_vote`.

use {
    hypernode_test_kit::{
        address_for, assert_refused,
        slashing::{judge, Court, REPORT_BOND},
        Pubkey,
    },
    slashing::{
        error::SlashingError,
        events::{ReportClosed, ReportVoteClosed},
        instruction,
        seeds::find_report_vote_address,
        state::VoteKind,
    },
};

const THIRTY_DAYS: i64 = 30 * 86_400;

fn dismissed() -> (Court, Pubkey) {
    let mut court = Court::new();
    let votes = [
        VoteKind::Against,
        VoteKind::Against,
        VoteKind::Against,
        VoteKind::For,
    ];
    let report = court.voted_report(&votes);
    court.finalise_report(&report).accepted();
    (court, report)
}

#[test]
fn returns_all_rent_and_burns_what_nobody_claimed() {
    let (mut court, report) = dismissed();
    let share = REPORT_BOND / 2 / 3;
    let burned = court.sums().burned.get();
    court.claim_vote_fee(&report, &judge(0)).accepted();
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    for index in 0..4 {
        let vote = find_report_vote_address(&report, &address_for(&judge(index))).0;
        let rent = court.stage.world.lamports(&vote);
        let before = court.stage.world.lamports(&address_for(&judge(index)));
        let outcome = court.close_report_vote(&report, &judge(index)).accepted();
        outcome.event_data::<ReportVoteClosed>();
        assert!(court.stage.world.account(&vote).is_none());
        assert_eq!(
            court.stage.world.lamports(&address_for(&judge(index))),
            before + rent
        );
        court.assert_conserved();
    }
    assert_eq!(court.sums().burned, burned + 2 * share);
    assert_eq!(court.sums().pots_held, 0);
    let rent = court.stage.world.lamports(&report);
    let before = court.stage.world.lamports(&address_for("reporter"));
    let outcome = court.close_report(&report).accepted();
    outcome.event_data::<ReportClosed>();
    assert!(court.stage.world.account(&report).is_none());
    assert_eq!(
        court.stage.world.lamports(&address_for("reporter")),
        before + rent
    );
    court.assert_conserved();
}

#[test]
fn keeps_shares_equal_while_votes_close() {
    let (mut court, report) = dismissed();
    let share = REPORT_BOND / 2 / 3;
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    court.close_report_vote(&report, &judge(0)).accepted();
    court.close_report_vote(&report, &judge(3)).accepted();
    court.claim_vote_fee(&report, &judge(1)).accepted();
    assert_eq!(court.hyper_of(&judge(1)), share);
    court.close_report_vote(&report, &judge(1)).accepted();
    court.claim_vote_fee(&report, &judge(2)).accepted();
    assert_eq!(court.hyper_of(&judge(2)), share);
    court.assert_conserved();
}

#[test]
fn burns_shares_that_named_voters_left() {
    let mut court = Court::new();
    let fault = court.lost_challenge(3);
    let report = court.fault_accounts("reporter", &fault).report;
    court.report_fault(&fault).accepted();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    let pot = court.report(&report).voter_pot.get();
    court.claim_vote_fee(&report, &judge(1)).accepted();
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    let burned = court.sums().burned.get();
    court.close_report(&report).accepted();
    assert_eq!(court.sums().burned, burned + pot / 3 * 2);
    assert_eq!(court.sums().pots_held, 0);
    court.assert_conserved();
}

#[test]
fn rejects_close_before_thirty_days() {
    let (mut court, report) = dismissed();
    court.stage.world.warp_seconds(THIRTY_DAYS);
    assert_refused(
        court.close_report_vote(&report, &judge(0)),
        SlashingError::CloseTooSoon,
    );
    assert_refused(court.close_report(&report), SlashingError::CloseTooSoon);
    court.stage.world.warp_seconds(1);
    court.close_report_vote(&report, &judge(0)).accepted();
}

#[test]
fn rejects_close_of_report_that_has_not_ended() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    assert_refused(court.close_report(&report), SlashingError::ReportNotEnded);
    assert_refused(
        court.close_report_vote(&report, &judge(0)),
        SlashingError::ReportNotEnded,
    );
}

#[test]
fn rejects_close_of_report_before_its_votes() {
    let (mut court, report) = dismissed();
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    for index in 0..4 {
        assert_refused(court.close_report(&report), SlashingError::StillOpen);
        court.close_report_vote(&report, &judge(index)).accepted();
    }
    court.close_report(&report).accepted();
}

#[test]
fn rejects_close_while_the_outage_goes_on() {
    let mut court = Court::new();
    let report = court.offline_report();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    // Closed now, the same outage could be reported again.
    assert_refused(court.close_report(&report), SlashingError::StillOpen);
    let node = hypernode_test_kit::Subject::node(court.node.address);
    court
        .stage
        .step("registry", "resume_node", &node)
        .accepted();
    court.close_report(&report).accepted();
}

#[test]
fn rejects_close_to_another_rent_payer() {
    let (mut court, report) = dismissed();
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    let mut accounts = court.close_vote_accounts(&report, &judge(0));
    accounts.rent_payer = address_for("thief");
    let outcome = court.send(instruction::CloseReportVote {}.to_instruction(accounts));
    assert_refused(outcome, SlashingError::WrongRentPayer);
    for index in 0..4 {
        court.close_report_vote(&report, &judge(index)).accepted();
    }
    let mut accounts = court.close_accounts(&report);
    accounts.rent_payer = address_for("thief");
    let outcome = court.send(instruction::CloseReport {}.to_instruction(accounts));
    assert_refused(outcome, SlashingError::WrongRentPayer);
}

#[test]
fn rejects_close_with_another_report_or_subject() {
    let (mut court, report) = dismissed();
    let other = court.offline_report();
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    let mut accounts = court.close_vote_accounts(&report, &judge(0));
    accounts.report = other;
    let outcome = court.send(instruction::CloseReportVote {}.to_instruction(accounts));
    assert_refused(outcome, SlashingError::WrongSubject);
    let mut accounts = court.close_accounts(&report);
    accounts.subject = address_for("nobody");
    let outcome = court.send(instruction::CloseReport {}.to_instruction(accounts));
    assert_refused(outcome, SlashingError::WrongSubject);
}
