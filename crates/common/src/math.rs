//! Arithmetic through a wider integer, with the rounding in the name.

use crate::error::CommonError;

/// Denominator of basis points.
pub const BPS: u16 = 10_000;

/// `a * b`, which 128 bits always hold.
fn product(a: u64, b: u64) -> u128 {
    (a as u128).wrapping_mul(b as u128)
}

/// `floor(a * b / denominator)`.
///
/// # Errors
/// `DivisionByZero` for a zero denominator, `Overflow` when the quotient exceeds `u64`.
pub fn mul_div_floor(a: u64, b: u64, denominator: u64) -> Result<u64, CommonError> {
    let quotient = product(a, b)
        .checked_div(denominator as u128)
        .ok_or(CommonError::DivisionByZero)?;
    u64::try_from(quotient).map_err(|_| CommonError::Overflow)
}

/// `ceil(a * b / denominator)`.
///
/// # Errors
/// `DivisionByZero` for a zero denominator, `Overflow` when the quotient exceeds `u64`.
pub fn mul_div_ceil(a: u64, b: u64, denominator: u64) -> Result<u64, CommonError> {
    if denominator == 0 {
        return Err(CommonError::DivisionByZero);
    }
    let quotient = product(a, b).div_ceil(denominator as u128);
    u64::try_from(quotient).map_err(|_| CommonError::Overflow)
}

/// `floor(amount * bps / 10,000)`; never more than `amount` while `bps <= 10,000`.
///
/// # Errors
/// `Overflow` when `bps` is above 10,000 and the result exceeds `u64`.
pub fn bps_floor(amount: u64, bps: u16) -> Result<u64, CommonError> {
    // 64-bit where it fits: a 128-bit division costs several times as much on chain.
    match amount.checked_mul(bps as u64) {
        Some(product) => Ok(product.wrapping_div(10_000)),
        None => mul_div_floor(amount, bps as u64, BPS as u64),
    }
}

/// `ceil(amount * bps / 10,000)`.
///
/// # Errors
/// `Overflow` when `bps` is above 10,000 and the result exceeds `u64`.
pub fn bps_ceil(amount: u64, bps: u16) -> Result<u64, CommonError> {
    match amount.checked_mul(bps as u64) {
        Some(product) => Ok(product.div_ceil(BPS as u64)),
        None => mul_div_ceil(amount, bps as u64, BPS as u64),
    }
}

/// `a + b`, or `Overflow`.
///
/// # Errors
/// `Overflow`.
pub fn add(a: u64, b: u64) -> Result<u64, CommonError> {
    a.checked_add(b).ok_or(CommonError::Overflow)
}

/// `a - b`, or `Overflow` when the result would be negative.
///
/// # Errors
/// `Overflow`.
pub fn sub(a: u64, b: u64) -> Result<u64, CommonError> {
    a.checked_sub(b).ok_or(CommonError::Overflow)
}

/// Unix seconds `seconds` after `at`.
///
/// # Errors
/// `Overflow` past `i64::MAX`.
pub fn later(at: i64, seconds: u64) -> Result<i64, CommonError> {
    i64::try_from(seconds)
        .ok()
        .and_then(|seconds| at.checked_add(seconds))
        .ok_or(CommonError::Overflow)
}
