//! 66, 67: links of Nostr keys.

use {
    crate::support::Registry,
    hypernode_test_kit::{
        address_for, assert_refused, call,
        markets::markets_params,
        nostr::{Statement, CREATED_AT},
        Call, Outcome, Pubkey, World,
    },
    registry::{
        error::RegistryError,
        events::{NostrLinked, NostrUnlinked},
        seeds::find_nostr_address,
        state::NostrLink,
    },
    serde_json::json,
};

/// Registry and markets, whose Config knows the genesis hash.
fn with_markets() -> Registry {
    let mut world = World::with_market();
    for actor in ["alice", "bob", "payer"] {
        world.actor(actor);
    }
    Registry { world }
}

fn key() -> [u8; 32] {
    statement(Pubkey::default(), 0).key()
}

/// What the key signs for the cluster of the tests.
fn statement(owner: Pubkey, nonce: u64) -> Statement {
    Statement {
        secret: [7; 32],
        genesis: markets_params().genesis,
        owner,
        nonce,
    }
}

/// What the key signs now.
fn signed_now(registry: &Registry, owner: &str) -> Statement {
    statement(address_for(owner), registry.world.slot())
}

fn link_call(statement: &Statement, signature: &[u8; 64]) -> Call {
    call("registry", "link_nostr")
        .account("owner", statement.owner)
        .account("payer", address_for("payer"))
        .args(statement.arguments(signature))
}

#[track_caller]
fn link(registry: &mut Registry, owner: &str) -> Outcome {
    let statement = signed_now(registry, owner);
    registry.run(link_call(&statement, &statement.signature()))
}

fn unlink_call(owner: &str) -> Call {
    call("registry", "unlink_nostr")
        .account("link", find_nostr_address(&key()).0)
        .account("owner", address_for(owner))
        .account("rent_payer", address_for("payer"))
}

#[test]
fn links_a_key_that_signed_the_event() {
    let mut registry = with_markets();
    let statement = signed_now(&registry, "alice");
    let outcome = link(&mut registry, "alice").accepted();
    let address = find_nostr_address(&key()).0;
    let state: NostrLink = registry.world.read(&address);
    assert_eq!(state.key, key());
    assert_eq!(state.owner, address_for("alice"));
    outcome.assert_emitted(&NostrLinked {
        link: address,
        link_changes: 1,
        key: key(),
        owner: address_for("alice"),
        nonce: statement.nonce,
        event_id: statement.event_id(),
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    // The recovery call alone costs 25,000.
    assert!(
        outcome.compute_units <= 60_000,
        "{} compute units",
        outcome.compute_units
    );
}

#[test]
fn rejects_an_event_that_says_something_else() {
    let mut registry = with_markets();
    let said = signed_now(&registry, "alice");
    let others = [
        Statement {
            genesis: [2; 32],
            ..said.clone()
        },
        Statement {
            owner: address_for("bob"),
            ..said.clone()
        },
        Statement {
            nonce: said.nonce - 1,
            ..said.clone()
        },
    ];
    for other in others {
        assert_refused(
            registry.run(link_call(&said, &other.signature())),
            RegistryError::NostrSignatureInvalid,
        );
    }
    let mut later = said.arguments(&said.signature());
    later["proof"]["created_at"] = json!(CREATED_AT + 1);
    let later = link_call(&said, &said.signature()).args(later);
    assert_refused(registry.run(later), RegistryError::NostrSignatureInvalid);
}

#[test]
fn rejects_each_changed_part_of_the_signature() {
    let mut registry = with_markets();
    let statement = signed_now(&registry, "alice");
    for byte in [0, 31, 32, 63] {
        let mut signature = statement.signature();
        signature[byte] ^= 1;
        assert_refused(
            registry.run(link_call(&statement, &signature)),
            RegistryError::NostrSignatureInvalid,
        );
    }
    for signature in [[0; 64], [255; 64]] {
        assert_refused(
            registry.run(link_call(&statement, &signature)),
            RegistryError::NostrSignatureInvalid,
        );
    }
}

#[test]
fn rejects_a_nonce_that_is_not_recent() {
    let mut registry = with_markets();
    let ahead = registry.world.slot() + 1;
    let statement = Statement {
        nonce: ahead,
        ..signed_now(&registry, "alice")
    };
    assert_refused(
        registry.run(link_call(&statement, &statement.signature())),
        RegistryError::NostrNonceStale,
    );
    let statement = signed_now(&registry, "alice");
    registry.world.warp_slots(1_500);
    let mut in_time = Registry {
        world: registry.world.clone(),
    };
    let link = || link_call(&statement, &statement.signature());
    in_time.run(link()).accepted();
    registry.world.warp_slots(1);
    assert_refused(registry.run(link()), RegistryError::NostrNonceStale);
}

#[test]
fn rejects_links_while_entries_are_paused_and_another_config() {
    let mut registry = with_markets();
    let statement = signed_now(&registry, "alice");
    let elsewhere = link_call(&statement, &statement.signature())
        .account("markets_config", registry::seeds::find_config_address().0);
    assert_refused(registry.run(elsewhere), anchor_lang::Error::IllegalOwner);
    registry.pause(true, false);
    assert_refused(link(&mut registry, "alice"), RegistryError::EntriesPaused);
}

#[test]
fn unlinks_by_the_owner_and_returns_the_rent() {
    let mut registry = with_markets();
    let before = registry.world.lamports(&address_for("payer"));
    link(&mut registry, "alice").accepted();
    assert_refused(
        registry.run(unlink_call("bob")),
        RegistryError::NotLinkOwner,
    );
    let elsewhere = unlink_call("alice").account("rent_payer", address_for("alice"));
    assert_refused(registry.run(elsewhere), RegistryError::WrongRentPayer);
    let mut paused = Registry {
        world: registry.world.clone(),
    };
    paused.pause(false, true);
    assert_refused(paused.run(unlink_call("alice")), RegistryError::ExitsPaused);
    let outcome = registry.run(unlink_call("alice")).accepted();
    assert_eq!(registry.world.lamports(&address_for("payer")), before);
    outcome.assert_emitted(&NostrUnlinked {
        link: find_nostr_address(&key()).0,
        link_changes: 2,
        key: key(),
        owner: address_for("alice"),
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    link(&mut registry, "bob").accepted();
}
