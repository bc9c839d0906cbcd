//! 1-7 and what sibling programs call: 11 sync_weight, 16 receive_fees.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::{
        GOVERNANCE, INCENTIVE_VAULT, MARKETS, REGISTRY, REWARDS, REWARDS_STATE, REWARDS_VAULTS,
        SLASHING, STAKER_VAULT, STAKING,
    },
    hypernode_test_kit::{
        address_for, assert_refused, mint,
        staking::{rewards_params, FeesOf},
        Instruction, Outcome, Pubkey, Signer, World, HYPER,
    },
    rewards::{
        accounts,
        error::RewardsError,
        events::{FeesReceived, Initialized},
        instruction,
        seeds::{find_epoch_address, find_reward_address},
        state::{Config, EpochPool, RewardsParams},
    },
};

const STAKE: u64 = 10_000 * HYPER;

fn initialize(change: impl FnOnce(&mut World, &mut accounts::Initialize)) -> (World, Outcome) {
    let mut world = World::with_programs(&["rewards"]);
    let mut accounts = world.initialize_rewards_accounts();
    change(&mut world, &mut accounts);
    let call = instruction::Initialize {
        params: rewards_params(),
        guardian: address_for("guardian"),
    };
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    (world, outcome)
}

#[test]
fn accepts_initialize_by_deployer() {
    let (world, outcome) = initialize(|_, accounts| accounts.payer = accounts.deployer);
    outcome.accepted().event_data::<Initialized>();
    for vault in [STAKER_VAULT, INCENTIVE_VAULT] {
        let account = world.token_account(&vault.address);
        assert_eq!(account.owner, REWARDS_VAULTS.address);
        assert_eq!(account.mint, mint());
    }
    let config: Config = world.read(&REWARDS.config.address);
    assert_eq!(config.head.authority, address_for("deployer"));
}

#[test]
fn rejects_initialize_by_stranger() {
    let (_, outcome) =
        initialize(|world, accounts| accounts.deployer = world.actor("stranger").pubkey());
    assert_refused(outcome, RewardsError::NotDeployer);
}

#[test]
fn rejects_freezable_mint_and_other_decimals() {
    let other = address_for("other-mint");
    let (_, outcome) = initialize(|world, accounts| {
        world.write_mint(other, 6, 1, Some(address_for("stranger")));
        accounts.mint = other;
    });
    assert_refused(outcome, RewardsError::MintCanFreeze);
    let (_, outcome) = initialize(|world, accounts| {
        world.write_mint(other, 9, 1, None);
        accounts.mint = other;
    });
    assert_refused(outcome, RewardsError::WrongMintDecimals);
}

fn assert_out_of_bounds(change: impl FnOnce(&mut RewardsParams), error: RewardsError) {
    let mut params = rewards_params();
    change(&mut params);
    let mut world = World::with_programs(&["rewards"]);
    assert_refused(world.initialize_rewards(params), error);
}

#[test]
fn rejects_parameters_out_of_bounds() {
    let refused = RewardsError::ParameterOutOfBounds;
    for bps in [999, 6_001] {
        assert_out_of_bounds(|params| params.unlock_rewards_bps = bps, refused);
    }
    for bps in [999, 4_001] {
        assert_out_of_bounds(|params| params.unlock_burn_bps = bps, refused);
    }
    for seconds in [604_799, 7_776_001] {
        assert_out_of_bounds(|params| params.stream_seconds = seconds, refused);
    }
    for shards in [0, 3, 32] {
        assert_out_of_bounds(|params| params.fee_shards = shards, refused);
    }
    assert_out_of_bounds(|params| params.min_total_weight = 999_999, refused);
    assert_out_of_bounds(|params| params.unlock_period_seconds = 0, refused);
    let zero = RewardsError::ZeroAddress;
    assert_out_of_bounds(|params| params.treasury = Pubkey::default(), zero);
    assert_out_of_bounds(|params| params.operations = Pubkey::default(), zero);
    assert_out_of_bounds(|params| params.unlock_authority = Pubkey::default(), zero);
}

fn update(world: &mut World, signer: &str, change: impl FnOnce(&mut RewardsParams)) -> Outcome {
    let mut params = rewards_params();
    change(&mut params);
    let accounts = accounts::UpdateConfig {
        config: REWARDS.config.address,
        authority: world.actor(signer).pubkey(),
        event_authority: REWARDS.event_authority.address,
        program: REWARDS.id,
    };
    world.submit(&[instruction::UpdateConfig { params }.to_instruction(accounts)])
}

#[test]
fn keeps_what_is_fixed() {
    let mut world = World::with_staking();
    let refused = RewardsError::ParameterOutOfBounds;
    assert_refused(
        update(&mut world, "deployer", |params| params.fee_shards = 16),
        refused,
    );
    assert_refused(
        update(&mut world, "deployer", |params| {
            params.unlock_origin_at += 1
        }),
        refused,
    );
    assert_refused(
        update(&mut world, "deployer", |params| {
            params.unlock_period_seconds += 1
        }),
        refused,
    );
    assert_refused(
        update(&mut world, "stranger", |_| ()),
        RewardsError::NotAuthority,
    );
    update(&mut world, "deployer", |params| {
        params.stream_seconds = 604_800
    })
    .accepted();
}

