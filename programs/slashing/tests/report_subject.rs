//! `report_subject`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{programs::BOND_VAULT, slashing::Reason},
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, mint, pda,
        slashing::{bond_of, judge, Court, REPORT_BOND},
        Outcome, Pubkey, Signer, DUPLICATE_MUTABLE_ACCOUNT, HYPER,
    },
    slashing::{
        accounts,
        error::SlashingError,
        events::SubjectReported,
        instruction,
        state::{ReportSource, ReportStatus},
    },
};

const SHOWN: [u8; 32] = [7; 32];

fn report_with(
    court: &mut Court,
    change: impl FnOnce(&mut Court, &mut accounts::ReportSubject),
) -> Outcome {
    let node = court.node.address;
    let mut accounts = court.report_accounts("reporter", &node, SHOWN);
    change(court, &mut accounts);
    let call = instruction::ReportSubject {
        reason: Reason::InvalidResult as u8,
        shown: SHOWN,
    };
    court.send(call.to_instruction(accounts))
}

#[test]
fn opens_a_report_with_a_bond_and_freezes_the_accused() {
    let mut court = Court::new();
    let node = court.node.address;
    let before = court.hyper_of("reporter");
    let outcome = court
        .report_subject(&node, Reason::InvalidResult, SHOWN)
        .accepted();
    let report = court.report(&court.address_of(&node, SHOWN));
    assert!(report.status == ReportStatus::Pending);
    assert!(report.source == ReportSource::Vote && report.reason == Reason::InvalidResult);
    assert_eq!(report.subject, node);
    assert_eq!(report.subject_authority, court.node.authority);
    assert_eq!(report.reporter, address_for("reporter"));
    assert_eq!(report.bps, 2_000);
    assert_eq!(report.bond, REPORT_BOND);
    assert_eq!(report.opened_at, court.stage.world.now());
    assert_eq!(report.target_slot, court.stage.world.slot() + 8);
    assert_eq!(court.hyper_of("reporter"), before - REPORT_BOND);
    assert_eq!(court.sums().bonds_held, REPORT_BOND);
    assert_eq!(court.bond(&node).frozen, 1);
    assert_eq!(court.accused().open_reports, 1);
    outcome.event_data::<SubjectReported>();
    court.assert_conserved();
}

#[test]
fn opens_a_report_about_a_validator() {
    let mut court = Court::new();
    let owner = address_for(&judge(0));
    let validator = pda("staking", &[b"validator", owner.as_ref()]);
    court
        .report_subject(&validator, Reason::Malicious, SHOWN)
        .accepted();
    let report = court.report(&court.address_of(&validator, SHOWN));
    assert_eq!(report.subject_authority, owner);
    assert_eq!(report.bps, 5_000);
    assert_eq!(court.bond(&validator).frozen, 1);
}

#[test]
fn rejects_second_report_of_the_same_evidence() {
    let mut court = Court::new();
    let node = court.node.address;
    court
        .report_subject(&node, Reason::Timeout, SHOWN)
        .accepted();
    // The system program's code for an account that exists.
    assert_refused(
        court.report_subject(&node, Reason::Malicious, SHOWN),
        ProgramError::Custom(0),
    );
    court
        .report_subject(&node, Reason::Malicious, [8; 32])
        .accepted();
    assert_eq!(court.bond(&node).frozen, 2);
}

#[test]
fn rejects_report_by_accused() {
    for name in ["accused-authority", "accused-operator"] {
        let mut court = Court::new();
        let node = court.node.address;
        court
            .stage
            .world
            .fund_hyper(&address_for(name), REPORT_BOND);
        let accounts = court.report_accounts(name, &node, SHOWN);
        let call = instruction::ReportSubject {
            reason: 3,
            shown: SHOWN,
        };
        assert_refused(
            court.send(call.to_instruction(accounts)),
            SlashingError::SelfReport,
        );
    }
}

#[test]
fn rejects_report_of_unbonded_subject() {
    let mut court = Court::new();
    let position = court.positions();
    let node = court.node.address;
    let bond = bond_of(&node);
    let mut state: hypernode_common::staking::Bond = court.stage.world.read(&bond);
    state.pledged = 0.into();
    court.stage.world.write_state(bond, &state);
    assert_refused(
        court.report_subject(&node, Reason::Timeout, SHOWN),
        SlashingError::SubjectNotBonded,
    );
    // What is releasing is slashable as well.
    state.releasing = 1.into();
    court.stage.world.write_state(bond, &state);
    court
        .report_subject(&node, Reason::Timeout, SHOWN)
        .accepted();
    assert_eq!(position.len(), 2);
}

#[test]
fn rejects_reason_that_is_unknown_or_does_not_fit() {
    let mut court = Court::new();
    let node = court.node.address;
    for reason in [0, 5, 255] {
        let accounts = court.report_accounts("reporter", &node, SHOWN);
        let call = instruction::ReportSubject {
            reason,
            shown: SHOWN,
        };
        assert_refused(
            court.send(call.to_instruction(accounts)),
            SlashingError::WrongReason,
        );
    }
    let owner = address_for(&judge(0));
    let validator = pda("staking", &[b"validator", owner.as_ref()]);
    for reason in [Reason::Timeout, Reason::Offline] {
        assert_refused(
            court.report_subject(&validator, reason, SHOWN),
            SlashingError::WrongReason,
        );
    }
}

