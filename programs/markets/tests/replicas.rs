//! Verification by quorum: `open_replicas`, acceptance and submission of a replica, `reveal_result`, `tally_replicas`,
//! `apply_tally`, `close_replicas`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::registry::{Node, Reputation},
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, job_digests, keypair_for, markets::*,
        replica_terms, Pubkey, ReplicasActor, World, HYPER,
    },
    markets::{
        constants::FLAG_VERIFIED,
        error::MarketsError,
        instruction,
        state::{
            CloseReason, Fault, FaultKind, Job, JobState, ReleaseReason, ReplicaGroup,
            ReplicaTerms, ReplicasStatus, Verification,
        },
    },
};

const START: u64 = 1_000 * HYPER;
const RIGHT: [u8; 32] = [8; 32];
const WRONG: [u8; 32] = [0xee; 32];

/// A group with a running replica on a node of its own for every seat.
struct Group {
    world: World,
    replicas: ReplicasActor,
    nodes: Vec<NodeActor>,
    jobs: Vec<PostedJob>,
}

impl Group {
    /// `m` of `n`, all running.
    fn running(m: u8, n: u8) -> Self {
        let mut world = World::with_market();
        let replicas = world.replicas(1, m, n);
        let nodes: Vec<_> = (1..=n)
            .map(|seat| world.node(&format!("node-{seat}")))
            .collect();
        let jobs = nodes
            .iter()
            .zip(1..)
            .map(|(node, number)| world.running_replica(number, &replicas, node))
            .collect();
        Self {
            world,
            replicas,
            nodes,
            jobs,
        }
    }

    /// Three replicas that committed to these results.
    fn committed(results: &[[u8; 32]]) -> Self {
        let n = u8::try_from(results.len()).expect("at most five");
        let mut group = Self::running(n / 2 + 1, n);
        group.world.warp_seconds(60);
        for (seat, result) in results.iter().enumerate() {
            group.commit(seat, result);
        }
        group
    }

    /// Replicas that committed to and revealed these results, tallied.
    fn tallied(results: &[[u8; 32]]) -> Self {
        let mut group = Self::committed(results);
        for (seat, result) in results.iter().enumerate() {
            group
                .world
                .reveal_result(&group.jobs[seat], result)
                .accepted();
        }
        group.world.tally_replicas(&group.replicas).accepted();
        group
    }

    fn commit(&mut self, seat: usize, result: &[u8; 32]) {
        self.world
            .commit_result(&self.jobs[seat], &self.nodes[seat], result)
            .accepted();
    }

    fn state(&self) -> ReplicaGroup {
        self.world.read::<ReplicaGroup>(&self.replicas.address)
    }

    fn job(&self, seat: usize) -> Job {
        self.world.read::<Job>(&self.jobs[seat].address)
    }

    fn fault(&self, seat: usize) -> Option<Fault> {
        let address = self.world.fault_of(&self.jobs[seat]);
        self.world
            .account(&address)
            .map(|_| self.world.read::<Fault>(&address))
    }
}

#[test]
fn opens_a_group() {
    let mut world = World::with_market();
    let outcome = world.open_replicas(1, replica_terms(2, 3)).accepted();
    let address = world.open_replicas_accounts(1).replicas;
    let state = world.read::<ReplicaGroup>(&address);
    assert!(state.status == ReplicasStatus::Open);
    assert_eq!((state.m, state.n, state.seats), (2, 3, 0));
    assert_eq!(state.requester, address_for("requester"));
    assert_eq!(state.spec_digest, job_digests().spec);
    assert_eq!(state.commit_until.get(), world.now() + 20_000);
    assert_eq!(state.reveal_seconds.get(), 600);
    assert_eq!(
        outcome.event("ReplicasOpened").u64("commit_until"),
        state.commit_until.get() as u64
    );
}

