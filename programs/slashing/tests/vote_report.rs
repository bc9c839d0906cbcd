//! `vote_report`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        slashing::Reason,
        staking::{Bond, Validator, ValidatorStatus},
    },
    hypernode_test_kit::{
        address_for, assert_refused, pda,
        slashing::{bond_of, judge, Court},
        Outcome, Pubkey, Signer, HYPER,
    },
    slashing::{accounts, error::SlashingError, events::ReportVoted, instruction, state::VoteKind},
};

fn validator_of(judge: &str) -> Pubkey {
    pda("staking", &[b"validator", address_for(judge).as_ref()])
}

fn vote_with(change: impl FnOnce(&mut Court, &mut accounts::VoteReport)) -> Outcome {
    let mut court = Court::new();
    let report = court.drawn_report();
    let mut accounts = court.vote_accounts(&report, &judge(0));
    change(&mut court, &mut accounts);
    court.send(instruction::VoteReport { vote: 1 }.to_instruction(accounts))
}

#[test]
fn counts_votes_of_the_panel() {
    let mut court = Court::new();
    let report = court.drawn_report();
    let outcome = court
        .vote_report(&report, &judge(0), VoteKind::For)
        .accepted();
    court
        .vote_report(&report, &judge(1), VoteKind::Against)
        .accepted();
    let state = court.report(&report);
    assert_eq!((state.confirms, state.rejects), (1, 1));
    let vote = court.vote(&report, &judge(1));
    assert!(vote.vote == VoteKind::Against && vote.round == 1 && !vote.paid.get());
    assert_eq!(vote.validator, address_for(&judge(1)));
    assert_eq!(vote.report, report);
    outcome.event_data::<ReportVoted>();
}

#[test]
fn votes_while_everything_is_paused() {
    let mut court = Court::new();
    let report = court.drawn_report();
    court.pause("guardian", true, true).accepted();
    court
        .vote_report(&report, &judge(0), VoteKind::For)
        .accepted();
}

#[test]
fn rejects_second_vote() {
    let mut court = Court::new();
    let report = court.drawn_report();
    court
        .vote_report(&report, &judge(0), VoteKind::For)
        .accepted();
    for vote in [VoteKind::For, VoteKind::Against] {
        // The system program's code for an account that exists.
        assert_refused(
            court.vote_report(&report, &judge(0), vote),
            ProgramError::Custom(0),
        );
    }
}

#[test]
fn rejects_vote_off_panel() {
    let mut court = Court::new();
    court.write_validator_count(u32::MAX);
    let report = court.drawn_report();
    assert_refused(
        court.vote_report(&report, &judge(0), VoteKind::For),
        SlashingError::NotOnPanel,
    );
}

#[test]
fn rejects_vote_before_the_draw() {
    let mut court = Court::new();
    let node = court.node.address;
    court
        .report_subject(&node, Reason::Timeout, [7; 32])
        .accepted();
    let report = court.address_of(&node, [7; 32]);
    assert_refused(
        court.vote_report(&report, &judge(0), VoteKind::For),
        SlashingError::PanelNotDrawn,
    );
}

#[test]
fn rejects_vote_after_the_window() {
    let mut court = Court::new();
    let report = court.drawn_report();
    let opened_at = court.report(&report).opened_at.get();
    court.stage.world.warp_to(opened_at + 259_200);
    court
        .vote_report(&report, &judge(0), VoteKind::For)
        .accepted();
    court.stage.world.warp_seconds(1);
    assert_refused(
        court.vote_report(&report, &judge(1), VoteKind::For),
        SlashingError::VoteWindowOver,
    );
}

#[test]
fn rejects_vote_on_report_that_needs_none() {
    let mut court = Court::new();
    let report = court.offline_report();
    assert_refused(
        court.vote_report(&report, &judge(0), VoteKind::For),
        SlashingError::ReportNotPending,
    );
}

#[test]
fn rejects_vote_with_later_stake() {
    let mut court = Court::new();
    court.stage.register_validator("newcomer");
    court.stage.world.warp_seconds(86_399);
    // Active a second after the report opens.
    let report = court.drawn_report();
    court.stage.world.warp_seconds(1_000);
    assert_refused(
        court.vote_report(&report, "newcomer", VoteKind::For),
        SlashingError::ValidatorNotActive,
    );
}

