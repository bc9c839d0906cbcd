//! Hypernode registry program.
