//! 30 slash_position, 31 freeze_bond, 32 reserve_slash, 33 credit_compound: what sibling programs may do.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::{
        GOVERNANCE, MARKETS, REGISTRY, REWARDS, SLASHING, SLASH_VAULT, STAKE_VAULT, STAKING,
    },
    hypernode_test_kit::{
        address_for, assert_refused, mint,
        staking::{rewards_link, DAY},
        Instruction, Outcome, Pubkey, World, HYPER,
    },
    staking::{
        accounts,
        error::StakingError,
        events::{BondFrozen, PositionSlashed, SlashReserved},
        instruction,
    },
};

const STAKE: u64 = 10_000 * HYPER;

fn pledged() -> (World, Pubkey, Pubkey) {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    (world, position, node)
}

/// Every refusal of a caller: a wallet, each other caller PDA, and the right one without its signature.
fn assert_only_for(world: &mut World, caller: &Pubkey, call: &Instruction) {
    let others = [REGISTRY, MARKETS, STAKING, REWARDS, SLASHING, GOVERNANCE]
        .map(|program| program.caller.address)
        .into_iter()
        .filter(|other| other != caller);
    for other in others.chain([address_for("wallet")]) {
        let mut forged = call.clone();
        forged.accounts[0].pubkey = other;
        world.actor("wallet");
        assert_refused(world.submit_as(&other, &[forged]), StakingError::NotCaller);
    }
    let mut unsigned = call.clone();
    unsigned.accounts[0].is_signer = false;
    assert_refused(
        world.submit(&[unsigned]),
        ProgramError::MissingRequiredSignature,
    );
}

#[test]
fn rejects_slash_by_wallet() {
    let (mut world, position, _) = pledged();
    let call = world.slash_call(&position, 100);
    assert_only_for(&mut world, &SLASHING.caller.address, &call);
}

#[test]
fn rejects_fake_caller() {
    let (mut world, position, node) = pledged();
    let call = world.freeze_call(&node, 1);
    assert_only_for(&mut world, &SLASHING.caller.address, &call);
    let call = world.reserve_call(&node, 100);
    assert_only_for(&mut world, &SLASHING.caller.address, &call);
    let call = instruction::CreditCompound { amount: HYPER }
        .to_instruction(world.credit_accounts(&position));
    assert_only_for(&mut world, &REWARDS.caller.address, &call);
}

#[test]
fn debits_position_and_vault() {
    let (mut world, position, node) = pledged();
    let outcome = world.slash_position(&position, 2_000).accepted();
    let slashed = STAKE / 5;
    let state = world.position(&position);
    assert_eq!(state.amount, STAKE - slashed);
    assert_eq!(state.slashed_total, slashed);
    assert_eq!(state.weight, 16_000 * HYPER as u128);
    assert_eq!(world.bond(&node).pledged, STAKE - slashed);
    assert_eq!(world.bond(&node).slashed_total, slashed);
    let totals = world.totals();
    assert_eq!(totals.principal, STAKE - slashed);
    assert_eq!(totals.pledged, STAKE - slashed);
    assert_eq!(totals.slashed_total, slashed);
    assert_eq!(totals.weight, state.weight);
    assert_eq!(world.rewards_state().total_weight, state.weight);
    assert_eq!(world.stake_vault_balance(), STAKE - slashed);
    assert_eq!(world.token_balance(&SLASH_VAULT.address), slashed);
    outcome.event_data::<PositionSlashed>();
}

#[test]
fn slashes_active_stake_before_unbonding_stake() {
    let (mut world, position, node) = pledged();
    world.warp_seconds(90 * DAY);
    world
        .unstake("alice", &position, STAKE - 100 * HYPER)
        .accepted();
    world.slash_position(&position, 5_000).accepted();
    let state = world.position(&position);
    assert_eq!(state.amount, 0);
    assert_eq!(state.unbonding_amount, STAKE / 2);
    assert_eq!(world.bond(&node).pledged, 0);
    assert_eq!(world.bond(&node).releasing, STAKE / 2);
    assert_eq!(world.totals().principal, 0);
    assert_eq!(world.totals().unbonding, STAKE / 2);
}

