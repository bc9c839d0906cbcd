//! What nodes earn: 20 claim_incentive, 21 recycle_epoch.

use {
    anchor_lang::bytemuck::Zeroable,
    hypernode_common::{
        programs::{
            INCENTIVE_VAULT, REGISTRY, REWARDS, REWARDS_STATE, REWARDS_VAULTS, SYSTEM_PROGRAM,
            TOKEN_PROGRAM,
        },
        registry::{EpochPoints, Reputation},
    },
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, staking::FeesOf, Outcome, Pubkey, Signer, World,
    },
    rewards::{
        accounts,
        error::RewardsError,
        events::{EpochRecycled, IncentiveClaimed},
        instruction,
        seeds::{find_epoch_address, find_incentive_address},
        state::{EpochPool, IncentiveClaim},
    },
};

/// What one shard collects under a label, and the points of it.
const COLLECTED: u64 = 1_000;
const POINTS: u64 = 3_000;
/// Points of the node under a label.
const OF_NODE: u64 = 1_000;
/// Number of shards.
const SHARDS: u8 = 8;

/// Every shard moves from a label to the next; the first one brings what it collected.
fn sweep(world: &mut World, label: u32, next_label: u32) {
    for shard in 0..SHARDS {
        let (incentive, points) = if shard == 0 {
            (COLLECTED, POINTS)
        } else {
            (0, 0)
        };
        world
            .receive_fees(FeesOf {
                shard,
                label,
                staker: 0,
                incentive,
                points,
                next_label,
            })
            .accepted();
    }
}

/// Writes a node whose ring has points under these epochs.
fn node(world: &mut World, name: &str, points: &[(u32, u64)]) -> Pubkey {
    let payout = address_for(&format!("{name}-payout"));
    world.fund_hyper(&payout, 0);
    let node = world.write_node(name, |node| node.payout = payout);
    let (address, bump) = reputation_of(&node);
    let mut reputation = Reputation::zeroed();
    reputation.open(bump, address_for("payer"));
    reputation.node = node;
    for (epoch, points) in points {
        reputation.points[(*epoch % 4) as usize] = EpochPoints {
            epoch: (*epoch).into(),
            points: (*points).into(),
        };
    }
    world.write_state(address, &reputation);
    node
}

fn reputation_of(node: &Pubkey) -> (Pubkey, u8) {
    Pubkey::find_program_address(&[b"reputation", node.as_ref()], &REGISTRY.id)
}

/// Two epochs are over, and the node has points under both.
fn earned() -> (World, Pubkey) {
    let mut world = World::with_staking();
    let node = node(&mut world, "node", &[(1, OF_NODE), (2, OF_NODE)]);
    sweep(&mut world, 1, 2);
    sweep(&mut world, 2, 3);
    (world, node)
}

fn claim_accounts(world: &mut World, node: &Pubkey, epoch: u32) -> accounts::ClaimIncentive {
    accounts::ClaimIncentive {
        config: REWARDS.config.address,
        state: REWARDS_STATE.address,
        pool: find_epoch_address(epoch).0,
        node: *node,
        reputation: reputation_of(node).0,
        claim: find_incentive_address(node).0,
        incentive_vault: INCENTIVE_VAULT.address,
        recipient: hyper_account(&address_for("node-payout")),
        vaults: REWARDS_VAULTS.address,
        payer: world.actor("payer").pubkey(),
        token_program: TOKEN_PROGRAM,
        system_program: SYSTEM_PROGRAM,
        event_authority: REWARDS.event_authority.address,
        program: REWARDS.id,
    }
}

fn claim(world: &mut World, node: &Pubkey, epoch: u32) -> Outcome {
    let accounts = claim_accounts(world, node, epoch);
    world.submit(&[instruction::ClaimIncentive { epoch }.to_instruction(accounts)])
}

/// The first epoch claimed with other accounts.
fn claim_with(change: impl FnOnce(&mut World, &mut accounts::ClaimIncentive)) -> Outcome {
    let (mut world, node) = earned();
    let mut accounts = claim_accounts(&mut world, &node, 1);
    change(&mut world, &mut accounts);
    world.submit(&[instruction::ClaimIncentive { epoch: 1 }.to_instruction(accounts)])
}

