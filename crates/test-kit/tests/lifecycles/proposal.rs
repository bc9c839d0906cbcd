//! A proposal, from draft to close, with its votes and payloads.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    governance::{
        seeds::{find_payload_address, find_vote_address},
        state::ProposalKind,
    },
    hypernode_common::programs::{
        PROPOSAL_BOND_VAULT, TREASURY, TREASURY_OWNER, UPGRADEABLE_LOADER,
    },
    hypernode_test_kit::{
        call, governance::set_veto_call, hyper_account, scenarios::Scene, staking::position_of,
        Instruction, Pubkey, HYPER,
    },
    serde_json::json,
};

/// Seconds of a day.
const DAY: i64 = 86_400;
/// Seconds of a vote, and one.
const VOTE: i64 = 3 * DAY + 1;
/// Seconds of a timelock, and one.
const TIMELOCK: i64 = DAY + 1;
/// Seconds in which a proposal is queued, or executed, and one.
const WINDOW: i64 = 7 * DAY + 1;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "proposal",
    account: "proposal",
    programs: &["governance"],
    besides: &[],
    // Its id is the Config's counter, so that none is made twice.
    elsewhere: &["governance.create_proposal"],
    states: STATES,
    signers: &[
        "proposer",
        "staker",
        "guardian",
        "authority",
        "executor",
        "payer",
        "stranger",
    ],
    allowed: &[
        (
            "governance.add_payload",
            &["Draft, empty", "Draft"],
            &["proposer"],
        ),
        (
            "governance.activate_proposal",
            &["Draft", "Draft, full", "Draft, Text"],
            &["proposer"],
        ),
        (
            "governance.cancel_proposal",
            &["Draft, empty", "Draft", "Draft, full", "Draft, Text"],
            &["proposer"],
        ),
        (
            "governance.cancel_proposal",
            &[
                "Active",
                "Active, proposer voted",
                "Active, over and won",
                "Active, over and lost",
            ],
            &["proposer"],
        ),
        ("governance.cast_vote", &["Active"], &["proposer", "staker"]),
        (
            "governance.cast_vote",
            &["Active, proposer voted"],
            &["staker"],
        ),
        (
            "governance.finalise_proposal",
            &["Active, over and won", "Active, over and lost"],
            ANYONE,
        ),
        ("governance.queue_proposal", &["Succeeded"], ANYONE),
        (
            "governance.execute_proposal",
            &["Queued, executable", "Queued, one of two executed"],
            ANYONE,
        ),
        (
            "governance.veto_proposal",
            &["Queued", "Queued, Upgrade, a day later"],
            &["guardian"],
        ),
        (
            "governance.expire_proposal",
            &[
                "Succeeded, too long ago",
                "Succeeded, Text, too long ago",
                "Queued, window over",
                "Queued, one of two executed, window over",
            ],
            ANYONE,
        ),
        ("governance.close_vote", ENDED_OR_CLOSED, &["payer"]),
        ("governance.close_payload", ENDED_OR_CLOSED, &["payer"]),
        ("governance.close_proposal", ENDED, &["payer"]),
        // Nobody holds the executor's key: it signs for a payload under execution alone, never in most of these.
        ("governance.spend_treasury", ALL_BUT_CLOSED, &["executor"]),
    ],
};

/// States nothing changes any more.
const ENDED: &[&str] = &["Defeated", "Executed", "Cancelled", "Vetoed", "Expired"];

/// States in which votes and payloads may close.
const ENDED_OR_CLOSED: &[&str] = &[
    "Defeated",
    "Executed",
    "Cancelled",
    "Vetoed",
    "Expired",
    "Closed",
];

/// States in which there is a proposal.
const ALL_BUT_CLOSED: &[&str] = &[
    "Draft, empty",
    "Draft",
    "Draft, full",
    "Draft, Text",
    "Active",
    "Active, proposer voted",
    "Active, over and won",
    "Active, over and lost",
    "Succeeded",
    "Succeeded, too long ago",
    "Succeeded, Text",
    "Succeeded, Text, too long ago",
    "Defeated",
    "Queued",
    "Queued, Guardian",
    "Queued, Upgrade, a day later",
    "Queued, executable",
    "Queued, one of two executed",
    "Queued, window over",
    "Queued, one of two executed, window over",
    "Executed",
    "Cancelled",
    "Vetoed",
    "Expired",
];

