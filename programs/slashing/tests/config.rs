//! Parameters, their bounds, and what a pause stops.

use {
    hypernode_test_kit::{
        assert_refused,
        slashing::{slashing_params, Court},
        Pubkey, HYPER,
    },
    slashing::{
        error::SlashingError,
        state::{check_params, SlashingParams},
    },
};

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
fn rejects_pause_by_stranger() {
    let mut court = Court::new();
    assert_refused(
        court.pause("stranger", true, true),
        SlashingError::NotGuardian,
    );
}
