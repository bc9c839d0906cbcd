//! 57 register_issuer.

use {
    crate::{
        error::RegistryError,
        events::IssuerRegistered,
        state::{Config, Grant, Issuer, IssuerTransitions},
    },
    anchor_lang::prelude::*,
};

/// The issuer to create, with the signature of the Config's authority or of its parent's. Behind the declared accounts
/// stand the parent's own ancestors, nearest first.
#[event_cpi]
#[derive(Accounts)]
pub struct RegisterIssuer {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(init, payer = payer, seeds = [b"issuer", authority.address().as_ref()], bump)]
    pub issuer: Account<Issuer>,
    /// CHECK: the key that will attest; only its address counts.
    pub authority: UncheckedAccount,
    /// The issuer that grants; absent where the Config's authority signs.
    pub parent: Option<Account<Issuer>>,
    pub granter: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Lets a key attest the claims of `scope` up to and including `expires_at`.
///
/// # Errors
/// `NotAuthority` without a parent, `NotIssuerAuthority` with one, `EntriesPaused`, `IssuerNotLive`,
/// `IssuerOutOfScope`, `IssuerTooDeep`, `ParameterOutOfBounds`.
pub fn register_issuer(
    ctx: &mut Context<RegisterIssuer>,
    scope: u8,
    expires_at: i64,
) -> Result<()> {
    let clock = Clock::get()?;
    let now = clock.unix_timestamp;
    let ancestors = ctx.remaining_accounts()?;
    let accounts = &mut ctx.accounts;
    accounts.check_granter()?;
    accounts
        .config
        .head
        .check_entries()
        .map_err(RegistryError::from)?;
    let parent = match &accounts.parent {
        Some(parent) => {
            require!(
                parent.is_trusted(&ancestors, now),
                RegistryError::IssuerNotLive
            );
            Some((*parent.address(), &**parent))
        }
        None => None,
    };
    let grant = Grant {
        authority: *accounts.authority.address(),
        scope,
        expires_at,
    };
    let issuer = &mut accounts.issuer;
    issuer.open(ctx.bumps.issuer, *accounts.payer.address());
    issuer.register(&grant, parent, now)?;

    let event = IssuerRegistered {
        issuer: *issuer.address(),
        issuer_changes: issuer.changes.get(),
        authority: grant.authority,
        parent: issuer.parent,
        granter: *accounts.granter.address(),
        scope,
        depth: issuer.depth,
        registered_at: now,
        expires_at,
        rent_payer: issuer.rent_payer,
        slot: clock.slot,
        at: now,
    };
    emit_cpi!(event);
    Ok(())
}

impl RegisterIssuer {
    fn check_granter(&self) -> Result<()> {
        let (authority, error) = match &self.parent {
            Some(parent) => (&parent.authority, RegistryError::NotIssuerAuthority),
            None => (&self.config.head.authority, RegistryError::NotAuthority),
        };
        if authority != self.granter.address() {
            return Err(error.into());
        }
        Ok(())
    }
}
