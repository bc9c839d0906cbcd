//! `create_batch`, `collect_child`, `close_batch`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused, job_digests, keypair_for, markets::*, Pubkey, World,
    },
    markets::{
        error::MarketsError,
        instruction,
        state::{child_id, Batch, BatchTerms, Job, JobState},
    },
};

fn state_of(world: &World, batch: &hypernode_test_kit::BatchActor) -> Batch {
    world.read::<Batch>(&batch.address)
}

fn terms(total: u16) -> BatchTerms {
    BatchTerms {
        total,
        spec_digest: job_digests().spec,
        items_root: [12; 32],
    }
}

#[test]
fn creates_a_batch() {
    let mut world = World::with_market();
    let outcome = world.create_batch(1, terms(3)).accepted();
    let state = world.read::<Batch>(&world.create_batch_accounts(1).batch);
    assert_eq!(state.requester, address_for("requester"));
    assert_eq!(state.rent_payer, address_for("payer"));
    assert_eq!(
        (state.total.get(), state.settled.get(), state.refunded.get()),
        (3, 0, 0)
    );
    assert_eq!(
        outcome.event("BatchCreated").key("requester"),
        address_for("requester")
    );
}

#[test]
fn rejects_a_batch_past_its_bounds() {
    for total in [0, 1_025] {
        assert_refused(
            World::with_market().create_batch(1, terms(total)),
            MarketsError::ParameterOutOfBounds,
        );
    }
    for total in [1, 1_024] {
        World::with_market()
            .create_batch(1, terms(total))
            .accepted();
    }
}

#[test]
fn rejects_a_batch_without_id_or_digest() {
    let mut world = World::with_market();
    for blank in [
        BatchTerms {
            spec_digest: [0; 32],
            ..terms(1)
        },
        BatchTerms {
            items_root: [0; 32],
            ..terms(1)
        },
    ] {
        assert_refused(world.create_batch(1, blank), MarketsError::ZeroDigest);
    }
    let payer = world.actor("payer");
    let mut accounts = world.create_batch_accounts(1);
    let id = [0; 16];
    accounts.batch = markets::seeds::find_batch_address(&accounts.requester, &id).0;
    assert_refused(
        world.send_to_markets(
            instruction::CreateBatch {
                id,
                terms: terms(1),
            },
            &accounts,
            &[&keypair_for("requester"), &payer],
        ),
        MarketsError::InvalidId,
    );
}

#[test]
fn rejects_a_batch_while_entries_are_paused() {
    let mut world = World::with_market();
    world.pause_markets(true, false).accepted();
    assert_refused(world.create_batch(1, terms(1)), MarketsError::EntriesPaused);
}

#[test]
fn rejects_a_child_without_a_parent_and_a_parent_without_a_child() {
    let mut world = World::with_market();
    let batch = world.batch(1, 2);
    let mut orphan = world.child_posting(&batch, 0);
    orphan.terms.parent = Pubkey::default();
    assert_refused(
        world.post(&orphan, &["requester"]),
        MarketsError::InvalidTerms,
    );
    let mut direct = world.child_posting(&batch, 0);
    direct.terms.origin = 1;
    assert_refused(
        world.post(&direct, &["requester"]),
        MarketsError::InvalidTerms,
    );
}

#[test]
fn counts_children_by_how_they_ended() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let batch = world.batch(1, 2);
    let posting = world.child_posting(&batch, 1);
    world.post(&posting, &["requester"]).accepted();
    let paid = posting.job();
    assert_eq!(world.read::<Job>(&paid.address).parent, batch.address);
    world.accept_job(&paid, &node).accepted();
    world.start_job(&paid, &node).accepted();
    world.warp_seconds(60);
    world.submit_job(&paid, &node, submission(60)).accepted();
    world.settle_job(&paid, &node, "requester").accepted();
    let outcome = world.collect_child(&batch, &paid, 1).accepted();
    let event = outcome.event("ChildCollected");
    assert_eq!(
        (event.u64("settled_before"), event.u64("settled_after")),
        (0, 1)
    );
    let cancelled = world.cancelled_child(&batch, 0);
    world.collect_child(&batch, &cancelled, 0).accepted();
    let state = state_of(&world, &batch);
    assert_eq!((state.settled.get(), state.refunded.get()), (1, 1));
    assert_eq!(state.collected[0], 0b11);
    assert_eq!(state.changes.get(), 3);
    // Complete, so anyone may close it; the rent returns to its payer.
    let before = world.lamports(&address_for("payer"));
    let rent = world.account(&batch.address).expect("the batch").lamports;
    world.close_batch(&batch, "stranger").accepted();
    assert!(world.account(&batch.address).is_none());
    assert_eq!(world.lamports(&address_for("payer")), before + rent);
}

