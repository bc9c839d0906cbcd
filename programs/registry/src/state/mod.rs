//! Stored state: layouts (those that other programs read live in `hypernode_common`) and the transitions that refuse
//! with their own error.

mod config;
mod fingerprint;
mod group;
mod issuer;
mod name;
mod node;
mod nostr_link;
mod peering;
mod reputation;

pub use {
    config::*,
    fingerprint::*,
    group::*,
    hypernode_common::{
        registry::*,
        trust::{Attestation, Claim, Issuer, Member, MemberRole, Peering},
    },
    issuer::*,
    name::*,
    node::*,
    nostr_link::*,
    peering::*,
    reputation::*,
};
