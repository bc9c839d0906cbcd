//! What the walk tries on the Config of every program.
use {
    super::Table,
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, defaults, Call},
    serde_json::json,
};

/// Pauses, parameters and authorities.
pub const TABLE: Table = Table {
    actions: &[
        (2, "pause", pause),
        (8, "unpause", unpause),
        (2, "update_config", update_config),
        (1, "propose_authority", propose_authority),
        (1, "accept_authority", accept_authority),
        (1, "set_guardian", set_guardian),
    ],
    exits: &[],
    never_paused: &[],
};

fn program(walk: &mut Walk) -> &'static str {
    walk.random
        .pick(&["registry", "markets", "staking", "rewards"])
        .expect("programs")
}

fn pause(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let arguments = json!({ "entries": walk.random.chance(60), "exits": walk.random.chance(40) });
    let signer = if walk.random.chance(50) {
        address_for("guardian")
    } else {
        walk.authority(program)
    };
    Some(
        call(program, "pause")
            .account("guardian", signer)
            .args(arguments),
    )
}

fn unpause(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    Some(call(program, "unpause").account("authority", walk.authority(program)))
}

fn update_config(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let mut params = match program {
        "registry" => defaults::registry_params(),
        "markets" => defaults::markets_params(),
        "staking" => defaults::staking_params(),
        _ => defaults::rewards_params(),
    };
    match program {
        "registry" => params["offline_after_seconds"] = walk.random.between(600, 3_600).into(),
        "markets" => params["burn_bps"] = walk.random.between(0, 10_001).into(),
        "staking" => params["unbonding_seconds"] = walk.random.between(604_000, 700_000).into(),
        _ => params["stream_seconds"] = walk.random.between(604_000, 3_000_000).into(),
    }
    Some(
        call(program, "update_config")
            .account("authority", walk.authority(program))
            .args(json!({ "params": params })),
    )
}

fn propose_authority(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let key = address_for(
        walk.random
            .pick(&["deployer", "authority-0"])
            .expect("keys"),
    );
    walk.stage.world.actor("authority-0");
    let arguments = json!({ "key": key.to_string() });
    Some(
        call(program, "propose_authority")
            .account("authority", walk.authority(program))
            .args(arguments),
    )
}

fn accept_authority(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let pending = walk.config_key(program, "pending_authority");
    walk.stage.world.actor_of(&pending)?;
    Some(call(program, "accept_authority").account("pending_authority", pending))
}

fn set_guardian(walk: &mut Walk) -> Option<Call> {
    let program = program(walk);
    let key = address_for("guardian").to_string();
    Some(
        call(program, "set_guardian")
            .account("authority", walk.authority(program))
            .args(json!({ "key": key })),
    )
}
