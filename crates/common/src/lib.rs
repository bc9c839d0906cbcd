//! What the programs of Hypernode share: addresses, errors, arithmetic, layouts, digests, draws, token and
//! program calls, and the head of every Config. `no_std`; every formula is a pure function.

#![cfg_attr(not(test), no_std)]

pub mod bytes;
pub mod config;
pub mod digest;
pub mod draw;
pub mod error;
pub mod event;
#[cfg(feature = "idl-build")]
#[doc(hidden)]
pub mod idl;
pub mod layout;
pub mod markets;
pub mod math;
pub mod programs;
pub mod registry;
pub mod requirements;
pub mod rewards;
pub mod slashing;
pub mod staking;
pub mod token;
pub mod trust;
