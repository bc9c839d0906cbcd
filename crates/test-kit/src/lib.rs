//! Hypernode test-kit.
