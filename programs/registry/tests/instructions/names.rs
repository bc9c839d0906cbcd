//! 62-65: names.

use {
    crate::support::{Registry, DAY},
    hypernode_test_kit::{
        address_for, assert_refused, call, defaults, hyper_account, Call, Outcome, Pubkey, HYPER,
    },
    registry::{
        error::RegistryError,
        events::{NameRegistered, NameReleased, NameRenewed, NameUpdated},
        seeds::find_name_address,
        state::{Name, NameText},
    },
    serde_json::{json, Value},
    sha2::{Digest, Sha256},
};

const FEE: u64 = 100 * HYPER;
const YEAR: i64 = 365 * DAY;
const GRACE: i64 = 30 * DAY;
/// HYPER that "alice" and "bob" start with, base units.
const FUNDS: u64 = 2_000 * HYPER;

fn hash_of(text: &str) -> [u8; 32] {
    Sha256::digest(text).into()
}

fn name_of(text: &str) -> Pubkey {
    find_name_address(&hash_of(text)).0
}

/// `NameText` of any bytes, also of what is no name.
fn text_json(text: &str) -> Value {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(32, 0);
    json!({ "length": text.len(), "bytes": bytes })
}

fn text_of(text: &str) -> NameText {
    let mut bytes = [0; 32];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    NameText {
        length: u16::try_from(text.len()).expect("short"),
        bytes,
    }
}

fn with_owners() -> Registry {
    let mut registry = Registry::new();
    registry.world.fund_hyper(&address_for("treasury"), 0);
    for actor in ["alice", "bob", "payer", "stranger"] {
        registry.world.actor(actor);
    }
    for owner in ["alice", "bob"] {
        registry.world.fund_hyper(&address_for(owner), FUNDS);
    }
    registry
}

fn register_call(text: &str, owner: &str, years: u8) -> Call {
    call("registry", "register_name")
        .account("owner", address_for(owner))
        .account("owner_token", hyper_account(&address_for(owner)))
        .account("treasury_token", defaults::treasury())
        .account("payer", address_for("payer"))
        .args(json!({
            "hash": hash_of(text),
            "text": text_json(text),
            "years": years,
            "target": address_for("node").to_string(),
        }))
}

#[track_caller]
fn register(registry: &mut Registry, text: &str, owner: &str) -> Outcome {
    registry.run(register_call(text, owner, 1))
}

/// A registry in which "alice" has "lab-7" for a year.
fn with_name() -> Registry {
    let mut registry = with_owners();
    register(&mut registry, "lab-7", "alice").accepted();
    registry
}

fn renew_call(owner: &str, years: u8) -> Call {
    call("registry", "renew_name")
        .account("name", name_of("lab-7"))
        .account("owner", address_for(owner))
        .account("owner_token", hyper_account(&address_for(owner)))
        .account("treasury_token", defaults::treasury())
        .args(json!({ "years": years }))
}

fn update_call(owner: &str, new_owner: Pubkey, target: Pubkey) -> Call {
    call("registry", "update_name")
        .account("name", name_of("lab-7"))
        .account("owner", address_for(owner))
        .args(json!({ "new_owner": new_owner.to_string(), "target": target.to_string() }))
}

fn release_call(signer: &str) -> Call {
    call("registry", "release_name")
        .account("name", name_of("lab-7"))
        .account("signer", address_for(signer))
        .account("rent_payer", address_for("payer"))
}

#[test]
fn registers_a_name_and_pays_the_treasury() {
    let mut registry = with_owners();
    let outcome = registry.run(register_call("lab-7", "alice", 3)).accepted();
    let now = registry.world.now();
    let name: Name = registry.world.read(&name_of("lab-7"));
    assert_eq!(name.owner, address_for("alice"));
    assert_eq!(name.expires_at.get(), now + 3 * YEAR);
    assert_eq!(registry.world.hyper_of(&address_for("treasury")), 3 * FEE);
    assert_eq!(
        registry.world.hyper_of(&address_for("alice")),
        FUNDS - 3 * FEE
    );
    outcome.assert_emitted(&NameRegistered {
        name: name_of("lab-7"),
        name_changes: 1,
        text: text_of("lab-7"),
        owner: address_for("alice"),
        target: address_for("node"),
        expires_at: now + 3 * YEAR,
        price: 3 * FEE,
        owner_token: hyper_account(&address_for("alice")),
        treasury_token: defaults::treasury(),
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: now,
    });
}

