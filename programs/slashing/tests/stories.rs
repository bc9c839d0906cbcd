//! Whole lives of reports, through every program they reach.

use {
    hypernode_common::{
        registry::{NodeStatus, Reputation},
        slashing::Reason,
    },
    hypernode_test_kit::{
        address_for, assert_refused, call, pda,
        slashing::{judge, Court, BACKER_STAKE, OWN_STAKE, REPORT_BOND},
        staking::position_of,
        Pubkey, Subject, HYPER, TOTAL_SUPPLY,
    },
    serde_json::json,
    slashing::state::{ReportStatus, VoteKind},
    staking::error::StakingError,
};

const THIRTY_DAYS: i64 = 30 * 86_400;

/// Closes votes and report; nothing is left of either, and no money either.
#[track_caller]
fn wind_up(court: &mut Court, report: &Pubkey, voters: usize) {
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    for index in 0..voters {
        court.close_report_vote(report, &judge(index)).accepted();
    }
    court.close_report(report).accepted();
    assert_eq!(court.sums().bonds_held, 0);
    assert_eq!(court.sums().pots_held, 0);
    court.assert_conserved();
}

#[test]
fn slashes_after_three_validators_confirm() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    let slashed = OWN_STAKE / 5 + BACKER_STAKE / 5;
    assert_eq!(court.report(&report).slashed, slashed);
    for index in 0..3 {
        court.claim_vote_fee(&report, &judge(index)).accepted();
        assert_eq!(court.hyper_of(&judge(index)), slashed / 10 / 3);
    }
    wind_up(&mut court, &report, 3);
    // Half of the slash and the dust of the pot are burned for good.
    let burned = TOTAL_SUPPLY - court.stage.world.supply();
    assert_eq!(burned, slashed / 2 + slashed / 10 % 3);
}

#[test]
fn executes_after_the_appeal_is_lost() {
    let mut court = Court::new();
    let report = court.judged_appeal(&[VoteKind::For; 5]);
    court.finalise_appeal(&report).accepted();
    assert!(court.report(&report).status == ReportStatus::Final);
    court.execute_all(&report);
    let slashed = OWN_STAKE / 5 + BACKER_STAKE / 5;
    let share = (slashed / 10 + REPORT_BOND) / 8;
    for index in 0..8 {
        court.claim_vote_fee(&report, &judge(index)).accepted();
        assert_eq!(court.hyper_of(&judge(index)), share);
    }
    assert_eq!(
        court.hyper_of("accused-authority"),
        1_000 * HYPER - REPORT_BOND
    );
    wind_up(&mut court, &report, 8);
}

#[test]
fn dismisses_after_the_appeal_is_won() {
    let mut court = Court::new();
    let report = court.judged_appeal(&[VoteKind::Against; 5]);
    court.finalise_appeal(&report).accepted();
    assert!(court.report(&report).status == ReportStatus::Dismissed);
    let [own, backer] = court.positions();
    assert_eq!(court.stake_of(&own), OWN_STAKE);
    assert_eq!(court.stake_of(&backer), BACKER_STAKE);
    for index in 3..8 {
        court.claim_vote_fee(&report, &judge(index)).accepted();
        assert_eq!(court.hyper_of(&judge(index)), REPORT_BOND / 2 / 5);
    }
    wind_up(&mut court, &report, 8);
}

#[test]
fn refunds_the_requester_before_anyone_is_punished() {
    let mut court = Court::new();
    let fault = court.lost_challenge(3);
    // Whole again: 600 seconds at 100 and the bond, less what the voters took of it.
    let voters = 50 * HYPER / 10 / 3 * 3;
    let dust = 50 * HYPER / 10 - voters;
    let held = court.hyper_of("requester");
    assert!(held == 60_000 + 50 * HYPER - voters || held == 60_000 + 50 * HYPER - voters - dust);
    let [own, backer] = court.positions();
    assert_eq!(court.stake_of(&own), OWN_STAKE);
    court.report_fault(&fault).accepted();
    let report = court.fault_accounts("reporter", &fault).report;
    assert_eq!(court.stake_of(&own), OWN_STAKE);
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    assert_eq!(court.stake_of(&own), OWN_STAKE / 5 * 4);
    let slashed = OWN_STAKE / 5 + BACKER_STAKE / 5;
    for index in 0..3 {
        let before = court.hyper_of(&judge(index));
        court.claim_vote_fee(&report, &judge(index)).accepted();
        assert_eq!(court.hyper_of(&judge(index)), before + slashed / 10 / 3);
    }
    let reputation: Reputation = court.stage.world.read(&court.node.reputation);
    assert_eq!(reputation.invalid, 1);
    assert!(court.stake_of(&backer) < BACKER_STAKE);
    court.assert_conserved();
}

