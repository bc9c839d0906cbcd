//! Markets in a world: a Config, a market, nodes that may take its jobs, and each instruction with accounts that fit.
//!
//! Nodes, bonds and the staking thresholds are written straight into the accounts of registry and staking, so that a
//! test can give a node any property; stories that need their whole life use those programs' own instructions.
mod credit;
mod session;
mod template;
mod verdict;

use {
    crate::{
        actors::{address_for, keypair_for, program_id_for},
        hyper_account, mint, Outcome, Pubkey, Signer, World, HYPER,
    },
    anchor_lang::{bytemuck, Discriminator, InstructionData, Owner, ToAccountMetas},
    hypernode_common::{
        programs::{MARKETS, REGISTRY, STAKING, SYSTEM_PROGRAM, TOKEN_PROGRAM, TOTALS},
        registry::{
            Architecture, GpuVendor, IdentityKind, Node, NodeStatus, PrivacyLevel, Reputation, Tier,
        },
        requirements::Requirements,
        staking::{self, Bond, BondKind, StakingParams, Totals, Validator, ValidatorStatus},
    },
    markets::{
        accounts, instruction,
        seeds::{
            find_challenge_address, find_escrow_address, find_fault_address,
            find_fee_shard_address, find_fee_vault_address, find_job_address, find_market_address,
            find_offer_address,
        },
        state::{
            Challenge, Fault, Job, JobDigests, JobTerms, MarketTerms, MarketsParams, OfferStatus,
            OfferTerms, Origin, Submission, Verification,
        },
    },
    solana_account::Account,
    solana_keypair::Keypair,
    solana_loader_v3_interface::get_program_data_address,
};
pub use {credit::*, session::*, template::*};

/// Base units a second the jobs of the tests pay.
pub const JOB_PRICE: u64 = 277;
/// Seconds they may run.
pub const JOB_MAX_RUN: u32 = 7_200;
/// What they cost at most.
pub const JOB_CAP: u64 = JOB_PRICE * JOB_MAX_RUN as u64;

/// Parameters every test starts with: the defaults of the specification.
pub fn markets_params() -> MarketsParams {
    MarketsParams {
        treasury: hyper_account(&address_for("treasury")),
        market_admin: address_for("market-admin"),
        genesis: [1; 32],
        treasury_bps: 1_000,
        incentive_bps: 500,
        orchestrator_bps: 500,
        staker_bps: 100,
        burn_bps: 0,
        tier_delay_seconds: [15, 8, 4, 2, 0],
        attempts_max: 3,
        fee_shards: 8,
        epoch_origin_at: crate::GENESIS_AT,
        epoch_seconds: 604_800,
        close_delay_seconds: 86_400,
        verdict_window_seconds: 3_600,
        challenge_bond_min: 50 * HYPER,
        challenge_bond_bps: 1_000,
        verification_fee_bps: 500,
        max_royalty_bps: 2_000,
        panel_target: 9,
        seed_delay_slots: 8,
        discount_bps: [0; 5],
    }
}

/// Terms of the market of the tests.
pub fn market_terms() -> MarketTerms {
    MarketTerms {
        verification: Verification::Plain as u8,
        requirements: Requirements {
            stake_tier: 1,
            ..Requirements::ANY
        },
        price_min: 1,
        min_duration_seconds: 60,
        max_duration_seconds: 86_400,
        queue_timeout_seconds: 7_200,
        start_grace_seconds: 120,
        submit_grace_seconds: 300,
        challenge_window_seconds: 600,
        failed_pay_bps: 5_000,
    }
}

/// Sixteen bytes that stand for a number.
pub fn id16(number: u64) -> [u8; 16] {
    let mut id = [0; 16];
    id[..8].copy_from_slice(&number.to_le_bytes());
    id[15] = 1;
    id
}

/// A node with the keys that act for it.
#[derive(Debug)]
pub struct NodeActor {
    /// The account.
    pub address: Pubkey,
    /// Cold key.
    pub authority: Keypair,
    /// Hot key.
    pub operator: Keypair,
    /// Owner of the account that is paid.
    pub payout: Pubkey,
}

impl NodeActor {
    /// Its reputation.
    pub fn reputation(&self) -> Pubkey {
        find(&[b"reputation", self.address.as_ref()], &REGISTRY.id)
    }

    /// Its bond.
    pub fn bond(&self) -> Pubkey {
        find(&[b"bond", self.address.as_ref()], &STAKING.id)
    }
}

/// A posted job with the keys it was posted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PostedJob {
    /// The account.
    pub address: Pubkey,
    /// Its escrow.
    pub escrow: Pubkey,
    /// Its requester.
    pub requester: Pubkey,
}