const STATES: &[State] = &[
    state("Draft, empty", |scene| {
        let proposal = draft(scene, ProposalKind::Generic, 0);
        about(scene, proposal)
    }),
    state("Draft", |scene| {
        let proposal = draft(scene, ProposalKind::Generic, 1);
        about(scene, proposal)
    }),
    state("Draft, full", |scene| {
        let proposal = draft(scene, ProposalKind::Generic, 4);
        about(scene, proposal)
    }),
    state("Draft, Text", |scene| {
        let proposal = draft(scene, ProposalKind::Text, 0);
        about(scene, proposal)
    }),
    state("Active", |scene| {
        let proposal = active(scene, ProposalKind::Generic, 1);
        about(scene, proposal)
    }),
    state("Active, proposer voted", |scene| {
        let proposal = active(scene, ProposalKind::Generic, 1);
        votes(scene, proposal);
        about(scene, proposal)
    }),
    state("Active, over and won", |scene| {
        let proposal = won(scene, ProposalKind::Generic, 1);
        about(scene, proposal)
    }),
    state("Active, over and lost", |scene| {
        let proposal = lost(scene);
        about(scene, proposal)
    }),
    state("Succeeded", |scene| {
        let proposal = succeeded(scene, ProposalKind::Generic, 1);
        about(scene, proposal)
    }),
    state("Succeeded, too long ago", |scene| {
        let proposal = succeeded(scene, ProposalKind::Generic, 1);
        scene.wait(WINDOW);
        about(scene, proposal)
    }),
    state("Succeeded, Text", |scene| {
        let proposal = succeeded(scene, ProposalKind::Text, 0);
        about(scene, proposal)
    }),
    state("Succeeded, Text, too long ago", |scene| {
        let proposal = succeeded(scene, ProposalKind::Text, 0);
        scene.wait(WINDOW);
        about(scene, proposal)
    }),
    state("Defeated", |scene| {
        let proposal = lost(scene);
        finalises(scene, proposal);
        about(scene, proposal)
    }),
    state("Queued", |scene| {
        let proposal = queued(scene, ProposalKind::Generic, 1);
        about(scene, proposal)
    }),
    state("Queued, Guardian", |scene| {
        let proposal = queued(scene, ProposalKind::Guardian, 1);
        about(scene, proposal)
    }),
    // Its own timelock is longer.
    state("Queued, Upgrade, a day later", |scene| {
        let proposal = queued(scene, ProposalKind::Upgrade, 1);
        scene.wait(TIMELOCK);
        about(scene, proposal)
    }),
    state("Queued, executable", |scene| {
        let proposal = queued(scene, ProposalKind::Generic, 2);
        scene.wait(TIMELOCK);
        about(scene, proposal)
    }),
    state("Queued, one of two executed", |scene| {
        let proposal = half_executed(scene);
        about(scene, proposal)
    }),
    state("Queued, window over", |scene| {
        let proposal = queued(scene, ProposalKind::Generic, 1);
        scene.wait(TIMELOCK + WINDOW);
        about(scene, proposal)
    }),
    state("Queued, one of two executed, window over", |scene| {
        let proposal = half_executed(scene);
        scene.wait(WINDOW);
        about(scene, proposal)
    }),
    state("Executed", |scene| {
        let proposal = half_executed(scene);
        executes(scene, proposal, 1);
        about(scene, proposal)
    }),
    state("Cancelled", |scene| {
        let proposal = cancelled(scene);
        about(scene, proposal)
    }),
    state("Vetoed", |scene| {
        let proposal = queued(scene, ProposalKind::Generic, 1);
        let guardian = hypernode_test_kit::address_for("guardian");
        let veto = scene.about("veto_proposal", proposal);
        scene.happens(veto.account("guardian", guardian));
        about(scene, proposal)
    }),
    state("Expired", |scene| {
        let proposal = succeeded(scene, ProposalKind::Generic, 1);
        scene.wait(WINDOW);
        let expire = scene.about("expire_proposal", proposal);
        scene.happens(expire);
        about(scene, proposal)
    }),
    state("Closed", |scene| {
        let proposal = cancelled(scene);
        let case = about(scene, proposal);
        let payer = scene.actor("payer");
        let close = scene.about("close_proposal", proposal);
        scene.happens(close.account("rent_payer", payer));
        case
    }),
];

/// A draft of one of two stakers, with so many payloads of its kind.
fn draft(scene: &mut Scene, kind: ProposalKind, payloads: u8) -> Pubkey {
    let staker = scene.name("staker");
    scene.stage.stake(&staker, 0, 100_000 * HYPER, 365);
    let proposal = scene.draft(kind);
    let payload = payload_of(scene, kind);
    for index in 0..payloads {
        let add = scene.add_payload(proposal, index, &payload);
        scene.happens(add);
    }
    proposal
}

