//! What the owner of a session or a credit may do.

pub mod fund_credit;
pub mod open_credit;
pub mod open_session;
pub mod request_credit_close;
pub mod revoke_session;

pub use {
    fund_credit::*, open_credit::*, open_session::*, request_credit_close::*, revoke_session::*,
};