#[test]
fn rejects_sizes_and_times_past_their_bounds() {
    let ok = replica_terms(2, 3);
    for terms in [
        ReplicaTerms { m: 1, n: 2, ..ok },
        ReplicaTerms { m: 2, n: 4, ..ok },
        ReplicaTerms { m: 4, n: 3, ..ok },
        ReplicaTerms { m: 1, n: 1, ..ok },
        ReplicaTerms { m: 0, n: 0, ..ok },
        ReplicaTerms { m: 4, n: 6, ..ok },
        ReplicaTerms {
            commit_seconds: 59,
            ..ok
        },
        ReplicaTerms {
            commit_seconds: 3_888_001,
            ..ok
        },
        ReplicaTerms {
            reveal_seconds: 599,
            ..ok
        },
        ReplicaTerms {
            reveal_seconds: 86_401,
            ..ok
        },
    ] {
        let mut world = World::with_market();
        assert_refused(
            world.open_replicas(1, terms),
            MarketsError::ParameterOutOfBounds,
        );
    }
    for (number, terms) in (1..).zip([
        ReplicaTerms {
            m: 2,
            n: 2,
            commit_seconds: 60,
            reveal_seconds: 600,
        },
        ReplicaTerms {
            m: 5,
            n: 5,
            commit_seconds: 3_888_000,
            reveal_seconds: 86_400,
        },
        ReplicaTerms { m: 3, n: 5, ..ok },
    ]) {
        World::with_market().open_replicas(number, terms).accepted();
    }
}

#[test]
fn rejects_a_group_without_id_or_digest() {
    let mut world = World::with_market();
    let mut accounts = world.open_replicas_accounts(1);
    let id = [0; 16];
    accounts.replicas = markets::seeds::find_replicas_address(&accounts.requester, &id).0;
    let data = instruction::OpenReplicas {
        id,
        digests: job_digests(),
        terms: replica_terms(2, 3),
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&keypair_for("requester")]),
        MarketsError::InvalidId,
    );
    for blank in 0..3 {
        let accounts = world.open_replicas_accounts(1);
        let mut digests = job_digests();
        let digest = [&mut digests.image, &mut digests.input, &mut digests.spec];
        *digest.into_iter().nth(blank).expect("three digests") = [0; 32];
        let data = instruction::OpenReplicas {
            id: id16(1),
            digests,
            terms: replica_terms(2, 3),
        };
        assert_refused(
            world.send_to_markets(data, &accounts, &[&keypair_for("requester")]),
            MarketsError::ZeroDigest,
        );
    }
}

#[test]
fn rejects_a_group_while_entries_are_paused() {
    let mut world = World::with_market();
    world.pause_markets(true, false).accepted();
    assert_refused(
        world.open_replicas(1, replica_terms(2, 3)),
        MarketsError::EntriesPaused,
    );
}

#[test]
fn rejects_terms_that_make_no_replica() {
    let mut world = World::with_market();
    let group = world.replicas(1, 2, 3);
    let changes: [fn(&mut Posting); 5] = [
        |p| p.terms.parent = Pubkey::default(),
        |p| p.terms.verification = Verification::Plain as u8,
        |p| p.terms.origin = 1,
        |p| p.terms.origin = 4,
        |p| p.terms.origin = 6,
    ];
    for change in changes {
        let mut posting = world.replica_posting(1, &group);
        change(&mut posting);
        assert_refused(
            world.post(&posting, &["requester"]),
            MarketsError::InvalidTerms,
        );
    }
}

#[test]
fn rejects_a_replica_to_an_offer() {
    let mut world = World::with_market();
    let group = world.replicas(1, 2, 3);
    let node = world.node("node-1");
    let terms = world.offer_terms();
    world.publish_offer(&node, terms).accepted();
    let terms = world.replica_posting(1, &group).terms;
    assert_refused(
        world.post_to_offer(1, &node, terms, JOB_PRICE),
        MarketsError::InvalidTerms,
    );
}

#[test]
fn seats_each_replica_once() {
    let group = Group::running(2, 3);
    let state = group.state();
    assert_eq!(state.seats, 3);
    for seat in 0..3 {
        assert_eq!(state.jobs[seat], group.jobs[seat].address);
        assert_eq!(
            state.authorities[seat],
            address_for(&format!("node-{}-authority", seat + 1))
        );
        assert_eq!(group.job(seat).parent, group.replicas.address);
    }
}

#[test]
fn tells_the_seat_with_the_acceptance() {
    let mut world = World::with_market();
    let group = world.replicas(1, 2, 3);
    let node = world.node("node-1");
    let job = world.open_replica(1, &group);
    let outcome = world.accept_job(&job, &node).accepted();
    let data = outcome.event_data::<markets::events::JobAccepted>();
    assert!(data
        .windows(32)
        .any(|window| window == group.address.as_ref()));
    // Other jobs tell a record of zeros.
    let job = world.open_job(9);
    let outcome = world.accept_job(&job, &node).accepted();
    let data = outcome.event_data::<markets::events::JobAccepted>();
    assert!(data.windows(39).any(|window| window == [0; 39]));
}

