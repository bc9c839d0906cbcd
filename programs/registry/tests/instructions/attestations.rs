//! 59-61: what issuers say.

use {
    crate::{
        issuers::{
            close_call as close_issuer_call, issuer_of, register, revoke_call, run_with,
            with_actors,
        },
        support::{Registry, DAY},
    },
    hypernode_test_kit::{address_for, assert_refused, call, Call, Outcome, Pubkey},
    registry::{
        error::RegistryError,
        events::{AttestationClosed, AttestationRevoked, ClaimAttested},
        seeds::find_attestation_address,
        state::{Attestation, Claim},
    },
    serde_json::json,
};

const HARDWARE: u8 = Claim::Hardware as u8;
const REGION: u8 = Claim::Region as u8;
const PERSON: u8 = Claim::Person as u8;

/// A registry with the root issuer "root" for Hardware and Person.
fn with_issuer() -> Registry {
    let mut registry = with_actors();
    register(
        &mut registry,
        "root",
        &[],
        Claim::Hardware.scope_bit() | Claim::Person.scope_bit(),
    )
    .accepted();
    registry
}

fn attest_call(issuer: &str, subject: Pubkey, claim: u8, digest: u8, expires_at: i64) -> Call {
    call("registry", "attest_claim")
        .account("issuer", issuer_of(issuer))
        .account("subject", subject)
        .account("authority", address_for(issuer))
        .account("payer", address_for("payer"))
        .args(json!({ "claim": claim, "claim_digest": vec![digest; 32], "expires_at": expires_at }))
}

/// "root" attests for a day that "alice" is a person.
#[track_caller]
fn attest(registry: &mut Registry) -> Outcome {
    let expires_at = registry.world.now() + DAY;
    registry.run(attest_call(
        "root",
        address_for("alice"),
        PERSON,
        9,
        expires_at,
    ))
}

fn attested() -> Pubkey {
    find_attestation_address(&issuer_of("root"), &address_for("alice"), PERSON).0
}

fn revoke(signer: &str) -> Call {
    call("registry", "revoke_attestation")
        .account("issuer", issuer_of("root"))
        .account("attestation", attested())
        .account("authority", address_for(signer))
}

fn close(rent_payer: &str) -> Call {
    call("registry", "close_attestation")
        .account("issuer", issuer_of("root"))
        .account("attestation", attested())
        .account("rent_payer", address_for(rent_payer))
}

#[test]
fn attests_a_claim() {
    let mut registry = with_issuer();
    let outcome = attest(&mut registry).accepted();
    let attestation: Attestation = registry.world.read(&attested());
    let now = registry.world.now();
    assert!(attestation.claim == Claim::Person);
    assert!(attestation.is_live(now + DAY) && !attestation.is_live(now + DAY + 1));
    outcome.assert_emitted(&ClaimAttested {
        attestation: attested(),
        attestation_changes: 1,
        issuer: issuer_of("root"),
        subject: address_for("alice"),
        claim: PERSON,
        claim_digest: [9; 32],
        issued_at: now,
        expires_at: now + DAY,
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: now,
    });
}

#[test]
fn attests_hardware_only_as_the_node_describes_it() {
    let mut registry = with_issuer();
    let (node, other) = (registry.register("node-1"), registry.register("node-2"));
    let expires_at = registry.world.now() + DAY;
    // The kit's nodes have a descriptor digest of sevens.
    let hardware = |digest| attest_call("root", node.address, HARDWARE, digest, expires_at);
    let refusals = [
        hardware(7),
        hardware(7).account("node", other.address),
        hardware(8).account("node", node.address),
    ];
    for refusal in refusals {
        assert_refused(registry.run(refusal), RegistryError::ClaimMismatch);
    }
    registry
        .run(hardware(7).account("node", node.address))
        .accepted();
    let address = find_attestation_address(&issuer_of("root"), &node.address, HARDWARE).0;
    let attestation: Attestation = registry.world.read(&address);
    let mut state = registry.node(&node);
    assert!(attestation.describes(&node.address, &state));
    state.descriptor_digest = [8; 32];
    assert!(!attestation.describes(&node.address, &state));
}

#[test]
fn rejects_attestations_by_others() {
    let mut registry = with_issuer();
    register(&mut registry, "first", &[], 8).accepted();
    let expires_at = registry.world.now() + DAY;
    let by_other = attest_call("root", address_for("alice"), PERSON, 9, expires_at)
        .account("authority", address_for("first"));
    assert_refused(registry.run(by_other), RegistryError::NotIssuerAuthority);
}

