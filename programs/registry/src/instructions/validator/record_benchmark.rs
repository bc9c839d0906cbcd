//! 30 record_benchmark.

use {
    super::check_validator::Checker,
    crate::{
        error::RegistryError,
        events::BenchmarkRecorded,
        state::{Node, NodeTransitions},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::View,
        programs,
        staking::{Bond, Config as StakingConfig, Validator},
    },
};

/// The node, and what proves the validator who signs.
#[event_cpi]
#[derive(Accounts)]
pub struct RecordBenchmark {
    #[account(mut)]
    pub node: Account<Node>,
    /// Config of staking, for the stake a validator needs.
    #[account(address = programs::STAKING.config.address)]
    pub staking_config: Account<View<StakingConfig>>,
    #[account(constraint = validator.owner == *checker.address() @ RegistryError::ValidatorNotActive)]
    pub validator: Account<View<Validator>>,
    /// The validator's own bond.
    pub bond: Account<View<Bond>>,
    pub checker: Signer,
}

/// Records what a benchmark of `class` measured; a node never sets this itself.
///
/// # Errors
/// `WrongVersion`, `ValidatorNotActive`, `CheckerConflict`, `ParameterOutOfBounds` for class 0, `ZeroAmount`
/// for no units, `ZeroDigest`.
pub fn record_benchmark(
    ctx: &mut Context<RecordBenchmark>,
    class: u16,
    units: u64,
    digest: [u8; 32],
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let checker = *accounts.checker.address();
    let node = &mut accounts.node;
    Checker {
        staking_config: &accounts.staking_config,
        validator: &accounts.validator,
        bond: &accounts.bond,
        key: &checker,
    }
    .check(node, now)?;
    require!(digest != [0; 32], RegistryError::ZeroDigest);

    let benchmark_class_before = node.benchmark_class.get();
    let benchmark_units_before = node.benchmark_units.get();
    let benchmark_at_before = node.benchmark_at.get();

    node.set_benchmark(class, units, now)?;

    let event = BenchmarkRecorded {
        node: *node.address(),
        node_changes: node.count_change(),
        checker,
        digest,
        benchmark_class_before,
        benchmark_class_after: node.benchmark_class.get(),
        benchmark_units_before,
        benchmark_units_after: node.benchmark_units.get(),
        benchmark_at_before,
        benchmark_at_after: node.benchmark_at.get(),
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}
