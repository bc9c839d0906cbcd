//! Named keys: the same name gives the same key in every test, in the local network and in the clients' tests.
use {
    sha2::{Digest, Sha256},
    solana_keypair::Keypair,
    solana_pubkey::Pubkey,
    solana_signer::Signer,
};

/// Key whose Ed25519 seed is SHA-256 of `hypernode-local:` and the name. It protects nothing: anyone can derive it.
pub fn keypair_for(name: &str) -> Keypair {
    Keypair::new_from_array(Sha256::digest(format!("hypernode-local:{name}")).into())
}

/// Address of [`keypair_for`] the same name.
pub fn address_for(name: &str) -> Pubkey {
    keypair_for(name).pubkey()
}

/// Id a program is built with: the address for `program:<name>`.
pub fn program_id_for(program: &str) -> Pubkey {
    address_for(&format!("program:{program}"))
}
