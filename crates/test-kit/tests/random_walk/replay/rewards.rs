//! Events of rewards that say less than they mean.
use {super::Heard, hypernode_test_kit::Value};

pub(super) fn hear(heard: &mut Heard) {
    match heard.event.name.as_str() {
        "Initialized" => {
            let slot = heard.value("slot");
            super::set_in(heard.row("config"), "head", "initialised_slot", &slot);
        }
        "FeesReceived" => {
            let shard = usize::try_from(heard.event.u64("shard")).expect("small");
            let label = heard.value("shard_label_after");
            let Some(Value::List(labels)) = heard.row("state").fields.get_mut("shard_labels")
            else {
                panic!("a list")
            };
            labels[shard] = label;
        }
        "EpochRecycled" => {
            let epoch = heard.value("next_epoch");
            heard.put("next_pool", &[("epoch", epoch)]);
        }
        _ => {}
    }
}
