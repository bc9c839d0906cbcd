//! Moments deep in a lifecycle that a walk of the default length has to live through.
use {
    crate::book::Book,
    hypernode_test_kit::{Call, Instruction, Pubkey, Record, Value},
    std::collections::BTreeMap,
};

/// What has to happen once.
pub const MOMENTS: [&str; 32] = [
    "a run begins at privacy level 1",
    "a run begins at privacy level 2",
    "a run begins at privacy level 3",
    "a run begins at privacy level 4",
    "a run begins at privacy level 5",
    "a run begins for a group",
    "a challenge is decided: valid",
    "a challenge is decided: invalid",
    "a challenge is decided: undecided",
    "an audit is decided: valid",
    "an audit is decided: invalid",
    "a royalty is paid",
    "a run pays a credit for its late start",
    "replicas agree",
    "replicas split",
    "a tally verifies a replica",
    "a tally blames a replica",
    "a tally blames nobody",
    "a session key stands in: post_job",
    "a session key stands in: settle_job",
    "a session key stands in: cancel_job",
    "a report is confirmed",
    "a report is dismissed",
    "a report lapses",
    "a report is executed",
    "an appeal is won",
    "an appeal is lost",
    "a proposal is executed: kind 2",
    "a proposal is executed: kind 3",
    "a proposal is executed: kind 5",
    "a proposal is executed: kind 6",
    "a proposal changes parameters",
];

/// A session key that acts for its owner.
pub fn of_call(call: &Call, instruction: &Instruction) -> Option<String> {
    let names = call.account_names();
    let seat = names.iter().position(|name| name == "session")?;
    let is_given = instruction.accounts[seat].pubkey != instruction.program_id;
    let is_about_it = ["open_session", "revoke_session"].contains(&call.name());
    (is_given && !is_about_it).then(|| format!("a session key stands in: {}", call.name()))
}

/// What the events of one transaction tell.
pub fn of_events(events: &[Record], book: &Book) -> Vec<String> {
    let is_governed = events.iter().any(|event| event.name == "ProposalExecuted");
    events
        .iter()
        .flat_map(|event| of_event(event, is_governed, book))
        .collect()
}

fn of_event(event: &Record, is_governed: bool, book: &Book) -> Vec<String> {
    let after = |block: &str| match event.get(block) {
        Value::Fields(block) => match &block["after"] {
            Value::Fields(after) => number(after, "status"),
            _ => 0,
        },
        _ => 0,
    };
    let one = |moment: &str| vec![moment.to_owned()];
    match event.name.as_str() {
        "JobAccepted" | "JobPostedToOffer" => begun(&event.key("job"), book),
        "ChallengeResolved" => decided(event, book),
        "JobSettled" => {
            let mut moments = vec![];
            if event.u64("royalty") > 0 {
                moments.push("a royalty is paid".to_owned());
            }
            if event.u64("credit") > 0 {
                moments.push("a run pays a credit for its late start".to_owned());
            }
            moments
        }
        "ReplicasTallied" => one(if event.u64("status_after") == 2 {
            "replicas agree"
        } else {
            "replicas split"
        }),
        "TallyApplied" => one(match (event.u64("state_after"), fault_of(event)) {
            (4, _) => "a tally verifies a replica",
            (_, Some(_)) => "a tally blames a replica",
            (_, None) => "a tally blames nobody",
        }),
        "ReportFinalised" => one(match after("report") {
            2 => "a report is confirmed",
            7 => "a report is dismissed",
            _ => "a report lapses",
        }),
        "ReportExecuted" if after("report") == 6 => one("a report is executed"),
        "AppealFinalised" => one(match after("report") {
            4 => "an appeal is lost",
            _ => "an appeal is won",
        }),
        "ProposalExecuted" if event.u64("status_after") == 6 => {
            let kind = book.get(&event.key("proposal")).expect("a proposal");
            vec![format!("a proposal is executed: kind {}", kind.u64("kind"))]
        }
        "ConfigUpdated" if is_governed => one("a proposal changes parameters"),
        _ => vec![],
    }
}

fn begun(job: &Pubkey, book: &Book) -> Vec<String> {
    let job = book.get(job).expect("a job");
    let level = book.get(&job.key("node")).expect("a node").u64("privacy");
    let mut moments = vec![format!("a run begins at privacy level {level}")];
    if job.key("group") != Pubkey::default() {
        moments.push("a run begins for a group".to_owned());
    }
    moments
}

fn decided(event: &Record, book: &Book) -> Vec<String> {
    let challenge = book.get(&event.key("challenge")).expect("a challenge");
    let kind = match challenge.u64("kind") {
        1 => "a challenge",
        _ => "an audit",
    };
    let verdict = match challenge.u64("status") {
        2 => "valid",
        3 => "invalid",
        4 => "undecided",
        // A second round.
        _ => return vec![],
    };
    vec![format!("{kind} is decided: {verdict}")]
}

fn fault_of(event: &Record) -> Option<Pubkey> {
    let Value::Fields(fault) = event.get("fault") else {
        panic!("a block")
    };
    match fault["fault"] {
        Value::Key(key) if key != Pubkey::default() => Some(key),
        _ => None,
    }
}

fn number(fields: &BTreeMap<String, Value>, name: &str) -> i128 {
    match fields[name] {
        Value::Int(number) => number,
        _ => panic!("{name} is no number"),
    }
}
