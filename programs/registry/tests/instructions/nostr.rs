//! 66, 67: links of Nostr keys.

use {
    crate::support::Registry,
    hypernode_test_kit::{
        address_for, assert_refused, call, markets::markets_params, Call, Outcome, Pubkey, World,
    },
    k256::schnorr::SigningKey,
    registry::{
        error::RegistryError,
        events::{NostrLinked, NostrUnlinked},
        seeds::find_nostr_address,
        state::NostrLink,
    },
    serde_json::{json, Value},
    sha2::{Digest, Sha256},
};

/// When the signing client says it signed.
const CREATED_AT: u64 = 1_799_625_599;

/// Registry and markets, whose Config knows the genesis hash.
fn with_markets() -> Registry {
    let mut world = World::with_market();
    for actor in ["alice", "bob", "payer"] {
        world.actor(actor);
    }
    Registry { world }
}

fn signing_key() -> SigningKey {
    SigningKey::from_slice(&[7; 32]).expect("a key")
}

fn key() -> [u8; 32] {
    signing_key().verifying_key().to_bytes().into()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the key signs, as a Nostr client would write it.
#[derive(Clone)]
struct Statement {
    genesis: [u8; 32],
    owner: Pubkey,
    nonce: u64,
}

impl Statement {
    fn of(registry: &Registry, owner: &str) -> Self {
        Self {
            genesis: markets_params().genesis,
            owner: address_for(owner),
            nonce: registry.world.slot(),
        }
    }

    fn event_id(&self) -> [u8; 32] {
        let content = format!(
            "hypernode link: cluster {}, owner {}, nonce {}",
            hex(&self.genesis),
            hex(self.owner.as_ref()),
            self.nonce
        );
        let event = json!([
            0,
            hex(&key()),
            CREATED_AT,
            30078,
            [["d", "hypernode-link"]],
            content
        ]);
        Sha256::digest(event.to_string()).into()
    }

    fn signature(&self) -> [u8; 64] {
        let signature = signing_key().sign_raw(&self.event_id(), &[1; 32]);
        signature.expect("a signature").to_bytes()
    }
}

fn proof(nonce: u64, signature: &[u8; 64]) -> Value {
    json!({
        "key": key(),
        "proof": {
            "created_at": CREATED_AT,
            "nonce": nonce,
            "signature_x": signature[..32],
            "signature_s": signature[32..],
        },
    })
}

fn link_call(owner: &str, nonce: u64, signature: &[u8; 64]) -> Call {
    call("registry", "link_nostr")
        .account("owner", address_for(owner))
        .account("payer", address_for("payer"))
        .args(proof(nonce, signature))
}

#[track_caller]
fn link(registry: &mut Registry, owner: &str) -> Outcome {
    let statement = Statement::of(registry, owner);
    registry.run(link_call(owner, statement.nonce, &statement.signature()))
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
    let statement = Statement::of(&registry, "alice");
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
    let said = Statement::of(&registry, "alice");
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
            registry.run(link_call("alice", said.nonce, &other.signature())),
            RegistryError::NostrSignatureInvalid,
        );
    }
    let mut later = proof(said.nonce, &said.signature());
    later["proof"]["created_at"] = json!(CREATED_AT + 1);
    let later = link_call("alice", said.nonce, &said.signature()).args(later);
    assert_refused(registry.run(later), RegistryError::NostrSignatureInvalid);
}

#[test]
fn rejects_each_changed_part_of_the_signature() {
    let mut registry = with_markets();
    let statement = Statement::of(&registry, "alice");
    for byte in [0, 31, 32, 63] {
        let mut signature = statement.signature();
        signature[byte] ^= 1;
        assert_refused(
            registry.run(link_call("alice", statement.nonce, &signature)),
            RegistryError::NostrSignatureInvalid,
        );
    }
    for signature in [[0; 64], [255; 64]] {
        assert_refused(
            registry.run(link_call("alice", statement.nonce, &signature)),
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
        ..Statement::of(&registry, "alice")
    };
    assert_refused(
        registry.run(link_call("alice", ahead, &statement.signature())),
        RegistryError::NostrNonceStale,
    );
    let statement = Statement::of(&registry, "alice");
    registry.world.warp_slots(1_500);
    let mut in_time = Registry {
        world: registry.world.clone(),
    };
    let link = || link_call("alice", statement.nonce, &statement.signature());
    in_time.run(link()).accepted();
    registry.world.warp_slots(1);
    assert_refused(registry.run(link()), RegistryError::NostrNonceStale);
}

#[test]
fn rejects_links_while_entries_are_paused_and_another_config() {
    let mut registry = with_markets();
    let statement = Statement::of(&registry, "alice");
    let elsewhere = link_call("alice", statement.nonce, &statement.signature())
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
