//! A registry in a world of its own, and the calls its tests repeat.

use {
    anchor_lang::{bytemuck, Discriminator},
    hypernode_common::{
        config::ConfigHead,
        layout::VERSION,
        programs,
        staking::{self, BondKind, StakingParams, ValidatorStatus},
    },
    hypernode_test_kit::{
        address_for, call, defaults, id_for, mint, program_id_for, Call, Outcome, Pubkey, Signer,
        World, HYPER,
    },
    registry::{seeds, state},
    serde_json::{json, Value},
    solana_account::Account,
    std::sync::OnceLock,
};

/// Stake a validator needs, base units.
pub const VALIDATOR_MIN: u64 = 10_000 * HYPER;
/// Smallest fee that counts, base units.
pub const COUNTED_FEE: u64 = 100_000;
/// Seconds from the last run to closing.
pub const CLOSE_DELAY: i64 = 604_800;
/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// A world with the registry initialised.
pub struct Registry {
    pub world: World,
}

/// A registered node and its keys.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    pub address: Pubkey,
    pub reputation: Pubkey,
    pub authority: Pubkey,
    pub operator: Pubkey,
}

/// A validator as staking would store it.
#[derive(Clone, Copy, Debug)]
pub struct Checker {
    pub key: Pubkey,
    pub validator: Pubkey,
    pub bond: Pubkey,
}

/// A world with the program deployed, nothing initialised.
pub fn uninitialised() -> World {
    let mut world = World::with_programs(&["registry"]);
    for actor in ["deployer", "guardian", "stranger", "payer"] {
        world.actor(actor);
    }
    world
}

/// `initialize` with the default parameters, by the deployer.
pub fn initialize_call() -> Call {
    let program = program_id_for("registry");
    let loader = Pubkey::from(programs::UPGRADEABLE_LOADER.to_bytes());
    let program_data = Pubkey::find_program_address(&[program.as_ref()], &loader).0;
    call("registry", "initialize")
        .account("mint", mint())
        .account("deployer", address_for("deployer"))
        .account("payer", address_for("payer"))
        .account("program_data", program_data)
        .args(json!({
            "params": defaults::registry_params(),
            "guardian": address_for("guardian").to_string(),
        }))
}

/// A call signed by an actor in the slot `role`.
pub fn by(name: &str, role: &str, signer: Pubkey) -> Call {
    call("registry", name).account(role, signer)
}

impl Registry {
    /// An initialised registry.
    #[track_caller]
    pub fn new() -> Self {
        // Loading a program takes a hundred times as long as copying the loaded one.
        static INITIALISED: OnceLock<World> = OnceLock::new();
        let world = INITIALISED.get_or_init(|| {
            let mut world = uninitialised();
            world.submit(&[initialize_call().instruction()]).accepted();
            world
        });
        Self {
            world: world.clone(),
        }
    }

    /// An initialised registry with one node, `node-1`.
    #[track_caller]
    pub fn with_node() -> (Self, Node) {
        let mut registry = Self::new();
        let node = registry.register("node-1");
        (registry, node)
    }

    #[track_caller]
    pub fn run(&mut self, call: Call) -> Outcome {
        self.world.submit(&[call.instruction()])
    }

    /// Registers a node with keys named after it; the authority pays the rent.
    #[track_caller]
    pub fn register(&mut self, name: &str) -> Node {
        let node = self.node_named(name);
        let registration = registration(name);
        self.run(register_call(&node, name, registration))
            .accepted();
        node
    }

    /// Keys and addresses a node of this name has, registered or not.
    pub fn node_named(&mut self, name: &str) -> Node {
        let authority = self.world.actor(&format!("{name}-authority")).pubkey();
        let operator = self.world.actor(&format!("{name}-operator")).pubkey();
        let address = seeds::find_node_address(&authority, &id_for(name)).0;
        Node {
            address,
            reputation: seeds::find_reputation_address(&address).0,
            authority,
            operator,
        }
    }

    pub fn node(&self, node: &Node) -> state::Node {
        self.world.read(&node.address)
    }

    pub fn reputation(&self, node: &Node) -> state::Reputation {
        self.world.read(&node.reputation)
    }

    /// `record_heartbeat` by the node's operator.
    #[track_caller]
    pub fn beat(&mut self, node: &Node) -> Outcome {
        self.run(by("record_heartbeat", "operator", node.operator).account("node", node.address))
    }

    /// Binds a card named by one byte; the operator pays the rent.
    #[track_caller]
    pub fn bind(&mut self, node: &Node, card: u8) -> Outcome {
        self.run(bind_call(node, card))
    }

