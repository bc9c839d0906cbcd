//! A report, from accusation to close.
use {
    crate::lifecycle::{Lifecycle, State, ANYONE},
    hypernode_test_kit::{
        scenarios::Scene,
        slashing::{Court, JUDGES},
        Pubkey, Subject,
    },
    slashing::state::VoteKind,
};

/// Seconds after which an ended report may close.
const CLOSE_DELAY: i64 = 30 * 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "report",
    account: "report",
    besides: &[],
    makes: &[
        "slashing.report_subject",
        "slashing.report_offline",
        "slashing.report_fault",
    ],
    states: STATES,
    signers: &[
        "reporter",
        "accused authority",
        "accused operator",
        "judge 0",
        "judge 8",
        "guardian",
        "authority",
        "stranger",
    ],
    allowed: &[
        ("slashing.draw_panel", &["Pending"], ANYONE),
        (
            "slashing.vote_report",
            &["Pending, panel drawn"],
            &["judge 0", "judge 8"],
        ),
        (
            "slashing.finalise_report",
            &[
                "Pending, voted for",
                "Pending, voted against",
                "Pending, nobody voted",
            ],
            ANYONE,
        ),
        (
            "slashing.appeal_report",
            &["Confirmed"],
            &["accused authority"],
        ),
        // Whoever voted in the first round is not asked again.
        ("slashing.vote_appeal", &["Appealed"], &["judge 8"]),
        (
            "slashing.finalise_appeal",
            &["Appealed, upheld", "Appealed, nobody voted"],
            ANYONE,
        ),
        (
            "slashing.pardon_report",
            &[
                "Confirmed",
                "Confirmed, window over",
                "Appealed",
                "Appealed, upheld",
                "Appealed, nobody voted",
                "Final",
            ],
            &["authority"],
        ),
        (
            "slashing.open_execution",
            &["Confirmed, window over", "Final"],
            ANYONE,
        ),
        ("slashing.execute_report", &["Executing"], ANYONE),
        ("slashing.close_report", &["Lapsed, long ago"], ANYONE),
        ("slashing.claim_vote_fee", &["Executed"], &["judge 0"]),
    ],
};

const STATES: &[State] = &[
    state("Pending", |scene| {
        in_court(scene, |court| {
            let node = court.node.address;
            let shown = [7; 32];
            court
                .report_subject(
                    &node,
                    hypernode_common::slashing::Reason::InvalidResult,
                    shown,
                )
                .accepted();
            court.stage.world.warp_slots(10);
            court.address_of(&node, shown)
        })
    }),
    state("Pending, panel drawn", |scene| {
        in_court(scene, Court::drawn_report)
    }),
    state("Pending, voted for", |scene| {
        in_court(scene, |court| court.voted_report(&[VoteKind::For; 3]))
    }),
    state("Pending, voted against", |scene| {
        in_court(scene, |court| court.voted_report(&[VoteKind::Against; 3]))
    }),
    state("Pending, nobody voted", |scene| {
        in_court(scene, |court| court.voted_report(&[]))
    }),
    state("Confirmed", |scene| {
        in_court(scene, Court::confirmed_report)
    }),
    state("Confirmed, window over", |scene| {
        in_court(scene, |court| {
            let report = court.confirmed_report();
            court.pass_appeal_window(&report);
            report
        })
    }),
    state("Appealed", |scene| {
        in_court(scene, |court| {
            let report = court.confirmed_report();
            court.appeal_report(&report).accepted();
            report
        })
    }),
    state("Appealed, upheld", |scene| {
        in_court(scene, |court| court.judged_appeal(&[VoteKind::For; 5]))
    }),
    state("Appealed, nobody voted", |scene| {
        in_court(scene, |court| court.judged_appeal(&[]))
    }),
    state("Final", |scene| {
        in_court(scene, |court| {
            let report = court.judged_appeal(&[VoteKind::For; 5]);
            court.finalise_appeal(&report).accepted();
            report
        })
    }),
    state("Executing", |scene| in_court(scene, executing)),
    state("Executed", |scene| {
        in_court(scene, |court| {
            let report = executing(court);
            for position in court.positions() {
                court.execute_report(&report, &position).accepted();
            }
            report
        })
    }),
    state("Dismissed", |scene| {
        in_court(scene, |court| {
            let report = court.judged_appeal(&[]);
            court.finalise_appeal(&report).accepted();
            report
        })
    }),
    state("Lapsed", |scene| in_court(scene, lapsed)),
    state("Lapsed, long ago", |scene| {
        in_court(scene, |court| {
            let report = lapsed(court);
            court.stage.world.warp_seconds(CLOSE_DELAY + 1);
            report
        })
    }),
];

const fn state(name: &'static str, build: fn(&mut Scene) -> Subject) -> State {
    State { name, build }
}

/// The report a court of the party's own has got to, with the first position behind the accused.
fn in_court(scene: &mut Scene, sit: fn(&mut Court) -> Pubkey) -> Subject {
    let mut court = Court::convene(scene.stage.clone(), &scene.name(""));
    court.write_validator_count(JUDGES as u32);
    let report = sit(&mut court);
    let [position, _] = court.positions();
    *scene.stage = court.stage;
    Subject {
        position: Some(position),
        ..Subject::report(report)
    }
}

fn executing(court: &mut Court) -> Pubkey {
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    report
}

fn lapsed(court: &mut Court) -> Pubkey {
    let report = court.voted_report(&[]);
    court.finalise_report(&report).accepted();
    report
}
