//! By executed proposals alone.

mod set_veto;
mod spend_treasury;

pub use {set_veto::*, spend_treasury::*};
