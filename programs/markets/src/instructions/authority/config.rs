//! Authority, guardian, pauses and parameters (2-7), as in every program.

use crate::{
    error::MarketsError,
    state::{check_params, Config, MarketsParams},
};

hypernode_common::config_instructions! {
    error = MarketsError, config = Config, params = MarketsParams, check = check_params
}
