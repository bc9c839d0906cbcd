//! 2 propose_authority, 3 accept_authority, 4 set_guardian, 5 pause, 6 unpause, 7 update_config.

use crate::{
    error::SlashingError,
    state::{check_params, Config, SlashingParams},
};

hypernode_common::config_instructions! {
    error = SlashingError, config = Config, params = SlashingParams, check = check_params
}