fn recycle(world: &mut World, epoch: u32, next_epoch: u32) -> Outcome {
    let accounts = accounts::RecycleEpoch {
        config: REWARDS.config.address,
        state: REWARDS_STATE.address,
        pool: find_epoch_address(epoch).0,
        next_pool: find_epoch_address(next_epoch).0,
        payer: world.actor("payer").pubkey(),
        system_program: SYSTEM_PROGRAM,
        event_authority: REWARDS.event_authority.address,
        program: REWARDS.id,
    };
    world.submit(&[instruction::RecycleEpoch { epoch, next_epoch }.to_instruction(accounts)])
}

fn pool(world: &World, epoch: u32) -> (u64, u64, u64) {
    let pool: EpochPool = world.read(&find_epoch_address(epoch).0);
    (pool.amount.get(), pool.points.get(), pool.claimed.get())
}

#[test]
fn pays_a_node_its_share_of_an_epoch() {
    let (mut world, node) = earned();
    let outcome = claim(&mut world, &node, 1).accepted();
    outcome.event_data::<IncentiveClaimed>();
    // Floor of 1,000 * 1,000 / 3,000; whoever calls, the payout key is paid.
    assert_eq!(world.hyper_of(&address_for("node-payout")), 333);
    assert_eq!(pool(&world, 1), (COLLECTED, POINTS, 333));
    assert_eq!(world.rewards_state().incentive_out, 333);
    let claim: IncentiveClaim = world.read(&find_incentive_address(&node).0);
    assert_eq!((claim.node, claim.next_epoch.get()), (node, 2));
}

#[test]
fn skips_no_epoch() {
    let (mut world, node) = earned();
    assert_refused(claim(&mut world, &node, 2), RewardsError::EpochLabelWrong);
    claim(&mut world, &node, 1).accepted();
    claim(&mut world, &node, 2).accepted();
    assert_eq!(world.hyper_of(&address_for("node-payout")), 666);
}

#[test]
fn rejects_second_claim_of_an_epoch() {
    let (mut world, node) = earned();
    claim(&mut world, &node, 1).accepted();
    assert_refused(claim(&mut world, &node, 1), RewardsError::EpochClaimed);
    claim(&mut world, &node, 2).accepted();
    for epoch in [1, 2] {
        assert_refused(claim(&mut world, &node, epoch), RewardsError::EpochClaimed);
    }
}

#[test]
fn rejects_an_epoch_under_which_a_shard_still_collects() {
    let mut world = World::with_staking();
    let node = node(&mut world, "node", &[(1, OF_NODE)]);
    sweep(&mut world, 1, 1);
    for shard in 0..SHARDS {
        assert_refused(claim(&mut world, &node, 1), RewardsError::EpochNotFinal);
        let next = FeesOf {
            shard,
            label: 1,
            next_label: 2,
            ..FeesOf::default()
        };
        world.receive_fees(next).accepted();
    }
    claim(&mut world, &node, 1).accepted();
}

#[test]
fn rejects_an_epoch_without_points() {
    let (mut world, _) = earned();
    let idle = node(&mut world, "node", &[(2, OF_NODE)]);
    assert_refused(claim(&mut world, &idle, 1), RewardsError::NoPoints);
    claim(&mut world, &idle, 2).accepted();
}

#[test]
fn rejects_the_reputation_of_another_node() {
    let outcome = claim_with(|world, accounts| {
        let rich = node(world, "rich", &[(1, POINTS)]);
        accounts.reputation = reputation_of(&rich).0;
    });
    assert_refused(outcome, RewardsError::NoPoints);
}

#[test]
fn rejects_more_points_than_the_pool_knows() {
    let mut world = World::with_staking();
    let node = node(&mut world, "node", &[(1, POINTS + 3)]);
    sweep(&mut world, 1, 2);
    // 1,001 of 1,000.
    assert_refused(claim(&mut world, &node, 1), RewardsError::VaultShort);
}

