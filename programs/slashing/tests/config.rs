//! Authority, guardian, pauses, parameters and their bounds.

use {
    hypernode_common::{
        programs::{SLASHING, SLASHING_STATE},
        slashing::Reason,
    },
    hypernode_test_kit::{
        address_for, assert_refused,
        slashing::{slashing_params, Court, REPORT_BOND},
        staking::DAY,
        Outcome, Pubkey, Signer, HYPER,
    },
    slashing::{
        accounts,
        error::SlashingError,
        instruction,
        instructions::{
            AuthorityAccepted, AuthorityProposed, ConfigUpdated, GuardianSet, Paused, Unpaused,
        },
        state::{check_params, Config, SlashingParams},
    },
};

fn config(court: &Court) -> Config {
    court.stage.world.read(&SLASHING.config.address)
}

fn propose(court: &mut Court, signer: &str, key: Pubkey) -> Outcome {
    let accounts = accounts::ProposeAuthority {
        config: SLASHING.config.address,
        authority: court.stage.world.actor(signer).pubkey(),
        event_authority: SLASHING.event_authority.address,
        program: SLASHING.id,
    };
    court.send(instruction::ProposeAuthority { key }.to_instruction(accounts))
}

fn accept(court: &mut Court, signer: &str) -> Outcome {
    let accounts = accounts::AcceptAuthority {
        config: SLASHING.config.address,
        pending_authority: court.stage.world.actor(signer).pubkey(),
        event_authority: SLASHING.event_authority.address,
        program: SLASHING.id,
    };
    court.send(instruction::AcceptAuthority {}.to_instruction(accounts))
}

fn set_guardian(court: &mut Court, signer: &str, key: Pubkey) -> Outcome {
    let accounts = accounts::SetGuardian {
        config: SLASHING.config.address,
        authority: court.stage.world.actor(signer).pubkey(),
        event_authority: SLASHING.event_authority.address,
        program: SLASHING.id,
    };
    court.send(instruction::SetGuardian { key }.to_instruction(accounts))
}

fn unpause(court: &mut Court, signer: &str) -> Outcome {
    let accounts = accounts::Unpause {
        config: SLASHING.config.address,
        authority: court.stage.world.actor(signer).pubkey(),
        event_authority: SLASHING.event_authority.address,
        program: SLASHING.id,
    };
    court.send(instruction::Unpause {}.to_instruction(accounts))
}

#[test]
fn accepts_authority_in_two_steps() {
    let mut court = Court::new();
    let next = address_for("next");
    let outcome = propose(&mut court, "deployer", next).accepted();
    outcome.event_data::<AuthorityProposed>();
    let head = config(&court).head;
    assert_eq!(
        (head.authority, head.pending_authority),
        (address_for("deployer"), next)
    );
    let outcome = accept(&mut court, "next").accepted();
    outcome.event_data::<AuthorityAccepted>();
    let head = config(&court).head;
    assert_eq!(
        (head.authority, head.pending_authority),
        (next, Pubkey::default())
    );
    assert_eq!(config(&court).changes, 3);
    // The one before has nothing to say any more.
    assert_refused(
        court.update_config(slashing_params(), "deployer"),
        SlashingError::NotAuthority,
    );
    court.update_config(slashing_params(), "next").accepted();
}

#[test]
fn rejects_authority_proposed_by_others_or_for_nobody() {
    let mut court = Court::new();
    for signer in ["stranger", "guardian"] {
        assert_refused(
            propose(&mut court, signer, address_for("stranger")),
            SlashingError::NotAuthority,
        );
    }
    assert_refused(
        propose(&mut court, "deployer", Pubkey::default()),
        SlashingError::ZeroAddress,
    );
}

