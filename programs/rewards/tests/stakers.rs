//! What stakers earn: 10 open, 12 claim, 13 compound, 14 close, 15 donate.

use {
    hypernode_common::{
        programs::{REWARDS, STAKER_VAULT, STAKE_VAULT},
        rewards::RewardAccount,
    },
    hypernode_test_kit::{
        address_for, assert_refused,
        staking::{position_of, DAY},
        Outcome, Pubkey, Signer, World, DUPLICATE_MUTABLE_ACCOUNT, HYPER,
    },
    rewards::{
        accounts,
        error::RewardsError,
        events::{
            RewardAccountClosed, RewardAccountOpened, RewardClaimed, RewardCompounded,
            RewardDonated,
        },
        instruction,
        seeds::find_reward_address,
    },
};

const STAKE: u64 = 10_000 * HYPER;
const FEES: u64 = 1_000 * HYPER;

/// Alice alone staked, and fees were shared.
fn earned() -> (World, Pubkey) {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 90);
    world.share_fees(FEES, 1).accepted();
    (world, position)
}

fn pause(world: &mut World, entries: bool, exits: bool) {
    let accounts = accounts::Pause {
        config: REWARDS.config.address,
        guardian: world.actor("guardian").pubkey(),
        event_authority: REWARDS.event_authority.address,
        program: REWARDS.id,
    };
    let call = instruction::Pause { entries, exits };
    world.submit(&[call.to_instruction(accounts)]).accepted();
}

#[test]
fn opens_a_reward_account_before_its_position() {
    let mut world = World::with_staking();
    let position = position_of("alice", 0);
    let outcome = world.open_reward_account(&position, "payer").accepted();
    let account = world.reward_account(&position);
    assert_eq!(account.position, position);
    assert_eq!(account.weight, 0);
    outcome.event_data::<RewardAccountOpened>();
    // The system program's code for an account that exists.
    assert_refused(
        world.open_reward_account(&position, "payer"),
        anchor_lang::Error::Custom(0),
    );
}

#[test]
fn claims_what_the_position_earned_once() {
    let (mut world, position) = earned();
    let outcome = world.claim_reward("alice", &position).accepted();
    let paid = world.hyper_of(&address_for("alice"));
    // The floor of the accumulator keeps less than one base unit.
    assert_eq!(paid, FEES - 1);
    assert_eq!(world.token_balance(&STAKER_VAULT.address), 1);
    assert_eq!(world.rewards_state().claimed, paid);
    assert_eq!(world.reward_account(&position).claimed, paid);
    outcome.event_data::<RewardClaimed>();
}

#[test]
fn rejects_second_claim() {
    let (mut world, position) = earned();
    world.claim_reward("alice", &position).accepted();
    assert_refused(
        world.claim_reward("alice", &position),
        RewardsError::NothingToClaim,
    );
}

#[test]
fn shares_by_weight() {
    let mut world = World::with_staking();
    let alice = world.stake("alice", 0, STAKE, 365);
    let bob = world.stake("bob", 0, STAKE, 14);
    world.share_fees(FEES, 1).accepted();
    world.claim_reward("alice", &alice).accepted();
    world.claim_reward("bob", &bob).accepted();
    assert_eq!(world.hyper_of(&address_for("alice")), FEES / 5 * 4 - 1);
    assert_eq!(world.hyper_of(&address_for("bob")), FEES / 5 - 1);
}

#[test]
fn earns_nothing_after_unstake() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 14);
    let other = world.stake("bob", 0, 2 * STAKE, 14);
    world.warp_seconds(14 * DAY);
    world.unstake("alice", &position, STAKE).accepted();
    world.share_fees(FEES, 1).accepted();
    assert_refused(
        world.claim_reward("alice", &position),
        RewardsError::NothingToClaim,
    );
    world.claim_reward("bob", &other).accepted();
    assert_eq!(world.hyper_of(&address_for("bob")), FEES - 1);
}

#[test]
fn buffers_without_weight() {
    let mut world = World::with_staking();
    // One base unit below the smallest weight that shares.
    let position = world.stake("alice", 0, STAKE - 1, 14);
    world.share_fees(FEES, 1).accepted();
    assert_eq!(world.rewards_state().unallocated, FEES);
    assert_refused(
        world.claim_reward("alice", &position),
        RewardsError::NothingToClaim,
    );
    let other = world.stake("bob", 0, STAKE, 14);
    world.share_fees(HYPER, 1).accepted();
    assert_eq!(world.rewards_state().unallocated, 0);
    world.claim_reward("alice", &position).accepted();
    world.claim_reward("bob", &other).accepted();
    let paid = world.hyper_of(&address_for("alice")) + world.hyper_of(&address_for("bob"));
    assert!((FEES + HYPER - 2..=FEES + HYPER).contains(&paid));
}

