//! Whether a node may take a job: the rows of the eligibility table, each with its own refusal.

use {
    crate::{
        error::MarketsError,
        math::{after, open_throughout, price_after_royalty_floor},
        state::{Config, Job},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::View,
        registry::{Node, PrivacyLevel, Reputation},
        requirements::{mask_allows, Requirements},
        staking::{Bond, PodStakingParams, Position},
        trust::{open_view, Attestation, Claim, Member, Peering},
    },
};

/// What a requester and a node may show at a gate; nothing is read of what no gate asks for.
#[derive(Clone, Copy, Default)]
pub struct Passes<'a> {
    /// What opens the node's gate to the requester: a Member, a Peering, a Position or a Person attestation.
    pub gate: Option<&'a AccountView>,
    /// The issuer of that attestation, then its ancestors up to the root.
    pub issuers: &'a [AccountView],
    /// The node's membership in the job's group.
    pub member: Option<&'a AccountView>,
}

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
    /// Thresholds of the capacity and holder tiers.
    pub staking: &'a PodStakingParams,
    /// What is shown at the node's gate and the job's.
    pub passes: Passes<'a>,
}

/// What is pledged to a node: the Bond's amount, or nothing where no Bond stands at its address.
///
/// # Errors
/// `InvalidSeeds` for the Bond of another subject, `WrongVersion` for a layout this program does not read.
pub fn pledged(bond: &AccountView, node: &Address) -> Result<u64> {
    if !bond.owned_by(&hypernode_common::programs::STAKING.id) {
        return Ok(0);
    }
    let bond = <Account<View<Bond>> as AnchorAccount>::load(*bond)?;
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
        self.check_gate(job, now)?;
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

    /// Row 12: the node's privacy level admits the requester, and the job's group, if it has one, the node.
    fn check_gate(&self, job: &Job, now: i64) -> Result<()> {
        let admits = self.admits_requester(job, now)
            && (job.group == Address::default() || self.belongs_to(&job.group, now));
        require!(admits, MarketsError::GateRefused);
        Ok(())
    }

    fn admits_requester(&self, job: &Job, now: i64) -> bool {
        let (node, requester) = (self.node, &job.requester);
        match node.privacy.into() {
            PrivacyLevel::FullPublic => true,
            PrivacyLevel::Private => *requester == node.authority,
            PrivacyLevel::PrivateNetwork => self
                .passes
                .gate
                .and_then(open_view::<Member>)
                .is_some_and(|member| member.admits_requester(&node.group, requester, now)),
            PrivacyLevel::P2P => self
                .passes
                .gate
                .and_then(open_view::<Peering>)
                .is_some_and(|peering| peering.admits(self.address, node, requester, now)),
            PrivacyLevel::PublicNetwork => self.is_known(requester, now),
        }
    }

    /// Whether the requester holds a position of at least Bronze, or is attested to be a person.
    fn is_known(&self, requester: &Address, now: i64) -> bool {
        let Some(gate) = self.passes.gate else {
            return false;
        };
        let [_, bronze, ..] = &self.staking.holder_thresholds;
        let holds = |position: Account<View<Position>>| {
            position.owner == *requester && position.amount.get() >= bronze.get()
        };
        let is_person = |attestation: Account<View<Attestation>>| {
            attestation.holds(Claim::Person, requester, self.passes.issuers, now)
        };
        open_view(gate).is_some_and(holds) || open_view(gate).is_some_and(is_person)
    }

    fn belongs_to(&self, group: &Address, now: i64) -> bool {
        self.passes
            .member
            .and_then(open_view::<Member>)
            .is_some_and(|member| member.admits_node(group, self.address, self.node, now))
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
