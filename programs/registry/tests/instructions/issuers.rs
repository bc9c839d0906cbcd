//! 57, 58 and 68: who may attest.

use {
    crate::support::{Registry, DAY},
    hypernode_test_kit::{address_for, assert_refused, call, AccountMeta, Call, Outcome, Pubkey},
    registry::{
        error::RegistryError,
        events::{IssuerClosed, IssuerRegistered, IssuerRevoked},
        seeds::find_issuer_address,
        state::Issuer,
    },
    serde_json::json,
};

/// Scope bits of Hardware, Region and Person.
const SCOPE: u8 = 1 | 4 | 8;

/// A registry and every actor that the tests of issuers and attestations name.
pub fn with_actors() -> Registry {
    let mut registry = Registry::new();
    for actor in [
        "root", "first", "second", "third", "fourth", "payer", "stranger", "alice",
    ] {
        registry.world.actor(actor);
    }
    registry
}

/// Account of the issuer of a named key.
pub fn issuer_of(name: &str) -> Pubkey {
    find_issuer_address(&address_for(name)).0
}

/// `register_issuer` of a named key below `chain`, nearest first, or below the authority.
pub fn register_call(name: &str, chain: &[&str], scope: u8, expires_at: i64) -> Call {
    let granter = chain.first().copied().unwrap_or("deployer");
    let register = call("registry", "register_issuer")
        .account("authority", address_for(name))
        .account("granter", address_for(granter))
        .account("payer", address_for("payer"))
        .args(json!({ "scope": scope, "expires_at": expires_at }));
    match chain.first() {
        Some(parent) => register.account("parent", issuer_of(parent)),
        None => register,
    }
}

/// Sends a call with the issuers of these keys behind its declared accounts.
#[track_caller]
pub fn run_with(registry: &mut Registry, call: Call, ancestors: &[&str]) -> Outcome {
    let mut instruction = call.instruction();
    let behind = ancestors
        .iter()
        .map(|name| AccountMeta::new_readonly(issuer_of(name), false));
    instruction.accounts.extend(behind);
    registry.world.submit(&[instruction])
}

/// Registers a named key below `chain` for a year.
#[track_caller]
pub fn register(registry: &mut Registry, name: &str, chain: &[&str], scope: u8) -> Outcome {
    let expires_at = registry.world.now() + 365 * DAY;
    let register = register_call(name, chain, scope, expires_at);
    run_with(registry, register, chain.get(1..).unwrap_or_default())
}

/// `revoke_issuer` of a named key.
pub fn revoke_call(name: &str, signer: &str) -> Call {
    call("registry", "revoke_issuer")
        .account("issuer", issuer_of(name))
        .account("signer", address_for(signer))
}

/// `close_issuer` of a named key.
pub fn close_call(name: &str, signer: &str) -> Call {
    call("registry", "close_issuer")
        .account("issuer", issuer_of(name))
        .account("signer", address_for(signer))
        .account("rent_payer", address_for("payer"))
}

#[test]
fn registers_a_root_by_the_authority() {
    let mut registry = with_actors();
    let now = registry.world.now();
    let outcome = registry
        .run(register_call("root", &[], SCOPE, now + DAY))
        .accepted();
    let issuer: Issuer = registry.world.read(&issuer_of("root"));
    assert_eq!((issuer.scope, issuer.depth), (SCOPE, 0));
    assert_eq!(issuer.parent, Pubkey::default());
    outcome.assert_emitted(&IssuerRegistered {
        issuer: issuer_of("root"),
        issuer_changes: 1,
        authority: address_for("root"),
        parent: Pubkey::default(),
        granter: address_for("deployer"),
        scope: SCOPE,
        depth: 0,
        registered_at: now,
        expires_at: now + DAY,
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: now,
    });
}

#[test]
fn registers_children_three_deep_and_no_deeper() {
    let mut registry = with_actors();
    register(&mut registry, "root", &[], SCOPE).accepted();
    register(&mut registry, "first", &["root"], SCOPE).accepted();
    register(&mut registry, "second", &["first", "root"], 8).accepted();
    register(&mut registry, "third", &["second", "first", "root"], 8).accepted();
    let issuer: Issuer = registry.world.read(&issuer_of("third"));
    assert_eq!(issuer.depth, 3);
    assert_eq!(issuer.parent, issuer_of("second"));
    let fourth = ["third", "second", "first", "root"];
    assert_refused(
        register(&mut registry, "fourth", &fourth, 8),
        RegistryError::IssuerTooDeep,
    );
}

#[test]
fn rejects_a_scope_beyond_the_parents() {
    let mut registry = with_actors();
    register(&mut registry, "root", &[], SCOPE).accepted();
    assert_refused(
        register(&mut registry, "first", &["root"], 8 | 2),
        RegistryError::IssuerOutOfScope,
    );
}

#[test]
fn rejects_registration_by_whoever_may_not_grant() {
    let mut registry = with_actors();
    let expires_at = registry.world.now() + DAY;
    let by_stranger =
        register_call("root", &[], SCOPE, expires_at).account("granter", address_for("stranger"));
    assert_refused(registry.run(by_stranger), RegistryError::NotAuthority);
    register(&mut registry, "root", &[], SCOPE).accepted();
    for granter in ["stranger", "deployer"] {
        let below_root = register_call("first", &["root"], SCOPE, expires_at)
            .account("granter", address_for(granter));
        assert_refused(registry.run(below_root), RegistryError::NotIssuerAuthority);
    }
}

