//! What happened to templates; conventions as in `events`.

use {
    crate::{events::JobRecord, state::TemplateTerms},
    anchor_lang::prelude::*,
};

/// A template was published (60).
#[event]
pub struct TemplatePublished {
    /// The template.
    pub template: Address,
    /// Its counter.
    pub template_changes: u32,
    /// Who published it.
    pub publisher: Address,
    /// Sixteen raw bytes.
    pub id: [u8; 16],
    /// Version.
    pub template_version: u16,
    /// Terms.
    pub terms: TemplateTerms,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot; also `published_slot`.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A template was yanked (61).
#[event]
pub struct TemplateYanked {
    /// The template.
    pub template: Address,
    /// Its counter.
    pub template_changes: u32,
    /// Yanked before.
    pub yanked_before: bool,
    /// Yanked after.
    pub yanked_after: bool,
    /// Day of the yank before; 0 = none.
    pub yanked_day_before: u16,
    /// Day of the yank after.
    pub yanked_day_after: u16,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A template was rated by a requester whose job of it was settled (62).
#[event]
pub struct TemplateRated {
    /// The template.
    pub template: Address,
    /// Its counter.
    pub template_changes: u32,
    /// The rating.
    pub rating: Address,
    /// Its counter.
    pub rating_changes: u32,
    /// Who rates.
    pub requester: Address,
    /// The settled job.
    pub job: Address,
    /// One to five.
    pub stars: u8,
    /// Sum of all stars before.
    pub stars_sum_before: u64,
    /// Sum of all stars after.
    pub stars_sum_after: u64,
    /// Ratings before.
    pub stars_count_before: u32,
    /// Ratings after.
    pub stars_count_after: u32,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot; also `rated_slot`.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A template was closed (66).
#[event]
pub struct TemplateClosed {
    /// The template.
    pub template: Address,
    /// Its counter.
    pub template_changes: u32,
    /// Who published it.
    pub publisher: Address,
    /// Sixteen raw bytes.
    pub id: [u8; 16],
    /// Version, free again.
    pub template_version: u16,
    /// Who signed.
    pub signer: Address,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A rating was closed (67).
#[event]
pub struct RatingClosed {
    /// The rating.
    pub rating: Address,
    /// Its counter.
    pub rating_changes: u32,
    /// The template.
    pub template: Address,
    /// Who rated.
    pub requester: Address,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A job was posted from a template (20), which is the parent in its terms.
#[event]
pub struct JobPostedFromTemplate {
    /// The job.
    pub job: Address,
    /// Its counter.
    pub job_changes: u32,
    /// Every stored term.
    pub terms: JobRecord,
    /// The escrow.
    pub escrow: Address,
    /// Account the deposit came from.
    pub funder_token: Address,
    /// Cap and verification fee, moved into the escrow.
    pub deposit: u64,
    /// Counter of the template.
    pub template_changes: u32,
    /// Jobs posted from the template before.
    pub uses_before: u64,
    /// Jobs posted from the template after.
    pub uses_after: u64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}
