//! What anyone may do.

pub mod close_challenge;
pub mod close_credit;
pub mod close_fault;
pub mod close_job;
pub mod draw_panel;
pub mod expire_job;
pub mod expire_run;
pub mod open_fee_shard;
pub mod reassign_job;
pub mod redeem_voucher;
pub mod refund_job;
pub mod resolve_challenge;
pub mod settle_job;
pub mod sweep_fees;

pub use {
    close_challenge::*, close_credit::*, close_fault::*, close_job::*, draw_panel::*,
    expire_job::*, expire_run::*, open_fee_shard::*, reassign_job::*, redeem_voucher::*,
    refund_job::*, resolve_challenge::*, settle_job::*, sweep_fees::*,
};
