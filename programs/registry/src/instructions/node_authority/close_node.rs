//! 25 close_node.

use {
    crate::{
        error::RegistryError,
        events::NodeClosed,
        state::{Config, Node, NodeTransitions, Reputation},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs,
        staking::Bond,
    },
};

/// The node and its reputation, with its authority's signature.
#[event_cpi]
#[derive(Accounts)]
pub struct CloseNode {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, close = rent_payer)]
    pub node: Account<Node>,
    #[account(mut, seeds = [b"reputation", node.address().as_ref()], bump = reputation.bump, close = rent_payer)]
    pub reputation: Account<Reputation>,
    /// CHECK: the node's bond; absent, or read by `check_unbonded`.
    #[account(seeds = [b"bond", node.address().as_ref()], bump, seeds::program = programs::STAKING.id)]
    pub bond: UncheckedAccount,
    #[account(address = node.authority @ RegistryError::NotNodeAuthority)]
    pub authority: Signer,
    /// CHECK: pinned by address.
    #[account(mut, unsafe(dup), address = node.rent_payer @ RegistryError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
}

/// Closes a retired node and its reputation.
///
/// # Errors
/// `NotNodeAuthority`, `WrongRentPayer`, `ExitsPaused`, `NodeNotInactive`, `NodeBusy`, `ReportsOpen`,
/// `FingerprintInUse`, `CloseTooSoon`, `NodeBonded`, `WrongVersion`.
pub fn close_node(ctx: &mut Context<CloseNode>) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    let config = &accounts.config;
    config.head.check_exits(now).map_err(RegistryError::from)?;
    let close_delay_seconds = config.params.node_close_delay_seconds.get();
    accounts.node.check_closable(close_delay_seconds, now)?;
    check_unbonded(&accounts.bond)?;

    let event = NodeClosed {
        node: *accounts.node.address(),
        node_changes: accounts.node.count_change(),
        reputation: *accounts.reputation.address(),
        reputation_changes: accounts.reputation.count_change(),
        rent_payer: accounts.node.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}

/// Refuses while stake backs the node: a report could still slash it.
fn check_unbonded(bond: &UncheckedAccount) -> Result<()> {
    if bond.account().is_data_empty() {
        return Ok(());
    }
    let bond = Account::<View<Bond>>::load(*bond.account())?;
    require!(bond.version == VERSION, RegistryError::WrongVersion);
    let empty = bond.slots_mask == 0 && bond.pledged.get() == 0 && bond.releasing.get() == 0;
    require!(empty, RegistryError::NodeBonded);
    Ok(())
}
