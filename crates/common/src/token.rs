//! The classic token program: typed views, the checks of accounts that hold money, and its calls.
//!
//! Calls go through `unchecked_invoke_signed_fixed`: a failing call aborts the transaction, so none returns
//! an error, and 3,600 compute units a call stay with the user.

use {
    crate::{error::CommonError, programs::TOKEN_PROGRAM},
    anchor_lang::{
        accounts::SlabSchema, bytemuck, cpi::InstructionAccount, prelude::*,
        unchecked_invoke_signed_fixed,
    },
};

/// Decimals of HYPER.
pub const MINT_DECIMALS: u8 = 6;
/// Bytes of a token account.
pub const TOKEN_ACCOUNT_SIZE: usize = 165;
/// Bytes of a mint.
pub const MINT_SIZE: usize = 82;

const STATE_INITIALIZED: u8 = 1;
const STATE_FROZEN: u8 = 2;

/// A token account of the classic token program, read in place.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct TokenAccount {
    /// Mint of the tokens.
    pub mint: Address,
    /// Who may move them.
    pub owner: Address,
    /// Base units held.
    pub amount: PodU64,
    delegate_tag: [u8; 4],
    delegate: Address,
    state: u8,
    native_tag: [u8; 4],
    native: PodU64,
    delegated_amount: PodU64,
    close_authority_tag: [u8; 4],
    close_authority: Address,
}

/// A mint of the classic token program, read in place.
#[repr(C)]
#[derive(Clone, Copy)]
pub struct Mint {
    authority_tag: [u8; 4],
    authority: Address,
    /// Base units in existence.
    pub supply: PodU64,
    /// Decimal places.
    pub decimals: u8,
    initialized: u8,
    freeze_authority_tag: [u8; 4],
    freeze_authority: Address,
}

const _: () = assert!(core::mem::size_of::<TokenAccount>() == TOKEN_ACCOUNT_SIZE);
const _: () = assert!(core::mem::size_of::<Mint>() == MINT_SIZE);

// SAFETY: repr(C), alignment 1, every field Pod, sizes asserted to be the sums.
unsafe impl bytemuck::Pod for TokenAccount {}
// SAFETY: as above.
unsafe impl bytemuck::Zeroable for TokenAccount {}
// SAFETY: as above.
unsafe impl bytemuck::Pod for Mint {}
// SAFETY: as above.
unsafe impl bytemuck::Zeroable for Mint {}

impl SlabSchema for TokenAccount {
    const DATA_OFFSET: usize = 0;
    const MIN_DATA_LEN: usize = TOKEN_ACCOUNT_SIZE;

    #[inline(always)]
    fn validate(view: &AccountView, data: &[u8]) -> Result<()> {
        require!(view.owned_by(&TOKEN_PROGRAM), ProgramError::IllegalOwner);
        require!(
            data.len() == TOKEN_ACCOUNT_SIZE,
            ProgramError::AccountDataTooSmall
        );
        require!(
            data[108] == STATE_INITIALIZED || data[108] == STATE_FROZEN,
            ProgramError::UninitializedAccount
        );
        Ok(())
    }
}

impl SlabSchema for Mint {
    const DATA_OFFSET: usize = 0;
    const MIN_DATA_LEN: usize = MINT_SIZE;

    #[inline(always)]
    fn validate(view: &AccountView, data: &[u8]) -> Result<()> {
        require!(view.owned_by(&TOKEN_PROGRAM), ProgramError::IllegalOwner);
        require!(data.len() == MINT_SIZE, ProgramError::AccountDataTooSmall);
        require!(data[45] == 1, ProgramError::UninitializedAccount);
        Ok(())
    }
}

impl IdlAccountType for TokenAccount {}
impl IdlAccountType for Mint {}

impl TokenAccount {
    /// Whether the mint's freeze authority stopped it.
    #[inline(always)]
    pub fn is_frozen(&self) -> bool {
        self.state == STATE_FROZEN
    }

    /// Checks a source or recipient: the mint, the recorded owner, not frozen.
    ///
    /// # Errors
    /// `WrongTokenMint`, `WrongTokenOwner`, `TokenAccountFrozen`.
    #[inline(always)]
    pub fn check(&self, mint: &Address, owner: &Address) -> core::result::Result<(), CommonError> {
        if self.mint != *mint {
            return Err(CommonError::WrongTokenMint);
        }
        if self.owner != *owner {
            return Err(CommonError::WrongTokenOwner);
        }
        if self.is_frozen() {
            return Err(CommonError::TokenAccountFrozen);
        }
        Ok(())
    }

