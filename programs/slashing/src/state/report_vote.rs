//! One validator's word on a report.

use {
    super::{PodVoteKind, VoteKind},
    crate::error::SlashingError,
    anchor_lang::prelude::*,
};

hypernode_common::program_account! {
    /// A vote: `["report_vote", report, validator]`, so nobody votes twice.
    pub struct ReportVote, size = 125 {
        /// `VoteKind`.
        pub vote: PodVoteKind,
        /// 1 = panel, 2 = appeal.
        pub round: u8,
        /// The report.
        pub report: Address,
        /// Owner key of the validator.
        pub validator: Address,
        /// Whether its fee was paid.
        pub paid: PodBool,
    }
}

impl ReportVote {
    /// Fills a new vote.
    pub fn cast(&mut self, vote: VoteKind, round: u8, report: Address, validator: Address) {
        self.vote = vote.into();
        self.round = round;
        self.report = report;
        self.validator = validator;
        self.paid = false.into();
    }

    /// Marks the fee as paid, once.
    ///
    /// # Errors
    /// `FeePaid`.
    pub fn pay(&mut self) -> core::result::Result<(), SlashingError> {
        if self.paid.get() {
            return Err(SlashingError::FeePaid);
        }
        self.paid = true.into();
        Ok(())
    }
}
