//! What a node offers and the transitions of its life.

use {
    crate::{constants::WEEK_HOURS, error::RegistryError, math::offered_gpus},
    anchor_lang::prelude::*,
    hypernode_common::{
        bytes::Endpoint,
        config::non_zero,
        math::{later, BPS},
        registry::{
            Architecture, GpuVendor, IdentityKind, Node, NodeStatus, PodArchitecture, PodGpuVendor,
            PodPrivacyLevel, PrivacyLevel,
        },
        requirements::REGION_MAX,
    },
};

type Check<T = ()> = core::result::Result<T, RegistryError>;

/// Index of the GPU share in `share_bps`.
const GPU_SHARE: usize = 1;
const _: () = assert!(WEEK_HOURS as usize == 21 * 8, "`hours` has a bit per hour");

/// The machine, as its authority states it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct NodeHardware {
    /// `GpuVendor`; 0 exactly when there is no GPU.
    pub gpu_vendor: u8,
    /// `Architecture`.
    pub architecture: u8,
    /// GPUs.
    pub gpu_count: u16,
    /// MiB of memory per GPU; 0 exactly when there is no GPU.
    pub vram_mib: u32,
    /// CPU cores, at least 1.
    pub cpu_cores: u16,
    /// MiB of memory, at least 1.
    pub ram_mib: u32,
    /// GiB of disk.
    pub disk_gib: u32,
    /// ISO 3166 numeric country; 0 = undisclosed.
    pub region: u16,
    /// sha256 of the canonical JSON descriptor, not zero.
    pub descriptor_digest: [u8; 32],
}

/// On what terms the machine works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct NodePolicy {
    /// `PrivacyLevel`.
    pub privacy: u8,
    /// Group whose members it serves; zero = none, which PrivateNetwork refuses.
    pub group: Address,
    /// Most runs at once, at least 1.
    pub max_runs: u16,
    /// Lowest price per second, base units, at least 1.
    pub price_floor: u64,
    /// Shortest run taken, seconds.
    pub min_duration_seconds: u32,
    /// Longest run taken, seconds.
    pub max_duration_seconds: u32,
    /// Offered share of cpu, gpu, vram, memory, storage, bandwidth, each at most 10,000.
    pub share_bps: [u16; 6],
    /// Hours of the week that are open; bit i = hour i, Monday 00:00 UTC = 0.
    pub hours: [u8; 21],
}

/// Where and with which keys the machine's agent is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct NodeEndpoint {
    /// Where the agent listens, 1..128 printable ASCII characters.
    pub endpoint: Endpoint,
    /// Hash of the endpoint's TLS key; zero = none.
    pub tls_key_hash: [u8; 32],
    /// X25519 key that inputs are sealed to; zero = sealed inputs are not taken.
    pub x25519_key: [u8; 32],
}

impl NodeHardware {
    /// Whether the parts fit each other and their ranges.
    ///
    /// # Errors
    /// `InvalidHardware`, `ZeroDigest`.
    pub fn check(&self) -> Check {
        let vendor = GpuVendor::from_u8(self.gpu_vendor).ok_or(RegistryError::InvalidHardware)?;
        let without_gpu = self.gpu_count == 0;
        let consistent = without_gpu == (vendor == GpuVendor::None)
            && without_gpu == (self.vram_mib == 0)
            && Architecture::from_u8(self.architecture).is_some()
            && self.cpu_cores > 0
            && self.ram_mib > 0
            && self.region <= REGION_MAX;
        if !consistent {
            return Err(RegistryError::InvalidHardware);
        }
        if self.descriptor_digest == [0; 32] {
            return Err(RegistryError::ZeroDigest);
        }
        Ok(())
    }

    /// What a node states now.
    pub fn of(node: &Node) -> Self {
        Self {
            gpu_vendor: node.gpu_vendor.0,
            architecture: node.architecture.0,
            gpu_count: node.gpu_count.get(),
            vram_mib: node.vram_mib.get(),
            cpu_cores: node.cpu_cores.get(),
            ram_mib: node.ram_mib.get(),
            disk_gib: node.disk_gib.get(),
            region: node.region.get(),
            descriptor_digest: node.descriptor_digest,
        }
    }

    fn write(&self, node: &mut Node) {
        node.gpu_vendor = PodGpuVendor(self.gpu_vendor);
        node.architecture = PodArchitecture(self.architecture);
        node.gpu_count = self.gpu_count.into();
        node.vram_mib = self.vram_mib.into();
        node.cpu_cores = self.cpu_cores.into();
        node.ram_mib = self.ram_mib.into();
        node.disk_gib = self.disk_gib.into();
        node.region = self.region.into();
        node.descriptor_digest = self.descriptor_digest;
    }
}

