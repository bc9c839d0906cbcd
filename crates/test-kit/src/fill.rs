//! Accounts by their names: from a job, a node or a position everything else an instruction asks for is read off the
//! accounts on chain. Tests name what they are about, and replace what they want wrong.
use {
    crate::{
        actors::{address_for, program_id_for},
        call::Call,
        idl::Record,
        stage::Stage,
        tokens::{hyper_account, mint},
    },
    solana_pubkey::Pubkey,
};

/// Optional accounts that are given where they exist; all others are left out.
const GIVEN_OPTIONALS: [&str; 14] = [
    "bond",
    "validator",
    "subject",
    "node",
    "position",
    "orchestrator_token",
    "voter_token_0",
    "voter_token_1",
    "voter_token_2",
    "reporter_token",
    "accused_token",
    "reputation",
    "report_vote",
    "replicas",
];

/// Kind of verification of a replica, by its stored number.
const QUORUM: u64 = 3;

/// Origin of a job made from a template, by its stored number.
const OF_TEMPLATE: u64 = 7;

/// What an instruction is about.
#[derive(Clone, Debug, Default)]
pub struct Subject {
    /// A job.
    pub job: Option<Pubkey>,
    /// A node; a job's own by default.
    pub node: Option<Pubkey>,
    /// A position.
    pub position: Option<Pubkey>,
    /// Owner of the validator that acts.
    pub validator_owner: Option<Pubkey>,
    /// What a position is pledged to; what it is pledged to already by default.
    pub pledge: Option<Pubkey>,
    /// A report about a node or validator.
    pub report: Option<Pubkey>,
    /// A fee shard's number; a job's own by default.
    pub shard: Option<u8>,
    /// Who cranks and pays rent; the actor `crank` by default.
    pub signer: Option<Pubkey>,
}

impl Subject {
    /// About a job.
    pub fn job(job: Pubkey) -> Self {
        Self {
            job: Some(job),
            ..Self::default()
        }
    }

    /// About a node.
    pub fn node(node: Pubkey) -> Self {
        Self {
            node: Some(node),
            ..Self::default()
        }
    }

    /// About a position.
    pub fn position(position: Pubkey) -> Self {
        Self {
            position: Some(position),
            ..Self::default()
        }
    }

    /// About a report.
    pub fn report(report: Pubkey) -> Self {
        Self {
            report: Some(report),
            ..Self::default()
        }
    }

    /// With this node.
    pub fn with_node(self, node: Pubkey) -> Self {
        Self {
            node: Some(node),
            ..self
        }
    }

    /// With the validator of this owner.
    pub fn with_validator(self, owner: Pubkey) -> Self {
        Self {
            validator_owner: Some(owner),
            ..self
        }
    }

    /// With this subject of a pledge.
    pub fn with_pledge(self, subject: Pubkey) -> Self {
        Self {
            pledge: Some(subject),
            ..self
        }
    }

    /// Signed and paid by this key.
    pub fn signed_by(self, signer: Pubkey) -> Self {
        Self {
            signer: Some(signer),
            ..self
        }
    }
}

impl Stage {
    /// Names every account of the call that its IDL cannot find and the subject tells.
    #[track_caller]
    pub fn fill(&self, mut call: Call, subject: &Subject) -> Call {
        for (name, optional) in call.open_accounts() {
            if optional && !GIVEN_OPTIONALS.contains(&name.as_str()) {
                continue;
            }
            // What goes back goes back to whoever paid for the account that is closed.
            let closed = match call.name() {
                "cast_verdict" | "close_verdict" => Some("verdict_commitment"),
                instruction => instruction.strip_prefix("close_"),
            };
            let closed = closed.filter(|_| name == "rent_payer");
            let found = match closed {
                Some(closed) => self.rent_payer_of(
                    call.address_of(closed)
                        .or_else(|| self.find(closed, subject)),
                ),
                None => self.find(&name, subject),
            };
            if let Some(address) = found {
                call = call.account(&name, address);
            }
        }
        call
    }

