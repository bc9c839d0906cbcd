//! The whole protocol, initialised by its own instructions with default parameters: where tests that cross programs begin.
use {
    crate::{
        actors::{address_for, program_id_for},
        artifacts::PROGRAMS,
        call::{call, Call},
        defaults,
        fill::{pda, Subject},
        idl::{Idl, Record},
        tokens::{hyper_account, mint, HYPER},
        Outcome, World,
    },
    serde_json::{json, Value as Json},
    sha2::{Digest, Sha256},
    solana_loader_v3_interface::get_program_data_address,
    solana_pubkey::Pubkey,
    solana_signer::Signer,
};

/// Fee shards every stage opens.
pub const FEE_SHARDS: u8 = 8;

/// A world in which every program is initialised, every fee shard open, and one market takes jobs.
#[derive(Clone)]
pub struct Stage {
    /// The world it stands in.
    pub world: World,
    /// The market.
    pub market: Pubkey,
}

/// A registered node and its keys.
#[derive(Clone, Debug)]
pub struct Node {
    /// The node's account.
    pub address: Pubkey,
    /// Its reputation account.
    pub reputation: Pubkey,
    /// Cold key.
    pub authority: Pubkey,
    /// Hot key.
    pub operator: Pubkey,
    /// Token account its pay goes to.
    pub payout_token: Pubkey,
}

/// First 16 bytes of SHA-256 of a name: the id of a named thing.
pub fn id_for(name: &str) -> [u8; 16] {
    let digest = Sha256::digest(format!("hypernode-local:id:{name}"));
    digest[..16].try_into().expect("16 of 32 bytes")
}

impl Default for Stage {
    fn default() -> Self {
        Self::new()
    }
}

impl Stage {
    /// Initialises everything.
    #[track_caller]
    pub fn new() -> Self {
        let mut stage = Self::initialised();
        for shard in 0..FEE_SHARDS {
            stage.run(stage.open_shard_call(shard)).accepted();
        }
        stage.market = stage.create_market("cpu", defaults::market_terms());
        stage
    }

    /// Every program initialised, and nothing besides.
    #[track_caller]
    pub fn initialised() -> Self {
        let mut stage = Self::bare();
        for program in PROGRAMS {
            stage.run(stage.initialise_call(program)).accepted();
        }
        stage
    }

    /// Actors and token accounts, and no program initialised.
    #[track_caller]
    pub fn bare() -> Self {
        let mut world = World::new();
        for actor in ["deployer", "guardian", "market-admin", "crank"] {
            world.actor(actor);
        }
        for owner in ["treasury", "operations"] {
            world.fund_hyper(&address_for(owner), 0);
        }
        Self {
            world,
            market: Pubkey::default(),
        }
    }

    /// The call that opens a fee shard.
    pub fn open_shard_call(&self, shard: u8) -> Call {
        call("markets", "open_fee_shard")
            .account("payer", address_for("crank"))
            .account("mint", mint())
            .args(json!({ "shard": shard }))
    }

    /// Sends one call, signed by whichever actors it asks for.
    #[track_caller]
    pub fn run(&mut self, call: Call) -> Outcome {
        self.world.submit(&[call.instruction()])
    }

    /// The call that initialises a program with its default parameters.
    #[track_caller]
    pub fn initialise_call(&self, program: &str) -> Call {
        let guardian = address_for("guardian").to_string();
        let mut initialise = call(program, "initialize")
            .account(
                "program_data",
                get_program_data_address(&program_id_for(program)),
            )
            .args(json!({ "params": defaults::params_of(program), "guardian": guardian }));
        for (name, address) in [
            ("deployer", address_for("deployer")),
            ("payer", address_for("deployer")),
            ("mint", mint()),
        ] {
            if initialise.account_names().iter().any(|known| known == name) {
                initialise = initialise.account(name, address);
            }
        }
        initialise
    }

    /// Creates a market named `name`.
    #[track_caller]
    pub fn create_market(&mut self, name: &str, terms: Json) -> Pubkey {
        let create = call("markets", "create_market")
            .account("market_admin", address_for("market-admin"))
            .account("payer", address_for("market-admin"))
            .args(json!({ "id": id_for(name), "terms": terms }));
        let market = create.address_of("market").expect("a market has seeds");
        self.run(create).accepted();
        market
    }

    /// Registers a node with keys named after it.
    #[track_caller]
    pub fn register_node(&mut self, name: &str) -> Node {
        self.world.actor(&format!("{name}-operator"));
        let authority = self.world.actor(&format!("{name}-authority")).pubkey();
        let register = self.register_call(name);
        let node = Node {
            address: register.address_of("node").expect("a node has seeds"),
            reputation: register
                .address_of("reputation")
                .expect("a reputation has seeds"),
            authority,
            operator: address_for(&format!("{name}-operator")),
            payout_token: self
                .world
                .fund_hyper(&address_for(&format!("{name}-payout")), 0),
        };
        self.run(register).accepted();
        node
    }

    /// The call that registers a node with keys named after it.
    #[track_caller]
    pub fn register_call(&self, name: &str) -> Call {
        let payout = address_for(&format!("{name}-payout"));
        call("registry", "register_node")
            .account("authority", address_for(&format!("{name}-authority")))
            .account("operator", address_for(&format!("{name}-operator")))
            .account("payer", address_for("crank"))
            .args(
                json!({ "id": id_for(name), "registration": defaults::node_registration(&payout) }),
            )
    }

