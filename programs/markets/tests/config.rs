//! `initialize`, the parameters' bounds and `open_fee_shard`. The other instructions of the Config are the same in
//! every program; one case each shows that they are wired here.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::{MARKETS, SYSTEM_PROGRAM},
    hypernode_test_kit::{
        address_for, assert_refused, keypair_for, markets::*, mint, Signer, World, HYPER,
    },
    markets::{
        accounts,
        error::MarketsError,
        instruction,
        seeds::{find_fee_shard_address, find_fee_vault_address},
        state::{Config, FeeShard, MarketsParams},
    },
    solana_loader_v3_interface::get_program_data_address,
};

fn bare() -> World {
    World::with_programs(&["markets"])
}

#[test]
fn initializes_once() {
    let mut world = bare();
    let outcome = world.initialize_markets(markets_params()).accepted();
    let config = world.read::<Config>(&MARKETS.config.address);
    assert_eq!(config.head.authority, address_for("deployer"));
    assert_eq!(config.head.guardian, address_for("guardian"));
    assert_eq!(config.head.mint, mint());
    assert_eq!(MarketsParams::from(config.params), markets_params());
    assert_eq!(outcome.event("Initialized").u64("slot"), world.slot());
    assert_refused(
        world.initialize_markets(markets_params()),
        ProgramError::Custom(0),
    );
}

#[track_caller]
fn initialize_refused(
    signer: &str,
    change: impl FnOnce(&mut World, &mut accounts::Initialize),
    error: impl Into<ProgramError>,
) {
    let mut world = bare();
    let (deployer, payer) = (world.actor(signer), world.actor("payer"));
    let mut accounts = accounts::Initialize {
        config: MARKETS.config.address,
        mint: mint(),
        deployer: deployer.pubkey(),
        payer: payer.pubkey(),
        program_data: get_program_data_address(&markets::ID),
        system_program: SYSTEM_PROGRAM,
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    change(&mut world, &mut accounts);
    let data = instruction::Initialize {
        params: markets_params(),
        guardian: address_for("guardian"),
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&deployer, &payer]),
        error,
    );
}

#[test]
fn rejects_initialize_by_stranger() {
    initialize_refused("stranger", |_, _| (), MarketsError::NotDeployer);
}

#[test]
fn rejects_freezable_mint() {
    initialize_refused(
        "deployer",
        |world, accounts| {
            let other = address_for("other-mint");
            world.write_mint(other, 6, 0, Some(address_for("freezer")));
            accounts.mint = other;
        },
        MarketsError::MintCanFreeze,
    );
}

#[test]
fn rejects_a_mint_of_other_decimals() {
    initialize_refused(
        "deployer",
        |world, accounts| {
            let other = address_for("other-mint");
            world.write_mint(other, 9, 0, None);
            accounts.mint = other;
        },
        MarketsError::WrongMintDecimals,
    );
}

#[test]
fn rejects_each_parameter_past_its_bound() {
    let changes: [fn(&mut MarketsParams); 27] = [
        |p| p.treasury_bps = 2_001,
        |p| p.incentive_bps = 1_501,
        |p| p.orchestrator_bps = 1_001,
        |p| p.staker_bps = p.incentive_bps + 1,
        |p| p.burn_bps = 10_001,
        |p| p.tier_delay_seconds = [61, 8, 4, 2, 0],
        |p| p.tier_delay_seconds = [15, 8, 4, 2, 3],
        |p| p.attempts_max = 0,
        |p| p.attempts_max = 4,
        |p| p.fee_shards = 0,
        |p| p.fee_shards = 12,
        |p| p.fee_shards = 32,
        |p| p.epoch_seconds = 0,
        |p| p.close_delay_seconds = 7_199,
        |p| p.close_delay_seconds = 2_592_001,
        |p| p.verdict_window_seconds = 599,
        |p| p.verdict_window_seconds = 86_401,
        |p| p.challenge_bond_min = HYPER - 1,
        |p| p.challenge_bond_min = 10_000 * HYPER + 1,
        |p| p.challenge_bond_bps = 5_001,
        |p| p.verification_fee_bps = 5_001,
        |p| p.max_royalty_bps = 5_001,
        |p| p.panel_target = 2,
        |p| p.panel_target = 65,
        |p| p.seed_delay_slots = 3,
        |p| p.seed_delay_slots = 65,
        |p| p.discount_bps = [0, 0, 0, 0, 1],
    ];
    let mut world = bare();
    for change in changes {
        let mut params = markets_params();
        change(&mut params);
        assert_refused(
            world.initialize_markets(params),
            MarketsError::ParameterOutOfBounds,
        );
    }
}

#[test]
fn rejects_zero_keys_and_a_zero_genesis() {
    let mut world = bare();
    let mut without_treasury = markets_params();
    without_treasury.treasury = Default::default();
    let mut without_admin = markets_params();
    without_admin.market_admin = Default::default();
    for params in [without_treasury, without_admin] {
        assert_refused(world.initialize_markets(params), MarketsError::ZeroAddress);
    }
    let mut without_genesis = markets_params();
    without_genesis.genesis = [0; 32];
    assert_refused(
        world.initialize_markets(without_genesis),
        MarketsError::ZeroDigest,
    );
}

#[test]
fn accepts_each_parameter_at_its_bound() {
    let mut world = bare();
    world
        .initialize_markets(MarketsParams {
            treasury_bps: 2_000,
            incentive_bps: 1_500,
            orchestrator_bps: 1_000,
            staker_bps: 1_500,
            burn_bps: 10_000,
            tier_delay_seconds: [60; 5],
            attempts_max: 1,
            fee_shards: 16,
            epoch_seconds: 1,
            close_delay_seconds: 2_592_000,
            verdict_window_seconds: 86_400,
            challenge_bond_min: 10_000 * HYPER,
            challenge_bond_bps: 5_000,
            verification_fee_bps: 5_000,
            max_royalty_bps: 5_000,
            panel_target: 64,
            seed_delay_slots: 64,
            ..markets_params()
        })
        .accepted();
}

