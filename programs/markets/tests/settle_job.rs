//! `settle_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::{ASSOCIATED_TOKEN_PROGRAM, SYSTEM_PROGRAM},
    hypernode_common::registry::{Node, Reputation},
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, mint, Outcome, Signer, World,
        DUPLICATE_MUTABLE_ACCOUNT, HYPER,
    },
    markets::{
        accounts::SettleJob,
        error::MarketsError,
        instruction,
        seeds::{find_fee_shard_address, find_fee_vault_address},
        state::{CloseReason, FeeShard, Job, JobState, Submission},
    },
    registry::error::RegistryError,
};

/// Parts of golden vector A with an orchestrator.
const A: [u64; 5] = [797_984, 49_873, 99_747, 49_873, 996_923];
const RENT_OF_TOKEN_ACCOUNT: u64 = 2_039_280;

/// A world, its node and a job of golden vector A, submitted as `submission` after `change` of its posting.
#[track_caller]
fn submitted(
    change: impl FnOnce(&mut Posting),
    submission: Submission,
) -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    world.actor("orchestrator");
    world.fund_hyper(&address_for("orchestrator"), 0);
    let mut posting = world.posting(1);
    posting.terms.orchestrator = address_for("orchestrator");
    change(&mut posting);
    world.post(&posting, &["requester"]).accepted();
    let job = posting.job();
    world.accept_job(&job, &node).accepted();
    world.start_job(&job, &node).accepted();
    world.warp_seconds(3_601);
    world.submit_job(&job, &node, submission).accepted();
    (world, node, job)
}

fn job_a() -> (World, NodeActor, PostedJob) {
    submitted(|_| (), submission(3_601))
}

#[track_caller]
fn settle_with(
    world: &mut World,
    job: &PostedJob,
    node: &NodeActor,
    change: impl FnOnce(&mut SettleJob),
) -> Outcome {
    let requester = hypernode_test_kit::keypair_for("requester");
    let mut accounts = world.settle_accounts(job, node, &requester.pubkey());
    change(&mut accounts);
    world.send_to_markets(instruction::SettleJob {}, &accounts, &[&requester])
}

fn shard_of(job: &PostedJob) -> u8 {
    job.address.as_ref()[31] & 7
}

/// What operator, orchestrator, fee vault and funder received.
fn paid(world: &World, node: &NodeActor, job: &PostedJob) -> [u64; 4] {
    [
        world.hyper_of(&node.payout),
        world.hyper_of(&address_for("orchestrator")),
        world.token_balance(&find_fee_vault_address(shard_of(job)).0),
        world.hyper_of(&address_for("requester")) - (1_000 * HYPER - JOB_CAP),
    ]
}

#[test]
fn pays_every_part_when_the_requester_accepts() {
    let (mut world, node, job) = job_a();
    let rent_before = world.lamports(&address_for("requester"));
    let outcome = world.settle_job(&job, &node, "requester").accepted();
    let [operator, orchestrator, treasury, incentive, funder] = A;
    assert_eq!(
        paid(&world, &node, &job),
        [operator, orchestrator, treasury + incentive, funder]
    );
    let state = world.read::<Job>(&job.address);
    assert!(state.state == JobState::Settled && state.close_reason == CloseReason::Accepted);
    assert_eq!(state.price.get(), 997_477);
    assert!(world.account(&job.escrow).is_none());
    assert_eq!(
        world.lamports(&address_for("requester")) - rent_before,
        RENT_OF_TOKEN_ACCOUNT
    );
    let shard = world.read::<FeeShard>(&find_fee_shard_address(shard_of(&job)).0);
    assert_eq!(
        [
            shard.treasury_due.get(),
            shard.staker_due.get(),
            shard.incentive_due.get(),
            shard.points.get(),
            shard.lifetime_fees.get(),
        ],
        [99_747, 9_974, 39_899, 149_620, 149_620]
    );
    let reputation = world.read::<Reputation>(&node.reputation());
    assert_eq!(reputation.completed.get(), 1);
    assert_eq!(reputation.lifetime_fees.get(), 149_620);
    assert_eq!(world.read::<Node>(&node.address).active_runs.get(), 0);
    let event = outcome.event("JobSettled");
    assert_eq!(event.u64("operator"), operator);
    assert_eq!(event.u64("refund"), funder);
    assert_eq!(event.u64("staker"), 9_974);
}

#[test]
fn gives_the_orchestrators_part_to_the_treasury_without_one() {
    let (mut world, node, job) = submitted(
        |p| p.terms.orchestrator = Default::default(),
        submission(3_601),
    );
    world.settle_job(&job, &node, "requester").accepted();
    assert_eq!(
        paid(&world, &node, &job),
        [797_984, 0, 99_747 + 49_873 + 49_873, 996_923]
    );
}