#[test]
fn rejects_a_replica_without_its_group() {
    let mut world = World::with_market();
    let group = world.replicas(1, 2, 3);
    let node = world.node("node-1");
    let job = world.open_replica(1, &group);
    let mut accounts = world.accept_accounts(&job, &node);
    accounts.replicas = None;
    assert_refused(
        world.send_to_markets(instruction::AcceptJob {}, &accounts, &[&node.operator]),
        ProgramError::NotEnoughAccountKeys,
    );
    // Nor with another one.
    let other = world.replicas(2, 2, 3);
    accounts.replicas = Some(other.address);
    assert_refused(
        world.send_to_markets(instruction::AcceptJob {}, &accounts, &[&node.operator]),
        ProgramError::Custom(2012),
    );
}

#[test]
fn rejects_a_second_replica_of_one_authority() {
    let mut world = World::with_market();
    let group = world.replicas(1, 2, 3);
    let node = world.node("node-1");
    world.running_replica(1, &group, &node);
    let second = world.open_replica(2, &group);
    assert_refused(
        world.accept_job(&second, &node),
        MarketsError::AuthorityHasReplica,
    );
    // A twin node of the same authority is no other authority.
    let twin = world.node_with("node-2", |state, _| {
        state.authority = address_for("node-1-authority");
    });
    assert_refused(
        world.accept_job(&second, &twin),
        MarketsError::AuthorityHasReplica,
    );
}

#[test]
fn rejects_a_replica_more_than_seats() {
    let mut group = Group::running(2, 2);
    let node = group.world.node("node-9");
    let job = group.world.open_replica(9, &group.replicas);
    assert_refused(
        group.world.accept_job(&job, &node),
        MarketsError::ReplicasFull,
    );
    // It waits for nobody and expires.
    group.world.warp_seconds(7_201);
    group.world.expire_job(&job).accepted();
}

#[test]
fn rejects_a_replica_of_other_work_or_of_another_requester() {
    let changes: [fn(&mut Posting); 3] = [
        |p| p.digests.image = [0xaa; 32],
        |p| p.digests.input = [0xaa; 32],
        |p| p.digests.spec = [0xaa; 32],
    ];
    let mut world = World::with_market();
    let group = world.replicas(1, 2, 3);
    let node = world.node("node-1");
    for (number, change) in (1..).zip(changes) {
        let mut posting = world.replica_posting(number, &group);
        change(&mut posting);
        world.post(&posting, &["requester"]).accepted();
        assert_refused(
            world.accept_job(&posting.job(), &node),
            MarketsError::WrongReplicas,
        );
    }
    let stranger = address_for("stranger");
    world.actor("stranger");
    world.fund_hyper(&stranger, 10 * HYPER);
    let mut posting = world.replica_posting(1, &group);
    posting.terms.funder = stranger;
    posting.accounts.requester = stranger;
    posting.accounts.funder = stranger;
    posting.accounts.payer = stranger;
    posting.accounts.funder_token = hyper_account(&stranger);
    posting.accounts.job = markets::seeds::find_job_address(&stranger, &posting.id).0;
    posting.accounts.escrow = markets::seeds::find_escrow_address(&posting.accounts.job).0;
    world.post(&posting, &["stranger"]).accepted();
    assert_refused(
        world.accept_job(&posting.job(), &node),
        MarketsError::WrongReplicas,
    );
}

#[test]
fn rejects_a_replica_that_could_commit_too_late() {
    let mut world = World::with_market();
    let group = world.replicas(1, 2, 3);
    let node = world.node("node-1");
    let job = world.open_replica(1, &group);
    // Start grace, run and submit grace have to fit before the deadline.
    let latest = world.now() + 20_000 - 120 - i64::from(JOB_MAX_RUN) - 300;
    let mut job_state = world.read::<Job>(&job.address);
    job_state.queue_timeout_seconds = 604_800.into();
    world.write_state(job.address, &job_state);
    world.warp_to(latest);
    world.beat(&node);
    world.clone().accept_job(&job, &node).accepted();
    world.warp_seconds(1);
    assert_refused(world.accept_job(&job, &node), MarketsError::ReplicasTooLate);
}