impl NodePolicy {
    /// Whether every term is within its range.
    ///
    /// # Errors
    /// `InvalidPolicy`.
    pub fn check(&self) -> Check {
        let reachable = match PrivacyLevel::from_u8(self.privacy) {
            Some(PrivacyLevel::PrivateNetwork) => self.group != Address::default(),
            Some(_) => true,
            None => false,
        };
        let within = self.max_runs > 0
            && self.price_floor > 0
            && self.min_duration_seconds <= self.max_duration_seconds
            && self.share_bps.iter().all(|share| *share <= BPS);
        if !reachable || !within {
            return Err(RegistryError::InvalidPolicy);
        }
        Ok(())
    }

    /// Whether no term of `self` is looser than in `current`: the only change an operator may make. Levels count as
    /// they are ordered, Private the tightest; whom the levels between admit, the authority chose by group and peering.
    pub fn only_tightens(&self, current: &Self) -> bool {
        let shares = self.share_bps.iter().zip(&current.share_bps);
        let hours = self.hours.iter().zip(&current.hours);
        self.privacy <= current.privacy
            && self.group == current.group
            && self.max_runs <= current.max_runs
            && self.price_floor >= current.price_floor
            && self.min_duration_seconds >= current.min_duration_seconds
            && self.max_duration_seconds <= current.max_duration_seconds
            && shares.into_iter().all(|(new, old)| new <= old)
            && hours.into_iter().all(|(new, old)| new & !old == 0)
    }

    /// The terms a node has now.
    pub fn of(node: &Node) -> Self {
        Self {
            privacy: node.privacy.0,
            group: node.group,
            max_runs: node.max_runs.get(),
            price_floor: node.price_floor.get(),
            min_duration_seconds: node.min_duration_seconds.get(),
            max_duration_seconds: node.max_duration_seconds.get(),
            share_bps: node.share_bps.map(|share| share.get()),
            hours: node.hours,
        }
    }

    fn write(&self, node: &mut Node) {
        node.privacy = PodPrivacyLevel(self.privacy);
        node.group = self.group;
        node.max_runs = self.max_runs.into();
        node.price_floor = self.price_floor.into();
        node.min_duration_seconds = self.min_duration_seconds.into();
        node.max_duration_seconds = self.max_duration_seconds.into();
        node.share_bps = self.share_bps.map(Into::into);
        node.hours = self.hours;
    }
}

impl NodeEndpoint {
    /// Whether the endpoint is 1..128 printable ASCII characters.
    ///
    /// # Errors
    /// `InvalidEndpoint`.
    pub fn check(&self) -> Check {
        let used = self.endpoint.used().ok_or(RegistryError::InvalidEndpoint)?;
        if used.is_empty() || !used.iter().all(|byte| (0x20..=0x7e).contains(byte)) {
            return Err(RegistryError::InvalidEndpoint);
        }
        Ok(())
    }

    /// Where a node is reached now.
    pub fn of(node: &Node) -> Self {
        Self {
            endpoint: node.endpoint.into(),
            tls_key_hash: node.tls_key_hash,
            x25519_key: node.x25519_key,
        }
    }

    fn write(&self, node: &mut Node) {
        node.endpoint = self.endpoint.into();
        node.tls_key_hash = self.tls_key_hash;
        node.x25519_key = self.x25519_key;
    }
}

/// Who registers a node and under which keys.
#[derive(Clone, Copy, Debug)]
pub struct Registrant {
    /// Cold key.
    pub authority: Address,
    /// Hot key.
    pub operator: Address,
    /// Owner of the token account that is paid.
    pub payout: Address,
}