#[test]
fn rejects_report_that_shows_nothing() {
    let mut court = Court::new();
    let node = court.node.address;
    assert_refused(
        court.report_subject(&node, Reason::Timeout, [0; 32]),
        SlashingError::ZeroDigest,
    );
}

#[test]
fn rejects_report_while_entries_are_paused() {
    let mut court = Court::new();
    let node = court.node.address;
    court.pause("guardian", true, false).accepted();
    assert_refused(
        court.report_subject(&node, Reason::Timeout, SHOWN),
        SlashingError::EntriesPaused,
    );
}

#[test]
fn rejects_report_without_the_bond() {
    let mut court = Court::new();
    let poor = court.stage.world.actor("poor").pubkey();
    court.stage.world.fund_hyper(&poor, REPORT_BOND - 1);
    let outcome = report_with(&mut court, |_, accounts| {
        accounts.reporter = poor;
        accounts.reporter_token = hyper_account(&poor);
    });
    // The token program's code for insufficient funds.
    assert_refused(outcome, ProgramError::Custom(1));
}

#[test]
fn rejects_bond_out_of_foreign_accounts() {
    let foreign = |change: fn(&mut Court) -> Pubkey| {
        let mut court = Court::new();
        report_with(&mut court, |court, accounts| {
            accounts.reporter_token = change(court);
        })
    };
    assert_refused(
        foreign(|court| court.stage.world.fund_hyper(&address_for("rich"), HYPER)),
        SlashingError::WrongTokenOwner,
    );
    assert_refused(
        foreign(|court| {
            let (at, owner) = (address_for("other-token"), address_for("reporter"));
            court
                .stage
                .world
                .write_token_account(at, &owner, &address_for("other-mint"), HYPER);
            at
        }),
        SlashingError::WrongTokenMint,
    );
    assert_refused(
        foreign(|court| {
            let at = hyper_account(&address_for("reporter"));
            court.stage.world.set_frozen(at, true);
            at
        }),
        SlashingError::TokenAccountFrozen,
    );
}

#[test]
fn rejects_substituted_vault() {
    let mut court = Court::new();
    let outcome = report_with(&mut court, |court, accounts| {
        accounts.bond_vault = court.stage.world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, SlashingError::WrongVault);
    assert_eq!(
        court.stage.world.token_account(&BOND_VAULT.address).mint,
        mint()
    );
}

#[test]
fn rejects_look_alike_account() {
    let mut court = Court::new();
    let node = court.node.address;
    // A copy of the node under another program.
    let mut copy = court.stage.world.account(&node).expect("the node");
    copy.owner = slashing::ID;
    let look_alike = address_for("look-alike");
    court.stage.world.write_account(look_alike, copy);
    let mut bond: hypernode_common::staking::Bond = court.stage.world.read(&bond_of(&node));
    bond.subject = look_alike;
    court.stage.world.write_state(bond_of(&look_alike), &bond);
    assert_refused(
        court.report_subject(&look_alike, Reason::Timeout, SHOWN),
        SlashingError::WrongSubject,
    );
    // A position is staking's, but no validator.
    let [position, _] = court.positions();
    bond.subject = position;
    court.stage.world.write_state(bond_of(&position), &bond);
    assert_refused(
        court.report_subject(&position, Reason::Malicious, SHOWN),
        SlashingError::WrongSubject,
    );
}

#[test]
fn rejects_bond_of_another_subject() {
    let mut court = Court::new();
    let outcome = report_with(&mut court, |_, accounts| {
        let owner = address_for(&judge(0));
        let validator = pda("staking", &[b"validator", owner.as_ref()]);
        accounts.link.bond = bond_of(&validator);
    });
    assert_refused(outcome, SlashingError::WrongSubject);
}

#[test]
fn rejects_another_address_of_the_report() {
    let mut court = Court::new();
    let outcome = report_with(&mut court, |court, accounts| {
        accounts.report = court.address_of(&accounts.link.subject, [8; 32]);
    });
    assert_refused(outcome, ProgramError::InvalidSeeds);
}

#[test]
fn rejects_aliased_accounts() {
    let mut court = Court::new();
    let outcome = report_with(&mut court, |_, accounts| {
        accounts.reporter_token = accounts.bond_vault;
    });
    assert_refused(outcome, DUPLICATE_MUTABLE_ACCOUNT);
}

#[test]
fn rejects_unsigned_report() {
    let mut court = Court::new();
    let node = court.node.address;
    let accounts = court.report_accounts("reporter", &node, SHOWN);
    let call = instruction::ReportSubject {
        reason: 3,
        shown: SHOWN,
    };
    let mut unsigned = call.to_instruction(accounts);
    unsigned.accounts[0].is_signer = false;
    assert_refused(court.send(unsigned), ProgramError::MissingRequiredSignature);
}
