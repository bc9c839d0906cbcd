//! `programs/upgrade-authorities.json`: what a deployment is compared with, equal to the addresses programs agree on.
//!
//! `make snapshot` rewrites it.

use {
    hypernode_common::programs::{self, EXECUTOR},
    hypernode_test_kit::{program_id_for, repository_root},
    serde_json::{json, Value},
    solana_loader_v3_interface::get_program_data_address,
};

/// The protocol's programs in the order of the specification.
const NAMES: [&str; 7] = [
    "registry",
    "markets",
    "staking",
    "rewards",
    "slashing",
    "governance",
    "bridge",
];

fn manifest() -> Value {
    let entries = NAMES.iter().zip(programs::ALL).map(|(name, program)| {
        assert_eq!(program_id_for(name), program.id, "{name}");
        json!({
            "name": name,
            "program": program.id.to_string(),
            "program_data": get_program_data_address(&program.id).to_string(),
            "upgrade_authority": EXECUTOR.address.to_string(),
            "config": program.config.address.to_string(),
            "authority": EXECUTOR.address.to_string(),
        })
    });
    json!({
        "about": "What each program's accounts say once it was handed over: the upgrade authority in its ProgramData and the authority in its Config are the executor of governance",
        "executor": EXECUTOR.address.to_string(),
        "programs": entries.collect::<Vec<_>>(),
    })
}

#[test]
fn manifest_equals_the_addresses_of_the_programs() {
    let path = repository_root().join("programs/upgrade-authorities.json");
    if std::env::var_os("HYPERNODE_REWRITE_SNAPSHOT").is_some() {
        let text = serde_json::to_string_pretty(&manifest()).expect("JSON");
        std::fs::write(&path, text + "\n").expect("the manifest is writable");
    }
    let committed = std::fs::read_to_string(&path)
        .expect("programs/upgrade-authorities.json; `make snapshot` writes it");
    let committed: Value = serde_json::from_str(&committed).expect("JSON");
    assert_eq!(committed, manifest(), "run `make snapshot`");
}