/// Every refusal of a caller: a wallet, each other caller PDA, and the right one without its signature.
fn assert_only_for(world: &mut World, caller: &Pubkey, call: &Instruction) {
    let others = [REGISTRY, MARKETS, STAKING, REWARDS, SLASHING, GOVERNANCE]
        .map(|program| program.caller.address)
        .into_iter()
        .filter(|other| other != caller);
    world.actor("wallet");
    for other in others.chain([address_for("wallet")]) {
        let mut forged = call.clone();
        forged.accounts[0].pubkey = other;
        assert_refused(world.submit_as(&other, &[forged]), RewardsError::NotCaller);
    }
    let mut unsigned = call.clone();
    unsigned.accounts[0].is_signer = false;
    assert_refused(
        world.submit(&[unsigned]),
        ProgramError::MissingRequiredSignature,
    );
}

fn sync_call(position: &Pubkey, old: u128, new: u128) -> Instruction {
    instruction::SyncWeight { old, new }.to_instruction(accounts::SyncWeight {
        caller: STAKING.caller.address,
        config: REWARDS.config.address,
        state: REWARDS_STATE.address,
        reward_account: find_reward_address(position).0,
        event_authority: REWARDS.event_authority.address,
        program: REWARDS.id,
    })
}

#[test]
fn rejects_fake_caller() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 14);
    let call = sync_call(&position, STAKE.into(), 0);
    assert_only_for(&mut world, &STAKING.caller.address, &call);
    let call = world.receive_fees_call(FeesOf::default());
    assert_only_for(&mut world, &MARKETS.caller.address, &call);
}

#[test]
fn rejects_weight_that_was_not_recorded() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 14);
    let call = sync_call(&position, u128::from(STAKE) + 1, 0);
    let outcome = world.submit_as(&STAKING.caller.address, &[call]);
    assert_refused(outcome, RewardsError::WeightMismatch);
}

fn fees() -> FeesOf {
    FeesOf {
        shard: 2,
        label: 5,
        staker: 100,
        incentive: 400,
        points: 1_500,
        next_label: 6,
    }
}

#[test]
fn books_the_fees_of_a_shard() {
    let mut world = World::with_staking();
    world.stake("alice", 0, STAKE, 14);
    let outcome = world.receive_fees(fees()).accepted();
    let state = world.rewards_state();
    assert_eq!(state.allocated, 100);
    assert_eq!(state.incentive_in, 400);
    assert_eq!(state.shard_labels[2], 6);
    let pool: EpochPool = world.read(&find_epoch_address(5).0);
    assert_eq!((pool.amount.get(), pool.points.get()), (400, 1_500));
    outcome.event_data::<FeesReceived>();

    let second = FeesOf { shard: 3, ..fees() };
    world.receive_fees(second).accepted();
    let pool: EpochPool = world.read(&find_epoch_address(5).0);
    assert_eq!((pool.amount.get(), pool.points.get()), (800, 3_000));
}

#[test]
fn rejects_fees_that_the_vaults_do_not_hold() {
    let mut world = World::with_staking();
    for (vault, amount) in [(STAKER_VAULT, 99), (INCENTIVE_VAULT, 400)] {
        world.fill_vault(vault.address, amount);
    }
    let call = world.receive_fees_call(fees());
    let outcome = world.submit_as(&MARKETS.caller.address, std::slice::from_ref(&call));
    assert_refused(outcome, RewardsError::VaultShort);
    world.fill_vault(STAKER_VAULT.address, 1);
    world.write_token_account(
        INCENTIVE_VAULT.address,
        &REWARDS_VAULTS.address,
        &mint(),
        399,
    );
    let outcome = world.submit_as(&MARKETS.caller.address, &[call]);
    assert_refused(outcome, RewardsError::VaultShort);
}

#[test]
fn rejects_labels_out_of_order() {
    let mut world = World::with_staking();
    world.receive_fees(fees()).accepted();
    for (label, next_label) in [(5, 6), (7, 7), (6, 5), (0, 6)] {
        let wrong = FeesOf {
            label,
            next_label,
            ..fees()
        };
        assert_refused(world.receive_fees(wrong), RewardsError::EpochLabelWrong);
    }
    let next = FeesOf {
        label: 6,
        next_label: 6,
        ..fees()
    };
    world.receive_fees(next).accepted();
}

#[test]
fn rejects_shard_that_does_not_exist() {
    let mut world = World::with_staking();
    let outcome = world.receive_fees(FeesOf { shard: 8, ..fees() });
    assert_refused(outcome, RewardsError::ShardOutOfRange);
}

#[test]
fn rejects_substituted_vault() {
    let mut world = World::with_staking();
    world.fund_hyper(&address_for("thief"), STAKE);
    let thief = hypernode_test_kit::hyper_account(&address_for("thief"));
    for incentive in [false, true] {
        let mut accounts = world.receive_fees_accounts(5);
        if incentive {
            accounts.incentive_vault = thief;
        } else {
            accounts.staker_vault = thief;
        }
        let call = instruction::ReceiveFees {
            shard: 2,
            label: 5,
            staker: 0,
            incentive: 0,
            points: 0,
            next_label: 5,
        };
        let outcome = world.submit_as(&MARKETS.caller.address, &[call.to_instruction(accounts)]);
        assert_refused(outcome, RewardsError::WrongVault);
    }
}
