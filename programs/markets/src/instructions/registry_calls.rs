//! The end of a run that was not paid, told to the registry.

use {
    crate::state::Job,
    anchor_lang::prelude::*,
    hypernode_common::registry::{end_run, EndRunAccounts, EndRunArgs, Outcome},
};

/// Tells the registry that a run failed: nothing was paid, so no fee and no epoch count.
pub fn end_unpaid_run(accounts: EndRunAccounts, run: UnpaidRun) {
    end_run(
        accounts,
        EndRunArgs {
            outcome: run.outcome,
            response_ms: run.response_ms,
            fee: 0,
            epoch: 0,
            gpus: run.gpus,
            counted: run.counted,
        },
    );
}

/// A run that ends without pay.
#[derive(Clone, Copy, Debug)]
pub struct UnpaidRun {
    /// How it ended.
    pub outcome: Outcome,
    /// Milliseconds from assignment to start; 0 = it never started.
    pub response_ms: u32,
    /// GPUs it held.
    pub gpus: u16,
    /// False when requester or funder is a party of the node.
    pub counted: bool,
}

impl UnpaidRun {
    /// The run a job has now; read it before the job leaves the node.
    pub fn of(job: &Job, outcome: Outcome) -> Self {
        Self {
            outcome,
            response_ms: job.response_ms.get(),
            gpus: job.requirements.gpu_count.get(),
            counted: !job.has(crate::constants::FLAG_SELF_DEALING),
        }
    }
}

/// Whether an account is `program`'s with this data type at its start.
pub fn is_account<T: Owner + Discriminator>(view: &AccountView) -> bool {
    view.owned_by(&T::OWNER)
        && view
            .try_borrow()
            .is_ok_and(|data| data.starts_with(T::DISCRIMINATOR))
}