#[test]
fn hands_a_seat_to_the_next_node() {
    let mut group = Group::running(2, 3);
    let (job, node) = (group.jobs[1], &group.nodes[1]);
    group
        .world
        .release_job(&job, node, ReleaseReason::HostFault as u8)
        .accepted();
    let next = group.world.node("node-9");
    // Not to an authority that has another seat.
    let held = &group.nodes[0];
    assert_refused(
        group.world.accept_job(&job, held),
        MarketsError::AuthorityHasReplica,
    );
    group.world.accept_job(&job, &next).accepted();
    let state = group.state();
    assert_eq!((state.seats, state.jobs[1]), (3, job.address));
    assert_eq!(state.authorities[1], address_for("node-9-authority"));
}

#[test]
fn rejects_extending_and_stopping_a_replica() {
    let mut group = Group::running(2, 2);
    let job = group.jobs[0];
    assert_refused(group.world.extend_job(&job, 60), MarketsError::ReplicaFixed);
    assert_refused(
        group.world.stop_job_as(&job, "requester"),
        MarketsError::ReplicaFixed,
    );
}

#[test]
fn keeps_the_commitment_until_the_reveal() {
    let mut group = Group::running(2, 2);
    group.world.warp_seconds(60);
    let commitment = group.world.commitment(&group.jobs[0].address, &RIGHT);
    group.commit(0, &RIGHT);
    assert_eq!(group.job(0).result_digest, commitment);
    assert_eq!(
        (group.state().commits, group.state().committed_at.get()),
        (1, 0)
    );
    group.commit(1, &RIGHT);
    assert_eq!(group.state().commits, 3);
    assert_eq!(group.state().committed_at.get(), group.world.now());
    // The same result, yet no commitment equals another.
    assert_ne!(group.job(1).result_digest, commitment);
}

#[test]
fn rejects_a_commitment_without_its_group() {
    let mut group = Group::running(2, 2);
    let (job, node) = (group.jobs[0], &group.nodes[0]);
    let accounts = markets::accounts::SubmitJob {
        operator: hypernode_test_kit::Signer::pubkey(&node.operator),
        config: hypernode_common::programs::MARKETS.config.address,
        job: job.address,
        node: node.address,
        replicas: None,
        event_authority: hypernode_common::programs::MARKETS.event_authority.address,
        program: markets::ID,
    };
    let data = instruction::SubmitJob {
        submission: submission(60),
    };
    assert_refused(
        group
            .world
            .send_to_markets(data, &accounts, &[&node.operator]),
        ProgramError::NotEnoughAccountKeys,
    );
}

#[test]
fn rejects_a_commitment_after_the_deadline() {
    // No accepted replica can come so late; a deadline moved by hand stands for a mistake elsewhere.
    let mut group = Group::running(2, 2);
    let mut state = group.state();
    state.commit_until = group.world.now().into();
    group.world.write_state(group.replicas.address, &state);
    let mut early = group.world.clone();
    early
        .commit_result(&group.jobs[0], &group.nodes[0], &RIGHT)
        .accepted();
    group.world.warp_seconds(1);
    assert_refused(
        group
            .world
            .commit_result(&group.jobs[0], &group.nodes[0], &RIGHT),
        MarketsError::CommitDeadlinePassed,
    );
}

#[test]
fn rejects_a_replica_that_never_joined() {
    // A group of the same address that was opened anew does not know the jobs of the old one.
    let mut group = Group::committed(&[RIGHT, RIGHT]);
    let mut state = group.state();
    state.seats = 0;
    group.world.write_state(group.replicas.address, &state);
    let (job, node) = (group.jobs[0], &group.nodes[0]);
    assert_refused(
        group.world.reveal_result(&job, &RIGHT),
        MarketsError::NotInReplicas,
    );
    assert_refused(
        group.world.apply_tally(&job, node),
        MarketsError::NotInReplicas,
    );
}

#[test]
fn reveals_what_was_committed() {
    let mut group = Group::committed(&[RIGHT, WRONG, RIGHT]);
    let outcome = group.world.reveal_result(&group.jobs[1], &WRONG).accepted();
    assert_eq!(group.job(1).result_digest, WRONG);
    let state = group.state();
    assert_eq!((state.reveals, state.results[1]), (2, WRONG));
    let event = outcome.event("ResultRevealed");
    assert_eq!(
        (event.u64("reveals_before"), event.u64("reveals_after")),
        (0, 2)
    );
}

