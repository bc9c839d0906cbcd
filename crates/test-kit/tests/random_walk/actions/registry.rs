//! What the walk tries on registry.
use {
    super::{about, any, mostly, wait_eight_days, Errands, Table, NODES},
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, defaults, pda, Call, Pubkey, Record, Signer, Subject},
    serde_json::json,
};

/// States of a node, by their stored numbers.
const ACTIVE: u64 = 1;
const DRAINING: u64 = 2;
const SUSPENDED: u64 = 3;
const INACTIVE: u64 = 4;

/// What follows on a node that takes no more jobs.
const TO_ITS_END: &[Errands] = &[
    (2, "release_fingerprint", release_fingerprint),
    (1, "wait", wait_eight_days),
    (1, "close_node", close_node),
];

/// Nodes, their hardware and their checks.
pub const TABLE: Table = Table {
    actions: &[
        (10, "register_node", register_node),
        (120, "record_heartbeat", record_heartbeat),
        (3, "update_hardware", update_hardware),
        (7, "update_policy", update_policy),
        (2, "update_endpoint", update_endpoint),
        (2, "rotate_operator", rotate_operator),
        (3, "propose_payout", propose_payout),
        (3, "apply_payout", |walk| for_node(walk, "apply_payout")),
        (2, "propose_node_authority", propose_node_authority),
        (2, "accept_node_authority", accept_node_authority),
        (3, "drain_node", |walk| {
            signed_by_operator(walk, "drain_node")
        }),
        (12, "resume_node", |walk| {
            for_node_that(walk, "resume_node", |node| node.u64("status") != ACTIVE)
        }),
        (3, "deactivate_node", deactivate_node),
        (1, "suspend_node", suspend_node),
        (4, "reinstate_node", reinstate_node),
        (4, "close_node", close_node),
        (15, "bind_fingerprint", bind_fingerprint),
        (4, "release_fingerprint", release_fingerprint),
        (2, "close_fingerprint", close_fingerprint),
        (10, "record_health", |walk| {
            check_node(walk, "record_health")
        }),
        (4, "record_benchmark", |walk| {
            check_node(walk, "record_benchmark")
        }),
    ],
    exits: &["close_node"],
    never_paused: &["record_heartbeat"],
};

fn for_node(walk: &mut Walk, name: &str) -> Option<Call> {
    for_node_that(walk, name, |_| true)
}

fn for_node_that(walk: &mut Walk, name: &str, fits: fn(&Record) -> bool) -> Option<Call> {
    let node = mostly(walk, "Node", fits)?;
    Some(about(
        walk,
        "registry",
        name,
        &Subject::node(node),
        json!({}),
    ))
}

/// Mostly of a node whose last one is a while ago.
pub(super) fn record_heartbeat(walk: &mut Walk) -> Option<Call> {
    let since = i128::from(walk.stage.world.now()) - 30;
    let node = mostly(walk, "Node", |node| {
        node.u64("status") <= DRAINING && node.int("last_heartbeat_at") <= since
    })?;
    let beat = Subject::node(node);
    Some(about(
        walk,
        "registry",
        "record_heartbeat",
        &beat,
        json!({}),
    ))
}

/// Half of the time one that nothing backs, to be closed.
fn deactivate_node(walk: &mut Walk) -> Option<Call> {
    let backed = |key: &Pubkey| {
        let bond = walk.book.get(&pda("staking", &[b"bond", key.as_ref()]));
        bond.is_some_and(|bond| bond.u64("slots_mask") != 0)
    };
    let idle = walk.book.keys("Node", |node| {
        node.u64("active_runs") == 0 && node.u64("status") <= DRAINING
    });
    let loose: Vec<Pubkey> = idle.into_iter().filter(|node| !backed(node)).collect();
    let node = match walk.random.pick(&loose).filter(|_| walk.random.chance(60)) {
        Some(node) => node,
        None => any(walk, "Node")?,
    };
    walk.then(TO_ITS_END);
    let subject = Subject::node(node);
    Some(about(
        walk,
        "registry",
        "deactivate_node",
        &subject,
        json!({}),
    ))
}

fn close_node(walk: &mut Walk) -> Option<Call> {
    for_node_that(walk, "close_node", |node| {
        node.u64("status") == INACTIVE
            && node.u64("fingerprints") == 0
            && node.u64("open_reports") == 0
    })
}

fn register_node(walk: &mut Walk) -> Option<Call> {
    let name = format!("node-{}", walk.random.below(NODES));
    walk.stage.world.actor(&format!("{name}-authority"));
    walk.stage.world.actor(&format!("{name}-operator"));
    walk.fund(&address_for(&format!("{name}-payout")), 0);
    Some(walk.stage.register_call(&name))
}

fn signed_by_operator(walk: &mut Walk, name: &str) -> Option<Call> {
    let node = any(walk, "Node")?;
    let operator = walk.book.get(&node)?.key("operator");
    Some(about(
        walk,
        "registry",
        name,
        &Subject::node(node).signed_by(operator),
        json!({}),
    ))
}

fn update_hardware(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let mut hardware = defaults::node_registration(&node)["hardware"].take();
    hardware["gpu_count"] = walk.random.between(1, 4).into();
    hardware["ram_mib"] = walk.random.between(1_024, 100_000).into();
    Some(about(
        walk,
        "registry",
        "update_hardware",
        &Subject::node(node),
        json!({ "hardware": hardware }),
    ))
}