/// Transitions of a node; each refuses with its own error.
pub trait NodeTransitions {
    /// Fills a new node: Active, alive since now.
    ///
    /// # Errors
    /// `ZeroAddress` for a zero payout.
    fn register(
        &mut self,
        id: [u8; 16],
        identity: IdentityKind,
        keys: &Registrant,
        now: i64,
    ) -> Check;
    /// States other hardware; the benchmark belonged to the old one.
    ///
    /// # Errors
    /// `InvalidHardware` also below the GPUs in use.
    fn set_hardware(&mut self, hardware: &NodeHardware) -> Check;
    /// Takes work on other terms from now on.
    ///
    /// # Errors
    /// `InvalidPolicy`.
    fn set_policy(&mut self, policy: &NodePolicy) -> Check;
    /// Is reached elsewhere from now on.
    ///
    /// # Errors
    /// `InvalidEndpoint`.
    fn set_endpoint(&mut self, endpoint: &NodeEndpoint) -> Check;
    /// Proposes who is paid.
    ///
    /// # Errors
    /// `ZeroAddress`, `Overflow`.
    fn propose_payout(&mut self, payout: Address, delay_seconds: u32, now: i64) -> Check;
    /// Pays the proposed one from now on.
    ///
    /// # Errors
    /// `NoPendingPayout`, `PayoutDelayNotOver`.
    fn apply_payout(&mut self, now: i64) -> Check;
    /// First of two steps that hand the node over.
    ///
    /// # Errors
    /// `ZeroAddress`.
    fn propose_authority(&mut self, key: Address) -> Check;
    /// Second step.
    fn accept_authority(&mut self);
    /// Is alive; gives the seconds since the last sign of life.
    ///
    /// # Errors
    /// `NodeNotServing`, `HeartbeatTooSoon`.
    fn beat(&mut self, floor_seconds: u32, now: i64) -> Check<i64>;
    /// Takes no new work.
    ///
    /// # Errors
    /// `NodeNotActive`.
    fn drain(&mut self) -> Check;
    /// Takes work again; its silence until now is forgiven, not credited.
    ///
    /// # Errors
    /// `NodeNotInactive` from Active, `NodeSuspended` before the suspension's end, `ReportsOpen`.
    fn resume(&mut self, now: i64) -> Check;
    /// Retires.
    ///
    /// # Errors
    /// `NodeNotServing`, `NodeBusy`.
    fn deactivate(&mut self) -> Check;
    /// Is stopped up to `until`.
    ///
    /// # Errors
    /// `NodeNotServing` when it is retired, `ParameterOutOfBounds` unless `until` is ahead.
    fn suspend(&mut self, until: i64, now: i64) -> Check;
    /// Ends a suspension early; its silence until now is forgiven, not credited.
    ///
    /// # Errors
    /// `NodeNotSuspended`.
    fn reinstate(&mut self, now: i64) -> Check;
    /// Guards closing, bond aside.
    ///
    /// # Errors
    /// `NodeNotInactive`, `NodeBusy`, `ReportsOpen`, `FingerprintInUse`, `CloseTooSoon`.
    fn check_closable(&self, close_delay_seconds: u32, now: i64) -> Check;
    /// One more fingerprint.
    ///
    /// # Errors
    /// `TooManyFingerprints`.
    fn bind_fingerprint(&mut self) -> Check;
    /// One fingerprint less.
    ///
    /// # Errors
    /// `NodeBusy` when running jobs use the card.
    fn release_fingerprint(&mut self) -> Check;
    /// Was checked by a validator.
    ///
    /// # Errors
    /// `SameChecker`, `HealthTooSoon`.
    fn note_health(
        &mut self,
        passed: bool,
        checker: Address,
        interval_seconds: u32,
        now: i64,
    ) -> Check;
    /// Was measured by a validator.
    ///
    /// # Errors
    /// `ParameterOutOfBounds` for class 0, `ZeroAmount` for no units.
    fn set_benchmark(&mut self, class: u16, units: u64, now: i64) -> Check;
    /// One more run with `gpus` GPUs.
    ///
    /// # Errors
    /// `NodeNotActive`, `HeartbeatStale`, `NodeFull`, `GpusExhausted`.
    fn begin_run(&mut self, cap_runs: u16, gpus: u16, offline_after: u32, now: i64) -> Check;
    /// One run less, in any status.
    ///
    /// # Errors
    /// `NoRunToEnd`.
    fn end_run(&mut self, gpus: u16, now: i64) -> Check;
    /// Opens (+1) or ends (-1) a report.
    ///
    /// # Errors
    /// `InvalidOutcome`, `Overflow`.
    fn note_report(&mut self, step: i8) -> Check;
    /// Is stopped while `until` is ahead, in any status: a retired node must not slip out by resuming. A longer
    /// suspension stays.
    fn penalise(&mut self, until: i64, now: i64);
}

impl NodeTransitions for Node {
    fn register(
        &mut self,
        id: [u8; 16],
        identity: IdentityKind,
        keys: &Registrant,
        now: i64,
    ) -> Check {
        self.status = NodeStatus::Active.into();
        self.identity = identity.into();
        self.id = id;
        self.registrant = keys.authority;
        self.authority = keys.authority;
        self.operator = keys.operator;
        self.payout = non_zero(keys.payout)?;
        self.last_heartbeat_at = now.into();
        self.registered_at = now.into();
        Ok(())
    }

