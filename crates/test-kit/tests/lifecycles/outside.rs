//! Instructions that no lifecycle asks, each with its reason.
use {
    crate::lifecycle::Lifecycle,
    hypernode_test_kit::{Idl, PROGRAMS},
    std::collections::BTreeSet,
};

/// Instructions every program has about its Config, which is made once, never ends and has one state; all six are tested
/// with the macro they come from.
pub const OF_CONFIG: &[&str] = &[
    "initialize",
    "propose_authority",
    "accept_authority",
    "set_guardian",
    "pause",
    "unpause",
    "update_config",
];

/// Further instructions, by the reason.
pub const OUTSIDE: &[(&str, &[&str])] = &[
    (
        "a fee shard is opened once and stays as it is but for its sums",
        &["markets.open_fee_shard", "markets.sweep_fees"],
    ),
    (
        "a pool of an epoch has no status: what may be taken follows from the labels of all shards",
        &[
            "rewards.receive_fees",
            "rewards.claim_incentive",
            "rewards.recycle_epoch",
        ],
    ),
    (
        "it adds to a sum, or writes an account once",
        &["rewards.donate_reward", "rewards.distribute_unlock"],
    ),
    (
        "staking calls it with each change of a position, in every state",
        &["rewards.sync_weight"],
    ),
    ("it sets one field of the Config", &["governance.set_veto"]),
];

/// Every instruction a lifecycle asks.
fn asked(lifecycles: &[&Lifecycle]) -> BTreeSet<String> {
    let instructions = lifecycles
        .iter()
        .flat_map(|lifecycle| lifecycle.instructions());
    instructions
        .map(|(program, name)| format!("{program}.{name}"))
        .collect()
}

/// Instructions of the IDLs that are neither asked nor listed outside, those that are both, names no IDL has, and what a
/// lifecycle leaves to another that does not ask it.
pub fn gaps(lifecycles: &[&Lifecycle]) -> Vec<String> {
    let asked = asked(lifecycles);
    let mut outside: BTreeSet<String> = OUTSIDE
        .iter()
        .flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned()))
        .collect();
    let mut known = BTreeSet::new();
    for program in PROGRAMS {
        let instructions = Idl::of_name(program).document["instructions"].as_array();
        let names = instructions
            .into_iter()
            .flatten()
            .filter_map(|instruction| instruction["name"].as_str());
        known.extend(names.map(|name| format!("{program}.{name}")));
        outside.extend(OF_CONFIG.iter().map(|name| format!("{program}.{name}")));
    }
    let skipped = known
        .iter()
        .filter(|name| !asked.contains(*name) && !outside.contains(*name))
        .map(|name| format!("{name} is in no lifecycle"));
    let twice = asked
        .intersection(&outside)
        .map(|name| format!("{name} is in a lifecycle, and listed outside"));
    let unknown = outside
        .difference(&known)
        .map(|name| format!("no IDL has {name}"));
    let left = lifecycles
        .iter()
        .flat_map(|lifecycle| lifecycle.elsewhere)
        .filter(|name| !asked.contains(**name))
        .map(|name| format!("{name} is left to a lifecycle that does not ask it"));
    skipped.chain(twice).chain(unknown).chain(left).collect()
}
