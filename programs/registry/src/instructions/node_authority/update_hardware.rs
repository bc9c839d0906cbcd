//! 11 update_hardware.

use {
    crate::{
        error::RegistryError,
        events::HardwareUpdated,
        state::{Node, NodeHardware, NodeTransitions},
    },
    anchor_lang::prelude::*,
};

/// The node, with its authority's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct UpdateHardware {
    #[account(mut)]
    pub node: Account<Node>,
    #[account(address = node.authority @ RegistryError::NotNodeAuthority)]
    pub authority: Signer,
}

/// States other hardware; the benchmark is cleared.
///
/// # Errors
/// `NotNodeAuthority`, `InvalidHardware`, `ZeroDigest`.
pub fn update_hardware(ctx: &mut Context<UpdateHardware>, hardware: &NodeHardware) -> Result<()> {
    let clock = Clock::get()?;
    let node = &mut ctx.accounts.node;
    let hardware_before = NodeHardware::of(node);
    let benchmark_class_before = node.benchmark_class.get();
    let benchmark_units_before = node.benchmark_units.get();
    let benchmark_at_before = node.benchmark_at.get();

    node.set_hardware(hardware)?;

    let event = HardwareUpdated {
        node: *node.address(),
        node_changes: node.count_change(),
        hardware_before,
        hardware_after: *hardware,
        benchmark_class_before,
        benchmark_class_after: node.benchmark_class.get(),
        benchmark_units_before,
        benchmark_units_after: node.benchmark_units.get(),
        benchmark_at_before,
        benchmark_at_after: node.benchmark_at.get(),
        slot: clock.slot,
        at: clock.unix_timestamp,
    };
    emit_cpi!(event);
    Ok(())
}
