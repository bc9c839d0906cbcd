//! Markets as its siblings see it: the Fault a job leaves behind, and the genesis hash its Config holds.

use {
    crate::{config::ConfigHead, programs},
    anchor_lang::prelude::*,
};

crate::wire_enum! {
    /// What a node did wrong on a job.
    pub enum FaultKind {
        /// Never started.
        StartTimeout = 1,
        /// Never submitted.
        RunTimeout = 2,
        /// Its result was found invalid.
        ChallengeLost = 3,
        /// Its result was found invalid by an audit.
        AuditFailed = 4,
        /// Its result differed from the majority.
        QuorumMinority = 5,
    }
}

crate::shared_account! {
    /// Evidence against a node: `["fault", job, posted_slot, attempt]`.
    pub struct Fault, owner = programs::MARKETS.id, size = 236 {
        /// `FaultKind`.
        pub kind: PodFaultKind,
        /// Attempt it happened in.
        pub attempt: u8,
        /// The job.
        pub job: Address,
        /// The node.
        pub node: Address,
        /// Slot of the job's post.
        pub posted_slot: PodU64,
        /// Unix seconds.
        pub at: PodI64,
        /// Validators who found it; zero = none.
        pub voters: [Address; 3],
    }
}

/// The start of markets' Config, as far as its siblings read it: `["config"]`.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct ConfigStart {
    /// Layout version, 1.
    pub version: u8,
    bump: u8,
    head: ConfigHead,
    treasury: Address,
    market_admin: Address,
    /// Genesis hash of the cluster.
    pub genesis: [u8; 32],
}

// SAFETY: repr(C), every field Pod and of alignment 1, so there is no padding.
unsafe impl anchor_lang::bytemuck::Pod for ConfigStart {}
// SAFETY: as above.
unsafe impl anchor_lang::bytemuck::Zeroable for ConfigStart {}

impl anchor_lang::Owner for ConfigStart {
    const OWNER: Address = programs::MARKETS.id;
}

impl anchor_lang::Discriminator for ConfigStart {
    const DISCRIMINATOR: &'static [u8] = &crate::layout::account_discriminator("Config");
}
