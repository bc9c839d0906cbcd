//! `post_job`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::requirements::Requirements,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, Pubkey, World,
        DUPLICATE_MUTABLE_ACCOUNT, HYPER,
    },
    markets::{
        error::MarketsError,
        state::{Job, JobState, Verification},
    },
};

/// Posts what `change` made of a valid posting and expects this refusal; the funder keeps its money.
#[track_caller]
fn refused(change: impl FnOnce(&mut World, &mut Posting), error: impl Into<ProgramError>) {
    let mut world = World::with_market();
    let mut posting = world.posting(1);
    change(&mut world, &mut posting);
    assert_refused(world.post(&posting, &["requester"]), error);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
    assert!(world.account(&posting.accounts.job).is_none());
}

#[track_caller]
fn accepted(change: impl FnOnce(&mut World, &mut Posting)) -> Job {
    let mut world = World::with_market();
    let mut posting = world.posting(1);
    change(&mut world, &mut posting);
    world.post(&posting, &["requester"]).accepted();
    world.read::<Job>(&posting.accounts.job)
}

#[test]
fn accepts_a_job_and_holds_its_cap() {
    let mut world = World::with_market();
    let posting = world.posting(1);
    let outcome = world.post(&posting, &["requester"]).accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    assert!(job.state == JobState::Open);
    assert_eq!(job.cap.get(), JOB_CAP);
    assert_eq!(job.attempts_max, 3);
    assert_eq!(job.queue_timeout_seconds.get(), 7_200);
    assert_eq!(job.challenge_bond.get(), 50 * HYPER);
    assert_eq!(job.changes.get(), 1);
    assert_eq!(world.token_balance(&posting.accounts.escrow), JOB_CAP);
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - JOB_CAP
    );
    assert_eq!(
        world.token_account(&posting.accounts.escrow).owner,
        posting.accounts.job
    );
    let event = outcome.event("JobPosted");
    assert_eq!(event.u64("deposit"), JOB_CAP);
    assert_eq!(event.u64("slot"), job.posted_slot.get());
}

#[test]
fn accepts_three_separate_keys() {
    let mut world = World::with_market();
    for name in ["funder", "facilitator"] {
        world.actor(name);
    }
    let funder = address_for("funder");
    world.fund_hyper(&funder, 10 * HYPER);
    let mut posting = world.posting(1);
    posting.terms.funder = funder;
    posting.accounts.funder = funder;
    posting.accounts.funder_token = hyper_account(&funder);
    posting.accounts.payer = address_for("facilitator");
    world
        .post(&posting, &["requester", "funder", "facilitator"])
        .accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    assert_eq!(job.funder, funder);
    assert_eq!(job.rent_payer, address_for("facilitator"));
    assert_eq!(world.hyper_of(&funder), 10 * HYPER - JOB_CAP);
}

#[test]
fn keeps_ids_apart() {
    let mut world = World::with_market();
    let stranger = world.actor("stranger");
    world.fund_hyper(&address_for("stranger"), 10 * HYPER);
    let posting = world.posting(1);
    world.post(&posting, &["requester"]).accepted();
    let mut other = world.posting(1);
    let key = hypernode_test_kit::Signer::pubkey(&stranger);
    let job = markets::seeds::find_job_address(&key, &other.id).0;
    other.terms.funder = key;
    other.accounts.requester = key;
    other.accounts.funder = key;
    other.accounts.payer = key;
    other.accounts.job = job;
    other.accounts.escrow = markets::seeds::find_escrow_address(&job).0;
    other.accounts.funder_token = hyper_account(&key);
    world.post(&other, &["stranger"]).accepted();
}

#[test]
fn rejects_second_post_same_id() {
    let mut world = World::with_market();
    let posting = world.posting(1);
    world.post(&posting, &["requester"]).accepted();
    // The system program's own refusal: the account exists.
    assert_refused(
        world.post(&posting, &["requester"]),
        ProgramError::Custom(0),
    );
}

#[test]
fn rejects_another_funder_than_the_signer() {
    refused(
        |_, p| p.terms.funder = address_for("stranger"),
        MarketsError::NotFunder,
    );
}

#[test]
fn rejects_foreign_mint() {
    refused(
        |world, p| {
            let other = address_for("other-mint");
            world.write_mint(other, 6, 1_000_000, None);
            p.accounts.mint = other;
        },
        MarketsError::WrongMint,
    );
}

#[test]
fn rejects_token_account_of_another_owner() {
    refused(
        |world, p| {
            let stranger = address_for("stranger");
            p.accounts.funder_token = world.fund_hyper(&stranger, HYPER);
        },
        MarketsError::WrongTokenOwner,
    );
}

#[test]
fn rejects_token_account_of_another_mint() {
    refused(
        |world, p| {
            let (account, other) = (address_for("other-token"), address_for("other-mint"));
            world.write_token_account(account, &address_for("requester"), &other, 1_000 * HYPER);
            p.accounts.funder_token = account;
        },
        MarketsError::WrongTokenMint,
    );
}

#[test]
fn rejects_frozen_token_account() {
    refused(
        |world, p| world.set_frozen(p.accounts.funder_token, true),
        MarketsError::TokenAccountFrozen,
    );
}

#[test]
fn rejects_a_payer_who_is_the_escrow() {
    refused(
        |_, p| p.accounts.funder_token = p.accounts.escrow,
        DUPLICATE_MUTABLE_ACCOUNT,
    );
}

#[test]
fn rejects_look_alike_account() {
    refused(
        |world, p| {
            let mut account = world.account(&p.accounts.market).expect("the market");
            account.owner = address_for("other-program");
            let copy = address_for("other-market");
            world.write_account(copy, account);
            p.accounts.market = copy;
        },
        ProgramError::IllegalOwner,
    );
}

