//! The enums of this program, with the values that accounts, arguments and events carry.

use hypernode_common::wire_enum;

wire_enum! {
    /// Whether a market takes jobs.
    pub enum MarketStatus {
        /// Takes posts and acceptances.
        Active = 1,
        /// Takes neither until it is Active again; assigned jobs go on.
        Paused = 2,
        /// Paused for good.
        Closed = 3,
    }
}

wire_enum! {
    /// Whether an offer takes jobs.
    pub enum OfferStatus {
        /// Takes jobs.
        Active = 1,
        /// Takes none.
        Paused = 2,
    }
}

wire_enum! {
    /// Where a job stands.
    pub enum JobState {
        /// Waits for a node.
        Open = 1,
        /// A node took it and has to start.
        Assigned = 2,
        /// The node works on it.
        Running = 3,
        /// The result is in; the challenge window runs.
        Submitted = 4,
        /// The requester objected; validators decide.
        Challenged = 5,
        /// Paid.
        Settled = 6,
        /// The funder got everything back.
        Refunded = 7,
        /// Nobody ended it in time; the funder got everything back.
        Expired = 8,
        /// Taken back by the requester before a node had it.
        Cancelled = 9,
    }
}

wire_enum! {
    /// How a result is checked.
    pub enum Verification {
        /// In the terms of a job: what the market says.
        None = 0,
        /// Acceptance by the requester or the lapse of the challenge window.
        Plain = 1,
        /// A lot decides whether validators look at it.
        Audit = 2,
        /// Several nodes must find the same result.
        Quorum = 3,
        /// The requester commits to an answer it knows.
        Canary = 4,
        /// As Plain; validators compare within a tolerance.
        Fingerprint = 5,
    }
}

wire_enum! {
    /// Where a job comes from.
    pub enum Origin {
        /// A requester posted it.
        Direct = 1,
        /// Paid over HTTP.
        X402 = 2,
        /// Hired from an agent.
        Agent = 3,
        /// Child of a batch.
        Batch = 4,
        /// One of several that must agree.
        Replica = 5,
        /// One of several that share the work.
        Shard = 6,
        /// Made from a template.
        Template = 7,
    }
}

wire_enum! {
    /// Why a job ended, or why its last attempt did.
    pub enum CloseReason {
        /// Not ended.
        None = 0,
        /// Paid after the challenge window or a verdict.
        Settled = 1,
        /// Paid because the requester accepted before the window ended.
        Accepted = 2,
        /// Paid after the requester stopped the run.
        Stopped = 3,
        /// The program ended with an error; a part is paid.
        ProgramFailed = 4,
        /// Cancelled by the requester.
        Cancelled = 5,
        /// No node took it in time.
        QueueTimeout = 6,
        /// The node did not start in time.
        StartTimeout = 7,
        /// The node did not submit in time.
        RunTimeout = 8,
        /// The node gave it back.
        Released = 9,
        /// Validators found the result wrong.
        ChallengeLost = 10,
        /// The audit found the result wrong.
        AuditFailed = 11,
        /// Another result had the majority.
        QuorumMinority = 12,
        /// No result had a majority.
        NoMajority = 13,
    }
}

wire_enum! {
    /// Who asked validators for a verdict.
    pub enum ChallengeKind {
        /// The requester, with a bond.
        Requester = 1,
        /// The audit lot.
        Audit = 2,
    }
}

wire_enum! {
    /// Where a challenge stands.
    pub enum ChallengeStatus {
        /// Waits for the panel.
        Pending = 1,
        /// The panel confirmed the result.
        Valid = 2,
        /// The panel found it wrong.
        Invalid = 3,
        /// Two panels did not decide: the result stands.
        Undecided = 4,
    }
}

wire_enum! {
    /// Where a replica group stands.
    pub enum ReplicasStatus {
        /// Replicas run, commit or reveal.
        Open = 1,
        /// Enough of them revealed the same result.
        Agreed = 2,
        /// No result was revealed often enough.
        Split = 3,
    }
}

wire_enum! {
    /// What a validator found.
    pub enum Verdict {
        /// The seat is free.
        None = 0,
        /// The result is right.
        Valid = 1,
        /// The result is wrong.
        Invalid = 2,
    }
}

wire_enum! {
    /// Why an operator gives a job back.
    pub enum ReleaseReason {
        /// The host needs upkeep.
        Maintenance = 1,
        /// The host failed.
        HostFault = 2,
        /// The job cannot be run as specified.
        SpecFault = 3,
        /// The host has no room.
        Overload = 4,
        /// Anything else.
        Other = 5,
    }
}
