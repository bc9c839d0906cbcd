//! Substitutes that are accepted, and why they may be.

/// Substitutes without harm.
pub struct Harmless {
    /// Scenarios by name; a `*` stands for anything, here and below.
    scenarios: &'static [&'static str],
    /// Accounts by name.
    slots: &'static [&'static str],
    /// Substitutes by name.
    substitutes: &'static [&'static str],
    /// Why nobody is harmed.
    pub reason: &'static str,
}

impl Harmless {
    /// Whether this is the reason for one acceptance.
    pub fn covers(&self, scenario: &str, slot: &str, substitute: &str) -> bool {
        any(self.scenarios, scenario) && any(self.slots, slot) && any(self.substitutes, substitute)
    }
}

fn any(patterns: &[&str], name: &str) -> bool {
    patterns
        .iter()
        .any(|pattern| match pattern.split_once('*') {
            Some((beginning, end)) => name.starts_with(beginning) && name.ends_with(end),
            None => *pattern == name,
        })
}

/// An entry of the list.
const fn harmless(
    scenarios: &'static [&'static str],
    slots: &'static [&'static str],
    substitutes: &'static [&'static str],
    reason: &'static str,
) -> Harmless {
    Harmless {
        scenarios,
        slots,
        substitutes,
        reason,
    }
}

/// Substitutes that hold no rights of anybody.
const ANYTHING: &[&str] = &[
    "Bob's",
    "a *",
    "an *",
    "another *",
    "nobody",
    "the mint",
    "as *",
];

/// As [`ANYTHING`], or no account at all.
const ANYTHING_OR_NONE: &[&str] = &[
    "Bob's",
    "a *",
    "an *",
    "another *",
    "nobody",
    "the mint",
    "as *",
    "left out",
];

