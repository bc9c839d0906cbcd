//! The enums of this program, with the values that accounts, arguments and events carry.

use hypernode_common::wire_enum;

wire_enum! {
    /// Where a proposal stands.
    pub enum ProposalStatus {
        /// Takes payloads.
        Draft = 1,
        /// Takes votes.
        Active = 2,
        /// Won its vote.
        Succeeded = 3,
        /// Lost its vote, or too few took part.
        Defeated = 4,
        /// Waits for its timelock, then is executed.
        Queued = 5,
        /// Every payload was executed.
        Executed = 6,
        /// Withdrawn by its proposer or vetoed.
        Cancelled = 7,
        /// Not queued or not executed in time.
        Expired = 8,
    }
}

wire_enum! {
    /// What a proposal may contain.
    pub enum ProposalKind {
        /// Words only.
        Text = 1,
        /// Replaces parameters of our programs.
        Parameter = 2,
        /// Spends from the treasury.
        TreasurySpend = 3,
        /// Calls the upgradeable loader, after the longer timelock.
        Upgrade = 4,
        /// Calls anything but the upgradeable loader.
        Generic = 5,
        /// Replaces guardians, switches their veto, ends a pause; cannot be vetoed.
        Guardian = 6,
    }
}

wire_enum! {
    /// What a vote says.
    pub enum Choice {
        /// Wants the proposal.
        For = 1,
        /// Does not.
        Against = 2,
        /// Counts for the quorum only.
        Abstain = 3,
    }
}
