//! Instructions of governance.
use {
    super::{plain, variant, Scenario, Scene},
    crate::{
        actors::address_for,
        call::{call, Call},
        governance::{metas_of, title, BOND},
        hyper_account,
        tokens::HYPER,
        Instruction, Pubkey,
    },
    governance::{
        seeds::{find_payload_address, find_vote_address},
        state::{Choice, ProposalKind},
    },
    hypernode_common::programs::{EXECUTOR, PROPOSAL_BOND_VAULT, TREASURY, TREASURY_OWNER},
    serde_json::json,
};

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("create_proposal", |scene| {
        scene.proposer();
        scene.create(ProposalKind::Generic)
    }),
    plain("add_payload", |scene| {
        let proposal = scene.draft(ProposalKind::Generic);
        let bystander = scene.bystander_call();
        scene.add(proposal, &bystander)
    }),
    plain("activate_proposal", |scene| {
        let proposal = scene.draft(ProposalKind::Text);
        scene.activate(proposal)
    }),
    plain("cancel_proposal", |scene| {
        let proposal = scene.draft(ProposalKind::Text);
        scene.cancel(proposal)
    }),
    variant("cancel_proposal", "of a vote", |scene| {
        let proposal = scene.vote();
        scene.cancel(proposal)
    }),
    plain("cast_vote", |scene| {
        let proposal = scene.vote();
        scene.cast_vote(proposal)
    }),
    plain("finalise_proposal", |scene| {
        let proposal = scene.voted();
        scene.finalise(proposal)
    }),
    variant("finalise_proposal", "below the quorum", |scene| {
        let proposal = scene.vote();
        scene.wait(VOTE + 1);
        scene.finalise(proposal)
    }),
    plain("queue_proposal", |scene| {
        let proposal = scene.succeeded();
        scene.about("queue_proposal", proposal)
    }),
    plain("execute_proposal", |scene| {
        let proposal = scene.queued();
        scene.wait(TIMELOCK + 1);
        let payload = scene.payload_of(proposal);
        let target = scene.bystander_call().program_id;
        scene
            .about("execute_proposal", proposal)
            .account("payload", payload)
            .account("target_program", target)
            .args(json!({ "index": 0 }))
    }),
    plain("veto_proposal", |scene| {
        let proposal = scene.queued();
        scene
            .about("veto_proposal", proposal)
            .account("guardian", address_for("guardian"))
    }),
    plain("expire_proposal", |scene| {
        let proposal = scene.succeeded();
        scene.wait(8 * VOTE);
        scene.about("expire_proposal", proposal)
    }),
    plain("close_vote", |scene| {
        let (proposal, position) = (scene.voted(), scene.first_position());
        scene.end(proposal);
        let vote = find_vote_address(&proposal, &position).0;
        let payer = scene.actor("payer");
        scene
            .about("close_vote", proposal)
            .account("vote", vote)
            .account("rent_payer", payer)
    }),
    plain("close_payload", |scene| {
        let proposal = scene.voted();
        scene.end(proposal);
        let (payload, payer) = (scene.payload_of(proposal), scene.actor("payer"));
        scene
            .about("close_payload", proposal)
            .account("payload", payload)
            .account("rent_payer", payer)
    }),
    plain("close_proposal", |scene| {
        let proposal = scene.voted();
        scene.end(proposal);
        let payer = scene.actor("payer");
        scene
            .about("close_proposal", proposal)
            .account("rent_payer", payer)
    }),
    plain("spend_treasury", |scene| {
        let proposal = scene.queued();
        scene.stage.world.fill_treasury(1_000 * HYPER);
        let recipient = scene.funded("grantee", 0);
        scene
            .about("spend_treasury", proposal)
            .account("executor", EXECUTOR.address)
            .account("treasury", TREASURY.address)
            .account("treasury_owner", TREASURY_OWNER.address)
            .account("recipient", hyper_account(&recipient))
            .args(json!({ "amount": HYPER }))
    }),
    plain("set_veto", |_| {
        call("governance", "set_veto")
            .account("executor", EXECUTOR.address)
            .args(json!({ "enabled": false }))
    }),
];

/// Seconds of a vote.
const VOTE: i64 = 259_200;
/// Seconds of a timelock.
const TIMELOCK: i64 = 86_400;
/// Stake that weighs the threshold when locked for a year.
const THRESHOLD_STAKE: u64 = 250_000 * HYPER;

