//! Events of slashing that say less than they mean.
use {super::Heard, hypernode_test_kit::Value};

pub(super) fn hear(heard: &mut Heard) {
    match heard.event.name.as_str() {
        "Initialized" => {
            let slot = heard.value("slot");
            super::set_in(heard.row("config"), "head", "initialised_slot", &slot);
        }
        "ReportVoted" => heard.put("report_vote", &[("round", Value::Int(1))]),
        "AppealVoted" => heard.put("report_vote", &[("round", Value::Int(2))]),
        // Voters of a fault never had a vote of their own.
        "VoteFeeClaimed" if heard.changes("report_vote") => {
            heard.put("report_vote", &[("paid", Value::Bool(true))]);
        }
        _ => {}
    }
}