    fn set_hardware(&mut self, hardware: &NodeHardware) -> Check {
        hardware.check()?;
        if hardware.gpu_count < self.gpus_in_use.get()
            || hardware.gpu_count < self.fingerprints as u16
        {
            return Err(RegistryError::InvalidHardware);
        }
        hardware.write(self);
        self.benchmark_class = 0.into();
        self.benchmark_units = 0.into();
        self.benchmark_at = 0.into();
        Ok(())
    }

    fn set_policy(&mut self, policy: &NodePolicy) -> Check {
        policy.check()?;
        policy.write(self);
        self.policy_version = self.policy_version.get().wrapping_add(1).into();
        Ok(())
    }

    fn set_endpoint(&mut self, endpoint: &NodeEndpoint) -> Check {
        endpoint.check()?;
        endpoint.write(self);
        Ok(())
    }

    fn propose_payout(&mut self, payout: Address, delay_seconds: u32, now: i64) -> Check {
        self.pending_payout = non_zero(payout)?;
        self.payout_effective_at = later(now, delay_seconds as u64)?.into();
        Ok(())
    }

    fn apply_payout(&mut self, now: i64) -> Check {
        if self.pending_payout == Address::default() {
            return Err(RegistryError::NoPendingPayout);
        }
        if now <= self.payout_effective_at.get() {
            return Err(RegistryError::PayoutDelayNotOver);
        }
        self.payout = self.pending_payout;
        self.pending_payout = Address::default();
        self.payout_effective_at = 0.into();
        Ok(())
    }

    fn propose_authority(&mut self, key: Address) -> Check {
        self.pending_authority = non_zero(key)?;
        Ok(())
    }

    fn accept_authority(&mut self) {
        self.authority = self.pending_authority;
        self.pending_authority = Address::default();
    }

    fn beat(&mut self, floor_seconds: u32, now: i64) -> Check<i64> {
        if self.status != NodeStatus::Active && self.status != NodeStatus::Draining {
            return Err(RegistryError::NodeNotServing);
        }
        let gap = now.saturating_sub(self.last_heartbeat_at.get());
        if gap < floor_seconds as i64 {
            return Err(RegistryError::HeartbeatTooSoon);
        }
        self.last_heartbeat_at = now.into();
        Ok(gap)
    }

    fn drain(&mut self) -> Check {
        if self.status != NodeStatus::Active {
            return Err(RegistryError::NodeNotActive);
        }
        self.status = NodeStatus::Draining.into();
        Ok(())
    }

    fn resume(&mut self, now: i64) -> Check {
        match self.status.into() {
            NodeStatus::Active => return Err(RegistryError::NodeNotInactive),
            NodeStatus::Suspended if now <= self.suspended_until.get() => {
                return Err(RegistryError::NodeSuspended)
            }
            NodeStatus::Suspended if self.open_reports.get() != 0 => {
                return Err(RegistryError::ReportsOpen)
            }
            NodeStatus::Suspended | NodeStatus::Draining | NodeStatus::Inactive => {}
        }
        self.status = NodeStatus::Active.into();
        self.last_heartbeat_at = now.into();
        Ok(())
    }

    fn deactivate(&mut self) -> Check {
        if self.status != NodeStatus::Active && self.status != NodeStatus::Draining {
            return Err(RegistryError::NodeNotServing);
        }
        if self.active_runs.get() != 0 {
            return Err(RegistryError::NodeBusy);
        }
        self.status = NodeStatus::Inactive.into();
        Ok(())
    }

    fn suspend(&mut self, until: i64, now: i64) -> Check {
        if self.status == NodeStatus::Inactive {
            return Err(RegistryError::NodeNotServing);
        }
        if until <= now {
            return Err(RegistryError::ParameterOutOfBounds);
        }
        self.status = NodeStatus::Suspended.into();
        self.suspended_until = until.into();
        Ok(())
    }

    fn reinstate(&mut self, now: i64) -> Check {
        if self.status != NodeStatus::Suspended {
            return Err(RegistryError::NodeNotSuspended);
        }
        self.status = NodeStatus::Active.into();
        self.suspended_until = 0.into();
        self.last_heartbeat_at = now.into();
        Ok(())
    }

