//! One file per instruction, in the folder of who may call it.

mod authority;
mod caller;
mod crank;
mod group_admin;
mod issuer;
mod node_authority;
mod operator;
mod owner;
mod peer;
mod rent_payer;
mod validator;

pub use {
    authority::*, caller::*, crank::*, group_admin::*, issuer::*, node_authority::*, operator::*,
    owner::*, peer::*, rent_payer::*, validator::*,
};