impl Scene<'_> {
    /// A staker who may propose, a slot ago, with a bond.
    fn proposer(&mut self) -> Pubkey {
        let name = self.name("proposer");
        self.stage.stake(&name, 0, THRESHOLD_STAKE, 365);
        self.stage.world.warp_slots(1);
        self.funded("proposer", BOND)
    }

    fn first_position(&self) -> Pubkey {
        crate::staking::position_of(&self.name("proposer"), 0)
    }

    fn create(&mut self, kind: ProposalKind) -> Call {
        let config = self.stage.world.governance_config();
        let proposal = crate::governance::proposal_of(config.proposal_count.get());
        let proposer = self.actor("proposer");
        let title = title("A proposal");
        call("governance", "create_proposal")
            .account("proposal", proposal)
            .account("proposer", proposer)
            .account("position", self.first_position())
            .account("payer", self.actor("payer"))
            .account("source", hyper_account(&proposer))
            .account("bond_vault", PROPOSAL_BOND_VAULT.address)
            .args(json!({ "terms": {
                "kind": kind as u8,
                "title": { "length": title.length, "bytes": title.bytes.to_vec() },
                "text_digest": vec![7; 32],
            } }))
    }

    /// A draft of the proposer.
    pub fn draft(&mut self, kind: ProposalKind) -> Pubkey {
        self.proposer();
        let create = self.create(kind);
        let proposal = create.instruction().accounts[1].pubkey;
        self.happens(create);
        proposal
    }

    /// A call that asks for nothing and changes nothing, whoever makes it.
    pub fn bystander_call(&self) -> Instruction {
        Instruction {
            program_id: solana_compute_budget_interface::id(),
            accounts: vec![],
            data: vec![],
        }
    }

    fn add(&mut self, proposal: Pubkey, payload: &Instruction) -> Call {
        self.add_payload(proposal, 0, payload)
    }

    /// The call that adds a payload to a draft.
    pub fn add_payload(&mut self, proposal: Pubkey, index: u8, payload: &Instruction) -> Call {
        let metas: Vec<_> = metas_of(payload)
            .iter()
            .map(|meta| json!({ "key": meta.key.to_string(), "flags": meta.flags }))
            .collect();
        self.about("add_payload", proposal)
            .account("proposer", self.actor("proposer"))
            .account("payer", self.actor("payer"))
            .args(json!({
                "index": index,
                "target_program": payload.program_id.to_string(),
                "metas": metas,
                "data": payload.data,
            }))
    }

    /// A call about a proposal.
    pub fn about(&self, instruction: &str, proposal: Pubkey) -> Call {
        call("governance", instruction).account("proposal", proposal)
    }

    /// The call that begins its vote.
    pub fn activate(&mut self, proposal: Pubkey) -> Call {
        let proposer = self.actor("proposer");
        self.about("activate_proposal", proposal)
            .account("proposer", proposer)
            .account("position", self.first_position())
    }

    /// A vote on one payload.
    fn vote(&mut self) -> Pubkey {
        let proposal = self.draft(ProposalKind::Generic);
        let bystander = self.bystander_call();
        let add = self.add(proposal, &bystander);
        self.happens(add);
        let activate = self.activate(proposal);
        self.happens(activate);
        proposal
    }

    /// The call by which the proposer votes for it.
    pub fn cast_vote(&mut self, proposal: Pubkey) -> Call {
        let proposer = self.actor("proposer");
        self.about("cast_vote", proposal)
            .account("position", self.first_position())
            .account("voter", proposer)
            .account("payer", self.actor("payer"))
            .args(json!({ "choice": Choice::For as u8 }))
    }

    /// A vote its proposer won and that is over.
    fn voted(&mut self) -> Pubkey {
        let proposal = self.vote();
        let cast = self.cast_vote(proposal);
        self.happens(cast);
        self.wait(VOTE + 1);
        proposal
    }

    /// The call with every place a bond may go to.
    fn with_bond(&mut self, call: Call) -> Call {
        let proposer = self.actor("proposer");
        call.account("bond_vault", PROPOSAL_BOND_VAULT.address)
            .account("proposer_token", hyper_account(&proposer))
            .account("treasury", TREASURY.address)
    }

    /// The call that counts its vote.
    pub fn finalise(&mut self, proposal: Pubkey) -> Call {
        let finalise = self.about("finalise_proposal", proposal);
        self.with_bond(finalise)
    }

    /// The call by which its proposer withdraws it.
    pub fn cancel(&mut self, proposal: Pubkey) -> Call {
        let proposer = self.actor("proposer");
        let cancel = self
            .about("cancel_proposal", proposal)
            .account("proposer", proposer);
        self.with_bond(cancel)
    }

    fn succeeded(&mut self) -> Pubkey {
        let proposal = self.voted();
        let finalise = self.finalise(proposal);
        self.happens(finalise);
        proposal
    }

    fn queued(&mut self) -> Pubkey {
        let proposal = self.succeeded();
        let queue = self.about("queue_proposal", proposal);
        self.happens(queue);
        proposal
    }

    /// Withdraws a proposal whose vote is not counted.
    fn end(&mut self, proposal: Pubkey) {
        let cancel = self.cancel(proposal);
        self.happens(cancel);
    }

    fn payload_of(&self, proposal: Pubkey) -> Pubkey {
        find_payload_address(&proposal, 0).0
    }
}
