//! Audits, replica groups, canaries and batches in a world: postings that ask for them, and each instruction with
//! accounts that fit.
use {
    crate::{
        actors::{address_for, keypair_for},
        hyper_account,
        markets::{id16, submission, NodeActor, PostedJob, Posting},
        Outcome, Pubkey, Signer, World,
    },
    hypernode_common::{
        digest::{self, Execution},
        programs::{MARKETS, REGISTRY, SYSTEM_PROGRAM, TOKEN_PROGRAM},
    },
    markets::{
        accounts, instruction,
        seeds::{
            find_batch_address, find_challenge_address, find_escrow_address, find_job_address,
            find_replicas_address,
        },
        state::{
            child_id, Batch, BatchTerms, Config, Job, JobDigests, Origin, ReplicaGroup,
            ReplicaTerms, Submission, Verification,
        },
    },
};

/// Salt with which the nodes of the tests commit.
pub const SALT: [u8; 32] = [10; 32];

/// An open replica group.
#[derive(Clone, Copy, Debug)]
pub struct ReplicasActor {
    /// The account.
    pub address: Pubkey,
}

/// A batch.
#[derive(Clone, Copy, Debug)]
pub struct BatchActor {
    /// The account.
    pub address: Pubkey,
}

/// Terms of a group of `m` out of `n` with time for one run of the tests' jobs.
pub fn replica_terms(m: u8, n: u8) -> ReplicaTerms {
    ReplicaTerms {
        m,
        n,
        commit_seconds: 20_000,
        reveal_seconds: 600,
    }
}

/// Digests every posting of the tests carries.
pub fn job_digests() -> JobDigests {
    JobDigests {
        image: [5; 32],
        input: [6; 32],
        spec: [7; 32],
    }
}

impl World {
    /// A post whose result an audit checks with this chance.
    pub fn audited_posting(&self, number: u64, audit_bps: u16) -> Posting {
        let mut posting = self.posting(number);
        posting.terms.verification = Verification::Audit as u8;
        posting.terms.audit_bps = audit_bps;
        posting
    }

    /// An audited job whose node submitted after 3,601 seconds.
    #[track_caller]
    pub fn audited_job(&mut self, number: u64, node: &NodeActor, audit_bps: u16) -> PostedJob {
        let posting = self.audited_posting(number, audit_bps);
        self.post(&posting, &["requester"]).accepted();
        let job = posting.job();
        self.accept_job(&job, node).accepted();
        self.start_job(&job, node).accepted();
        self.warp_seconds(3_601);
        self.submit_job(&job, node, submission(3_601)).accepted();
        job
    }

