//! 2 propose_authority, 3 accept_authority, 4 set_guardian, 5 pause, 6 unpause, 7 update_config.

use {
    crate::{error::StakingError, params::check_params},
    hypernode_common::staking::{Config, StakingParams},
};

hypernode_common::config_instructions! {
    error = StakingError, config = Config, params = StakingParams, check = check_params
}
