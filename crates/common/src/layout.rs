//! One definition of every layout: stored accounts, argument blocks, enums; and the views by which
//! one program reads another's accounts.

use {
    anchor_lang::{accounts::SlabSchema, bytemuck, prelude::*},
    core::ops::Deref,
};

/// Layout version every account is created with.
pub const VERSION: u8 = 1;

/// First eight bytes of `sha256("account:<name>")`, the framework's default account discriminator.
pub const fn account_discriminator(name: &str) -> [u8; 8] {
    let digest = const_crypto::sha2::Sha256::new()
        .update(b"account:")
        .update(name.as_bytes())
        .finalize();
    [
        digest[0], digest[1], digest[2], digest[3], digest[4], digest[5], digest[6], digest[7],
    ]
}

/// A native value and the alignment-1 form it is stored in.
pub trait Stored: Copy {
    /// The stored form.
    type Pod: Copy;
    /// Into the stored form.
    fn store(self) -> Self::Pod;
    /// Out of the stored form.
    fn load(pod: Self::Pod) -> Self;
}

macro_rules! stored {
    ($($native:ty => $pod:ty),* $(,)?) => {$(
        impl Stored for $native {
            type Pod = $pod;
            #[inline(always)]
            fn store(self) -> $pod {
                self.into()
            }
            #[inline(always)]
            fn load(pod: $pod) -> Self {
                pod.into()
            }
        }
    )*};
}

stored! {
    u8 => u8,
    u16 => PodU16,
    u32 => PodU32,
    u64 => PodU64,
    u128 => PodU128,
    i32 => PodI32,
    i64 => PodI64,
    bool => PodBool,
    Address => Address,
}

impl<T: Stored, const N: usize> Stored for [T; N] {
    type Pod = [T::Pod; N];
    #[inline(always)]
    fn store(self) -> Self::Pod {
        self.map(T::store)
    }
    #[inline(always)]
    fn load(pod: Self::Pod) -> Self {
        pod.map(T::load)
    }
}

/// Another program's account `T`, read in place: owner, length and discriminator are checked while it loads.
///
/// The caller checks version and address. Its layout stays out of the reading program's IDL. A view may be
/// declared `mut` to be passed on to its owner; writing through it fails the transaction.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct View<T>(T);

// SAFETY: transparent over a Pod type.
unsafe impl<T: bytemuck::Pod> bytemuck::Pod for View<T> {}
// SAFETY: transparent over a zeroable type.
unsafe impl<T: bytemuck::Zeroable> bytemuck::Zeroable for View<T> {}

