//! Groups, whose members requesters and nodes may be, and what a membership is created with.

use {
    crate::{error::RegistryError, math::check_ahead},
    anchor_lang::prelude::*,
    hypernode_common::trust::{Member, MemberRole},
};

type Check<T = ()> = core::result::Result<T, RegistryError>;

hypernode_common::program_account! {
    /// Requesters and nodes that work for each other: `["group", authority, id]`.
    pub struct Group, size = 118 {
        /// Creates it; adds and removes every member.
        pub authority: Address,
        /// Id chosen by the authority.
        pub id: [u8; 16],
        /// Members.
        pub members: PodU32,
        /// What the group's members may spend together, base units. Kept for the group's own services; no instruction
        /// reads it.
        pub budget_cap: PodU64,
    }
}

impl Group {
    /// Fills a new group without members.
    ///
    /// # Errors
    /// `InvalidId`.
    pub fn create(&mut self, authority: Address, id: [u8; 16], budget_cap: u64) -> Check {
        if id == [0; 16] {
            return Err(RegistryError::InvalidId);
        }
        self.authority = authority;
        self.id = id;
        self.budget_cap = budget_cap.into();
        Ok(())
    }

    /// Guards a change of the members: `signer` is the authority, or for any role but Admin an admin by `admission`,
    /// its own membership of this group.
    ///
    /// # Errors
    /// `NotGroupAdmin`, `MemberNotLive` for an admin whose membership expired.
    pub fn check_admin(
        &self,
        group: &Address,
        signer: &Address,
        admission: Option<&Member>,
        changed: MemberRole,
        now: i64,
    ) -> Check {
        if self.authority == *signer {
            return Ok(());
        }
        let admission = admission
            .filter(|_| changed != MemberRole::Admin)
            .filter(|own| own.group == *group && own.subject == *signer)
            .ok_or(RegistryError::NotGroupAdmin)?;
        if now > admission.expires_at.get() {
            return Err(RegistryError::MemberNotLive);
        }
        if !admission.administers(group, signer, now) {
            return Err(RegistryError::NotGroupAdmin);
        }
        Ok(())
    }

    /// One member more.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn count_in(&mut self) -> Check {
        let members = self.members.get().checked_add(1);
        self.members = members.ok_or(RegistryError::Overflow)?.into();
        Ok(())
    }

    /// One member less.
    ///
    /// # Errors
    /// `Overflow`: no caller can cause it.
    pub fn count_out(&mut self) -> Check {
        let members = self.members.get().checked_sub(1);
        self.members = members.ok_or(RegistryError::Overflow)?.into();
        Ok(())
    }

    /// Guards closing.
    ///
    /// # Errors
    /// `GroupNotEmpty`.
    pub fn check_closable(&self) -> Check {
        if self.members.get() != 0 {
            return Err(RegistryError::GroupNotEmpty);
        }
        Ok(())
    }
}

/// What a membership is created with.
#[derive(Clone, Copy, Debug)]
pub struct Admission {
    /// The group.
    pub group: Address,
    /// Who is admitted.
    pub subject: Address,
    /// As what.
    pub role: MemberRole,
    /// Last Unix second of the membership.
    pub expires_at: i64,
}

/// Changes of a membership.
pub trait MemberTransitions {
    /// Fills a new membership.
    ///
    /// # Errors
    /// `ParameterOutOfBounds` unless it ends in the future.
    fn admit(&mut self, admission: &Admission, now: i64) -> Check;
}

impl MemberTransitions for Member {
    fn admit(&mut self, admission: &Admission, now: i64) -> Check {
        check_ahead(admission.expires_at, now)?;
        self.role = admission.role.into();
        self.group = admission.group;
        self.subject = admission.subject;
        self.added_at = now.into();
        self.expires_at = admission.expires_at.into();
        Ok(())
    }
}