#[test]
fn slashes_an_outage_once() {
    let mut court = Court::new();
    let report = court.offline_report();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    let [own, _] = court.positions();
    assert_eq!(court.stake_of(&own), OWN_STAKE / 20 * 19);
    assert!(court.accused().status == NodeStatus::Suspended);
    // Suspended, it owes no heartbeat; back at work it starts with a fresh one.
    court.stage.world.warp_seconds(THIRTY_DAYS + 1);
    assert!(!court.report_offline().is_accepted());
    let node = Subject::node(court.node.address);
    court
        .stage
        .step("registry", "resume_node", &node)
        .accepted();
    assert!(!court.report_offline().is_accepted());
    assert_eq!(court.stake_of(&own), OWN_STAKE / 20 * 19);
    court.close_report(&report).accepted();
    court.assert_conserved();
}

#[test]
fn lets_a_node_work_while_it_is_accused() {
    let mut court = Court::new();
    let report = court.drawn_report();
    let fault = court.missed_start();
    assert!(court.stage.world.account(&fault).is_some());
    assert!(court.report(&report).status == ReportStatus::Pending);
}

#[test]
fn rejects_withdraw_while_frozen() {
    let mut court = Court::new();
    // A third position behind the node, whose lock ends after 30 days.
    let position = court.stage.stake("leaver", 0, 500 * HYPER, 30);
    let node = court.node.address;
    court.stage.pledge(position, node);
    court.stage.world.warp_seconds(30 * 86_400);
    let about = Subject::position(position).with_pledge(node);
    court
        .stage
        .step_with(
            "staking",
            "unstake",
            &about,
            json!({ "amount": 500 * HYPER }),
        )
        .accepted();
    court.stage.world.warp_seconds(604_800);
    let report = court.drawn_report();
    let withdraw = |court: &mut Court| {
        let withdraw = call("staking", "withdraw_stake");
        let withdraw = court.stage.fill(withdraw, &about);
        court.stage.run(withdraw)
    };
    assert_refused(withdraw(&mut court), StakingError::BondFrozen);
    for index in 0..3 {
        court
            .vote_report(&report, &judge(index), VoteKind::For)
            .accepted();
    }
    court.pass_vote_window(&report);
    court.finalise_report(&report).accepted();
    assert_refused(withdraw(&mut court), StakingError::BondFrozen);
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    assert_eq!(court.report(&report).positions_mask, 0b111);
    court.execute_report(&report, &position).accepted();
    assert_refused(withdraw(&mut court), StakingError::BondFrozen);
    let [own, backer] = court.positions();
    court.execute_report(&report, &own).accepted();
    court.execute_report(&report, &backer).accepted();
    // What was leaving paid its fifth as well.
    withdraw(&mut court).accepted();
    assert_eq!(court.hyper_of("leaver"), 400 * HYPER);
    court.assert_conserved();
}

#[test]
fn rejects_pledge_while_frozen() {
    let mut court = Court::new();
    court.drawn_report();
    let position = court.stage.stake("joiner", 0, 500 * HYPER, 365);
    let about = Subject::position(position).with_pledge(court.node.address);
    assert_refused(
        court.stage.step("staking", "pledge_position", &about),
        StakingError::BondFrozen,
    );
}

#[test]
fn rejects_resume_while_reported() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    court.stage.world.warp_seconds(604_801);
    let node = Subject::node(court.node.address);
    assert_refused(
        court.stage.step("registry", "resume_node", &node),
        registry::error::RegistryError::ReportsOpen,
    );
    for position in court.positions() {
        court.execute_report(&report, &position).accepted();
    }
    court
        .stage
        .step("registry", "resume_node", &node)
        .accepted();
}

#[test]
fn silences_a_validator_that_was_slashed() {
    let mut court = Court::new();
    let owner = address_for(&judge(8));
    let validator = pda("staking", &[b"validator", owner.as_ref()]);
    let report = court.drawn_report_about(&validator, Reason::InvalidResult);
    for index in 0..3 {
        court
            .vote_report(&report, &judge(index), VoteKind::For)
            .accepted();
    }
    court.pass_vote_window(&report);
    court.finalise_report(&report).accepted();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    court
        .execute_report(&report, &position_of(&judge(8), 0))
        .accepted();
    assert_eq!(court.stake_of(&position_of(&judge(8), 0)), 8_000 * HYPER);
    let next = court.drawn_report();
    assert_refused(
        court.vote_report(&next, &judge(8), VoteKind::For),
        slashing::error::SlashingError::ValidatorNotActive,
    );
    court.assert_conserved();
}
