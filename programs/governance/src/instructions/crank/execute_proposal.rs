//! 17 execute_proposal.

use {
    crate::{
        constants::{MAX_DATA, MAX_METAS, META_SIGNER, META_WRITABLE},
        error::GovernanceError,
        events::ProposalExecuted,
        seeds::SEED_EXECUTOR,
        state::{Moment, Payload, PodPayloadMeta, Proposal},
    },
    anchor_lang::{
        cpi::{CpiSeed, CpiSigner, InstructionAccount, InstructionView},
        pinocchio::cpi::invoke_signed_with_bounds,
        prelude::*,
    },
    hypernode_common::programs::EXECUTOR,
};

/// The proposal, its next payload and the program that is called; the payload's accounts follow in their order.
#[event_cpi]
#[derive(Accounts)]
pub struct ExecuteProposal {
    /// CHECK: read and written as a Proposal before and after the call; during it nothing here holds it, because
    /// `spend_treasury` writes it too.
    #[account(mut, unsafe(dup))]
    pub proposal: UncheckedAccount,
    #[account(constraint = payload.proposal == *proposal.address() @ GovernanceError::PayloadMismatch)]
    pub payload: Account<Payload>,
    /// CHECK: called by its address.
    #[account(address = payload.program @ GovernanceError::AccountsMismatch)]
    pub target_program: UncheckedAccount,
}

/// The proposal's account; dropping it releases the borrow.
///
/// # Errors
/// The framework's for what is no proposal.
fn open(account: &UncheckedAccount) -> Result<Account<Proposal>> {
    // SAFETY: nothing else in this instruction reads or writes the account's data, and every caller drops the
    // value before the next one opens it.
    unsafe { <Account<Proposal> as AnchorAccount>::load_mut(*account.account()) }
}

/// Checks that the accounts given are those stored, one by one, and writable where that is asked for.
///
/// # Errors
/// `AccountsMismatch`.
fn check_accounts(metas: &[PodPayloadMeta], accounts: &[AccountView]) -> Result<()> {
    let matches = metas.len() == accounts.len()
        && metas.iter().zip(accounts).all(|(meta, account)| {
            let writable = account.is_writable() || meta.flags & META_WRITABLE == 0;
            meta.key == *account.address() && writable
        });
    require!(matches, GovernanceError::AccountsMismatch);
    Ok(())
}

impl ExecuteProposal {
    /// The one call, as stored, signed by the executor where the payload says so. Everything is built on the stack.
    #[inline(never)]
    fn call(&self, accounts: &[AccountView]) -> Result<()> {
        let metas = self.payload.metas();
        check_accounts(metas, accounts)?;
        let program = self.payload.program;
        let mut instruction_accounts: [InstructionAccount; MAX_METAS] =
            core::array::from_fn(|_| InstructionAccount::readonly(&program));
        for ((slot, meta), account) in instruction_accounts.iter_mut().zip(metas).zip(accounts) {
            *slot = InstructionAccount::new(
                account.address(),
                meta.flags & META_WRITABLE != 0,
                meta.flags & META_SIGNER != 0,
            );
        }
        let mut buffer = [0; MAX_DATA];
        let data = self.payload.data();
        let (data_copy, _) = buffer.split_at_mut(data.len());
        data_copy.copy_from_slice(data);
        let instruction = InstructionView {
            program_id: &program,
            accounts: instruction_accounts.split_at(metas.len()).0,
            data: data_copy,
        };
        let bump = [EXECUTOR.bump];
        let seeds = [CpiSeed::from(SEED_EXECUTOR), CpiSeed::from(&bump)];
        invoke_signed_with_bounds::<MAX_METAS, AccountView>(
            &instruction,
            accounts,
            &[CpiSigner::from(&seeds)],
        )
    }
}

/// Executes payload `index`, the next one, after the timelock. It counts as executed before its call is made.
///
/// # Errors
/// `PayloadMismatch`, `AccountsMismatch`, `ProposalNotQueued`, `TimelockRunning`, `ExecutionWindowOver`,
/// `WrongPayloadIndex`; the called program's own.
pub fn execute_proposal(ctx: &mut Context<ExecuteProposal>, index: u8) -> Result<()> {
    let now = Moment::now()?;
    let given = ctx.remaining_accounts()?;
    let accounts = &mut ctx.accounts;
    let mut proposal = open(&accounts.proposal)?;
    let (status_before, executed_count_before) = (proposal.status.0, proposal.executed_count);
    proposal.execute(index, &accounts.payload, now.at)?;
    let (status_after, executed_count_after) = (proposal.status.0, proposal.executed_count);
    drop(proposal);

    accounts.call(&given)?;

    // Counted after the call, so that the account's events number themselves in the order in which they are told.
    let proposal_changes = open(&accounts.proposal)?.count_change();
    let event = ProposalExecuted {
        proposal: *accounts.proposal.address(),
        proposal_changes,
        payload: *accounts.payload.address(),
        index,
        program: accounts.payload.program,
        status_before,
        status_after,
        executed_count_before,
        executed_count_after,
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
