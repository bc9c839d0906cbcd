//! Governance in a world: stakers who propose and vote, and the accounts each instruction takes.
use {
    crate::{
        actors::{address_for, program_id_for},
        hyper_account, mint,
        staking::position_of,
        AccountMeta, Instruction, Outcome, Pubkey, Signer, World, HYPER,
    },
    governance::{
        accounts, instruction,
        seeds::{find_payload_address, find_proposal_address, find_vote_address},
        state::{
            Choice, Config, GovernanceParams, Payload, PayloadMeta, Proposal, ProposalKind, Title,
            Vote,
        },
        BondExitAddresses, ProposalTerms,
    },
    hypernode_common::programs::{
        EXECUTOR, GOVERNANCE, PROPOSAL_BOND_VAULT, STAKING, SYSTEM_PROGRAM, TOKEN_PROGRAM, TOTALS,
        TREASURY, TREASURY_OWNER,
    },
    solana_loader_v3_interface::get_program_data_address,
};

/// Weight of "alice", who proposes: exactly the threshold.
pub const ALICE_WEIGHT: u128 = 1_000_000 * HYPER as u128;
/// Weight of "bob".
pub const BOB_WEIGHT: u128 = 400_000 * HYPER as u128;
/// Weight of "carol".
pub const CAROL_WEIGHT: u128 = 600_000 * HYPER as u128;
/// Base units of a bond.
pub const BOND: u64 = 10_000 * HYPER;

/// Parameters of governance by default.
pub fn governance_params() -> GovernanceParams {
    GovernanceParams {
        proposal_threshold: 1_000_000 * HYPER as u128,
        quorum_bps: 1_000,
        vote_seconds: 259_200,
        timelock_seconds: 86_400,
        execution_seconds: 604_800,
        upgrade_timelock_seconds: 691_200,
        proposal_bond: BOND,
        spend_cap_bps: 1_000,
        veto_enabled: true,
    }
}

/// Address of the proposal with this id.
pub fn proposal_of(id: u64) -> Pubkey {
    find_proposal_address(id).0
}

/// A title as the program takes it.
///
/// # Panics
/// When it has more than 64 bytes.
pub fn title(text: &str) -> Title {
    let mut bytes = [0; 64];
    bytes[..text.len()].copy_from_slice(text.as_bytes());
    Title {
        length: u16::try_from(text.len()).expect("at most 64 bytes"),
        bytes,
    }
}

/// Terms of a proposal of this kind.
pub fn terms(kind: ProposalKind) -> ProposalTerms {
    ProposalTerms {
        kind: kind as u8,
        title: title("A proposal"),
        text_digest: [7; 32],
    }
}

/// An instruction's accounts as a payload names them: whoever signs it is flagged as signer.
pub fn metas_of(call: &Instruction) -> Vec<PayloadMeta> {
    let flags = |meta: &AccountMeta| u8::from(meta.is_writable) | u8::from(meta.is_signer) << 1;
    call.accounts
        .iter()
        .map(|meta| PayloadMeta {
            key: meta.pubkey,
            flags: flags(meta),
        })
        .collect()
}