#[test]
fn rejects_a_change_of_what_is_fixed() {
    let changes: [fn(&mut MarketsParams); 4] = [
        |p| p.genesis = [2; 32],
        |p| p.fee_shards = 4,
        |p| p.epoch_origin_at += 1,
        |p| p.epoch_seconds += 1,
    ];
    let mut world = bare();
    world.initialize_markets(markets_params()).accepted();
    for change in changes {
        let mut params = markets_params();
        change(&mut params);
        assert_refused(
            world.update_markets_config(params),
            MarketsError::ParameterOutOfBounds,
        );
    }
}

#[test]
fn rejects_parameters_by_a_stranger() {
    let mut world = bare();
    world.initialize_markets(markets_params()).accepted();
    let stranger = world.actor("stranger");
    let accounts = accounts::UpdateConfig {
        config: MARKETS.config.address,
        authority: stranger.pubkey(),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    let data = instruction::UpdateConfig {
        params: markets_params(),
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&stranger]),
        MarketsError::NotAuthority,
    );
}

#[test]
fn hands_the_authority_over_in_two_steps() {
    let mut world = bare();
    world.initialize_markets(markets_params()).accepted();
    let (deployer, next, stranger) = (
        world.actor("deployer"),
        world.actor("next"),
        world.actor("stranger"),
    );
    let propose = accounts::ProposeAuthority {
        config: MARKETS.config.address,
        authority: deployer.pubkey(),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    let zero = instruction::ProposeAuthority {
        key: Default::default(),
    };
    assert_refused(
        world.send_to_markets(zero, &propose, &[&deployer]),
        MarketsError::ZeroAddress,
    );
    let data = instruction::ProposeAuthority { key: next.pubkey() };
    world
        .send_to_markets(data, &propose, &[&deployer])
        .accepted();
    let accept = |signer: &hypernode_test_kit::Keypair| accounts::AcceptAuthority {
        config: MARKETS.config.address,
        pending_authority: signer.pubkey(),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    assert_refused(
        world.send_to_markets(
            instruction::AcceptAuthority {},
            &accept(&stranger),
            &[&stranger],
        ),
        MarketsError::NotPendingAuthority,
    );
    world
        .send_to_markets(instruction::AcceptAuthority {}, &accept(&next), &[&next])
        .accepted();
    let config = world.read::<Config>(&MARKETS.config.address);
    assert_eq!(config.head.authority, next.pubkey());
}

#[test]
fn pauses_and_unpauses() {
    let mut world = bare();
    world.initialize_markets(markets_params()).accepted();
    let (deployer, stranger) = (world.actor("deployer"), world.actor("stranger"));
    let unpause = accounts::Unpause {
        config: MARKETS.config.address,
        authority: deployer.pubkey(),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    assert_refused(
        world.send_to_markets(instruction::Unpause {}, &unpause, &[&deployer]),
        MarketsError::NotPaused,
    );
    let pause = accounts::Pause {
        config: MARKETS.config.address,
        guardian: stranger.pubkey(),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    let data = instruction::Pause {
        entries: true,
        exits: false,
    };
    assert_refused(
        world.send_to_markets(data, &pause, &[&stranger]),
        MarketsError::NotGuardian,
    );
    world.pause_markets(true, true).accepted();
    assert_refused(world.pause_markets(false, true), MarketsError::PauseTooSoon);
    world
        .send_to_markets(instruction::Unpause {}, &unpause, &[&deployer])
        .accepted();
}

#[test]
fn replaces_the_guardian() {
    let mut world = bare();
    world.initialize_markets(markets_params()).accepted();
    let deployer = world.actor("deployer");
    let accounts = accounts::SetGuardian {
        config: MARKETS.config.address,
        authority: deployer.pubkey(),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    let data = instruction::SetGuardian {
        key: address_for("new-guardian"),
    };
    world
        .send_to_markets(data, &accounts, &[&deployer])
        .accepted();
    assert_refused(world.pause_markets(true, false), MarketsError::NotGuardian);
}

#[test]
fn opens_each_fee_shard_once() {
    let mut world = bare();
    world.initialize_markets(markets_params()).accepted();
    world.open_fee_shard(7).accepted();
    let shard = world.read::<FeeShard>(&find_fee_shard_address(7).0);
    assert_eq!((shard.shard, shard.epoch.get()), (7, 1));
    let vault = world.token_account(&find_fee_vault_address(7).0);
    assert_eq!(vault.owner, find_fee_shard_address(7).0);
    assert_refused(world.open_fee_shard(7), ProgramError::Custom(0));
    assert_refused(world.open_fee_shard(8), MarketsError::ShardOutOfRange);
}

#[test]
fn rejects_a_shard_of_a_foreign_mint() {
    let mut world = bare();
    world.initialize_markets(markets_params()).accepted();
    let other = address_for("other-mint");
    world.write_mint(other, 6, 0, None);
    let payer = keypair_for("payer");
    let accounts = accounts::OpenFeeShard {
        payer: payer.pubkey(),
        config: MARKETS.config.address,
        mint: other,
        fee_shard: find_fee_shard_address(0).0,
        fee_vault: find_fee_vault_address(0).0,
        token_program: hypernode_common::programs::TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    assert_refused(
        world.send_to_markets(instruction::OpenFeeShard { shard: 0 }, &accounts, &[&payer]),
        MarketsError::WrongMint,
    );
}
