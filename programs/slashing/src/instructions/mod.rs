//! One file per instruction, in the folder of who may call it.

mod accused;
mod authority;
mod ballot;
mod crank;
mod opening;
mod purse;
mod reporter;
mod subject;
mod subject_link;
mod validator;

pub use {
    authority::*, ballot::*, crank::*, purse::*, reporter::*, subject::*, subject_link::*,
    validator::*,
};