#[test]
fn counts_vote_of_validator_active_since_the_very_opening() {
    let mut court = Court::new();
    court.stage.register_validator("newcomer");
    court.stage.world.warp_seconds(86_400);
    let report = court.drawn_report();
    court
        .vote_report(&report, "newcomer", VoteKind::For)
        .accepted();
}

#[test]
fn rejects_vote_by_thin_validator() {
    let mut court = Court::new();
    let report = court.drawn_report();
    let bond = bond_of(&validator_of(&judge(0)));
    let mut state: Bond = court.stage.world.read(&bond);
    state.pledged = (10_000 * HYPER - 1).into();
    court.stage.world.write_state(bond, &state);
    assert_refused(
        court.vote_report(&report, &judge(0), VoteKind::For),
        SlashingError::ValidatorNotActive,
    );
}

#[test]
fn rejects_vote_of_retiring_validator() {
    let mut court = Court::new();
    let report = court.drawn_report();
    let address = validator_of(&judge(0));
    let mut state: Validator = court.stage.world.read(&address);
    state.status = ValidatorStatus::Retiring.into();
    court.stage.world.write_state(address, &state);
    assert_refused(
        court.vote_report(&report, &judge(0), VoteKind::For),
        SlashingError::ValidatorNotActive,
    );
}

#[test]
fn rejects_vote_by_reporter() {
    let mut court = Court::new();
    let node = court.node.address;
    let reporter = address_for(&judge(0));
    court.stage.world.fund_hyper(&reporter, 100 * HYPER);
    let accounts = court.report_accounts(&judge(0), &node, [7; 32]);
    let report = accounts.report;
    let call = instruction::ReportSubject {
        reason: 3,
        shown: [7; 32],
    };
    court.send(call.to_instruction(accounts)).accepted();
    court.stage.world.warp_slots(10);
    court.draw_panel(&report).accepted();
    assert_refused(
        court.vote_report(&report, &judge(0), VoteKind::For),
        SlashingError::ValidatorConflict,
    );
}

#[test]
fn rejects_vote_by_accused() {
    // A validator about itself.
    let mut court = Court::new();
    let report = court.drawn_report_about(&validator_of(&judge(0)), Reason::Malicious);
    assert_refused(
        court.vote_report(&report, &judge(0), VoteKind::Against),
        SlashingError::ValidatorConflict,
    );
    // Authority and operator of a node.
    for name in ["accused-authority", "accused-operator"] {
        let mut court = Court::new();
        let key = court.stage.world.actor(name).pubkey();
        let position = court.stage.stake(name, 1, 10_000 * HYPER, 365);
        let subject = hypernode_test_kit::Subject::position(position).with_validator(key);
        court
            .stage
            .step("staking", "register_validator", &subject)
            .accepted();
        court.stage.world.warp_seconds(86_401);
        let report = court.drawn_report();
        assert_refused(
            court.vote_report(&report, name, VoteKind::Against),
            SlashingError::ValidatorConflict,
        );
    }
}

#[test]
fn rejects_vote_that_says_nothing() {
    for vote in [0, 3, 255] {
        let mut court = Court::new();
        let report = court.drawn_report();
        let accounts = court.vote_accounts(&report, &judge(0));
        let outcome = court.send(instruction::VoteReport { vote }.to_instruction(accounts));
        assert_refused(outcome, ProgramError::InvalidInstructionData);
    }
}

#[test]
fn rejects_vote_for_another_validator() {
    let outcome = vote_with(|_, accounts| accounts.ballot.validator = validator_of(&judge(1)));
    assert_refused(outcome, SlashingError::ValidatorNotActive);
    let outcome = vote_with(|_, accounts| {
        accounts.ballot.bond = bond_of(&validator_of(&judge(1)));
    });
    assert_refused(outcome, SlashingError::ValidatorNotActive);
}

#[test]
fn rejects_vote_with_another_subject_or_address() {
    let outcome = vote_with(|_, accounts| accounts.ballot.subject = validator_of(&judge(1)));
    assert_refused(outcome, SlashingError::WrongSubject);
    let outcome = vote_with(|_, accounts| accounts.ballot.report_vote = address_for("elsewhere"));
    assert_refused(outcome, ProgramError::InvalidSeeds);
}
