//! What anyone may do.

pub mod apply_tally;
pub mod close_batch;
pub mod close_challenge;
pub mod close_credit;
pub mod close_fault;
pub mod close_job;
pub mod close_rating;
pub mod close_replicas;
pub mod close_verdict;
pub mod collect_child;
pub mod draw_audit;
pub mod draw_panel;
pub mod expire_job;
pub mod expire_run;
pub mod open_fee_shard;
pub mod reassign_job;
pub mod redeem_voucher;
pub mod refund_job;
pub mod resolve_challenge;
pub mod reveal_result;
pub mod settle_job;
pub mod sweep_fees;
pub mod tally_replicas;

pub use {
    apply_tally::*, close_batch::*, close_challenge::*, close_credit::*, close_fault::*,
    close_job::*, close_rating::*, close_replicas::*, close_verdict::*, collect_child::*,
    draw_audit::*, draw_panel::*, expire_job::*, expire_run::*, open_fee_shard::*, reassign_job::*,
    redeem_voucher::*, refund_job::*, resolve_challenge::*, reveal_result::*, settle_job::*,
    sweep_fees::*, tally_replicas::*,
};