    /// Releases a card by the node's authority.
    #[track_caller]
    pub fn release(&mut self, node: &Node, card: u8) -> Outcome {
        self.run(release_call(node, card, node.authority))
    }

    /// `begin_run` by markets.
    #[track_caller]
    pub fn begin_run(&mut self, node: &Node, cap_runs: u16, gpus: u16) -> Outcome {
        let begin = call("registry", "begin_run")
            .account("node", node.address)
            .args(json!({ "cap_runs": cap_runs, "gpus": gpus }));
        self.world
            .submit_as(&markets_caller(), &[begin.instruction()])
    }

    /// `end_run` by markets.
    #[track_caller]
    pub fn end_run(&mut self, node: &Node, result: Value) -> Outcome {
        self.world.submit_as(
            &markets_caller(),
            &[end_run_call(node, result).instruction()],
        )
    }

    /// One run that begins and ends with `outcome`, paying `fee` to a counted stranger.
    #[track_caller]
    pub fn run_once(&mut self, node: &Node, outcome: u8, fee: u64) {
        self.begin_run(node, 1, 0).accepted();
        self.end_run(node, ended(outcome, fee)).accepted();
    }

    /// Stops new work as the authority.
    #[track_caller]
    pub fn suspend(&mut self, node: &Node, until: i64) -> Outcome {
        self.run(
            by("suspend_node", "authority", address_for("deployer"))
                .account("node", node.address)
                .args(json!({ "until": until })),
        )
    }

    /// Retires a node, by its authority.
    #[track_caller]
    pub fn deactivate(&mut self, node: &Node) -> Outcome {
        self.run(by("deactivate_node", "authority", node.authority).account("node", node.address))
    }

    /// Retires a node and closes it after the delay.
    #[track_caller]
    pub fn close(&mut self, node: &Node) {
        self.deactivate(node).accepted();
        self.world.warp_seconds(CLOSE_DELAY + 1);
        self.run(close_call(node)).accepted();
    }

    /// Pauses entries, exits or both, by the authority.
    #[track_caller]
    pub fn pause(&mut self, entries: bool, exits: bool) {
        self.run(
            by("pause", "guardian", address_for("deployer"))
                .args(json!({ "entries": entries, "exits": exits })),
        )
        .accepted();
    }

    /// `penalise_node` by slashing.
    #[track_caller]
    pub fn penalise(&mut self, node: &Node, reason: u8, suspend_until: i64) -> Outcome {
        let penalise = call("registry", "penalise_node")
            .account("node", node.address)
            .args(json!({ "reason": reason, "suspend_until": suspend_until }));
        self.world
            .submit_as(&slashing_caller(), &[penalise.instruction()])
    }

    /// `note_report` by slashing.
    #[track_caller]
    pub fn note_report(&mut self, node: &Node, step: i8) -> Outcome {
        let note = call("registry", "note_report")
            .account("node", node.address)
            .args(json!({ "step": step }));
        self.world
            .submit_as(&slashing_caller(), &[note.instruction()])
    }

    /// A validator with stake, active since now, and the Config of staking.
    pub fn checker(&mut self, name: &str) -> Checker {
        let key = self.world.actor(name).pubkey();
        let staking = program_id_for("staking");
        let validator = Pubkey::find_program_address(&[b"validator", key.as_ref()], &staking).0;
        let bond = Pubkey::find_program_address(&[b"bond", validator.as_ref()], &staking).0;
        let checker = Checker {
            key,
            validator,
            bond,
        };
        let now = self.world.now();
        self.write_staking_config();
        self.write_validator(&checker, ValidatorStatus::Active, now);
        self.write_bond(&checker.validator, &checker.bond, VALIDATOR_MIN, 0);
        checker
    }

    /// `record_health` with digest 4.
    #[track_caller]
    pub fn check(&mut self, node: &Node, checker: &Checker, passed: bool) -> Outcome {
        self.run(check_call(node, checker, passed))
    }

    /// `record_benchmark` with digest 4.
    #[track_caller]
    pub fn benchmark(&mut self, node: &Node, checker: &Checker, class: u16, units: u64) -> Outcome {
        let arguments = json!({ "class": class, "units": units, "digest": vec![4; 32] });
        self.run(benchmark_call(node, checker).args(arguments))
    }

    /// Writes a validator as staking would.
    pub fn write_validator(
        &mut self,
        checker: &Checker,
        status: ValidatorStatus,
        active_from: i64,
    ) {
        let mut validator: staking::Validator = bytemuck::Zeroable::zeroed();
        validator.version = VERSION;
        validator.status = status.into();
        validator.owner = checker.key;
        validator.active_from = active_from.into();
        self.write_foreign(checker.validator, &validator);
    }

