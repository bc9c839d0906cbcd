//! By the authority of a node (12 also by its operator, who may only tighten; 27 also by the Config's authority).

mod accept_node_authority;
mod close_node;
mod deactivate_node;
mod propose_node_authority;
mod propose_payout;
mod register_node;
mod release_fingerprint;
mod resume_node;
mod rotate_operator;
mod update_hardware;
mod update_policy;

pub use {
    accept_node_authority::*, close_node::*, deactivate_node::*, propose_node_authority::*,
    propose_payout::*, register_node::*, release_fingerprint::*, resume_node::*,
    rotate_operator::*, update_hardware::*, update_policy::*,
};
