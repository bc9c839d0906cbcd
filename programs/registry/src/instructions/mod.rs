//! One file per instruction, in the folder of who may call it.

mod authority;
mod caller;
mod crank;
mod node_authority;
mod operator;
mod rent_payer;
mod validator;

pub use {
    authority::*, caller::*, crank::*, node_authority::*, operator::*, rent_payer::*, validator::*,
};
