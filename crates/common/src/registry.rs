//! The registry as its siblings see it: Node and Reputation, and the calls markets and slashing make.

use {
    crate::{bytes::PodEndpoint, programs},
    anchor_lang::{cpi::InstructionAccount, prelude::*, unchecked_invoke_signed_fixed},
};

crate::wire_enum! {
    /// What a node does with new work; running work goes on in every status.
    pub enum NodeStatus {
        /// Takes work.
        Active = 1,
        /// Finishes what it has.
        Draining = 2,
        /// Stopped by the authority or a penalty.
        Suspended = 3,
        /// Retired by its owner.
        Inactive = 4,
    }
}

crate::wire_enum! {
    /// Whose jobs a node takes.
    pub enum PrivacyLevel {
        /// Its authority's own.
        Private = 1,
        /// Members of its group.
        PrivateNetwork = 2,
        /// Requesters with a live peering.
        P2P = 3,
        /// Requesters with stake or a person attestation.
        PublicNetwork = 4,
        /// Anyone's.
        FullPublic = 5,
    }
}

crate::wire_enum! {
    /// How an operator presents itself.
    pub enum IdentityKind {
        /// Under its own name.
        Named = 1,
        /// Under an alias.
        Pseudonymous = 2,
    }
}

crate::wire_enum! {
    /// Who made the GPUs.
    pub enum GpuVendor {
        /// No GPU.
        None = 0,
        /// Nvidia.
        Nvidia = 1,
        /// AMD.
        Amd = 2,
        /// Intel.
        Intel = 3,
        /// Apple.
        Apple = 4,
        /// Somebody else.
        Other = 5,
    }
}

crate::wire_enum! {
    /// Instruction set of the host.
    pub enum Architecture {
        /// x86-64.
        Amd64 = 1,
        /// 64-bit Arm.
        Arm64 = 2,
        /// Arm v7.
        ArmV7 = 3,
        /// Older Arm.
        Arm = 4,
        /// 32-bit x86.
        I386 = 5,
        /// 64-bit MIPS, big-endian.
        Mips64 = 6,
        /// 64-bit MIPS, little-endian.
        Mips64le = 7,
        /// 64-bit POWER, big-endian.
        Ppc64 = 8,
        /// 64-bit POWER, little-endian.
        Ppc64le = 9,
        /// IBM Z.
        S390x = 10,
        /// 64-bit RISC-V.
        Riscv64 = 11,
    }
}

crate::wire_enum! {
    /// Reputation tier, lowest first.
    pub enum Tier {
        /// Score up to the first cut.
        Starter = 1,
        /// Above the first cut.
        Bronze = 2,
        /// Above the second cut.
        Silver = 3,
        /// Above the third cut.
        Gold = 4,
        /// Above the fourth cut.
        Diamond = 5,
    }
}

crate::wire_enum! {
    /// How a run ended.
    pub enum Outcome {
        /// Settled, exit code 0 or killed at its limit.
        Completed = 1,
        /// Settled, the program itself failed.
        ProgramFailed = 2,
        /// The node failed.
        Failed = 3,
        /// The node missed a deadline.
        TimedOut = 4,
        /// The operator gave the job back before starting it.
        Declined = 5,
        /// Settled, stopped by the requester.
        Stopped = 6,
    }
}

