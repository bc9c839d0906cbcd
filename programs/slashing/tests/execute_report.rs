//! `execute_report`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::slashing::Reason,
    hypernode_test_kit::{
        address_for, assert_refused, defaults, mint,
        slashing::{judge, Court, BACKER_STAKE, OWN_STAKE, REPORT_BOND},
        Outcome, Pubkey, HYPER,
    },
    slashing::{
        accounts,
        error::SlashingError,
        events::ReportExecuted,
        instruction,
        state::{ReportStatus, VoteKind},
    },
};

fn open() -> (Court, Pubkey) {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    (court, report)
}

#[test]
fn splits_what_each_position_lost() {
    let (mut court, report) = open();
    let [own, backer] = court.positions();
    let treasury = defaults::treasury();
    let first = OWN_STAKE / 5;
    let outcome = court.execute_report(&report, &own).accepted();
    outcome.event_data::<ReportExecuted>();
    let state = court.report(&report);
    assert!(state.status == ReportStatus::Executing);
    assert_eq!(state.done_mask, 0b01);
    assert_eq!(state.slashed, first);
    assert_eq!(court.stake_of(&own), OWN_STAKE - first);
    assert_eq!(court.stage.world.token_balance(&treasury), first * 3 / 10);
    assert_eq!(state.voter_pot, first / 10);
    assert_eq!(court.sums().pots_held, first / 10);
    assert_eq!(court.sums().burned, first / 2);
    assert_eq!(
        court.hyper_of("reporter"),
        1_000 * HYPER - REPORT_BOND + first / 10
    );
    court.assert_conserved();

    // 1,000 HYPER and 3 units: a fifth is 200,000,000 (floor of .6).
    let second = 200_000_000;
    court.execute_report(&report, &backer).accepted();
    let state = court.report(&report);
    assert!(state.status == ReportStatus::Executed);
    assert_eq!(court.stake_of(&backer), BACKER_STAKE - second);
    assert_eq!(state.slashed, first + second);
    let pot = (first + second) / 10;
    assert_eq!(state.voter_pot, pot / 3 * 3);
    assert_eq!(court.sums().bonds_held, 0);
    assert_eq!(
        court.hyper_of("reporter"),
        1_000 * HYPER + (first + second) / 10
    );
    assert_eq!(court.bond(&court.node.address).frozen, 0);
    assert_eq!(court.accused().open_reports, 0);
    court.assert_conserved();
}

#[test]
fn gives_the_whole_reporter_part_where_nobody_voted() {
    let mut court = Court::new();
    let report = court.offline_report();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    // 5 % of both positions, of each a fifth.
    let slashed = OWN_STAKE / 20 + BACKER_STAKE / 20;
    assert_eq!(court.report(&report).slashed, slashed);
    assert_eq!(court.report(&report).voter_pot, 0);
    assert_eq!(
        court.hyper_of("reporter"),
        1_000 * HYPER + OWN_STAKE / 100 + BACKER_STAKE / 20 / 5
    );
    court.assert_conserved();
}

#[test]
fn shares_with_voters_of_the_appeal_against_a_report_of_silence() {
    let mut court = Court::new();
    let report = court.offline_report();
    court.appeal_report(&report).accepted();
    for index in 0..5 {
        court
            .vote_appeal(&report, &judge(index), VoteKind::For)
            .accepted();
    }
    court.stage.world.warp_seconds(604_801);
    court.finalise_appeal(&report).accepted();
    court.execute_all(&report);
    let pot = court.report(&report).voter_pot.get();
    // The lost appeal bond and a tenth of the slash, less dust.
    assert!(pot > REPORT_BOND && pot.is_multiple_of(5));
    court.claim_vote_fee(&report, &judge(0)).accepted();
    assert_eq!(court.hyper_of(&judge(0)), pot / 5);
    court.assert_conserved();
}

#[test]
fn applies_rest_of_cap() {
    let mut court = Court::new();
    let node = court.node.address;
    // Two reports of 30 % each: the second finds 20 % left under the cap of 50 %.
    court.change_params(|params| params.reason_bps[2] = 3_000);
    let first = court.confirmed_report();
    court.pass_appeal_window(&first);
    court.execute_all(&first);
    let rest = |court: &Court| court.positions().map(|position| court.stake_of(&position));
    assert_eq!(rest(&court)[0], OWN_STAKE / 10 * 7);
    let confirmed = |court: &mut Court, shown: [u8; 32]| {
        court
            .report_subject(&node, Reason::InvalidResult, shown)
            .accepted();
        let report = court.address_of(&node, shown);
        court.stage.world.warp_slots(10);
        court.draw_panel(&report).accepted();
        for index in 0..3 {
            court
                .vote_report(&report, &judge(index), VoteKind::For)
                .accepted();
        }
        court.pass_vote_window(&report);
        court.finalise_report(&report).accepted();
        court.pass_appeal_window(&report);
        report
    };
    let second = confirmed(&mut court, [8; 32]);
    court.execute_all(&second);
    assert_eq!(court.report(&second).applied_bps, 2_000);
    assert_eq!(rest(&court)[0], OWN_STAKE / 10 * 7 / 10 * 8);
    // The third comes after 20 days, the first is 30 days old by then: 30 % again.
    court.stage.world.warp_seconds(20 * 86_400);
    let third = confirmed(&mut court, [9; 32]);
    court.execute_all(&third);
    assert_eq!(court.report(&third).applied_bps, 3_000);
    court.assert_conserved();
}