#[test]
fn streams_lump_sum() {
    let mut world = World::with_staking();
    let early = world.stake("alice", 0, STAKE, 365);
    let outcome = world.donate_reward("donor", FEES).accepted();
    outcome.event_data::<RewardDonated>();
    assert_eq!(world.hyper_of(&address_for("donor")), 0);
    // Whoever arrives at the gift shares only what is released from then on.
    world.warp_seconds(15 * DAY);
    let late = world.stake("bob", 0, STAKE, 365);
    world.warp_seconds(15 * DAY);
    world.claim_reward("alice", &early).accepted();
    world.claim_reward("bob", &late).accepted();
    let close_to = |paid: u64, fair: u64| (fair - 2..=fair).contains(&paid);
    assert!(close_to(
        world.hyper_of(&address_for("alice")),
        FEES / 4 * 3
    ));
    assert!(close_to(world.hyper_of(&address_for("bob")), FEES / 4));
    assert_eq!(world.rewards_state().stream_left, 0);
}

#[test]
fn rejects_donation_of_nothing_or_from_and_into_wrong_accounts() {
    let mut world = World::with_staking();
    assert_refused(world.donate_reward("donor", 0), RewardsError::ZeroAmount);
    let donate = |world: &mut World, change: &dyn Fn(&mut World, &mut accounts::DonateReward)| {
        world.fund_hyper(&address_for("donor"), HYPER);
        let mut accounts = world.donate_accounts("donor");
        change(world, &mut accounts);
        world.submit(&[instruction::DonateReward { amount: HYPER }.to_instruction(accounts)])
    };
    let outcome = donate(&mut world, &|world, accounts| {
        accounts.source = world.fund_hyper(&address_for("bob"), HYPER);
    });
    assert_refused(outcome, RewardsError::WrongTokenOwner);
    let outcome = donate(&mut world, &|world, accounts| {
        accounts.staker_vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, RewardsError::WrongVault);
    let outcome = donate(&mut world, &|world, accounts| {
        let other = address_for("worthless");
        world.write_token_account(
            other,
            &address_for("donor"),
            &address_for("other-mint"),
            HYPER,
        );
        accounts.source = other;
    });
    assert_refused(outcome, RewardsError::WrongTokenMint);
    let outcome = donate(&mut world, &|world, accounts| {
        world.set_frozen(accounts.source, true);
    });
    assert_refused(outcome, RewardsError::TokenAccountFrozen);
}

fn claim_with(change: impl FnOnce(&mut World, &mut accounts::ClaimReward)) -> Outcome {
    let (mut world, position) = earned();
    let mut accounts = world.claim_accounts("alice", &position);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::ClaimReward {}.to_instruction(accounts)])
}

#[test]
fn rejects_foreign_recipient() {
    let outcome = claim_with(|world, accounts| {
        accounts.recipient = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, RewardsError::WrongTokenOwner);
}

#[test]
fn rejects_recipient_that_is_a_vault_of_another_mint_or_frozen() {
    let outcome = claim_with(|_, accounts| accounts.recipient = accounts.staker_vault);
    assert_refused(outcome, DUPLICATE_MUTABLE_ACCOUNT);
    let outcome = claim_with(|world, accounts| {
        let other = address_for("worthless");
        world.write_token_account(other, &address_for("alice"), &address_for("other-mint"), 0);
        accounts.recipient = other;
    });
    assert_refused(outcome, RewardsError::WrongTokenMint);
    let outcome = claim_with(|world, accounts| world.set_frozen(accounts.recipient, true));
    assert_refused(outcome, RewardsError::TokenAccountFrozen);
}

#[test]
fn rejects_substituted_vault() {
    let outcome = claim_with(|world, accounts| {
        accounts.staker_vault = world.fund_hyper(&address_for("thief"), FEES);
    });
    assert_refused(outcome, RewardsError::WrongVault);
    let outcome = claim_with(|_, accounts| accounts.vaults = address_for("thief"));
    assert_refused(outcome, RewardsError::WrongVault);
}

#[test]
fn rejects_claim_by_stranger_or_for_another_position() {
    let (mut world, position) = earned();
    world.fund_hyper(&address_for("bob"), 0);
    assert_refused(
        world.claim_reward("bob", &position),
        RewardsError::NotPositionOwner,
    );
    let other = world.stake("bob", 0, STAKE, 90);
    let mut accounts = world.claim_accounts("bob", &other);
    accounts.reward_account = find_reward_address(&position).0;
    let outcome = world.submit(&[instruction::ClaimReward {}.to_instruction(accounts)]);
    assert_refused(outcome, RewardsError::NotPositionOwner);
}

#[test]
fn rejects_claim_of_a_position_of_another_version() {
    let (mut world, position) = earned();
    let mut newer = world.account(&position).expect("the position");
    newer.data[8] = 2;
    world.write_account(position, newer);
    assert_refused(
        world.claim_reward("alice", &position),
        RewardsError::WrongVersion,
    );
    assert_refused(
        world.compound_reward("alice", &position),
        RewardsError::WrongVersion,
    );
}

#[test]
fn rejects_claim_while_exits_are_paused() {
    let outcome = claim_with(|world, _| pause(world, false, true));
    assert_refused(outcome, RewardsError::ExitsPaused);
}

#[test]
fn compounds_into_the_position_and_locks_it_again() {
    let (mut world, position) = earned();
    world.warp_seconds(30 * DAY);
    let outcome = world.compound_reward("alice", &position).accepted();
    let state = world.position(&position);
    assert_eq!(state.amount, STAKE + FEES - 1);
    assert_eq!(state.unlock_at, world.now() + 90 * DAY);
    assert_eq!(world.stake_vault_balance(), STAKE + FEES - 1);
    assert_eq!(world.reward_account(&position).weight, state.weight);
    assert_eq!(world.rewards_state().total_weight, state.weight);
    assert_eq!(world.totals().weight, state.weight);
    assert_eq!(world.rewards_state().compounded, FEES - 1);
    outcome.event_data::<RewardCompounded>();
    assert_refused(
        world.compound_reward("alice", &position),
        RewardsError::NothingToClaim,
    );
}

#[test]
fn compounds_into_a_pledged_position() {
    let (mut world, position) = earned();
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    world.compound_reward("alice", &position).accepted();
    assert_eq!(world.bond(&node).pledged, STAKE + FEES - 1);
}

fn compound_with(change: impl FnOnce(&mut World, &mut accounts::CompoundReward)) -> Outcome {
    let (mut world, position) = earned();
    let mut accounts = world.compound_accounts("alice", &position);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::CompoundReward {}.to_instruction(accounts)])
}

