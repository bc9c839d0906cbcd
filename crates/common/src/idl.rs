//! Text of the IDL for layouts declared here (host builds with feature `idl-build` only).

use anchor_lang::__alloc::{boxed::Box, format, string::String};

fn leak(text: String) -> &'static str {
    Box::leak(text.into_boxed_str())
}

/// Entry of an account in the program-level `accounts` list.
pub fn account_entry(name: &str, discriminator: &[u8]) -> &'static str {
    leak(format!(
        "{{\"name\":\"{name}\",\"discriminator\":{discriminator:?}}}"
    ))
}

/// Marks a struct definition as stored in place: packed, alignment 1.
pub fn as_bytemuck(definition: &'static str) -> &'static str {
    leak(definition.replacen(
        '{',
        "{\"serialization\":\"bytemuck\",\"repr\":{\"kind\":\"c\"},",
        1,
    ))
}