    /// Checks a vault that its address pins already: mint and owner.
    ///
    /// # Errors
    /// `WrongVault`.
    #[inline(always)]
    pub fn check_vault(
        &self,
        mint: &Address,
        owner: &Address,
    ) -> core::result::Result<(), CommonError> {
        if self.mint != *mint || self.owner != *owner {
            return Err(CommonError::WrongVault);
        }
        Ok(())
    }
}

impl Mint {
    /// Checks that a mint can back the protocol: 6 decimals, nobody can freeze.
    ///
    /// # Errors
    /// `WrongMintDecimals`, `MintCanFreeze`.
    pub fn check(&self) -> core::result::Result<(), CommonError> {
        if self.decimals != MINT_DECIMALS {
            return Err(CommonError::WrongMintDecimals);
        }
        if self.freeze_authority_tag != [0; 4] {
            return Err(CommonError::MintCanFreeze);
        }
        Ok(())
    }
}

/// Moves `amount` base units; both accounts were mint-checked before. Zero amounts are the caller's to skip.
#[inline(always)]
pub fn transfer<'a>(
    from: CpiHandleMut<'a>,
    to: CpiHandleMut<'a>,
    authority: CpiHandle<'a>,
    amount: u64,
    signer_seeds: &'a [&'a [&'a [u8]]],
) {
    let mut data = [3u8; 9];
    data[1..].copy_from_slice(&amount.to_le_bytes());
    unchecked_invoke_signed_fixed(
        &TOKEN_PROGRAM,
        &data,
        &[
            InstructionAccount::writable(from.address()),
            InstructionAccount::writable(to.address()),
            InstructionAccount::readonly_signer(authority.address()),
        ],
        &[from.into(), to.into(), authority],
        signer_seeds,
    );
}

/// Closes an empty token account; its lamports go to `destination`.
#[inline(always)]
pub fn close_account<'a>(
    account: CpiHandleMut<'a>,
    destination: CpiHandleMut<'a>,
    authority: CpiHandle<'a>,
    signer_seeds: &'a [&'a [&'a [u8]]],
) {
    unchecked_invoke_signed_fixed(
        &TOKEN_PROGRAM,
        &[9],
        &[
            InstructionAccount::writable(account.address()),
            InstructionAccount::writable(destination.address()),
            InstructionAccount::readonly_signer(authority.address()),
        ],
        &[account.into(), destination.into(), authority],
        signer_seeds,
    );
}

/// Burns `amount` base units; the token program checks the 6 decimals again.
#[inline(always)]
pub fn burn_checked<'a>(
    account: CpiHandleMut<'a>,
    mint: CpiHandleMut<'a>,
    authority: CpiHandle<'a>,
    amount: u64,
    signer_seeds: &'a [&'a [&'a [u8]]],
) {
    let mut data = [15u8; 10];
    data[1..9].copy_from_slice(&amount.to_le_bytes());
    data[9] = MINT_DECIMALS;
    unchecked_invoke_signed_fixed(
        &TOKEN_PROGRAM,
        &data,
        &[
            InstructionAccount::writable(account.address()),
            InstructionAccount::writable(mint.address()),
            InstructionAccount::readonly_signer(authority.address()),
        ],
        &[account.into(), mint.into(), authority],
        signer_seeds,
    );
}

/// Creates a token account at a PDA of the calling program and sets its mint and owner.
///
/// `seeds` include the bump. The payer signs the transaction.
///
/// # Errors
/// The system program's codes, for instance when the payer lacks lamports.
pub fn create_vault(
    payer: &AccountView,
    vault: &mut AccountView,
    mint: &AccountView,
    owner: &Address,
    seeds: &[&[u8]],
) -> Result<()> {
    anchor_lang::create_account_signed(payer, vault, TOKEN_ACCOUNT_SIZE, &TOKEN_PROGRAM, seeds)?;
    // InitializeAccount3 takes the owner as data and needs no rent sysvar.
    let mut data = [18u8; 33];
    data[1..].copy_from_slice(owner.as_ref());
    let mint = CpiHandle::readonly(mint);
    let vault = CpiHandleMut::writable(vault);
    unchecked_invoke_signed_fixed(
        &TOKEN_PROGRAM,
        &data,
        &[
            InstructionAccount::writable(vault.address()),
            InstructionAccount::readonly(mint.address()),
        ],
        &[vault.into(), mint],
        &[],
    );
    Ok(())
}
