//! Verdicts: committed to, revealed, never revealed.
use {
    super::{PostedJob, ValidatorActor},
    crate::{Outcome, Pubkey, Signer, World, SALT},
    hypernode_common::{
        digest::{self, Judgement},
        programs::{MARKETS, STAKING, SYSTEM_PROGRAM},
    },
    markets::{
        accounts, instruction,
        seeds::{find_challenge_address, find_verdict_address},
        state::{Challenge, Config, Job, VerdictCommitment},
    },
};

impl World {
    fn challenge_of(&self, job: &Pubkey) -> Challenge {
        self.read(&find_challenge_address(job).0)
    }

    /// Commitment of a validator's owner to a verdict of the round under way, with [`SALT`].
    pub fn verdict_commitment(&self, job: &Pubkey, owner: &Pubkey, valid: bool) -> [u8; 32] {
        let judgement = Judgement {
            genesis: &self.read::<Config>(&MARKETS.config.address).params.genesis,
            program: &MARKETS.id,
            job,
            posted_slot: self.read::<Job>(job).posted_slot.get(),
            round: self.challenge_of(job).round,
            validator: owner,
        };
        digest::verdict(&judgement, valid, &SALT)
    }

    /// Accounts of a commitment paid by "payer".
    pub fn commit_verdict_accounts(
        &mut self,
        job: &PostedJob,
        validator: &ValidatorActor,
    ) -> accounts::CommitVerdict {
        let state = self.read::<Job>(&job.address);
        let owner = validator.owner.pubkey();
        let round = self.challenge_of(&job.address).round;
        accounts::CommitVerdict {
            owner,
            payer: self.actor("payer").pubkey(),
            config: MARKETS.config.address,
            challenge: find_challenge_address(&job.address).0,
            job: job.address,
            node: state.node,
            validator: validator.address,
            bond: validator.bond(),
            staking_config: STAKING.config.address,
            verdict_commitment: find_verdict_address(
                &job.address,
                state.posted_slot.get(),
                round,
                &owner,
            )
            .0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// The validator commits to these bytes.
    #[track_caller]
    pub fn commit_to(
        &mut self,
        job: &PostedJob,
        validator: &ValidatorActor,
        commitment: [u8; 32],
    ) -> Outcome {
        let payer = self.actor("payer");
        let accounts = self.commit_verdict_accounts(job, validator);
        let data = instruction::CommitVerdict { commitment };
        self.send_to_markets(data, &accounts, &[&validator.owner, &payer])
    }

    /// The validator commits to a verdict.
    #[track_caller]
    pub fn commit_verdict(
        &mut self,
        job: &PostedJob,
        validator: &ValidatorActor,
        valid: bool,
    ) -> Outcome {
        let commitment = self.verdict_commitment(&job.address, &validator.owner.pubkey(), valid);
        self.commit_to(job, validator, commitment)
    }

    /// Accounts of a reveal.
    pub fn verdict_accounts(
        &mut self,
        job: &PostedJob,
        validator: &ValidatorActor,
    ) -> accounts::CastVerdict {
        let commit = self.commit_verdict_accounts(job, validator);
        accounts::CastVerdict {
            owner: commit.owner,
            config: commit.config,
            challenge: commit.challenge,
            job: commit.job,
            node: commit.node,
            validator: commit.validator,
            bond: commit.bond,
            staking_config: commit.staking_config,
            verdict_commitment: commit.verdict_commitment,
            rent_payer: commit.payer,
            event_authority: commit.event_authority,
            program: commit.program,
        }
    }

    /// The validator reveals a verdict with [`SALT`].
    #[track_caller]
    pub fn cast_verdict(
        &mut self,
        job: &PostedJob,
        validator: &ValidatorActor,
        valid: bool,
    ) -> Outcome {
        let accounts = self.verdict_accounts(job, validator);
        let data = instruction::CastVerdict { valid, salt: SALT };
        self.send_to_markets(data, &accounts, &[&validator.owner])
    }

    /// Goes to the first second of the reveals, unless it is past.
    pub fn warp_to_reveals(&mut self, job: &PostedJob) {
        let first = self.challenge_of(&job.address).commit_until() + 1;
        if self.now() < first {
            self.warp_to(first);
        }
    }

    /// "validator-0", "validator-1" ... commit to these verdicts and reveal them; the window is still open afterwards.
    #[track_caller]
    pub fn judge(&mut self, job: &PostedJob, verdicts: &[bool]) {
        let judges: Vec<(ValidatorActor, bool)> = verdicts
            .iter()
            .enumerate()
            .map(|(index, valid)| (self.validator(&format!("validator-{index}")), *valid))
            .collect();
        for (validator, valid) in &judges {
            self.commit_verdict(job, validator, *valid).accepted();
        }
        self.warp_to_reveals(job);
        for (validator, valid) in &judges {
            self.cast_verdict(job, validator, *valid).accepted();
        }
    }

    /// Anyone closes a commitment.
    #[track_caller]
    pub fn close_verdict(&mut self, commitment: &Pubkey) -> Outcome {
        let rent_payer = self.read::<VerdictCommitment>(commitment).rent_payer;
        self.close_verdict_to(commitment, &rent_payer)
    }

    /// Anyone closes a commitment to this account.
    #[track_caller]
    pub fn close_verdict_to(&mut self, commitment: &Pubkey, rent_payer: &Pubkey) -> Outcome {
        let accounts = accounts::CloseVerdict {
            verdict_commitment: *commitment,
            rent_payer: *rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::CloseVerdict {}, &accounts, &[])
    }
}
