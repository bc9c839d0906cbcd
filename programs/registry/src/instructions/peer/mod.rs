//! By a side of a peering: the node's authority or the requester.

mod accept_peering;
mod propose_peering;
mod revoke_peering;

pub use {accept_peering::*, propose_peering::*, revoke_peering::*};
