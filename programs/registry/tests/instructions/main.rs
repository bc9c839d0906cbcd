//! One module per instruction: what it accepts, and every refusal with its exact code and nothing moved.

mod apply_payout;
mod attestations;
mod begin_run;
mod bind_fingerprint;
mod close_fingerprint;
mod close_node;
mod compute_units;
mod config;
mod end_run;
mod groups;
mod initialize;
mod issuers;
mod names;
mod node_authority;
mod node_status;
mod nostr;
mod peerings;
mod penalise_node;
mod record_benchmark;
mod record_health;
mod record_heartbeat;
mod register_node;
mod release_fingerprint;
mod story;
mod support;
mod update_node;
