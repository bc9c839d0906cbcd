//! 2 propose_authority, 3 accept_authority, 4 set_guardian, 5 pause, 6 unpause, 7 update_config.

use crate::{
    error::GovernanceError,
    state::{Config, GovernanceParams},
};

fn check_params(
    _current: &GovernanceParams,
    next: &GovernanceParams,
) -> core::result::Result<(), GovernanceError> {
    next.check()
}

hypernode_common::config_instructions! {
    error = GovernanceError, config = Config, params = GovernanceParams, check = check_params
}
