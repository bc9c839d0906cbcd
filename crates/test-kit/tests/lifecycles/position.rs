//! A position, from stake to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_common::programs::STAKE_VAULT,
    hypernode_test_kit::{scenarios::Scene, Pubkey, Subject, HYPER, PROGRAMS},
    serde_json::json,
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "position",
    account: "position",
    programs: &PROGRAMS,
    besides: &[],
    elsewhere: &["staking.register_validator", "staking.retire_validator"],
    states: STATES,
    signers: &[
        "staker",
        "operator",
        "node authority",
        "guardian",
        "authority",
        "stranger",
        "slashing program",
        "rewards program",
        "markets program",
    ],
    allowed: &[
        ("staking.add_stake", HOLDING, OWNER),
        // What was emptied may be filled again, as long as nobody closed it.
        ("staking.add_stake", &["Empty"], OWNER),
        ("staking.extend_lock", HOLDING, OWNER),
        ("staking.extend_lock", &["Empty"], OWNER),
        (
            "staking.unstake",
            &[
                "Free, lock over",
                "Free, part unbonding",
                "Free, part unbonded",
                "Pledged, lock over",
            ],
            OWNER,
        ),
        ("staking.withdraw_stake", &["Free, part unbonded"], OWNER),
        (
            "staking.refresh_position",
            &[
                "Free, lock over",
                "Free, part unbonding",
                "Free, part unbonded",
                "Pledged, lock over",
                "Empty",
            ],
            ANYONE,
        ),
        (
            "staking.close_position",
            &["Empty, reward account closed"],
            OWNER,
        ),
        ("staking.pledge_position", &["Free"], OWNER),
        (
            "staking.release_pledge",
            &["Pledged", "Pledged, lock over", "Pledged, frozen"],
            OWNER,
        ),
        ("staking.clear_pledge", &["Releasing, time over"], ANYONE),
        ("staking.slash_position", BACKING, &["slashing program"]),
        ("staking.credit_compound", HOLDING, &["rewards program"]),
        // Rewards calls for positions with something pending alone, hence never for these.
        (
            "staking.credit_compound",
            &["Empty", "Empty, reward account closed"],
            &["rewards program"],
        ),
        ("rewards.claim_reward", HOLDING, OWNER),
        ("rewards.compound_reward", HOLDING, OWNER),
        ("rewards.close_reward_account", &["Empty"], OWNER),
        (
            "rewards.open_reward_account",
            &["Empty, reward account closed", "Closed"],
            ANYONE,
        ),
        ("staking.stake", &["Closed, reward account open"], OWNER),
    ],
};

/// The only party with rights of its own.
const OWNER: &[&str] = &["staker"];

/// States in which something is staked.
const HOLDING: &[&str] = &[
    "Free",
    "Free, lock over",
    "Free, part unbonding",
    "Free, part unbonded",
    "Pledged",
    "Pledged, lock over",
    "Pledged, frozen",
    "Releasing",
    "Releasing, time over",
];

/// States in which it can be slashed.
const BACKING: &[&str] = &[
    "Pledged",
    "Pledged, lock over",
    "Pledged, frozen",
    "Releasing",
    "Releasing, time over",
];

const STATES: &[State] = &[
    state("Free", free),
    state("Free, lock over", |scene| {
        let position = free(scene);
        scene.wait(61 * DAY);
        position
    }),
    state("Free, part unbonding", unbonding),
    state("Free, part unbonded", |scene| {
        let position = unbonding(scene);
        scene.wait(8 * DAY);
        position
    }),
    state("Pledged", pledged),
    state("Pledged, lock over", |scene| {
        let position = pledged(scene);
        scene.wait(61 * DAY);
        position
    }),
    state("Pledged, frozen", |scene| {
        let position = pledged(scene);
        scene.does(
            "staking",
            "freeze_bond",
            &position.subject,
            json!({ "delta": 1 }),
        );
        position
    }),
    state("Releasing", releasing),
    state("Releasing, time over", |scene| {
        let position = releasing(scene);
        scene.wait(8 * DAY);
        position
    }),
    state("Empty", empty),
    state("Empty, reward account closed", unrewarded),
    state("Closed", closed),
    state("Closed, reward account open", |scene| {
        let case = closed(scene);
        let open = case.complete(scene.stage, "rewards", "open_reward_account");
        scene.happens(open);
        case
    }),
];

/// A position that backs nothing, with something earned and something left to stake.
fn free(scene: &mut Scene) -> Case {
    let position = scene.position();
    scene.bare_node();
    earned(scene, position)
}

fn pledged(scene: &mut Scene) -> Case {
    let (position, _) = scene.pledged();
    earned(scene, position)
}

fn earned(scene: &mut Scene, position: Pubkey) -> Case {
    scene.earn();
    scene.slash_vault();
    // What rewards would have put there before it credits a position.
    scene
        .stage
        .world
        .fill_vault(STAKE_VAULT.address, 1_000 * HYPER);
    scene.funded("staker", 10_000 * HYPER);
    Subject::position(position)
        .with_pledge(scene.party_node())
        .into()
}

fn unbonding(scene: &mut Scene) -> Case {
    let position = free(scene);
    scene.wait(31 * DAY);
    scene.does(
        "staking",
        "unstake",
        &Subject::position(position.subject.position.expect("a position")),
        json!({ "amount": 1_000 * HYPER }),
    );
    position
}

fn releasing(scene: &mut Scene) -> Case {
    let position = pledged(scene);
    scene.does("staking", "release_pledge", &position.subject, json!({}));
    position
}

fn empty(scene: &mut Scene) -> Case {
    let position = free(scene);
    let about = Subject::position(position.subject.position.expect("a position"));
    scene.wait(31 * DAY);
    let amount = scene
        .stage
        .record(&position.subject.position.expect("a position"))
        .expect("a position")
        .u64("amount");
    scene.does("staking", "unstake", &about, json!({ "amount": amount }));
    scene.wait(8 * DAY);
    scene.does("staking", "withdraw_stake", &about, json!({}));
    scene.does("rewards", "claim_reward", &about, json!({}));
    position
}

/// Empty, and without its reward account.
fn unrewarded(scene: &mut Scene) -> Case {
    let position = empty(scene);
    let owner = scene.actor("staker");
    let close = position.subject.clone().signed_by(owner);
    let position_key = position.subject.position.expect("a position");
    let call = hypernode_test_kit::call("rewards", "close_reward_account")
        .account("position", position_key);
    let call = scene.stage.fill(call, &close);
    scene.happens(call);
    position
}

/// Gone, and what it takes to stake again.
fn closed(scene: &mut Scene) -> Case {
    let case = unrewarded(scene);
    let close = case.complete(scene.stage, "staking", "close_position");
    scene.happens(close);
    let owner = scene.actor("staker");
    let stake = scene.stage.stake_call(&owner, 0, 1_000 * HYPER, 60);
    case.like(&stake)
}
