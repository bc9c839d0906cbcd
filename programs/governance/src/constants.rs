//! Limits of the program, each with its unit and reason.

/// Payloads of a proposal. Each is its own transaction, so the number bounds what one vote can change.
pub const MAX_PAYLOADS: usize = 4;
/// Accounts of a payload: enough for the largest call an authority makes, `pardon_report` of slashing with 19.
pub const MAX_METAS: usize = 20;
/// Bytes of a payload's instruction data.
pub const MAX_DATA: usize = 256;
/// Seconds after the vote in which a proposal that succeeded can be queued; later it may only expire.
pub const QUEUE_SECONDS: u64 = 7 * 86_400;
/// Seconds a staker has to begin leaving after an Upgrade was queued.
pub const UNSTAKE_SECONDS: u32 = 86_400;

/// Meta flag: the account is written.
pub const META_WRITABLE: u8 = 1;
/// Meta flag: the executor signs.
pub const META_SIGNER: u8 = 2;
