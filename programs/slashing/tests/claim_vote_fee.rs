//! `claim_vote_fee`.

use {
    hypernode_test_kit::{
        address_for, assert_refused,
        slashing::{judge, Court, BACKER_STAKE, OWN_STAKE, REPORT_BOND},
        Outcome, Pubkey,
    },
    slashing::{
        accounts, error::SlashingError, events::VoteFeeClaimed, instruction,
        seeds::find_report_vote_address, state::VoteKind,
    },
};

fn executed(votes: &[VoteKind]) -> (Court, Pubkey) {
    let mut court = Court::new();
    let report = court.voted_report(votes);
    court.finalise_report(&report).accepted();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    (court, report)
}

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
fn pays_an_equal_share_to_each_voter_who_was_right() {
    let (mut court, report) = executed(&[VoteKind::For; 4]);
    let share = court.report(&report).voter_pot.get() / 4;
    assert_eq!(share, (OWN_STAKE / 5 + BACKER_STAKE / 5) / 10 / 4);
    for index in 0..4 {
        let outcome = court.claim_vote_fee(&report, &judge(index)).accepted();
        outcome.event_data::<VoteFeeClaimed>();
        assert_eq!(court.hyper_of(&judge(index)), share);
        assert!(court.vote(&report, &judge(index)).paid.get());
        court.assert_conserved();
    }
    assert_eq!(court.sums().pots_held, 0);
}

#[test]
fn pays_those_who_dismissed() {
    let (mut court, report) = dismissed();
    court.claim_vote_fee(&report, &judge(0)).accepted();
    assert_eq!(court.hyper_of(&judge(0)), REPORT_BOND / 2 / 3);
    court.assert_conserved();
}

#[test]
fn pays_both_rounds_alike() {
    let mut court = Court::new();
    let report = court.judged_appeal(&[VoteKind::For; 5]);
    court.finalise_appeal(&report).accepted();
    court.execute_all(&report);
    let share = court.report(&report).voter_pot.get() / 8;
    for index in [0, 7] {
        court.claim_vote_fee(&report, &judge(index)).accepted();
        assert_eq!(court.hyper_of(&judge(index)), share);
    }
    court.assert_conserved();
}

#[test]
fn pays_voters_named_by_the_fault() {
    let mut court = Court::new();
    let fault = court.lost_challenge(3);
    let report = court.fault_accounts("reporter", &fault).report;
    court.report_fault(&fault).accepted();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    let share = court.report(&report).voter_pot.get() / 3;
    assert!(share > 0);
    for index in 0..3 {
        let before = court.hyper_of(&judge(index));
        court.claim_vote_fee(&report, &judge(index)).accepted();
        assert_eq!(court.hyper_of(&judge(index)), before + share);
    }
    assert_eq!(court.report(&report).paid_mask, 0b111);
    assert_refused(
        court.claim_vote_fee(&report, &judge(1)),
        SlashingError::FeePaid,
    );
    assert_refused(
        court.claim_vote_fee(&report, &judge(3)),
        SlashingError::NotMajorityVoter,
    );
    court.assert_conserved();
}

#[test]
fn rejects_second_claim() {
    let (mut court, report) = executed(&[VoteKind::For; 3]);
    court.claim_vote_fee(&report, &judge(0)).accepted();
    assert_refused(
        court.claim_vote_fee(&report, &judge(0)),
        SlashingError::FeePaid,
    );
}

#[test]
fn rejects_claim_by_the_losing_side_or_a_stranger() {
    let (mut court, report) = dismissed();
    assert_refused(
        court.claim_vote_fee(&report, &judge(3)),
        SlashingError::NotMajorityVoter,
    );
    assert_refused(
        court.claim_vote_fee(&report, &judge(8)),
        SlashingError::NotMajorityVoter,
    );
}

#[test]
fn rejects_claim_where_nothing_is_shared() {
    // Lapsed.
    let mut court = Court::new();
    let report = court.voted_report(&[VoteKind::For; 2]);
    court.finalise_report(&report).accepted();
    assert_refused(
        court.claim_vote_fee(&report, &judge(0)),
        SlashingError::NotMajorityVoter,
    );
}

#[test]
fn rejects_claim_before_the_end() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    assert_refused(
        court.claim_vote_fee(&report, &judge(0)),
        SlashingError::ReportNotEnded,
    );
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    assert_refused(
        court.claim_vote_fee(&report, &judge(0)),
        SlashingError::ReportNotEnded,
    );
}

#[test]
fn rejects_claim_while_exits_are_paused() {
    let (mut court, report) = dismissed();
    court.pause("guardian", true, true).accepted();
    assert_refused(
        court.claim_vote_fee(&report, &judge(0)),
        SlashingError::ExitsPaused,
    );
}

fn claim_with(change: impl FnOnce(&mut Court, &mut accounts::ClaimVoteFee)) -> Outcome {
    let (mut court, report) = dismissed();
    let mut accounts = court.claim_accounts(&report, &judge(0));
    change(&mut court, &mut accounts);
    court.send(instruction::ClaimVoteFee {}.to_instruction(accounts))
}

#[test]
fn rejects_claim_with_the_vote_of_another() {
    let outcome = claim_with(|_, accounts| {
        let other = find_report_vote_address(&accounts.report, &address_for(&judge(1))).0;
        accounts.report_vote = Some(other);
    });
    assert_refused(outcome, SlashingError::NotMajorityVoter);
}

#[test]
fn rejects_claim_with_a_vote_on_another_report() {
    let (mut court, report) = dismissed();
    let node = court.node.address;
    let shown = [9; 32];
    court
        .report_subject(&node, hypernode_common::slashing::Reason::Timeout, shown)
        .accepted();
    let other = court.address_of(&node, shown);
    court.stage.world.warp_slots(10);
    court.draw_panel(&other).accepted();
    court
        .vote_report(&other, &judge(8), VoteKind::Against)
        .accepted();
    let mut accounts = court.claim_accounts(&other, &judge(8));
    accounts.report = report;
    let outcome = court.send(instruction::ClaimVoteFee {}.to_instruction(accounts));
    assert_refused(outcome, SlashingError::NotMajorityVoter);
}

#[test]
fn rejects_claim_into_or_out_of_foreign_accounts() {
    let outcome = claim_with(|court, accounts| {
        accounts.voter_token = court.stage.world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, SlashingError::WrongTokenOwner);
    let outcome = claim_with(|court, accounts| {
        accounts.bond_vault = court.stage.world.fund_hyper(&address_for("thief"), 1_000);
    });
    assert_refused(outcome, SlashingError::WrongVault);
}
