//! By an issuer, or by whoever stands above it; 61 by whoever paid the rent.

mod attest_claim;
mod close_attestation;
mod close_issuer;
mod register_issuer;
mod revoke_attestation;
mod revoke_issuer;

pub use {
    attest_claim::*, close_attestation::*, close_issuer::*, register_issuer::*,
    revoke_attestation::*, revoke_issuer::*,
};
