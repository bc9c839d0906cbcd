//! One file per instruction, in the folder of who may call it.

pub mod authority;
pub mod crank;
pub mod credit_vault;
pub mod escrow;
pub mod fault;
pub mod operator;
pub mod owner;
pub mod publisher;
pub mod registry_calls;
pub mod requester;
pub mod stand_in;
pub mod validator;