#[test]
fn rejects_authority_that_was_not_proposed() {
    let mut court = Court::new();
    assert_refused(
        accept(&mut court, "stranger"),
        SlashingError::NotPendingAuthority,
    );
    propose(&mut court, "deployer", address_for("next")).accepted();
    assert_refused(
        accept(&mut court, "stranger"),
        SlashingError::NotPendingAuthority,
    );
}

#[test]
fn accepts_guardian_of_authority_alone() {
    let mut court = Court::new();
    let next = address_for("next");
    assert_refused(
        set_guardian(&mut court, "guardian", next),
        SlashingError::NotAuthority,
    );
    assert_refused(
        set_guardian(&mut court, "deployer", Pubkey::default()),
        SlashingError::ZeroAddress,
    );
    let outcome = set_guardian(&mut court, "deployer", next).accepted();
    outcome.event_data::<GuardianSet>();
    assert_eq!(config(&court).head.guardian, next);
    assert_refused(
        court.pause("guardian", true, false),
        SlashingError::NotGuardian,
    );
}

fn refuses(change: impl FnOnce(&mut SlashingParams)) {
    let mut params = slashing_params();
    change(&mut params);
    assert_eq!(
        check_params(&slashing_params(), &params),
        Err(SlashingError::ParameterOutOfBounds)
    );
}

fn takes(change: impl FnOnce(&mut SlashingParams)) {
    let mut params = slashing_params();
    change(&mut params);
    assert_eq!(check_params(&slashing_params(), &params), Ok(()));
}

#[test]
fn accepts_every_parameter_at_its_bounds_and_none_past_them() {
    takes(|params| params.reason_bps = [0, 5_000, 0, 5_000]);
    for reason in 0..4 {
        refuses(|params| params.reason_bps[reason] = 5_001);
    }
    for bond in [10 * HYPER, 10_000 * HYPER] {
        takes(|params| params.report_bond = bond);
    }
    for bond in [10 * HYPER - 1, 10_000 * HYPER + 1] {
        refuses(|params| params.report_bond = bond);
    }
    let shares = |burn, treasury, reporter| {
        move |params: &mut SlashingParams| {
            params.burn_bps = burn;
            params.treasury_bps = treasury;
            params.reporter_bps = reporter;
        }
    };
    takes(shares(3_000, 5_000, 2_000));
    takes(shares(10_000, 0, 0));
    refuses(shares(2_999, 5_001, 2_000));
    refuses(shares(5_000, 2_999, 2_001));
    refuses(shares(5_000, 3_000, 1_999));
    refuses(shares(5_001, 3_000, 2_000));
    for window in [86_400, 1_209_600] {
        takes(|params| params.vote_window_seconds = window);
        takes(|params| params.appeal_vote_window_seconds = window);
    }
    for window in [86_399, 1_209_601] {
        refuses(|params| params.vote_window_seconds = window);
        refuses(|params| params.appeal_vote_window_seconds = window);
    }
    for window in [86_400, 604_800] {
        takes(|params| params.appeal_window_seconds = window);
    }
    for window in [86_399, 604_801] {
        refuses(|params| params.appeal_window_seconds = window);
    }
    for votes in [3, 9] {
        takes(|params| params.confirm_votes = votes);
    }
    for votes in [2, 10] {
        refuses(|params| params.confirm_votes = votes);
    }
    for votes in [5, 15] {
        takes(|params| params.appeal_votes = votes);
    }
    for votes in [4, 16] {
        refuses(|params| params.appeal_votes = votes);
    }
    for target in [3, 64] {
        takes(|params| params.panel_target = target);
    }
    for target in [2, 65] {
        refuses(|params| params.panel_target = target);
    }
    for delay in [4, 64] {
        takes(|params| params.seed_delay_slots = delay);
    }
    for delay in [3, 65] {
        refuses(|params| params.seed_delay_slots = delay);
    }
}

#[test]
fn rejects_zero_treasury() {
    let mut params = slashing_params();
    params.treasury = Pubkey::default();
    let mut court = Court::new();
    assert_refused(
        court.update_config(params, "deployer"),
        SlashingError::ZeroAddress,
    );
}

