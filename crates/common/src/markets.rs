//! Markets as slashing sees it: the Fault a job leaves behind.

use {crate::programs, anchor_lang::prelude::*};

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
