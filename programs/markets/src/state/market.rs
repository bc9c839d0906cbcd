//! A market: the price and the rules of one class of work.

use {
    super::{MarketStatus, PodMarketStatus, PodVerification, Verification},
    crate::error::MarketsError,
    anchor_lang::prelude::*,
    hypernode_common::{
        program_account,
        requirements::{PodRequirements, Requirements},
    },
};

/// What a market asks of every job in it. Later posts are bound by a change, earlier ones keep their copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct MarketTerms {
    /// How results are checked ([`Verification`]) unless the job says otherwise.
    pub verification: u8,
    /// What a node must have at least; `stake_tier` at least 1.
    pub requirements: Requirements,
    /// Least price, base units a second, at least 1.
    pub price_min: u64,
    /// Shortest run a job may ask for, seconds, at least 1; a stopped run is billed this much.
    pub min_duration_seconds: u32,
    /// Longest run, seconds, up to 30 days.
    pub max_duration_seconds: u32,
    /// How long a job waits for a node, seconds, 60 to 604,800.
    pub queue_timeout_seconds: u32,
    /// How long a node may take to start, seconds, 10 to 3,600.
    pub start_grace_seconds: u32,
    /// How long it may take to submit after the run, seconds, 30 to 86,400.
    pub submit_grace_seconds: u32,
    /// How long the requester may object, seconds, 60 to 604,800.
    pub challenge_window_seconds: u32,
    /// Part of the price a failed run pays, basis points, 5,000 to 10,000.
    pub failed_pay_bps: u16,
}

impl MarketTerms {
    /// Checks every bound.
    ///
    /// # Errors
    /// `VerificationNotAvailable`, `ParameterOutOfBounds`.
    pub fn validate(&self) -> Result<()> {
        let verification = Verification::from_u8(self.verification);
        require!(
            verification.is_some_and(|kind| kind != Verification::None),
            MarketsError::VerificationNotAvailable
        );
        let within = self.requirements.is_valid()
            && self.requirements.stake_tier >= 1
            && self.price_min >= 1
            && self.min_duration_seconds >= 1
            && self.min_duration_seconds <= self.max_duration_seconds
            && self.max_duration_seconds <= 2_592_000
            && (60..=604_800).contains(&self.queue_timeout_seconds)
            && (10..=3_600).contains(&self.start_grace_seconds)
            && (30..=86_400).contains(&self.submit_grace_seconds)
            && (60..=604_800).contains(&self.challenge_window_seconds)
            && (5_000..=10_000).contains(&self.failed_pay_bps);
        require!(within, MarketsError::ParameterOutOfBounds);
        Ok(())
    }
}

program_account! {
    /// The account at `["market", id]`.
    pub struct Market, size = 166 {
        /// Whether it takes jobs.
        pub status: PodMarketStatus,
        /// How results are checked unless the job says otherwise.
        pub verification: PodVerification,
        /// Sixteen raw bytes, not all zero.
        pub id: [u8; 16],
        /// Key that created it.
        pub creator: Address,
        /// What a node must have at least.
        pub requirements: PodRequirements,
        /// Least price, base units a second.
        pub price_min: PodU64,
        /// Shortest run, seconds.
        pub min_duration_seconds: PodU32,
        /// Longest run, seconds.
        pub max_duration_seconds: PodU32,
        /// How long a job waits for a node, seconds.
        pub queue_timeout_seconds: PodU32,
        /// How long a node may take to start, seconds.
        pub start_grace_seconds: PodU32,
        /// How long it may take to submit after the run, seconds.
        pub submit_grace_seconds: PodU32,
        /// How long the requester may object, seconds.
        pub challenge_window_seconds: PodU32,
        /// Part of the price a failed run pays, basis points.
        pub failed_pay_bps: PodU16,
    }
}

impl Market {
    /// The terms as they are stored.
    pub fn terms(&self) -> MarketTerms {
        MarketTerms {
            verification: self.verification.0,
            requirements: self.requirements.into(),
            price_min: self.price_min.get(),
            min_duration_seconds: self.min_duration_seconds.get(),
            max_duration_seconds: self.max_duration_seconds.get(),
            queue_timeout_seconds: self.queue_timeout_seconds.get(),
            start_grace_seconds: self.start_grace_seconds.get(),
            submit_grace_seconds: self.submit_grace_seconds.get(),
            challenge_window_seconds: self.challenge_window_seconds.get(),
            failed_pay_bps: self.failed_pay_bps.get(),
        }
    }

    /// Replaces the terms of later posts.
    ///
    /// # Errors
    /// `MarketClosed`, and those of [`MarketTerms::validate`].
    pub fn set_terms(&mut self, terms: &MarketTerms) -> Result<()> {
        require!(
            self.status != MarketStatus::Closed,
            MarketsError::MarketClosed
        );
        terms.validate()?;
        self.store(terms);
        Ok(())
    }

    /// Writes terms that were checked.
    pub fn store(&mut self, terms: &MarketTerms) {
        self.verification = PodVerification(terms.verification);
        self.requirements = terms.requirements.into();
        self.price_min = terms.price_min.into();
        self.min_duration_seconds = terms.min_duration_seconds.into();
        self.max_duration_seconds = terms.max_duration_seconds.into();
        self.queue_timeout_seconds = terms.queue_timeout_seconds.into();
        self.start_grace_seconds = terms.start_grace_seconds.into();
        self.submit_grace_seconds = terms.submit_grace_seconds.into();
        self.challenge_window_seconds = terms.challenge_window_seconds.into();
        self.failed_pay_bps = terms.failed_pay_bps.into();
    }

    /// Opens, pauses or closes the market.
    ///
    /// # Errors
    /// `MarketClosed`: closing is final.
    pub fn set_status(&mut self, status: MarketStatus) -> Result<()> {
        require!(
            self.status != MarketStatus::Closed,
            MarketsError::MarketClosed
        );
        self.status = status.into();
        Ok(())
    }

    /// Demands a market that takes jobs.
    ///
    /// # Errors
    /// `MarketNotActive`.
    pub fn require_active(&self) -> Result<()> {
        require!(
            self.status == MarketStatus::Active,
            MarketsError::MarketNotActive
        );
        Ok(())
    }
}
