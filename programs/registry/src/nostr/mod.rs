//! Proof by a Nostr event: the text the event signs, and its BIP-340 signature.

pub mod event;
pub mod scalar;
pub mod schnorr;
