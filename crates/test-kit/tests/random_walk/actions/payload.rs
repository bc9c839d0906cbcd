//! What the proposals of the walk would have done: parameters of the programs the executor governs, money of the
//! treasury, the guardian and its veto, authorities, and an upgrade that nobody can make.
use {
    super::STAKERS,
    crate::walk::Walk,
    ::governance::seeds::find_payload_address,
    hypernode_common::programs::{EXECUTOR, UPGRADEABLE_LOADER},
    hypernode_test_kit::{
        address_for, call, defaults, governance, hyper_account, program_id_for, AccountMeta, Call,
        Instruction, Pubkey, HYPER,
    },
    serde_json::{json, Value as Json},
};

/// Kinds of a proposal, by their stored numbers.
pub const TEXT: u64 = 1;
pub const PARAMETER: u64 = 2;
pub const TREASURY_SPEND: u64 = 3;
pub const UPGRADE: u64 = 4;
pub const GENERIC: u64 = 5;
pub const GUARDIAN: u64 = 6;

/// Programs that the executor may govern.
const GOVERNED: [&str; 2] = ["governance", "rewards"];

/// Arguments of `add_payload` with a call for a proposal of this kind.
pub fn of_kind(walk: &mut Walk, kind: u64, proposal: &Pubkey, index: u64) -> Option<Json> {
    let payload = match kind {
        PARAMETER => parameters(walk),
        TREASURY_SPEND => {
            let staker = address_for(walk.random.pick(&STAKERS).expect("stakers"));
            let amount = walk.random.between(0, 12_000) * HYPER;
            governance::spend_call(proposal, &hyper_account(&staker), amount)
        }
        UPGRADE => upgrade(),
        GUARDIAN => guardian(walk),
        _ if index > 0 => accept_what_was_proposed(walk, proposal)?,
        _ => any_call(walk)?,
    };
    let metas: Vec<Json> = governance::metas_of(&payload)
        .iter()
        .map(|meta| json!({ "key": meta.key.to_string(), "flags": meta.flags }))
        .collect();
    Some(json!({
        "index": index,
        "target_program": payload.program_id.to_string(),
        "metas": metas,
        "data": payload.data,
    }))
}

fn governed(walk: &mut Walk) -> &'static str {
    walk.random.pick(&GOVERNED).expect("programs")
}

fn by_executor(program: &str, name: &str) -> Call {
    call(program, name).account("authority", EXECUTOR.address)
}

/// Mostly within their bounds; what is not is refused when it is executed.
fn parameters(walk: &mut Walk) -> Instruction {
    let program = governed(walk);
    let params = if program == "rewards" {
        let mut params = defaults::rewards_params();
        params["stream_seconds"] = walk.random.between(580_000, 3_000_000).into();
        params["unlock_rewards_bps"] = walk.random.between(1_000, 6_000).into();
        params
    } else {
        governance_params(walk)
    };
    by_executor(program, "update_config")
        .args(json!({ "params": params }))
        .instruction()
}

/// Parameters of governance under which the walk's proposals still get somewhere.
pub fn governance_params(walk: &mut Walk) -> Json {
    let mut params = defaults::governance_params();
    params["proposal_threshold"] = (1_000 * HYPER).to_string().into();
    params["quorum_bps"] = walk.random.between(398, 600).into();
    params["vote_seconds"] = walk.random.between(86_400, 172_800).into();
    params["execution_seconds"] = 1_209_600.into();
    params["proposal_bond"] = (100 * HYPER).into();
    params["spend_cap_bps"] = walk.random.between(500, 2_530).into();
    params
}

fn upgrade() -> Instruction {
    let data = solana_loader_v3_interface::get_program_data_address(&program_id_for("markets"));
    Instruction {
        program_id: UPGRADEABLE_LOADER,
        accounts: vec![
            AccountMeta::new(data, false),
            AccountMeta::new_readonly(EXECUTOR.address, true),
        ],
        // Takes the upgrade authority away for good, which is the deployer's here.
        data: 4u32.to_le_bytes().to_vec(),
    }
}

fn guardian(walk: &mut Walk) -> Instruction {
    let is_paused = walk.is_paused("governance");
    match walk.random.below(3) {
        _ if is_paused => by_executor("governance", "unpause").instruction(),
        0 => governance::set_veto_call(walk.random.chance(60)),
        _ => {
            let key = walk.random.pick(&["guardian", "guardian-2"]).expect("keys");
            let program = governed(walk);
            by_executor(program, "set_guardian")
                .args(json!({ "key": address_for(key).to_string() }))
                .instruction()
        }
    }
}

/// A Generic proposal may hand a program over in one go.
fn accept_what_was_proposed(walk: &Walk, proposal: &Pubkey) -> Option<Instruction> {
    let first = find_payload_address(proposal, 0).0;
    let target = walk.book.get(&first)?.key("program");
    let program = GOVERNED
        .into_iter()
        .find(|program| program_id_for(program) == target)?;
    let accept = call(program, "accept_authority").account("pending_authority", EXECUTOR.address);
    Some(accept.instruction())
}

/// The end of a pause, a step of handing a program over or taking it back, or a call that changes nothing.
fn any_call(walk: &mut Walk) -> Option<Instruction> {
    let program = governed(walk);
    if walk.is_paused("rewards") && walk.random.chance(70) {
        return Some(by_executor("rewards", "unpause").instruction());
    }
    let pending = walk.config_key(program, "pending_authority");
    if pending == EXECUTOR.address && walk.random.chance(60) {
        let accept = call(program, "accept_authority").account("pending_authority", pending);
        return Some(accept.instruction());
    }
    if walk.random.chance(30) {
        // Whoever calls it, it asks for nothing and changes nothing.
        return Some(Instruction {
            program_id: solana_compute_budget_interface::id(),
            accounts: vec![],
            data: vec![],
        });
    }
    let heir = if walk.random.chance(70) {
        EXECUTOR.address
    } else {
        address_for("authority-0")
    };
    let propose = by_executor(program, "propose_authority");
    let arguments = json!({ "key": heir.to_string() });
    Some(propose.args(arguments).instruction())
}