#[test]
fn rejects_a_reveal_while_others_may_commit() {
    let mut group = Group::running(2, 3);
    group.world.warp_seconds(60);
    group.commit(0, &RIGHT);
    assert_refused(
        group.world.reveal_result(&group.jobs[0], &RIGHT),
        MarketsError::RevealTooSoon,
    );
    // The deadline itself still belongs to those who commit.
    let until = group.state().commit_until.get();
    group.world.warp_to(until);
    assert_refused(
        group.world.reveal_result(&group.jobs[0], &RIGHT),
        MarketsError::RevealTooSoon,
    );
    group.world.warp_seconds(1);
    group.world.reveal_result(&group.jobs[0], &RIGHT).accepted();
}

#[test]
fn rejects_a_reveal_after_the_deadline() {
    let mut group = Group::committed(&[RIGHT, RIGHT, RIGHT]);
    let until = group.state().committed_at.get() + 600;
    group.world.warp_to(until);
    group
        .world
        .clone()
        .reveal_result(&group.jobs[0], &RIGHT)
        .accepted();
    group.world.warp_seconds(1);
    assert_refused(
        group.world.reveal_result(&group.jobs[0], &RIGHT),
        MarketsError::RevealDeadlinePassed,
    );
}

#[test]
fn rejects_a_second_reveal() {
    let mut group = Group::committed(&[RIGHT, RIGHT]);
    group.world.reveal_result(&group.jobs[0], &RIGHT).accepted();
    assert_refused(
        group.world.reveal_result(&group.jobs[0], &RIGHT),
        MarketsError::AlreadyRevealed,
    );
}

#[test]
fn rejects_a_result_or_salt_that_was_not_committed() {
    let mut group = Group::committed(&[RIGHT, RIGHT]);
    let job = group.jobs[0];
    assert_refused(
        group.world.reveal_result(&job, &WRONG),
        MarketsError::CommitMismatch,
    );
    let accounts = group.world.reveal_accounts(&job);
    let data = instruction::RevealResult {
        result: RIGHT,
        salt: [11; 32],
    };
    assert_refused(
        group.world.send_to_markets(data, &accounts, &[]),
        MarketsError::CommitMismatch,
    );
    assert_refused(
        group.world.reveal_result(&job, &[0; 32]),
        MarketsError::ZeroDigest,
    );
}

#[test]
fn rejects_a_copied_commitment() {
    // A node that hands in another's commitment can never open it: it binds job, node and attempt.
    let mut group = Group::running(2, 2);
    group.world.warp_seconds(60);
    group.commit(0, &RIGHT);
    let copied = markets::state::Submission {
        result_digest: group.job(0).result_digest,
        ..submission(60)
    };
    group
        .world
        .submit_job(&group.jobs[1], &group.nodes[1], copied)
        .accepted();
    group.world.reveal_result(&group.jobs[0], &RIGHT).accepted();
    assert_refused(
        group.world.reveal_result(&group.jobs[1], &RIGHT),
        MarketsError::CommitMismatch,
    );
}

#[test]
fn rejects_a_reveal_of_a_running_replica() {
    let mut group = Group::running(2, 2);
    let until = group.state().commit_until.get();
    group.world.warp_to(until + 1);
    assert_refused(
        group.world.reveal_result(&group.jobs[0], &RIGHT),
        MarketsError::JobNotSubmitted,
    );
}

#[test]
fn rejects_a_reveal_in_another_group() {
    let mut group = Group::committed(&[RIGHT, RIGHT]);
    let other = group.world.replicas(2, 2, 2);
    let mut accounts = group.world.reveal_accounts(&group.jobs[0]);
    accounts.replicas = other.address;
    let data = instruction::RevealResult {
        result: RIGHT,
        salt: hypernode_test_kit::SALT,
    };
    assert_refused(
        group.world.send_to_markets(data, &accounts, &[]),
        ProgramError::Custom(2012),
    );
}

#[test]
fn tallies_a_majority() {
    let group = Group::tallied(&[RIGHT, WRONG, RIGHT]);
    let state = group.state();
    assert!(state.status == ReplicasStatus::Agreed);
    assert_eq!(state.majority, RIGHT);
}