#[test]
fn rejects_compounding_into_or_out_of_another_vault() {
    let outcome = compound_with(|world, accounts| {
        accounts.stake_vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, RewardsError::WrongVault);
    let outcome = compound_with(|world, accounts| {
        accounts.staker_vault = world.fund_hyper(&address_for("thief"), FEES);
    });
    assert_refused(outcome, RewardsError::WrongVault);
}

#[test]
fn rejects_compounding_by_stranger_or_while_entries_are_paused() {
    let outcome = compound_with(|world, accounts| accounts.owner = world.actor("bob").pubkey());
    assert_refused(outcome, RewardsError::NotPositionOwner);
    let outcome = compound_with(|world, _| pause(world, true, false));
    assert_refused(outcome, RewardsError::EntriesPaused);
}

#[test]
fn rejects_compounding_that_staking_refuses() {
    let (mut world, position) = earned();
    let node = world.write_node("operator", |_| ());
    world
        .pledge_position("alice", &position, &node, "operator")
        .accepted();
    let mut accounts = world.compound_accounts("alice", &position);
    accounts.bond = None;
    let outcome = world.submit(&[instruction::CompoundReward {}.to_instruction(accounts)]);
    // WrongSubject of staking.
    assert_refused(outcome, anchor_lang::Error::Custom(12_058));
    assert_eq!(world.token_balance(&STAKE_VAULT.address), STAKE);
}

#[test]
fn closes_squatted_account() {
    let mut world = World::with_staking();
    let position = position_of("alice", 0);
    world.open_reward_account(&position, "squatter").accepted();
    let staked = world.stake("alice", 0, STAKE, 14);
    assert_eq!(staked, position);
    assert_refused(
        world.close_reward_account("alice", &position),
        RewardsError::AccountNotEmpty,
    );
    world.warp_seconds(14 * DAY);
    world.unstake("alice", &position, STAKE).accepted();
    assert_refused(
        world.close_reward_account("mallory", &position),
        RewardsError::NotPositionOwner,
    );
    let before = world.lamports(&address_for("squatter"));
    let outcome = world.close_reward_account("alice", &position).accepted();
    assert_eq!(
        world.lamports(&address_for("squatter")) - before,
        world.rent_of(RewardAccount::SIZE)
    );
    outcome.event_data::<RewardAccountClosed>();
}

#[test]
fn rejects_closing_with_pending_rewards_or_to_another_payer() {
    let mut world = World::with_staking();
    let position = world.stake("alice", 0, STAKE, 14);
    world.share_fees(FEES, 1).accepted();
    world.warp_seconds(14 * DAY);
    world.unstake("alice", &position, STAKE).accepted();
    assert_refused(
        world.close_reward_account("alice", &position),
        RewardsError::AccountNotEmpty,
    );
    world.claim_reward("alice", &position).accepted();
    let mut accounts = world.close_reward_accounts("alice", &position);
    accounts.rent_payer = world.actor("alice").pubkey();
    let outcome = world.submit(&[instruction::CloseRewardAccount {}.to_instruction(accounts)]);
    assert_refused(outcome, RewardsError::WrongRentPayer);
    world.close_reward_account("payer", &position).accepted();
}

#[test]
fn covers_every_claim_from_the_vault() {
    let mut world = World::with_staking();
    let positions: Vec<_> = ["a", "b", "c", "d", "e"]
        .iter()
        .zip([14, 30, 90, 180, 365])
        .map(|(name, days)| (*name, world.stake(name, 0, STAKE + 7, days)))
        .collect();
    for part in [1, 19, 1_000_003, FEES] {
        world.share_fees(part, 1).accepted();
    }
    for (name, position) in &positions {
        world.claim_reward(name, position).accepted();
    }
    let state = world.rewards_state();
    let owed = state.allocated.get() - state.claimed.get();
    assert_eq!(world.token_balance(&STAKER_VAULT.address), owed);
    assert!(owed <= 6, "{owed} base units lost");
}
