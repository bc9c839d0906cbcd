//! 10 register_node.
#![expect(
    unused_variables,
    reason = "the derive binds the instruction's arguments a second time"
)]

use {
    crate::{
        error::RegistryError,
        events::NodeRegistered,
        state::{
            Config, IdentityKind, Node, NodeEndpoint, NodeHardware, NodePolicy, NodeTransitions,
            Registrant, Reputation, ReputationTransitions,
        },
    },
    anchor_lang::prelude::*,
};

/// What a node states when it is registered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct NodeRegistration {
    /// `IdentityKind`.
    pub identity: u8,
    /// Owner of the token account that is paid, not zero.
    pub payout: Address,
    /// The machine.
    pub hardware: NodeHardware,
    /// Its terms.
    pub policy: NodePolicy,
    /// Where its agent is reached.
    pub endpoint: NodeEndpoint,
}

/// The node and reputation to create. The operator signs too, so nobody is drafted.
#[event_cpi]
#[derive(Accounts)]
#[instruction(id: [u8; 16])]
pub struct RegisterNode {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [b"node", authority.address().as_ref(), id.as_ref()], bump)]
    pub node: Account<Node>,
    #[account(init, payer = payer, seeds = [b"reputation", node.address().as_ref()], bump)]
    pub reputation: Account<Reputation>,
    pub authority: Signer,
    pub operator: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Creates an Active node and its reputation of zero.
///
/// # Errors
/// `EntriesPaused`, `InvalidId`, `InvalidPolicy`, `InvalidHardware`, `ZeroDigest`, `InvalidEndpoint`,
/// `ZeroAddress`.
pub fn register_node(
    ctx: &mut Context<RegisterNode>,
    id: [u8; 16],
    registration: &NodeRegistration,
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let accounts = &mut ctx.accounts;
    accounts
        .config
        .head
        .check_entries()
        .map_err(RegistryError::from)?;
    require!(id != [0; 16], RegistryError::InvalidId);
    let identity =
        IdentityKind::from_u8(registration.identity).ok_or(RegistryError::InvalidPolicy)?;

    let keys = Registrant {
        authority: *accounts.authority.address(),
        operator: *accounts.operator.address(),
        payout: registration.payout,
    };
    let rent_payer = *accounts.payer.address();
    let node_address = *accounts.node.address();
    let node = &mut accounts.node;
    node.open(ctx.bumps.node, rent_payer);
    node.register(id, identity, &keys, now)?;
    node.set_hardware(&registration.hardware)?;
    node.set_policy(&registration.policy)?;
    node.set_endpoint(&registration.endpoint)?;
    let reputation = &mut accounts.reputation;
    reputation.open(ctx.bumps.reputation, rent_payer);
    reputation.start(node_address, now);

    emit_cpi!(NodeRegistered {
        node: node_address,
        node_changes: ctx.accounts.node.changes.get(),
        reputation: *ctx.accounts.reputation.address(),
        reputation_changes: ctx.accounts.reputation.changes.get(),
        id,
        registrant: keys.authority,
        operator: keys.operator,
        payout: keys.payout,
        identity: registration.identity,
        hardware: registration.hardware,
        policy: registration.policy,
        policy_version: ctx.accounts.node.policy_version.get(),
        endpoint: registration.endpoint,
        rent_payer,
        slot: clock.slot,
        at: now,
    });
    Ok(())
}