#[test]
fn rejects_substituted_vault() {
    refused(
        |_, p| p.accounts.escrow = address_for("not-the-escrow"),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn rejects_post_to_paused_market() {
    refused(
        |world, _| {
            world.set_market_status(2, "market-admin").accepted();
        },
        MarketsError::MarketNotActive,
    );
}

#[test]
fn rejects_post_while_entries_are_paused() {
    refused(
        |world, _| {
            world.pause_markets(true, false).accepted();
        },
        MarketsError::EntriesPaused,
    );
}

#[test]
fn rejects_intent_a_second_late() {
    refused(
        |w, p| p.terms.valid_until_at = w.now() - 1,
        MarketsError::IntentExpired,
    );
    accepted(|w, p| p.terms.valid_until_at = w.now());
}

#[test]
fn rejects_intent_a_second_too_long() {
    refused(
        |w, p| p.terms.valid_until_at = w.now() + 3_601,
        MarketsError::IntentTooLong,
    );
    accepted(|w, p| p.terms.valid_until_at = w.now() + 3_600);
}

#[test]
fn rejects_zero_id() {
    refused(
        |_, p| {
            p.id = [0; 16];
            p.accounts.job = markets::seeds::find_job_address(&p.accounts.requester, &p.id).0;
            p.accounts.escrow = markets::seeds::find_escrow_address(&p.accounts.job).0;
        },
        MarketsError::InvalidId,
    );
}

#[test]
fn rejects_each_zero_digest() {
    refused(|_, p| p.digests.image = [0; 32], MarketsError::ZeroDigest);
    refused(|_, p| p.digests.input = [0; 32], MarketsError::ZeroDigest);
    refused(|_, p| p.digests.spec = [0; 32], MarketsError::ZeroDigest);
}

#[test]
fn rejects_verification_of_a_later_delivery() {
    for verification in [
        Verification::Audit as u8,
        Verification::Fingerprint as u8,
        6,
        255,
    ] {
        refused(
            |_, p| p.terms.verification = verification,
            MarketsError::VerificationNotAvailable,
        );
    }
    accepted(|_, p| p.terms.verification = Verification::Plain as u8);
}

#[test]
fn rejects_each_term_past_its_bound() {
    let changes: [fn(&mut Posting); 18] = [
        |p| p.terms.max_run_seconds = 59,
        |p| p.terms.max_run_seconds = 86_401,
        |p| p.terms.queue_timeout_seconds = 59,
        |p| p.terms.queue_timeout_seconds = 604_801,
        |p| p.terms.exclusive_seconds = 1,
        |p| {
            p.preferred = vec![7];
            p.terms.exclusive_seconds = 7_201;
        },
        |p| p.preferred = vec![1, 2, 3, 4],
        |p| p.preferred = vec![0],
        |p| {
            p.terms.sla_start_seconds = 10;
            p.terms.sla_credit_bps = 5_001;
        },
        |p| p.terms.sla_start_seconds = 10,
        |p| p.terms.sla_credit_bps = 10,
        |p| p.terms.royalty_bps = 1,
        |p| p.terms.audit_bps = 1,
        |p| p.terms.origin = 0,
        |p| p.terms.origin = 4,
        |p| p.terms.parent = Pubkey::new_from_array([1; 32]),
        |p| p.terms.requirements.stake_tier = 5,
        |p| p.terms.requirements.proofs_mask = 1,
    ];
    for change in changes {
        refused(|_, p| change(p), MarketsError::InvalidTerms);
    }
}

#[test]
fn accepts_each_term_at_its_bound() {
    accepted(|_, p| p.terms.max_run_seconds = 60);
    accepted(|_, p| p.terms.max_run_seconds = 86_400);
    let job = accepted(|_, p| {
        p.terms.queue_timeout_seconds = 60;
        p.terms.exclusive_seconds = 60;
        p.preferred = vec![1, 2, 3];
        p.terms.sla_start_seconds = 1;
        p.terms.sla_credit_bps = 5_000;
        p.terms.origin = 3;
    });
    assert_eq!(job.queue_timeout_seconds.get(), 60);
    assert_eq!(job.preferred.map(u64::from), [1, 2, 3]);
}

#[test]
fn rejects_price_below_the_market() {
    refused(
        |_, p| p.terms.price_per_second = 0,
        MarketsError::PriceBelowMarket,
    );
    accepted(|_, p| p.terms.price_per_second = 1);
}

#[test]
fn rejects_requirements_no_node_can_meet() {
    refused(
        |world, p| {
            let terms = markets::state::MarketTerms {
                requirements: Requirements {
                    stake_tier: 1,
                    region: 840,
                    ..Requirements::ANY
                },
                ..market_terms()
            };
            world.update_market(terms, "market-admin").accepted();
            p.terms.requirements.region = 276;
        },
        MarketsError::RequirementsEmpty,
    );
}

#[test]
fn keeps_the_stricter_requirement_of_job_and_market() {
    let job = accepted(|_, p| {
        p.terms.requirements.vram_mib = 24_576;
        p.terms.requirements.stake_tier = 3;
    });
    let requirements: Requirements = job.requirements.into();
    assert_eq!(
        (requirements.vram_mib, requirements.stake_tier),
        (24_576, 3)
    );
    let job = accepted(|_, _| ());
    assert_eq!(Requirements::from(job.requirements).stake_tier, 1);
}

#[test]
fn rejects_cap_too_large() {
    refused(
        |_, p| {
            p.terms.max_run_seconds = 60;
            p.terms.price_per_second = markets::constants::MAX_CAP / 60 + 1;
        },
        MarketsError::CapTooLarge,
    );
    refused(
        |_, p| p.terms.price_per_second = u64::MAX,
        MarketsError::CapTooLarge,
    );
}
