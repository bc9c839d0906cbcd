//! 10 create_proposal.

use {
    crate::{
        error::GovernanceError,
        events::ProposalCreated,
        seeds::SEED_PROPOSAL,
        state::{Config, Moment, NewProposal, Proposal, ProposalKind, Title},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::PROPOSAL_BOND_VAULT,
        staking::Position,
        token::{transfer, TokenAccount},
    },
};

/// The proposal to create, whose it is, and its bond.
#[event_cpi]
#[derive(Accounts)]
pub struct CreateProposal {
    #[account(mut, seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(
        init,
        payer = payer,
        seeds = [SEED_PROPOSAL, config.proposal_count.get().to_le_bytes()],
        bump
    )]
    pub proposal: Account<Proposal>,
    #[account(address = position.owner @ GovernanceError::NotPositionOwner)]
    pub proposer: Signer,
    /// Position of the proposer; its weight is read when the vote begins.
    #[account(constraint = position.version == VERSION @ GovernanceError::WrongVersion)]
    pub position: Account<View<Position>>,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Token account of the proposer that the bond comes from.
    #[account(mut)]
    pub source: Account<TokenAccount>,
    #[account(mut, address = PROPOSAL_BOND_VAULT.address @ GovernanceError::WrongVault)]
    pub bond_vault: Account<TokenAccount>,
    pub token_program: Program<Token>,
    pub system_program: Program<System>,
}

/// What is proposed.
#[derive(Clone, Copy, Debug, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct ProposalTerms {
    /// `ProposalKind`.
    pub kind: u8,
    /// What it is called, at most 64 bytes.
    pub title: Title,
    /// Digest of its text.
    pub text_digest: [u8; 32],
}

impl CreateProposal {
    fn validate(&self, kind: ProposalKind) -> Result<()> {
        self.source
            .check(&self.config.head.mint, self.proposer.address())
            .map_err(GovernanceError::from)?;
        self.config
            .check_entries(kind)
            .map_err(GovernanceError::from)?;
        Ok(())
    }

    fn pay_in(&mut self, bond: u64) {
        transfer(
            self.source.cpi_handle_mut(),
            self.bond_vault.cpi_handle_mut(),
            self.proposer.cpi_handle(),
            bond,
            &[],
        );
    }
}

/// Opens a Draft and takes its bond.
///
/// # Errors
/// `NotPositionOwner`, `WrongVersion`, `WrongVault`, `ParameterOutOfBounds` for an unknown kind, `WrongTokenMint`,
/// `WrongTokenOwner`, `TokenAccountFrozen`, `EntriesPaused` unless the kind is Guardian, `TitleTooLong`,
/// `ZeroDigest`.
pub fn create_proposal(ctx: &mut Context<CreateProposal>, terms: &ProposalTerms) -> Result<()> {
    let now = Moment::now()?;
    let kind = ProposalKind::from_u8(terms.kind).ok_or(GovernanceError::ParameterOutOfBounds)?;
    let accounts = &mut ctx.accounts;
    accounts.validate(kind)?;
    let bond = accounts.config.params.proposal_bond.get();
    let id = accounts.config.take_id().map_err(GovernanceError::from)?;
    let rent_payer = *accounts.payer.address();
    let new = NewProposal {
        id,
        kind,
        proposer: *accounts.proposer.address(),
        position: *accounts.position.address(),
        title: terms.title,
        text_digest: terms.text_digest,
        bond,
    };
    accounts.proposal.open(ctx.bumps.proposal, rent_payer);
    accounts.proposal.begin(&new, now.at)?;
    accounts.pay_in(bond);
    let event = ProposalCreated {
        config: *accounts.config.address(),
        config_changes: accounts.config.count_change(),
        proposal: *accounts.proposal.address(),
        proposal_changes: accounts.proposal.changes.get(),
        id,
        proposal_count_before: id,
        proposal_count_after: accounts.config.proposal_count.get(),
        kind: terms.kind,
        proposer: new.proposer,
        position: new.position,
        title: new.title,
        text_digest: new.text_digest,
        bond,
        source: *accounts.source.address(),
        bond_vault: PROPOSAL_BOND_VAULT.address,
        rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