crate::shared_account! {
    /// A machine that offers its hardware: `["node", registrant, id]`.
    pub struct Node, owner = programs::REGISTRY.id, size = 715 {
        /// `NodeStatus`.
        pub status: PodNodeStatus,
        /// Whose jobs it takes.
        pub privacy: PodPrivacyLevel,
        /// How its operator presents itself.
        pub identity: PodIdentityKind,
        /// Maker of its GPUs; none without GPUs.
        pub gpu_vendor: PodGpuVendor,
        /// Instruction set.
        pub architecture: PodArchitecture,
        /// Hardware fingerprints bound now.
        pub fingerprints: u8,
        /// Id chosen by the registrant.
        pub id: [u8; 16],
        /// Authority at registration; part of the address, so the address survives a hand-over.
        pub registrant: Address,
        /// Cold key: owns payout and policy.
        pub authority: Address,
        /// Proposed next authority; zero = none.
        pub pending_authority: Address,
        /// Hot key: heartbeats, accepts, starts, submits.
        pub operator: Address,
        /// Owner of the token account that is paid.
        pub payout: Address,
        /// Proposed next payout; zero = none.
        pub pending_payout: Address,
        /// Unix seconds after which the pending payout may be applied.
        pub payout_effective_at: PodI64,
        /// Group whose members it serves; zero = none.
        pub group: Address,
        /// sha256 of the canonical JSON descriptor.
        pub descriptor_digest: [u8; 32],
        /// Hash of the TLS key of the endpoint.
        pub tls_key_hash: [u8; 32],
        /// X25519 key for sealed inputs.
        pub x25519_key: [u8; 32],
        /// GPUs.
        pub gpu_count: PodU16,
        /// GPUs of running jobs.
        pub gpus_in_use: PodU16,
        /// CPU cores.
        pub cpu_cores: PodU16,
        /// ISO 3166 numeric country; 0 = undisclosed.
        pub region: PodU16,
        /// Most runs at once.
        pub max_runs: PodU16,
        /// Runs now.
        pub active_runs: PodU16,
        /// Reports not ended yet.
        pub open_reports: PodU16,
        /// MiB of memory per GPU.
        pub vram_mib: PodU32,
        /// MiB of memory.
        pub ram_mib: PodU32,
        /// GiB of disk.
        pub disk_gib: PodU32,
        /// Lowest price per second.
        pub price_floor: PodU64,
        /// Shortest run taken, seconds.
        pub min_duration_seconds: PodU32,
        /// Longest run taken, seconds.
        pub max_duration_seconds: PodU32,
        /// Offered share of cpu, gpu, vram, memory, storage, bandwidth; the chain enforces gpu.
        pub share_bps: [PodU16; 6],
        /// Hours of the week that are open; bit i = hour i, Monday 00:00 UTC = 0.
        pub hours: [u8; 21],
        /// Times the policy changed.
        pub policy_version: PodU32,
        /// Class of the benchmark; 0 = none.
        pub benchmark_class: PodU16,
        /// Result of the benchmark.
        pub benchmark_units: PodU64,
        /// Unix seconds of the benchmark; 0 = none.
        pub benchmark_at: PodI64,
        /// Health checks passed.
        pub health_ok: PodU32,
        /// Health checks failed.
        pub health_failed: PodU32,
        /// Unix seconds of the last health check.
        pub last_health_at: PodI64,
        /// Validator of the last health check.
        pub last_checker: Address,
        /// Unix seconds of the last heartbeat, registration or resumption.
        pub last_heartbeat_at: PodI64,
        /// Unix seconds of the last end of a run; 0 = none.
        pub last_run_end_at: PodI64,
        /// Unix seconds of registration.
        pub registered_at: PodI64,
        /// Unix seconds up to which a suspension lasts.
        pub suspended_until: PodI64,
        /// Where its agent listens.
        pub endpoint: PodEndpoint,
    }
}

/// Points a node earned under one epoch label.
#[repr(C)]
#[derive(Clone, Copy, IdlType)]
pub struct EpochPoints {
    /// Epoch label; 0 = unused.
    pub epoch: PodU32,
    /// Treasury and incentive parts of its settlements, base units.
    pub points: PodU64,
}

// SAFETY: repr(C), every field Pod and of alignment 1, so there is no padding.
unsafe impl anchor_lang::bytemuck::Pod for EpochPoints {}
// SAFETY: as above.
unsafe impl anchor_lang::bytemuck::Zeroable for EpochPoints {}

crate::shared_account! {
    /// What a node has done: `["reputation", node]`.
    pub struct Reputation, owner = programs::REGISTRY.id, size = 335 {
        /// `Tier`.
        pub tier: PodTier,
        /// The node.
        pub node: Address,
        /// 0..1000.
        pub score: PodU16,
        /// Points off the score for failed health checks.
        pub health_penalty: PodU16,
        /// Counted runs that completed or were stopped by the requester.
        pub completed: PodU64,
        /// Runs the node failed.
        pub failed: PodU64,
        /// Runs that missed a deadline.
        pub timed_out: PodU64,
        /// Results found invalid.
        pub invalid: PodU64,
        /// Jobs given back before their start.
        pub declined: PodU64,
        /// Fees of its runs with strangers, base units.
        pub lifetime_fees: PodU64,
        /// Moving average of the response time, milliseconds.
        pub response_ms: PodU32,
        /// Response samples.
        pub response_samples: PodU32,
        /// Day (unix days) of the newest bucket.
        pub bucket_day: PodU32,
        /// Seconds of uptime per day; day d in bucket d mod 30.
        pub buckets: [PodU32; 30],
        /// Sum of the buckets.
        pub uptime_seconds: PodU32,
        /// Unix seconds of registration.
        pub first_seen_at: PodI64,
        /// Ring of epochs; epoch e at e mod 4.
        pub points: [EpochPoints; 4],
    }
}

/// Accounts of `begin_run`, in order.
pub struct BeginRunAccounts<'a> {
    /// Caller PDA of markets.
    pub caller: CpiHandle<'a>,
    /// Config of the registry.
    pub config: CpiHandle<'a>,
    /// The node.
    pub node: CpiHandleMut<'a>,
    /// Event authority of the registry.
    pub event_authority: CpiHandle<'a>,
    /// The registry.
    pub program: CpiHandle<'a>,
}

