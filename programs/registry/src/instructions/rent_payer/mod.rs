//! By whoever paid an account's rent.

mod close_fingerprint;

pub use close_fingerprint::*;
