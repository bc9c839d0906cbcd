//! What the walk tries on the Config of every program.
use {
    super::{payload, Table},
    crate::walk::Walk,
    hypernode_common::programs::EXECUTOR,
    hypernode_test_kit::{address_for, call, defaults, Call, Pubkey, HYPER, PROGRAMS},
    serde_json::json,
};

/// Pauses, parameters and authorities.
pub const TABLE: Table = Table {
    actions: &[
        (8, "pause", pause),
        (24, "unpause", unpause),
        (5, "update_config", update_config),
        (5, "propose_authority", propose_authority),
        (8, "accept_authority", accept_authority),
        (5, "set_guardian", set_guardian),
        (3, "initialize", initialize),
        (1, "open_fee_shard", |walk| {
            let shard = u8::try_from(walk.random.below(10)).expect("small");
            Some(walk.stage.open_shard_call(shard))
        }),
    ],
    exits: &[],
    never_paused: &[
        "pause",
        "unpause",
        "update_config",
        "propose_authority",
        "accept_authority",
        "set_guardian",
    ],
};

fn program(walk: &mut Walk) -> &'static str {
    walk.random.pick(&PROGRAMS).expect("programs")
}

/// The authority of a program, or a wallet in its place where it is the executor, which signs for proposals alone.
fn an_authority(walk: &Walk, program: &str) -> Pubkey {
    let wallet = walk.wallet_authority(program);
    wallet.unwrap_or_else(|| address_for("deployer"))
}

/// What the executor governs stays paused until a vote ends it, so its entries are paused less often.
fn pause(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let percent = if walk.wallet_authority(program).is_some() {
        60
    } else {
        25
    };
    let arguments =
        json!({ "entries": walk.random.chance(percent), "exits": walk.random.chance(50) });
    let guardian = walk.config_key(program, "guardian");
    let signer = match walk.wallet_authority(program) {
        Some(authority) if walk.random.chance(50) => authority,
        _ => guardian,
    };
    Some(
        call(program, "pause")
            .account("guardian", signer)
            .args(arguments),
    )
}

fn unpause(walk: &mut Walk) -> Option<Call> {
    let paused: Vec<&str> = PROGRAMS
        .into_iter()
        .filter(|program| walk.is_paused(program))
        .collect();
    let program = match walk.random.pick(&paused) {
        Some(program) => program,
        None => program(walk),
    };
    let authority = an_authority(walk, program);
    Some(call(program, "unpause").account("authority", authority))
}

fn update_config(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let authority = an_authority(walk, program);
    let mut params = defaults::params_of(program);
    match program {
        "registry" => params["offline_after_seconds"] = walk.random.between(600, 3_600).into(),
        "markets" => params["burn_bps"] = walk.random.between(0, 10_001).into(),
        "staking" => params["unbonding_seconds"] = walk.random.between(604_000, 700_000).into(),
        "rewards" => params["stream_seconds"] = walk.random.between(604_000, 3_000_000).into(),
        "slashing" => params["report_bond"] = (walk.random.between(9, 120) * HYPER).into(),
        _ => params = payload::governance_params(walk),
    }
    Some(
        call(program, "update_config")
            .account("authority", authority)
            .args(json!({ "params": params })),
    )
}

/// Two wallets hand the programs to each other; what the executor governed, they give back to it.
fn propose_authority(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let authority = an_authority(walk, program);
    let name = walk
        .random
        .pick(&["deployer", "authority-0"])
        .expect("keys");
    let key = if ["rewards", "governance"].contains(&program) {
        EXECUTOR.address
    } else {
        address_for(name)
    };
    let arguments = json!({ "key": key.to_string() });
    Some(
        call(program, "propose_authority")
            .account("authority", authority)
            .args(arguments),
    )
}

fn accept_authority(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let pending = walk.config_key(program, "pending_authority");
    let pending = walk
        .stage
        .world
        .actor_of(&pending)
        .map_or_else(|| address_for("deployer"), |_| pending);
    Some(call(program, "accept_authority").account("pending_authority", pending))
}

fn set_guardian(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let authority = an_authority(walk, program);
    let name = walk.random.pick(&["guardian", "guardian-2"]).expect("keys");
    let key = address_for(name).to_string();
    Some(
        call(program, "set_guardian")
            .account("authority", authority)
            .args(json!({ "key": key })),
    )
}

/// A second time, by whoever could the first time.
fn initialize(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    Some(walk.stage.initialise_call(program))
}