impl<T> Deref for View<T> {
    type Target = T;
    #[inline(always)]
    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: SlabSchema> SlabSchema for View<T> {
    const DATA_OFFSET: usize = T::DATA_OFFSET;
    const MIN_DATA_LEN: usize = T::MIN_DATA_LEN;
    #[inline(always)]
    fn validate(view: &AccountView, data: &[u8]) -> Result<()> {
        T::validate(view, data)
    }
}

impl<T> IdlAccountType for View<T> {}

/// Size, creation and change counter of a struct with the shared fields.
#[doc(hidden)]
#[macro_export]
macro_rules! __record {
    ($name:ident, $size:expr) => {
        impl $name {
            /// Bytes of the account, discriminator included.
            pub const SIZE: usize = 8 + core::mem::size_of::<Self>();

            /// Fills the shared fields of a new account; its creation is its first change.
            #[inline(always)]
            pub fn open(&mut self, bump: u8, rent_payer: anchor_lang::prelude::Address) {
                self.version = $crate::layout::VERSION;
                self.bump = bump;
                self.rent_payer = rent_payer;
                self.changes = 1u32.into();
            }

            /// Counts one more event that changes the account and gives the counter after it.
            #[inline(always)]
            pub fn count_change(&mut self) -> u32 {
                // A reader compares neighbours only, so wrapping after 2^32 events is harmless.
                let changes = self.changes.get().wrapping_add(1);
                self.changes = changes.into();
                changes
            }
        }

        const _: () = assert!($name::SIZE == $size);
    };
}

/// Declares an account of the program whose crate this stands in, with the shared fields around its own.
///
/// `program_account! { /// doc  pub struct Job, size = 668 { /// doc  pub state: PodJobState, ... } }`
/// Field types are one token: a name or a bracketed array. A later delivery may take reserved bytes for fields of its
/// own: `{ ... } later { /// doc  pub since: PodU64 } reserved = 4`; accounts of before read them as zero.
#[macro_export]
macro_rules! program_account {
    (
        $(#[$doc:meta])*
        pub struct $name:ident, size = $size:literal {
            $( $(#[$field_doc:meta])* pub $field:ident : $ty:tt ),* $(,)?
        }
    ) => {
        $crate::program_account! {
            $(#[$doc])*
            pub struct $name, size = $size {
                $( $(#[$field_doc])* pub $field : $ty ),*
            } later {} reserved = 12
        }
    };
    (
        $(#[$doc:meta])*
        pub struct $name:ident, size = $size:literal {
            $( $(#[$field_doc:meta])* pub $field:ident : $ty:tt ),* $(,)?
        } later {
            $( $(#[$later_doc:meta])* pub $later:ident : $later_ty:tt ),* $(,)?
        } reserved = $reserved:literal
    ) => {
        $(#[$doc])*
        #[anchor_lang::account]
        pub struct $name {
            /// Layout version, 1.
            pub version: u8,
            /// Canonical bump of its address.
            pub bump: u8,
            $( $(#[$field_doc])* pub $field: $ty, )*
            /// Gets the lamports back when the account closes.
            pub rent_payer: Address,
            /// Events that changed this account.
            pub changes: PodU32,
            $( $(#[$later_doc])* pub $later: $later_ty, )*
            /// Zero; for later deliveries.
            pub reserved: [u8; $reserved],
        }

        $crate::__record!($name, $size);
    };
}

/// Declares an account that other programs read too: as `program_account!`, with its owner named.
#[macro_export]
macro_rules! shared_account {
    (
        $(#[$doc:meta])*
        pub struct $name:ident, owner = $owner:expr, size = $size:literal {
            $( $(#[$field_doc:meta])* pub $field:ident : $ty:tt ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy)]
        #[repr(C)]
        pub struct $name {
            /// Layout version, 1.
            pub version: u8,
            /// Canonical bump of its address.
            pub bump: u8,
            $( $(#[$field_doc])* pub $field: $ty, )*
            /// Gets the lamports back when the account closes.
            pub rent_payer: Address,
            /// Events that changed this account.
            pub changes: PodU32,
            /// Zero; for later deliveries.
            pub reserved: [u8; 12],
        }

        $crate::__record!($name, $size);

        const _: () = {
            const fn pod<T: anchor_lang::bytemuck::Pod>() -> usize {
                core::mem::size_of::<T>()
            }
            assert!(
                core::mem::size_of::<$name>() == 2 $( + pod::<$ty>() )* + 32 + 4 + 12,
                "padding in an account layout"
            );
        };

        // SAFETY: repr(C), every field Pod and no padding, both asserted above.
        unsafe impl anchor_lang::bytemuck::Pod for $name {}
        // SAFETY: as above.
        unsafe impl anchor_lang::bytemuck::Zeroable for $name {}

        impl anchor_lang::Owner for $name {
            const OWNER: Address = $owner;
        }

        impl anchor_lang::Discriminator for $name {
            const DISCRIMINATOR: &'static [u8] =
                &$crate::layout::account_discriminator(stringify!($name));
        }

        #[cfg(feature = "idl-build")]
        impl anchor_lang::IdlAccountType for $name {
            fn __idl_account_entry() -> Option<&'static str> {
                Some($crate::idl::account_entry(
                    stringify!($name),
                    <Self as anchor_lang::Discriminator>::DISCRIMINATOR,
                ))
            }

            fn __idl_type_def() -> Option<&'static str> {
                $(#[$doc])*
                #[derive(anchor_lang::IdlType)]
                #[allow(dead_code)]
                struct $name {
                    /// Layout version, 1.
                    version: u8,
                    /// Canonical bump of its address.
                    bump: u8,
                    $( $(#[$field_doc])* $field: $ty, )*
                    /// Gets the lamports back when the account closes.
                    rent_payer: Address,
                    /// Events that changed this account.
                    changes: PodU32,
                    /// Zero; for later deliveries.
                    reserved: [u8; 12],
                }
                <$name as anchor_lang::IdlAccountType>::__idl_type_def()
                    .map($crate::idl::as_bytemuck)
            }

            fn __register_idl_deps(
                accounts: &mut anchor_lang::__alloc::vec::Vec<&'static str>,
                types: &mut anchor_lang::__alloc::vec::Vec<&'static str>,
            ) {
                accounts.extend(Self::__idl_account_entry());
                types.extend(Self::__idl_type_def());
                $( <$ty as anchor_lang::IdlAccountType>::__register_idl_deps(accounts, types); )*
            }
        }
    };
}

/// Declares an argument block twice, native for arguments and events and Pod for storage, with one
/// conversion (`From` both ways).
///
/// `pod_pair! { /// doc  pub struct JobTerms, PodJobTerms { /// doc  cap: u64 => PodU64, ... } }`
#[macro_export]
macro_rules! pod_pair {
    (
        $(#[$doc:meta])*
        pub struct $native:ident, $pod:ident, size = $size:literal {
            $( $(#[$field_doc:meta])* $field:ident : $native_ty:tt => $pod_ty:tt ),* $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq,
            anchor_lang::AnchorSerialize, anchor_lang::AnchorDeserialize, anchor_lang::IdlType,
        )]
        pub struct $native {
            $( $(#[$field_doc])* pub $field: $native_ty, )*
        }

        $(#[$doc])*
        #[derive(Clone, Copy, anchor_lang::IdlType)]
        #[repr(C)]
        pub struct $pod {
            $( $(#[$field_doc])* pub $field: $pod_ty, )*
        }

        const _: () = {
            const fn pod<T: anchor_lang::bytemuck::Pod>() -> usize {
                core::mem::size_of::<T>()
            }
            assert!(core::mem::size_of::<$pod>() == $size);
            assert!($size == 0 $( + pod::<$pod_ty>() )*, "padding in a stored block");
        };

        // SAFETY: repr(C), every field Pod and no padding, both asserted above.
        unsafe impl anchor_lang::bytemuck::Pod for $pod {}
        // SAFETY: as above.
        unsafe impl anchor_lang::bytemuck::Zeroable for $pod {}

        impl From<$native> for $pod {
            fn from(native: $native) -> Self {
                Self { $( $field: $crate::layout::Stored::store(native.$field), )* }
            }
        }

        impl From<$pod> for $native {
            fn from(pod: $pod) -> Self {
                Self { $( $field: $crate::layout::Stored::load(pod.$field), )* }
            }
        }
    };
}

/// Declares an enum stored as one byte, with `Pod<Name>` for storage, `from_u8` for arguments, and its
/// variants by name for the IDL step.
#[macro_export]
macro_rules! wire_enum {
    (
        $(#[$doc:meta])*
        pub enum $name:ident {
            $( $(#[$variant_doc:meta])* $variant:ident = $value:literal ),* $(,)?
        }
    ) => {
        #[anchor_lang::pod_wrapper]
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum $name {
            $( $(#[$variant_doc])* $variant = $value, )*
        }

        impl $name {
            /// Every variant with its stored value, in order.
            pub const VARIANTS: &'static [(&'static str, u8)] =
                &[ $( (stringify!($variant), $value), )* ];

            /// The variant stored as `value`, or none.
            pub const fn from_u8(value: u8) -> Option<Self> {
                match value {
                    $( $value => Some(Self::$variant), )*
                    _ => None,
                }
            }
        }
    };
}
