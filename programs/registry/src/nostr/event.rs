//! The id of the one event that links a Nostr key to a wallet.

use anchor_lang::{prelude::Address, solana_program::hash::hashv};

/// What the event says besides its fixed text.
#[derive(Clone, Copy, Debug)]
pub struct LinkEvent<'a> {
    /// The x-only public key that signs.
    pub key: &'a [u8; 32],
    /// Unix seconds that the signing client wrote into the event.
    pub created_at: u64,
    /// Genesis hash of the cluster.
    pub genesis: &'a [u8; 32],
    /// The wallet.
    pub owner: &'a Address,
    /// A recent slot.
    pub nonce: u64,
}

impl LinkEvent<'_> {
    /// sha256 of the event's canonical JSON (NIP-01): an addressable event of kind 30078 (NIP-78) with one `d` tag.
    ///
    /// `[0,"<key>",<created_at>,30078,[["d","hypernode-link"]],"hypernode link: cluster <genesis>, owner <owner>, nonce
    /// <nonce>"]` without the line break, keys and hashes in lower-case hexadecimal. No part of it needs escaping.
    pub fn id(&self) -> [u8; 32] {
        let (mut created_at, mut nonce) = ([0; DIGITS], [0; DIGITS]);
        hashv(&[
            b"[0,\"",
            &hex(self.key),
            b"\",",
            decimal(self.created_at, &mut created_at),
            b",30078,[[\"d\",\"hypernode-link\"]],\"hypernode link: cluster ",
            &hex(self.genesis),
            b", owner ",
            &hex(self.owner.as_array()),
            b", nonce ",
            decimal(self.nonce, &mut nonce),
            b"\"]",
        ])
        .to_bytes()
    }
}

/// Decimal digits of the largest `u64`.
const DIGITS: usize = 20;

fn hex(bytes: &[u8; 32]) -> [u8; 64] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut text = [0; 64];
    for (pair, byte) in text.chunks_exact_mut(2).zip(bytes) {
        pair[0] = DIGITS[(byte >> 4) as usize];
        pair[1] = DIGITS[(byte & 15) as usize];
    }
    text
}

/// The number without leading zeros, written at the end of `digits`.
fn decimal(mut number: u64, digits: &mut [u8; DIGITS]) -> &[u8] {
    let mut start = DIGITS;
    for (index, digit) in digits.iter_mut().enumerate().rev() {
        *digit = b'0'.wrapping_add(number.wrapping_rem(10) as u8);
        number = number.wrapping_div(10);
        start = index;
        if number == 0 {
            break;
        }
    }
    &digits[start..]
}
