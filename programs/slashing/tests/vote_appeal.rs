//! `vote_appeal`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        assert_refused,
        slashing::{judge, Court},
        Signer, Subject, HYPER,
    },
    slashing::{error::SlashingError, events::AppealVoted, instruction, state::VoteKind},
};

fn appealed() -> (Court, hypernode_test_kit::Pubkey) {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.appeal_report(&report).accepted();
    (court, report)
}

#[test]
fn counts_votes_of_all_validators() {
    let (mut court, report) = appealed();
    // However thin the panel of the first round was.
    court.write_validator_count(u32::MAX);
    let outcome = court
        .vote_appeal(&report, &judge(3), VoteKind::For)
        .accepted();
    court
        .vote_appeal(&report, &judge(4), VoteKind::Against)
        .accepted();
    let state = court.report(&report);
    assert_eq!((state.upholds, state.overturns), (1, 1));
    assert_eq!((state.confirms, state.rejects), (3, 0));
    let vote = court.vote(&report, &judge(4));
    assert!(vote.round == 2 && vote.vote == VoteKind::Against);
    outcome.event_data::<AppealVoted>();
}

#[test]
fn rejects_vote_of_first_round_voter() {
    let (mut court, report) = appealed();
    for vote in [VoteKind::For, VoteKind::Against] {
        assert_refused(
            court.vote_appeal(&report, &judge(0), vote),
            SlashingError::VotedInFirstRound,
        );
    }
}

#[test]
fn rejects_vote_of_validator_named_by_the_fault() {
    let mut court = Court::new();
    let fault = court.lost_challenge(3);
    let report = court.fault_accounts("reporter", &fault).report;
    court.report_fault(&fault).accepted();
    court.appeal_report(&report).accepted();
    assert_refused(
        court.vote_appeal(&report, &judge(0), VoteKind::For),
        SlashingError::VotedInFirstRound,
    );
    court
        .vote_appeal(&report, &judge(3), VoteKind::For)
        .accepted();
}

#[test]
fn rejects_second_vote_on_appeal() {
    let (mut court, report) = appealed();
    court
        .vote_appeal(&report, &judge(3), VoteKind::For)
        .accepted();
    // The system program's code for an account that exists.
    assert_refused(
        court.vote_appeal(&report, &judge(3), VoteKind::Against),
        ProgramError::Custom(0),
    );
}

#[test]
fn rejects_appeal_vote_after_the_window() {
    let (mut court, report) = appealed();
    let appealed_at = court.report(&report).appealed_at.get();
    court.stage.world.warp_to(appealed_at + 604_800);
    court
        .vote_appeal(&report, &judge(3), VoteKind::For)
        .accepted();
    court.stage.world.warp_seconds(1);
    assert_refused(
        court.vote_appeal(&report, &judge(4), VoteKind::For),
        SlashingError::VoteWindowOver,
    );
}

#[test]
fn rejects_appeal_vote_without_appeal() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    assert_refused(
        court.vote_appeal(&report, &judge(3), VoteKind::For),
        SlashingError::ReportNotAppealed,
    );
}

#[test]
fn rejects_appeal_vote_of_validator_newer_than_the_report() {
    let (mut court, report) = appealed();
    court.stage.register_validator("newcomer");
    court.stage.world.warp_seconds(86_401);
    assert_refused(
        court.vote_appeal(&report, "newcomer", VoteKind::Against),
        SlashingError::ValidatorNotActive,
    );
}

#[test]
fn rejects_appeal_vote_by_accused() {
    let mut court = Court::new();
    let name = "accused-authority";
    let key = court.stage.world.actor(name).pubkey();
    let position = court.stage.stake(name, 1, 10_000 * HYPER, 365);
    let subject = Subject::position(position).with_validator(key);
    court
        .stage
        .step("staking", "register_validator", &subject)
        .accepted();
    court.stage.world.warp_seconds(86_401);
    let report = court.confirmed_report();
    court.appeal_report(&report).accepted();
    assert_refused(
        court.vote_appeal(&report, name, VoteKind::Against),
        SlashingError::ValidatorConflict,
    );
}

#[test]
fn rejects_appeal_vote_that_says_nothing() {
    let (mut court, report) = appealed();
    let accounts = court.appeal_vote_accounts(&report, &judge(3));
    let outcome = court.send(instruction::VoteAppeal { vote: 0 }.to_instruction(accounts));
    assert_refused(outcome, ProgramError::InvalidInstructionData);
}
