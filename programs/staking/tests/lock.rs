//! 11 add_stake, 12 extend_lock, 15 refresh_position: how stake and lock grow and end.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused, staking::DAY, Outcome, Pubkey, World, HYPER,
    },
    staking::{
        accounts,
        error::StakingError,
        events::{LockExtended, PositionRefreshed, StakeAdded},
        instruction,
    },
};

const STAKE: u64 = 10_000 * HYPER;

fn staked(lock_days: u16) -> (World, Pubkey) {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, lock_days);
    (world, position)
}

fn add_with(change: impl FnOnce(&mut World, &mut accounts::AddStake)) -> Outcome {
    let (mut world, position) = staked(90);
    world.fund_hyper(&address_for("alice"), STAKE);
    let mut accounts = world.add_stake_accounts("alice", &position);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::AddStake { amount: STAKE }.to_instruction(accounts)])
}

#[test]
fn relocks_on_add() {
    let (mut world, position) = staked(365);
    world.warp_seconds(365 * DAY);
    let outcome = world.add_stake("alice", &position, STAKE).accepted();

    let state = world.position(&position);
    assert_eq!(state.amount, 2 * STAKE);
    assert_eq!(state.weight, 80_000 * HYPER as u128);
    assert_eq!(state.unlock_at, world.now() + 365 * DAY);
    assert_eq!(world.totals().principal, 2 * STAKE);
    assert_eq!(world.stake_vault_balance(), 2 * STAKE);
    assert_eq!(world.rewards_state().total_weight, state.weight);
    assert_refused(
        world.unstake("alice", &position, STAKE),
        StakingError::StillLocked,
    );
    outcome.event_data::<StakeAdded>();
}

