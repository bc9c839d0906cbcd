//! 51 add_member.

use {
    crate::{
        error::RegistryError,
        events::MemberAdded,
        state::{Admission, Config, Group, Member, MemberRole, MemberTransitions},
    },
    anchor_lang::prelude::*,
};

/// The membership to create, with the signature of the group's authority or of an admin.
#[event_cpi]
#[derive(Accounts)]
pub struct AddMember {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut)]
    pub group: Account<Group>,
    #[account(init, payer = payer, seeds = [b"member", group.address().as_ref(), subject.address().as_ref()], bump)]
    pub member: Account<Member>,
    /// CHECK: only its address counts: a wallet, or for role Node a node's account.
    pub subject: UncheckedAccount,
    /// The signer's own membership; absent where the authority signs.
    pub admission: Option<Account<Member>>,
    pub signer: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Admits a subject as `role` up to and including `expires_at`. An admin admits no further admins.
///
/// # Errors
/// `EntriesPaused`, `ParameterOutOfBounds` for an unknown role or an end that is not ahead, `NotGroupAdmin`,
/// `MemberNotLive`, `Overflow`.
pub fn add_member(ctx: &mut Context<AddMember>, role: u8, expires_at: i64) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    let group_address = *accounts.group.address();
    let group = &mut accounts.group;
    let role = MemberRole::from_u8(role).ok_or(RegistryError::ParameterOutOfBounds)?;
    let admission = accounts.admission.as_deref();
    group.check_admin(&group_address, &signer, admission, role, now)?;
    accounts
        .config
        .head
        .check_entries()
        .map_err(RegistryError::from)?;
    let members_before = group.members.get();

    let member = &mut accounts.member;
    member.open(ctx.bumps.member, *accounts.payer.address());
    let admission = Admission {
        group: group_address,
        subject: *accounts.subject.address(),
        role,
        expires_at,
    };
    member.admit(&admission, now)?;
    group.count_in()?;

    let event = MemberAdded {
        member: *member.address(),
        member_changes: member.changes.get(),
        group: group_address,
        group_changes: group.count_change(),
        subject: admission.subject,
        role: role as u8,
        added_at: now,
        expires_at,
        signer,
        members_before,
        members_after: group.members.get(),
        rent_payer: member.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