#[test]
fn collects_while_everything_is_paused() {
    let mut world = World::with_market();
    let batch = world.batch(1, 1);
    let job = world.cancelled_child(&batch, 0);
    world.pause_markets(true, true).accepted();
    world.collect_child(&batch, &job, 0).accepted();
    world.close_batch(&batch, "stranger").accepted();
}

#[test]
fn collects_the_last_of_1024() {
    let mut world = World::with_market();
    let batch = world.batch(1, 1_024);
    let job = world.cancelled_child(&batch, 1_023);
    world.collect_child(&batch, &job, 1_023).accepted();
    assert_eq!(state_of(&world, &batch).collected[127], 0x80);
}

#[test]
fn rejects_a_child_twice() {
    let mut world = World::with_market();
    let batch = world.batch(1, 2);
    let job = world.cancelled_child(&batch, 0);
    world.collect_child(&batch, &job, 0).accepted();
    assert_refused(
        world.collect_child(&batch, &job, 0),
        MarketsError::ChildCollected,
    );
}

#[test]
fn rejects_an_index_past_the_last() {
    let mut world = World::with_market();
    let batch = world.batch(1, 2);
    let job = world.cancelled_child(&batch, 2);
    assert_refused(
        world.collect_child(&batch, &job, 2),
        MarketsError::ChildOutOfRange,
    );
}

#[test]
fn rejects_a_child_that_lives() {
    let mut world = World::with_market();
    let batch = world.batch(1, 2);
    let posting = world.child_posting(&batch, 0);
    world.post(&posting, &["requester"]).accepted();
    assert!(world.read::<Job>(&posting.accounts.job).state == JobState::Open);
    assert_refused(
        world.collect_child(&batch, &posting.job(), 0),
        MarketsError::JobNotEnded,
    );
}

#[test]
fn rejects_a_job_that_is_not_this_child() {
    let mut world = World::with_market();
    let (batch, other) = (world.batch(1, 2), world.batch(2, 2));
    let job = world.cancelled_child(&batch, 0);
    // Another index, another batch.
    assert_refused(
        world.collect_child(&batch, &job, 1),
        MarketsError::WrongChild,
    );
    assert_refused(
        world.collect_child(&other, &job, 0),
        MarketsError::WrongChild,
    );
    // A job without a parent, and one of the right parent under an id of its own.
    let plain = world.open_job(7);
    world.cancel_job(&plain).accepted();
    assert_refused(
        world.collect_child(&batch, &plain, 0),
        MarketsError::WrongChild,
    );
    // A child that does other work.
    let mut posting = world.child_posting(&batch, 1);
    posting.digests.spec = [0xaa; 32];
    world.post(&posting, &["requester"]).accepted();
    world.cancel_job(&posting.job()).accepted();
    assert_refused(
        world.collect_child(&batch, &posting.job(), 1),
        MarketsError::WrongChild,
    );
}

#[test]
fn rejects_the_child_of_another_requester() {
    // Ids of children are no secret: a stranger may post one, under an address of its own.
    let mut world = World::with_market();
    let batch = world.batch(1, 2);
    let job = world.cancelled_child(&batch, 0);
    let mut forged = world.read::<Job>(&job.address);
    forged.requester = address_for("stranger");
    let address =
        markets::seeds::find_job_address(&forged.requester, &child_id(&batch.address, 0)).0;
    world.write_state(address, &forged);
    let forged = PostedJob { address, ..job };
    assert_refused(
        world.collect_child(&batch, &forged, 0),
        MarketsError::WrongChild,
    );
}

#[test]
fn rejects_closing_an_unfinished_batch_by_a_stranger() {
    let mut world = World::with_market();
    let batch = world.batch(1, 2);
    let job = world.cancelled_child(&batch, 0);
    world.collect_child(&batch, &job, 0).accepted();
    assert_refused(
        world.close_batch(&batch, "stranger"),
        MarketsError::BatchNotCollected,
    );
    world.clone().close_batch(&batch, "payer").accepted();
    world.close_batch(&batch, "requester").accepted();
}

#[test]
fn rejects_wrong_rent_payer() {
    let mut world = World::with_market();
    let batch = world.batch(1, 2);
    let stranger = world.actor("stranger");
    let mut accounts = world.close_batch_accounts(&batch, &address_for("stranger"));
    accounts.rent_payer = address_for("stranger");
    assert_refused(
        world.send_to_markets(instruction::CloseBatch {}, &accounts, &[&stranger]),
        MarketsError::WrongRentPayer,
    );
}

#[test]
fn rejects_another_account_as_a_batch() {
    let mut world = World::with_market();
    let job = world.open_job(1);
    let batch = hypernode_test_kit::BatchActor {
        address: job.address,
    };
    let other = world.open_job(2);
    assert_refused(
        world.collect_child(&batch, &other, 0),
        ProgramError::InvalidAccountData,
    );
}
