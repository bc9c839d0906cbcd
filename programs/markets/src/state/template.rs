//! A template: an image or a specification that others run, and what its publisher earns by it.

use {
    super::{Job, JobDigests},
    crate::{
        constants::{DAY_SECONDS, MAX_STARS, TEMPLATE_KEPT_DAYS},
        error::MarketsError,
    },
    anchor_lang::prelude::*,
    hypernode_common::{math::add, program_account},
};

/// What a template fixes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct TemplateTerms {
    /// Digest of the image every job must name; zero = any.
    pub image_digest: [u8; 32],
    /// Digest of the specification every job must name; zero = any, but not both.
    pub spec_digest: [u8; 32],
    /// Part of the operator's gross for the publisher, basis points, at most the Config's `max_royalty_bps`.
    pub royalty_bps: u16,
}

impl TemplateTerms {
    /// Checks every bound.
    ///
    /// # Errors
    /// `ZeroDigest` when nothing is fixed, `RoyaltyTooHigh`.
    pub fn validate(&self, max_royalty_bps: u16) -> Result<()> {
        require!(
            self.image_digest != [0; 32] || self.spec_digest != [0; 32],
            MarketsError::ZeroDigest
        );
        require!(
            self.royalty_bps <= max_royalty_bps,
            MarketsError::RoyaltyTooHigh
        );
        Ok(())
    }
}

program_account! {
    /// The account at `["template", publisher, id, version]`. What it fixes never changes; a correction is a new
    /// version.
    pub struct Template, size = 195 {
        /// Takes no new jobs; earlier ones pay their royalty.
        pub yanked: PodBool,
        /// Who published it and earns the royalty.
        pub publisher: Address,
        /// Sixteen raw bytes, not all zero, the same for all versions.
        pub id: [u8; 16],
        /// Version, chosen by the publisher.
        pub template_version: PodU16,
        /// Digest of the image every job must name; zero = any.
        pub image_digest: [u8; 32],
        /// Digest of the specification every job must name; zero = any.
        pub spec_digest: [u8; 32],
        /// Part of the operator's gross for the publisher, basis points.
        pub royalty_bps: PodU16,
        /// Jobs posted from it.
        pub uses: PodU64,
        /// Sum of the stars of all ratings.
        pub stars_sum: PodU64,
        /// Ratings.
        pub stars_count: PodU32,
    } later {
        /// Slot of the publication: jobs posted before it are of an earlier template at the same address.
        pub published_slot: PodU64,
        /// UTC day of the yank, Unix seconds / 86,400; 0 = not yanked.
        pub yanked_day: PodU16,
    } reserved = 2
}

/// UTC day of a Unix second.
fn day_of(at: i64) -> Result<u16> {
    let seconds = u64::try_from(at).map_err(|_| MarketsError::Overflow)?;
    Ok(u16::try_from(seconds / DAY_SECONDS).map_err(|_| MarketsError::Overflow)?)
}

impl Template {
    /// Writes terms that were checked.
    pub fn store(&mut self, terms: &TemplateTerms) {
        self.image_digest = terms.image_digest;
        self.spec_digest = terms.spec_digest;
        self.royalty_bps = terms.royalty_bps.into();
    }

    /// The terms as they are stored.
    pub fn terms(&self) -> TemplateTerms {
        TemplateTerms {
            image_digest: self.image_digest,
            spec_digest: self.spec_digest,
            royalty_bps: self.royalty_bps.get(),
        }
    }

    /// Demands a template that takes jobs.
    ///
    /// # Errors
    /// `TemplateYanked`.
    pub fn require_live(&self) -> Result<()> {
        require!(!self.yanked.get(), MarketsError::TemplateYanked);
        Ok(())
    }

    /// One more job, whose digests and royalty are what the template fixes. A royalty published under a higher limit
    /// than today's is refused.
    ///
    /// # Errors
    /// `TemplateYanked`, `TemplateMismatch`, `RoyaltyTooHigh`.
    pub fn count_use(
        &mut self,
        digests: &JobDigests,
        royalty_bps: u16,
        max_royalty_bps: u16,
    ) -> Result<()> {
        self.require_live()?;
        let fixed = |own: &[u8; 32], asked: &[u8; 32]| *own == [0; 32] || own == asked;
        let fits = fixed(&self.image_digest, &digests.image)
            && fixed(&self.spec_digest, &digests.spec)
            && self.royalty_bps.get() == royalty_bps;
        require!(fits, MarketsError::TemplateMismatch);
        require!(royalty_bps <= max_royalty_bps, MarketsError::RoyaltyTooHigh);
        self.uses = add(self.uses.get(), 1).map_err(MarketsError::from)?.into();
        Ok(())
    }

    /// No new jobs and ratings from now on.
    ///
    /// # Errors
    /// `TemplateYanked`, `Overflow` in the year 2149.
    pub fn yank(&mut self, now: i64) -> Result<()> {
        self.require_live()?;
        self.yanked = true.into();
        self.yanked_day = day_of(now)?.into();
        Ok(())
    }

    /// Demands a template that is off the shelf.
    ///
    /// # Errors
    /// `TemplateNotYanked`.
    pub fn require_yanked(&self) -> Result<()> {
        require!(self.yanked.get(), MarketsError::TemplateNotYanked);
        Ok(())
    }

    /// Demands a template that was yanked so long ago that no job posted from it still owes its royalty.
    ///
    /// # Errors
    /// `TemplateNotYanked`, `DeadlineNotPassed`.
    pub fn require_over(&self, now: i64) -> Result<()> {
        self.require_yanked()?;
        let kept_until = self.yanked_day.get().saturating_add(TEMPLATE_KEPT_DAYS);
        require!(day_of(now)? > kept_until, MarketsError::DeadlineNotPassed);
        Ok(())
    }

    /// One more rating, by the requester of a job that was posted from it.
    ///
    /// # Errors
    /// `TemplateYanked`, `WrongTemplate` for a job of an earlier template at the same address, `InvalidRating`.
    pub fn rate(&mut self, job: &Job, stars: u8) -> Result<()> {
        self.require_live()?;
        require!(
            job.posted_slot.get() >= self.published_slot.get(),
            MarketsError::WrongTemplate
        );
        require!(
            (1..=MAX_STARS).contains(&stars),
            MarketsError::InvalidRating
        );
        self.stars_sum = add(self.stars_sum.get(), u64::from(stars))
            .map_err(MarketsError::from)?
            .into();
        self.stars_count = self
            .stars_count
            .get()
            .checked_add(1)
            .ok_or(MarketsError::Overflow)?
            .into();
        Ok(())
    }
}

program_account! {
    /// The account at `["rating", template, requester]`: its existence is what keeps a requester from rating twice.
    pub struct Rating, size = 155 {
        /// One to five.
        pub stars: u8,
        /// The template.
        pub template: Address,
        /// Who rates.
        pub requester: Address,
        /// The settled job that entitles it.
        pub job: Address,
    } later {
        /// Slot of the rating.
        pub rated_slot: PodU64,
    } reserved = 4
}

impl Rating {
    /// Demands a rating nobody needs: while its template is on the shelf, it keeps its requester from rating twice.
    ///
    /// # Errors
    /// `TemplateNotYanked`.
    pub fn require_over(&self, template: &Template) -> Result<()> {
        let is_older = self.rated_slot.get() < template.published_slot.get();
        if is_older {
            return Ok(());
        }
        template.require_yanked()
    }
}