#[test]
fn rejects_second_slash_of_one_position() {
    let (mut court, report) = open();
    let [own, backer] = court.positions();
    court.execute_report(&report, &own).accepted();
    assert_refused(
        court.execute_report(&report, &own),
        SlashingError::PositionDone,
    );
    court.execute_report(&report, &backer).accepted();
    for position in [own, backer] {
        assert_refused(
            court.execute_report(&report, &position),
            SlashingError::ReportNotExecutable,
        );
    }
}

#[test]
fn rejects_slash_before_the_execution_opens() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    let [own, _] = court.positions();
    assert_refused(
        court.execute_report(&report, &own),
        SlashingError::ReportNotExecutable,
    );
}

#[test]
fn rejects_position_of_another_subject() {
    let (mut court, report) = open();
    let stranger = hypernode_test_kit::staking::position_of(&judge(0), 0);
    assert_refused(
        court.execute_report(&report, &stranger),
        SlashingError::WrongPosition,
    );
}

#[test]
fn rejects_position_that_was_not_there_when_the_execution_opened() {
    let (mut court, report) = open();
    // A slot that the bond did not have; only a forgery has it, the bond is frozen.
    let [own, _] = court.positions();
    let mut state: hypernode_common::staking::Position = court.stage.world.read(&own);
    state.bond_index = 5;
    court.stage.world.write_state(own, &state);
    assert_refused(
        court.execute_report(&report, &own),
        SlashingError::WrongPosition,
    );
}

#[test]
fn rejects_slash_while_exits_are_paused() {
    let (mut court, report) = open();
    let [own, _] = court.positions();
    court.pause("guardian", true, true).accepted();
    assert_refused(
        court.execute_report(&report, &own),
        SlashingError::ExitsPaused,
    );
}

fn execute_with(change: impl FnOnce(&mut Court, &mut accounts::ExecuteReport)) -> Outcome {
    let (mut court, report) = open();
    let [own, _] = court.positions();
    let mut accounts = court.execute_accounts(&report, &own);
    change(&mut court, &mut accounts);
    court.send(instruction::ExecuteReport {}.to_instruction(accounts))
}

fn thief(court: &mut Court) -> Pubkey {
    court.stage.world.fund_hyper(&address_for("thief"), 0)
}

#[test]
fn rejects_substituted_vault_or_treasury() {
    let outcome = execute_with(|court, accounts| accounts.slash_vault = thief(court));
    assert_refused(outcome, SlashingError::WrongVault);
    let outcome = execute_with(|court, accounts| accounts.treasury_token = thief(court));
    assert_refused(outcome, SlashingError::WrongVault);
    let outcome = execute_with(|court, accounts| accounts.stake_vault = thief(court));
    assert_refused(outcome, SlashingError::WrongVault);
    let outcome = execute_with(|court, accounts| accounts.purse.bond_vault = thief(court));
    assert_refused(outcome, SlashingError::WrongVault);
}

#[test]
fn rejects_unusable_treasury() {
    let outcome = execute_with(|court, _| {
        court.stage.world.set_frozen(defaults::treasury(), true);
    });
    assert_refused(outcome, SlashingError::TokenAccountFrozen);
    let outcome = execute_with(|court, _| {
        court.stage.world.write_token_account(
            defaults::treasury(),
            &address_for("treasury"),
            &address_for("other-mint"),
            0,
        );
    });
    assert_refused(outcome, SlashingError::WrongTokenMint);
}

#[test]
fn rejects_foreign_or_missing_recipient_of_the_reward() {
    let outcome = execute_with(|court, accounts| accounts.reporter_token = Some(thief(court)));
    assert_refused(outcome, SlashingError::WrongTokenOwner);
    let outcome = execute_with(|_, accounts| accounts.reporter_token = None);
    assert_refused(outcome, ProgramError::NotEnoughAccountKeys);
}

#[test]
fn rejects_burning_another_mint() {
    let outcome = execute_with(|court, accounts| {
        accounts.purse.mint = address_for("other-mint");
        court
            .stage
            .world
            .write_mint(accounts.purse.mint, 6, 1, None);
    });
    assert_refused(outcome, SlashingError::WrongMint);
    assert_ne!(mint(), address_for("other-mint"));
}

#[test]
fn rejects_slash_through_another_subject() {
    let outcome = execute_with(|court, accounts| {
        let other = court.stage.register_node("other");
        accounts.link.subject = other.address;
    });
    assert_refused(outcome, SlashingError::WrongSubject);
}