#[test]
fn rejects_claims_out_of_scope_unknown_or_without_digest() {
    let mut registry = with_issuer();
    let expires_at = registry.world.now() + DAY;
    let alice = address_for("alice");
    for claim in [0, REGION, 8, 255] {
        assert_refused(
            registry.run(attest_call("root", alice, claim, 9, expires_at)),
            RegistryError::IssuerOutOfScope,
        );
    }
    assert_refused(
        registry.run(attest_call("root", alice, PERSON, 0, expires_at)),
        RegistryError::ZeroDigest,
    );
    let now = registry.world.now();
    assert_refused(
        registry.run(attest_call("root", alice, PERSON, 9, now)),
        RegistryError::ParameterOutOfBounds,
    );
    registry.pause(true, false);
    assert_refused(attest(&mut registry), RegistryError::EntriesPaused);
}

#[test]
fn rejects_claims_of_issuers_that_are_not_trusted() {
    let mut registry = with_issuer();
    register(&mut registry, "first", &["root"], 8).accepted();
    let expires_at = registry.world.now() + DAY;
    let claim = || attest_call("first", address_for("alice"), PERSON, 9, expires_at);
    assert_refused(
        run_with(&mut registry, claim(), &[]),
        RegistryError::IssuerNotLive,
    );
    let mut trusting = Registry {
        world: registry.world.clone(),
    };
    run_with(&mut trusting, claim(), &["root"]).accepted();
    registry.run(revoke_call("root", "root")).accepted();
    assert_refused(
        run_with(&mut registry, claim(), &["root"]),
        RegistryError::IssuerNotLive,
    );
}

#[test]
fn revokes_an_attestation_once_also_while_everything_is_paused() {
    let mut registry = with_issuer();
    attest(&mut registry).accepted();
    registry.pause(true, true);
    assert_refused(
        registry.run(revoke("alice")),
        RegistryError::NotIssuerAuthority,
    );
    let now = registry.world.now();
    registry
        .run(revoke("root"))
        .accepted()
        .assert_emitted(&AttestationRevoked {
            attestation: attested(),
            attestation_changes: 2,
            issuer: issuer_of("root"),
            subject: address_for("alice"),
            claim: PERSON,
            revoked_at_before: 0,
            revoked_at_after: now,
            slot: registry.world.slot(),
            at: now,
        });
    assert_refused(
        registry.run(revoke("root")),
        RegistryError::AttestationNotLive,
    );
}

#[test]
fn rejects_revoking_through_another_issuer() {
    let mut registry = with_issuer();
    register(&mut registry, "first", &[], 8).accepted();
    attest(&mut registry).accepted();
    let through = revoke("first").account("issuer", issuer_of("first"));
    assert_refused(registry.run(through), RegistryError::NotIssuerAuthority);
}

#[test]
fn closes_an_ended_attestation_and_returns_its_rent() {
    let mut registry = with_issuer();
    let before = registry.world.lamports(&address_for("payer"));
    attest(&mut registry).accepted();
    assert_refused(registry.run(close("payer")), RegistryError::StillOpen);
    registry.run(revoke("root")).accepted();
    assert_refused(registry.run(close("root")), RegistryError::WrongRentPayer);
    let foreign = close("payer").account("issuer", issuer_of("first"));
    assert_refused(registry.run(foreign), RegistryError::IssuerNotLive);
    let mut paused = Registry {
        world: registry.world.clone(),
    };
    paused.pause(false, true);
    assert_refused(paused.run(close("payer")), RegistryError::ExitsPaused);
    let outcome = registry.run(close("payer")).accepted();
    assert_eq!(registry.world.lamports(&address_for("payer")), before);
    outcome.assert_emitted(&AttestationClosed {
        attestation: attested(),
        attestation_changes: 3,
        issuer: issuer_of("root"),
        subject: address_for("alice"),
        claim: PERSON,
        rent_payer: address_for("payer"),
        slot: registry.world.slot(),
        at: registry.world.now(),
    });
}

#[test]
fn closes_an_attestation_after_its_end_and_after_its_issuers() {
    let mut registry = with_issuer();
    attest(&mut registry).accepted();
    let mut expired = Registry {
        world: registry.world.clone(),
    };
    expired.world.warp_seconds(DAY);
    assert_refused(expired.run(close("payer")), RegistryError::StillOpen);
    expired.world.warp_seconds(1);
    expired.run(close("payer")).accepted();

    registry.run(revoke_call("root", "root")).accepted();
    let mut revoked = Registry {
        world: registry.world.clone(),
    };
    revoked.run(close("payer")).accepted();

    // The issuer's next life did not say it either.
    registry.run(close_issuer_call("root", "payer")).accepted();
    registry.world.warp_seconds(1);
    register(&mut registry, "root", &[], 8).accepted();
    registry.run(close("payer")).accepted();
}
