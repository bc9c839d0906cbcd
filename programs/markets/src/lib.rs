//! Hypernode markets program.
