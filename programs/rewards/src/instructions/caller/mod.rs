//! By the caller PDA of another program only. Their own Config's pause is not read.

mod receive_fees;
mod sync_weight;

pub use {receive_fees::*, sync_weight::*};
