//! Default parameters and terms of protocol.md, as arguments for [`call`](crate::call).
use {
    crate::{
        actors::address_for,
        time::GENESIS_AT,
        tokens::{hyper_account, HYPER},
    },
    serde_json::{json, Value as Json},
};

/// Token account of the treasury in every world.
pub fn treasury() -> crate::Pubkey {
    hyper_account(&address_for("treasury"))
}

/// Parameters a program is initialised with.
///
/// # Panics
/// When the program has no defaults here.
pub fn params_of(program: &str) -> Json {
    match program {
        "registry" => registry_params(),
        "markets" => markets_params(),
        "staking" => staking_params(),
        "rewards" => rewards_params(),
        "slashing" => slashing_params(),
        "governance" => governance_params(),
        other => panic!("no default parameters for {other}"),
    }
}

/// Parameters of the registry.
pub fn registry_params() -> Json {
    json!({
        "heartbeat_floor_seconds": 30,
        "offline_after_seconds": 900,
        "slashable_after_seconds": 172_800,
        "health_interval_seconds": 300,
        "health_step": 10,
        "health_cap": 100,
        "payout_delay_seconds": 86_400,
        "node_close_delay_seconds": 604_800,
        "fingerprint_rest_seconds": 2_592_000,
        "min_runs_gold": 10,
        "tier_cuts": [200, 500, 750, 900],
        "min_counted_fee": 100_000,
        "name_fee": 100 * HYPER,
        "treasury": treasury().to_string(),
    })
}

/// Parameters of the markets.
pub fn markets_params() -> Json {
    json!({
        "treasury": treasury().to_string(),
        "market_admin": address_for("market-admin").to_string(),
        "genesis": vec![1; 32],
        "treasury_bps": 1_000,
        "incentive_bps": 500,
        "orchestrator_bps": 500,
        "staker_bps": 100,
        "burn_bps": 0,
        "tier_delay_seconds": [15, 8, 4, 2, 0],
        "attempts_max": 3,
        "fee_shards": 8,
        "epoch_origin_at": GENESIS_AT,
        "epoch_seconds": 604_800,
        "close_delay_seconds": 86_400,
        "verdict_window_seconds": 3_600,
        "challenge_bond_min": 50 * HYPER,
        "challenge_bond_bps": 1_000,
        "verification_fee_bps": 500,
        "max_royalty_bps": 2_000,
        "panel_target": 9,
        "seed_delay_slots": 8,
        "discount_bps": vec![0; 5],
    })
}

/// Parameters of staking.
pub fn staking_params() -> Json {
    json!({
        "min_stake": 100 * HYPER,
        "min_lock_days": 14,
        "max_lock_days": 365,
        "bond_lock_days": 30,
        "unbonding_seconds": 604_800,
        "multiplier_days": [0, 30, 90, 180, 365],
        "multiplier_bps": [10_000, 15_000, 20_000, 30_000, 40_000],
        "holder_thresholds": [0, 1_000 * HYPER, 10_000 * HYPER, 50_000 * HYPER, 100_000 * HYPER],
        "capacity_thresholds": [100 * HYPER, 1_000 * HYPER, 10_000 * HYPER, 100_000 * HYPER],
        "capacity_runs": [1, 3, 10, 65_535],
        "validator_min": 10_000 * HYPER,
        "validator_warmup_seconds": 86_400,
        "slash_cap_bps": 5_000,
    })
}

/// Parameters of rewards.
pub fn rewards_params() -> Json {
    json!({
        "treasury": treasury().to_string(),
        "operations": hyper_account(&address_for("operations")).to_string(),
        "unlock_authority": address_for("unlock-authority").to_string(),
        "unlock_rewards_bps": 3_000,
        "unlock_burn_bps": 2_000,
        "unlock_origin_at": GENESIS_AT,
        "unlock_period_seconds": 2_592_000,
        "stream_seconds": 2_592_000,
        "min_total_weight": (10_000 * HYPER).to_string(),
        "fee_shards": 8,
    })
}