#[test]
fn grows_the_bond_of_a_pledged_position() {
    let (mut world, position) = staked(90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    world.add_stake("alice", &position, STAKE).accepted();
    assert_eq!(world.bond(&node).pledged, 2 * STAKE);
    assert_eq!(world.totals().pledged, 2 * STAKE);
}

#[test]
fn rejects_adding_without_the_bond_it_backs() {
    let (mut world, position) = staked(90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    let mut accounts = world.add_stake_accounts("alice", &position);
    accounts.bond = None;
    let outcome = world.submit(&[instruction::AddStake { amount: 1 }.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongSubject);
}

#[test]
fn rejects_adding_nothing() {
    let (mut world, position) = staked(90);
    assert_refused(
        world.add_stake("alice", &position, 0),
        StakingError::ZeroAmount,
    );
}

#[test]
fn rejects_adding_too_little_to_an_empty_position() {
    let (mut world, position) = staked(14);
    world.warp_seconds(14 * DAY);
    world.unstake("alice", &position, STAKE).accepted();
    assert_refused(
        world.add_stake("alice", &position, 100 * HYPER - 1),
        StakingError::StakeTooSmall,
    );
    world.add_stake("alice", &position, 100 * HYPER).accepted();
}

#[test]
fn rejects_adding_by_stranger() {
    let (mut world, position) = staked(90);
    assert_refused(
        world.add_stake("bob", &position, STAKE),
        StakingError::NotPositionOwner,
    );
}

#[test]
fn rejects_adding_from_and_into_wrong_accounts() {
    let outcome = add_with(|world, accounts| {
        accounts.vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, StakingError::WrongVault);
    let outcome = add_with(|world, accounts| {
        accounts.source = world.fund_hyper(&address_for("bob"), STAKE);
    });
    assert_refused(outcome, StakingError::WrongTokenOwner);
    let outcome = add_with(|world, accounts| {
        world.write_mint(address_for("other-mint"), 6, STAKE, None);
        let source = address_for("worthless");
        world.write_token_account(
            source,
            &address_for("alice"),
            &address_for("other-mint"),
            STAKE,
        );
        accounts.source = source;
    });
    assert_refused(outcome, StakingError::WrongTokenMint);
    let outcome = add_with(|world, accounts| world.set_frozen(accounts.source, true));
    assert_refused(outcome, StakingError::TokenAccountFrozen);
}

#[test]
fn rejects_adding_with_another_reward_account() {
    let outcome = add_with(|world, accounts| {
        let other = world.stake("bob", 0, STAKE, 30);
        accounts.rewards = hypernode_test_kit::staking::rewards_link(&other);
    });
    assert_refused(outcome, StakingError::RewardAccountMissing);
}

#[test]
fn rejects_adding_while_entries_are_paused() {
    let outcome = add_with(|world, _| world.pause_staking(true, false));
    assert_refused(outcome, StakingError::EntriesPaused);
}

#[test]
fn rejects_adding_under_a_lock_the_bounds_left_behind() {
    let (mut world, position) = staked(14);
    world.change_staking_params(|params| params.min_lock_days = 30);
    assert_refused(
        world.add_stake("alice", &position, STAKE),
        StakingError::LockTooShort,
    );
}

#[test]
fn extends_a_lock_and_raises_its_weight() {
    let (mut world, position) = staked(30);
    world.warp_seconds(10 * DAY);
    let outcome = world.extend_lock("alice", &position, 180).accepted();
    let state = world.position(&position);
    assert_eq!(state.lock_days, 180);
    assert_eq!(state.unlock_at, world.now() + 180 * DAY);
    assert_eq!(state.weight, 30_000 * HYPER as u128);
    assert_eq!(world.rewards_state().total_weight, state.weight);
    assert_eq!(world.totals().weight, state.weight);
    outcome.event_data::<LockExtended>();
}

#[test]
fn rejects_locks_that_shrink_or_pass_the_longest() {
    let (mut world, position) = staked(90);
    assert_refused(
        world.extend_lock("alice", &position, 89),
        StakingError::LockShrinks,
    );
    assert_refused(
        world.extend_lock("alice", &position, 366),
        StakingError::LockTooLong,
    );
    world.extend_lock("alice", &position, 90).accepted();
}

#[test]
fn rejects_extension_under_the_shortest_lock() {
    let (mut world, position) = staked(14);
    world.change_staking_params(|params| params.min_lock_days = 30);
    assert_refused(
        world.extend_lock("alice", &position, 29),
        StakingError::LockTooShort,
    );
    world.extend_lock("alice", &position, 30).accepted();
}

#[test]
fn rejects_extension_by_stranger_while_paused_or_with_another_reward_account() {
    let (mut world, position) = staked(90);
    assert_refused(
        world.extend_lock("bob", &position, 180),
        StakingError::NotPositionOwner,
    );
    let other = world.stake("bob", 0, STAKE, 30);
    let mut accounts = world.extend_lock_accounts("alice", &position);
    accounts.rewards = hypernode_test_kit::staking::rewards_link(&other);
    let outcome =
        world.submit(&[instruction::ExtendLock { lock_days: 180 }.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::RewardAccountMissing);
    world.pause_staking(true, false);
    assert_refused(
        world.extend_lock("alice", &position, 180),
        StakingError::EntriesPaused,
    );
}

#[test]
fn refreshes_a_finished_lock_once() {
    let (mut world, position) = staked(90);
    assert_refused(world.refresh_position(&position), StakingError::StillLocked);
    world.warp_seconds(90 * DAY - 1);
    assert_refused(world.refresh_position(&position), StakingError::StillLocked);
    world.warp_seconds(1);
    let outcome = world.refresh_position(&position).accepted();
    assert_eq!(world.position(&position).weight, STAKE as u128);
    assert_eq!(world.totals().weight, STAKE as u128);
    assert_eq!(world.rewards_state().total_weight, STAKE as u128);
    outcome.event_data::<PositionRefreshed>();
    assert_refused(
        world.refresh_position(&position),
        StakingError::NothingToRefresh,
    );
}

#[test]
fn rejects_refresh_with_another_reward_account() {
    let (mut world, position) = staked(90);
    let other = world.stake("bob", 0, STAKE, 30);
    world.warp_seconds(90 * DAY);
    let accounts = accounts::RefreshPosition {
        totals: hypernode_common::programs::TOTALS.address,
        position,
        rewards: hypernode_test_kit::staking::rewards_link(&other),
        event_authority: hypernode_common::programs::STAKING.event_authority.address,
        program: hypernode_common::programs::STAKING.id,
    };
    let outcome = world.submit(&[instruction::RefreshPosition {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::RewardAccountMissing);
}

#[test]
fn rejects_position_that_is_another_account() {
    let (mut world, position) = staked(90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    let mut accounts = world.extend_lock_accounts("alice", &position);
    accounts.position = staking::seeds::find_bond_address(&node).0;
    let outcome =
        world.submit(&[instruction::ExtendLock { lock_days: 180 }.to_instruction(accounts)]);
    // A bond is shorter than a position and has another discriminator; the length is looked at first.
    assert_refused(outcome, ProgramError::AccountDataTooSmall);
}
