//! Recording what a node did wrong.

use {
    crate::{
        events::FaultRecord,
        seeds::SEED_FAULT,
        state::{Fault, FaultKind, Job},
    },
    anchor_lang::{prelude::*, AccountInitialize},
};

/// What a fault is made from.
pub struct NewFault<'a> {
    /// Pays the rent; signs the transaction.
    pub payer: &'a AccountView,
    /// The account at the attempt's own address.
    pub account: &'a AccountView,
    /// Canonical bump of that address.
    pub bump: u8,
    /// Address of the job.
    pub job_address: &'a Address,
    /// The job, before it leaves the node.
    pub job: &'a Job,
    /// What the node did wrong.
    pub kind: FaultKind,
    /// Validators who found it; zero = none.
    pub voters: [Address; 3],
    /// Unix seconds.
    pub now: i64,
}

/// Creates the fault of one attempt.
///
/// # Errors
/// The system program's, for instance when the payer lacks lamports.
pub fn record(new: &NewFault) -> Result<FaultRecord> {
    let posted_slot = new.job.posted_slot.get().to_le_bytes();
    let seeds: &[&[u8]] = &[
        SEED_FAULT,
        new.job_address.as_ref(),
        &posted_slot,
        &[new.job.attempt],
        &[new.bump],
    ];
    let mut fault = <Account<Fault> as AccountInitialize>::create_and_initialize(
        new.payer,
        new.account,
        Fault::SIZE,
        &crate::ID,
        &(),
        Some(seeds),
        None,
    )?;
    fault.open(new.bump, *new.payer.address());
    fault.kind = new.kind.into();
    fault.attempt = new.job.attempt;
    fault.job = *new.job_address;
    fault.node = new.job.node;
    fault.posted_slot = new.job.posted_slot;
    fault.at = new.now.into();
    fault.voters = new.voters;
    Ok(FaultRecord {
        fault: *fault.address(),
        fault_changes: fault.changes.get(),
        kind: fault.kind.0,
        attempt: fault.attempt,
        node: fault.node,
        voters: fault.voters,
        rent_payer: fault.rent_payer,
    })
}
