//! What the programs accept though the specification does not say so.
use crate::lifecycle::Allowed;

/// The lifecycle, what is accepted in it besides, and why.
pub const BEYOND: &[(&str, Allowed, &str)] = &[(
    "session",
    (
        "markets.revoke_session",
        &["Expired, job submitted"],
        &[
            "session key",
            "payer",
            "authority",
            "guardian",
            "stranger",
        ],
    ),
    "The specification names the owner alone. An expired key stands in for nobody, and whoever paid the rent gets it back \
     without the owner.",
)];
