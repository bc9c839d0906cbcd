//! 13 unstake, 14 withdraw_stake, 16 close_position: how stake leaves.

use {
    hypernode_common::staking::Position,
    hypernode_test_kit::{
        address_for, assert_refused, staking::DAY, Outcome, Pubkey, Signer, World, HYPER,
    },
    staking::{
        accounts,
        error::StakingError,
        events::{PositionClosed, PositionUnstaked, StakeWithdrawn},
        instruction,
    },
};

const STAKE: u64 = 10_000 * HYPER;
const UNBONDING: i64 = 604_800;

fn unlocked() -> (World, Pubkey) {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    world.warp_seconds(90 * DAY);
    (world, position)
}

fn unbonded() -> (World, Pubkey) {
    let (mut world, position) = unlocked();
    world.unstake("alice", &position, STAKE).accepted();
    world.warp_seconds(UNBONDING);
    (world, position)
}

/// Alice's stake behind a node, its lock over and all of it unbonded.
fn unbonded_behind_node() -> (World, Pubkey, Pubkey) {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    world.warp_seconds(90 * DAY);
    world.unstake("alice", &position, STAKE).accepted();
    world.warp_seconds(UNBONDING);
    (world, position, node)
}

#[test]
fn unstakes_after_the_lock_and_ends_the_weight_at_once() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    world.warp_seconds(90 * DAY - 1);
    assert_refused(
        world.unstake("alice", &position, STAKE),
        StakingError::StillLocked,
    );
    world.warp_seconds(1);
    let outcome = world.unstake("alice", &position, STAKE).accepted();

    let state = world.position(&position);
    assert_eq!(state.amount, 0);
    assert_eq!(state.unbonding_amount, STAKE);
    assert_eq!(state.withdraw_at, world.now() + UNBONDING);
    assert_eq!(state.weight, 0);
    assert_eq!(state.previous_weight, 20_000 * HYPER as u128);
    assert_eq!(world.totals().principal, 0);
    assert_eq!(world.totals().unbonding, STAKE);
    assert_eq!(world.rewards_state().total_weight, 0);
    assert_eq!(world.stake_vault_balance(), STAKE);
    outcome.event_data::<PositionUnstaked>();
}

#[test]
fn restarts_the_unbonding_of_the_sum() {
    let (mut world, position) = unlocked();
    world.unstake("alice", &position, STAKE / 2).accepted();
    world.warp_seconds(UNBONDING - 1);
    world.unstake("alice", &position, STAKE / 4).accepted();
    world.warp_seconds(1);
    assert_refused(
        world.withdraw_stake("alice", &position),
        StakingError::StillUnbonding,
    );
}

#[test]
fn rejects_unstaking_amounts_that_do_not_fit() {
    let (mut world, position) = unlocked();
    assert_refused(
        world.unstake("alice", &position, 0),
        StakingError::ZeroAmount,
    );
    assert_refused(
        world.unstake("alice", &position, STAKE + 1),
        StakingError::UnstakeTooLarge,
    );
    assert_refused(
        world.unstake("alice", &position, STAKE - 100 * HYPER + 1),
        StakingError::RemainderTooSmall,
    );
    world
        .unstake("alice", &position, STAKE - 100 * HYPER)
        .accepted();
}

#[test]
fn rejects_unstaking_by_stranger_while_paused_or_with_another_reward_account() {
    let (mut world, position) = unlocked();
    assert_refused(
        world.unstake("bob", &position, STAKE),
        StakingError::NotPositionOwner,
    );
    let other = world.stake("bob", 0, STAKE, 30);
    let mut accounts = world.unstake_accounts("alice", &position);
    accounts.rewards = hypernode_test_kit::staking::rewards_link(&other);
    let outcome = world.submit(&[instruction::Unstake { amount: STAKE }.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::RewardAccountMissing);
    world.pause_staking(true, true);
    assert_refused(
        world.unstake("alice", &position, STAKE),
        StakingError::ExitsPaused,
    );
    world.warp_seconds(3 * DAY + 1);
    // Entries stay paused; exits work again.
    world.unstake("alice", &position, STAKE).accepted();
}

#[test]
fn rejects_unstaking_without_the_bond_it_backs() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    world.warp_seconds(90 * DAY);
    let mut accounts = world.unstake_accounts("alice", &position);
    accounts.bond = None;
    let outcome = world.submit(&[instruction::Unstake { amount: STAKE }.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongSubject);
}

#[test]
fn moves_a_pledged_unstake_from_pledged_to_releasing() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    world.warp_seconds(90 * DAY);
    world.unstake("alice", &position, STAKE / 2).accepted();
    assert_eq!(world.bond(&node).pledged, STAKE / 2);
    assert_eq!(world.bond(&node).releasing, STAKE / 2);
    assert_eq!(world.totals().pledged, STAKE / 2);
}

