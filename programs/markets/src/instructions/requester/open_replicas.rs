//! `open_replicas` (51): a requester opens a group of replicas that must agree.

#![expect(
    unused_variables,
    reason = "the derive binds the argument in functions that do not read it"
)]

use {
    crate::{
        events::ReplicasOpened,
        seeds::SEED_REPLICAS,
        state::{Config, JobDigests, Moment, NewReplicas, ReplicaGroup, ReplicaTerms},
    },
    anchor_lang::prelude::*,
};

/// The new group. Requester and payer may be one key.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct OpenReplicas {
    pub requester: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [SEED_REPLICAS, requester, id.as_ref()], bump)]
    pub replicas: Account<ReplicaGroup>,
    pub system_program: Program<System>,
}

/// Opens the group; its jobs are posted with origin Replica and the group as parent, and join as they are accepted.
///
/// # Errors
/// `EntriesPaused`, `InvalidId`, `ZeroDigest`, `ParameterOutOfBounds`.
pub fn open_replicas(
    ctx: &mut Context<OpenReplicas>,
    id: [u8; 16],
    digests: JobDigests,
    terms: ReplicaTerms,
) -> Result<()> {
    let now = Moment::now()?;
    let bump = ctx.bumps.replicas;
    let accounts = &mut ctx.accounts;
    accounts.config.check_entries()?;
    let replicas = &mut accounts.replicas;
    replicas.begin(&NewReplicas {
        bump,
        id: &id,
        requester: accounts.requester.address(),
        rent_payer: accounts.payer.address(),
        digests: &digests,
        terms: &terms,
        now,
    })?;
    let event = ReplicasOpened {
        replicas: *replicas.address(),
        replicas_changes: replicas.changes.get(),
        id,
        requester: replicas.requester,
        digests,
        terms,
        commit_until: replicas.commit_until.get(),
        rent_payer: replicas.rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
