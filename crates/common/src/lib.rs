//! Hypernode common.