#[test]
fn slashes_a_releasing_position() {
    let (mut world, position, node) = pledged();
    world.release_pledge("alice", &position).accepted();
    world.slash_position(&position, 1_000).accepted();
    assert_eq!(world.bond(&node).pledged, 0);
    assert_eq!(world.bond(&node).releasing, STAKE / 10 * 9);
    assert_eq!(world.totals().pledged, 0);
    assert_eq!(world.stake_vault_balance(), STAKE / 10 * 9);
}

#[test]
fn slashes_while_everything_is_paused() {
    let (mut world, position, _) = pledged();
    world.pause_staking(true, true);
    world.slash_position(&position, 1_000).accepted();
}

#[test]
fn rejects_slash_of_nothing_or_more_than_all() {
    let (mut world, position, _) = pledged();
    for bps in [0, 10_001] {
        assert_refused(
            world.slash_position(&position, bps),
            StakingError::InvalidSlash,
        );
    }
    world.slash_position(&position, 1).accepted();
    world.slash_position(&position, 10_000).accepted();
    assert_eq!(world.stake_vault_balance(), 0);
}

fn slash_with(change: impl FnOnce(&mut World, &mut accounts::SlashPosition)) -> Outcome {
    let (mut world, position, _) = pledged();
    let mut accounts = world.slash_accounts(&position);
    change(&mut world, &mut accounts);
    let call = instruction::SlashPosition { bps: 1_000 }.to_instruction(accounts);
    world.submit_as(&SLASHING.caller.address, &[call])
}

#[test]
fn rejects_slash_of_a_free_position() {
    let outcome = slash_with(|world, accounts| {
        accounts.position = world.stake("alice", 1, STAKE, 90);
    });
    assert_refused(outcome, StakingError::NotPledged);
}

#[test]
fn rejects_slash_through_another_bond() {
    let outcome = slash_with(|world, accounts| {
        let other = world.write_node("other", |_| ());
        let position = world.stake("alice", 1, STAKE, 90);
        world
            .pledge_position("alice", &position, &other, "other")
            .accepted();
        accounts.bond = staking::seeds::find_bond_address(&other).0;
    });
    assert_refused(outcome, StakingError::WrongSubject);
}

