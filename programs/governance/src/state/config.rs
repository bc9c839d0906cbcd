//! The parameters of governance and their bounds.

use {
    super::ProposalKind,
    crate::{constants::UNSTAKE_SECONDS, error::GovernanceError},
    anchor_lang::prelude::*,
    core::ops::RangeInclusive,
    hypernode_common::{config::ConfigHead, error::CommonError, pod_pair, program_account},
};

/// One HYPER, or one xHYPER, in base units.
const HYPER: u64 = 1_000_000;
/// One vote, timelock or execution window.
const PERIOD_SECONDS: RangeInclusive<u32> = 86_400..=1_209_600;
/// The least is a day above the default unbonding time; `timelock_seconds` keeps that day whatever staking's is.
const UPGRADE_TIMELOCK_SECONDS: RangeInclusive<u32> = 691_200..=2_592_000;
const PROPOSAL_THRESHOLD: RangeInclusive<u128> =
    1_000 * HYPER as u128..=100_000_000 * HYPER as u128;
const QUORUM_BPS: RangeInclusive<u16> = 400..=4_000;
const PROPOSAL_BOND: RangeInclusive<u64> = 100 * HYPER..=1_000_000 * HYPER;
const MAX_SPEND_CAP_BPS: u16 = 2_500;

pod_pair! {
    /// Parameters of governance.
    pub struct GovernanceParams, PodGovernanceParams, size = 45 {
        /// Weight the proposer's position needs to start a vote, 1,000..100,000,000 xHYPER.
        proposal_threshold: u128 => PodU128,
        /// Share of the snapshot that must take part, 400..4,000.
        quorum_bps: u16 => PodU16,
        /// How long a vote is open, seconds, 86,400..1,209,600.
        vote_seconds: u32 => PodU32,
        /// From queueing to execution, seconds, 86,400..1,209,600.
        timelock_seconds: u32 => PodU32,
        /// How long a proposal can be executed, seconds, 86,400..1,209,600.
        execution_seconds: u32 => PodU32,
        /// From queueing to execution of an Upgrade, seconds, 691,200..2,592,000.
        upgrade_timelock_seconds: u32 => PodU32,
        /// Bond of a proposal, 100..1,000,000 HYPER in base units.
        proposal_bond: u64 => PodU64,
        /// Share of the treasury one proposal may spend, at most 2,500.
        spend_cap_bps: u16 => PodU16,
        /// Whether the guardian may veto.
        veto_enabled: bool => PodBool,
    }
}

program_account! {
    /// Config of governance: `["config"]`.
    pub struct Config, size = 392 {
        /// Who governs, what is paused.
        pub head: ConfigHead,
        /// The parameters.
        pub params: PodGovernanceParams,
        /// Zero; for later parameters.
        pub spare: [u8; 128],
        /// Proposals ever created; the id of the next one.
        pub proposal_count: PodU64,
    }
}

impl GovernanceParams {
    /// Whether every parameter is within its bounds.
    ///
    /// # Errors
    /// `ParameterOutOfBounds`.
    pub fn check(&self) -> core::result::Result<(), GovernanceError> {
        let within = PROPOSAL_THRESHOLD.contains(&self.proposal_threshold)
            && QUORUM_BPS.contains(&self.quorum_bps)
            && PERIOD_SECONDS.contains(&self.vote_seconds)
            && PERIOD_SECONDS.contains(&self.timelock_seconds)
            && PERIOD_SECONDS.contains(&self.execution_seconds)
            && UPGRADE_TIMELOCK_SECONDS.contains(&self.upgrade_timelock_seconds)
            && PROPOSAL_BOND.contains(&self.proposal_bond)
            && self.spend_cap_bps <= MAX_SPEND_CAP_BPS;
        if !within {
            return Err(GovernanceError::ParameterOutOfBounds);
        }
        Ok(())
    }
}

impl Config {
    /// Refuses a new proposal while entries are paused, unless it may end the pause: a guardian could otherwise
    /// pause governance and keep itself for ever.
    ///
    /// # Errors
    /// `EntriesPaused`.
    pub fn check_entries(&self, kind: ProposalKind) -> core::result::Result<(), CommonError> {
        match kind {
            ProposalKind::Guardian => Ok(()),
            _ => self.head.check_entries(),
        }
    }

    /// Takes the id of the next proposal.
    ///
    /// # Errors
    /// `Overflow`.
    pub fn take_id(&mut self) -> core::result::Result<u64, CommonError> {
        let id = self.proposal_count.get();
        self.proposal_count = id.checked_add(1).ok_or(CommonError::Overflow)?.into();
        Ok(id)
    }

    /// Seconds from queueing to execution of a proposal of this kind. An Upgrade never waits less than stake needs to
    /// leave, and a day more to begin: new code is the one thing that could reach a position.
    pub fn timelock_seconds(&self, kind: ProposalKind, unbonding_seconds: u32) -> u32 {
        match kind {
            ProposalKind::Upgrade => self
                .params
                .upgrade_timelock_seconds
                .get()
                .max(unbonding_seconds.saturating_add(UNSTAKE_SECONDS)),
            _ => self.params.timelock_seconds.get(),
        }
    }
}
