//! Integers modulo the order of secp256k1.

/// Order of the curve's group, least significant limb first.
const ORDER: [u64; 4] = [
    0xbfd2_5e8c_d036_4141,
    0xbaae_dce6_af48_a03b,
    0xffff_ffff_ffff_fffe,
    0xffff_ffff_ffff_ffff,
];
/// 2^256 - ORDER: what a bit above the 256th is worth.
const EXCESS: [u64; 3] = [0x402d_a173_2fc9_bebf, 0x4551_2319_50b7_5fc4, 1];
/// Half of the order, rounded down.
const HALF: [u64; 4] = [
    0xdfe9_2f46_681b_20a0,
    0x5d57_6e73_57a4_501d,
    0xffff_ffff_ffff_ffff,
    0x7fff_ffff_ffff_ffff,
];

/// An integer in 0..order, least significant limb first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scalar([u64; 4]);

impl Scalar {
    /// A big-endian integer; none when it is not below the order.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let limbs = limbs(bytes);
        (!at_least(&limbs, &ORDER)).then_some(Self(limbs))
    }

    /// A big-endian integer modulo the order.
    pub fn reduced(bytes: &[u8; 32]) -> Self {
        Self(below_order(limbs(bytes)))
    }

    /// As 32 bytes, big-endian.
    pub fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        for (chunk, limb) in bytes.chunks_exact_mut(8).zip(self.0.iter().rev()) {
            chunk.copy_from_slice(&limb.to_be_bytes());
        }
        bytes
    }

    /// Whether it is 0.
    pub fn is_zero(self) -> bool {
        self.0 == [0; 4]
    }

    /// Whether it is above half the order.
    pub fn is_high(self) -> bool {
        self.0 != HALF && at_least(&self.0, &HALF)
    }

    /// `-self` modulo the order.
    pub fn negate(self) -> Self {
        if self.is_zero() {
            return self;
        }
        Self(difference(&ORDER, &self.0))
    }

    /// `self * other` modulo the order.
    pub fn multiply(self, other: Self) -> Self {
        let mut wide = [0; 8];
        for (shift, limb) in self.0.iter().enumerate() {
            add_product(&mut wide, shift, *limb, &other.0);
        }
        // Each round adds the upper half's worth to the lower half: 512, 386, 260, 257 bits, then 256.
        while wide[4..] != [0; 4] {
            let mut folded = [0; 8];
            folded[..4].copy_from_slice(&wide[..4]);
            for (shift, limb) in wide[4..].iter().enumerate() {
                add_product(&mut folded, shift, *limb, &EXCESS);
            }
            wide = folded;
        }
        Self(below_order([wide[0], wide[1], wide[2], wide[3]]))
    }
}

fn limbs(bytes: &[u8; 32]) -> [u64; 4] {
    let mut limbs = [0; 4];
    for (limb, chunk) in limbs.iter_mut().rev().zip(bytes.chunks_exact(8)) {
        *limb = chunk
            .iter()
            .fold(0, |limb, byte| (limb << 8) | u64::from(*byte));
    }
    limbs
}

fn at_least(a: &[u64; 4], b: &[u64; 4]) -> bool {
    a.iter().rev().ge(b.iter().rev())
}

/// Below twice the order, as every 256-bit integer is: at most one subtraction.
fn below_order(limbs: [u64; 4]) -> [u64; 4] {
    if at_least(&limbs, &ORDER) {
        difference(&limbs, &ORDER)
    } else {
        limbs
    }
}

/// `a - b` of a larger `a`.
fn difference(a: &[u64; 4], b: &[u64; 4]) -> [u64; 4] {
    let (mut result, mut borrow) = ([0; 4], false);
    for (limb, (a, b)) in result.iter_mut().zip(a.iter().zip(b)) {
        let (part, first) = a.overflowing_sub(*b);
        let (part, second) = part.overflowing_sub(u64::from(borrow));
        (*limb, borrow) = (part, first || second);
    }
    result
}

/// `sum += factor * other * 2^(64 * shift)`; the caller's sum has room for it.
fn add_product(sum: &mut [u64; 8], shift: usize, factor: u64, other: &[u64]) {
    if factor == 0 {
        return;
    }
    let mut carry = 0;
    let mut sum = sum.iter_mut().skip(shift);
    // `other` first: it ends before a limb more is taken from the sum.
    for (other, limb) in other.iter().zip(sum.by_ref()) {
        // (2^64 - 1)^2 + 2 * (2^64 - 1) = 2^128 - 1.
        let product = u128::from(factor)
            .wrapping_mul(u128::from(*other))
            .wrapping_add(u128::from(*limb))
            .wrapping_add(u128::from(carry));
        (*limb, carry) = (product as u64, (product >> 64) as u64);
    }
    for limb in sum {
        let (part, over) = limb.overflowing_add(carry);
        (*limb, carry) = (part, u64::from(over));
    }
}
