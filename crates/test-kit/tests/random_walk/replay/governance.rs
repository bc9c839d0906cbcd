//! Events of governance that say less than they mean.
use {super::Heard, hypernode_test_kit::Value};

pub(super) fn hear(heard: &mut Heard) {
    match heard.event.name.as_str() {
        "Initialized" => {
            let slot = heard.value("slot");
            super::set_in(heard.row("config"), "head", "initialised_slot", &slot);
        }
        "ProposalCreated" => {
            let at = heard.value("at");
            heard.put("proposal", &[("status", Value::Int(1)), ("created_at", at)]);
        }
        "PayloadAdded" => {
            let index = usize::try_from(heard.event.u64("index")).expect("small");
            let hash = heard.value("payload_hash");
            let Some(Value::List(hashes)) = heard.row("proposal").fields.get_mut("payload_hashes")
            else {
                panic!("a list")
            };
            hashes[index] = hash;
        }
        // The position is the voter's; the proposal keeps its proposer's.
        "VoteCast" => {
            let proposer = heard.before("proposal").get("position").clone();
            heard.put("proposal", &[("position", proposer)]);
        }
        "VetoSet" => {
            let enabled = heard.value("veto_enabled_after");
            super::set_in(heard.row("config"), "params", "veto_enabled", &enabled);
        }
        _ => {}
    }
}
