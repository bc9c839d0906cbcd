//! 17 distribute_unlock.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::{
        REWARDS, REWARDS_STATE, STAKER_VAULT, SYSTEM_PROGRAM, TOKEN_PROGRAM,
    },
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, mint, Outcome, Signer, World, GENESIS_AT,
        TOTAL_SUPPLY,
    },
    rewards::{
        accounts, error::RewardsError, events::UnlockDistributed, instruction,
        seeds::find_unlock_address, state::Unlock,
    },
};

/// An unlock of the golden vectors, and its parts.
const UNLOCK: u64 = 6_768_279_000_000;
const REWARDS_PART: u64 = 2_030_483_700_000;
const BURNED_PART: u64 = 1_353_655_800_000;
const OPERATIONS_PART: u64 = 3_384_139_500_000;
/// Seconds of a period.
const PERIOD: i64 = 2_592_000;

/// The unlock authority holds two unlocks; the first period has just begun.
fn world() -> World {
    let mut world = World::with_staking();
    world.fund_hyper(&address_for("unlock-authority"), 2 * UNLOCK);
    world
}

fn accounts(world: &mut World, period: u32) -> accounts::DistributeUnlock {
    let authority = world.actor("unlock-authority").pubkey();
    accounts::DistributeUnlock {
        config: REWARDS.config.address,
        state: REWARDS_STATE.address,
        unlock: find_unlock_address(period).0,
        unlock_authority: authority,
        source: hyper_account(&authority),
        staker_vault: STAKER_VAULT.address,
        operations: hyper_account(&address_for("operations")),
        mint: mint(),
        payer: world.actor("payer").pubkey(),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
        event_authority: REWARDS.event_authority.address,
        program: REWARDS.id,
    }
}

fn distribute(world: &mut World, period: u32, amount: u64) -> Outcome {
    let accounts = accounts(world, period);
    let call = instruction::DistributeUnlock { period, amount };
    world.submit(&[call.to_instruction(accounts)])
}

/// The first period distributed with other accounts.
fn distribute_with(
    change: impl FnOnce(&mut World, &mut accounts::DistributeUnlock),
) -> (World, Outcome) {
    let mut world = world();
    let mut accounts = accounts(&mut world, 1);
    change(&mut world, &mut accounts);
    let call = instruction::DistributeUnlock {
        period: 1,
        amount: UNLOCK,
    };
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    (world, outcome)
}

#[test]
fn splits_an_unlock_between_stakers_furnace_and_operations() {
    let mut world = world();
    let outcome = distribute(&mut world, 1, UNLOCK).accepted();
    outcome.event_data::<UnlockDistributed>();
    assert_eq!(world.token_balance(&STAKER_VAULT.address), REWARDS_PART);
    assert_eq!(world.supply(), TOTAL_SUPPLY - BURNED_PART);
    assert_eq!(world.hyper_of(&address_for("operations")), OPERATIONS_PART);
    assert_eq!(world.hyper_of(&address_for("unlock-authority")), UNLOCK);
    let state = world.rewards_state();
    assert_eq!(state.stream_left, REWARDS_PART);
    assert_eq!(state.stream_end_at, world.now() + PERIOD);
    assert_eq!(state.burned, BURNED_PART);
    let unlock: Unlock = world.read(&find_unlock_address(1).0);
    assert_eq!(
        (
            unlock.amount.get(),
            unlock.rewards.get(),
            unlock.burned.get(),
            unlock.operations.get()
        ),
        (UNLOCK, REWARDS_PART, BURNED_PART, OPERATIONS_PART)
    );
    assert_eq!(unlock.at, world.now());
}

#[test]
fn distributes_dust_to_operations() {
    let mut world = world();
    distribute(&mut world, 1, 1).accepted();
    assert_eq!(world.hyper_of(&address_for("operations")), 1);
    assert_eq!(world.rewards_state().stream_left, 0);
    assert_eq!(world.supply(), TOTAL_SUPPLY);
}

