//! A Nostr key's link to a wallet.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State},
    },
    hypernode_test_kit::{address_for, scenarios::Scene},
};

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "nostr link",
    account: "link",
    programs: &["registry"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &["owner", "crank", "authority", "guardian", "stranger"],
    allowed: &[
        // The statement of the key names its owner.
        ("registry.link_nostr", &["Absent"], &["owner"]),
        ("registry.unlink_nostr", &["Linked"], &["owner"]),
    ],
};

const STATES: &[State] = &[
    state("Absent", about),
    state("Linked", |scene| {
        let case = about(scene);
        let link = case.complete(scene.stage, "registry", "link_nostr");
        scene.happens(link);
        case
    }),
];

fn about(scene: &mut Scene) -> Case {
    let link = scene.link_nostr();
    Case::default()
        .like(&link)
        .with("link", link.address_of("link").expect("it has seeds"))
        .with("rent_payer", address_for("crank"))
}