    /// Writes a bond as staking would.
    pub fn write_bond(&mut self, subject: &Pubkey, address: &Pubkey, pledged: u64, releasing: u64) {
        let mut bond: staking::Bond = bytemuck::Zeroable::zeroed();
        bond.version = VERSION;
        bond.kind = BondKind::Validator.into();
        bond.subject = *subject;
        bond.pledged = pledged.into();
        bond.releasing = releasing.into();
        self.write_foreign(*address, &bond);
    }

    fn write_staking_config(&mut self) {
        let mut config: staking::Config = bytemuck::Zeroable::zeroed();
        config.version = VERSION;
        config.head = ConfigHead::new(
            address_for("deployer"),
            address_for("guardian"),
            mint(),
            self.world.slot(),
        )
        .expect("a guardian");
        let mut params: StakingParams = config.params.into();
        params.validator_min = VALIDATOR_MIN;
        config.params = params.into();
        self.write_foreign(programs::STAKING.config.address, &config);
    }

    /// Writes an account of staking.
    pub fn write_foreign<T: bytemuck::Pod + Discriminator>(&mut self, address: Pubkey, value: &T) {
        let mut data = T::DISCRIMINATOR.to_vec();
        data.extend_from_slice(bytemuck::bytes_of(value));
        let account = Account {
            lamports: self.world.rent_of(data.len()),
            data,
            owner: program_id_for("staking"),
            ..Account::default()
        };
        self.world.write_account(address, account);
    }
}

/// Registration of a node of this name with the kit's default hardware and terms.
pub fn registration(name: &str) -> Value {
    defaults::node_registration(&address_for(&format!("{name}-payout")))
}

/// `register_node` paid by the authority.
pub fn register_call(node: &Node, name: &str, registration: Value) -> Call {
    call("registry", "register_node")
        .account("authority", node.authority)
        .account("operator", node.operator)
        .account("payer", node.authority)
        .args(json!({ "id": id_for(name), "registration": registration }))
}

/// `bind_fingerprint` of the card named by one byte.
pub fn bind_call(node: &Node, card: u8) -> Call {
    call("registry", "bind_fingerprint")
        .account("node", node.address)
        .account("operator", node.operator)
        .account("payer", node.operator)
        .args(json!({ "hash": vec![card; 32] }))
}

/// `release_fingerprint` of the card named by one byte.
pub fn release_call(node: &Node, card: u8, signer: Pubkey) -> Call {
    call("registry", "release_fingerprint")
        .account("node", node.address)
        .account("fingerprint", fingerprint(card))
        .account("signer", signer)
}

/// `close_node` by the node's authority, who paid its rent.
pub fn close_call(node: &Node) -> Call {
    by("close_node", "authority", node.authority)
        .account("node", node.address)
        .account("rent_payer", node.authority)
}

/// `record_health` with digest 4.
pub fn check_call(node: &Node, checker: &Checker, passed: bool) -> Call {
    by("record_health", "checker", checker.key)
        .account("node", node.address)
        .account("validator", checker.validator)
        .account("bond", checker.bond)
        .args(json!({ "passed": passed, "digest": vec![4; 32] }))
}

/// `record_benchmark`, its arguments to be given.
pub fn benchmark_call(node: &Node, checker: &Checker) -> Call {
    by("record_benchmark", "checker", checker.key)
        .account("node", node.address)
        .account("validator", checker.validator)
        .account("bond", checker.bond)
}

/// `end_run` of a node.
pub fn end_run_call(node: &Node, result: Value) -> Call {
    call("registry", "end_run")
        .account("node", node.address)
        .args(result)
}

/// Arguments of `end_run`: no GPUs, one second of response, epoch 1, counted.
pub fn ended(outcome: u8, fee: u64) -> Value {
    json!({ "outcome": outcome, "response_ms": 1_000, "fee": fee, "epoch": 1, "gpus": 0, "counted": true })
}

/// Account of the card named by one byte.
pub fn fingerprint(card: u8) -> Pubkey {
    seeds::find_fingerprint_address(&[card; 32]).0
}

/// PDA by which markets calls.
pub fn markets_caller() -> Pubkey {
    programs::MARKETS.caller.address
}

/// PDA by which slashing calls.
pub fn slashing_caller() -> Pubkey {
    programs::SLASHING.caller.address
}

/// `value` with the field at a dotted path replaced.
pub fn with(mut value: Value, path: &str, field: impl Into<Value>) -> Value {
    let pointer = format!("/{}", path.replace('.', "/"));
    *value
        .pointer_mut(&pointer)
        .unwrap_or_else(|| panic!("no field {path}")) = field.into();
    value
}