#[test]
fn rejects_second_distribution() {
    let mut world = world();
    distribute(&mut world, 1, UNLOCK).accepted();
    // The system program's code for an account that exists.
    assert_refused(distribute(&mut world, 1, UNLOCK), ProgramError::Custom(0));
    assert_eq!(world.rewards_state().burned, BURNED_PART);
}

#[test]
fn catches_up_late_periods_once_each() {
    let mut world = world();
    world.warp_seconds(2 * PERIOD);
    for period in [2, 1] {
        distribute(&mut world, period, UNLOCK).accepted();
    }
    assert_eq!(world.rewards_state().burned, 2 * BURNED_PART);
    assert_eq!(world.hyper_of(&address_for("unlock-authority")), 0);
    for period in [2, 1] {
        world.fund_hyper(&address_for("unlock-authority"), UNLOCK);
        assert_refused(
            distribute(&mut world, period, UNLOCK),
            ProgramError::Custom(0),
        );
    }
}

#[test]
fn rejects_a_period_that_has_not_begun() {
    let mut world = world();
    assert_refused(
        distribute(&mut world, 0, UNLOCK),
        RewardsError::PeriodInFuture,
    );
    world.warp_to(GENESIS_AT + PERIOD - 1);
    assert_refused(
        distribute(&mut world, 2, UNLOCK),
        RewardsError::PeriodInFuture,
    );
    world.warp_seconds(1);
    assert_refused(
        distribute(&mut world, 3, UNLOCK),
        RewardsError::PeriodInFuture,
    );
    distribute(&mut world, 2, UNLOCK).accepted();
}

#[test]
fn rejects_an_unlock_of_nothing() {
    assert_refused(distribute(&mut world(), 1, 0), RewardsError::ZeroAmount);
}

#[test]
fn rejects_distribution_by_stranger() {
    let (_, outcome) = distribute_with(|world, accounts| {
        accounts.unlock_authority = world.actor("stranger").pubkey();
        accounts.source = world.fund_hyper(&accounts.unlock_authority, UNLOCK);
    });
    assert_refused(outcome, RewardsError::NotUnlockAuthority);
}

#[test]
fn rejects_a_source_of_another_owner_or_mint_or_frozen() {
    let (_, outcome) = distribute_with(|world, accounts| {
        accounts.source = world.fund_hyper(&address_for("stranger"), UNLOCK);
    });
    assert_refused(outcome, RewardsError::WrongTokenOwner);
    let (_, outcome) = distribute_with(|world, accounts| {
        accounts.source = address_for("worthless");
        let owner = accounts.unlock_authority;
        world.write_token_account(accounts.source, &owner, &address_for("other-mint"), UNLOCK);
    });
    assert_refused(outcome, RewardsError::WrongTokenMint);
    let (_, outcome) = distribute_with(|world, accounts| world.set_frozen(accounts.source, true));
    assert_refused(outcome, RewardsError::TokenAccountFrozen);
}

#[test]
fn rejects_substituted_vault_mint_or_operations() {
    let (_, outcome) = distribute_with(|world, accounts| {
        accounts.staker_vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, RewardsError::WrongVault);
    let (_, outcome) = distribute_with(|world, accounts| {
        accounts.mint = address_for("other-mint");
        world.write_mint(accounts.mint, 6, 1, None);
    });
    assert_refused(outcome, RewardsError::WrongMint);
    let (_, outcome) = distribute_with(|world, accounts| {
        // Pinned by address: another account of the same owner will not do.
        accounts.operations = address_for("second operations");
        let owner = address_for("operations");
        world.write_token_account(accounts.operations, &owner, &mint(), 0);
    });
    assert_refused(outcome, RewardsError::WrongTokenOwner);
}

#[test]
fn rejects_an_operations_account_of_another_mint_or_frozen() {
    let (_, outcome) = distribute_with(|world, accounts| {
        let owner = address_for("operations");
        world.write_token_account(accounts.operations, &owner, &address_for("other-mint"), 0);
    });
    assert_refused(outcome, RewardsError::WrongTokenMint);
    let (_, outcome) =
        distribute_with(|world, accounts| world.set_frozen(accounts.operations, true));
    assert_refused(outcome, RewardsError::TokenAccountFrozen);
}
