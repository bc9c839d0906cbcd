//! A payload: one call that a proposal makes when it is executed.

use {
    super::ProposalKind,
    crate::{
        constants::{MAX_DATA, MAX_METAS, META_SIGNER, META_WRITABLE},
        error::GovernanceError,
    },
    alloc::vec::Vec,
    anchor_lang::prelude::*,
    hypernode_common::{
        bounded_bytes,
        digest::{self, Digest},
        error::CommonError,
        pod_pair, program_account,
        programs::{self, EXECUTOR, GOVERNANCE, TOKEN_PROGRAM, UPGRADEABLE_LOADER},
    },
};

pod_pair! {
    /// One account of a payload.
    pub struct PayloadMeta, PodPayloadMeta, size = 33 {
        /// The account.
        key: Address => Address,
        /// 1 writable, 2 signed by the executor.
        flags: u8 => u8,
    }
}

bounded_bytes! {
    /// Instruction data of a payload.
    PayloadData, PodPayloadData, 256, 258
}

program_account! {
    /// One call of a proposal: `["payload", proposal, index]`. Nothing changes it once it exists.
    pub struct Payload, size = 1_042 {
        /// Its place in the proposal, from 0.
        pub index: u8,
        /// Accounts in use.
        pub account_count: u8,
        /// The proposal.
        pub proposal: Address,
        /// Program called.
        pub program: Address,
        /// Accounts in order; zero behind the count.
        pub metas: [PodPayloadMeta; 20],
        /// Instruction data.
        pub data: PodPayloadData,
    }
}

/// A call as an event tells it: everything the account stores of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct PayloadCall {
    /// Program called.
    pub program: Address,
    /// Accounts in use.
    pub account_count: u8,
    /// Accounts in order; zero behind the count.
    pub metas: [PayloadMeta; 20],
    /// Instruction data.
    pub data: PayloadData,
}

/// Instructions of our programs that a payload's first byte of data may name.
mod named {
    pub const PROPOSE_AUTHORITY: u8 = 2;
    pub const SET_GUARDIAN: u8 = 4;
    pub const UNPAUSE: u8 = 6;
    pub const UPDATE_CONFIG: u8 = 7;
    pub const SPEND_TREASURY: u8 = 23;
    pub const SET_VETO: u8 = 24;
}

type Outcome<T = ()> = core::result::Result<T, GovernanceError>;

/// Whether it is one of the protocol's programs.
fn is_ours(program: &Address) -> bool {
    programs::ALL.iter().any(|ours| ours.id == *program)
}

/// Checks that a proposal of this kind may call this.
///
/// # Errors
/// `ProgramNotAllowed` for the token program, by which money would leave past the spend cap, and for an
/// instruction of governance that needs no executor; `KindMismatch`.
fn check_target(kind: ProposalKind, program: &Address, data: &[u8]) -> Outcome {
    if *program == TOKEN_PROGRAM {
        return Err(GovernanceError::ProgramNotAllowed);
    }
    let ours = is_ours(program);
    let governance = *program == GOVERNANCE.id;
    let instruction = data.first().copied().filter(|_| ours);
    if governance {
        // A proposal that voted, proposed or executed would act in the name of nobody.
        let allowed = matches!(
            instruction,
            Some(named::PROPOSE_AUTHORITY..=named::UPDATE_CONFIG)
                | Some(named::SPEND_TREASURY | named::SET_VETO)
        );
        if !allowed {
            return Err(GovernanceError::ProgramNotAllowed);
        }
    }
    let loader = *program == UPGRADEABLE_LOADER;
    let fits = match kind {
        ProposalKind::Text => false,
        ProposalKind::Parameter => instruction == Some(named::UPDATE_CONFIG),
        ProposalKind::TreasurySpend => governance && instruction == Some(named::SPEND_TREASURY),
        ProposalKind::Upgrade => loader,
        // Any other way to the loader would go around the longer timelock.
        ProposalKind::Generic => !loader,
        ProposalKind::Guardian => match instruction {
            Some(named::SET_GUARDIAN) => true,
            Some(named::SET_VETO | named::UNPAUSE) => governance,
            _ => false,
        },
    };
    if !fits {
        return Err(GovernanceError::KindMismatch);
    }
    Ok(())
}

/// Checks the flags of every account: known ones, and the executor's signature only where it may go.
///
/// # Errors
/// `ParameterOutOfBounds`, `SignerNotAllowed`.
fn check_metas(program: &Address, metas: &[PayloadMeta]) -> Outcome {
    let signs_here = is_ours(program) || *program == UPGRADEABLE_LOADER;
    for meta in metas {
        if meta.flags & !(META_WRITABLE | META_SIGNER) != 0 {
            return Err(GovernanceError::ParameterOutOfBounds);
        }
        if meta.flags & META_SIGNER != 0 && (!signs_here || meta.key != EXECUTOR.address) {
            return Err(GovernanceError::SignerNotAllowed);
        }
    }
    Ok(())
}

impl Payload {
    /// Fills a new payload of `proposal` after checking that the proposal's kind allows the call.
    ///
    /// # Errors
    /// `ParameterOutOfBounds` for more accounts or data than fit and for unknown flags, `ProgramNotAllowed`,
    /// `KindMismatch`, `SignerNotAllowed`, `AccountsMismatch` for a spend on another proposal's account.
    pub fn fill(
        &mut self,
        proposal: Address,
        kind: ProposalKind,
        program: Address,
        metas: &[PayloadMeta],
        data: &[u8],
    ) -> Outcome {
        if metas.len() > MAX_METAS || data.len() > MAX_DATA {
            return Err(GovernanceError::ParameterOutOfBounds);
        }
        check_target(kind, &program, data)?;
        check_metas(&program, metas)?;
        let spends = program == GOVERNANCE.id && data.first() == Some(&named::SPEND_TREASURY);
        // The account of `spend_treasury` that counts what a proposal spent comes first.
        if spends && metas.first().is_none_or(|meta| meta.key != proposal) {
            return Err(GovernanceError::AccountsMismatch);
        }
        self.proposal = proposal;
        self.program = program;
        self.account_count = narrow(metas.len())?;
        for (stored, meta) in self.metas.iter_mut().zip(metas) {
            *stored = (*meta).into();
        }
        let length = u16::try_from(data.len()).map_err(|_| CommonError::Overflow)?;
        self.data.length = length.into();
        for (stored, byte) in self.data.bytes.iter_mut().zip(data) {
            *stored = *byte;
        }
        Ok(())
    }

    /// The accounts in use.
    pub fn metas(&self) -> &[PodPayloadMeta] {
        let count = usize::from(self.account_count).min(MAX_METAS);
        self.metas.split_at(count).0
    }

    /// The instruction data in use.
    pub fn data(&self) -> &[u8] {
        let length = usize::from(self.data.length.get()).min(MAX_DATA);
        self.data.bytes.split_at(length).0
    }

    /// Digest of everything the call is.
    pub fn digest(&self) -> Digest {
        let metas: Vec<(Address, u8)> = self
            .metas()
            .iter()
            .map(|meta| (meta.key, meta.flags))
            .collect();
        digest::payload(&self.program, &metas, self.data())
    }

    /// The call as an event tells it.
    pub fn call(&self) -> PayloadCall {
        PayloadCall {
            program: self.program,
            account_count: self.account_count,
            metas: self.metas.map(PayloadMeta::from),
            data: self.data.into(),
        }
    }
}

fn narrow(count: usize) -> Outcome<u8> {
    Ok(u8::try_from(count).map_err(|_| CommonError::Overflow)?)
}