#[test]
fn rejects_substituted_vault() {
    let outcome = claim_with(|world, accounts| {
        accounts.incentive_vault = world.fund_hyper(&address_for("thief"), COLLECTED);
    });
    assert_refused(outcome, RewardsError::WrongVault);
    let outcome = claim_with(|_, accounts| accounts.vaults = address_for("thief"));
    assert_refused(outcome, RewardsError::WrongVault);
}

#[test]
fn rejects_foreign_recipient() {
    let outcome = claim_with(|world, accounts| {
        accounts.recipient = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, RewardsError::WrongTokenOwner);
    let outcome = claim_with(|world, accounts| {
        accounts.recipient = address_for("worthless");
        let owner = address_for("node-payout");
        world.write_token_account(accounts.recipient, &owner, &address_for("other-mint"), 0);
    });
    assert_refused(outcome, RewardsError::WrongTokenMint);
    let outcome = claim_with(|world, accounts| world.set_frozen(accounts.recipient, true));
    assert_refused(outcome, RewardsError::TokenAccountFrozen);
}

#[test]
fn rejects_the_vault_as_recipient() {
    let outcome = claim_with(|_, accounts| accounts.recipient = accounts.incentive_vault);
    assert_refused(outcome, hypernode_test_kit::DUPLICATE_MUTABLE_ACCOUNT);
}

#[test]
fn rejects_claim_while_exits_are_paused() {
    let outcome = claim_with(|world, _| {
        let accounts = accounts::Pause {
            config: REWARDS.config.address,
            guardian: world.actor("guardian").pubkey(),
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        };
        let pause = instruction::Pause {
            entries: false,
            exits: true,
        };
        world.submit(&[pause.to_instruction(accounts)]).accepted();
    });
    assert_refused(outcome, RewardsError::ExitsPaused);
}

#[test]
fn recycles_what_nobody_claimed_into_the_lowest_label() {
    let (mut world, node) = earned();
    claim(&mut world, &node, 1).accepted();
    sweep(&mut world, 3, 5);
    let outcome = recycle(&mut world, 1, 5).accepted();
    outcome.event_data::<EpochRecycled>();
    assert_eq!(pool(&world, 1), (333, 0, 333));
    assert_eq!(pool(&world, 5), (COLLECTED - 333, 0, 0));
    // Nothing moves: both pools lie in the one vault.
    assert_eq!(
        world.token_balance(&INCENTIVE_VAULT.address),
        3 * COLLECTED - 333
    );
}

#[test]
fn passes_over_a_recycled_epoch() {
    let (mut world, node) = earned();
    sweep(&mut world, 3, 5);
    recycle(&mut world, 1, 5).accepted();
    claim(&mut world, &node, 1).accepted();
    assert_eq!(world.hyper_of(&address_for("node-payout")), 0);
    claim(&mut world, &node, 2).accepted();
    assert_eq!(world.hyper_of(&address_for("node-payout")), 333);
}

#[test]
fn rejects_recycling_while_nodes_may_claim() {
    let (mut world, _) = earned();
    sweep(&mut world, 3, 4);
    // The lowest label is three ahead; one shard that lags keeps it there.
    assert_refused(recycle(&mut world, 1, 4), RewardsError::RecycleTooSoon);
    for shard in 0..SHARDS {
        assert_refused(recycle(&mut world, 1, 4), RewardsError::RecycleTooSoon);
        let next = FeesOf {
            shard,
            label: 4,
            next_label: 5,
            ..FeesOf::default()
        };
        world.receive_fees(next).accepted();
    }
    recycle(&mut world, 1, 5).accepted();
}

#[test]
fn rejects_recycling_into_another_epoch() {
    let (mut world, _) = earned();
    sweep(&mut world, 3, 6);
    for next in [3, 5, 7] {
        assert_refused(recycle(&mut world, 1, next), RewardsError::EpochLabelWrong);
    }
}

#[test]
fn rejects_second_recycling() {
    let (mut world, _) = earned();
    sweep(&mut world, 3, 5);
    recycle(&mut world, 1, 5).accepted();
    assert_refused(recycle(&mut world, 1, 5), RewardsError::NoPoints);
}
