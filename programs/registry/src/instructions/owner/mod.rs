//! By the owner of a name or of a Nostr link (65 also by anyone once the grace is over).

mod link_nostr;
mod register_name;
mod release_name;
mod renew_name;
mod unlink_nostr;
mod update_name;

pub use {
    link_nostr::*, register_name::*, release_name::*, renew_name::*, unlink_nostr::*,
    update_name::*,
};