    /// Stakes what a validator needs for a year and registers its owner as one; it acts after the warm-up.
    #[track_caller]
    pub fn register_validator(&mut self, owner: &str) -> Pubkey {
        let position = self.stake(owner, 0, 10_000 * HYPER, 365);
        let validator = pda("staking", &[b"validator", address_for(owner).as_ref()]);
        let register = Subject::position(position).with_validator(address_for(owner));
        self.step("staking", "register_validator", &register)
            .accepted();
        validator
    }

    /// The call that posts a job to a node's offer.
    #[track_caller]
    pub fn post_to_offer_call(
        &self,
        requester: &Pubkey,
        node: Pubkey,
        id: [u8; 16],
        price_per_second: u64,
        seconds: u32,
    ) -> Call {
        let post = call("markets", "post_job_to_offer")
            .account("requester", *requester)
            .account("funder", *requester)
            .account("payer", *requester)
            .account("funder_token", hyper_account(requester))
            .args(json!({
                "id": id,
                "digests": { "image": vec![5; 32], "input": vec![6; 32], "spec": vec![7; 32] },
                "terms": defaults::job_terms(requester, price_per_second, seconds, self.world.now()),
                "max_price_per_second": price_per_second,
            }));
        self.fill(post, &Subject::node(node))
    }

    /// Funds an owner and opens a position with its reward account.
    #[track_caller]
    pub fn stake(&mut self, owner: &str, index: u16, amount: u64, lock_days: u16) -> Pubkey {
        let owner = self.world.actor(owner).pubkey();
        self.world.fund_hyper(&owner, amount);
        let position = pda(
            "staking",
            &[b"position", owner.as_ref(), &index.to_le_bytes()],
        );
        let open = call("rewards", "open_reward_account").account("position", position);
        let open = self.fill(open, &Subject::default());
        self.run(open).accepted();
        let stake = self.stake_call(&owner, index, amount, lock_days);
        self.run(stake).accepted();
        position
    }

    /// The call that opens a position whose reward account is open.
    #[track_caller]
    pub fn stake_call(&self, owner: &Pubkey, index: u16, amount: u64, lock_days: u16) -> Call {
        let position = pda(
            "staking",
            &[b"position", owner.as_ref(), &index.to_le_bytes()],
        );
        let stake = call("staking", "stake")
            .account("owner", *owner)
            .account("source", hyper_account(owner))
            .args(json!({ "index": index, "amount": amount, "lock_days": lock_days }));
        self.fill(stake, &Subject::position(position))
    }

    /// Puts a position behind a node.
    #[track_caller]
    pub fn pledge(&mut self, position: Pubkey, node: Pubkey) {
        let pledge = call("staking", "pledge_position");
        let pledge = self.fill(pledge, &Subject::position(position).with_pledge(node));
        self.run(pledge).accepted();
    }

    /// A node with both its cards bound and `amount` staked behind it for a year.
    #[track_caller]
    pub fn staked_node(&mut self, name: &str, amount: u64) -> Node {
        let node = self.register_node(name);
        for card in 0..2 {
            let hash: [u8; 32] = Sha256::digest(format!("{name} card {card}")).into();
            let bind = call("registry", "bind_fingerprint").args(json!({ "hash": hash }));
            let bind = self.fill(bind, &Subject::node(node.address));
            self.run(bind).accepted();
        }
        let position = self.stake(&format!("{name}-authority"), 0, amount, 365);
        self.pledge(position, node.address);
        node
    }

    /// Sends an instruction without arguments of its own, with every account from its subject.
    #[track_caller]
    pub fn step(&mut self, program: &str, name: &str, subject: &Subject) -> Outcome {
        self.step_with(program, name, subject, json!({}))
    }

    /// Sends an instruction with every account from its subject.
    #[track_caller]
    pub fn step_with(
        &mut self,
        program: &str,
        name: &str,
        subject: &Subject,
        arguments: Json,
    ) -> Outcome {
        let step = self.fill(call(program, name).args(arguments), subject);
        self.run(step)
    }

    /// Funds a requester and posts a job of `seconds` at `price_per_second`.
    #[track_caller]
    pub fn post_job(
        &mut self,
        requester: &str,
        job: &str,
        price_per_second: u64,
        seconds: u32,
    ) -> Pubkey {
        let requester = self.world.actor(requester).pubkey();
        let cap = price_per_second * u64::from(seconds);
        self.world.fund_hyper(&requester, cap);
        let post = self.post_call(&requester, id_for(job), price_per_second, seconds);
        let job = post.address_of("job").expect("a job has seeds");
        self.run(post).accepted();
        job
    }

    /// The call that posts a job whose requester is its own funder and rent payer.
    pub fn post_call(
        &self,
        requester: &Pubkey,
        id: [u8; 16],
        price_per_second: u64,
        seconds: u32,
    ) -> Call {
        call("markets", "post_job")
            .account("requester", *requester)
            .account("funder", *requester)
            .account("payer", *requester)
            .account("market", self.market)
            .account("mint", mint())
            .account("funder_token", hyper_account(requester))
            .args(json!({
                "id": id,
                "digests": { "image": vec![5; 32], "input": vec![6; 32], "spec": vec![7; 32] },
                "terms": defaults::job_terms(requester, price_per_second, seconds, self.world.now()),
                "preferred": [],
            }))
    }

    /// Reads an account of one of our programs with its IDL; `None` when it does not exist.
    #[track_caller]
    pub fn record(&self, address: &Pubkey) -> Option<Record> {
        let account = self.world.account(address)?;
        Idl::of_program(&account.owner).read_account(&account.data)
    }
}