#[test]
fn takes_names_of_every_allowed_length_and_character() {
    let mut registry = with_owners();
    for text in ["a", "-", "0123456789abcdefghijklmnopqrstuv", "wxyz-"] {
        register(&mut registry, text, "alice").accepted();
    }
}

#[test]
fn rejects_what_is_no_name() {
    let mut registry = with_owners();
    for text in ["", "Lab", "lab_7", "lab 7", "lab.7", "läb", "lab\u{0}"] {
        assert_refused(
            register(&mut registry, text, "alice"),
            RegistryError::InvalidName,
        );
    }
    let arguments = |hash: &str, text: Value| json!({ "hash": hash_of(hash), "text": text, "years": 1, "target": Pubkey::default().to_string() });
    let too_long = json!({ "length": 33, "bytes": vec![b'a'; 32] });
    let with_rest = json!({ "length": 1, "bytes": vec![b'a'; 32] });
    for (hash, text) in [
        ("a", too_long),
        ("a", with_rest),
        ("other", text_json("lab-7")),
    ] {
        let register = register_call("a", "alice", 1).args(arguments(hash, text));
        assert_refused(registry.run(register), RegistryError::InvalidName);
    }
}

#[test]
fn rejects_a_name_that_is_taken_until_it_is_released() {
    let mut registry = with_name();
    for wait in [0, YEAR, GRACE + 1] {
        registry.world.warp_seconds(wait);
        for owner in ["bob", "alice"] {
            assert_refused(
                register(&mut registry, "lab-7", owner),
                RegistryError::NameNotFree,
            );
        }
    }
    registry.run(release_call("bob")).accepted();
    register(&mut registry, "lab-7", "bob").accepted();
    let name: Name = registry.world.read(&name_of("lab-7"));
    assert_eq!(name.owner, address_for("bob"));
}

#[test]
fn rejects_years_out_of_bounds() {
    let mut registry = with_owners();
    for years in [0, 11, 255] {
        assert_refused(
            registry.run(register_call("lab-7", "alice", years)),
            RegistryError::ParameterOutOfBounds,
        );
    }
    registry.run(register_call("lab-7", "alice", 10)).accepted();
    assert_refused(
        registry.run(renew_call("alice", 1)),
        RegistryError::ParameterOutOfBounds,
    );
}

#[test]
fn rejects_accounts_that_do_not_fit_the_payment() {
    let mut registry = with_name();
    let stray = address_for("stray");
    let foreign_mint = address_for("foreign-mint");
    registry
        .world
        .write_mint(foreign_mint, 6, 1_000 * HYPER, None);
    let alice = address_for("alice");
    registry
        .world
        .write_token_account(stray, &alice, &foreign_mint, 1_000 * HYPER);
    let bob = hyper_account(&address_for("bob"));
    for pay in [register_call("other", "alice", 1), renew_call("alice", 1)] {
        assert_refused(
            registry.run(pay.clone().account("treasury_token", bob)),
            RegistryError::WrongVault,
        );
        assert_refused(
            registry.run(pay.clone().account("owner_token", bob)),
            RegistryError::WrongTokenOwner,
        );
        assert_refused(
            registry.run(pay.clone().account("owner_token", stray)),
            RegistryError::WrongTokenMint,
        );
        registry.world.set_frozen(hyper_account(&alice), true);
        assert_refused(registry.run(pay), RegistryError::TokenAccountFrozen);
        registry.world.set_frozen(hyper_account(&alice), false);
    }
}

#[test]
fn rejects_registration_while_entries_are_paused_but_lets_owners_renew_and_update() {
    let mut registry = with_name();
    registry.pause(true, true);
    assert_refused(
        register(&mut registry, "other", "alice"),
        RegistryError::EntriesPaused,
    );
    registry.run(renew_call("alice", 1)).accepted();
    let alice = address_for("alice");
    registry
        .run(update_call("alice", alice, Pubkey::default()))
        .accepted();
}

