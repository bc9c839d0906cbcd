//! Hypernode staking program.
