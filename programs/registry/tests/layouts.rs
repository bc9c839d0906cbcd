//! What clients rely on: discriminators, field offsets, error codes. A change here breaks stored accounts.

use {
    anchor_lang::Discriminator,
    core::mem::offset_of,
    hypernode_common::layout::account_discriminator,
    registry::{
        error::RegistryError,
        state::{
            Attestation, Config, Fingerprint, Group, Issuer, Member, Name, Node, NostrLink,
            Peering, Reputation,
        },
    },
};

/// Bytes of the discriminator in front of each struct.
const HEAD: usize = 8;

#[test]
fn shared_accounts_carry_the_frameworks_discriminators() {
    // Config and Fingerprint are declared by the framework's own macro, Node and Reputation by ours.
    assert_eq!(Config::DISCRIMINATOR, account_discriminator("Config"));
    assert_eq!(
        Fingerprint::DISCRIMINATOR,
        account_discriminator("Fingerprint")
    );
    assert_eq!(Node::DISCRIMINATOR, account_discriminator("Node"));
    assert_eq!(
        Reputation::DISCRIMINATOR,
        account_discriminator("Reputation")
    );
}

#[test]
fn sizes_and_offsets_are_those_of_the_specification() {
    assert_eq!(Node::SIZE, 715);
    assert_eq!(Reputation::SIZE, 335);
    assert_eq!(Fingerprint::SIZE, 138);
    assert_eq!(Config::SIZE, 429);
    assert_eq!(Group::SIZE, 118);
    assert_eq!(Member::SIZE, 139);
    assert_eq!(Peering::SIZE, 146);
    assert_eq!(Issuer::SIZE, 148);
    assert_eq!(Attestation::SIZE, 179);
    assert_eq!(Name::SIZE, 164);
    assert_eq!(NostrLink::SIZE, 138);
    assert_eq!(HEAD + offset_of!(Node, status), 10);
    assert_eq!(HEAD + offset_of!(Node, id), 16);
    assert_eq!(HEAD + offset_of!(Node, registrant), 32);
    assert_eq!(HEAD + offset_of!(Node, authority), 64);
    assert_eq!(HEAD + offset_of!(Node, operator), 128);
    assert_eq!(HEAD + offset_of!(Node, payout), 160);
    assert_eq!(HEAD + offset_of!(Node, rent_payer), 715 - 48);
    assert_eq!(HEAD + offset_of!(Reputation, tier), 10);
    assert_eq!(HEAD + offset_of!(Reputation, node), 11);
    assert_eq!(HEAD + offset_of!(Reputation, score), 43);
}

#[test]
fn error_codes_keep_their_numbers() {
    let codes = [
        (RegistryError::NotAuthority, 10_000),
        (RegistryError::ExitsPaused, 10_005),
        (RegistryError::MintCanFreeze, 10_010),
        (RegistryError::Overflow, 10_015),
        (RegistryError::ZeroAmount, 10_020),
        (RegistryError::DrawnAlready, 10_025),
        (RegistryError::StillOpen, 10_029),
        (RegistryError::NodeNotActive, 10_040),
        (RegistryError::NodeSuspended, 10_044),
        (RegistryError::GpusExhausted, 10_048),
        (RegistryError::CloseTooSoon, 10_052),
        (RegistryError::NotOperator, 10_055),
        (RegistryError::InvalidEndpoint, 10_059),
        (RegistryError::TooManyFingerprints, 10_063),
        (RegistryError::CheckerConflict, 10_067),
        (RegistryError::InvalidOutcome, 10_069),
        (RegistryError::NostrSignatureInvalid, 10_082),
        (RegistryError::NotPeeringParty, 10_083),
        (RegistryError::NostrNonceStale, 10_087),
    ];
    for (error, code) in codes {
        assert_eq!(error.code(), code, "{error:?}");
        assert_eq!(
            anchor_lang::Error::from(error),
            anchor_lang::Error::Custom(code)
        );
    }
}
