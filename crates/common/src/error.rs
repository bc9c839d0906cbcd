//! Refusals that every program shares, and the macro that joins them with a program's own list.

/// Refusals common to all programs: offset + 0..39 of each program's band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
#[allow(
    missing_docs,
    reason = "each meaning is the message in `program_errors!`"
)]
pub enum CommonError {
    NotAuthority = 0,
    NotGuardian = 1,
    NotPendingAuthority = 2,
    NotDeployer = 3,
    EntriesPaused = 4,
    ExitsPaused = 5,
    NotPaused = 6,
    PauseTooSoon = 7,
    WrongMint = 8,
    WrongMintDecimals = 9,
    MintCanFreeze = 10,
    WrongVault = 11,
    WrongTokenOwner = 12,
    WrongTokenMint = 13,
    TokenAccountFrozen = 14,
    Overflow = 15,
    DivisionByZero = 16,
    ParameterOutOfBounds = 17,
    InvalidId = 18,
    ZeroDigest = 19,
    ZeroAmount = 20,
    NotCaller = 21,
    WrongProgramOwner = 22,
    WrongVersion = 23,
    SlotNotReached = 24,
    DrawnAlready = 25,
    ZeroAddress = 26,
    RecipientIsVault = 27,
    WrongRentPayer = 28,
    StillOpen = 29,
}

/// Declares a program's error enum: the common block at 0..39, then its own list from 40 in printed order.
///
/// ```ignore
/// program_errors! {
///     /// Refusals of the registry.
///     pub enum RegistryError, offset = 10000 {
///         NodeNotActive = 40, "the node is not Active: resume it first",
///         NodeNotServing = 41, "...",
///     }
/// }
/// ```
/// Each message says the fact and, where the caller can do something, the remedy. `CommonError`
/// converts into the enum, so `common_call().map_err(RegistryError::from)?` gives the program's own code.
#[macro_export]
macro_rules! program_errors {
    (
        $(#[$doc:meta])*
        pub enum $name:ident, offset = $offset:tt {
            $( $variant:ident = $value:tt, $message:literal ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[anchor_lang::error_code(offset = $offset)]
        #[derive(Debug, PartialEq, Eq)]
        #[allow(missing_docs, reason = "each meaning is its message")]
        pub enum $name {
            #[msg("the signer is not the authority recorded in the Config")]
            NotAuthority = 0,
            #[msg("the signer is not the guardian recorded in the Config")]
            NotGuardian = 1,
            #[msg("the signer is not the pending authority; propose it first")]
            NotPendingAuthority = 2,
            #[msg("only the program's upgrade authority may initialise it")]
            NotDeployer = 3,
            #[msg("new obligations are paused; wait until the authority unpauses")]
            EntriesPaused = 4,
            #[msg("exits are paused for at most 72 hours; try again later")]
            ExitsPaused = 5,
            #[msg("nothing is paused")]
            NotPaused = 6,
            #[msg("the guardian paused exits less than 30 days ago")]
            PauseTooSoon = 7,
            #[msg("the mint is not the classic token mint this program was initialised with")]
            WrongMint = 8,
            #[msg("the mint must have 6 decimals")]
            WrongMintDecimals = 9,
            #[msg("the mint has a freeze authority; a frozen escrow could not settle")]
            MintCanFreeze = 10,
            #[msg("the account is not the vault at its address, mint and owner")]
            WrongVault = 11,
            #[msg("the token account's owner is not the recorded key")]
            WrongTokenOwner = 12,
            #[msg("the token account holds another mint")]
            WrongTokenMint = 13,
            #[msg("the token account is frozen")]
            TokenAccountFrozen = 14,
            #[msg("the result does not fit its type")]
            Overflow = 15,
            #[msg("a denominator is zero")]
            DivisionByZero = 16,
            #[msg("a parameter is outside its bounds or may not change")]
            ParameterOutOfBounds = 17,
            #[msg("an id of 16 zero bytes is not an id")]
            InvalidId = 18,
            #[msg("a digest of zero bytes stands where one is required")]
            ZeroDigest = 19,
            #[msg("the amount is zero")]
            ZeroAmount = 20,
            #[msg("only the caller PDA of the program named in the specification may call this")]
            NotCaller = 21,
            #[msg("the account belongs to another program")]
            WrongProgramOwner = 22,
            #[msg("the account has a layout version this program does not read")]
            WrongVersion = 23,
            #[msg("the target slot of the draw is not reached yet")]
            SlotNotReached = 24,
            #[msg("the draw was made already")]
            DrawnAlready = 25,
            #[msg("an address of zero bytes stands where one is required")]
            ZeroAddress = 26,
            #[msg("the recipient is a vault of this program")]
            RecipientIsVault = 27,
            #[msg("lamports return to the recorded rent payer only")]
            WrongRentPayer = 28,
            #[msg("the account is still in use")]
            StillOpen = 29,
            $( #[msg($message)] $variant = $value, )*
        }

        impl $name {
            /// First code of this program's band.
            pub const OFFSET: u32 = $offset;

            /// The code a transaction fails with: `Custom(code)`.
            pub const fn code(self) -> u32 {
                $offset + self as u32
            }
        }

        impl From<$crate::error::CommonError> for $name {
            #[inline(always)]
            fn from(error: $crate::error::CommonError) -> Self {
                use $crate::error::CommonError as Common;
                match error {
                    Common::NotAuthority => Self::NotAuthority,
                    Common::NotGuardian => Self::NotGuardian,
                    Common::NotPendingAuthority => Self::NotPendingAuthority,
                    Common::NotDeployer => Self::NotDeployer,
                    Common::EntriesPaused => Self::EntriesPaused,
                    Common::ExitsPaused => Self::ExitsPaused,
                    Common::NotPaused => Self::NotPaused,
                    Common::PauseTooSoon => Self::PauseTooSoon,
                    Common::WrongMint => Self::WrongMint,
                    Common::WrongMintDecimals => Self::WrongMintDecimals,
                    Common::MintCanFreeze => Self::MintCanFreeze,
                    Common::WrongVault => Self::WrongVault,
                    Common::WrongTokenOwner => Self::WrongTokenOwner,
                    Common::WrongTokenMint => Self::WrongTokenMint,
                    Common::TokenAccountFrozen => Self::TokenAccountFrozen,
                    Common::Overflow => Self::Overflow,
                    Common::DivisionByZero => Self::DivisionByZero,
                    Common::ParameterOutOfBounds => Self::ParameterOutOfBounds,
                    Common::InvalidId => Self::InvalidId,
                    Common::ZeroDigest => Self::ZeroDigest,
                    Common::ZeroAmount => Self::ZeroAmount,
                    Common::NotCaller => Self::NotCaller,
                    Common::WrongProgramOwner => Self::WrongProgramOwner,
                    Common::WrongVersion => Self::WrongVersion,
                    Common::SlotNotReached => Self::SlotNotReached,
                    Common::DrawnAlready => Self::DrawnAlready,
                    Common::ZeroAddress => Self::ZeroAddress,
                    Common::RecipientIsVault => Self::RecipientIsVault,
                    Common::WrongRentPayer => Self::WrongRentPayer,
                    Common::StillOpen => Self::StillOpen,
                }
            }
        }
    };
}
