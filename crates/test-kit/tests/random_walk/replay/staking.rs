//! Events of staking that say less than they mean.
use {super::Heard, hypernode_test_kit::Value};

pub(super) fn hear(heard: &mut Heard) {
    if heard.event.name == "Initialized" {
        let slot = heard.value("slot");
        super::set_in(heard.row("config"), "head", "initialised_slot", &slot);
    }
    // A bond is opened by the first position behind its subject.
    if heard.opens("bond")
        && heard
            .touched
            .iter()
            .any(|account| account.role == "position")
    {
        let subject: Value = heard.row("position").get("subject").clone();
        heard.put("bond", &[("subject", subject)]);
    }
}
