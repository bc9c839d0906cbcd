//! What the walk tries on staking.
use {
    super::{
        about, any, for_position, for_position_that, mostly, requester,
        rewards::close_reward_account, wait_eight_days, Errands, Table, STAKERS,
    },
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, pda, Call, Pubkey, Record, Subject, HYPER},
    serde_json::json,
};

/// Seconds a pledged position has to stay locked.
const BOND_LOCK: i128 = 30 * 86_400;
/// Status of a position that backs nothing, and of a validator that leaves.
const FREE: u64 = 1;
const RELEASING: u64 = 3;
const RETIRING: u64 = 2;

/// What follows on a validator that leaves, and on a stake that does.
const TO_A_SECOND_LIFE: &[Errands] = &[
    (1, "wait", wait_eight_days),
    (2, "clear_pledge", clear_pledge),
    (1, "close_validator", close_validator),
    (1, "extend_lock", extend_lock),
    (1, "register_validator", register_validator),
];
const TO_AN_END: &[Errands] = &[
    (1, "wait", wait_eight_days),
    (1, "withdraw_stake", withdraw_stake),
    (1, "claim_reward", claim_the_last),
    (1, "close_reward_account", close_reward_account),
    (1, "close_position", close_position),
];

/// Positions, from the reward account each begins with, pledges and validators.
pub const TABLE: Table = Table {
    actions: &[
        (25, "open_reward_account", open_reward_account),
        (30, "stake", stake),
        (10, "add_stake", add_stake),
        (6, "extend_lock", extend_lock),
        (12, "unstake", unstake),
        (10, "withdraw_stake", withdraw_stake),
        (6, "refresh_position", |walk| {
            for_position(walk, "staking", "refresh_position")
        }),
        (5, "close_position", close_position),
        (40, "pledge_position", pledge_position),
        (4, "release_pledge", |walk| {
            for_position(walk, "staking", "release_pledge")
        }),
        (6, "clear_pledge", clear_pledge),
        (15, "register_validator", register_validator),
        (1, "retire_validator", retire_validator),
        (4, "close_validator", close_validator),
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
    walk.fund(&owner, 2_000 * HYPER);
    Some(add)
}

fn withdraw_stake(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    for_position_that(walk, "staking", "withdraw_stake", |position| {
        position.u64("unbonding_amount") > 0 && now >= position.int("withdraw_at")
    })
}

fn is_empty(position: &Record) -> bool {
    position.u64("amount") + position.u64("unbonding_amount") == 0
}

fn claim_the_last(walk: &mut Walk) -> Option<Call> {
    for_position_that(walk, "rewards", "claim_reward", is_empty)
}

fn close_position(walk: &mut Walk) -> Option<Call> {
    for_position_that(walk, "staking", "close_position", is_empty)
}

fn clear_pledge(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    for_position_that(walk, "staking", "clear_pledge", |position| {
        position.u64("pledge") == RELEASING && now > position.int("release_at")
    })
}

/// Mostly while others remain, and then often to begin anew.
fn retire_validator(walk: &mut Walk) -> Option<Call> {
    walk.then(TO_A_SECOND_LIFE);
    for_validator(walk, "retire_validator", |_| true)
}

fn close_validator(walk: &mut Walk) -> Option<Call> {
    for_validator(walk, "close_validator", |validator| {
        validator.u64("status") == RETIRING
    })
}

fn extend_lock(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let position = mostly(walk, "Position", |position| {
        position.int("unlock_at") < now + BOND_LOCK
    })?;
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
    let whole = walk.random.chance(60);
    if whole && walk.random.chance(60) {
        walk.then(TO_AN_END);
    }
    Some(if whole {
        call.args(json!({ "amount": amount }))
    } else {
        call
    })
}

fn pledge_position(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let position = mostly(walk, "Position", |position| {
        position.u64("pledge") == FREE
            && position.u64("unbonding_amount") == 0
            && position.int("unlock_at") >= now + BOND_LOCK
    })?;
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

/// A rich staker who is none yet, or mostly.
fn register_validator(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let strict = walk.random.chance(90);
    let rich = walk.book.keys("Position", |position| {
        let own = pda("staking", &[b"validator", position.key("owner").as_ref()]);
        position.u64("amount") >= 10_000 * HYPER
            && (!strict
                || position.u64("pledge") == FREE
                    && position.int("unlock_at") >= now + BOND_LOCK
                    && walk.book.get(&own).is_none())
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

fn for_validator(walk: &mut Walk, name: &str, fits: fn(&Record) -> bool) -> Option<Call> {
    let validator = mostly(walk, "Validator", fits)?;
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