#[test]
fn renews_from_the_end_of_the_years_paid() {
    let mut registry = with_name();
    let name: Name = registry.world.read(&name_of("lab-7"));
    let end = name.expires_at.get();
    // In the last second of the grace: the lapsed days are paid for too.
    registry.world.warp_to(end + GRACE);
    let outcome = registry.run(renew_call("alice", 2)).accepted();
    let name: Name = registry.world.read(&name_of("lab-7"));
    assert_eq!(name.expires_at.get(), end + 2 * YEAR);
    assert_eq!(registry.world.hyper_of(&address_for("treasury")), 3 * FEE);
    outcome.assert_emitted(&NameRenewed {
        name: name_of("lab-7"),
        name_changes: 2,
        owner: address_for("alice"),
        expires_at_before: end,
        expires_at_after: end + 2 * YEAR,
        price: 2 * FEE,
        owner_token: hyper_account(&address_for("alice")),
        treasury_token: defaults::treasury(),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn rejects_renewal_and_update_after_the_grace() {
    let mut registry = with_name();
    registry.world.warp_seconds(YEAR + GRACE + 1);
    assert_refused(
        registry.run(renew_call("alice", 1)),
        RegistryError::NameExpired,
    );
    let bob = address_for("bob");
    assert_refused(
        registry.run(update_call("alice", bob, bob)),
        RegistryError::NameExpired,
    );
}

#[test]
fn rejects_renewal_update_and_release_by_others() {
    let mut registry = with_name();
    let bob = address_for("bob");
    assert_refused(
        registry.run(renew_call("bob", 1)),
        RegistryError::NotNameOwner,
    );
    assert_refused(
        registry.run(update_call("bob", bob, bob)),
        RegistryError::NotNameOwner,
    );
    registry.world.warp_seconds(YEAR + GRACE);
    assert_refused(
        registry.run(release_call("bob")),
        RegistryError::NotNameOwner,
    );
    registry.world.warp_seconds(1);
    registry.run(release_call("bob")).accepted();
}

#[test]
fn gives_a_name_to_another_owner_and_target() {
    let mut registry = with_name();
    let (alice, bob) = (address_for("alice"), address_for("bob"));
    assert_refused(
        registry.run(update_call("alice", Pubkey::default(), bob)),
        RegistryError::ZeroAddress,
    );
    let outcome = registry
        .run(update_call("alice", bob, Pubkey::default()))
        .accepted();
    outcome.assert_emitted(&NameUpdated {
        name: name_of("lab-7"),
        name_changes: 2,
        owner_before: alice,
        owner_after: bob,
        target_before: address_for("node"),
        target_after: Pubkey::default(),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
    assert_refused(
        registry.run(update_call("alice", alice, alice)),
        RegistryError::NotNameOwner,
    );
    registry.run(renew_call("bob", 1)).accepted();
}

#[test]
fn releases_a_name_and_returns_its_rent() {
    let mut registry = with_owners();
    let before = registry.world.lamports(&address_for("payer"));
    register(&mut registry, "lab-7", "alice").accepted();
    let elsewhere = release_call("alice").account("rent_payer", address_for("alice"));
    assert_refused(registry.run(elsewhere), RegistryError::WrongRentPayer);
    let mut paused = Registry {
        world: registry.world.clone(),
    };
    paused.pause(false, true);
    assert_refused(
        paused.run(release_call("alice")),
        RegistryError::ExitsPaused,
    );
    let outcome = registry.run(release_call("alice")).accepted();
    assert_eq!(registry.world.lamports(&address_for("payer")), before);
    assert_eq!(registry.world.hyper_of(&address_for("treasury")), FEE);
    outcome.assert_emitted(&NameReleased {
        name: name_of("lab-7"),
        name_changes: 2,
        text: text_of("lab-7"),
        owner: address_for("alice"),
        signer: address_for("alice"),
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}