#[test]
fn withdraws_at_the_end_of_unbonding() {
    let (mut world, position) = unlocked();
    world.unstake("alice", &position, STAKE).accepted();
    world.warp_seconds(UNBONDING - 1);
    assert_refused(
        world.withdraw_stake("alice", &position),
        StakingError::StillUnbonding,
    );
    world.warp_seconds(1);
    let outcome = world.withdraw_stake("alice", &position).accepted();
    assert_eq!(world.hyper_of(&address_for("alice")), STAKE);
    assert_eq!(world.stake_vault_balance(), 0);
    assert_eq!(world.totals().unbonding, 0);
    outcome.event_data::<StakeWithdrawn>();
    assert_refused(
        world.withdraw_stake("alice", &position),
        StakingError::NothingToWithdraw,
    );
}

fn withdraw_with(change: impl FnOnce(&mut World, &mut accounts::WithdrawStake)) -> Outcome {
    let (mut world, position) = unbonded();
    let mut accounts = world.withdraw_accounts("alice", &position);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::WithdrawStake {}.to_instruction(accounts)])
}

#[test]
fn pays_any_account_of_the_owner() {
    withdraw_with(|world, accounts| {
        let second = address_for("second-account");
        world.write_token_account(
            second,
            &address_for("alice"),
            &hypernode_test_kit::mint(),
            0,
        );
        accounts.recipient = second;
    })
    .accepted();
}

