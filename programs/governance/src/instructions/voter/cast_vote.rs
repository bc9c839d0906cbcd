//! 14 cast_vote.

use {
    crate::{
        error::GovernanceError,
        events::VoteCast,
        seeds::SEED_VOTE,
        state::{Choice, Moment, Proposal, Vote},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        staking::Position,
    },
};

/// The proposal, the position that votes, and the vote to create.
#[event_cpi]
#[derive(Accounts)]
pub struct CastVote {
    #[account(mut)]
    pub proposal: Account<Proposal>,
    #[account(constraint = position.version == VERSION @ GovernanceError::WrongVersion)]
    pub position: Account<View<Position>>,
    #[account(address = position.owner @ GovernanceError::NotPositionOwner)]
    pub voter: Signer,
    /// Absent: a position votes once.
    #[account(init, payer = payer, seeds = [SEED_VOTE, proposal, position], bump)]
    pub vote: Account<Vote>,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

/// Votes with the weight the position had before the slot in which the vote began.
///
/// # Errors
/// `WrongVersion`, `NotPositionOwner`, `ProposalNotActive`, `VotingOver`, `ParameterOutOfBounds` for an unknown
/// choice, `SnapshotLost`, `NoWeight`; the system program's code when the position voted before.
pub fn cast_vote(ctx: &mut Context<CastVote>, choice: u8) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let proposal = &mut accounts.proposal;
    proposal.check_voting(now.at)?;
    let choice = Choice::from_u8(choice).ok_or(GovernanceError::ParameterOutOfBounds)?;
    let weight = accounts.position.weight_at(proposal.snapshot_slot.get());
    let weight = weight.ok_or(GovernanceError::SnapshotLost)?;
    let tally_before = proposal.tally();
    proposal.count(choice, weight)?;

    let rent_payer = *accounts.payer.address();
    let position = *accounts.position.address();
    let vote = &mut accounts.vote;
    vote.open(ctx.bumps.vote, rent_payer);
    vote.record(*proposal.address(), position, choice, weight, now.at);
    let event = VoteCast {
        proposal: *proposal.address(),
        proposal_changes: proposal.count_change(),
        vote: *vote.address(),
        vote_changes: vote.changes.get(),
        position,
        voter: *accounts.voter.address(),
        choice: vote.choice.0,
        weight,
        tally_before,
        tally_after: proposal.tally(),
        rent_payer,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