/// The call that pays `amount` from the treasury to the token account of a named owner, for `proposal`.
pub fn spend_call(proposal: &Pubkey, recipient: &Pubkey, amount: u64) -> Instruction {
    let accounts = accounts::SpendTreasury {
        proposal: *proposal,
        config: GOVERNANCE.config.address,
        executor: EXECUTOR.address,
        treasury: TREASURY.address,
        treasury_owner: TREASURY_OWNER.address,
        recipient: *recipient,
        token_program: TOKEN_PROGRAM,
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    instruction::SpendTreasury { amount }.to_instruction(accounts)
}

/// The call that switches the guardian's veto.
pub fn set_veto_call(enabled: bool) -> Instruction {
    let accounts = accounts::SetVeto {
        config: GOVERNANCE.config.address,
        executor: EXECUTOR.address,
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    instruction::SetVeto { enabled }.to_instruction(accounts)
}

/// The call by which the executor replaces the guardian of governance.
pub fn set_guardian_call(key: Pubkey) -> Instruction {
    let accounts = accounts::SetGuardian {
        config: GOVERNANCE.config.address,
        authority: EXECUTOR.address,
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    instruction::SetGuardian { key }.to_instruction(accounts)
}

/// The call by which the executor replaces the parameters of governance.
pub fn update_config_call(params: GovernanceParams) -> Instruction {
    let accounts = accounts::UpdateConfig {
        config: GOVERNANCE.config.address,
        authority: EXECUTOR.address,
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    instruction::UpdateConfig { params }.to_instruction(accounts)
}

/// The call by which the executor ends the pauses of governance.
pub fn unpause_call() -> Instruction {
    let accounts = accounts::Unpause {
        config: GOVERNANCE.config.address,
        authority: EXECUTOR.address,
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    instruction::Unpause {}.to_instruction(accounts)
}

fn bond_exit(proposer: &Pubkey) -> BondExitAddresses {
    BondExitAddresses {
        bond_vault: PROPOSAL_BOND_VAULT.address,
        proposer_token: hyper_account(proposer),
        treasury: TREASURY.address,
        token_program: TOKEN_PROGRAM,
    }
}

impl World {
    /// A world with governance beside staking: "alice", "bob" and "carol" have staked for a year, a slot ago.
    #[track_caller]
    pub fn with_governance() -> Self {
        // Set up once for all tests of a binary: loading the programs costs more than most tests.
        static READY: std::sync::OnceLock<World> = std::sync::OnceLock::new();
        READY.get_or_init(Self::new_governance).clone()
    }

    fn new_governance() -> Self {
        let mut world = Self::with_staking();
        world.deploy("governance", Some(address_for("deployer")));
        world.initialize_governance(governance_params()).accepted();
        world.settle_stakers();
        world
    }

    /// Stakes for "alice", "bob" and "carol", gives "alice" a bond, and lets a slot pass.
    #[track_caller]
    pub fn settle_stakers(&mut self) {
        for (owner, weight) in [
            ("alice", ALICE_WEIGHT),
            ("bob", BOB_WEIGHT),
            ("carol", CAROL_WEIGHT),
        ] {
            let amount = u64::try_from(weight / 4).expect("within the supply");
            World::stake(self, owner, 0, amount, 365);
        }
        self.fund_hyper(&address_for("alice"), BOND);
        self.warp_slots(1);
    }

    /// Accounts of the initialisation of governance.
    pub fn initialize_governance_accounts(&mut self) -> accounts::Initialize {
        accounts::Initialize {
            config: GOVERNANCE.config.address,
            treasury: TREASURY.address,
            bond_vault: PROPOSAL_BOND_VAULT.address,
            mint: mint(),
            deployer: self.actor("deployer").pubkey(),
            payer: self.actor("payer").pubkey(),
            program_data: get_program_data_address(&program_id_for("governance")),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// Initialises governance as the deployer.
    #[track_caller]
    pub fn initialize_governance(&mut self, params: GovernanceParams) -> Outcome {
        let accounts = self.initialize_governance_accounts();
        let guardian = self.actor("guardian").pubkey();
        let call = instruction::Initialize { params, guardian };
        self.submit(&[call.to_instruction(accounts)])
    }

    /// Replaces parameters of governance as its deployer.
    #[track_caller]
    pub fn change_governance_params(&mut self, change: impl FnOnce(&mut GovernanceParams)) {
        let mut params = self.governance_config().params.into();
        change(&mut params);
        let accounts = accounts::UpdateConfig {
            config: GOVERNANCE.config.address,
            authority: self.actor("deployer").pubkey(),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        let call = instruction::UpdateConfig { params };
        self.submit(&[call.to_instruction(accounts)]).accepted();
    }

    /// Names the executor the next authority of governance and lets it accept, as an executed proposal would.
    #[track_caller]
    pub fn hand_governance_to_executor(&mut self) {
        let propose = accounts::ProposeAuthority {
            config: GOVERNANCE.config.address,
            authority: self.actor("deployer").pubkey(),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        let call = instruction::ProposeAuthority {
            key: EXECUTOR.address,
        };
        self.submit(&[call.to_instruction(propose)]).accepted();
        let accept = accounts::AcceptAuthority {
            config: GOVERNANCE.config.address,
            pending_authority: EXECUTOR.address,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        let call = instruction::AcceptAuthority {}.to_instruction(accept);
        self.submit_as(&EXECUTOR.address, &[call]).accepted();
    }

    /// Pauses governance as its guardian.
    #[track_caller]
    pub fn pause_governance(&mut self, entries: bool, exits: bool) {
        let accounts = accounts::Pause {
            config: GOVERNANCE.config.address,
            guardian: self.actor("guardian").pubkey(),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        let call = instruction::Pause { entries, exits };
        self.submit(&[call.to_instruction(accounts)]).accepted();
    }

    /// Config of governance.
    #[track_caller]
    pub fn governance_config(&self) -> Config {
        self.read(&GOVERNANCE.config.address)
    }

    /// A proposal's state.
    #[track_caller]
    pub fn proposal(&self, address: &Pubkey) -> Proposal {
        self.read(address)
    }

    /// State of payload `index` of a proposal.
    #[track_caller]
    pub fn payload(&self, proposal: &Pubkey, index: u8) -> Payload {
        self.read(&find_payload_address(proposal, index).0)
    }

    /// Base units in the treasury.
    pub fn treasury_balance(&self) -> u64 {
        self.token_balance(&TREASURY.address)
    }

    /// Base units of open bonds.
    pub fn bond_vault_balance(&self) -> u64 {
        self.token_balance(&PROPOSAL_BOND_VAULT.address)
    }

    /// Puts HYPER into the treasury, as fees would.
    #[track_caller]
    pub fn fill_treasury(&mut self, amount: u64) {
        self.fill_vault(TREASURY.address, amount);
    }

    /// Accounts of `create_proposal` by a named owner's first position.
    pub fn create_proposal_accounts(&mut self, proposer: &str) -> accounts::CreateProposal {
        let id = self.governance_config().proposal_count.get();
        accounts::CreateProposal {
            config: GOVERNANCE.config.address,
            proposal: proposal_of(id),
            proposer: self.actor(proposer).pubkey(),
            position: position_of(proposer, 0),
            payer: self.actor("payer").pubkey(),
            source: hyper_account(&address_for(proposer)),
            bond_vault: PROPOSAL_BOND_VAULT.address,
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// Opens a Draft with these terms.
    #[track_caller]
    pub fn create_proposal(&mut self, proposer: &str, terms: ProposalTerms) -> Outcome {
        let accounts = self.create_proposal_accounts(proposer);
        self.submit(&[instruction::CreateProposal { terms }.to_instruction(accounts)])
    }

    /// A Draft of "alice" that was accepted, with these calls as its payloads.
    #[track_caller]
    pub fn draft(&mut self, kind: ProposalKind, calls: &[Instruction]) -> Pubkey {
        let proposal = proposal_of(self.governance_config().proposal_count.get());
        self.fund_hyper(&address_for("alice"), BOND);
        self.create_proposal("alice", terms(kind)).accepted();
        for (index, call) in (0..).zip(calls) {
            self.add_payload(&proposal, index, call).accepted();
        }
        proposal
    }

    /// Accounts of `add_payload` by the proposer.
    pub fn add_payload_accounts(&mut self, proposal: &Pubkey, index: u8) -> accounts::AddPayload {
        accounts::AddPayload {
            proposal: *proposal,
            payload: find_payload_address(proposal, index).0,
            proposer: self.proposal(proposal).proposer,
            payer: self.actor("payer").pubkey(),
            system_program: SYSTEM_PROGRAM,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// Adds a call as payload `index`.
    #[track_caller]
    pub fn add_payload(&mut self, proposal: &Pubkey, index: u8, call: &Instruction) -> Outcome {
        let accounts = self.add_payload_accounts(proposal, index);
        let add = instruction::AddPayload {
            index,
            target_program: call.program_id,
            metas: metas_of(call),
            data: call.data.clone(),
        };
        self.submit(&[add.to_instruction(accounts)])
    }

    /// Accounts of `activate_proposal` by the proposer.
    pub fn activate_accounts(&self, proposal: &Pubkey) -> accounts::ActivateProposal {
        let state = self.proposal(proposal);
        accounts::ActivateProposal {
            config: GOVERNANCE.config.address,
            proposal: *proposal,
            proposer: state.proposer,
            position: state.position,
            totals: TOTALS.address,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// Begins the vote.
    #[track_caller]
    pub fn activate_proposal(&mut self, proposal: &Pubkey) -> Outcome {
        let accounts = self.activate_accounts(proposal);
        self.submit(&[instruction::ActivateProposal {}.to_instruction(accounts)])
    }

    /// A vote that has begun, on these calls.
    #[track_caller]
    pub fn open_vote(&mut self, kind: ProposalKind, calls: &[Instruction]) -> Pubkey {
        let proposal = self.draft(kind, calls);
        self.activate_proposal(&proposal).accepted();
        proposal
    }

    /// Accounts of `cancel_proposal` by the proposer.
    pub fn cancel_proposal_accounts(&self, proposal: &Pubkey) -> accounts::CancelProposal {
        let proposer = self.proposal(proposal).proposer;
        accounts::CancelProposal {
            config: GOVERNANCE.config.address,
            proposal: *proposal,
            proposer,
            bond: bond_exit(&proposer),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// Withdraws a proposal.
    #[track_caller]
    pub fn cancel_proposal(&mut self, proposal: &Pubkey) -> Outcome {
        let accounts = self.cancel_proposal_accounts(proposal);
        self.submit(&[instruction::CancelProposal {}.to_instruction(accounts)])
    }

    /// Accounts of `cast_vote` by a named owner's position.
    pub fn cast_vote_accounts(
        &mut self,
        proposal: &Pubkey,
        voter: &str,
        index: u16,
    ) -> accounts::CastVote {
        let position = position_of(voter, index);
        accounts::CastVote {
            proposal: *proposal,
            position,
            voter: self.actor(voter).pubkey(),
            vote: find_vote_address(proposal, &position).0,
            payer: self.actor("payer").pubkey(),
            system_program: SYSTEM_PROGRAM,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// Votes with a named owner's first position.
    #[track_caller]
    pub fn cast_vote(&mut self, proposal: &Pubkey, voter: &str, choice: Choice) -> Outcome {
        let accounts = self.cast_vote_accounts(proposal, voter, 0);
        let choice = choice as u8;
        self.submit(&[instruction::CastVote { choice }.to_instruction(accounts)])
    }

    /// A vote's state.
    #[track_caller]
    pub fn vote(&self, proposal: &Pubkey, voter: &str) -> Vote {
        self.read(&find_vote_address(proposal, &position_of(voter, 0)).0)
    }

    /// Accounts of `finalise_proposal`.
    pub fn finalise_accounts(&self, proposal: &Pubkey) -> accounts::FinaliseProposal {
        accounts::FinaliseProposal {
            config: GOVERNANCE.config.address,
            proposal: *proposal,
            bond: bond_exit(&self.proposal(proposal).proposer),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// Counts a vote.
    #[track_caller]
    pub fn finalise_proposal(&mut self, proposal: &Pubkey) -> Outcome {
        let accounts = self.finalise_accounts(proposal);
        self.submit(&[instruction::FinaliseProposal {}.to_instruction(accounts)])
    }

    /// Starts a timelock.
    #[track_caller]
    pub fn queue_proposal(&mut self, proposal: &Pubkey) -> Outcome {
        let accounts = self.queue_accounts(proposal);
        self.submit(&[instruction::QueueProposal {}.to_instruction(accounts)])
    }

    /// Accounts of `queue_proposal`.
    pub fn queue_accounts(&self, proposal: &Pubkey) -> accounts::QueueProposal {
        accounts::QueueProposal {
            config: GOVERNANCE.config.address,
            proposal: *proposal,
            staking_config: STAKING.config.address,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        }
    }

    /// A proposal that "alice" and "bob" voted for and whose vote is counted.
    #[track_caller]
    pub fn succeeded(&mut self, kind: ProposalKind, calls: &[Instruction]) -> Pubkey {
        let proposal = self.open_vote(kind, calls);
        for voter in ["alice", "bob"] {
            self.cast_vote(&proposal, voter, Choice::For).accepted();
        }
        self.warp_to(self.proposal(&proposal).voting_ends_at.get() + 1);
        self.finalise_proposal(&proposal).accepted();
        proposal
    }

    /// A proposal that was accepted and waits for its timelock.
    #[track_caller]
    pub fn queued(&mut self, kind: ProposalKind, calls: &[Instruction]) -> Pubkey {
        let proposal = self.succeeded(kind, calls);
        self.queue_proposal(&proposal).accepted();
        proposal
    }

    /// A proposal that was accepted and whose timelock is over.
    #[track_caller]
    pub fn executable(&mut self, kind: ProposalKind, calls: &[Instruction]) -> Pubkey {
        let proposal = self.queued(kind, calls);
        self.warp_to(self.proposal(&proposal).eta_at.get() + 1);
        proposal
    }

    /// The call that executes payload `index`, with the accounts the payload names.
    #[track_caller]
    pub fn execute_call(&self, proposal: &Pubkey, index: u8) -> Instruction {
        let payload = self.payload(proposal, index);
        let accounts = accounts::ExecuteProposal {
            proposal: *proposal,
            payload: find_payload_address(proposal, index).0,
            target_program: payload.program,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        let mut call = instruction::ExecuteProposal { index }.to_instruction(accounts);
        call.accounts
            .extend(payload.metas().iter().map(|meta| AccountMeta {
                pubkey: meta.key,
                is_signer: false,
                is_writable: meta.flags & 1 != 0,
            }));
        call
    }

    /// Executes payload `index`, as anyone.
    #[track_caller]
    pub fn execute_proposal(&mut self, proposal: &Pubkey, index: u8) -> Outcome {
        let call = self.execute_call(proposal, index);
        self.submit(&[call])
    }

    /// Takes calls through a whole vote and executes all of them.
    #[track_caller]
    pub fn enact(&mut self, kind: ProposalKind, calls: &[Instruction]) -> Pubkey {
        let proposal = self.executable(kind, calls);
        for (index, _) in (0..).zip(calls) {
            self.execute_proposal(&proposal, index).accepted();
        }
        proposal
    }

    /// Stops a proposal as a named key.
    #[track_caller]
    pub fn veto_proposal(&mut self, proposal: &Pubkey, guardian: &str) -> Outcome {
        let accounts = accounts::VetoProposal {
            config: GOVERNANCE.config.address,
            proposal: *proposal,
            guardian: self.actor(guardian).pubkey(),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        self.submit(&[instruction::VetoProposal {}.to_instruction(accounts)])
    }

    /// Ends what was not queued or executed in time.
    #[track_caller]
    pub fn expire_proposal(&mut self, proposal: &Pubkey) -> Outcome {
        let accounts = accounts::ExpireProposal {
            proposal: *proposal,
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        self.submit(&[instruction::ExpireProposal {}.to_instruction(accounts)])
    }

    /// Closes the vote of a named owner's first position.
    #[track_caller]
    pub fn close_vote(&mut self, proposal: &Pubkey, voter: &str, rent_payer: &str) -> Outcome {
        let accounts = accounts::CloseVote {
            proposal: *proposal,
            vote: find_vote_address(proposal, &position_of(voter, 0)).0,
            rent_payer: self.actor(rent_payer).pubkey(),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        self.submit(&[instruction::CloseVote {}.to_instruction(accounts)])
    }

    /// Closes payload `index`.
    #[track_caller]
    pub fn close_payload(&mut self, proposal: &Pubkey, index: u8, rent_payer: &str) -> Outcome {
        let accounts = accounts::ClosePayload {
            proposal: *proposal,
            payload: find_payload_address(proposal, index).0,
            rent_payer: self.actor(rent_payer).pubkey(),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        self.submit(&[instruction::ClosePayload {}.to_instruction(accounts)])
    }

    /// Closes a proposal.
    #[track_caller]
    pub fn close_proposal(&mut self, proposal: &Pubkey, rent_payer: &str) -> Outcome {
        let accounts = accounts::CloseProposal {
            proposal: *proposal,
            rent_payer: self.actor(rent_payer).pubkey(),
            event_authority: GOVERNANCE.event_authority.address,
            program: GOVERNANCE.id,
        };
        self.submit(&[instruction::CloseProposal {}.to_instruction(accounts)])
    }
}
