//! Instructions of a position's owner.

mod add_stake;
mod close_position;
mod close_validator;
mod extend_lock;
mod pledge_position;
mod register_validator;
mod release_pledge;
mod retire_validator;
mod stake;
mod unstake;
mod withdraw_stake;

pub use {
    add_stake::*, close_position::*, close_validator::*, extend_lock::*, pledge_position::*,
    register_validator::*, release_pledge::*, retire_validator::*, stake::*, unstake::*,
    withdraw_stake::*,
};
