//! What only programs may call, tried by a wallet.
use {
    super::{any, Table},
    crate::walk::Walk,
    hypernode_test_kit::{address_for, call, Call, Subject},
    serde_json::{json, Value as Json},
};

/// Calls that prove their caller by its PDA.
pub const TABLE: Table = Table {
    actions: &[
        (2, "begin_run", |walk| {
            as_wallet(
                walk,
                "registry",
                "begin_run",
                json!({ "cap_runs": 5, "gpus": 0 }),
            )
        }),
        (2, "end_run", |walk| {
            let arguments = json!({ "outcome": 1, "response_ms": 1, "fee": 1, "epoch": 1, "gpus": 0, "counted": true });
            as_wallet(walk, "registry", "end_run", arguments)
        }),
        (1, "note_report", |walk| {
            as_wallet(walk, "registry", "note_report", json!({ "step": 1 }))
        }),
        (1, "penalise_node", |walk| {
            as_wallet(
                walk,
                "registry",
                "penalise_node",
                json!({ "reason": 3, "suspend_until": 0 }),
            )
        }),
        (1, "freeze_bond", |walk| {
            as_wallet(walk, "staking", "freeze_bond", json!({ "delta": 1 }))
        }),
        (1, "reserve_slash", |walk| {
            as_wallet(walk, "staking", "reserve_slash", json!({ "bps": 100 }))
        }),
        (1, "credit_compound", |walk| {
            as_wallet(walk, "staking", "credit_compound", json!({ "amount": 1 }))
        }),
        (1, "sync_weight", |walk| {
            as_wallet(
                walk,
                "rewards",
                "sync_weight",
                json!({ "old": 0, "new": 1_000 }),
            )
        }),
    ],
    exits: &[],
    never_paused: &[],
};

fn as_wallet(walk: &mut Walk, program: &str, name: &str, arguments: Json) -> Option<Call> {
    let node = any(walk, "Node")?;
    let position = any(walk, "Position")?;
    let wallet = call(program, name)
        .account("caller", address_for("crank"))
        .args(arguments);
    let subject = Subject::position(position)
        .with_node(node)
        .with_pledge(node);
    Some(walk.stage.fill(wallet, &subject))
}