#[test]
fn pays_half_on_program_failure() {
    let failed = Submission {
        exit_code: 1,
        ..submission(3_601)
    };
    let (mut world, node, job) = submitted(|_| (), failed);
    world.settle_job(&job, &node, "requester").accepted();
    assert_eq!(
        paid(&world, &node, &job),
        [398_993, 24_936, 49_873 + 24_936, 1_495_662]
    );
    let state = world.read::<Job>(&job.address);
    assert!(state.close_reason == CloseReason::ProgramFailed);
    assert_eq!(
        world.read::<Reputation>(&node.reputation()).completed.get(),
        0
    );
}

#[test]
fn pays_in_full_for_a_run_killed_at_its_limit() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    world.warp_seconds(i64::from(JOB_MAX_RUN));
    let killed = Submission {
        exit_code: 124,
        ..submission(JOB_MAX_RUN)
    };
    world.submit_job(&job, &node, killed).accepted();
    world.settle_job(&job, &node, "requester").accepted();
    assert_eq!(world.read::<Job>(&job.address).price.get(), JOB_CAP);
}

#[test]
fn returns_the_credit_of_a_late_start() {
    for (start_after, credit_due) in [(10, false), (11, true)] {
        let mut world = World::with_market();
        let node = world.node("node-1");
        let mut posting = world.posting(1);
        posting.terms.sla_start_seconds = 10;
        posting.terms.sla_credit_bps = 1_000;
        world.post(&posting, &["requester"]).accepted();
        let job = posting.job();
        world.accept_job(&job, &node).accepted();
        world.warp_seconds(start_after);
        world.start_job(&job, &node).accepted();
        world.warp_seconds(3_601);
        world.submit_job(&job, &node, submission(3_601)).accepted();
        world.settle_job(&job, &node, "requester").accepted();
        let credit = if credit_due { 79_798 } else { 0 };
        assert_eq!(world.hyper_of(&node.payout), 797_984 - credit);
    }
}

#[test]
fn rejects_early_settle() {
    let (mut world, node, job) = job_a();
    world.warp_seconds(600);
    assert_refused(
        world.settle_job(&job, &node, "stranger"),
        MarketsError::DeadlineNotPassed,
    );
    world.warp_seconds(1);
    world.settle_job(&job, &node, "stranger").accepted();
    assert!(world.read::<Job>(&job.address).close_reason == CloseReason::Settled);
}

#[test]
fn rejects_second_settle() {
    let (mut world, node, job) = job_a();
    world.settle_job(&job, &node, "requester").accepted();
    // The escrow is gone with the first settlement.
    assert_refused(
        world.settle_job(&job, &node, "requester"),
        ProgramError::AccountDataTooSmall,
    );
}

#[test]
fn rejects_a_job_that_is_not_submitted() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let job = world.running_job(1, &node);
    assert_refused(
        world.settle_job(&job, &node, "requester"),
        MarketsError::JobNotSubmitted,
    );
}

#[test]
fn rejects_while_exits_are_paused_and_settles_72_hours_later() {
    let (mut world, node, job) = job_a();
    world.pause_markets(false, true).accepted();
    assert_refused(
        world.settle_job(&job, &node, "requester"),
        MarketsError::ExitsPaused,
    );
    world.warp_seconds(72 * 3_600);
    assert_refused(
        world.settle_job(&job, &node, "requester"),
        MarketsError::ExitsPaused,
    );
    world.warp_seconds(1);
    world.settle_job(&job, &node, "requester").accepted();
}

#[test]
fn settles_while_entries_are_paused() {
    let (mut world, node, job) = job_a();
    world.pause_markets(true, false).accepted();
    world.settle_job(&job, &node, "requester").accepted();
}

#[test]
fn rejects_foreign_recipient() {
    type Change = fn(&mut SettleJob);
    let changes: [Change; 3] = [
        |a| a.payout_token = hyper_account(&address_for("stranger")),
        |a| a.funder_token = hyper_account(&address_for("stranger")),
        |a| a.orchestrator_token = Some(hyper_account(&address_for("stranger"))),
    ];
    for change in changes {
        let (mut world, node, job) = job_a();
        world.fund_hyper(&address_for("stranger"), 0);
        assert_refused(
            settle_with(&mut world, &job, &node, change),
            MarketsError::WrongTokenOwner,
        );
    }
}

#[test]
fn rejects_recipient_of_another_mint() {
    let (mut world, node, job) = job_a();
    let (account, other) = (address_for("other-token"), address_for("other-mint"));
    world.write_token_account(account, &node.payout, &other, 0);
    assert_refused(
        settle_with(&mut world, &job, &node, |a| a.payout_token = account),
        MarketsError::WrongTokenMint,
    );
}

