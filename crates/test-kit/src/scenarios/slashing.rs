//! Instructions of slashing, each in a court of the party's own.
use {
    super::{plain, variant, Scenario, Scene},
    crate::{
        call::{call, Call},
        pda,
        slashing::{judge, Court, JUDGES},
        Instruction, Pubkey, Signer,
    },
    hypernode_common::slashing::Reason,
    serde_json::{json, Value as Json},
    slashing::{instruction, state::VoteKind},
};

/// What the reports of the scenarios show to the panel.
const SHOWN: [u8; 32] = [7; 32];
/// Seconds after which an ended report may close.
const CLOSE_DELAY: i64 = 30 * 86_400;

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("report_subject", |scene| {
        in_court(scene, |court| {
            let node = court.node.address;
            report(court, &node)
        })
    }),
    variant("report_subject", "about a validator", |scene| {
        in_court(scene, |court| {
            let owner = court.name(&judge(0));
            let owner = court.stage.world.actor(&owner).pubkey();
            let validator = pda("staking", &[b"validator", owner.as_ref()]);
            report(court, &validator)
        })
    }),
    plain("report_offline", |scene| {
        in_court(scene, |court| {
            court.stage.world.warp_seconds(172_801);
            let name = court.name("reporter");
            let accounts = court.offline_accounts(&name);
            let call = instruction::ReportOffline {}.to_instruction(accounts);
            named("report_offline", &call, json!({}))
        })
    }),
    plain("report_fault", |scene| {
        in_court(scene, |court| {
            let fault = court.lost_challenge(3);
            let name = court.name("reporter");
            let accounts = court.fault_accounts(&name, &fault);
            let call = instruction::ReportFault {}.to_instruction(accounts);
            named("report_fault", &call, json!({}))
        })
    }),
    plain("draw_panel", |scene| {
        in_court(scene, |court| {
            let node = court.node.address;
            court
                .report_subject(&node, Reason::InvalidResult, SHOWN)
                .accepted();
            court.stage.world.warp_slots(10);
            let accounts = court.draw_accounts(&court.address_of(&node, SHOWN));
            let call = instruction::DrawPanel {}.to_instruction(accounts);
            named("draw_panel", &call, json!({}))
        })
    }),
    plain("vote_report", |scene| {
        in_court(scene, |court| {
            let report = court.drawn_report();
            let name = court.name(&judge(0));
            let accounts = court.vote_accounts(&report, &name);
            let call = instruction::VoteReport { vote: 1 }.to_instruction(accounts);
            named("vote_report", &call, json!({ "vote": 1 }))
        })
    }),
    plain("finalise_report", |scene| {
        in_court(scene, |court| finalise(court, &[VoteKind::For; 3]))
    }),
    variant("finalise_report", "dismissed", |scene| {
        in_court(scene, |court| finalise(court, &[VoteKind::Against; 3]))
    }),
    variant("finalise_report", "lapsed", |scene| {
        in_court(scene, |court| finalise(court, &[]))
    }),
    plain("appeal_report", |scene| {
        in_court(scene, |court| {
            let report = court.confirmed_report();
            let name = court.name("accused-authority");
            let accounts = court.appeal_accounts(&report, &name);
            let call = instruction::AppealReport {}.to_instruction(accounts);
            named("appeal_report", &call, json!({}))
        })
    }),
    plain("vote_appeal", |scene| {
        in_court(scene, |court| {
            let report = court.confirmed_report();
            court.appeal_report(&report).accepted();
            let name = court.name(&judge(3));
            let accounts = court.appeal_vote_accounts(&report, &name);
            let call = instruction::VoteAppeal { vote: 1 }.to_instruction(accounts);
            named("vote_appeal", &call, json!({ "vote": 1 }))
        })
    }),
    plain("finalise_appeal", |scene| {
        in_court(scene, |court| finalise_appeal(court, VoteKind::For))
    }),
    variant("finalise_appeal", "dismissed", |scene| {
        in_court(scene, |court| finalise_appeal(court, VoteKind::Against))
    }),
    plain("pardon_report", |scene| {
        in_court(scene, |court| {
            let report = court.confirmed_report();
            court.appeal_report(&report).accepted();
            let accounts = court.pardon_accounts(&report, "deployer");
            let call = instruction::PardonReport {}.to_instruction(accounts);
            named("pardon_report", &call, json!({}))
        })
    }),
    plain("open_execution", |scene| {
        in_court(scene, |court| {
            let report = court.confirmed_report();
            court.pass_appeal_window(&report);
            let accounts = court.open_accounts(&report);
            let call = instruction::OpenExecution {}.to_instruction(accounts);
            named("open_execution", &call, json!({}))
        })
    }),
    plain("execute_report", |scene| {
        in_court(scene, |court| {
            let report = executing(court);
            let [own, _] = court.positions();
            execute(court, &report, &own)
        })
    }),
    variant("execute_report", "the last position", |scene| {
        in_court(scene, |court| {
            let report = executing(court);
            let [own, backer] = court.positions();
            court.execute_report(&report, &own).accepted();
            execute(court, &report, &backer)
        })
    }),
    plain("claim_vote_fee", |scene| {
        in_court(scene, |court| {
            let report = dismissed(court);
            claim(court, &report)
        })
    }),
    variant("claim_vote_fee", "named by the fault", |scene| {
        in_court(scene, |court| {
            let report = faulted(court);
            claim(court, &report)
        })
    }),
    plain("close_report", |scene| {
        in_court(scene, |court| {
            let report = faulted(court);
            court.stage.world.warp_seconds(CLOSE_DELAY + 1);
            let accounts = court.close_accounts(&report);
            let call = instruction::CloseReport {}.to_instruction(accounts);
            named("close_report", &call, json!({}))
        })
    }),
    plain("close_report_vote", |scene| {
        in_court(scene, |court| {
            let report = dismissed(court);
            court.stage.world.warp_seconds(CLOSE_DELAY + 1);
            let name = court.name(&judge(0));
            let accounts = court.close_vote_accounts(&report, &name);
            let call = instruction::CloseReportVote {}.to_instruction(accounts);
            named("close_report_vote", &call, json!({}))
        })
    }),
];

