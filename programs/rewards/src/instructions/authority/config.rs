//! Instructions 2-7, as in every program.

use crate::{
    error::RewardsError,
    state::{Config, RewardsParams},
};

fn check_params(
    current: &RewardsParams,
    next: &RewardsParams,
) -> core::result::Result<(), RewardsError> {
    current.check_change(next)
}

hypernode_common::config_instructions! {
    error = RewardsError, config = Config, params = RewardsParams, check = check_params
}