#[test]
fn rejects_a_tally_while_replicas_may_commit_or_reveal() {
    let mut group = Group::committed(&[RIGHT, RIGHT, RIGHT]);
    assert_refused(
        group.world.tally_replicas(&group.replicas),
        MarketsError::TallyTooSoon,
    );
    // Two of three agree, yet the third may still show that it agrees too.
    for seat in 0..2 {
        group
            .world
            .reveal_result(&group.jobs[seat], &RIGHT)
            .accepted();
    }
    group.world.warp_seconds(600);
    assert_refused(
        group.world.tally_replicas(&group.replicas),
        MarketsError::TallyTooSoon,
    );
    group.world.warp_seconds(1);
    group.world.tally_replicas(&group.replicas).accepted();
    assert!(group.state().status == ReplicasStatus::Agreed);
}

#[test]
fn rejects_a_second_tally() {
    let mut group = Group::tallied(&[RIGHT, RIGHT]);
    assert_refused(
        group.world.tally_replicas(&group.replicas),
        MarketsError::AlreadyTallied,
    );
}

#[test]
fn pays_the_two_that_agree_and_refunds_the_liar() {
    let mut group = Group::tallied(&[RIGHT, WRONG, RIGHT]);
    for seat in 0..3 {
        let (job, node) = (group.jobs[seat], &group.nodes[seat]);
        assert_refused(
            group.world.settle_job(&job, node, "requester"),
            MarketsError::NotVerified,
        );
        group.world.apply_tally(&job, node).accepted();
    }
    for seat in [0, 2] {
        let state = group.job(seat);
        assert!(state.state == JobState::Submitted && state.has(FLAG_VERIFIED));
        assert!(group.fault(seat).is_none());
        // Verified: anyone may settle at once.
        let (job, node) = (group.jobs[seat], &group.nodes[seat]);
        group.world.settle_job(&job, node, "stranger").accepted();
        assert!(group.world.hyper_of(&node.payout) > 0);
        let record = group.world.read::<Reputation>(&node.reputation());
        assert_eq!((record.completed.get(), record.failed.get()), (1, 0));
    }
    let liar = group.job(1);
    assert!(liar.state == JobState::Refunded && liar.close_reason == CloseReason::QuorumMinority);
    let fault = group.fault(1).expect("a fault");
    assert!(fault.kind == FaultKind::QuorumMinority);
    assert_eq!(fault.node, group.nodes[1].address);
    assert_eq!(fault.voters, [Pubkey::default(); 3]);
    assert_eq!(group.world.hyper_of(&group.nodes[1].payout), 0);
    let record = group.world.read::<Reputation>(&group.nodes[1].reputation());
    assert_eq!((record.completed.get(), record.failed.get()), (0, 1));
    assert!(group.world.account(&group.jobs[1].escrow).is_none());
    let price = 60 * JOB_PRICE;
    assert_eq!(
        group.world.hyper_of(&address_for("requester")),
        START - 2 * price
    );
    for node in &group.nodes {
        assert_eq!(group.world.read::<Node>(&node.address).active_runs.get(), 0);
    }
    group.world.close_replicas(&group.replicas).accepted();
}

#[test]
fn refunds_all_without_fault_when_nobody_reveals() {
    let mut group = Group::committed(&[RIGHT, RIGHT, RIGHT]);
    group.world.warp_seconds(601);
    group.world.tally_replicas(&group.replicas).accepted();
    assert!(group.state().status == ReplicasStatus::Split);
    for seat in 0..3 {
        let (job, node) = (group.jobs[seat], &group.nodes[seat]);
        group.world.apply_tally(&job, node).accepted();
        let state = group.job(seat);
        assert!(state.state == JobState::Refunded && state.close_reason == CloseReason::NoMajority);
        assert!(group.fault(seat).is_none());
        let record = group.world.read::<Reputation>(&node.reputation());
        assert_eq!((record.failed.get(), record.timed_out.get()), (0, 0));
        assert_eq!(group.world.read::<Node>(&node.address).active_runs.get(), 0);
    }
    assert_eq!(group.world.hyper_of(&address_for("requester")), START);
}

#[test]
fn refunds_all_when_every_result_differs() {
    let mut group = Group::tallied(&[RIGHT, WRONG]);
    assert!(group.state().status == ReplicasStatus::Split);
    assert_eq!(group.state().majority, [0; 32]);
    for seat in 0..2 {
        group
            .world
            .apply_tally(&group.jobs[seat], &group.nodes[seat])
            .accepted();
        assert!(group.job(seat).close_reason == CloseReason::NoMajority);
    }
}

