//! By a validator.
