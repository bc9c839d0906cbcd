//! Sessions, and posts that a session key makes.
use {
    super::{markets_instruction, PostedJob, Posting},
    crate::{hyper_account, Keypair, Outcome, Pubkey, Signer, World},
    hypernode_common::programs::{MARKETS, SYSTEM_PROGRAM},
    markets::{accounts, instruction, seeds::find_session_address},
};

/// What "requester" approves the session key for, base units.
pub const SESSION_ALLOWANCE: u64 = 2 * super::JOB_CAP;

impl World {
    /// The session of "requester" with the key "session-key".
    pub fn session(&self) -> Pubkey {
        find_session_address(
            &crate::address_for("requester"),
            &crate::address_for("session-key"),
        )
        .0
    }

    /// Accounts of an opening: "requester" lets "session-key" stand in for it.
    pub fn open_session_accounts(&self) -> accounts::OpenSession {
        let owner = crate::address_for("requester");
        accounts::OpenSession {
            owner,
            session_key: crate::address_for("session-key"),
            payer: owner,
            config: MARKETS.config.address,
            session: self.session(),
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" opens a session for an hour.
    #[track_caller]
    pub fn open_session(&mut self, mask: u64) -> Outcome {
        let expires_at = self.now() + 3_600;
        self.open_session_until(expires_at, mask)
    }

    /// "requester" opens a session up to `expires_at`.
    #[track_caller]
    pub fn open_session_until(&mut self, expires_at: i64, mask: u64) -> Outcome {
        let (owner, key) = (self.actor("requester"), self.actor("session-key"));
        let accounts = self.open_session_accounts();
        let data = instruction::OpenSession { expires_at, mask };
        self.send_to_markets(data, &accounts, &[&owner, &key])
    }

    /// Ends the session of "requester" as `signer`.
    #[track_caller]
    pub fn revoke_session(&mut self, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::RevokeSession {
            signer: key.pubkey(),
            session: self.session(),
            rent_payer: crate::address_for("requester"),
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::RevokeSession {}, &accounts, &[&key])
    }

    /// "requester" approves "session-key" as delegate of its token account.
    #[track_caller]
    pub fn approve_session_key(&mut self, amount: u64) {
        self.approve("requester", "session-key", amount);
    }

    /// A named owner approves a named delegate of its token account.
    #[track_caller]
    pub fn approve(&mut self, owner: &str, delegate: &str, amount: u64) {
        let (owner, key) = (self.actor(owner), self.actor(delegate));
        let approve = spl_token_interface::instruction::approve(
            &spl_token_interface::ID,
            &hyper_account(&owner.pubkey()),
            &key.pubkey(),
            &owner.pubkey(),
            &[],
            amount,
        )
        .expect("an approval");
        self.send(&[approve], &[&owner]).accepted();
    }

    /// A post that "session-key" makes for "requester" out of its token account; the key pays the rent.
    pub fn session_posting(&mut self, number: u64) -> Posting {
        let key = self.actor("session-key").pubkey();
        let mut posting = self.posting(number);
        posting.accounts.funder = key;
        posting.accounts.payer = key;
        posting.accounts.session = Some(self.session());
        posting
    }

    /// Sends a post without its requester's signature.
    #[track_caller]
    pub fn post_unsigned(&mut self, posting: &Posting, signers: &[&Keypair]) -> Outcome {
        let data = instruction::PostJob {
            id: posting.id,
            digests: posting.digests,
            terms: posting.terms,
            preferred: posting.preferred.clone(),
        };
        let mut post = markets_instruction(data, &posting.accounts);
        post.accounts[0].is_signer = false;
        self.send(&[post], signers)
    }

    /// "session-key" posts for "requester".
    #[track_caller]
    pub fn post_by_session(&mut self, posting: &Posting) -> Outcome {
        let key = self.actor("session-key");
        self.post_unsigned(posting, &[&key])
    }

    /// Accounts by which `signer` publishes the key of a sealed input.
    pub fn publish_key_accounts(
        &self,
        job: &PostedJob,
        signer: &Pubkey,
        session: Option<Pubkey>,
    ) -> accounts::PublishKey {
        accounts::PublishKey {
            requester: *signer,
            job: job.address,
            session,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Publishes the key of a sealed input as `signer`.
    #[track_caller]
    pub fn publish_key(&mut self, job: &PostedJob, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = self.publish_key_accounts(job, &key.pubkey(), None);
        let data = instruction::PublishKey {
            sealed_key: [4; 80],
        };
        self.send_to_markets(data, &accounts, &[&key])
    }
}
