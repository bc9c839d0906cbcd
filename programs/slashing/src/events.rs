//! What happened, complete enough to rebuild every account from events alone.

use {
    crate::state::{Report, ReportState, SlashingParams, State, Sums},
    anchor_lang::prelude::*,
};

/// Declares how one account changed: its key, its counter after the event, its state before and after.
macro_rules! change {
    ($(#[$doc:meta])* $name:ident, $account:ident, $state:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
        )]
        pub struct $name {
            /// The account.
            pub key: Address,
            /// Events that changed it, this one included.
            pub changes: u32,
            /// Before; zero for an account this event created.
            pub before: $state,
            /// After.
            pub after: $state,
        }

        impl $name {
            /// Counts the event on an account that was `before`.
            pub fn of(account: &mut Account<$account>, before: $state) -> Self {
                Self {
                    key: *account.address(),
                    changes: account.count_change(),
                    before,
                    after: account.state(),
                }
            }
        }
    };
}

change! {
    /// Change of a report.
    ReportChange, Report, ReportState
}
change! {
    /// Change of the sums.
    SumsChange, State, Sums
}

/// What left the bond vault; zero accounts got nothing.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType,
)]
pub struct Payments {
    /// Vault it left.
    pub bond_vault: Address,
    /// To the reporter, base units.
    pub reporter: u64,
    /// Its token account.
    pub reporter_token: Address,
    /// To the accused, base units.
    pub accused: u64,
    /// Its token account.
    pub accused_token: Address,
    /// Burned, base units.
    pub burned: u64,
}

/// Everything of a new report that its later events do not tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct NewReport {
    /// The report.
    pub report: Address,
    /// Its change counter.
    pub report_changes: u32,
    /// `Reason`.
    pub reason: u8,
    /// `ReportSource`.
    pub source: u8,
    /// The accused Node or Validator.
    pub subject: Address,
    /// Its authority.
    pub subject_authority: Address,
    /// Who reported.
    pub reporter: Address,
    /// Digest that is the report's identity.
    pub evidence: [u8; 32],
    /// What the reason costs, basis points.
    pub bps: u16,
    /// Bond, base units.
    pub bond: u64,
    /// Unix seconds.
    pub opened_at: i64,
    /// Validators named by the fault; zero = none.
    pub fault_voters: [Address; 3],
    /// `ReportStatus`; what else can change is still zero.
    pub status: u8,
    /// Unix seconds of the confirmation; 0 where a panel votes.
    pub confirmed_at: i64,
    /// Slot the draw aims at; 0 where nobody votes.
    pub target_slot: u64,
    /// Who paid the rent.
    pub rent_payer: Address,
}

/// Slashing exists.
#[event]
pub struct Initialized {
    pub config: Address,
    pub config_changes: u32,
    pub state: Address,
    pub state_changes: u32,
    pub authority: Address,
    pub guardian: Address,
    pub mint: Address,
    pub params: SlashingParams,
    pub slash_vault: Address,
    pub bond_vault: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// Somebody accuses a node or validator, with a bond; a panel votes.
#[event]
pub struct SubjectReported {
    pub report: NewReport,
    /// Digest of what the reporter shows to the panel.
    pub shown: [u8; 32],
    pub sums: SumsChange,
    pub reporter_token: Address,
    pub bond_vault: Address,
    pub slot: u64,
    pub at: i64,
}

/// A node was silent for too long.
#[event]
pub struct OfflineReported {
    pub report: NewReport,
    pub last_heartbeat_at: i64,
    pub slot: u64,
    pub at: i64,
}

/// A node failed a job, as markets recorded.
#[event]
pub struct FaultReported {
    pub report: NewReport,
    pub fault: Address,
    pub kind: u8,
    pub slot: u64,
    pub at: i64,
}

/// The panel was drawn, or its draw aimed at a later slot.
#[event]
pub struct PanelDrawn {
    pub report: ReportChange,
    pub slot: u64,
    pub at: i64,
}

/// A validator voted in the first round.
#[event]
pub struct ReportVoted {
    pub report: Address,
    pub report_changes: u32,
    pub report_vote: Address,
    pub report_vote_changes: u32,
    pub validator: Address,
    pub vote: u8,
    pub confirms_before: u8,
    pub confirms_after: u8,
    pub rejects_before: u8,
    pub rejects_after: u8,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// The first round ended.
#[event]
pub struct ReportFinalised {
    pub report: ReportChange,
    pub sums: SumsChange,
    pub payments: Payments,
    pub slot: u64,
    pub at: i64,
}

/// The subject appealed.
#[event]
pub struct ReportAppealed {
    pub report: ReportChange,
    pub sums: SumsChange,
    pub bond: u64,
    pub appellant_token: Address,
    pub bond_vault: Address,
    pub slot: u64,
    pub at: i64,
}

/// A validator voted on an appeal.
#[event]
pub struct AppealVoted {
    pub report: Address,
    pub report_changes: u32,
    pub report_vote: Address,
    pub report_vote_changes: u32,
    pub validator: Address,
    pub vote: u8,
    pub upholds_before: u8,
    pub upholds_after: u8,
    pub overturns_before: u8,
    pub overturns_after: u8,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// The appeal ended.
#[event]
pub struct AppealFinalised {
    pub report: ReportChange,
    pub sums: SumsChange,
    pub payments: Payments,
    pub slot: u64,
    pub at: i64,
}

/// The authority forgave.
#[event]
pub struct ReportPardoned {
    pub report: ReportChange,
    pub sums: SumsChange,
    pub payments: Payments,
    pub slot: u64,
    pub at: i64,
}

/// The node was penalised, and slashing begins as far as the cap lets it.
#[event]
pub struct ExecutionOpened {
    pub report: ReportChange,
    pub sums: SumsChange,
    pub payments: Payments,
    /// Unix seconds the node is suspended until; 0 = not suspended.
    pub suspend_until: i64,
    pub slot: u64,
    pub at: i64,
}

/// One position was slashed and its slash split.
#[event]
pub struct ReportExecuted {
    pub report: ReportChange,
    pub sums: SumsChange,
    pub position: Address,
    pub amount: u64,
    pub burned: u64,
    pub treasury: u64,
    pub reporter: u64,
    pub voters: u64,
    pub slash_vault: Address,
    pub treasury_token: Address,
    /// What the end of the report paid; nothing while positions are left.
    pub payments: Payments,
    pub slot: u64,
    pub at: i64,
}

/// A voter of the side that was right took its share.
#[event]
pub struct VoteFeeClaimed {
    pub report: ReportChange,
    pub sums: SumsChange,
    /// The vote; zero for a voter that the fault names.
    pub report_vote: Address,
    pub report_vote_changes: u32,
    pub voter: Address,
    pub amount: u64,
    pub bond_vault: Address,
    pub voter_token: Address,
    pub slot: u64,
    pub at: i64,
}

/// A report closed; what named voters left was burned.
#[event]
pub struct ReportClosed {
    pub report: Address,
    pub report_changes: u32,
    pub sums: SumsChange,
    pub burned: u64,
    pub bond_vault: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}

/// The vote on an ended report closed; a share never claimed was burned.
#[event]
pub struct ReportVoteClosed {
    pub report: ReportChange,
    pub sums: SumsChange,
    pub report_vote: Address,
    pub report_vote_changes: u32,
    pub burned: u64,
    pub bond_vault: Address,
    pub rent_payer: Address,
    pub slot: u64,
    pub at: i64,
}