/// A post about to be made; change what the test is about, then [`World::post`] it.
pub struct Posting {
    /// Id of the job.
    pub id: [u8; 16],
    /// Digests.
    pub digests: JobDigests,
    /// Terms.
    pub terms: JobTerms,
    /// Prefixes of preferred nodes.
    pub preferred: Vec<u64>,
    /// Accounts.
    pub accounts: accounts::PostJob,
}

impl Posting {
    /// The job it makes.
    pub fn job(&self) -> PostedJob {
        PostedJob {
            address: self.accounts.job,
            escrow: self.accounts.escrow,
            requester: self.accounts.requester,
        }
    }
}

fn find(seeds: &[&[u8]], program: &Pubkey) -> Pubkey {
    Pubkey::find_program_address(seeds, program).0
}

impl World {
    /// A world with registry and markets initialised, every fee shard open, one market, and a requester who holds
    /// 1,000 HYPER.
    #[track_caller]
    pub fn with_market() -> Self {
        // Set up once for all tests of a binary: loading the programs costs more than most tests.
        static READY: std::sync::OnceLock<World> = std::sync::OnceLock::new();
        READY.get_or_init(Self::new_market).clone()
    }

    fn new_market() -> Self {
        let mut world = Self::with_programs(&["registry", "markets"]);
        world.initialize_registry_for_markets();
        world.initialize_markets(markets_params()).accepted();
        world.write_staking_config();
        for shard in 0..markets_params().fee_shards {
            world.open_fee_shard(shard).accepted();
        }
        world.create_market(1, market_terms()).accepted();
        world.actor("requester");
        world.fund_hyper(&address_for("requester"), 1_000 * HYPER);
        world
    }

