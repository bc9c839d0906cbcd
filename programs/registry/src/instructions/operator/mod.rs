//! By the operator of a node.

mod bind_fingerprint;
mod record_heartbeat;

pub use {bind_fingerprint::*, record_heartbeat::*};
