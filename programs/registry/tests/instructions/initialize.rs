use {
    crate::support::{initialize_call, uninitialised, with},
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused, defaults, mint, Pubkey, World, DECIMALS, TOTAL_SUPPLY,
    },
    registry::{error::RegistryError, events::Initialized, seeds, state},
    serde_json::{json, Value},
};

fn initialize(world: &mut World, params: Value) -> hypernode_test_kit::Outcome {
    let guardian = address_for("guardian").to_string();
    let call = initialize_call().args(json!({ "params": params, "guardian": guardian }));
    world.submit(&[call.instruction()])
}

#[test]
fn creates_the_config_with_the_deployer_as_authority() {
    let mut world = uninitialised();
    let outcome = initialize(&mut world, defaults::registry_params()).accepted();

    let (address, bump) = seeds::find_config_address();
    let config: state::Config = world.read(&address);
    assert_eq!((config.version, config.bump), (1, bump));
    assert_eq!(config.head.authority, address_for("deployer"));
    assert_eq!(config.head.guardian, address_for("guardian"));
    assert_eq!(config.head.mint, mint());
    assert_eq!(config.head.initialised_slot.get(), world.slot());
    assert_eq!(config.rent_payer, address_for("payer"));
    assert_eq!(config.changes.get(), 1);
    outcome.assert_emitted(&Initialized {
        config: address,
        config_changes: 1,
        authority: config.head.authority,
        guardian: config.head.guardian,
        mint: config.head.mint,
        params: config.params.into(),
        rent_payer: config.rent_payer,
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn accepts_the_fixed_deployer_without_the_upgradeable_loader() {
    let mut world = uninitialised();
    let program = hypernode_test_kit::program_id_for("registry");
    let code = hypernode_test_kit::read_artifact("registry");
    let loader = solana_pubkey_of("BPFLoader2111111111111111111111111111111111");
    world
        .svm_mut()
        .add_program_with_loader(program, &code, loader)
        .expect("the program loads");
    initialize(&mut world, defaults::registry_params()).accepted();
}

fn solana_pubkey_of(text: &str) -> Pubkey {
    text.parse().expect("base58")
}

#[test]
fn rejects_initialize_by_stranger() {
    let mut world = uninitialised();
    let call = initialize_call().account("deployer", address_for("stranger"));
    let outcome = world.submit(&[call.instruction()]);
    assert_refused(outcome, RegistryError::NotDeployer);
}

#[test]
fn rejects_initialize_with_another_programs_data() {
    let mut world = uninitialised();
    let call = initialize_call().account("program_data", address_for("stranger"));
    let outcome = world.submit(&[call.instruction()]);
    assert_refused(outcome, RegistryError::NotDeployer);
}

#[test]
fn rejects_initialize_with_another_account_as_the_program() {
    // Whoever could choose this account could choose the loader, and with it who the deployer is.
    let mut world = uninitialised();
    let call = initialize_call().account("program", address_for("stranger"));
    let outcome = world.submit(&[call.instruction()]);
    assert_refused(outcome, RegistryError::NotDeployer);
}

#[test]
fn rejects_initialize_of_a_program_nobody_may_upgrade() {
    let mut world = uninitialised();
    world.deploy("registry", None);
    let outcome = initialize(&mut world, defaults::registry_params());
    assert_refused(outcome, RegistryError::NotDeployer);
}

#[test]
fn rejects_a_second_initialize() {
    let mut world = uninitialised();
    initialize(&mut world, defaults::registry_params()).accepted();
    let outcome = initialize(&mut world, defaults::registry_params());
    assert!(!outcome.is_accepted());
    hypernode_test_kit::assert_nothing_moved(&outcome);
}

#[test]
fn rejects_a_mint_with_other_decimals() {
    let mut world = uninitialised();
    world.write_mint(mint(), DECIMALS + 1, TOTAL_SUPPLY, None);
    let outcome = initialize(&mut world, defaults::registry_params());
    assert_refused(outcome, RegistryError::WrongMintDecimals);
}

#[test]
fn rejects_freezable_mint() {
    let mut world = uninitialised();
    let freezer = address_for("stranger");
    world.write_mint(mint(), DECIMALS, TOTAL_SUPPLY, Some(freezer));
    let outcome = initialize(&mut world, defaults::registry_params());
    assert_refused(outcome, RegistryError::MintCanFreeze);
}

#[test]
fn rejects_foreign_mint() {
    let mut world = uninitialised();
    let call = initialize_call().account("mint", address_for("stranger"));
    let outcome = world.submit(&[call.instruction()]);
    assert_refused(outcome, ProgramError::IllegalOwner);
}

#[test]
fn rejects_a_zero_guardian() {
    let mut world = uninitialised();
    let zero = Pubkey::default().to_string();
    let call =
        initialize_call().args(json!({ "params": defaults::registry_params(), "guardian": zero }));
    let outcome = world.submit(&[call.instruction()]);
    assert_refused(outcome, RegistryError::ZeroAddress);
}

/// Every parameter with its bounds: refused one past each, accepted at each.
#[test]
fn rejects_each_parameter_one_past_its_bounds() {
    let bounds: &[(&str, i64, i64)] = &[
        ("heartbeat_floor_seconds", 10, 300),
        ("offline_after_seconds", 120, 3_600),
        ("slashable_after_seconds", 86_400, 1_209_600),
        ("health_interval_seconds", 60, 3_600),
        ("health_step", 0, 50),
        ("health_cap", 0, 200),
        ("payout_delay_seconds", 3_600, 604_800),
        ("node_close_delay_seconds", 604_800, 2_592_000),
        ("fingerprint_rest_seconds", 0, 7_776_000),
        ("min_runs_gold", 0, 1_000),
        ("min_counted_fee", 1_000, 1_000_000_000),
        ("name_fee", 1_000_000, 10_000_000_000),
    ];
    let fresh = uninitialised();
    let with_value = |name: &str, value: i64| {
        let mut world = fresh.clone();
        initialize(&mut world, with(defaults::registry_params(), name, value))
    };
    for (name, low, high) in bounds {
        with_value(name, *low).accepted();
        with_value(name, *high).accepted();
        assert_refused(
            with_value(name, high + 1),
            RegistryError::ParameterOutOfBounds,
        );
        if *low > 0 {
            assert_refused(
                with_value(name, low - 1),
                RegistryError::ParameterOutOfBounds,
            );
        }
    }
}

#[test]
fn rejects_tier_cuts_that_do_not_rise_below_a_thousand() {
    let fresh = uninitialised();
    for cuts in [
        [200, 200, 750, 900],
        [500, 200, 750, 900],
        [200, 500, 750, 1_000],
    ] {
        let mut world = fresh.clone();
        let params = with(defaults::registry_params(), "tier_cuts", json!(cuts));
        assert_refused(
            initialize(&mut world, params),
            RegistryError::ParameterOutOfBounds,
        );
    }
    let mut world = fresh.clone();
    let params = with(
        defaults::registry_params(),
        "tier_cuts",
        json!([1, 2, 3, 999]),
    );
    initialize(&mut world, params).accepted();
}

#[test]
fn rejects_a_zero_treasury() {
    let mut world = uninitialised();
    let zero = Pubkey::default().to_string();
    let params = with(defaults::registry_params(), "treasury", zero);
    assert_refused(initialize(&mut world, params), RegistryError::ZeroAddress);
}
