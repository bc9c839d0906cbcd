//! What acceptance and submission of a replica change in its group.

use {
    crate::{
        events::{CommitRecord, SeatRecord},
        state::{Job, ReplicaGroup},
    },
    anchor_lang::prelude::*,
};

/// The group of a replica, which its instruction must name.
fn required(group: &mut Option<Account<ReplicaGroup>>) -> Result<&mut Account<ReplicaGroup>> {
    group.as_mut().ok_or(ProgramError::NotEnoughAccountKeys)
}

/// Seats a replica on a node of `authority`.
///
/// # Errors
/// `NotEnoughAccountKeys` without the group, and those of [`ReplicaGroup::join`].
#[inline(never)]
pub fn join(
    group: &mut Option<Account<ReplicaGroup>>,
    job: &Account<Job>,
    authority: &Address,
    now: i64,
) -> Result<SeatRecord> {
    let group = required(group)?;
    let seats_before = group.seats;
    let seat = group.join(job.address(), job, authority, now)?;
    Ok(SeatRecord {
        key: *group.address(),
        changes: group.count_change(),
        seat: seat as u8,
        seats_before,
        seats_after: group.seats,
    })
}

/// Notes that a replica committed.
///
/// # Errors
/// `NotEnoughAccountKeys` without the group, `NotInReplicas`, `CommitDeadlinePassed`.
#[inline(never)]
pub fn commit(
    group: &mut Option<Account<ReplicaGroup>>,
    job: &Address,
    now: i64,
) -> Result<CommitRecord> {
    let group = required(group)?;
    let seat = group.seat_of(job)?;
    let commits_before = group.commits;
    group.commit(seat, now)?;
    Ok(CommitRecord {
        key: *group.address(),
        changes: group.count_change(),
        seat: seat as u8,
        commits_before,
        commits_after: group.commits,
        committed_at: group.committed_at.get(),
    })
}