/// Calls `begin_run` as markets: one more run on the node with `gpus` GPUs, at most `cap_runs` at once.
#[inline(always)]
pub fn begin_run(accounts: BeginRunAccounts, cap_runs: u16, gpus: u16) {
    let mut data = [40u8; 5];
    data[1..3].copy_from_slice(&cap_runs.to_le_bytes());
    data[3..5].copy_from_slice(&gpus.to_le_bytes());
    let bump = [programs::MARKETS.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::REGISTRY.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.node.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.node.into(),
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}

/// Accounts of `end_run`, in order.
pub struct EndRunAccounts<'a> {
    /// Caller PDA of markets.
    pub caller: CpiHandle<'a>,
    /// Config of the registry.
    pub config: CpiHandle<'a>,
    /// The node.
    pub node: CpiHandleMut<'a>,
    /// Its reputation.
    pub reputation: CpiHandleMut<'a>,
    /// Event authority of the registry.
    pub event_authority: CpiHandle<'a>,
    /// The registry.
    pub program: CpiHandle<'a>,
}

/// What markets tells about a run that ended.
#[derive(Clone, Copy, Debug)]
pub struct EndRunArgs {
    /// How it ended.
    pub outcome: Outcome,
    /// Response time of the job in milliseconds; 0 = it never started.
    pub response_ms: u32,
    /// Treasury and incentive parts, base units; 0 unless settled.
    pub fee: u64,
    /// Epoch label of the fee shard; 0 unless settled.
    pub epoch: u32,
    /// GPUs the run held.
    pub gpus: u16,
    /// False when requester or funder is a party of the node: such a run earns nothing.
    pub counted: bool,
}

/// Calls `end_run` as markets.
#[inline(always)]
pub fn end_run(accounts: EndRunAccounts, args: EndRunArgs) {
    let mut data = [41u8; 21];
    data[1] = args.outcome as u8;
    data[2..6].copy_from_slice(&args.response_ms.to_le_bytes());
    data[6..14].copy_from_slice(&args.fee.to_le_bytes());
    data[14..18].copy_from_slice(&args.epoch.to_le_bytes());
    data[18..20].copy_from_slice(&args.gpus.to_le_bytes());
    data[20] = args.counted as u8;
    let bump = [programs::MARKETS.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::REGISTRY.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.node.address()),
            InstructionAccount::writable(accounts.reputation.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.node.into(),
            accounts.reputation.into(),
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}

/// Accounts of `note_report`, in order.
pub struct NoteReportAccounts<'a> {
    /// Caller PDA of slashing.
    pub caller: CpiHandle<'a>,
    /// The node.
    pub node: CpiHandleMut<'a>,
    /// Event authority of the registry.
    pub event_authority: CpiHandle<'a>,
    /// The registry.
    pub program: CpiHandle<'a>,
}

/// Calls `note_report` as slashing: a report about the node opened (`step` 1) or ended (-1).
#[inline(always)]
pub fn note_report(accounts: NoteReportAccounts, step: i8) {
    let bump = [programs::SLASHING.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::REGISTRY.id,
        &[42, step.to_le_bytes()[0]],
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::writable(accounts.node.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.node.into(),
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}

/// Accounts of `penalise_node`, in order.
pub struct PenaliseNodeAccounts<'a> {
    /// Caller PDA of slashing.
    pub caller: CpiHandle<'a>,
    /// Config of the registry.
    pub config: CpiHandle<'a>,
    /// The node.
    pub node: CpiHandleMut<'a>,
    /// Its reputation.
    pub reputation: CpiHandleMut<'a>,
    /// Event authority of the registry.
    pub event_authority: CpiHandle<'a>,
    /// The registry.
    pub program: CpiHandle<'a>,
}

/// Calls `penalise_node` as slashing: counts what the reason counts, suspends the node while `suspend_until` (unix
/// seconds; 0 = not at all) is ahead.
#[inline(always)]
pub fn penalise_node(accounts: PenaliseNodeAccounts, reason: u8, suspend_until: i64) {
    let mut data = [43u8; 10];
    data[1] = reason;
    data[2..].copy_from_slice(&suspend_until.to_le_bytes());
    let bump = [programs::SLASHING.caller.bump];
    unchecked_invoke_signed_fixed(
        &programs::REGISTRY.id,
        &data,
        &[
            InstructionAccount::readonly_signer(accounts.caller.address()),
            InstructionAccount::readonly(accounts.config.address()),
            InstructionAccount::writable(accounts.node.address()),
            InstructionAccount::writable(accounts.reputation.address()),
            InstructionAccount::readonly(accounts.event_authority.address()),
            InstructionAccount::readonly(accounts.program.address()),
        ],
        &[
            accounts.caller,
            accounts.config,
            accounts.node.into(),
            accounts.reputation.into(),
            accounts.event_authority,
            accounts.program,
        ],
        &[&[programs::SEED_CALLER, &bump]],
    );
}
