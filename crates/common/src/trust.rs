//! What the registry keeps about trust, as its siblings see it: memberships, peerings, issuers, attestations, and when
//! each of them holds.

use {
    crate::{
        layout::{View, VERSION},
        programs,
        registry::Node,
    },
    anchor_lang::{accounts::SlabSchema, bytemuck, prelude::*},
};

crate::wire_enum! {
    /// What a member of a group may do.
    pub enum MemberRole {
        /// A wallet whose jobs the group's nodes take.
        Requester = 1,
        /// A node that takes the group's jobs.
        Node = 2,
        /// As Requester; may also add and remove members of the two roles above.
        Admin = 3,
    }
}

crate::wire_enum! {
    /// What an attestation says about its subject.
    pub enum Claim {
        /// A node has the hardware of its descriptor.
        Hardware = 1,
        /// A node stands in a data centre.
        Datacentre = 2,
        /// A node stands in its region.
        Region = 3,
        /// A wallet belongs to a person.
        Person = 4,
        /// An image was scanned.
        ImageScan = 5,
        /// A node runs an enclave.
        Enclave = 6,
        /// A key audits.
        Auditor = 7,
    }
}

/// Scope bits of all claims.
pub const SCOPE_MASK: u8 = 0b111_1111;

impl Claim {
    /// Bit of the claim in an issuer's scope: Hardware 1, Datacentre 2, ..., Auditor 64.
    pub const fn scope_bit(self) -> u8 {
        1 << (self as u8 - 1)
    }
}

crate::shared_account! {
    /// A subject's place in a group: `["member", group, subject]`.
    pub struct Member, owner = programs::REGISTRY.id, size = 139 {
        /// `MemberRole`.
        pub role: PodMemberRole,
        /// The group.
        pub group: Address,
        /// A wallet, or for role Node the node's account.
        pub subject: Address,
        /// Unix seconds of the admission.
        pub added_at: PodI64,
        /// Last Unix second of the membership.
        pub expires_at: PodI64,
    }
}

impl Member {
    /// Whether it makes `subject` a member of `group` at `now`.
    fn holds(&self, group: &Address, subject: &Address, now: i64) -> bool {
        self.group == *group && self.subject == *subject && now <= self.expires_at.get()
    }

    /// Whether the wallet `subject` may post to the nodes of `group` at `now`.
    pub fn admits_requester(&self, group: &Address, subject: &Address, now: i64) -> bool {
        self.holds(group, subject, now) && self.role != MemberRole::Node
    }

    /// Whether the node at `address` may take the jobs of `group` at `now`. The admission is of the node's present
    /// life: one that was closed and registered anew has to be admitted anew.
    pub fn admits_node(&self, group: &Address, address: &Address, node: &Node, now: i64) -> bool {
        self.holds(group, address, now)
            && self.role == MemberRole::Node
            && self.added_at.get() >= node.registered_at.get()
    }

    /// Whether the wallet `subject` may add and remove members of `group` at `now`.
    pub fn administers(&self, group: &Address, subject: &Address, now: i64) -> bool {
        self.holds(group, subject, now) && self.role == MemberRole::Admin
    }
}

crate::shared_account! {
    /// Consent of a node and a requester to work together: `["peering", node, requester]`.
    pub struct Peering, owner = programs::REGISTRY.id, size = 146 {
        /// The node's account.
        pub node: Address,
        /// The requester.
        pub requester: Address,
        /// Unix seconds at which the node's authority signed; 0 = not yet.
        pub node_signed_at: PodI64,
        /// Unix seconds at which the requester signed; 0 = not yet.
        pub requester_signed_at: PodI64,
        /// Last Unix second of the peering.
        pub expires_at: PodI64,
    }
}

impl Peering {
    /// Whether both sides signed and the peering lets `requester` use the node at `address` at `now`. The node's
    /// signature is of its present life, as with memberships.
    pub fn admits(&self, address: &Address, node: &Node, requester: &Address, now: i64) -> bool {
        self.node == *address
            && self.requester == *requester
            && self.requester_signed_at.get() != 0
            && self.node_signed_at.get() != 0
            && self.node_signed_at.get() >= node.registered_at.get()
            && now <= self.expires_at.get()
    }
}

