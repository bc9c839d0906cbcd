//! An offer: the standing signature of an operator for one market.

use {
    super::{OfferStatus, PodOfferStatus},
    crate::error::MarketsError,
    anchor_lang::prelude::*,
    hypernode_common::{program_account, registry::Node},
};

/// What an offer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct OfferTerms {
    /// Active or Paused ([`OfferStatus`]).
    pub status: u8,
    /// Whether a requester may post straight to it.
    pub auto_accept: bool,
    /// Runs of the node up to which it takes more, at least 1.
    pub slots: u16,
    /// Price asked, base units a second, at least the node's floor.
    pub price_per_second: u64,
    /// Shortest run it takes, seconds, at least 1.
    pub min_duration_seconds: u32,
    /// Longest run it takes, seconds.
    pub max_duration_seconds: u32,
}

impl OfferTerms {
    /// Checks every bound; `price_floor` is the node's.
    ///
    /// # Errors
    /// `InvalidOffer`.
    pub fn validate(&self, price_floor: u64) -> Result<()> {
        let within = OfferStatus::from_u8(self.status).is_some()
            && self.slots >= 1
            && self.price_per_second >= price_floor
            && self.min_duration_seconds >= 1
            && self.min_duration_seconds <= self.max_duration_seconds;
        require!(within, MarketsError::InvalidOffer);
        Ok(())
    }
}

program_account! {
    /// The account at `["offer", market, node]`.
    pub struct Offer, size = 150 {
        /// Whether it takes jobs.
        pub status: PodOfferStatus,
        /// Whether a requester may post straight to it.
        pub auto_accept: PodBool,
        /// The market it stands in.
        pub market: Address,
        /// The node it offers.
        pub node: Address,
        /// Runs of the node up to which it takes more.
        pub slots: PodU16,
        /// Price asked, base units a second.
        pub price_per_second: PodU64,
        /// Shortest run it takes, seconds.
        pub min_duration_seconds: PodU32,
        /// Longest run it takes, seconds.
        pub max_duration_seconds: PodU32,
        /// Unix seconds of the last publication or update.
        pub updated_at: PodI64,
    }
}

impl Offer {
    /// The terms as they are stored.
    pub fn terms(&self) -> OfferTerms {
        OfferTerms {
            status: self.status.0,
            auto_accept: self.auto_accept.get(),
            slots: self.slots.get(),
            price_per_second: self.price_per_second.get(),
            min_duration_seconds: self.min_duration_seconds.get(),
            max_duration_seconds: self.max_duration_seconds.get(),
        }
    }

    /// Whether the offer was made before the node's registration: its signature was another node's.
    pub fn is_older_than(&self, node: &Node) -> bool {
        self.updated_at < node.registered_at
    }

    /// Writes terms that were checked.
    pub fn store(&mut self, terms: &OfferTerms, now: i64) {
        self.status = PodOfferStatus(terms.status);
        self.auto_accept = terms.auto_accept.into();
        self.slots = terms.slots.into();
        self.price_per_second = terms.price_per_second.into();
        self.min_duration_seconds = terms.min_duration_seconds.into();
        self.max_duration_seconds = terms.max_duration_seconds.into();
        self.updated_at = now.into();
    }

    /// Whether the offer takes a run now, in the order of the eligibility table.
    ///
    /// # Errors
    /// `OfferNotAutomatic`, `OfferFull`, `DurationRefused`, `PriceMoved`.
    pub fn take(
        &self,
        active_runs: u16,
        max_run_seconds: u32,
        max_price_per_second: u64,
    ) -> Result<()> {
        require!(
            self.status == OfferStatus::Active && self.auto_accept.get(),
            MarketsError::OfferNotAutomatic
        );
        require!(active_runs < self.slots.get(), MarketsError::OfferFull);
        require!(
            (self.min_duration_seconds.get()..=self.max_duration_seconds.get())
                .contains(&max_run_seconds),
            MarketsError::DurationRefused
        );
        require!(
            self.price_per_second.get() <= max_price_per_second,
            MarketsError::PriceMoved
        );
        Ok(())
    }
}
