//! One file per instruction, in the folder of who may call it.

mod authority;
mod backing;
mod caller;
mod crank;
mod deployer;
mod owner;
mod rewards_link;

pub use {authority::*, caller::*, crank::*, deployer::*, owner::*, rewards_link::*};
