//! `bytes<=n`: a 16-bit length and n bytes, of which the first `length` count.

/// Declares one bounded byte string: native for arguments, Pod for storage, same bytes in both.
#[macro_export]
macro_rules! bounded_bytes {
    ($(#[$doc:meta])* $native:ident, $pod:ident, $capacity:literal, $size:literal) => {
        $crate::pod_pair! {
            $(#[$doc])*
            pub struct $native, $pod, size = $size {
                /// Bytes in use.
                length: u16 => PodU16,
                /// The bytes, zero behind the length.
                bytes: [u8; $capacity] => [u8; $capacity],
            }
        }

        impl $native {
            /// The bytes in use, or none when the length is above the capacity or the rest is not zero
            /// (two forms of one text would give two digests of one account).
            pub fn used(&self) -> Option<&[u8]> {
                let (used, rest) = self.bytes.split_at_checked(self.length as usize)?;
                rest.iter().all(|byte| *byte == 0).then_some(used)
            }
        }
    };
}

use anchor_lang::prelude::PodU16;

bounded_bytes! {
    /// Where an agent listens, printable ASCII.
    Endpoint, PodEndpoint, 128, 130
}
