//! 10 stake.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::STAKING,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account,
        staking::{position_of, DAY},
        Outcome, Pubkey, Signer, World, DUPLICATE_MUTABLE_ACCOUNT, HYPER,
    },
    staking::{
        accounts,
        error::StakingError,
        events::{PositionChange, PositionStaked, TotalsChange},
        instruction,
        state::{PositionState, TotalsState},
    },
};

const STAKE: u64 = 10_000 * HYPER;

/// A world in which alice may stake, and the call with one account changed.
fn stake_with(change: impl FnOnce(&mut World, &mut accounts::Stake)) -> Outcome {
    let mut world = World::with_staking();
    world
        .open_reward_account(&position_of("alice", 0), "payer")
        .accepted();
    world.fund_hyper(&address_for("alice"), STAKE);
    let mut accounts = world.stake_accounts("alice", 0);
    change(&mut world, &mut accounts);
    let call = instruction::Stake {
        index: 0,
        amount: STAKE,
        lock_days: 365,
    };
    world.submit(&[call.to_instruction(accounts)])
}

#[test]
fn accepts_stake_and_weighs_it() {
    let mut world = World::with_staking();
    let outcome = world.try_stake("alice", 0, STAKE, 365).accepted();
    let position = position_of("alice", 0);

    let state = world.position(&position);
    assert_eq!(state.owner, address_for("alice"));
    assert_eq!(state.amount, STAKE);
    assert_eq!(state.multiplier_bps, 40_000);
    assert_eq!(state.weight, 40_000 * HYPER as u128);
    assert_eq!(state.unlock_at, world.now() + 365 * DAY);
    assert_eq!(world.totals().principal, STAKE);
    assert_eq!(world.totals().weight, state.weight);
    assert_eq!(world.rewards_state().total_weight, state.weight);
    assert_eq!(world.reward_account(&position).weight, state.weight);
    assert_eq!(world.stake_vault_balance(), STAKE);
    assert_eq!(world.hyper_of(&address_for("alice")), 0);
    outcome.assert_emitted(&PositionStaked {
        owner: address_for("alice"),
        index: 0,
        position: PositionChange {
            key: position,
            changes: 1,
            before: PositionState::default(),
            after: PositionState {
                pledge: 1,
                amount: STAKE,
                lock_days: 365,
                multiplier_bps: 40_000,
                locked_at: world.now(),
                unlock_at: world.now() + 365 * DAY,
                weight: 40_000 * HYPER as u128,
                weight_slot: world.slot(),
                ..PositionState::default()
            },
        },
        totals: TotalsChange {
            key: hypernode_common::programs::TOTALS.address,
            changes: 2,
            before: TotalsState::default(),
            after: TotalsState {
                principal: STAKE,
                positions: 1,
                weight: 40_000 * HYPER as u128,
                ..TotalsState::default()
            },
        },
        amount: STAKE,
        source: hyper_account(&address_for("alice")),
        vault: staking::constants::VAULT,
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn accepts_owner_as_payer() {
    stake_with(|_, accounts| accounts.payer = accounts.owner).accepted();
}

#[test]
fn keeps_positions_of_one_owner_apart() {
    let mut world = World::with_staking();
    let first = world.stake("alice", 0, STAKE, 30);
    let second = world.stake("alice", 1, STAKE, 90);
    assert_ne!(first, second);
    assert_eq!(world.totals().positions, 2);
    assert_eq!(world.totals().weight, 35_000 * HYPER as u128);
}

#[test]
fn rejects_second_stake_into_one_index() {
    let mut world = World::with_staking();
    world.stake("alice", 0, STAKE, 30);
    // The system program's code for an account that exists.
    assert_refused(
        world.try_stake("alice", 0, STAKE, 30),
        ProgramError::Custom(0),
    );
}

#[test]
fn accepts_smallest_stake_and_rejects_one_less() {
    let mut world = World::with_staking();
    assert_refused(
        world.try_stake("alice", 0, 100 * HYPER - 1, 30),
        StakingError::StakeTooSmall,
    );
    world.stake("alice", 0, 100 * HYPER, 30);
}

#[test]
fn accepts_locks_from_shortest_to_longest() {
    let mut world = World::with_staking();
    assert_refused(
        world.try_stake("alice", 0, STAKE, 13),
        StakingError::LockTooShort,
    );
    assert_refused(
        world.try_stake("alice", 0, STAKE, 366),
        StakingError::LockTooLong,
    );
    world.stake("alice", 0, STAKE, 14);
    world.stake("alice", 1, STAKE, 365);
}

#[test]
fn rejects_stake_while_entries_are_paused() {
    let outcome = stake_with(|world, _| world.pause_staking(true, false));
    assert_refused(outcome, StakingError::EntriesPaused);
}

#[test]
fn rejects_stake_into_foreign_vault() {
    let outcome = stake_with(|world, accounts| {
        accounts.vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, StakingError::WrongVault);
}

#[test]
fn rejects_source_of_another_mint() {
    let outcome = stake_with(|world, accounts| {
        let source = address_for("worthless");
        world.write_mint(address_for("other-mint"), 6, STAKE, None);
        world.write_token_account(
            source,
            &address_for("alice"),
            &address_for("other-mint"),
            STAKE,
        );
        accounts.source = source;
    });
    assert_refused(outcome, StakingError::WrongTokenMint);
}

#[test]
fn rejects_source_of_another_owner() {
    let outcome = stake_with(|world, accounts| {
        accounts.source = world.fund_hyper(&address_for("bob"), STAKE);
    });
    assert_refused(outcome, StakingError::WrongTokenOwner);
}

#[test]
fn rejects_frozen_source() {
    let outcome = stake_with(|world, accounts| world.set_frozen(accounts.source, true));
    assert_refused(outcome, StakingError::TokenAccountFrozen);
}

#[test]
fn rejects_missing_reward_account() {
    let mut world = World::with_staking();
    world.fund_hyper(&address_for("alice"), STAKE);
    let accounts = world.stake_accounts("alice", 0);
    let call = instruction::Stake {
        index: 0,
        amount: STAKE,
        lock_days: 365,
    };
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::RewardAccountMissing);
}

#[test]
fn rejects_reward_account_of_another_position() {
    let outcome = stake_with(|world, accounts| {
        let other = position_of("bob", 0);
        world.open_reward_account(&other, "payer").accepted();
        accounts.rewards = hypernode_test_kit::staking::rewards_link(&other);
    });
    assert_refused(outcome, StakingError::RewardAccountMissing);
}

#[test]
fn rejects_look_alike_account() {
    let outcome = stake_with(|world, accounts| {
        let mut copy = world
            .account(&STAKING.config.address)
            .expect("staking is initialised");
        copy.owner = address_for("stranger");
        let address = address_for("look-alike");
        world.write_account(address, copy);
        accounts.config = address;
    });
    assert_refused(outcome, ProgramError::IllegalOwner);
}

#[test]
fn rejects_aliased_accounts() {
    let outcome = stake_with(|_, accounts| accounts.source = accounts.vault);
    assert_refused(outcome, DUPLICATE_MUTABLE_ACCOUNT);
}

#[test]
fn rejects_foreign_rewards_program() {
    let outcome = stake_with(|_, accounts| {
        accounts.rewards.rewards_program = hypernode_common::programs::TOKEN_PROGRAM;
    });
    // The framework's code for a pinned address.
    assert_refused(outcome, ProgramError::Custom(2012));
}

#[test]
fn rejects_unsigned_owner() {
    let mut world = World::with_staking();
    world
        .open_reward_account(&position_of("alice", 0), "payer")
        .accepted();
    world.fund_hyper(&address_for("alice"), STAKE);
    let accounts = world.stake_accounts("alice", 0);
    let call = instruction::Stake {
        index: 0,
        amount: STAKE,
        lock_days: 365,
    };
    let mut instruction = call.to_instruction(accounts);
    let alice: Pubkey = world.actor("alice").pubkey();
    for meta in &mut instruction.accounts {
        if meta.pubkey == alice {
            meta.is_signer = false;
        }
    }
    let outcome = world.submit(&[instruction]);
    assert_refused(outcome, ProgramError::MissingRequiredSignature);
}