crate::shared_account! {
    /// A key that may attest: `["issuer", authority]`.
    pub struct Issuer, owner = programs::REGISTRY.id, size = 148 {
        /// Claims it may attest; bits of [`Claim::scope_bit`].
        pub scope: u8,
        /// Issuers above it, 0..3.
        pub depth: u8,
        /// The key that attests.
        pub authority: Address,
        /// The issuer that registered it; zero = the authority of the Config did.
        pub parent: Address,
        /// Unix seconds of its registration.
        pub registered_at: PodI64,
        /// Last Unix second at which it may be trusted.
        pub expires_at: PodI64,
        /// Unix seconds of its revocation; 0 = not revoked.
        pub revoked_at: PodI64,
    }
}

impl Issuer {
    /// Whether it is neither revoked nor expired itself; [`Issuer::is_trusted`] asks its ancestors too.
    pub fn is_live(&self, now: i64) -> bool {
        self.revoked_at.get() == 0 && now <= self.expires_at.get()
    }

    /// Whether it and every issuer above it are live at `now`; `ancestors` are its parent, the parent's parent and so
    /// on up to the root.
    ///
    /// An ancestor registered after its child is another life of the same key and vouches for nobody of the former.
    pub fn is_trusted(&self, ancestors: &[AccountView], now: i64) -> bool {
        let mut trusted = self.is_live(now);
        let (mut parent, mut child_since) = (self.parent, self.registered_at.get());
        for account in ancestors {
            if !trusted || parent == Address::default() {
                break;
            }
            let Some(issuer) = open_view::<Issuer>(account) else {
                return false;
            };
            trusted = *account.address() == parent
                && issuer.is_live(now)
                && issuer.registered_at.get() <= child_since;
            (parent, child_since) = (issuer.parent, issuer.registered_at.get());
        }
        trusted && parent == Address::default()
    }
}

crate::shared_account! {
    /// What an issuer says about a subject: `["attestation", issuer, subject, claim]`.
    pub struct Attestation, owner = programs::REGISTRY.id, size = 179 {
        /// `Claim`.
        pub claim: PodClaim,
        /// The issuer's account.
        pub issuer: Address,
        /// Node account, wallet or other key that it is about.
        pub subject: Address,
        /// Digest of the evidence; of a Hardware claim the node's descriptor digest.
        pub claim_digest: [u8; 32],
        /// Unix seconds of its issue.
        pub issued_at: PodI64,
        /// Last Unix second at which it holds.
        pub expires_at: PodI64,
        /// Unix seconds of its revocation; 0 = not revoked.
        pub revoked_at: PodI64,
    }
}

impl Attestation {
    /// Whether it is neither revoked nor expired itself; [`Attestation::holds`] asks its issuer too.
    pub fn is_live(&self, now: i64) -> bool {
        self.revoked_at.get() == 0 && now <= self.expires_at.get()
    }

    /// Whether it says `claim` about `subject` at `now` and may still be believed; `issuers` are its issuer and then
    /// that issuer's ancestors up to the root.
    pub fn holds(
        &self,
        claim: Claim,
        subject: &Address,
        issuers: &[AccountView],
        now: i64,
    ) -> bool {
        let Some((account, ancestors)) = issuers.split_first() else {
            return false;
        };
        let Some(issuer) = open_view::<Issuer>(account) else {
            return false;
        };
        self.claim == claim
            && self.subject == *subject
            && self.is_live(now)
            && *account.address() == self.issuer
            && issuer.scope & claim.scope_bit() != 0
            && issuer.registered_at.get() <= self.issued_at.get()
            && issuer.is_trusted(ancestors, now)
    }

    /// Whether a Hardware attestation still describes the node it is about: its digest is the node's descriptor digest.
    pub fn describes(&self, address: &Address, node: &Node) -> bool {
        self.subject == *address && self.claim_digest == node.descriptor_digest
    }
}

/// The account of type `T` in an unchecked slot; none where owner, length, discriminator or layout version is another.
///
/// Only its owner writes it and only at its own address, so the ids in its fields tell which account it is.
pub fn open_view<T>(account: &AccountView) -> Option<Account<View<T>>>
where
    T: bytemuck::Pod + SlabSchema,
{
    let view = <Account<View<T>> as AnchorAccount>::load(*account).ok()?;
    // Every layout begins with its version.
    (bytemuck::bytes_of::<View<T>>(&view).first() == Some(&VERSION)).then_some(view)
}
