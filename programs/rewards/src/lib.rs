//! Hypernode rewards program.