    /// Initialises markets as the deployer.
    #[track_caller]
    pub fn initialize_markets(&mut self, params: MarketsParams) -> Outcome {
        let deployer = self.actor("deployer");
        let payer = self.actor("payer");
        let accounts = accounts::Initialize {
            config: MARKETS.config.address,
            mint: mint(),
            deployer: deployer.pubkey(),
            payer: payer.pubkey(),
            program_data: get_program_data_address(&program_id_for("markets")),
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        let guardian = address_for("guardian");
        let instruction = instruction::Initialize { params, guardian }.to_instruction(accounts);
        self.send(&[instruction], &[&deployer, &payer])
    }

    /// Opens a fee shard.
    #[track_caller]
    pub fn open_fee_shard(&mut self, shard: u8) -> Outcome {
        let payer = self.actor("payer");
        let accounts = accounts::OpenFeeShard {
            payer: payer.pubkey(),
            config: MARKETS.config.address,
            mint: mint(),
            fee_shard: find_fee_shard_address(shard).0,
            fee_vault: find_fee_vault_address(shard).0,
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        let instruction = instruction::OpenFeeShard { shard }.to_instruction(accounts);
        self.send(&[instruction], &[&payer])
    }

    /// Creates a market as the market admin.
    #[track_caller]
    pub fn create_market(&mut self, number: u64, terms: MarketTerms) -> Outcome {
        let admin = self.actor("market-admin");
        let payer = self.actor("payer");
        let id = id16(number);
        let accounts = accounts::CreateMarket {
            market_admin: admin.pubkey(),
            payer: payer.pubkey(),
            config: MARKETS.config.address,
            market: find_market_address(&id).0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        let instruction = instruction::CreateMarket { id, terms }.to_instruction(accounts);
        self.send(&[instruction], &[&admin, &payer])
    }

    /// Address of the first market.
    pub fn market(&self) -> Pubkey {
        find_market_address(&id16(1)).0
    }

    /// Writes a node that every job of the tests suits, Diamond and with capacity tier 2, after `change`.
    #[track_caller]
    pub fn node_with(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut Node, &mut Reputation),
    ) -> NodeActor {
        let authority = self.actor(&format!("{name}-authority"));
        let operator = self.actor(&format!("{name}-operator"));
        let payout = address_for(&format!("{name}-payout"));
        let id = id16(1);
        let (address, bump) = Pubkey::find_program_address(
            &[b"node", authority.pubkey().as_ref(), &id],
            &REGISTRY.id,
        );
        let mut node: Node = bytemuck::Zeroable::zeroed();
        node.open(bump, address_for("payer"));
        node.status = NodeStatus::Active.into();
        node.privacy = PrivacyLevel::FullPublic.into();
        node.identity = IdentityKind::Named.into();
        node.gpu_vendor = GpuVendor::Nvidia.into();
        node.architecture = Architecture::Amd64.into();
        node.fingerprints = 4;
        node.id = id;
        node.registrant = authority.pubkey();
        node.authority = authority.pubkey();
        node.operator = operator.pubkey();
        node.payout = payout;
        node.gpu_count = 4.into();
        node.cpu_cores = 32.into();
        node.region = 276.into();
        node.max_runs = 100.into();
        node.vram_mib = 81_920.into();
        node.ram_mib = 262_144.into();
        node.disk_gib = 2_000.into();
        node.price_floor = 1.into();
        node.min_duration_seconds = 1.into();
        node.max_duration_seconds = 2_592_000.into();
        node.share_bps = [10_000.into(); 6];
        node.hours = [u8::MAX; 21];
        node.last_heartbeat_at = self.now().into();
        node.registered_at = self.now().into();
        let mut reputation: Reputation = bytemuck::Zeroable::zeroed();
        let reputation_address = find(&[b"reputation", address.as_ref()], &REGISTRY.id);
        let (_, reputation_bump) =
            Pubkey::find_program_address(&[b"reputation", address.as_ref()], &REGISTRY.id);
        reputation.open(reputation_bump, address_for("payer"));
        reputation.tier = Tier::Diamond.into();
        reputation.node = address;
        reputation.first_seen_at = self.now().into();
        change(&mut node, &mut reputation);
        self.write_state(address, &node);
        self.write_state(reputation_address, &reputation);
        self.fund_hyper(&payout, 0);
        let actor = NodeActor {
            address,
            authority,
            operator,
            payout,
        };
        self.write_bond(&actor.address, BondKind::Node, 1_000 * HYPER);
        actor
    }

    /// Writes a node that every job of the tests suits.
    #[track_caller]
    pub fn node(&mut self, name: &str) -> NodeActor {
        self.node_with(name, |_, _| ())
    }

    /// Gives the node a fresh heartbeat.
    #[track_caller]
    pub fn beat(&mut self, node: &NodeActor) {
        let mut state = self.read::<Node>(&node.address);
        state.last_heartbeat_at = self.now().into();
        self.write_state(node.address, &state);
    }

    /// Writes the bond of a node or validator.
    pub fn write_bond(&mut self, subject: &Pubkey, kind: BondKind, pledged: u64) {
        let (address, bump) =
            Pubkey::find_program_address(&[b"bond", subject.as_ref()], &STAKING.id);
        let mut bond: Bond = bytemuck::Zeroable::zeroed();
        bond.open(bump, address_for("payer"));
        bond.kind = kind.into();
        bond.subject = *subject;
        bond.pledged = pledged.into();
        self.write_state(address, &bond);
    }

    /// Writes an account of one of our programs: forgeries, and states another program's tests reach.
    pub fn write_state<T: bytemuck::Pod + Discriminator + Owner>(
        &mut self,
        address: Pubkey,
        state: &T,
    ) {
        let data = [T::DISCRIMINATOR, bytemuck::bytes_of(state)].concat();
        let lamports = self.rent_of(data.len());
        self.write_account(
            address,
            Account {
                lamports,
                data,
                owner: T::OWNER,
                ..Account::default()
            },
        );
    }

    fn write_staking_config(&mut self) {
        let mut config: staking::Config = bytemuck::Zeroable::zeroed();
        config.open(STAKING.config.bump, address_for("payer"));
        config.params = staking_params().into();
        self.write_state(STAKING.config.address, &config);
    }

    fn initialize_registry_for_markets(&mut self) {
        let deployer = self.actor("deployer");
        let payer = self.actor("payer");
        let accounts = registry::accounts::Initialize {
            config: REGISTRY.config.address,
            mint: mint(),
            deployer: deployer.pubkey(),
            payer: payer.pubkey(),
            program_data: get_program_data_address(&program_id_for("registry")),
            system_program: SYSTEM_PROGRAM,
            event_authority: REGISTRY.event_authority.address,
            program: REGISTRY.id,
        };
        let params = registry::state::RegistryParams {
            heartbeat_floor_seconds: 30,
            offline_after_seconds: 900,
            slashable_after_seconds: 172_800,
            health_interval_seconds: 300,
            health_step: 10,
            health_cap: 100,
            payout_delay_seconds: 86_400,
            node_close_delay_seconds: 604_800,
            fingerprint_rest_seconds: 2_592_000,
            min_runs_gold: 10,
            tier_cuts: [200, 500, 750, 900],
            min_counted_fee: 1_000,
            name_fee: 100 * HYPER,
            treasury: hyper_account(&address_for("treasury")),
        };
        let guardian = address_for("guardian");
        let instruction =
            registry::instruction::Initialize { params, guardian }.to_instruction(accounts);
        self.send(&[instruction], &[&deployer, &payer]).accepted();
    }

    /// A post by "requester" to the first market, paid by itself.
    pub fn posting(&self, number: u64) -> Posting {
        let requester = address_for("requester");
        let id = id16(number);
        let job = find_job_address(&requester, &id).0;
        Posting {
            id,
            digests: JobDigests {
                image: [5; 32],
                input: [6; 32],
                spec: [7; 32],
            },
            terms: JobTerms {
                price_per_second: JOB_PRICE,
                max_run_seconds: JOB_MAX_RUN,
                queue_timeout_seconds: 0,
                exclusive_seconds: 0,
                sla_start_seconds: 0,
                sla_credit_bps: 0,
                royalty_bps: 0,
                audit_bps: 0,
                requirements: Requirements::ANY,
                verification: Verification::None as u8,
                origin: Origin::Direct as u8,
                codec: 1,
                sealed: false,
                funder: requester,
                orchestrator: Pubkey::default(),
                group: Pubkey::default(),
                parent: Pubkey::default(),
                valid_until_at: self.now() + 300,
            },
            preferred: Vec::new(),
            accounts: accounts::PostJob {
                requester,
                funder: requester,
                payer: requester,
                config: MARKETS.config.address,
                market: self.market(),
                mint: mint(),
                job,
                escrow: find_escrow_address(&job).0,
                funder_token: hyper_account(&requester),
                token_program: TOKEN_PROGRAM,
                system_program: SYSTEM_PROGRAM,
                template: None,
                session: None,
                event_authority: MARKETS.event_authority.address,
                program: MARKETS.id,
            },
        }
    }

    /// Sends a post, signed by its requester, funder and payer.
    #[track_caller]
    pub fn post(&mut self, posting: &Posting, signers: &[&str]) -> Outcome {
        let keys: Vec<_> = signers.iter().map(|name| keypair_for(name)).collect();
        let data = instruction::PostJob {
            id: posting.id,
            digests: posting.digests,
            terms: posting.terms,
            preferred: posting.preferred.clone(),
        }
        .data();
        let metas = posting.accounts.to_account_metas(None);
        let instruction = crate::Instruction::new_with_bytes(MARKETS.id, &data, metas);
        self.send(&[instruction], &keys.iter().collect::<Vec<_>>())
    }

    /// Posts a job of the tests.
    #[track_caller]
    pub fn open_job(&mut self, number: u64) -> PostedJob {
        let posting = self.posting(number);
        self.post(&posting, &["requester"]).accepted();
        posting.job()
    }

    /// Accounts of an acceptance.
    pub fn accept_accounts(&self, job: &PostedJob, node: &NodeActor) -> accounts::AcceptJob {
        let state = self.read::<Job>(&job.address);
        accounts::AcceptJob {
            operator: node.operator.pubkey(),
            config: MARKETS.config.address,
            market: state.market,
            job: job.address,
            node: node.address,
            reputation: node.reputation(),
            bond: node.bond(),
            staking_config: STAKING.config.address,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            gate: None,
            member: None,
            replicas: state.is_replica().then_some(state.parent),
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// The node takes the job.
    #[track_caller]
    pub fn accept_job(&mut self, job: &PostedJob, node: &NodeActor) -> Outcome {
        let accounts = self.accept_accounts(job, node);
        let instruction = instruction::AcceptJob {}.to_instruction(accounts);
        self.send(&[instruction], &[&node.operator])
    }

    /// The node starts the job.
    #[track_caller]
    pub fn start_job(&mut self, job: &PostedJob, node: &NodeActor) -> Outcome {
        let instruction = instruction::StartJob {}.to_instruction(accounts::StartJob {
            operator: node.operator.pubkey(),
            job: job.address,
            node: node.address,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        });
        self.send(&[instruction], &[&node.operator])
    }

    /// The node submits a result.
    #[track_caller]
    pub fn submit_job(
        &mut self,
        job: &PostedJob,
        node: &NodeActor,
        submission: Submission,
    ) -> Outcome {
        let state = self.read::<Job>(&job.address);
        let instruction =
            instruction::SubmitJob { submission }.to_instruction(accounts::SubmitJob {
                operator: node.operator.pubkey(),
                config: MARKETS.config.address,
                job: job.address,
                node: node.address,
                replicas: state.is_replica().then_some(state.parent),
                event_authority: MARKETS.event_authority.address,
                program: MARKETS.id,
            });
        self.send(&[instruction], &[&node.operator])
    }

    /// Accounts of a settlement cranked by `signer`.
    pub fn settle_accounts(
        &self,
        job: &PostedJob,
        node: &NodeActor,
        signer: &Pubkey,
    ) -> accounts::SettleJob {
        let state = self.read::<Job>(&job.address);
        let shard = job.address.as_ref()[31] & (markets_params().fee_shards - 1);
        let orchestrator =
            (state.orchestrator != Pubkey::default()).then(|| hyper_account(&state.orchestrator));
        accounts::SettleJob {
            signer: *signer,
            config: MARKETS.config.address,
            job: job.address,
            escrow: job.escrow,
            node: node.address,
            reputation: node.reputation(),
            payout_token: hyper_account(&node.payout),
            funder_token: hyper_account(&state.funder),
            orchestrator_token: orchestrator,
            fee_shard: find_fee_shard_address(shard).0,
            fee_vault: find_fee_vault_address(shard).0,
            rent_payer: state.rent_payer,
            token_program: TOKEN_PROGRAM,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            template: None,
            royalty_token: None,
            session: None,
            funder: None,
            orchestrator: None,
            publisher: None,
            mint: None,
            associated_token_program: None,
            system_program: None,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Settles as `signer`.
    #[track_caller]
    pub fn settle_job(&mut self, job: &PostedJob, node: &NodeActor, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = self.settle_accounts(job, node, &key.pubkey());
        let instruction = instruction::SettleJob {}.to_instruction(accounts);
        self.send(&[instruction], &[&key])
    }
}

/// An instruction of markets with its accounts.
pub fn markets_instruction(
    data: impl InstructionData,
    accounts: &impl ToAccountMetas,
) -> crate::Instruction {
    crate::Instruction::new_with_bytes(MARKETS.id, &data.data(), accounts.to_account_metas(None))
}

/// A validator with its key.
#[derive(Debug)]
pub struct ValidatorActor {
    /// The account.
    pub address: Pubkey,
    /// Its owner.
    pub owner: Keypair,
}

impl ValidatorActor {
    /// Its bond.
    pub fn bond(&self) -> Pubkey {
        find(&[b"bond", self.address.as_ref()], &STAKING.id)
    }
}

impl World {
    /// Sends one instruction of markets, signed by these actors.
    #[track_caller]
    pub fn send_to_markets(
        &mut self,
        data: impl InstructionData,
        accounts: &impl ToAccountMetas,
        signers: &[&Keypair],
    ) -> Outcome {
        self.send(&[markets_instruction(data, accounts)], signers)
    }

    /// Terms of an automatic offer a little above the market.
    pub fn offer_terms(&self) -> OfferTerms {
        OfferTerms {
            status: OfferStatus::Active as u8,
            auto_accept: true,
            slots: 2,
            price_per_second: JOB_PRICE,
            min_duration_seconds: 60,
            max_duration_seconds: 86_400,
        }
    }

    /// Accounts of a publication.
    pub fn publish_accounts(&self, node: &NodeActor) -> accounts::PublishOffer {
        accounts::PublishOffer {
            operator: node.operator.pubkey(),
            payer: node.operator.pubkey(),
            market: self.market(),
            node: node.address,
            offer: find_offer_address(&self.market(), &node.address).0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// The node publishes an offer in the first market.
    #[track_caller]
    pub fn publish_offer(&mut self, node: &NodeActor, terms: OfferTerms) -> Outcome {
        let accounts = self.publish_accounts(node);
        self.send_to_markets(
            instruction::PublishOffer { terms },
            &accounts,
            &[&node.operator],
        )
    }

    /// Accounts of a post to the node's offer in the first market.
    pub fn offer_post_accounts(&self, number: u64, node: &NodeActor) -> accounts::PostJobToOffer {
        let post = self.posting(number).accounts;
        accounts::PostJobToOffer {
            requester: post.requester,
            funder: post.funder,
            payer: post.payer,
            config: post.config,
            market: post.market,
            mint: post.mint,
            job: post.job,
            escrow: post.escrow,
            funder_token: post.funder_token,
            token_program: post.token_program,
            system_program: post.system_program,
            offer: find_offer_address(&self.market(), &node.address).0,
            node: node.address,
            reputation: node.reputation(),
            bond: node.bond(),
            staking_config: STAKING.config.address,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            gate: None,
            member: None,
            session: None,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" posts to the node's offer with these terms.
    #[track_caller]
    pub fn post_to_offer(
        &mut self,
        number: u64,
        node: &NodeActor,
        terms: JobTerms,
        max_price_per_second: u64,
    ) -> Outcome {
        let posting = self.posting(number);
        let accounts = self.offer_post_accounts(number, node);
        let data = instruction::PostJobToOffer {
            id: posting.id,
            digests: posting.digests,
            terms,
            max_price_per_second,
        };
        self.send_to_markets(data, &accounts, &[&keypair_for("requester")])
    }

    /// Accounts of a cancellation.
    pub fn cancel_accounts(&self, job: &PostedJob) -> accounts::CancelJob {
        let state = self.read::<Job>(&job.address);
        accounts::CancelJob {
            requester: job.requester,
            job: job.address,
            escrow: job.escrow,
            funder_token: hyper_account(&state.funder),
            rent_payer: state.rent_payer,
            token_program: TOKEN_PROGRAM,
            session: None,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" cancels.
    #[track_caller]
    pub fn cancel_job(&mut self, job: &PostedJob) -> Outcome {
        let accounts = self.cancel_accounts(job);
        self.send_to_markets(
            instruction::CancelJob {},
            &accounts,
            &[&keypair_for("requester")],
        )
    }

    /// Accounts of an extension.
    pub fn extend_accounts(&self, job: &PostedJob) -> accounts::ExtendJob {
        let state = self.read::<Job>(&job.address);
        accounts::ExtendJob {
            funder: state.funder,
            market: state.market,
            job: job.address,
            node: (state.node != Pubkey::default()).then_some(state.node),
            escrow: job.escrow,
            funder_token: hyper_account(&state.funder),
            token_program: TOKEN_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" as funder pays for a longer run.
    #[track_caller]
    pub fn extend_job(&mut self, job: &PostedJob, extra_seconds: u32) -> Outcome {
        let accounts = self.extend_accounts(job);
        let data = instruction::ExtendJob { extra_seconds };
        self.send_to_markets(data, &accounts, &[&keypair_for("requester")])
    }

    /// Stops as `signer`.
    #[track_caller]
    pub fn stop_job_as(&mut self, job: &PostedJob, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::StopJob {
            requester: key.pubkey(),
            job: job.address,
            session: None,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::StopJob {}, &accounts, &[&key])
    }

    /// Accounts of a release.
    pub fn job_release_accounts(&self, job: &PostedJob, node: &NodeActor) -> accounts::ReleaseJob {
        let state = self.read::<Job>(&job.address);
        accounts::ReleaseJob {
            operator: node.operator.pubkey(),
            job: job.address,
            node: node.address,
            reputation: node.reputation(),
            escrow: job.escrow,
            funder_token: hyper_account(&state.funder),
            rent_payer: state.rent_payer,
            token_program: TOKEN_PROGRAM,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// The node gives the job back.
    #[track_caller]
    pub fn release_job(&mut self, job: &PostedJob, node: &NodeActor, reason: u8) -> Outcome {
        let accounts = self.job_release_accounts(job, node);
        self.send_to_markets(
            instruction::ReleaseJob { reason },
            &accounts,
            &[&node.operator],
        )
    }

    /// Address of the fault of the attempt under way.
    pub fn fault_of(&self, job: &PostedJob) -> Pubkey {
        let state = self.read::<Job>(&job.address);
        find_fault_address(&job.address, state.posted_slot.get(), state.attempt).0
    }

    /// Accounts of a reassignment cranked by "crank".
    pub fn reassign_accounts(&self, job: &PostedJob, node: &NodeActor) -> accounts::ReassignJob {
        accounts::ReassignJob {
            signer: address_for("crank"),
            job: job.address,
            node: node.address,
            reputation: node.reputation(),
            fault: self.fault_of(job),
            system_program: SYSTEM_PROGRAM,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "crank" takes the job from its late node.
    #[track_caller]
    pub fn reassign_job(&mut self, job: &PostedJob, node: &NodeActor) -> Outcome {
        let crank = self.actor("crank");
        let accounts = self.reassign_accounts(job, node);
        self.send_to_markets(instruction::ReassignJob {}, &accounts, &[&crank])
    }

    /// Accounts of the expiry of an Open job.
    pub fn expire_accounts(&self, job: &PostedJob) -> accounts::ExpireJob {
        let state = self.read::<Job>(&job.address);
        accounts::ExpireJob {
            config: MARKETS.config.address,
            job: job.address,
            escrow: job.escrow,
            funder_token: hyper_account(&state.funder),
            rent_payer: state.rent_payer,
            token_program: TOKEN_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Anyone expires an Open job.
    #[track_caller]
    pub fn expire_job(&mut self, job: &PostedJob) -> Outcome {
        let accounts = self.expire_accounts(job);
        self.send_to_markets(instruction::ExpireJob {}, &accounts, &[])
    }

    /// Accounts of the expiry of a last attempt, cranked by "crank".
    pub fn expire_run_accounts(&self, job: &PostedJob, node: &NodeActor) -> accounts::ExpireRun {
        let state = self.read::<Job>(&job.address);
        accounts::ExpireRun {
            signer: address_for("crank"),
            config: MARKETS.config.address,
            job: job.address,
            node: node.address,
            reputation: node.reputation(),
            escrow: job.escrow,
            funder_token: hyper_account(&state.funder),
            rent_payer: state.rent_payer,
            fault: self.fault_of(job),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "crank" ends a job whose last attempt was late.
    #[track_caller]
    pub fn expire_run(&mut self, job: &PostedJob, node: &NodeActor) -> Outcome {
        let crank = self.actor("crank");
        let accounts = self.expire_run_accounts(job, node);
        self.send_to_markets(instruction::ExpireRun {}, &accounts, &[&crank])
    }

    /// Accounts of the closing of an ended job.
    pub fn close_accounts(&self, job: &PostedJob) -> accounts::CloseJob {
        accounts::CloseJob {
            config: MARKETS.config.address,
            job: job.address,
            challenge: find_challenge_address(&job.address).0,
            rent_payer: self.read::<Job>(&job.address).rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Anyone closes an ended job.
    #[track_caller]
    pub fn close_job(&mut self, job: &PostedJob) -> Outcome {
        let accounts = self.close_accounts(job);
        self.send_to_markets(instruction::CloseJob {}, &accounts, &[])
    }

    /// Accounts of a challenge.
    pub fn challenge_accounts(&self, job: &PostedJob) -> accounts::ChallengeJob {
        accounts::ChallengeJob {
            requester: job.requester,
            config: MARKETS.config.address,
            job: job.address,
            escrow: job.escrow,
            challenge: find_challenge_address(&job.address).0,
            challenger_token: hyper_account(&job.requester),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            session: None,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" objects to the result.
    #[track_caller]
    pub fn challenge_job(&mut self, job: &PostedJob) -> Outcome {
        let accounts = self.challenge_accounts(job);
        let data = instruction::ChallengeJob {
            reason: 1,
            evidence: [3; 32],
        };
        self.send_to_markets(data, &accounts, &[&keypair_for("requester")])
    }

    /// Anyone draws the panel.
    #[track_caller]
    pub fn draw_panel(&mut self, job: &PostedJob) -> Outcome {
        let accounts = accounts::DrawPanel {
            config: MARKETS.config.address,
            challenge: find_challenge_address(&job.address).0,
            staking_totals: TOTALS.address,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::DrawPanel {}, &accounts, &[])
    }

    /// Writes the number of validators staking counts.
    pub fn write_validator_count(&mut self, validators: u32) {
        let mut totals: Totals = bytemuck::Zeroable::zeroed();
        totals.open(TOTALS.bump, address_for("payer"));
        totals.validators = validators.into();
        self.write_state(TOTALS.address, &totals);
    }

    /// Writes an Active validator with enough stake, after `change`.
    #[track_caller]
    pub fn validator_with(
        &mut self,
        name: &str,
        change: impl FnOnce(&mut Validator),
    ) -> ValidatorActor {
        let owner = self.actor(name);
        let (address, bump) =
            Pubkey::find_program_address(&[b"validator", owner.pubkey().as_ref()], &STAKING.id);
        let mut validator: Validator = bytemuck::Zeroable::zeroed();
        validator.open(bump, address_for("payer"));
        validator.status = ValidatorStatus::Active.into();
        validator.owner = owner.pubkey();
        validator.active_from = (self.now() - 1_000_000).into();
        change(&mut validator);
        self.write_state(address, &validator);
        self.write_bond(&address, BondKind::Validator, 10_000 * HYPER);
        self.fund_hyper(&owner.pubkey(), 0);
        ValidatorActor { address, owner }
    }

    /// Writes an Active validator with enough stake.
    #[track_caller]
    pub fn validator(&mut self, name: &str) -> ValidatorActor {
        self.validator_with(name, |_| ())
    }

    /// Accounts of a resolution cranked by "crank".
    pub fn resolve_accounts(
        &self,
        job: &PostedJob,
        node: &NodeActor,
    ) -> accounts::ResolveChallenge {
        let address = find_challenge_address(&job.address).0;
        let challenge = self.read::<Challenge>(&address);
        let voter = |seat: usize| {
            let voter = challenge.voters[seat];
            (voter != Pubkey::default()).then(|| hyper_account(&voter))
        };
        accounts::ResolveChallenge {
            signer: address_for("crank"),
            config: MARKETS.config.address,
            job: job.address,
            challenge: address,
            node: node.address,
            escrow: job.escrow,
            payout_token: hyper_account(&node.payout),
            challenger_token: hyper_account(&challenge.challenger),
            voter_token_0: voter(0),
            voter_token_1: voter(1),
            voter_token_2: voter(2),
            fault: self.fault_of(job),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "crank" ends the round.
    #[track_caller]
    pub fn resolve_challenge(&mut self, job: &PostedJob, node: &NodeActor) -> Outcome {
        let crank = self.actor("crank");
        let accounts = self.resolve_accounts(job, node);
        self.send_to_markets(instruction::ResolveChallenge {}, &accounts, &[&crank])
    }

    /// Accounts of a refund.
    pub fn refund_accounts(&self, job: &PostedJob, node: &NodeActor) -> accounts::RefundJob {
        let state = self.read::<Job>(&job.address);
        accounts::RefundJob {
            config: MARKETS.config.address,
            job: job.address,
            challenge: find_challenge_address(&job.address).0,
            node: node.address,
            reputation: node.reputation(),
            escrow: job.escrow,
            funder_token: hyper_account(&state.funder),
            rent_payer: state.rent_payer,
            token_program: TOKEN_PROGRAM,
            registry_config: REGISTRY.config.address,
            caller: MARKETS.caller.address,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Anyone makes the funder whole.
    #[track_caller]
    pub fn refund_job(&mut self, job: &PostedJob, node: &NodeActor) -> Outcome {
        let accounts = self.refund_accounts(job, node);
        self.send_to_markets(instruction::RefundJob {}, &accounts, &[])
    }

    /// Anyone closes the challenge of an ended job.
    #[track_caller]
    pub fn close_challenge(&mut self, job: &PostedJob) -> Outcome {
        let address = find_challenge_address(&job.address).0;
        let accounts = accounts::CloseChallenge {
            job: job.address,
            challenge: address,
            rent_payer: self.read::<Challenge>(&address).rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::CloseChallenge {}, &accounts, &[])
    }

    /// Anyone closes a fault.
    #[track_caller]
    pub fn close_fault(&mut self, fault: &Pubkey) -> Outcome {
        let accounts = accounts::CloseFault {
            fault: *fault,
            rent_payer: self.read::<Fault>(fault).rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::CloseFault {}, &accounts, &[])
    }

    /// A job that the node runs.
    #[track_caller]
    pub fn running_job(&mut self, number: u64, node: &NodeActor) -> PostedJob {
        let job = self.open_job(number);
        self.accept_job(&job, node).accepted();
        self.start_job(&job, node).accepted();
        job
    }

    /// A job whose node submitted after 3,601 seconds.
    #[track_caller]
    pub fn submitted_job(&mut self, number: u64, node: &NodeActor) -> PostedJob {
        let job = self.running_job(number, node);
        self.warp_seconds(3_601);
        self.submit_job(&job, node, submission(3_601)).accepted();
        job
    }

    /// A submitted job under challenge, its panel of all validators drawn.
    #[track_caller]
    pub fn drawn_challenge(&mut self, number: u64, node: &NodeActor, validators: u32) -> PostedJob {
        let job = self.submitted_job(number, node);
        self.write_validator_count(validators);
        self.challenge_job(&job).accepted();
        self.warp_slots(10);
        self.draw_panel(&job).accepted();
        job
    }

    /// Pauses as the guardian.
    #[track_caller]
    pub fn pause_markets(&mut self, entries: bool, exits: bool) -> Outcome {
        let guardian = self.actor("guardian");
        let accounts = accounts::Pause {
            config: MARKETS.config.address,
            guardian: guardian.pubkey(),
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(
            instruction::Pause { entries, exits },
            &accounts,
            &[&guardian],
        )
    }

    /// Opens, pauses or closes the first market as `signer`.
    #[track_caller]
    pub fn set_market_status(&mut self, status: u8, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::SetMarketStatus {
            market_admin: key.pubkey(),
            config: MARKETS.config.address,
            market: self.market(),
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::SetMarketStatus { status }, &accounts, &[&key])
    }

    /// Replaces the terms of the first market as `signer`.
    #[track_caller]
    pub fn update_market(&mut self, terms: MarketTerms, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::UpdateMarket {
            market_admin: key.pubkey(),
            config: MARKETS.config.address,
            market: self.market(),
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::UpdateMarket { terms }, &accounts, &[&key])
    }

    /// Replaces the parameters as the authority.
    #[track_caller]
    pub fn update_markets_config(&mut self, params: MarketsParams) -> Outcome {
        let authority = self.actor("deployer");
        let accounts = accounts::UpdateConfig {
            config: MARKETS.config.address,
            authority: authority.pubkey(),
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(
            instruction::UpdateConfig { params },
            &accounts,
            &[&authority],
        )
    }
}

/// A result of a run that ended well after `metered_seconds`.
pub fn submission(metered_seconds: u32) -> Submission {
    Submission {
        result_digest: [8; 32],
        logs_digest: [9; 32],
        exit_code: 0,
        output_bytes: 1_234,
        metered_seconds,
        codec: 1,
    }
}

/// Thresholds of staking by default.
pub fn staking_params() -> StakingParams {
    StakingParams {
        min_stake: 100 * HYPER,
        min_lock_days: 14,
        max_lock_days: 365,
        bond_lock_days: 30,
        unbonding_seconds: 604_800,
        multiplier_days: [0, 30, 90, 180, 365],
        multiplier_bps: [10_000, 15_000, 20_000, 30_000, 40_000],
        holder_thresholds: [
            0,
            1_000 * HYPER,
            10_000 * HYPER,
            50_000 * HYPER,
            100_000 * HYPER,
        ],
        capacity_thresholds: [100 * HYPER, 1_000 * HYPER, 10_000 * HYPER, 100_000 * HYPER],
        capacity_runs: [1, 3, 10, 65_535],
        validator_min: 10_000 * HYPER,
        validator_warmup_seconds: 86_400,
        slash_cap_bps: 5_000,
    }
}
