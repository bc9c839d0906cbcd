//! 52 remove_member.

use {
    crate::{
        error::RegistryError,
        events::MemberRemoved,
        state::{Group, Member},
    },
    anchor_lang::prelude::*,
};

/// The membership to end, with the signature of the group's authority, of an admin, or of the member itself.
#[event_cpi]
#[derive(Accounts)]
pub struct RemoveMember {
    #[account(mut)]
    pub group: Account<Group>,
    #[account(mut, close = rent_payer, constraint = member.group == *group.address() @ RegistryError::NotGroupAdmin)]
    pub member: Account<Member>,
    /// The signer's own membership; absent where the authority or the member itself signs.
    pub admission: Option<Account<Member>>,
    pub signer: Signer,
    /// CHECK: pinned by address; gets the lamports.
    #[account(mut, unsafe(dup), address = member.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Ends a membership and closes its account. Never paused: a door has to shut at once.
///
/// # Errors
/// `NotGroupAdmin`, also for an admin who removes an admin, `WrongRentPayer`, `MemberNotLive`.
pub fn remove_member(ctx: &mut Context<RemoveMember>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let signer = *accounts.signer.address();
    let group_address = *accounts.group.address();
    let group = &mut accounts.group;
    let member = &mut accounts.member;
    if member.subject != signer {
        let admission = accounts.admission.as_deref();
        group.check_admin(&group_address, &signer, admission, member.role.into(), now)?;
    }
    let members_before = group.members.get();
    group.count_out()?;

    let event = MemberRemoved {
        member: *member.address(),
        member_changes: member.count_change(),
        group: group_address,
        group_changes: group.count_change(),
        subject: member.subject,
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