#[test]
fn rejects_frozen_recipient() {
    let (mut world, node, job) = job_a();
    world.set_frozen(hyper_account(&node.payout), true);
    assert_refused(
        world.settle_job(&job, &node, "requester"),
        MarketsError::TokenAccountFrozen,
    );
}

#[test]
fn rejects_an_orchestrators_account_left_out() {
    let (mut world, node, job) = job_a();
    assert_refused(
        settle_with(&mut world, &job, &node, |a| a.orchestrator_token = None),
        ProgramError::NotEnoughAccountKeys,
    );
}

#[test]
fn rejects_another_shard() {
    let (mut world, node, job) = job_a();
    let other = (shard_of(&job) + 1) % 8;
    assert_refused(
        settle_with(&mut world, &job, &node, |a| {
            a.fee_shard = find_fee_shard_address(other).0;
            a.fee_vault = find_fee_vault_address(other).0;
        }),
        MarketsError::WrongShard,
    );
}

#[test]
fn rejects_substituted_vaults() {
    let (mut world, node, job) = job_a();
    let other = find_fee_vault_address((shard_of(&job) + 1) % 8).0;
    assert_refused(
        settle_with(&mut world, &job, &node, |a| a.fee_vault = other),
        ProgramError::InvalidSeeds,
    );
    let second = world.open_job(2);
    assert_refused(
        settle_with(&mut world, &job, &node, |a| a.escrow = second.escrow),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn rejects_aliased_accounts() {
    let (mut world, node, job) = job_a();
    assert_refused(
        settle_with(&mut world, &job, &node, |a| a.funder_token = a.escrow),
        DUPLICATE_MUTABLE_ACCOUNT,
    );
    assert_refused(
        settle_with(&mut world, &job, &node, |a| a.payout_token = a.fee_vault),
        DUPLICATE_MUTABLE_ACCOUNT,
    );
}

#[test]
fn rejects_wrong_rent_payer() {
    let (mut world, node, job) = job_a();
    assert_refused(
        settle_with(&mut world, &job, &node, |a| {
            a.rent_payer = address_for("stranger")
        }),
        MarketsError::WrongRentPayer,
    );
}

#[test]
fn rejects_another_node_and_another_reputation() {
    let (mut world, node, job) = job_a();
    let other = world.node("node-2");
    assert_refused(
        settle_with(&mut world, &job, &node, |a| a.node = other.address),
        ProgramError::Custom(2012),
    );
    assert_refused(
        settle_with(&mut world, &job, &node, |a| {
            a.reputation = other.reputation()
        }),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn settles_with_donation() {
    let (mut world, node, job) = job_a();
    let donated = 12_345;
    let funder_before = world.hyper_of(&address_for("requester"));
    let escrow = world.token_balance(&job.escrow);
    world.write_token_account(job.escrow, &job.address, &mint(), escrow + donated);
    world.settle_job(&job, &node, "requester").accepted();
    assert_eq!(
        world.hyper_of(&address_for("requester")) - funder_before,
        996_923 + donated
    );
}

#[test]
fn settles_after_account_closed() {
    // Another account of the same owner takes the payout.
    let (mut world, node, job) = job_a();
    world.write_account(hyper_account(&node.payout), Default::default());
    let other = address_for("second-account");
    world.write_token_account(other, &node.payout, &mint(), 0);
    settle_with(&mut world, &job, &node, |a| a.payout_token = other).accepted();
    assert_eq!(world.token_balance(&other), 797_984);
}

#[test]
fn settles_without_funder_account() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let funder = world.actor("funder");
    world.fund_hyper(&funder.pubkey(), JOB_CAP);
    let mut posting = world.posting(1);
    posting.terms.funder = funder.pubkey();
    posting.accounts.funder = funder.pubkey();
    posting.accounts.funder_token = hyper_account(&funder.pubkey());
    world.post(&posting, &["requester", "funder"]).accepted();
    let job = posting.job();
    world.accept_job(&job, &node).accepted();
    world.start_job(&job, &node).accepted();
    world.warp_seconds(3_601);
    world.submit_job(&job, &node, submission(3_601)).accepted();
    world.write_account(hyper_account(&funder.pubkey()), Default::default());

    let before = world.lamports(&address_for("requester"));
    let job_lamports = world.lamports(&job.address);
    settle_with(&mut world, &job, &node, |a| {
        a.funder = Some(funder.pubkey());
        a.mint = Some(mint());
        a.associated_token_program = Some(ASSOCIATED_TOKEN_PROGRAM);
        a.system_program = Some(SYSTEM_PROGRAM);
    })
    .accepted();
    assert_eq!(world.hyper_of(&funder.pubkey()), 996_923);
    // The new account ate the escrow's rent: the signer, here the rent payer too, neither pays nor earns.
    assert_eq!(world.lamports(&address_for("requester")), before);
    assert_eq!(world.lamports(&job.address), job_lamports);
    assert_eq!(
        world.lamports(&hyper_account(&funder.pubkey())),
        RENT_OF_TOKEN_ACCOUNT
    );
}

#[test]
fn rejects_a_missing_account_that_is_not_the_associated_one() {
    let (mut world, node, job) = job_a();
    let outcome = settle_with(&mut world, &job, &node, |a| {
        a.funder_token = address_for("nothing-there");
        a.funder = Some(address_for("requester"));
        a.mint = Some(mint());
        a.associated_token_program = Some(ASSOCIATED_TOKEN_PROGRAM);
        a.system_program = Some(SYSTEM_PROGRAM);
    });
    assert_refused(outcome, ProgramError::InvalidSeeds);
}

#[test]
fn rejects_a_foreign_owner_of_the_missing_account() {
    let (mut world, node, job) = job_a();
    let outcome = settle_with(&mut world, &job, &node, |a| {
        a.funder = Some(address_for("stranger"));
    });
    assert_refused(outcome, MarketsError::NotFunder);
    let outcome = settle_with(&mut world, &job, &node, |a| {
        a.orchestrator = Some(address_for("stranger"));
    });
    assert_refused(outcome, MarketsError::WrongTokenOwner);
    let outcome = settle_with(&mut world, &job, &node, |a| {
        a.mint = Some(address_for("other-mint"));
    });
    assert_refused(outcome, MarketsError::WrongMint);
}

#[test]
fn counts_no_self_dealing() {
    for party in ["authority", "operator", "payout"] {
        let mut world = World::with_market();
        let node = world.node_with("node-1", |node, _| {
            let requester = address_for("requester");
            match party {
                "authority" => node.authority = requester,
                "payout" => node.payout = requester,
                _ => (),
            }
        });
        let job = if party == "operator" {
            // The operator itself requests the job.
            let key = node.operator.pubkey();
            world.fund_hyper(&key, 10 * HYPER);
            let mut posting = world.posting(1);
            posting.terms.funder = key;
            posting.accounts.funder = key;
            posting.accounts.funder_token = hyper_account(&key);
            world
                .post(&posting, &["requester", "node-1-operator"])
                .accepted();
            posting.job()
        } else {
            world.open_job(1)
        };
        world.accept_job(&job, &node).accepted();
        world.start_job(&job, &node).accepted();
        world.warp_seconds(3_601);
        world.submit_job(&job, &node, submission(3_601)).accepted();
        let payout = world.read::<Node>(&node.address).payout;
        settle_with(&mut world, &job, &node, |a| {
            a.payout_token = hyper_account(&payout)
        })
        .accepted();
        let reputation = world.read::<Reputation>(&node.reputation());
        assert_eq!(reputation.completed.get(), 0, "{party}");
        assert_eq!(reputation.lifetime_fees.get(), 0, "{party}");
        let shard = world.read::<FeeShard>(&find_fee_shard_address(shard_of(&job)).0);
        assert_eq!(shard.points.get(), 0, "{party}");
        assert_eq!(shard.lifetime_fees.get(), 199_493, "{party}");
    }
}

#[test]
fn keeps_terms_after_config_change() {
    let (mut world, node, job) = job_a();
    world
        .update_markets_config(markets::state::MarketsParams {
            treasury_bps: 2_000,
            incentive_bps: 1_500,
            ..markets_params()
        })
        .accepted();
    world
        .update_market(
            markets::state::MarketTerms {
                price_min: 1_000_000,
                ..market_terms()
            },
            "market-admin",
        )
        .accepted();
    world.settle_job(&job, &node, "requester").accepted();
    assert_eq!(world.hyper_of(&node.payout), 797_984);
}

#[test]
fn tells_apart_the_registrys_refusal() {
    let (mut world, node, job) = job_a();
    let mut state = world.read::<Node>(&node.address);
    state.active_runs = 0.into();
    world.write_state(node.address, &state);
    assert_refused(
        world.settle_job(&job, &node, "requester"),
        RegistryError::NoRunToEnd,
    );
}

#[test]
fn spends_nothing_on_an_account_without_an_orchestrator() {
    let (mut world, node, job) = submitted(
        |p| p.terms.orchestrator = Default::default(),
        submission(3_601),
    );
    let nobody = hyper_account(&Default::default());
    settle_with(&mut world, &job, &node, |a| {
        a.orchestrator_token = Some(nobody);
        a.orchestrator = Some(Default::default());
        a.mint = Some(mint());
        a.associated_token_program = Some(ASSOCIATED_TOKEN_PROGRAM);
        a.system_program = Some(SYSTEM_PROGRAM);
    })
    .accepted();
    assert!(world.account(&nobody).is_none());
}
