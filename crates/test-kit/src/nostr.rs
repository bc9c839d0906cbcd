//! What a Nostr key signs to be linked to a wallet, written as a Nostr client would write it.
use {
    crate::Pubkey,
    k256::schnorr::SigningKey,
    serde_json::{json, Value as Json},
    sha2::{Digest, Sha256},
};

/// When the signing client says it signed, Unix seconds.
pub const CREATED_AT: u64 = 1_799_625_599;

/// A key's statement that it belongs to a wallet.
#[derive(Clone, Debug)]
pub struct Statement {
    /// Secret of the key.
    pub secret: [u8; 32],
    /// Genesis hash of the cluster.
    pub genesis: [u8; 32],
    /// The wallet.
    pub owner: Pubkey,
    /// A recent slot.
    pub nonce: u64,
}

impl Statement {
    /// The public key.
    ///
    /// # Panics
    /// When the secret is no key.
    pub fn key(&self) -> [u8; 32] {
        self.signing_key().verifying_key().to_bytes().into()
    }

    /// Id of the event, which is what the key signs.
    pub fn event_id(&self) -> [u8; 32] {
        let content = format!(
            "hypernode link: cluster {}, owner {}, nonce {}",
            hex(&self.genesis),
            hex(self.owner.as_ref()),
            self.nonce
        );
        let event = json!([
            0,
            hex(&self.key()),
            CREATED_AT,
            30078,
            [["d", "hypernode-link"]],
            content
        ]);
        Sha256::digest(event.to_string()).into()
    }

    /// The BIP-340 signature: R.x, then s.
    ///
    /// # Panics
    /// When the secret is no key.
    pub fn signature(&self) -> [u8; 64] {
        let signature = self.signing_key().sign_raw(&self.event_id(), &[1; 32]);
        signature.expect("a signature").to_bytes()
    }

    /// Arguments of `link_nostr` with this signature.
    pub fn arguments(&self, signature: &[u8; 64]) -> Json {
        json!({
            "key": self.key(),
            "proof": {
                "created_at": CREATED_AT,
                "nonce": self.nonce,
                "signature_x": signature[..32],
                "signature_s": signature[32..],
            },
        })
    }

    fn signing_key(&self) -> SigningKey {
        SigningKey::from_slice(&self.secret).expect("a key")
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