/// Lets a court of the party's own sit on the scene's stage. Only one court's validators are counted, so that all of them
/// are on every panel beside the other party's.
fn in_court(scene: &mut Scene, sit: fn(&mut Court) -> Call) -> Call {
    let mut court = Court::convene(scene.stage.clone(), &scene.name(""));
    court.write_validator_count(JUDGES as u32);
    let call = sit(&mut court);
    *scene.stage = court.stage;
    call
}

/// The instruction as a call whose accounts have names; absent optional ones are left out.
fn named(name: &str, instruction: &Instruction, arguments: Json) -> Call {
    let mut named = call("slashing", name).args(arguments);
    let absent = instruction.program_id;
    for (account, meta) in named.account_names().iter().zip(&instruction.accounts) {
        if meta.pubkey != absent || !named.is_optional(account) {
            named = named.account(account, meta.pubkey);
        }
    }
    named
}

fn report(court: &mut Court, subject: &Pubkey) -> Call {
    let name = court.name("reporter");
    let accounts = court.report_accounts(&name, subject, SHOWN);
    let reason = Reason::InvalidResult as u8;
    let shown = SHOWN;
    let call = instruction::ReportSubject { reason, shown }.to_instruction(accounts);
    named(
        "report_subject",
        &call,
        json!({ "reason": reason, "shown": shown }),
    )
}

fn finalise(court: &mut Court, votes: &[VoteKind]) -> Call {
    let report = court.voted_report(votes);
    let accounts = court.finalise_accounts(&report);
    let call = instruction::FinaliseReport {}.to_instruction(accounts);
    named("finalise_report", &call, json!({}))
}

fn finalise_appeal(court: &mut Court, vote: VoteKind) -> Call {
    let report = court.judged_appeal(&[vote; 5]);
    let accounts = court.finalise_appeal_accounts(&report);
    let call = instruction::FinaliseAppeal {}.to_instruction(accounts);
    named("finalise_appeal", &call, json!({}))
}

fn executing(court: &mut Court) -> Pubkey {
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    court.open_execution(&report).accepted();
    report
}

fn execute(court: &mut Court, report: &Pubkey, position: &Pubkey) -> Call {
    let accounts = court.execute_accounts(report, position);
    let call = instruction::ExecuteReport {}.to_instruction(accounts);
    named("execute_report", &call, json!({}))
}

fn dismissed(court: &mut Court) -> Pubkey {
    let report = court.voted_report(&[VoteKind::Against; 3]);
    court.finalise_report(&report).accepted();
    report
}

fn faulted(court: &mut Court) -> Pubkey {
    let fault = court.lost_challenge(3);
    let name = court.name("reporter");
    let report = court.fault_accounts(&name, &fault).report;
    court.report_fault(&fault).accepted();
    court.pass_appeal_window(&report);
    court.execute_all(&report);
    report
}

fn claim(court: &mut Court, report: &Pubkey) -> Call {
    let name = court.name(&judge(0));
    let accounts = court.claim_accounts(report, &name);
    let call = instruction::ClaimVoteFee {}.to_instruction(accounts);
    named("claim_vote_fee", &call, json!({}))
}