    fn find(&self, name: &str, subject: &Subject) -> Option<Pubkey> {
        let job = || self.record(&subject.job?);
        let position = || self.record(&subject.position?);
        let report = || self.record(&subject.report?);
        let accused = || report().map(|report| report.key("subject"));
        let node_key = || {
            let of_job = || non_zero(job()?.key("node"));
            subject.node.or_else(of_job).or_else(accused)
        };
        let node = || self.record(&node_key()?);
        let pledge = || {
            subject
                .pledge
                .or_else(|| non_zero(position()?.key("subject")))
        };
        let key_of = |record: Option<Record>, field: &str| record.map(|record| record.key(field));
        match name {
            "job" => subject.job,
            "node" => node_key(),
            "position" => subject
                .position
                .or_else(|| key_of(self.record(&self.validator(subject)?), "position")),
            "market" => key_of(job(), "market").or(Some(self.market)),
            "mint" => Some(mint()),
            "requester" => key_of(job(), "requester"),
            "funder" => key_of(job(), "funder"),
            "operator" => key_of(node(), "operator"),
            "authority" => key_of(node(), "authority"),
            "owner" => key_of(position(), "owner").or(subject.validator_owner),
            "checker" => subject.validator_owner,
            "payer" | "signer" => Some(subject.signer.unwrap_or_else(|| address_for("crank"))),
            "rent_payer" => self.rent_payer_of(subject.job),
            "reputation" => {
                let address = pda("registry", &[b"reputation", node_key()?.as_ref()]);
                let is_known = || self.record(&address).is_some();
                (subject.report.is_none() || is_known()).then_some(address)
            }
            "escrow" => Some(pda("markets", &[b"escrow", subject.job?.as_ref()])),
            "replicas" => {
                let job = job().filter(|job| job.u64("verification") == QUORUM)?;
                Some(job.key("parent"))
            }
            "template" => {
                let job = job().filter(|job| job.u64("origin") == OF_TEMPLATE)?;
                Some(job.key("parent"))
            }
            "challenge" => Some(pda("markets", &[b"challenge", subject.job?.as_ref()])),
            "offer" => Some(pda(
                "markets",
                &[b"offer", self.market.as_ref(), node_key()?.as_ref()],
            )),
            "fault" => {
                let (key, job) = (subject.job?, job()?);
                let slot = job.u64("posted_slot").to_le_bytes();
                let attempt = [u8::try_from(job.u64("attempt")).ok()?];
                Some(pda("markets", &[b"fault", key.as_ref(), &slot, &attempt]))
            }
            "verdict_commitment" => {
                let (key, job) = (subject.job?, job()?);
                let challenge = self.record(&pda("markets", &[b"challenge", key.as_ref()]))?;
                let slot = job.u64("posted_slot").to_le_bytes();
                let round = [u8::try_from(challenge.u64("round")).ok()?];
                let owner = subject.validator_owner?;
                let seeds = [
                    b"verdict",
                    key.as_ref(),
                    slot.as_slice(),
                    &round,
                    owner.as_ref(),
                ];
                Some(pda("markets", &seeds))
            }
            "fee_shard" => Some(pda("markets", &[b"fees", &[self.shard(subject)?]])),
            "fee_vault" => Some(pda("markets", &[b"fee_vault", &[self.shard(subject)?]])),
            "funder_token" => key_of(job(), "funder").map(|owner| hyper_account(&owner)),
            "challenger_token" => key_of(job(), "requester").map(|owner| hyper_account(&owner)),
            "orchestrator_token" => {
                non_zero(job()?.key("orchestrator")).map(|owner| hyper_account(&owner))
            }
            "payout_token" => key_of(node(), "payout").map(|owner| hyper_account(&owner)),
            "treasury_token" => Some(crate::defaults::treasury()),
            "staker_vault" => Some(pda("rewards", &[b"staker_vault"])),
            "incentive_vault" => Some(pda("rewards", &[b"incentive_vault"])),
            "staking_totals" => Some(pda("staking", &[b"totals"])),
            "rewards_state" => Some(pda("rewards", &[b"state"])),
            "epoch_pool" => {
                let shard = self.record(&pda("markets", &[b"fees", &[self.shard(subject)?]]))?;
                let label = u32::try_from(shard.u64("epoch")).ok()?;
                Some(pda("rewards", &[b"epoch", &label.to_le_bytes()]))
            }
            "reward_account" => Some(pda("rewards", &[b"reward", subject.position?.as_ref()])),
            "source" => key_of(position(), "owner").map(|owner| hyper_account(&owner)),
            "recipient" => {
                let owner = key_of(position(), "owner").or_else(|| key_of(node(), "payout"))?;
                Some(hyper_account(&owner))
            }
            "bond" => {
                let validator = || self.validator(subject);
                let backed = pledge().or_else(validator).or_else(node_key)?;
                Some(pda("staking", &[b"bond", backed.as_ref()]))
            }
            "subject" => accused().or_else(pledge),
            "report" => subject.report,
            "state" => Some(pda("slashing", &[b"state"])),
            "reporter" => key_of(report(), "reporter"),
            "appellant" => key_of(report(), "subject_authority"),
            "reporter_token" => key_of(report(), "reporter").map(|owner| hyper_account(&owner)),
            "accused_token" | "appellant_token" => {
                key_of(report(), "subject_authority").map(|owner| hyper_account(&owner))
            }
            "voter" => subject.validator_owner,
            "voter_token" => subject.validator_owner.map(|owner| hyper_account(&owner)),
            "report_vote" => Some(pda(
                "slashing",
                &[
                    b"report_vote",
                    subject.report?.as_ref(),
                    subject.validator_owner?.as_ref(),
                ],
            )),
            "subject_authority" => {
                let backed = self.record(&pledge()?)?;
                Some(backed.key(if backed.name == "Node" {
                    "authority"
                } else {
                    "owner"
                }))
            }
            "validator" => self.validator(subject).or_else(|| {
                let backed = pledge()?;
                (self.record(&backed)?.name == "Validator").then_some(backed)
            }),
            voter if voter.starts_with("voter_token_") => {
                let seat: usize = voter.strip_prefix("voter_token_")?.parse().ok()?;
                let challenge =
                    self.record(&pda("markets", &[b"challenge", subject.job?.as_ref()]))?;
                let crate::Value::List(voters) = challenge.get("voters") else {
                    return None;
                };
                match voters.get(seat) {
                    Some(crate::Value::Key(owner)) => {
                        non_zero(*owner).map(|owner| hyper_account(&owner))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    fn validator(&self, subject: &Subject) -> Option<Pubkey> {
        Some(pda(
            "staking",
            &[b"validator", subject.validator_owner?.as_ref()],
        ))
    }

    fn shard(&self, subject: &Subject) -> Option<u8> {
        subject
            .shard
            .or_else(|| Some(subject.job?.to_bytes()[31] & (crate::stage::FEE_SHARDS - 1)))
    }

    fn rent_payer_of(&self, account: Option<Pubkey>) -> Option<Pubkey> {
        self.record(&account?)
            .map(|record| record.key("rent_payer"))
    }
}

/// Address of a PDA of one of our programs.
pub fn pda(program: &str, seeds: &[&[u8]]) -> Pubkey {
    Pubkey::find_program_address(seeds, &program_id_for(program)).0
}

fn non_zero(key: Pubkey) -> Option<Pubkey> {
    (key != Pubkey::default()).then_some(key)
}
