//! Stored state: layouts (Node and Reputation live in `hypernode_common`, since other programs read them) and
//! the transitions that refuse with their own error.

mod config;
mod fingerprint;
mod node;
mod reputation;

pub use {config::*, fingerprint::*, hypernode_common::registry::*, node::*, reputation::*};
