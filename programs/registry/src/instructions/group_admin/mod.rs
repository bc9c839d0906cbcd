//! By the authority of a group (51 and 52 also by its admins, 52 also by the member itself).

mod add_member;
mod close_group;
mod create_group;
mod remove_member;

pub use {add_member::*, close_group::*, create_group::*, remove_member::*};