/// Parameters of slashing.
pub fn slashing_params() -> Json {
    json!({
        "treasury": treasury().to_string(),
        "reason_bps": [100, 500, 2_000, 5_000],
        "report_bond": 100 * HYPER,
        "burn_bps": 5_000,
        "treasury_bps": 3_000,
        "reporter_bps": 2_000,
        "vote_window_seconds": 259_200,
        "appeal_window_seconds": 604_800,
        "appeal_vote_window_seconds": 604_800,
        "confirm_votes": 3,
        "appeal_votes": 5,
        "panel_target": 9,
        "seed_delay_slots": 8,
    })
}

/// Parameters of governance.
pub fn governance_params() -> Json {
    json!({
        "proposal_threshold": (1_000_000 * HYPER).to_string(),
        "quorum_bps": 1_000,
        "vote_seconds": 259_200,
        "timelock_seconds": 86_400,
        "execution_seconds": 604_800,
        "upgrade_timelock_seconds": 691_200,
        "proposal_bond": 10_000 * HYPER,
        "spend_cap_bps": 1_000,
        "veto_enabled": true,
    })
}

/// No requirement at all; a market still asks for stake tier 1.
pub fn no_requirements() -> Json {
    json!({
        "gpu_count": 0, "vram_mib": 0, "cpu_cores": 0, "ram_mib": 0, "disk_gib": 0, "region": 0,
        "arch_mask": 0, "vendor_mask": 0, "stake_tier": 0, "reputation_tier": 0, "proofs_mask": 0,
    })
}

/// Terms of a market that takes any hardware with the smallest stake.
pub fn market_terms() -> Json {
    let mut requirements = no_requirements();
    requirements["stake_tier"] = 1.into();
    json!({
        "verification": 1,
        "requirements": requirements,
        "price_min": 1,
        "min_duration_seconds": 1,
        "max_duration_seconds": 86_400,
        "queue_timeout_seconds": 7_200,
        "start_grace_seconds": 120,
        "submit_grace_seconds": 300,
        "challenge_window_seconds": 600,
        "failed_pay_bps": 9_000,
    })
}

/// Terms of a job of `seconds` at `price_per_second`, paid by `funder`.
pub fn job_terms(funder: &crate::Pubkey, price_per_second: u64, seconds: u32, now: i64) -> Json {
    let none = crate::Pubkey::default().to_string();
    json!({
        "price_per_second": price_per_second,
        "max_run_seconds": seconds,
        "queue_timeout_seconds": 0,
        "exclusive_seconds": 0,
        "sla_start_seconds": 0,
        "sla_credit_bps": 0,
        "royalty_bps": 0,
        "audit_bps": 0,
        "requirements": no_requirements(),
        "verification": 0,
        "origin": 1,
        "codec": 0,
        "sealed": false,
        "funder": funder.to_string(),
        "orchestrator": none,
        "group": none,
        "parent": none,
        "valid_until_at": now + 300,
    })
}

/// Hardware, policy and endpoint of a CPU node with two GPUs, open to everybody.
pub fn node_registration(payout: &crate::Pubkey) -> Json {
    let mut endpoint = [0u8; 128];
    let text = b"https://node.example:8443";
    endpoint[..text.len()].copy_from_slice(text);
    json!({
        "identity": 1,
        "payout": payout.to_string(),
        "hardware": {
            "gpu_vendor": 1, "architecture": 1, "gpu_count": 2, "vram_mib": 24_576, "cpu_cores": 16, "ram_mib": 65_536,
            "disk_gib": 1_000, "region": 276, "descriptor_digest": vec![7; 32],
        },
        "policy": {
            "privacy": 5, "group": crate::Pubkey::default().to_string(), "max_runs": 8, "price_floor": 1,
            "min_duration_seconds": 1, "max_duration_seconds": 604_800, "share_bps": vec![10_000; 6], "hours": vec![255; 21],
        },
        "endpoint": {
            "endpoint": { "length": text.len(), "bytes": endpoint.to_vec() },
            "tls_key_hash": vec![0; 32], "x25519_key": vec![0; 32],
        },
    })
}