#[test]
fn blames_a_replica_that_hides_its_result() {
    let mut group = Group::committed(&[RIGHT, RIGHT, RIGHT]);
    for seat in 0..2 {
        group
            .world
            .reveal_result(&group.jobs[seat], &RIGHT)
            .accepted();
    }
    group.world.warp_seconds(601);
    group.world.tally_replicas(&group.replicas).accepted();
    group
        .world
        .apply_tally(&group.jobs[2], &group.nodes[2])
        .accepted();
    assert!(group.job(2).close_reason == CloseReason::QuorumMinority);
    assert!(group.fault(2).expect("a fault").kind == FaultKind::QuorumMinority);
}

#[test]
fn outlives_a_replica_that_never_submits() {
    let mut group = Group::running(2, 3);
    group.world.warp_seconds(60);
    group.commit(0, &RIGHT);
    group.commit(2, &RIGHT);
    let until = group.state().commit_until.get();
    group.world.warp_to(until + 1);
    // Its own deadline ends its attempt, and nobody can start another in time.
    let (late, node) = (group.jobs[1], &group.nodes[1]);
    assert_refused(
        group.world.commit_result(&late, node, &RIGHT),
        MarketsError::SubmitDeadlinePassed,
    );
    group.world.reassign_job(&late, node).accepted();
    for seat in [0, 2] {
        group
            .world
            .reveal_result(&group.jobs[seat], &RIGHT)
            .accepted();
    }
    group.world.tally_replicas(&group.replicas).accepted();
    for seat in [0, 2] {
        let (job, node) = (group.jobs[seat], &group.nodes[seat]);
        group.world.apply_tally(&job, node).accepted();
        group.world.settle_job(&job, node, "stranger").accepted();
    }
    let next = group.world.node("node-9");
    assert_refused(
        group.world.accept_job(&late, &next),
        MarketsError::ReplicasTooLate,
    );
    group.world.close_replicas(&group.replicas).accepted();
    group.world.warp_seconds(7_201);
    group.world.expire_job(&late).accepted();
}

#[test]
fn ends_a_group_that_never_fills() {
    let mut world = World::with_market();
    let lamports = world.lamports(&address_for("requester"));
    let replicas = world.replicas(1, 2, 3);
    world.warp_seconds(20_000);
    assert_refused(world.tally_replicas(&replicas), MarketsError::TallyTooSoon);
    assert_refused(world.close_replicas(&replicas), MarketsError::NotTallied);
    world.warp_seconds(1);
    world.tally_replicas(&replicas).accepted();
    world.close_replicas(&replicas).accepted();
    assert!(world.account(&replicas.address).is_none());
    assert_eq!(world.lamports(&address_for("requester")), lamports);
}

#[test]
fn rejects_applying_before_the_tally() {
    let mut group = Group::committed(&[RIGHT, RIGHT]);
    assert_refused(
        group.world.apply_tally(&group.jobs[0], &group.nodes[0]),
        MarketsError::NotTallied,
    );
}

#[test]
fn rejects_applying_twice() {
    let mut group = Group::tallied(&[RIGHT, WRONG, RIGHT]);
    for seat in 0..2 {
        group
            .world
            .apply_tally(&group.jobs[seat], &group.nodes[seat])
            .accepted();
    }
    assert_refused(
        group.world.apply_tally(&group.jobs[0], &group.nodes[0]),
        MarketsError::AlreadyApplied,
    );
    // The escrow of a refunded one is gone.
    assert_refused(
        group.world.apply_tally(&group.jobs[1], &group.nodes[1]),
        ProgramError::AccountDataTooSmall,
    );
}

#[test]
fn rejects_applying_to_a_replica_that_did_not_submit() {
    let mut group = Group::running(2, 2);
    let until = group.state().commit_until.get();
    group.world.warp_to(until + 1);
    group.world.tally_replicas(&group.replicas).accepted();
    assert_refused(
        group.world.apply_tally(&group.jobs[0], &group.nodes[0]),
        MarketsError::JobNotSubmitted,
    );
}

#[test]
fn rejects_a_refund_to_somebody_else() {
    let mut group = Group::tallied(&[RIGHT, WRONG, RIGHT]);
    let stranger = address_for("stranger");
    group.world.fund_hyper(&stranger, 0);
    let crank = group.world.actor("crank");
    let mut accounts = group.world.apply_accounts(&group.jobs[1], &group.nodes[1]);
    accounts.funder_token = hyper_account(&stranger);
    assert_refused(
        group
            .world
            .send_to_markets(instruction::ApplyTally {}, &accounts, &[&crank]),
        MarketsError::WrongTokenOwner,
    );
    let mut accounts = group.world.apply_accounts(&group.jobs[1], &group.nodes[1]);
    accounts.rent_payer = stranger;
    assert_refused(
        group
            .world
            .send_to_markets(instruction::ApplyTally {}, &accounts, &[&crank]),
        MarketsError::WrongRentPayer,
    );
}