    fn check_closable(&self, close_delay_seconds: u32, now: i64) -> Check {
        if self.status != NodeStatus::Inactive {
            return Err(RegistryError::NodeNotInactive);
        }
        if self.active_runs.get() != 0 {
            return Err(RegistryError::NodeBusy);
        }
        if self.open_reports.get() != 0 {
            return Err(RegistryError::ReportsOpen);
        }
        if self.fingerprints != 0 {
            return Err(RegistryError::FingerprintInUse);
        }
        let closable_after = later(self.last_run_end_at.get(), close_delay_seconds as u64)?;
        if now <= closable_after {
            return Err(RegistryError::CloseTooSoon);
        }
        Ok(())
    }

    fn bind_fingerprint(&mut self) -> Check {
        let fingerprints = self
            .fingerprints
            .checked_add(1)
            .filter(|bound| *bound as u16 <= self.gpu_count.get())
            .ok_or(RegistryError::TooManyFingerprints)?;
        self.fingerprints = fingerprints;
        Ok(())
    }

    fn release_fingerprint(&mut self) -> Check {
        if self.gpus_in_use.get() >= self.fingerprints as u16 {
            return Err(RegistryError::NodeBusy);
        }
        self.fingerprints = self.fingerprints.saturating_sub(1);
        Ok(())
    }

    fn note_health(
        &mut self,
        passed: bool,
        checker: Address,
        interval_seconds: u32,
        now: i64,
    ) -> Check {
        if checker == self.last_checker {
            return Err(RegistryError::SameChecker);
        }
        if now < later(self.last_health_at.get(), interval_seconds as u64)? {
            return Err(RegistryError::HealthTooSoon);
        }
        let count = if passed {
            &mut self.health_ok
        } else {
            &mut self.health_failed
        };
        *count = count.get().saturating_add(1).into();
        self.last_health_at = now.into();
        self.last_checker = checker;
        Ok(())
    }

    fn set_benchmark(&mut self, class: u16, units: u64, now: i64) -> Check {
        if class == 0 {
            return Err(RegistryError::ParameterOutOfBounds);
        }
        if units == 0 {
            return Err(RegistryError::ZeroAmount);
        }
        self.benchmark_class = class.into();
        self.benchmark_units = units.into();
        self.benchmark_at = now.into();
        Ok(())
    }

    fn begin_run(&mut self, cap_runs: u16, gpus: u16, offline_after: u32, now: i64) -> Check {
        if self.status != NodeStatus::Active {
            return Err(RegistryError::NodeNotActive);
        }
        if now.saturating_sub(self.last_heartbeat_at.get()) > offline_after as i64 {
            return Err(RegistryError::HeartbeatStale);
        }
        let active_runs = self.active_runs.get();
        if active_runs >= self.max_runs.get().min(cap_runs) {
            return Err(RegistryError::NodeFull);
        }
        let offered = offered_gpus(self.gpu_count.get(), self.share_bps[GPU_SHARE].get());
        let gpus_in_use = self
            .gpus_in_use
            .get()
            .checked_add(gpus)
            .filter(|in_use| *in_use <= offered)
            .ok_or(RegistryError::GpusExhausted)?;
        self.active_runs = active_runs
            .checked_add(1)
            .ok_or(RegistryError::Overflow)?
            .into();
        self.gpus_in_use = gpus_in_use.into();
        Ok(())
    }

    fn end_run(&mut self, gpus: u16, now: i64) -> Check {
        let active_runs = self.active_runs.get().checked_sub(1);
        let gpus_in_use = self.gpus_in_use.get().checked_sub(gpus);
        let (Some(active_runs), Some(gpus_in_use)) = (active_runs, gpus_in_use) else {
            return Err(RegistryError::NoRunToEnd);
        };
        self.active_runs = active_runs.into();
        self.gpus_in_use = gpus_in_use.into();
        self.last_run_end_at = now.into();
        Ok(())
    }

    fn note_report(&mut self, step: i8) -> Check {
        let open_reports = self.open_reports.get();
        let open_reports = match step {
            1 => open_reports.checked_add(1),
            -1 => open_reports.checked_sub(1),
            _ => return Err(RegistryError::InvalidOutcome),
        };
        self.open_reports = open_reports.ok_or(RegistryError::Overflow)?.into();
        Ok(())
    }

    fn penalise(&mut self, until: i64, now: i64) {
        if until > now {
            self.status = NodeStatus::Suspended.into();
            self.suspended_until = until.max(self.suspended_until.get()).into();
        }
    }
}
