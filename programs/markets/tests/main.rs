//! Every rule of every instruction, against the built programs in memory; one file per instruction.

mod accept_job;
mod audit;
mod batch;
mod canary;
mod cancel_job;
mod challenge_job;
mod close_job;
mod config;
mod expire_job;
mod expire_run;
mod extend_job;
mod golden_vectors;
mod lifecycle;
mod market;
mod offer;
mod post_job;
mod post_job_to_offer;
mod reassign_job;
mod release_job;
mod replicas;
mod settle_job;
mod start_job;
mod stop_job;
mod submit_job;
mod sweep_fees;
mod verdict;
