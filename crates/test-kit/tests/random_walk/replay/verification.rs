//! Events of audits, replica groups and batches that say less than they mean.
use {
    super::{Fields, Heard},
    hypernode_test_kit::{Pubkey, Value},
};

pub(super) fn hear(heard: &mut Heard) {
    match heard.event.name.as_str() {
        "AuditDrawn" if heard.changes("challenge") => {
            let evidence = heard.value("audit_digest");
            heard.put(
                "challenge",
                &[("kind", Value::Int(2)), ("evidence", evidence)],
            );
        }
        "ReplicasOpened" => open_group(heard),
        "JobAccepted" => {
            if let Some(block) = replica_of(heard) {
                take_seat(heard, &block);
            }
        }
        "JobSubmitted" => {
            if let Some(block) = replica_of(heard) {
                let (commits, at) = (&block["commits_after"], &block["committed_at"]);
                let values = [("commits", commits.clone()), ("committed_at", at.clone())];
                heard.put("replica", &values);
            }
        }
        "ResultRevealed" => {
            let (seat, result) = (heard.value("seat"), heard.value("result_digest_after"));
            seat_in(heard, "replicas", "results", &seat, result);
        }
        "ChildCollected" => collect_child(heard),
        _ => {}
    }
}

/// The group's block of an event; `None` for a job that is no replica.
fn replica_of(heard: &Heard) -> Option<Fields> {
    let Value::Fields(block) = heard.value("replica") else {
        panic!("a block")
    };
    (block["key"] != Value::Key(Pubkey::default())).then_some(block)
}

fn open_group(heard: &mut Heard) {
    let (Value::Fields(digests), Value::Fields(terms)) =
        (heard.value("digests"), heard.value("terms"))
    else {
        panic!("blocks")
    };
    let values = [
        ("image_digest", digests["image"].clone()),
        ("input_digest", digests["input"].clone()),
        ("spec_digest", digests["spec"].clone()),
        ("m", terms["m"].clone()),
        ("n", terms["n"].clone()),
        ("reveal_seconds", terms["reveal_seconds"].clone()),
        ("status", Value::Int(1)),
    ];
    heard.put("replicas", &values);
}

/// The job sits in its seat, and the authority of its node with it.
fn take_seat(heard: &mut Heard, block: &Fields) {
    let (job, authority) = (heard.value("job"), heard.value("authority"));
    heard.put("replica", &[("seats", block["seats_after"].clone())]);
    seat_in(heard, "replica", "jobs", &block["seat"], job);
    seat_in(heard, "replica", "authorities", &block["seat"], authority);
}

/// Puts a value into a list at a seat.
fn seat_in(heard: &mut Heard, role: &str, field: &str, seat: &Value, value: Value) {
    let (Value::Int(seat), Value::List(list)) =
        (seat, heard.row(role).fields.get_mut(field).expect("a list"))
    else {
        panic!("a seat and a list")
    };
    list[usize::try_from(*seat).expect("a seat")] = value;
}

/// One bit for each child counted.
fn collect_child(heard: &mut Heard) {
    let Value::Int(index) = heard.value("index") else {
        panic!("a number")
    };
    let index = usize::try_from(index).expect("an index");
    let Some(Value::Bytes(collected)) = heard.row("batch").fields.get_mut("collected") else {
        panic!("bytes")
    };
    collected[index / 8] |= 1 << (index % 8);
}
