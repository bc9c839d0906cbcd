//! Whether a node may take a job: the rows of the eligibility table, each with its own refusal.

use {
    crate::{
        error::MarketsError,
        math::{after, open_throughout, price_after_royalty_floor},
        state::{Config, Job},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        registry::{Node, PrivacyLevel, Reputation},
        requirements::{mask_allows, Requirements},
        staking::{Bond, PodStakingParams},
    },
};

/// A node with what its siblings say about it.
pub struct Candidate<'a> {
    /// Address of the node.
    pub address: &'a Address,
    /// The node.
    pub node: &'a Node,
    /// Its reputation.
    pub reputation: &'a Reputation,
    /// What is pledged to it, base units.
    pub pledged: u64,
    /// Thresholds of the capacity tiers.
    pub staking: &'a PodStakingParams,
}

/// What is pledged to a node: the Bond's amount, or nothing where no Bond stands at its address.
///
/// # Errors
/// `InvalidSeeds` for the Bond of another subject, `WrongVersion` for a layout this program does not read.
pub fn pledged(bond: &AccountView, node: &Address) -> Result<u64> {
    if !bond.owned_by(&hypernode_common::programs::STAKING.id) {
        return Ok(0);
    }
    let bond = <Account<hypernode_common::layout::View<Bond>> as AnchorAccount>::load(*bond)?;
    require!(bond.subject == *node, ProgramError::InvalidSeeds);
    require!(
        bond.version == hypernode_common::layout::VERSION,
        MarketsError::WrongVersion
    );
    Ok(bond.pledged.get())
}

/// Capacity tier of a pledge, 1..4, and the runs it allows at once; tier 0 below the first threshold.
pub fn capacity(pledged: u64, staking: &PodStakingParams) -> (u8, u16) {
    let mut capacity = (0u8, 0u16);
    for (threshold, runs) in staking
        .capacity_thresholds
        .iter()
        .zip(&staking.capacity_runs)
    {
        if pledged >= threshold.get() {
            capacity = (capacity.0.saturating_add(1), runs.get());
        }
    }
    capacity
}

impl Candidate<'_> {
    /// Rows 4 to 6: whose turn it is, and that nobody tries twice.
    ///
    /// # Errors
    /// `ReservedForPreferred`, `TierNotYet`, `NodeAlreadyTried`.
    pub fn check_turn(&self, job: &Job, config: &Config, now: i64) -> Result<()> {
        if !job.prefers(self.address) {
            let free_at = after(job.opened_at.get(), job.exclusive_seconds.get())?;
            require!(now >= free_at, MarketsError::ReservedForPreferred);
            let turn_at = after(free_at, config.tier_delay(self.reputation.tier.0))?;
            require!(now >= turn_at, MarketsError::TierNotYet);
        }
        self.check_untried(job)
    }

    /// Row 6: neither the same node nor its twin tries twice.
    ///
    /// # Errors
    /// `NodeAlreadyTried`.
    pub fn check_untried(&self, job: &Job) -> Result<()> {
        require!(
            !job.was_tried_by(&self.node.authority),
            MarketsError::NodeAlreadyTried
        );
        Ok(())
    }

    /// Rows 7 to 12, and the runs the node may hold at once.
    ///
    /// # Errors
    /// Those of the rows.
    pub fn check_fit(&self, job: &Job, now: i64) -> Result<u16> {
        let requirements: Requirements = job.requirements.into();
        self.check_hardware(&requirements)?;
        require!(
            self.reputation.tier.0 >= requirements.reputation_tier,
            MarketsError::ReputationTooLow
        );
        let (tier, runs) = capacity(self.pledged, self.staking);
        require!(tier >= requirements.stake_tier, MarketsError::StakeTooLow);
        let paid = price_after_royalty_floor(job.price_per_second.get(), job.royalty_bps.get())?;
        require!(
            paid >= self.node.price_floor.get(),
            MarketsError::PriceBelowFloor
        );
        check_duration(self.node, job.max_run_seconds.get(), now)?;
        self.check_gate(job)?;
        Ok(runs)
    }

    /// Row 7.
    fn check_hardware(&self, requirements: &Requirements) -> Result<()> {
        let node = self.node;
        let gpus = node.gpu_count.get().min(u16::from(node.fingerprints));
        let fits = requirements.gpu_count <= gpus
            && requirements.vram_mib <= node.vram_mib.get()
            && requirements.cpu_cores <= node.cpu_cores.get()
            && requirements.ram_mib <= node.ram_mib.get()
            && requirements.disk_gib <= node.disk_gib.get();
        require!(fits, MarketsError::HardwareTooSmall);
        require!(
            mask_allows(requirements.arch_mask, node.architecture.0),
            MarketsError::WrongArchitecture
        );
        require!(
            mask_allows(u16::from(requirements.vendor_mask), node.gpu_vendor.0),
            MarketsError::WrongVendor
        );
        require!(
            requirements.region == 0 || requirements.region == node.region.get(),
            MarketsError::WrongRegion
        );
        Ok(())
    }

    /// Row 12: groups, peerings and attestations open no gate yet.
    fn check_gate(&self, job: &Job) -> Result<()> {
        let admits = match self.node.privacy.into() {
            PrivacyLevel::FullPublic => true,
            PrivacyLevel::Private => job.requester == self.node.authority,
            PrivacyLevel::PrivateNetwork | PrivacyLevel::P2P | PrivacyLevel::PublicNetwork => false,
        };
        require!(
            admits && job.group == Address::default(),
            MarketsError::GateRefused
        );
        Ok(())
    }

    /// Whether requester or funder is a party of the node: such a run earns it nothing.
    pub fn deals_with_itself(&self, job: &Job) -> bool {
        is_self_dealing(self.node, job)
    }
}

/// Row 11: the node takes runs of this length and is open throughout.
///
/// # Errors
/// `DurationRefused`, `OutsideHours`.
pub fn check_duration(node: &Node, max_run_seconds: u32, now: i64) -> Result<()> {
    let durations = node.min_duration_seconds.get()..=node.max_duration_seconds.get();
    require!(
        durations.contains(&max_run_seconds),
        MarketsError::DurationRefused
    );
    require!(
        open_throughout(&node.hours, now, max_run_seconds),
        MarketsError::OutsideHours
    );
    Ok(())
}

/// Whether requester or funder is the node's authority, operator or payout.
pub fn is_self_dealing(node: &Node, job: &Job) -> bool {
    let parties = [&node.authority, &node.operator, &node.payout];
    parties.contains(&&job.requester) || parties.contains(&&job.funder)
}
