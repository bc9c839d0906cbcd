//! By the authority of a node (12 also by its operator, who may only tighten).

mod register_node;

pub use register_node::*;
