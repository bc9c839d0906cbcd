//! One file per instruction, in the folder of who may call it.

mod authority;
mod caller;
mod crank;
mod node_authority;
mod operator;
mod validator;

pub use {authority::*, caller::*, node_authority::*, operator::*};