    /// Accounts of an audit's draw cranked by "crank".
    pub fn audit_accounts(&self, job: &PostedJob) -> accounts::DrawAudit {
        accounts::DrawAudit {
            signer: address_for("crank"),
            config: MARKETS.config.address,
            job: job.address,
            challenge: find_challenge_address(&job.address).0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "crank" draws the audit lot.
    #[track_caller]
    pub fn draw_audit(&mut self, job: &PostedJob) -> Outcome {
        let crank = self.actor("crank");
        let accounts = self.audit_accounts(job);
        self.send_to_markets(instruction::DrawAudit {}, &accounts, &[&crank])
    }

    /// Accounts of the opening of group `number` by "requester".
    pub fn open_replicas_accounts(&self, number: u64) -> accounts::OpenReplicas {
        let requester = address_for("requester");
        accounts::OpenReplicas {
            requester,
            payer: requester,
            config: MARKETS.config.address,
            replicas: find_replicas_address(&requester, &id16(number)).0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" opens group `number` for the work of the tests' postings.
    #[track_caller]
    pub fn open_replicas(&mut self, number: u64, terms: ReplicaTerms) -> Outcome {
        let accounts = self.open_replicas_accounts(number);
        let data = instruction::OpenReplicas {
            id: id16(number),
            digests: job_digests(),
            terms,
        };
        self.send_to_markets(data, &accounts, &[&keypair_for("requester")])
    }

    /// An open group of `m` out of `n`.
    #[track_caller]
    pub fn replicas(&mut self, number: u64, m: u8, n: u8) -> ReplicasActor {
        self.open_replicas(number, replica_terms(m, n)).accepted();
        ReplicasActor {
            address: self.open_replicas_accounts(number).replicas,
        }
    }

    /// A post of a replica.
    pub fn replica_posting(&self, number: u64, group: &ReplicasActor) -> Posting {
        let mut posting = self.posting(number);
        posting.terms.verification = Verification::Quorum as u8;
        posting.terms.origin = Origin::Replica as u8;
        posting.terms.parent = group.address;
        posting
    }

    /// A replica waiting for a node.
    #[track_caller]
    pub fn open_replica(&mut self, number: u64, group: &ReplicasActor) -> PostedJob {
        let posting = self.replica_posting(number, group);
        self.post(&posting, &["requester"]).accepted();
        posting.job()
    }

    /// A replica that the node runs.
    #[track_caller]
    pub fn running_replica(
        &mut self,
        number: u64,
        group: &ReplicasActor,
        node: &NodeActor,
    ) -> PostedJob {
        let job = self.open_replica(number, group);
        self.accept_job(&job, node).accepted();
        self.start_job(&job, node).accepted();
        job
    }

    /// Commitment of the job's attempt under way to a result, with [`SALT`].
    pub fn commitment(&self, job: &Pubkey, result: &[u8; 32]) -> [u8; 32] {
        let state = self.read::<Job>(job);
        let execution = Execution {
            genesis: &self.read::<Config>(&MARKETS.config.address).params.genesis,
            program: &MARKETS.id,
            job,
            posted_slot: state.posted_slot.get(),
            node: &state.node,
            attempt: state.attempt,
        };
        digest::commit(&execution, result, &SALT)
    }

    /// The node commits to a result.
    #[track_caller]
    pub fn commit_result(
        &mut self,
        job: &PostedJob,
        node: &NodeActor,
        result: &[u8; 32],
    ) -> Outcome {
        let committed = Submission {
            result_digest: self.commitment(&job.address, result),
            ..submission(60)
        };
        self.submit_job(job, node, committed)
    }

    /// Accounts of a reveal.
    pub fn reveal_accounts(&self, job: &PostedJob) -> accounts::RevealResult {
        accounts::RevealResult {
            config: MARKETS.config.address,
            job: job.address,
            replicas: self.read::<Job>(&job.address).parent,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Shows what the node committed to with [`SALT`].
    #[track_caller]
    pub fn reveal_result(&mut self, job: &PostedJob, result: &[u8; 32]) -> Outcome {
        let accounts = self.reveal_accounts(job);
        let data = instruction::RevealResult {
            result: *result,
            salt: SALT,
        };
        self.send_to_markets(data, &accounts, &[])
    }

    /// Anyone counts the results.
    #[track_caller]
    pub fn tally_replicas(&mut self, group: &ReplicasActor) -> Outcome {
        let accounts = accounts::TallyReplicas {
            replicas: group.address,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::TallyReplicas {}, &accounts, &[])
    }

    /// Accounts of the application of a tally cranked by "crank".
    pub fn apply_accounts(&self, job: &PostedJob, node: &NodeActor) -> accounts::ApplyTally {
        let state = self.read::<Job>(&job.address);
        accounts::ApplyTally {
            signer: address_for("crank"),
            config: MARKETS.config.address,
            job: job.address,
            replicas: state.parent,
            node: node.address,
            reputation: node.reputation(),
            escrow: job.escrow,
            funder_token: hyper_account(&state.funder),
            rent_payer: state.rent_payer,
            fault: self.fault_of(job),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "crank" applies the tally to a replica.
    #[track_caller]
    pub fn apply_tally(&mut self, job: &PostedJob, node: &NodeActor) -> Outcome {
        let crank = self.actor("crank");
        let accounts = self.apply_accounts(job, node);
        self.send_to_markets(instruction::ApplyTally {}, &accounts, &[&crank])
    }

    /// Accounts of a group's closing.
    pub fn close_replicas_accounts(&self, group: &ReplicasActor) -> accounts::CloseReplicas {
        accounts::CloseReplicas {
            replicas: group.address,
            rent_payer: self.read::<ReplicaGroup>(&group.address).rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Anyone closes a group.
    #[track_caller]
    pub fn close_replicas(&mut self, group: &ReplicasActor) -> Outcome {
        let accounts = self.close_replicas_accounts(group);
        self.send_to_markets(instruction::CloseReplicas {}, &accounts, &[])
    }

    /// `signer` shows what it expected of a canary.
    #[track_caller]
    pub fn reveal_canary(&mut self, job: &PostedJob, expected: [u8; 32], signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::RevealCanary {
            requester: key.pubkey(),
            job: job.address,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        let data = instruction::RevealCanary {
            expected,
            salt: SALT,
        };
        self.send_to_markets(data, &accounts, &[&key])
    }

    /// Accounts of the creation of batch `number` by "requester", its rent paid by "payer".
    pub fn create_batch_accounts(&self, number: u64) -> accounts::CreateBatch {
        let requester = address_for("requester");
        accounts::CreateBatch {
            requester,
            payer: address_for("payer"),
            config: MARKETS.config.address,
            batch: find_batch_address(&requester, &id16(number)).0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" creates batch `number`.
    #[track_caller]
    pub fn create_batch(&mut self, number: u64, terms: BatchTerms) -> Outcome {
        let payer = self.actor("payer");
        let accounts = self.create_batch_accounts(number);
        let data = instruction::CreateBatch {
            id: id16(number),
            terms,
        };
        self.send_to_markets(data, &accounts, &[&keypair_for("requester"), &payer])
    }

    /// A batch of `total` children.
    #[track_caller]
    pub fn batch(&mut self, number: u64, total: u16) -> BatchActor {
        let terms = BatchTerms {
            total,
            spec_digest: job_digests().spec,
            items_root: [12; 32],
        };
        self.create_batch(number, terms).accepted();
        BatchActor {
            address: self.create_batch_accounts(number).batch,
        }
    }

    /// A post of a batch's child.
    pub fn child_posting(&self, batch: &BatchActor, index: u16) -> Posting {
        let mut posting = self.posting(1);
        posting.id = child_id(&batch.address, index);
        posting.terms.origin = Origin::Batch as u8;
        posting.terms.parent = batch.address;
        posting.accounts.job = find_job_address(&posting.accounts.requester, &posting.id).0;
        posting.accounts.escrow = find_escrow_address(&posting.accounts.job).0;
        posting
    }

    /// A child that was posted and cancelled.
    #[track_caller]
    pub fn cancelled_child(&mut self, batch: &BatchActor, index: u16) -> PostedJob {
        let posting = self.child_posting(batch, index);
        self.post(&posting, &["requester"]).accepted();
        self.cancel_job(&posting.job()).accepted();
        posting.job()
    }

    /// Anyone counts a job as child `index`.
    #[track_caller]
    pub fn collect_child(&mut self, batch: &BatchActor, job: &PostedJob, index: u16) -> Outcome {
        let accounts = accounts::CollectChild {
            batch: batch.address,
            job: job.address,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::CollectChild { index }, &accounts, &[])
    }

    /// Accounts of a batch's closing.
    pub fn close_batch_accounts(
        &self,
        batch: &BatchActor,
        signer: &Pubkey,
    ) -> accounts::CloseBatch {
        accounts::CloseBatch {
            signer: *signer,
            batch: batch.address,
            rent_payer: self.read::<Batch>(&batch.address).rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// `signer` closes a batch.
    #[track_caller]
    pub fn close_batch(&mut self, batch: &BatchActor, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = self.close_batch_accounts(batch, &key.pubkey());
        self.send_to_markets(instruction::CloseBatch {}, &accounts, &[&key])
    }
}
