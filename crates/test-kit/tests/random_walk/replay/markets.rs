//! Events of markets that say less than they mean.
use {
    super::Heard,
    hypernode_test_kit::{Pubkey, Record, Value},
};

/// States of a job.
const OPEN: u64 = 1;
const FIRST_ENDED: u64 = 6;

pub(super) fn hear(heard: &mut Heard) {
    let (slot, at) = (heard.value("slot"), heard.value("at"));
    match heard.event.name.as_str() {
        "Initialized" => super::set_in(heard.row("config"), "head", "initialised_slot", &slot),
        "OfferPublished" => heard.put("offer", &[("updated_at", at)]),
        "JobPosted" | "JobPostedFromTemplate" => heard.put("job", &[("state", Value::Int(1))]),
        "JobPostedToOffer" => heard.put("job", &[("state", Value::Int(2))]),
        "JobAccepted" | "JobSubmitted" => heard.put("job", &[("phase_slot", slot)]),
        "JobReleased" | "JobReassigned" if heard.event.u64("state_after") == OPEN => {
            reopen(heard, at);
        }
        "JobSettled" => {
            heard.put("job", &[("ended_at", at)]);
            let points = heard.event.int("points");
            collect_fees(heard, points);
        }
        "TemplatePublished" => heard.put("template", &[("published_slot", slot)]),
        "TemplateRated" => heard.put("rating", &[("rated_slot", slot)]),
        "CreditOpened" => {
            let deposited = heard.value("deposit");
            heard.put("credit", &[("opened_slot", slot), ("deposited", deposited)]);
        }
        // No node did the work of a credit, so nobody's points grow.
        "VoucherRedeemed" => collect_fees(heard, 0),
        _ => {}
    }
    let ends = [
        "JobCancelled",
        "JobExpired",
        "JobRefunded",
        "RunExpired",
        "JobReleased",
        "TallyApplied",
    ];
    if ends.contains(&heard.event.name.as_str()) && heard.event.u64("state_after") >= FIRST_ENDED {
        let at = heard.value("at");
        heard.put("job", &[("ended_at", at)]);
    }
    take_fault(heard);
}

/// The job is as if nobody had taken it, but remembers who did.
fn reopen(heard: &mut Heard, at: Value) {
    let Value::Fields(attempt) = heard.value("attempt") else {
        panic!("an attempt")
    };
    let Value::Int(number) = attempt["attempt"] else {
        panic!("a number")
    };
    let authority = heard.event.key("authority").to_bytes();
    let prefix = u64::from_le_bytes(authority[..8].try_into().expect("8 bytes"));
    let (flags, none) = (heard.value("flags_after"), Value::Int(0));
    heard.put(
        "job",
        &[
            ("node", Value::Key(Pubkey::default())),
            ("assigned_at", none.clone()),
            ("started_at", none.clone()),
            ("response_ms", none.clone()),
            ("phase_slot", none.clone()),
            ("exclusive_seconds", none),
            ("opened_at", at),
            ("flags", flags),
        ],
    );
    let Some(Value::List(past)) = heard.row("job").fields.get_mut("past_authorities") else {
        panic!("a list")
    };
    past[usize::try_from(number - 1).expect("an attempt")] = Value::Int(prefix.into());
}

/// The shard owes what a payment left in it.
fn collect_fees(heard: &mut Heard, points: i128) {
    let event = heard.event;
    let shard = heard.before("fee_shard").clone();
    let sum = |field: &str, more: i128| Value::Int(shard.int(field) + more);
    let (treasury, incentive) = (event.int("treasury"), event.int("incentive"));
    let staker = event.int("staker");
    let values = [
        ("treasury_due", sum("treasury_due", treasury)),
        ("staker_due", sum("staker_due", staker)),
        ("incentive_due", sum("incentive_due", incentive - staker)),
        ("lifetime_fees", sum("lifetime_fees", treasury + incentive)),
        ("points", sum("points", points)),
    ];
    heard.put("fee_shard", &values);
}

/// A fault is of the job and the moment of its event.
fn take_fault(heard: &mut Heard) {
    if !heard.opens("fault") {
        return;
    }
    let job: Record = heard.before("job").clone();
    let (job_key, at) = (heard.value("job"), heard.value("at"));
    let posted_slot = job.get("posted_slot").clone();
    heard.put(
        "fault",
        &[("job", job_key), ("posted_slot", posted_slot), ("at", at)],
    );
}
