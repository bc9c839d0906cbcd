//! Events of slashing that say less than they mean.
use {super::Heard, hypernode_test_kit::Value};

pub(super) fn hear(heard: &mut Heard) {
    match heard.event.name.as_str() {
        "Initialized" => {
            let slot = heard.value("slot");
            super::set_in(heard.row("config"), "head", "initialised_slot", &slot);
        }
        // The bond is the appeal's; the report keeps its reporter's.
        "ReportAppealed" => {
            let bond = heard.before("report").get("bond").clone();
            heard.put("report", &[("bond", bond)]);
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