/// A call a kind may make: what asks for nothing, wherever it may be that.
fn payload_of(scene: &Scene, kind: ProposalKind) -> Instruction {
    match kind {
        ProposalKind::Guardian => set_veto_call(false),
        ProposalKind::Upgrade => Instruction {
            program_id: UPGRADEABLE_LOADER,
            ..scene.bystander_call()
        },
        _ => scene.bystander_call(),
    }
}

fn active(scene: &mut Scene, kind: ProposalKind, payloads: u8) -> Pubkey {
    let proposal = draft(scene, kind, payloads);
    let activate = scene.activate(proposal);
    scene.happens(activate);
    proposal
}

/// The proposer wants it.
fn votes(scene: &mut Scene, proposal: Pubkey) {
    let vote = scene.cast_vote(proposal);
    scene.happens(vote);
}

/// A vote that is over, with enough for it.
fn won(scene: &mut Scene, kind: ProposalKind, payloads: u8) -> Pubkey {
    let proposal = active(scene, kind, payloads);
    votes(scene, proposal);
    scene.wait(VOTE);
    proposal
}

/// A vote that is over, with its only voter against it.
fn lost(scene: &mut Scene) -> Pubkey {
    let proposal = active(scene, ProposalKind::Generic, 1);
    let vote = scene.cast_vote(proposal).args(json!({ "choice": 2 }));
    scene.happens(vote);
    scene.wait(VOTE);
    proposal
}

fn finalises(scene: &mut Scene, proposal: Pubkey) {
    let finalise = scene.finalise(proposal);
    scene.happens(finalise);
}

fn succeeded(scene: &mut Scene, kind: ProposalKind, payloads: u8) -> Pubkey {
    let proposal = won(scene, kind, payloads);
    finalises(scene, proposal);
    proposal
}

fn queued(scene: &mut Scene, kind: ProposalKind, payloads: u8) -> Pubkey {
    let proposal = succeeded(scene, kind, payloads);
    let queue = scene.about("queue_proposal", proposal);
    scene.happens(queue);
    proposal
}

fn executes(scene: &mut Scene, proposal: Pubkey, index: u8) {
    let execute = call("governance", "execute_proposal")
        .account("proposal", proposal)
        .account("payload", find_payload_address(&proposal, index).0)
        .account("target_program", scene.bystander_call().program_id)
        .args(json!({ "index": index }));
    scene.happens(execute);
}

fn half_executed(scene: &mut Scene) -> Pubkey {
    let proposal = queued(scene, ProposalKind::Generic, 2);
    scene.wait(TIMELOCK);
    executes(scene, proposal, 0);
    proposal
}

/// A vote its proposer withdrew after it voted itself.
fn cancelled(scene: &mut Scene) -> Pubkey {
    let proposal = active(scene, ProposalKind::Generic, 1);
    votes(scene, proposal);
    let cancel = scene.cancel(proposal);
    scene.happens(cancel);
    proposal
}

/// With its next payload to add or to execute, the proposer's vote, and a treasury that could pay.
fn about(scene: &mut Scene, proposal: Pubkey) -> Case {
    scene.stage.world.fill_treasury(100_000 * HYPER);
    let grantee = scene.funded("grantee", 0);
    let (proposer, payer) = (scene.actor("proposer"), scene.actor("payer"));
    let record = scene.stage.record(&proposal).expect("a proposal");
    let count = |field: &str| u8::try_from(record.u64(field)).expect("at most four");
    let (added, executed) = (count("payload_count"), count("executed_count"));
    let kind = ProposalKind::from_u8(count("kind")).expect("a kind");
    let target = payload_of(scene, kind).program_id;
    let position = position_of(&scene.name("proposer"), 0);
    let next = find_payload_address(&proposal, executed.min(added.saturating_sub(1))).0;
    Case::default()
        .with("proposal", proposal)
        .with("proposer", proposer)
        .with("position", position)
        .with("payer", payer)
        .with("rent_payer", payer)
        .with("bond_vault", PROPOSAL_BOND_VAULT.address)
        .with("proposer_token", hyper_account(&proposer))
        .with("treasury", TREASURY.address)
        .with("treasury_owner", TREASURY_OWNER.address)
        .with("recipient", hyper_account(&grantee))
        .with("target_program", target)
        .with_in("execute_proposal", "payload", next)
        .with_in("close_payload", "payload", find_payload_address(&proposal, 0).0)
        .with_in("close_vote", "vote", find_vote_address(&proposal, &position).0)
        .saying_in(
            "add_payload",
            json!({ "index": added, "target_program": target.to_string(), "metas": [], "data": [] }),
        )
        .saying_in("execute_proposal", json!({ "index": executed }))
}
