//! Instructions 2-7, as in every program.

use crate::{
    error::RegistryError,
    state::{Config, RegistryParams},
};

fn check_params(
    _current: &RegistryParams,
    next: &RegistryParams,
) -> core::result::Result<(), RegistryError> {
    next.check()
}

hypernode_common::config_instructions! {
    error = RegistryError, config = Config, params = RegistryParams, check = check_params
}