fn update_policy(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let authority = walk.book.get(&node)?.key("authority");
    let mut policy = defaults::node_registration(&node)["policy"].take();
    policy["max_runs"] = walk.random.between(1, 8).into();
    policy["price_floor"] = walk.random.between(1, 20).into();
    // Whoever comes in by a gate shows something; most nodes are open to all.
    policy["privacy"] = walk
        .random
        .pick(&[1, 2, 2, 3, 3, 4, 4, 5, 5, 5, 5, 5])
        .into();
    if let Some(group) = any(walk, "Group") {
        policy["group"] = group.to_string().into();
    }
    Some(about(
        walk,
        "registry",
        "update_policy",
        &Subject::node(node).signed_by(authority),
        json!({ "policy": policy }),
    ))
}

fn update_endpoint(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let mut endpoint = defaults::node_registration(&node)["endpoint"].take();
    endpoint["tls_key_hash"] = json!(walk.random.bytes::<32>());
    Some(about(
        walk,
        "registry",
        "update_endpoint",
        &Subject::node(node),
        json!({ "endpoint": endpoint }),
    ))
}

fn rotate_operator(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let name = format!("operator-{}", walk.random.below(6));
    let operator = walk.stage.world.actor(&name).pubkey();
    let rotate = call("registry", "rotate_operator").account("new_operator", operator);
    Some(walk.stage.fill(rotate, &Subject::node(node)))
}

fn propose_payout(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let payout = address_for(&format!("payout-{}", walk.random.below(4)));
    walk.fund(&payout, 0);
    Some(about(
        walk,
        "registry",
        "propose_payout",
        &Subject::node(node),
        json!({ "payout": payout.to_string() }),
    ))
}

fn propose_node_authority(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let name = format!("authority-{}", walk.random.below(4));
    let key = walk.stage.world.actor(&name).pubkey();
    Some(about(
        walk,
        "registry",
        "propose_node_authority",
        &Subject::node(node),
        json!({ "key": key.to_string() }),
    ))
}

fn accept_node_authority(walk: &mut Walk) -> Option<Call> {
    let nodes = walk.book.keys("Node", |node| {
        node.key("pending_authority") != Pubkey::default()
    });
    let node = walk.random.pick(&nodes)?;
    let pending = walk.book.get(&node)?.key("pending_authority");
    Some(
        call("registry", "accept_node_authority")
            .account("node", node)
            .account("pending_authority", pending),
    )
}

fn suspend_node(walk: &mut Walk) -> Option<Call> {
    let node = any(walk, "Node")?;
    let until = walk.stage.world.now() + i64::try_from(walk.random.below(10_000)).expect("small");
    let authority = walk.authority("registry");
    Some(
        call("registry", "suspend_node")
            .account("node", node)
            .account("authority", authority)
            .args(json!({ "until": until })),
    )
}

fn reinstate_node(walk: &mut Walk) -> Option<Call> {
    let node = mostly(walk, "Node", |node| node.u64("status") == SUSPENDED)?;
    Some(
        call("registry", "reinstate_node")
            .account("node", node)
            .account("authority", walk.authority("registry")),
    )
}

fn bind_fingerprint(walk: &mut Walk) -> Option<Call> {
    let node = mostly(walk, "Node", |node| node.u64("status") == ACTIVE)?;
    let hash = vec![u8::try_from(walk.random.between(1, 30)).expect("small"); 32];
    Some(about(
        walk,
        "registry",
        "bind_fingerprint",
        &Subject::node(node),
        json!({ "hash": hash }),
    ))
}

/// Half of the time of a node that nothing else keeps from being closed.
fn release_fingerprint(walk: &mut Walk) -> Option<Call> {
    let retires = walk.random.chance(50);
    let bound = walk.book.keys("Fingerprint", |print| {
        let node = walk.book.get(&print.key("node"));
        let is_retired = node.is_some_and(|node| node.u64("status") == INACTIVE);
        print.int("released_at") == 0 && (!retires || is_retired)
    });
    let fingerprint = match walk.random.pick(&bound) {
        Some(fingerprint) => fingerprint,
        None => any(walk, "Fingerprint")?,
    };
    let node = walk.book.get(&fingerprint)?.key("node");
    let signer = walk.book.get(&node)?.key("authority");
    Some(
        call("registry", "release_fingerprint")
            .account("fingerprint", fingerprint)
            .account("node", node)
            .account("signer", signer),
    )
}

fn close_fingerprint(walk: &mut Walk) -> Option<Call> {
    let fingerprint = mostly(walk, "Fingerprint", |print| print.int("released_at") != 0)?;
    Some(walk.stage.fill(
        call("registry", "close_fingerprint").account("fingerprint", fingerprint),
        &Subject::default(),
    ))
}

fn check_node(walk: &mut Walk, name: &str) -> Option<Call> {
    let node = any(walk, "Node")?;
    let validator = any(walk, "Validator")?;
    let owner = walk.book.get(&validator)?.key("owner");
    let bond = pda("staking", &[b"bond", validator.as_ref()]);
    let arguments = json!({ "passed": walk.random.chance(60), "digest": walk.random.bytes::<32>(), "class": 1, "units": walk.random.between(0, 9) });
    let check = call("registry", name).account("bond", bond).args(arguments);
    Some(
        walk.stage
            .fill(check, &Subject::node(node).with_validator(owner)),
    )
}
