//! A report, from accusation to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{
        address_for,
        scenarios::Scene,
        slashing::{judge, Court, JUDGES},
        Pubkey, Subject,
    },
    slashing::{seeds::find_report_vote_address, state::VoteKind},
};

/// Seconds after which an ended report may close.
const CLOSE_DELAY: i64 = 30 * 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "report",
    account: "report",
    programs: &["slashing"],
    besides: &[],
    // They are asked with the bond and the fault they are about.
    elsewhere: &[
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
        (
            "slashing.close_report",
            &["Executed, long ago, votes closed", "Lapsed, long ago"],
            ANYONE,
        ),
        (
            "slashing.claim_vote_fee",
            &[
                "Executed",
                "Executed, long ago",
                "Dismissed by votes",
                "Dismissed by votes, long ago",
            ],
            &["judge 0"],
        ),
        (
            "slashing.close_report_vote",
            &["Executed, long ago", "Dismissed by votes, long ago"],
            ANYONE,
        ),
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
    state("Executed", |scene| in_court(scene, executed)),
    state("Executed, fee claimed", |scene| {
        in_court(scene, |court| {
            let report = executed(court);
            let judge = court.name(&judge(0));
            court.claim_vote_fee(&report, &judge).accepted();
            report
        })
    }),
    state("Executed, long ago", |scene| {
        in_court(scene, |court| {
            let report = executed(court);
            court.stage.world.warp_seconds(CLOSE_DELAY + 1);
            report
        })
    }),
    state("Executed, long ago, votes closed", |scene| {
        in_court(scene, |court| {
            let report = executed(court);
            court.stage.world.warp_seconds(CLOSE_DELAY + 1);
            for seat in 0..3 {
                let judge = court.name(&judge(seat));
                court.close_report_vote(&report, &judge).accepted();
            }
            report
        })
    }),
    state("Dismissed by votes", |scene| in_court(scene, dismissed)),
    state("Dismissed by votes, long ago", |scene| {
        in_court(scene, |court| {
            let report = dismissed(court);
            court.stage.world.warp_seconds(CLOSE_DELAY + 1);
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

/// The report a court of the party's own has got to, with the first position behind the accused.
fn in_court(scene: &mut Scene, sit: fn(&mut Court) -> Pubkey) -> Case {
    let mut court = Court::convene(scene.stage.clone(), &scene.name(""));
    court.write_validator_count(JUDGES as u32);
    let report = sit(&mut court);
    let [position, _] = court.positions();
    let first = find_report_vote_address(&report, &address_for(&court.name(&judge(0)))).0;
    *scene.stage = court.stage;
    let subject = Subject {
        position: Some(position),
        ..Subject::report(report)
    };
    Case::from(subject).with_in("close_report_vote", "report_vote", first)
}

fn executing(court: &mut Court) -> Pubkey {
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    report
}

fn executed(court: &mut Court) -> Pubkey {
    let report = executing(court);
    for position in court.positions() {
        court.execute_report(&report, &position).accepted();
    }
    report
}

fn dismissed(court: &mut Court) -> Pubkey {
    let report = court.voted_report(&[VoteKind::Against; 3]);
    court.finalise_report(&report).accepted();
    report
}

fn lapsed(court: &mut Court) -> Pubkey {
    let report = court.voted_report(&[]);
    court.finalise_report(&report).accepted();
    report
}
