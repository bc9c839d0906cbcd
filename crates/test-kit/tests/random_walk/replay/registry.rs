//! Events of registry that say less than they mean.
use {
    super::Heard,
    hypernode_test_kit::{Record, Value},
};

/// Days uptime is kept for.
const UPTIME_DAYS: usize = 30;
/// Epochs points are kept for.
const EPOCHS: usize = 4;

pub(super) fn hear(heard: &mut Heard) {
    match heard.event.name.as_str() {
        "Initialized" => {
            let slot = heard.value("slot");
            super::set_in(heard.row("config"), "head", "initialised_slot", &slot);
        }
        "NodeRegistered" => {
            let (at, registrant) = (heard.value("at"), heard.value("registrant"));
            let first = Value::Int(1);
            let day = Value::Int(heard.event.int("at") / 86_400);
            heard.put(
                "node",
                &[
                    ("status", first.clone()),
                    ("authority", registrant),
                    ("registered_at", at.clone()),
                    ("last_heartbeat_at", at.clone()),
                ],
            );
            heard.put(
                "reputation",
                &[("tier", first), ("first_seen_at", at), ("bucket_day", day)],
            );
        }
        "HeartbeatRecorded" => {
            let (event, row) = (heard.event, heard.row("reputation"));
            keep_uptime(event, row);
        }
        "RunEnded" => {
            let (event, row) = (heard.event, heard.row("reputation"));
            count_run(event, row);
        }
        _ => {}
    }
}

/// A new day empties the buckets of the days it leaves behind.
fn keep_uptime(event: &Record, row: &mut Record) {
    let number = |field: &str| usize::try_from(event.u64(field)).expect("small");
    let (before, after) = (number("bucket_day_before"), number("bucket_day_after"));
    let buckets = list(row, "buckets");
    for day in before + 1..=after {
        buckets[day % UPTIME_DAYS] = Value::Int(0);
        if day - before >= UPTIME_DAYS {
            break;
        }
    }
    // Day 0 has no yesterday.
    if after > 0 {
        buckets[(after - 1) % UPTIME_DAYS] = event.get("yesterday_seconds_after").clone();
    }
    buckets[after % UPTIME_DAYS] = event.get("today_seconds_after").clone();
}

/// A run raises the counter of its outcome, and adds its fee to the points of its epoch unless a later one took the place.
fn count_run(event: &Record, row: &mut Record) {
    let counter = match event.u64("outcome") {
        1 | 6 => "completed",
        3 => "failed",
        4 => "timed_out",
        5 => "declined",
        _ => "",
    };
    super::set(row, counter, event.get("outcome_count_after"));
    if event.u64("counted") == 0 || event.u64("fee") == 0 {
        return;
    }
    let slot = usize::try_from(event.u64("epoch")).expect("small") % EPOCHS;
    let Value::Fields(entry) = &mut list(row, "points")[slot] else {
        panic!("an entry of the ring")
    };
    if entry["epoch"] <= *event.get("epoch") {
        entry.insert("epoch".to_owned(), event.get("epoch").clone());
        entry.insert("points".to_owned(), event.get("points_after").clone());
    }
}

fn list<'a>(row: &'a mut Record, field: &str) -> &'a mut Vec<Value> {
    match row.fields.get_mut(field) {
        Some(Value::List(values)) => values,
        other => panic!("{field} is no list: {other:?}"),
    }
}
