//! By anyone.