#[test]
fn rejects_another_node_another_reputation_and_another_group() {
    let mut group = Group::tallied(&[RIGHT, WRONG, RIGHT]);
    let other = group.world.replicas(2, 2, 2);
    let crank = group.world.actor("crank");
    let fill = |group: &Group| group.world.apply_accounts(&group.jobs[1], &group.nodes[1]);
    let mut accounts = fill(&group);
    accounts.node = group.nodes[0].address;
    assert_refused(
        group
            .world
            .send_to_markets(instruction::ApplyTally {}, &accounts, &[&crank]),
        ProgramError::Custom(2012),
    );
    let mut accounts = fill(&group);
    accounts.reputation = group.nodes[0].reputation();
    assert_refused(
        group
            .world
            .send_to_markets(instruction::ApplyTally {}, &accounts, &[&crank]),
        ProgramError::InvalidSeeds,
    );
    let mut accounts = fill(&group);
    accounts.replicas = other.address;
    assert_refused(
        group
            .world
            .send_to_markets(instruction::ApplyTally {}, &accounts, &[&crank]),
        ProgramError::Custom(2012),
    );
    let mut accounts = fill(&group);
    accounts.escrow = group.jobs[0].escrow;
    assert_refused(
        group
            .world
            .send_to_markets(instruction::ApplyTally {}, &accounts, &[&crank]),
        ProgramError::InvalidSeeds,
    );
}

#[test]
fn judges_while_paused_and_refunds_after_it() {
    let mut group = Group::committed(&[RIGHT, WRONG, RIGHT]);
    group.world.pause_markets(true, true).accepted();
    for (seat, result) in [RIGHT, WRONG, RIGHT].iter().enumerate() {
        group
            .world
            .reveal_result(&group.jobs[seat], result)
            .accepted();
    }
    group.world.tally_replicas(&group.replicas).accepted();
    group
        .world
        .apply_tally(&group.jobs[0], &group.nodes[0])
        .accepted();
    // Money that leaves an escrow waits, as in every other refund.
    assert_refused(
        group.world.apply_tally(&group.jobs[1], &group.nodes[1]),
        MarketsError::ExitsPaused,
    );
    group.world.warp_seconds(72 * 3_600 + 1);
    group
        .world
        .apply_tally(&group.jobs[1], &group.nodes[1])
        .accepted();
}

#[test]
fn rejects_a_challenge_of_a_replica() {
    let mut group = Group::committed(&[RIGHT, RIGHT]);
    assert_refused(
        group.world.challenge_job(&group.jobs[0]),
        MarketsError::QuorumDecides,
    );
}

#[test]
fn rejects_closing_a_group_somebody_needs() {
    let mut group = Group::tallied(&[RIGHT, RIGHT]);
    group
        .world
        .apply_tally(&group.jobs[0], &group.nodes[0])
        .accepted();
    assert_refused(
        group.world.close_replicas(&group.replicas),
        MarketsError::ReplicasNotApplied,
    );
    group
        .world
        .apply_tally(&group.jobs[1], &group.nodes[1])
        .accepted();
    let mut accounts = group.world.close_replicas_accounts(&group.replicas);
    accounts.rent_payer = address_for("stranger");
    assert_refused(
        group
            .world
            .send_to_markets(instruction::CloseReplicas {}, &accounts, &[]),
        MarketsError::WrongRentPayer,
    );
    group.world.close_replicas(&group.replicas).accepted();
}

#[test]
fn needs_three_of_five() {
    let mut group = Group::tallied(&[RIGHT, WRONG, RIGHT, WRONG, RIGHT]);
    assert_eq!(group.state().majority, RIGHT);
    for seat in 0..5 {
        group
            .world
            .apply_tally(&group.jobs[seat], &group.nodes[seat])
            .accepted();
    }
    let faults = (0..5).filter(|seat| group.fault(*seat).is_some());
    assert_eq!(faults.collect::<Vec<_>>(), [1, 3]);
}
