//! Instructions of sibling programs, each proven by its caller PDA. The pause of this Config is not read here:
//! a pause must not stop what another program has begun.

mod credit_compound;
mod freeze_bond;
mod reserve_slash;
mod slash_position;

pub use {credit_compound::*, freeze_bond::*, reserve_slash::*, slash_position::*};
