//! One file per instruction, in a folder named for who may call it.

mod authority;
mod caller;
mod crank;
mod donor;
mod owner;

pub use {authority::*, caller::*, crank::*, donor::*, owner::*};