#[test]
fn rejects_foreign_recipient() {
    let outcome = withdraw_with(|world, accounts| {
        accounts.recipient = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, StakingError::WrongTokenOwner);
}

#[test]
fn rejects_recipient_of_another_mint_or_frozen() {
    let outcome = withdraw_with(|world, accounts| {
        let other = address_for("worthless");
        world.write_token_account(other, &address_for("alice"), &address_for("other-mint"), 0);
        accounts.recipient = other;
    });
    assert_refused(outcome, StakingError::WrongTokenMint);
    let outcome = withdraw_with(|world, accounts| world.set_frozen(accounts.recipient, true));
    assert_refused(outcome, StakingError::TokenAccountFrozen);
}

#[test]
fn rejects_substituted_vault() {
    let outcome = withdraw_with(|world, accounts| {
        accounts.vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, StakingError::WrongVault);
}

#[test]
fn rejects_withdrawal_by_stranger() {
    let (mut world, position) = unbonded();
    world.fund_hyper(&address_for("bob"), 0);
    assert_refused(
        world.withdraw_stake("bob", &position),
        StakingError::NotPositionOwner,
    );
}

#[test]
fn rejects_withdrawal_while_exits_are_paused() {
    let outcome = withdraw_with(|world, _| world.pause_staking(false, true));
    assert_refused(outcome, StakingError::ExitsPaused);
}

#[test]
fn rejects_withdraw_while_frozen() {
    let (mut world, position, node) = unbonded_behind_node();
    world.freeze_bond(&node, 1).accepted();
    assert_refused(
        world.withdraw_stake("alice", &position),
        StakingError::BondFrozen,
    );
    world.freeze_bond(&node, -1).accepted();
    world.withdraw_stake("alice", &position).accepted();
    assert_eq!(world.bond(&node).releasing, 0);
}

#[test]
fn rejects_withdrawal_from_a_busy_node() {
    let (mut world, position, _) = unbonded_behind_node();
    world.write_node("operator", |node| node.active_runs = 1.into());
    assert_refused(
        world.withdraw_stake("alice", &position),
        StakingError::NodeStillBusy,
    );
    let ended = world.now();
    world.write_node("operator", |node| {
        node.active_runs = 0.into();
        node.last_run_end_at = ended.into();
    });
    world.warp_seconds(UNBONDING);
    assert_refused(
        world.withdraw_stake("alice", &position),
        StakingError::NodeStillBusy,
    );
    world.warp_seconds(1);
    world.withdraw_stake("alice", &position).accepted();
}

#[test]
fn rejects_withdrawal_without_its_node() {
    let (mut world, position, node) = unbonded_behind_node();
    let mut accounts = world.withdraw_accounts("alice", &position);
    accounts.subject = None;
    let outcome = world.submit(&[instruction::WithdrawStake {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongSubject);

    let other = world.write_node("idle", |_| ());
    let mut accounts = world.withdraw_accounts("alice", &position);
    accounts.subject = Some(other);
    let outcome = world.submit(&[instruction::WithdrawStake {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongSubject);
    assert_ne!(other, node);
}

fn withdrawn() -> (World, Pubkey) {
    let (mut world, position) = unbonded();
    world.withdraw_stake("alice", &position).accepted();
    (world, position)
}

#[test]
fn closes_an_empty_position_and_returns_its_rent() {
    let (mut world, position) = withdrawn();
    assert_refused(
        world.close_position("alice", &position),
        StakingError::RewardAccountOpen,
    );
    world.close_reward_account("payer", &position).accepted();
    let before = world.lamports(&address_for("payer"));
    let outcome = world.close_position("alice", &position).accepted();
    assert!(world.account(&position).is_none());
    assert_eq!(
        world.lamports(&address_for("payer")) - before,
        world.rent_of(Position::SIZE)
    );
    assert_eq!(world.totals().positions, 0);
    outcome.event_data::<PositionClosed>();
}

#[test]
fn rejects_closing_a_position_that_holds_stake() {
    let (mut world, position) = unlocked();
    world.unstake("alice", &position, STAKE).accepted();
    world.close_reward_account("payer", &position).accepted();
    assert_refused(
        world.close_position("alice", &position),
        StakingError::PositionNotEmpty,
    );
}

#[test]
fn rejects_closing_a_position_that_backs_a_bond() {
    let (mut world, position, _) = unbonded_behind_node();
    world.withdraw_stake("alice", &position).accepted();
    world.close_reward_account("payer", &position).accepted();
    assert_refused(
        world.close_position("alice", &position),
        StakingError::AlreadyPledged,
    );
}

#[test]
fn rejects_closing_by_stranger_for_another_payer_or_while_paused() {
    let (mut world, position) = withdrawn();
    world.close_reward_account("payer", &position).accepted();
    assert_refused(
        world.close_position("bob", &position),
        StakingError::NotPositionOwner,
    );
    let mut accounts = world.close_position_accounts("alice", &position);
    accounts.rent_payer = world.actor("alice").pubkey();
    let outcome = world.submit(&[instruction::ClosePosition {}.to_instruction(accounts)]);
    assert_refused(outcome, StakingError::WrongRentPayer);
    world.pause_staking(false, true);
    assert_refused(
        world.close_position("alice", &position),
        StakingError::ExitsPaused,
    );
}

#[test]
fn rejects_closing_past_the_reward_account_with_another_address() {
    let (mut world, position) = withdrawn();
    let mut accounts = world.close_position_accounts("alice", &position);
    accounts.reward_account = address_for("nothing");
    let outcome = world.submit(&[instruction::ClosePosition {}.to_instruction(accounts)]);
    assert_refused(outcome, anchor_lang::Error::InvalidSeeds);
}

/// Attack 53: a position that is closed and opened again remembers no weight of its former life.
#[test]
fn forgets_the_weight_of_a_recreated_account() {
    let (mut world, position) = withdrawn();
    world.close_reward_account("payer", &position).accepted();
    world.close_position("alice", &position).accepted();
    let snapshot = world.slot();
    world.warp_slots(1);
    world.stake("alice", 0, STAKE, 365);
    let state = world.position(&position);
    let record = staking::math::WeightRecord {
        weight: state.weight.get(),
        weight_slot: state.weight_slot.get(),
        previous_weight: state.previous_weight.get(),
        previous_slot: state.previous_slot.get(),
    };
    assert_eq!(record.at(snapshot), Ok(0));
}
