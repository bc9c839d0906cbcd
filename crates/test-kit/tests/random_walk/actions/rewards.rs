//! What the walk tries on rewards.
use {
    super::{about, any, for_position, mostly, requester, Table},
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, hyper_account, mint, Call, Signer, Subject, HYPER},
    serde_json::json,
};

/// Claims, gifts, unlocks and incentives.
pub const TABLE: Table = Table {
    actions: &[
        (12, "claim_reward", |walk| {
            for_position(walk, "rewards", "claim_reward")
        }),
        (10, "compound_reward", |walk| {
            for_position(walk, "rewards", "compound_reward")
        }),
        (6, "close_reward_account", close_reward_account),
        (6, "donate_reward", donate_reward),
        (3, "distribute_unlock", distribute_unlock),
        (12, "claim_incentive", claim_incentive),
        (8, "recycle_epoch", recycle_epoch),
    ],
    exits: &["claim_reward", "claim_incentive"],
    never_paused: &[],
};

pub(super) fn close_reward_account(walk: &mut Walk) -> Option<Call> {
    let account = mostly(walk, "RewardAccount", |account| {
        account.u128("weight") == 0 && account.u64("pending") == 0
    })?;
    let position = walk.book.get(&account)?.key("position");
    let mut close = call("rewards", "close_reward_account")
        .account("reward_account", account)
        .account("signer", address_for("crank"));
    if walk.book.get(&position).is_some() {
        close = close.account("position", position);
    }
    Some(walk.stage.fill(close, &Subject::default()))
}

fn donate_reward(walk: &mut Walk) -> Option<Call> {
    let donor = requester(walk);
    let amount = walk.random.below(100 * HYPER);
    let donate = call("rewards", "donate_reward")
        .account("donor", donor)
        .account("source", hyper_account(&donor));
    Some(donate.args(json!({ "amount": amount })))
}

fn distribute_unlock(walk: &mut Walk) -> Option<Call> {
    let authority = walk.stage.world.actor("unlock-authority").pubkey();
    let amount = walk.random.below(50_000 * HYPER);
    walk.fund(&authority, amount);
    let distribute = call("rewards", "distribute_unlock")
        .account("unlock_authority", authority)
        .account("source", hyper_account(&authority))
        .account("operations", hyper_account(&address_for("operations")))
        .account("mint", mint())
        .args(json!({ "period": walk.random.between(0, 3), "amount": amount }));
    Some(walk.stage.fill(distribute, &Subject::default()))
}

fn claim_incentive(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let pools: Vec<u64> = walk
        .book
        .all("EpochPool")
        .map(|(_, pool)| pool.u64("epoch"))
        .collect();
    let epoch = walk.random.pick(&pools)?;
    Some(about(
        walk,
        "rewards",
        "claim_incentive",
        &Subject::node(node),
        json!({ "epoch": epoch }),
    ))
}

fn recycle_epoch(walk: &mut Walk) -> Option<Call> {
    let pools: Vec<u64> = walk
        .book
        .all("EpochPool")
        .map(|(_, pool)| pool.u64("epoch"))
        .collect();
    let epoch = walk.random.pick(&pools)?;
    // The rest of an epoch goes to the lowest one that a shard is still in.
    let lowest = walk
        .book
        .all("FeeShard")
        .map(|(_, shard)| shard.u64("epoch"));
    let lowest = lowest.min()?;
    let next = if walk.random.chance(70) {
        lowest
    } else {
        epoch + walk.random.between(1, 6)
    };
    Some(about(
        walk,
        "rewards",
        "recycle_epoch",
        &Subject::default(),
        json!({ "epoch": epoch, "next_epoch": next }),
    ))
}