#[test]
fn rejects_empty_and_unknown_scopes_and_ends_not_ahead() {
    let mut registry = with_actors();
    let now = registry.world.now();
    for (scope, expires_at) in [(0, now + DAY), (128, now + DAY), (SCOPE, now)] {
        assert_refused(
            registry.run(register_call("root", &[], scope, expires_at)),
            RegistryError::ParameterOutOfBounds,
        );
    }
    registry.pause(true, false);
    assert_refused(
        register(&mut registry, "root", &[], SCOPE),
        RegistryError::EntriesPaused,
    );
}

#[test]
fn rejects_children_of_an_issuer_that_is_not_trusted() {
    let mut registry = with_actors();
    register(&mut registry, "root", &[], SCOPE).accepted();
    register(&mut registry, "first", &["root"], SCOPE).accepted();
    let second = |registry: &mut Registry, ancestors: &[&str]| {
        let expires_at = registry.world.now() + DAY;
        let register = register_call("second", &["first"], SCOPE, expires_at);
        run_with(registry, register, ancestors)
    };
    // The chain has to be shown whole and in order.
    for ancestors in [&[][..], &["first"], &["third", "root"]] {
        assert_refused(
            second(&mut registry, ancestors),
            RegistryError::IssuerNotLive,
        );
    }
    registry.run(revoke_call("root", "root")).accepted();
    assert_refused(
        second(&mut registry, &["root"]),
        RegistryError::IssuerNotLive,
    );
}

#[test]
fn rejects_children_of_an_issuer_after_its_last_second() {
    let mut registry = with_actors();
    let now = registry.world.now();
    registry
        .run(register_call("root", &[], SCOPE, now + DAY))
        .accepted();
    registry.world.warp_seconds(DAY);
    register(&mut registry, "first", &["root"], SCOPE).accepted();
    registry.world.warp_seconds(1);
    assert_refused(
        register(&mut registry, "second", &["root"], SCOPE),
        RegistryError::IssuerNotLive,
    );
}

#[test]
fn lets_authority_parent_and_issuer_revoke_also_while_everything_is_paused() {
    for signer in ["deployer", "root", "first"] {
        let mut registry = with_actors();
        register(&mut registry, "root", &[], SCOPE).accepted();
        register(&mut registry, "first", &["root"], SCOPE).accepted();
        registry.pause(true, true);
        let mut revoke = revoke_call("first", signer);
        if signer == "root" {
            revoke = revoke.account("parent", issuer_of("root"));
        }
        let now = registry.world.now();
        registry
            .run(revoke)
            .accepted()
            .assert_emitted(&IssuerRevoked {
                issuer: issuer_of("first"),
                issuer_changes: 2,
                authority: address_for("first"),
                signer: address_for(signer),
                revoked_at_before: 0,
                revoked_at_after: now,
                slot: registry.world.slot(),
                at: now,
            });
    }
}

#[test]
fn rejects_revocation_by_others_and_twice() {
    let mut registry = with_actors();
    register(&mut registry, "root", &[], SCOPE).accepted();
    register(&mut registry, "first", &["root"], SCOPE).accepted();
    register(&mut registry, "second", &[], SCOPE).accepted();
    assert_refused(
        registry.run(revoke_call("first", "stranger")),
        RegistryError::NotIssuerAuthority,
    );
    // Another root, and a child that would revoke its parent.
    let by_other = revoke_call("first", "second").account("parent", issuer_of("second"));
    assert_refused(registry.run(by_other), RegistryError::NotIssuerAuthority);
    assert_refused(
        registry.run(revoke_call("root", "first")),
        RegistryError::NotIssuerAuthority,
    );
    registry.run(revoke_call("first", "first")).accepted();
    assert_refused(
        registry.run(revoke_call("first", "deployer")),
        RegistryError::IssuerNotLive,
    );
}

#[test]
fn closes_an_ended_issuer_and_returns_its_rent() {
    let mut registry = with_actors();
    let before = registry.world.lamports(&address_for("payer"));
    register(&mut registry, "root", &[], SCOPE).accepted();
    assert_refused(
        registry.run(close_call("root", "root")),
        RegistryError::StillOpen,
    );
    registry.run(revoke_call("root", "root")).accepted();
    assert_refused(
        registry.run(close_call("root", "stranger")),
        RegistryError::NotIssuerAuthority,
    );
    let elsewhere = close_call("root", "root").account("rent_payer", address_for("root"));
    assert_refused(registry.run(elsewhere), RegistryError::WrongRentPayer);
    let mut paused = Registry {
        world: registry.world.clone(),
    };
    paused.pause(false, true);
    assert_refused(
        paused.run(close_call("root", "root")),
        RegistryError::ExitsPaused,
    );
    let outcome = registry.run(close_call("root", "payer")).accepted();
    assert_eq!(registry.world.lamports(&address_for("payer")), before);
    outcome.assert_emitted(&IssuerClosed {
        issuer: issuer_of("root"),
        issuer_changes: 3,
        authority: address_for("root"),
        signer: address_for("payer"),
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn vouches_for_no_child_of_a_former_life() {
    let mut registry = with_actors();
    register(&mut registry, "root", &[], SCOPE).accepted();
    register(&mut registry, "first", &["root"], SCOPE).accepted();
    registry.run(revoke_call("root", "deployer")).accepted();
    registry.run(close_call("root", "payer")).accepted();
    registry.world.warp_seconds(1);
    register(&mut registry, "root", &[], SCOPE).accepted();
    assert_refused(
        register(&mut registry, "second", &["first", "root"], SCOPE),
        RegistryError::IssuerNotLive,
    );
}