/// All of them.
pub const HARMLESS: &[Harmless] = &[
    // Signers.
    harmless(
        &["*"],
        &["payer"],
        &["Bob's", "a stranger", "as *"],
        "whoever signs for it may pay the rent, and gets it back",
    ),
    harmless(
        &["markets.settle_job", "markets.settle_job, funder*", "markets.settle_job, of a template", "markets.settle_job, of a closed template", "markets.settle_job, publisher*", "markets.reassign_job", "markets.expire_run", "markets.resolve_challenge*", "markets.draw_audit", "markets.apply_tally"],
        &["signer"],
        &["a stranger", "nobody", "as *"],
        "anybody may do this once its time has come",
    ),
    harmless(
        &["registry.register_node"],
        &["operator"],
        &["Bob's", "a stranger", "nobody", "as *"],
        "any key that signs may be the operator of a new node",
    ),
    harmless(
        &["registry.rotate_operator"],
        &["new_operator"],
        &["Bob's", "a stranger", "nobody", "as *"],
        "any key that signs may be the next operator",
    ),
    harmless(
        &["registry.release_name, after the grace"],
        &["signer"],
        &["Bob's", "a stranger", "nobody", "as *"],
        "anybody may free a name once its grace is over; the rent goes back to who paid it",
    ),
    harmless(
        &["registry.close_issuer"],
        &["signer"],
        &["as rent_payer"],
        "whoever paid the rent may have it back once the issuer ended",
    ),
    harmless(
        &["slashing.report_offline", "slashing.report_fault"],
        &["reporter"],
        &["Bob's", "a stranger", "as *"],
        "anybody may report what the chain itself shows, and gets the reporter's part",
    ),
    // Another one of the same kind, on which the signer may act as well.
    harmless(
        &["registry.apply_payout"],
        &["node"],
        &["Bob's"],
        "anybody may apply what a node's authority proposed long enough ago",
    ),
    harmless(
        &["registry.suspend_node", "registry.reinstate_node"],
        &["node"],
        &["Bob's"],
        "the authority of the Config may do this to every node",
    ),
    harmless(
        &["registry.revoke_issuer"],
        &["issuer"],
        &["Bob's"],
        "the authority of the Config may revoke every issuer",
    ),
    harmless(
        &["registry.release_name, after the grace"],
        &["name"],
        &["Bob's"],
        "anybody may free every name whose grace is over; the same key paid for both",
    ),
    harmless(
        &["registry.record_benchmark"],
        &["node"],
        &["Bob's"],
        "a validator may measure every node but its own",
    ),
    harmless(
        &["registry.begin_run", "registry.note_report"],
        &["node"],
        &["Bob's"],
        "the calling program names the node",
    ),
    harmless(
        &["registry.close_fingerprint"],
        &["fingerprint"],
        &["Bob's"],
        "the same key paid for both cards, and both have rested",
    ),
    harmless(
        &["markets.update_market", "markets.set_market_status"],
        &["market"],
        &["Bob's"],
        "the market admin may do this to every market",
    ),
    harmless(
        &["markets.accept_job"],
        &["job"],
        &["Bob's"],
        "a node that suits both jobs may take either",
    ),
    harmless(
        &["markets.draw_panel"],
        &["challenge"],
        &["Bob's"],
        "anybody may draw the panel of every challenge",
    ),
    harmless(
        &["slashing.draw_panel"],
        &["report"],
        &["Bob's"],
        "anybody may draw the panel of every report",
    ),
    harmless(
        &["markets.close_batch"],
        &["signer"],
        &["as rent_payer"],
        "whoever paid the rent may have it back: no child needs the batch",
    ),
    harmless(
        &["markets.close_template"],
        &["signer"],
        &["as rent_payer"],
        "whoever paid the rent may have it back: no job owes the template anything",
    ),
    harmless(
        &["markets.close_verdict"],
        &["verdict_commitment"],
        &["Bob's"],
        "anybody may close every commitment whose round is over; the same key paid for both",
    ),
    harmless(
        &["markets.tally_replicas"],
        &["replicas"],
        &["Bob's"],
        "anybody may tally every group whose results are in",
    ),
    harmless(
        &["markets.close_fault"],
        &["fault"],
        &["Bob's"],
        "anybody may close every fault that is old enough; the same key paid for both",
    ),
    harmless(
        &["staking.close_bond"],
        &["bond"],
        &["Bob's"],
        "anybody may close every empty bond; the same key paid for both",
    ),
    harmless(
        &["staking.freeze_bond", "staking.reserve_slash"],
        &["bond"],
        &["Bob's"],
        "the calling program names the bond",
    ),
    harmless(
        &["staking.credit_compound"],
        &["position"],
        &["Bob's"],
        "rewards names the position, and reads back that it grew",
    ),
    harmless(
        &["rewards.sync_weight"],
        &["reward_account"],
        &["Bob's"],
        "staking names the account; both positions weigh the same",
    ),
    harmless(
        &["rewards.close_reward_account"],
        &["reward_account"],
        &["Bob's"],
        "both are empty, and the signer paid for both",
    ),
    harmless(
        &["governance.queue_proposal", "governance.expire_proposal", "governance.finalise_proposal, below the quorum"],
        &["proposal"],
        &["Bob's"],
        "anybody may do this to every proposal once its time has come",
    ),
    harmless(
        &["governance.spend_treasury"],
        &["proposal"],
        &["Bob's"],
        "only an executed payload has this signature, and it was stored with its own proposal or not at all",
    ),
    // Token accounts.
    harmless(
        &["governance.spend_treasury"],
        &["recipient"],
        &["Bob's", "a stranger's token account"],
        "the executed payload names the recipient",
    ),
    harmless(
        &["governance.finalise_proposal, below the quorum", "governance.cancel_proposal, of a vote"],
        &["proposer_token"],
        ANYTHING,
        "the turnout is below the quorum, so the bond goes to the treasury",
    ),
    harmless(
        &["*"],
        &["funder_token", "challenger_token", "payout_token", "orchestrator_token", "voter_token_*", "proposer_token", "recipient", "source", "reporter_token", "accused_token", "appellant_token", "voter_token", "owner_token", "payee_token", "royalty_token"],
        &["a second account of its owner"],
        "people are known by their key, not by one of their accounts: closing one blocks nobody",
    ),
    harmless(
        &["markets.release_job"],
        &["funder_token"],
        ANYTHING,
        "attempts remain, so the job opens again and the funder is not paid",
    ),
    harmless(
        &["markets.resolve_challenge"],
        &["payout_token"],
        ANYTHING,
        "the result is wrong, so the bond goes to the challenger alone",
    ),
    harmless(
        &["markets.resolve_challenge, of a valid result"],
        &["challenger_token"],
        ANYTHING,
        "the result is right, so the bond goes to the node and the voters alone",
    ),
    harmless(
        &["slashing.finalise_report", "slashing.finalise_appeal", "slashing.open_execution"],
        &["reporter_token", "accused_token"],
        ANYTHING_OR_NONE,
        "the report goes on, so nobody is paid",
    ),
    harmless(
        &["slashing.finalise_report, dismissed"],
        &["reporter_token"],
        ANYTHING_OR_NONE,
        "the bond goes to the accused and the voters alone",
    ),
    harmless(
        &["slashing.finalise_report, lapsed"],
        &["accused_token"],
        ANYTHING_OR_NONE,
        "half of the bond goes back to the reporter, the rest is burned",
    ),
    harmless(
        &["*.initialize"],
        &["mint"],
        &["another mint"],
        "the deployer chooses the mint, once, with 6 decimals and nobody who can freeze",
    ),
    // Optional accounts that were left out and are not read.
    harmless(
        &["markets.post_job*", "markets.accept_job"],
        &["gate", "member"],
        ANYTHING,
        "read only for a node that is not open to everybody, or a job of a group",
    ),
    harmless(
        &["markets.post_job", "markets.post_job_to_offer", "markets.settle_job", "markets.settle_job, accepted*", "markets.settle_job, funder*"],
        &["template", "royalty_token"],
        ANYTHING,
        "read only for a job made from a template",
    ),
    harmless(
        &["markets.settle_job", "markets.settle_job, accepted*", "markets.settle_job, funder*", "markets.settle_job, of a template"],
        &["publisher"],
        ANYTHING,
        "read only where the royalty's token account has to be created, and then it must be that of the template's publisher",
    ),
    harmless(
        &["markets.settle_job, of a closed template"],
        &["royalty_token", "publisher"],
        ANYTHING,
        "the template is closed, so nobody earns a royalty",
    ),
    harmless(
        &["staking.withdraw_stake"],
        &["subject"],
        ANYTHING,
        "read only for a position that backs something",
    ),
    // The program's own slot.
    harmless(
        &["*"],
        &["program"],
        ANYTHING,
        "an event goes to the program by its constant id; the slot only brings it along, as the place of an account that is left out does too",
    ),
];
