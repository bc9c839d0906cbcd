//! 50-53: groups and their members.

use {
    crate::support::{Registry, DAY},
    hypernode_test_kit::{
        address_for, assert_refused, call, id_for, Call, Outcome, Pubkey, Signer,
    },
    registry::{
        error::RegistryError,
        events::{GroupClosed, GroupCreated, MemberAdded, MemberRemoved},
        seeds::{find_group_address, find_member_address},
        state::{Group, Member, MemberRole},
    },
    serde_json::json,
};

const REQUESTER: u8 = MemberRole::Requester as u8;
const NODE: u8 = MemberRole::Node as u8;
const ADMIN: u8 = MemberRole::Admin as u8;

fn group_of(authority: &Pubkey) -> Pubkey {
    find_group_address(authority, &id_for("lab")).0
}

fn create_call(authority: Pubkey, id: [u8; 16]) -> Call {
    call("registry", "create_group")
        .account("authority", authority)
        .account("payer", address_for("payer"))
        .args(json!({ "id": id, "budget_cap": 7_000_000 }))
}

/// A registry with the group "lab" of "alice", and the actors that the tests name.
fn with_group() -> (Registry, Pubkey) {
    let mut registry = Registry::new();
    for actor in ["alice", "bob", "carol", "payer"] {
        registry.world.actor(actor);
    }
    let alice = address_for("alice");
    registry.run(create_call(alice, id_for("lab"))).accepted();
    (registry, group_of(&alice))
}

fn add_call(group: Pubkey, subject: Pubkey, role: u8, expires_at: i64, signer: Pubkey) -> Call {
    call("registry", "add_member")
        .account("group", group)
        .account("subject", subject)
        .account("signer", signer)
        .account("payer", address_for("payer"))
        .args(json!({ "role": role, "expires_at": expires_at }))
}

/// `add_member` for a day, by the group's authority.
#[track_caller]
fn admit(registry: &mut Registry, group: Pubkey, subject: &str, role: u8) -> Outcome {
    let expires_at = registry.world.now() + DAY;
    registry.run(add_call(
        group,
        address_for(subject),
        role,
        expires_at,
        address_for("alice"),
    ))
}

fn remove_call(group: Pubkey, subject: Pubkey, signer: Pubkey) -> Call {
    call("registry", "remove_member")
        .account("group", group)
        .account("member", find_member_address(&group, &subject).0)
        .account("signer", signer)
        .account("rent_payer", address_for("payer"))
}

/// The call with `bob`'s own membership of `group`.
fn as_admin(call: Call, group: Pubkey) -> Call {
    call.account(
        "admission",
        find_member_address(&group, &address_for("bob")).0,
    )
}

fn close_call(group: Pubkey, authority: Pubkey) -> Call {
    call("registry", "close_group")
        .account("group", group)
        .account("authority", authority)
        .account("rent_payer", address_for("payer"))
}

