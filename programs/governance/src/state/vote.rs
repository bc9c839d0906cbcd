//! One position's vote.

use {
    super::{Choice, PodChoice},
    anchor_lang::prelude::*,
    hypernode_common::program_account,
};

program_account! {
    /// Vote of a position: `["vote", proposal, position]`. Its existence is what makes a position vote once.
    pub struct Vote, size = 147 {
        /// What it says.
        pub choice: PodChoice,
        /// The proposal.
        pub proposal: Address,
        /// The position.
        pub position: Address,
        /// Weight it counted with, that of the snapshot.
        pub weight: PodU128,
        /// Unix seconds.
        pub at: PodI64,
    }
}

impl Vote {
    /// Fills a new vote.
    pub fn record(
        &mut self,
        proposal: Address,
        position: Address,
        choice: Choice,
        weight: u128,
        at: i64,
    ) {
        self.choice = choice.into();
        self.proposal = proposal;
        self.position = position;
        self.weight = weight.into();
        self.at = at.into();
    }
}
