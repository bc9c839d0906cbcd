//! The enums of this program, with the values that accounts, arguments and events carry.

use hypernode_common::wire_enum;

wire_enum! {
    /// Where a report stands.
    pub enum ReportStatus {
        /// A panel votes.
        Pending = 1,
        /// Found true; the subject may appeal.
        Confirmed = 2,
        /// All validators vote anew.
        Appealed = 3,
        /// Upheld on appeal.
        Final = 4,
        /// Positions are slashed one by one.
        Executing = 5,
        /// Everything was slashed.
        Executed = 6,
        /// Found untrue, or pardoned.
        Dismissed = 7,
        /// The panel did not decide.
        Lapsed = 8,
    }
}

wire_enum! {
    /// What a report rests on.
    pub enum ReportSource {
        /// The votes of a panel.
        Vote = 1,
        /// The age of the last heartbeat.
        Offline = 2,
        /// A fault that markets recorded.
        Fault = 3,
        /// A proven contradiction; reserved, nothing opens such a report yet.
        Proof = 4,
    }
}

wire_enum! {
    /// What a validator says of a report.
    pub enum VoteKind {
        /// It is true.
        For = 1,
        /// It is not.
        Against = 2,
    }
}