#[test]
fn rejects_slash_into_or_out_of_another_vault() {
    let outcome = slash_with(|world, accounts| {
        accounts.slash_vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, StakingError::WrongVault);
    let outcome = slash_with(|world, accounts| {
        accounts.vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, StakingError::WrongVault);
    let outcome = slash_with(|world, _| {
        world.write_token_account(SLASH_VAULT.address, &address_for("thief"), &mint(), 0);
    });
    assert_refused(outcome, StakingError::WrongVault);
}

#[test]
fn rejects_slash_with_another_reward_account() {
    let outcome = slash_with(|world, accounts| {
        let other = world.stake("bob", 0, STAKE, 30);
        accounts.rewards = rewards_link(&other);
    });
    assert_refused(outcome, StakingError::RewardAccountMissing);
}

#[test]
fn rejects_slash_that_the_vault_cannot_pay() {
    let outcome = slash_with(|world, _| {
        world.write_token_account(STAKE_VAULT.address, &STAKE_VAULT.address, &mint(), 1);
    });
    assert_refused(outcome, StakingError::VaultShort);
}

#[test]
fn freezes_and_thaws_a_bond() {
    let (mut world, _, node) = pledged();
    world.freeze_bond(&node, 1).accepted();
    let outcome = world.freeze_bond(&node, 1).accepted();
    assert_eq!(world.bond(&node).frozen, 2);
    outcome.event_data::<BondFrozen>();
    world.freeze_bond(&node, -1).accepted();
    world.freeze_bond(&node, -1).accepted();
    assert_refused(world.freeze_bond(&node, -1), StakingError::Overflow);
}

#[test]
fn rejects_freezing_by_other_steps() {
    let (mut world, _, node) = pledged();
    for delta in [0, 2, -2, i8::MIN, i8::MAX] {
        assert_refused(
            world.freeze_bond(&node, delta),
            StakingError::ParameterOutOfBounds,
        );
    }
}

fn reserve(world: &mut World, node: &Pubkey, bps: u16) -> u64 {
    let outcome = world.reserve_slash(node, bps).accepted();
    // The applied basis points stand behind the change of the bond and the ones asked for.
    let data = outcome.event_data::<SlashReserved>();
    let start = data.len() - 16 - 160 - 2;
    u64::from(u16::from_le_bytes([data[start], data[start + 1]]))
}

#[test]
fn applies_rest_of_cap() {
    let (mut world, _, node) = pledged();
    assert_eq!(reserve(&mut world, &node, 3_000), 3_000);
    assert_eq!(reserve(&mut world, &node, 5_000), 2_000);
    assert_eq!(reserve(&mut world, &node, 1), 0);
    world.warp_seconds(30 * DAY - 1);
    assert_eq!(reserve(&mut world, &node, 1), 0);
    world.warp_seconds(1);
    assert_eq!(reserve(&mut world, &node, 6_000), 5_000);
}

#[test]
fn buys_no_immunity_with_small_slashes() {
    let (mut world, _, node) = pledged();
    for _ in 0..20 {
        assert_eq!(reserve(&mut world, &node, 100), 100);
        world.warp_seconds(DAY);
    }
    assert_eq!(reserve(&mut world, &node, 5_000), 3_000);
}

#[test]
fn rejects_reserving_more_than_all() {
    let (mut world, _, node) = pledged();
    assert_refused(
        world.reserve_slash(&node, 10_001),
        StakingError::InvalidSlash,
    );
    assert_eq!(reserve(&mut world, &node, 0), 0);
}

fn credit(world: &mut World, position: &Pubkey, amount: u64) -> Outcome {
    let call =
        instruction::CreditCompound { amount }.to_instruction(world.credit_accounts(position));
    world.submit_as(&REWARDS.caller.address, &[call])
}

#[test]
fn rejects_credit_without_tokens() {
    let (mut world, position, _) = pledged();
    world.fill_vault(STAKE_VAULT.address, HYPER - 1);
    assert_refused(
        credit(&mut world, &position, HYPER),
        StakingError::VaultShort,
    );
    world.fill_vault(STAKE_VAULT.address, 1);
    credit(&mut world, &position, HYPER).accepted();
    assert_eq!(world.position(&position).amount, STAKE + HYPER);
}

#[test]
fn rejects_credit_of_nothing_or_without_its_bond() {
    let (mut world, position, _) = pledged();
    assert_refused(credit(&mut world, &position, 0), StakingError::ZeroAmount);
    world.fill_vault(STAKE_VAULT.address, HYPER);
    let mut accounts = world.credit_accounts(&position);
    accounts.bond = None;
    let call = instruction::CreditCompound { amount: HYPER }.to_instruction(accounts);
    let outcome = world.submit_as(&REWARDS.caller.address, &[call]);
    assert_refused(outcome, StakingError::WrongSubject);
    let mut accounts = world.credit_accounts(&position);
    accounts.vault = world.fund_hyper(&address_for("thief"), STAKE * 2);
    let call = instruction::CreditCompound { amount: HYPER }.to_instruction(accounts);
    let outcome = world.submit_as(&REWARDS.caller.address, &[call]);
    assert_refused(outcome, StakingError::WrongVault);
}

#[test]
fn rejects_credit_too_small_for_an_empty_position_or_outside_the_bounds() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 14);
    world.warp_seconds(14 * DAY);
    world.unstake("alice", &position, STAKE).accepted();
    world.fill_vault(STAKE_VAULT.address, STAKE);
    assert_refused(
        credit(&mut world, &position, 100 * HYPER - 1),
        StakingError::StakeTooSmall,
    );
    world.change_staking_params(|params| params.min_lock_days = 15);
    assert_refused(
        credit(&mut world, &position, 100 * HYPER),
        StakingError::LockTooShort,
    );
}