#[test]
fn updates_parameters_as_authority_alone() {
    let mut court = Court::new();
    let mut params = slashing_params();
    params.confirm_votes = 4;
    assert_refused(
        court.update_config(params, "guardian"),
        SlashingError::NotAuthority,
    );
    court.update_config(params, "deployer").accepted();
    params.confirm_votes = 10;
    assert_refused(
        court.update_config(params, "deployer"),
        SlashingError::ParameterOutOfBounds,
    );
}

#[test]
fn updates_parameters_with_both_values_in_the_event() {
    let mut court = Court::new();
    let mut params = slashing_params();
    params.report_bond = 200 * HYPER;
    let outcome = court.update_config(params, "deployer").accepted();
    assert_eq!(SlashingParams::from(config(&court).params), params);
    outcome.assert_emitted(&ConfigUpdated {
        config: SLASHING.config.address,
        config_changes: 2,
        params_before: slashing_params(),
        params_after: params,
        slot: court.stage.world.slot(),
        at: court.stage.world.now(),
    });
}

#[test]
fn accepts_pauses_by_guardian_and_authority() {
    for signer in ["guardian", "deployer"] {
        let mut court = Court::new();
        let outcome = court.pause(signer, true, true).accepted();
        outcome.event_data::<Paused>();
        let head = config(&court).head;
        assert_eq!(head.entries_paused, 1);
        assert_eq!(
            head.exits_paused_until.get(),
            court.stage.world.now() + 3 * DAY
        );
    }
}

#[test]
fn rejects_pause_by_stranger_and_of_nothing() {
    let mut court = Court::new();
    assert_refused(
        court.pause("stranger", true, true),
        SlashingError::NotGuardian,
    );
    assert_refused(
        court.pause("guardian", false, false),
        SlashingError::ParameterOutOfBounds,
    );
}

#[test]
fn lapses_exit_pause_after_72_hours_and_keeps_the_guardian_from_repeating_it() {
    let mut court = Court::new();
    court.pause("guardian", false, true).accepted();
    court.stage.world.warp_seconds(30 * DAY);
    assert_refused(
        court.pause("guardian", false, true),
        SlashingError::PauseTooSoon,
    );
    // The authority may, and the guardian may pause entries meanwhile.
    court.pause("guardian", true, false).accepted();
    let mut later = court.clone();
    later.pause("deployer", false, true).accepted();
    court.stage.world.warp_seconds(1);
    court.pause("guardian", false, true).accepted();
}

#[test]
fn rejects_unpause_by_guardian_and_of_nothing() {
    let mut court = Court::new();
    assert_refused(unpause(&mut court, "deployer"), SlashingError::NotPaused);
    court.pause("guardian", true, true).accepted();
    assert_refused(unpause(&mut court, "guardian"), SlashingError::NotAuthority);
    let outcome = unpause(&mut court, "deployer").accepted();
    outcome.event_data::<Unpaused>();
    let head = config(&court).head;
    assert_eq!((head.entries_paused, head.exits_paused_until.get()), (0, 0));
    assert_refused(unpause(&mut court, "deployer"), SlashingError::NotPaused);
}

#[test]
fn rejects_bond_beyond_what_the_sums_hold() {
    let mut court = Court::new();
    let node = court.node.address;
    let mut sums = court.sums();
    sums.bonds_held = (u64::MAX - REPORT_BOND + 1).into();
    court.stage.world.write_state(SLASHING_STATE.address, &sums);
    assert_refused(
        court.report_subject(&node, Reason::Timeout, [7; 32]),
        SlashingError::Overflow,
    );
    sums.bonds_held = (u64::MAX - REPORT_BOND).into();
    court.stage.world.write_state(SLASHING_STATE.address, &sums);
    court
        .report_subject(&node, Reason::Timeout, [7; 32])
        .accepted();
}
