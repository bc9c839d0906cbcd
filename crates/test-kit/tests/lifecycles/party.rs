//! Parties: their keys, and what they bring along when they sign.
use hypernode_test_kit::{address_for, hyper_account, pda, Call, Pubkey, Stage};

/// Key of a party.
pub fn key_of(role: &str) -> Pubkey {
    match role {
        "guardian" => address_for("guardian"),
        "authority" => address_for("deployer"),
        "market admin" => address_for("market-admin"),
        "crank" => address_for("crank"),
        "executor" => pda("governance", &[b"executor"]),
        "operator" => address_for("alice-node-operator"),
        "node authority" => address_for("alice-node-authority"),
        role => match role.strip_suffix(" program") {
            Some(program) => pda(program, &[b"caller"]),
            None => address_for(&format!("alice-{}", role.replace(' ', "-"))),
        },
    }
}

/// The party signs in the place of the first signer that does more than pay; for a post beside a session in the
/// funder's, since there the requester need not sign.
pub fn signed_by(stage: &Stage, call: Call, key: Pubkey) -> Call {
    let names = call.account_names();
    let posts = call.name().starts_with("post_job");
    let stands_in = posts && call.address_of("session").is_some();
    let place = names
        .iter()
        .filter(|name| !stands_in || *name != "requester")
        .find(|name| *name != "payer" && call.is_signer(name));
    match place {
        Some(name) => brings(stage, call.account(name, key), &names, key),
        None => call,
    }
}

/// Who votes does so with its own position, who reports pays from its own purse, and an admin of a group shows its
/// membership.
fn brings(stage: &Stage, call: Call, names: &[String], key: Pubkey) -> Call {
    let takes = |name: &str| names.iter().any(|known| known == name);
    let exists = |address: &Pubkey| stage.world.account(address).is_some();
    let position = pda("staking", &[b"position", key.as_ref(), &[0, 0]]);
    if takes("voter") && takes("position") && exists(&position) {
        return call.account("position", position);
    }
    let purse = hyper_account(&key);
    if takes("reporter_token") && exists(&purse) {
        return call.account("reporter_token", purse);
    }
    if takes("admission") {
        let group = call.address_of("group").expect("a group or nobody");
        let own = pda("registry", &[b"member", group.as_ref(), key.as_ref()]);
        // Who leaves shows nothing: the account that closes cannot be shown besides.
        let leaves = call.address_of("member") == Some(own);
        if exists(&own) && !leaves {
            return call.account("admission", own);
        }
    }
    call
}
