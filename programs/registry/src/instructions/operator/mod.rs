//! By the operator of a node (20 also by its authority).

mod bind_fingerprint;
mod drain_node;
mod record_heartbeat;
mod update_endpoint;

pub use {bind_fingerprint::*, drain_node::*, record_heartbeat::*, update_endpoint::*};
