//! BIP-340 signatures by the one call that knows the curve: ECDSA key recovery.

use {
    super::scalar::Scalar, anchor_lang::solana_program::hash::hashv,
    solana_secp256k1_recover::secp256k1_recover,
};

/// Whether R.x = `nonce_x` and s = `response` are the BIP-340 signature of `message` by the x-only `key`.
///
/// BIP-340 asks that `R = s*G - e*P` has an even y and the x that the signature states. Recovery from an ECDSA
/// signature (r, s') of z gives `r^-1 * (s'*P - z*G)` with P the point of x = r. So r = P.x, s' = -e*P.x and
/// z = -s*P.x make it compute R. ECDSA states r modulo the order, which a key's x exceeds once in 2^128: such a
/// key is refused.
pub fn verify(key: &[u8; 32], message: &[u8; 32], nonce_x: &[u8; 32], response: &[u8; 32]) -> bool {
    let (Some(key_x), Some(response)) = (Scalar::from_bytes(key), Scalar::from_bytes(response))
    else {
        return false;
    };
    let challenge = Scalar::reduced(&challenge(nonce_x, key, message));
    let mut proof = challenge.multiply(key_x).negate();
    let hash = response.multiply(key_x).negate();
    // (-s', odd) recovers the same point as (s', even); some implementations take only the lower half of s'.
    let odd = proof.is_high();
    if odd {
        proof = proof.negate();
    }
    let mut recoverable = [0; 64];
    recoverable[..32].copy_from_slice(key);
    recoverable[32..].copy_from_slice(&proof.to_bytes());
    secp256k1_recover(&hash.to_bytes(), u8::from(odd), &recoverable)
        .is_ok_and(|point| point.0[..32] == *nonce_x && point.0[63] & 1 == 0)
}

/// The tagged hash e of BIP-340.
fn challenge(nonce_x: &[u8; 32], key: &[u8; 32], message: &[u8; 32]) -> [u8; 32] {
    let tag = hashv(&[b"BIP0340/challenge"]).to_bytes();
    hashv(&[&tag, &tag, nonce_x, key, message]).to_bytes()
}
