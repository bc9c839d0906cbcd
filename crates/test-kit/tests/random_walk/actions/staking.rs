//! What the walk tries on staking.
use {
    super::{about, any, for_position, for_position_that, mostly, requester, Table, STAKERS},
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, pda, Call, Pubkey, Subject, HYPER},
    serde_json::json,
};

/// Positions, from the reward account each begins with, pledges and validators.
pub const TABLE: Table = Table {
    actions: &[
        (25, "open_reward_account", open_reward_account),
        (30, "stake", stake),
        (10, "add_stake", add_stake),
        (6, "extend_lock", extend_lock),
        (12, "unstake", unstake),
        (10, "withdraw_stake", |walk| {
            let now = i128::from(walk.stage.world.now());
            for_position_that(walk, "staking", "withdraw_stake", |position| {
                position.u64("unbonding_amount") > 0 && now >= position.int("withdraw_at")
            })
        }),
        (6, "refresh_position", |walk| {
            for_position(walk, "staking", "refresh_position")
        }),
        (5, "close_position", |walk| {
            for_position_that(walk, "staking", "close_position", |position| {
                position.u64("amount") + position.u64("unbonding_amount") == 0
            })
        }),
        (25, "pledge_position", pledge_position),
        (4, "release_pledge", |walk| {
            for_position(walk, "staking", "release_pledge")
        }),
        (6, "clear_pledge", |walk| {
            for_position(walk, "staking", "clear_pledge")
        }),
        (15, "register_validator", register_validator),
        (1, "retire_validator", |walk| {
            for_validator(walk, "retire_validator")
        }),
        (2, "close_validator", |walk| {
            for_validator(walk, "close_validator")
        }),
        (2, "close_bond", close_bond),
    ],
    exits: &[
        "withdraw_stake",
        "unstake",
        "release_pledge",
        "clear_pledge",
        "close_position",
        "close_validator",
        "retire_validator",
        "close_bond",
    ],
    never_paused: &[],
};

/// A staker; now and then a requester, whom nodes of the public network know by its position.
fn staker(walk: &mut Walk) -> Pubkey {
    if walk.random.chance(10) {
        return requester(walk);
    }
    address_for(walk.random.pick(&STAKERS).expect("stakers"))
}

fn new_position(walk: &mut Walk) -> (Pubkey, u16, Pubkey) {
    // Cold keys of nodes stake too, or no node would ever be backed.
    let nodes = walk.book.keys("Node", |_| true);
    let of_node = walk
        .random
        .pick(&nodes)
        .and_then(|node| walk.book.get(&node).map(|node| node.key("authority")));
    let owner = of_node
        .filter(|_| walk.random.chance(50))
        .unwrap_or_else(|| staker(walk));
    let index = u16::try_from(walk.random.below(3)).expect("small");
    (
        owner,
        index,
        pda(
            "staking",
            &[b"position", owner.as_ref(), &index.to_le_bytes()],
        ),
    )
}

fn open_reward_account(walk: &mut Walk) -> Option<Call> {
    let (_, _, position) = new_position(walk);
    Some(about(
        walk,
        "rewards",
        "open_reward_account",
        &Subject::position(position),
        json!({}),
    ))
}

fn stake(walk: &mut Walk) -> Option<Call> {
    let accounts = walk.book.keys("RewardAccount", |_| true);
    let (mut owner, mut index, mut position) = new_position(walk);
    // Mostly one whose reward account is open already.
    for _ in 0..20 {
        if accounts.contains(&pda("rewards", &[b"reward", position.as_ref()])) {
            break;
        }
        (owner, index, position) = new_position(walk);
    }
    let amount = walk
        .random
        .pick(&[99, 100, 1_000, 5_000, 10_000, 20_000])
        .expect("amounts")
        * HYPER;
    let lock = u16::try_from(
        walk.random
            .pick(&[13, 14, 30, 90, 180, 365, 366])
            .expect("locks"),
    )
    .expect("small");
    walk.stage.world.actor_of(&owner)?;
    walk.fund(&owner, amount);
    Some(walk.stage.stake_call(&owner, index, amount, lock))
}

fn add_stake(walk: &mut Walk) -> Option<Call> {
    let add = for_position(walk, "staking", "add_stake")?;
    let owner = walk.book.get(&add.address_of("position")?)?.key("owner");
    walk.fund(&owner, 1_000 * HYPER);
    Some(add)
}

fn extend_lock(walk: &mut Walk) -> Option<Call> {
    let position = any(walk, "Position")?;
    let days = walk.random.between(14, 366);
    Some(about(
        walk,
        "staking",
        "extend_lock",
        &Subject::position(position),
        json!({ "lock_days": days }),
    ))
}

fn unstake(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let call = for_position_that(walk, "staking", "unstake", |position| {
        position.u64("amount") > 0 && now >= position.int("unlock_at")
    })?;
    let position = call.address_of("position")?;
    let amount = walk.book.get(&position)?.u64("amount");
    let whole = walk.random.chance(50);
    Some(if whole {
        call.args(json!({ "amount": amount }))
    } else {
        call
    })
}

fn pledge_position(walk: &mut Walk) -> Option<Call> {
    let position = any(walk, "Position")?;
    let owner = walk.book.get(&position)?.key("owner");
    let own = walk
        .book
        .keys("Node", |node| node.key("authority") == owner);
    let node = match walk.random.pick(&own).filter(|_| walk.random.chance(80)) {
        Some(node) => node,
        None => any(walk, "Node")?,
    };
    Some(about(
        walk,
        "staking",
        "pledge_position",
        &Subject::position(position).with_pledge(node),
        json!({}),
    ))
}

fn register_validator(walk: &mut Walk) -> Option<Call> {
    let rich = walk.book.keys("Position", |position| {
        position.u64("amount") >= 10_000 * HYPER
    });
    let position = walk.random.pick(&rich)?;
    let owner = walk.book.get(&position)?.key("owner");
    let fits = STAKERS.iter().any(|name| address_for(name) == owner);
    fits.then(|| {
        about(
            walk,
            "staking",
            "register_validator",
            &Subject::position(position).with_validator(owner),
            json!({}),
        )
    })
}

fn for_validator(walk: &mut Walk, name: &str) -> Option<Call> {
    let validator = any(walk, "Validator")?;
    let (owner, position) = walk
        .book
        .get(&validator)
        .map(|record| (record.key("owner"), record.key("position")))?;
    let call = call("staking", name).account("validator", validator);
    Some(
        walk.stage
            .fill(call, &Subject::position(position).with_validator(owner)),
    )
}

fn close_bond(walk: &mut Walk) -> Option<Call> {
    let bond = mostly(walk, "Bond", |bond| bond.u64("slots_mask") == 0)?;
    Some(walk.stage.fill(
        call("staking", "close_bond").account("bond", bond),
        &Subject::default(),
    ))
}