#[test]
fn creates_a_group() {
    let mut registry = Registry::new();
    let alice = registry.world.actor("alice").pubkey();
    registry.world.actor("payer");
    let outcome = registry.run(create_call(alice, id_for("lab"))).accepted();
    let group: Group = registry.world.read(&group_of(&alice));
    assert_eq!(group.authority, alice);
    assert_eq!(group.members.get(), 0);
    assert_eq!(group.budget_cap.get(), 7_000_000);
    outcome.assert_emitted(&GroupCreated {
        group: group_of(&alice),
        group_changes: 1,
        authority: alice,
        id: id_for("lab"),
        budget_cap: 7_000_000,
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn rejects_a_group_without_id_and_while_entries_are_paused() {
    let (mut registry, _) = with_group();
    let alice = address_for("alice");
    assert_refused(
        registry.run(create_call(alice, [0; 16])),
        RegistryError::InvalidId,
    );
    registry.pause(true, false);
    assert_refused(
        registry.run(create_call(alice, id_for("other"))),
        RegistryError::EntriesPaused,
    );
}

#[test]
fn admits_members_by_the_authority() {
    let (mut registry, group) = with_group();
    let outcome = admit(&mut registry, group, "bob", REQUESTER).accepted();
    let address = find_member_address(&group, &address_for("bob")).0;
    let member: Member = registry.world.read(&address);
    let now = registry.world.now();
    assert!(member.role == MemberRole::Requester);
    assert_eq!(member.group, group);
    assert_eq!(registry.world.read::<Group>(&group).members.get(), 1);
    outcome.assert_emitted(&MemberAdded {
        member: address,
        member_changes: 1,
        group,
        group_changes: 2,
        subject: address_for("bob"),
        role: REQUESTER,
        added_at: now,
        expires_at: now + DAY,
        signer: address_for("alice"),
        members_before: 0,
        members_after: 1,
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: now,
    });
}

#[test]
fn lets_an_admin_admit_and_remove_but_make_no_admins() {
    let (mut registry, group) = with_group();
    admit(&mut registry, group, "bob", ADMIN).accepted();
    let (bob, carol) = (address_for("bob"), address_for("carol"));
    let expires_at = registry.world.now() + 2 * DAY;
    let add = |role| as_admin(add_call(group, carol, role, expires_at, bob), group);
    let admin_by_admin = registry.run(add(ADMIN));
    assert_refused(admin_by_admin, RegistryError::NotGroupAdmin);
    registry.run(add(NODE)).accepted();
    let remove = as_admin(remove_call(group, carol, bob), group);
    registry.run(remove).accepted();

    admit(&mut registry, group, "carol", ADMIN).accepted();
    let remove = as_admin(remove_call(group, carol, bob), group);
    assert_refused(registry.run(remove), RegistryError::NotGroupAdmin);
}

#[test]
fn rejects_members_by_whoever_is_no_admin() {
    let (mut registry, group) = with_group();
    let (bob, carol) = (address_for("bob"), address_for("carol"));
    let expires_at = registry.world.now() + DAY;
    let add = || add_call(group, carol, REQUESTER, expires_at, bob);
    assert_refused(registry.run(add()), RegistryError::NotGroupAdmin);

    // A plain member, an admin of another group, an admin's membership shown by somebody else.
    admit(&mut registry, group, "bob", REQUESTER).accepted();
    assert_refused(
        registry.run(as_admin(add(), group)),
        RegistryError::NotGroupAdmin,
    );
    registry.run(create_call(carol, id_for("lab"))).accepted();
    let other = group_of(&carol);
    registry
        .run(add_call(other, bob, ADMIN, expires_at, carol))
        .accepted();
    assert_refused(
        registry.run(as_admin(add(), other)),
        RegistryError::NotGroupAdmin,
    );
    let borrowed = as_admin(
        add_call(
            other,
            address_for("payer"),
            NODE,
            expires_at,
            address_for("alice"),
        ),
        other,
    );
    assert_refused(registry.run(borrowed), RegistryError::NotGroupAdmin);
}

#[test]
fn rejects_an_admin_after_the_last_second() {
    let (mut registry, group) = with_group();
    admit(&mut registry, group, "bob", ADMIN).accepted();
    let (bob, carol) = (address_for("bob"), address_for("carol"));
    registry.world.warp_seconds(DAY);
    let expires_at = registry.world.now() + DAY;
    let add = |subject| as_admin(add_call(group, subject, NODE, expires_at, bob), group);
    registry.run(add(carol)).accepted();
    registry.world.warp_seconds(1);
    assert_refused(
        registry.run(add(address_for("payer"))),
        RegistryError::MemberNotLive,
    );
}

#[test]
fn rejects_unknown_roles_and_ends_that_are_not_ahead() {
    let (mut registry, group) = with_group();
    let (alice, bob) = (address_for("alice"), address_for("bob"));
    let now = registry.world.now();
    for (role, expires_at) in [(0, now + DAY), (4, now + DAY), (REQUESTER, now)] {
        assert_refused(
            registry.run(add_call(group, bob, role, expires_at, alice)),
            RegistryError::ParameterOutOfBounds,
        );
    }
    registry.pause(true, false);
    assert_refused(
        admit(&mut registry, group, "bob", REQUESTER),
        RegistryError::EntriesPaused,
    );
}

#[test]
fn removes_members_also_while_everything_is_paused_and_returns_rent() {
    let (mut registry, group) = with_group();
    let before = registry.world.lamports(&address_for("payer"));
    admit(&mut registry, group, "bob", REQUESTER).accepted();
    registry.pause(true, true);
    let (alice, bob) = (address_for("alice"), address_for("bob"));
    let outcome = registry.run(remove_call(group, bob, alice)).accepted();
    assert_eq!(registry.world.lamports(&address_for("payer")), before);
    outcome.assert_emitted(&MemberRemoved {
        member: find_member_address(&group, &bob).0,
        member_changes: 2,
        group,
        group_changes: 3,
        subject: bob,
        signer: alice,
        members_before: 1,
        members_after: 0,
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn lets_a_member_leave_and_nobody_else_remove_it() {
    let (mut registry, group) = with_group();
    admit(&mut registry, group, "bob", REQUESTER).accepted();
    let (bob, carol) = (address_for("bob"), address_for("carol"));
    assert_refused(
        registry.run(remove_call(group, bob, carol)),
        RegistryError::NotGroupAdmin,
    );
    let elsewhere = remove_call(group, bob, bob).account("rent_payer", carol);
    assert_refused(registry.run(elsewhere), RegistryError::WrongRentPayer);
    registry.run(remove_call(group, bob, bob)).accepted();
}

#[test]
fn rejects_removing_a_member_of_another_group() {
    let (mut registry, group) = with_group();
    admit(&mut registry, group, "bob", REQUESTER).accepted();
    let (bob, carol) = (address_for("bob"), address_for("carol"));
    registry.run(create_call(carol, id_for("lab"))).accepted();
    let foreign = remove_call(group, bob, carol).account("group", group_of(&carol));
    assert_refused(registry.run(foreign), RegistryError::NotGroupAdmin);
}

#[test]
fn closes_an_empty_group() {
    let (mut registry, group) = with_group();
    admit(&mut registry, group, "bob", REQUESTER).accepted();
    let (alice, bob) = (address_for("alice"), address_for("bob"));
    assert_refused(
        registry.run(close_call(group, alice)),
        RegistryError::GroupNotEmpty,
    );
    registry.run(remove_call(group, bob, alice)).accepted();
    assert_refused(
        registry.run(close_call(group, bob)),
        RegistryError::NotGroupAdmin,
    );
    let elsewhere = close_call(group, alice).account("rent_payer", bob);
    assert_refused(registry.run(elsewhere), RegistryError::WrongRentPayer);
    let outcome = registry.run(close_call(group, alice)).accepted();
    assert!(registry.world.account(&group).is_none());
    outcome.assert_emitted(&GroupClosed {
        group,
        group_changes: 4,
        authority: alice,
        id: id_for("lab"),
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn rejects_closing_a_group_while_exits_are_paused() {
    let (mut registry, group) = with_group();
    registry.pause(false, true);
    assert_refused(
        registry.run(close_call(group, address_for("alice"))),
        RegistryError::ExitsPaused,
    );
}
