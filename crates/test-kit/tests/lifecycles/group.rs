//! A group, from creation to close, with its members.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State},
    },
    hypernode_common::trust::MemberRole,
    hypernode_test_kit::{address_for, id_for, pda, scenarios::Scene, Pubkey},
    serde_json::json,
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "group",
    account: "group",
    programs: &["registry"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "group authority",
        "admin",
        "member",
        "crank",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("registry.create_group", &["Closed"], &["group authority"]),
        (
            "registry.add_member",
            &[
                "Empty",
                "With members",
                "With a second admin",
                "With expired members",
            ],
            &["group authority"],
        ),
        ("registry.add_member", &["With members"], &["admin"]),
        // Admitted as admin, the member admits others.
        (
            "registry.add_member",
            &["With a second admin"],
            &["admin", "member"],
        ),
        (
            "registry.remove_member",
            &[
                "With members",
                "With a second admin",
                "With expired members",
            ],
            &["group authority", "member"],
        ),
        ("registry.remove_member", &["With members"], &["admin"]),
        ("registry.close_group", &["Empty"], &["group authority"]),
    ],
};

const STATES: &[State] = &[
    state("Empty", |scene| {
        let group = scene.group();
        about(scene, group)
    }),
    state("With members", |scene| with(scene, MemberRole::Requester)),
    state("With a second admin", |scene| {
        with(scene, MemberRole::Admin)
    }),
    state("With expired members", |scene| {
        let case = with(scene, MemberRole::Requester);
        scene.wait(DAY + 1);
        let tomorrow = scene.tomorrow();
        case.saying(json!({ "expires_at": tomorrow }))
    }),
    state("Closed", |scene| {
        let group = scene.group();
        let case = about(scene, group);
        let close = case.complete(scene.stage, "registry", "close_group");
        scene.happens(close);
        case
    }),
];

/// An admin, and a member in this role.
fn with(scene: &mut Scene, role: MemberRole) -> Case {
    let group = scene.group();
    scene.member(group, "admin", MemberRole::Admin);
    scene.member(group, "member", role);
    about(scene, group)
}

/// With somebody to admit, and the member to remove.
fn about(scene: &mut Scene, group: Pubkey) -> Case {
    let (head, member) = (scene.actor("group-authority"), scene.actor("member"));
    let membership = pda("registry", &[b"member", group.as_ref(), member.as_ref()]);
    Case::default()
        .with("group", group)
        .with("authority", head)
        .with("subject", scene.actor("newcomer"))
        .with_in("remove_member", "member", membership)
        .with("rent_payer", address_for("crank"))
        .saying(json!({
            "id": id_for("lab"), "budget_cap": 7_000_000,
            "role": MemberRole::Requester as u8, "expires_at": scene.tomorrow(),
        }))
}
