//! Templates: published, used, rated.
use {
    super::{id16, markets_instruction, NodeActor, PostedJob, Posting, JOB_CAP},
    crate::{hyper_account, mint, Outcome, Pubkey, Signer, World},
    hypernode_common::programs::{ASSOCIATED_TOKEN_PROGRAM, MARKETS, SYSTEM_PROGRAM},
    markets::{
        accounts, instruction,
        seeds::{find_rating_address, find_template_address},
        state::{Job, Origin, Rating, Template, TemplateTerms},
    },
};

/// What the template of the tests fixes: image and specification of [`World::posting`], a royalty of 2.5 percent.
pub fn template_terms() -> TemplateTerms {
    TemplateTerms {
        image_digest: [5; 32],
        spec_digest: [7; 32],
        royalty_bps: 250,
    }
}

impl World {
    /// Accounts of a publication by "publisher".
    pub fn publish_template_accounts(
        &mut self,
        number: u64,
        version: u16,
    ) -> accounts::PublishTemplate {
        let publisher = self.actor("publisher").pubkey();
        accounts::PublishTemplate {
            publisher,
            payer: publisher,
            config: MARKETS.config.address,
            template: find_template_address(&publisher, &id16(number), version).0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "publisher" publishes a version of a template.
    #[track_caller]
    pub fn publish_template(&mut self, number: u64, version: u16, terms: TemplateTerms) -> Outcome {
        let accounts = self.publish_template_accounts(number, version);
        let publisher = self.actor("publisher");
        let data = instruction::PublishTemplate {
            id: id16(number),
            version,
            terms,
        };
        self.send_to_markets(data, &accounts, &[&publisher])
    }

    /// The published template of the tests; its publisher holds an empty token account.
    #[track_caller]
    pub fn template(&mut self) -> Pubkey {
        self.publish_template(1, 1, template_terms()).accepted();
        let accounts = self.publish_template_accounts(1, 1);
        self.fund_hyper(&accounts.publisher, 0);
        accounts.template
    }

    /// Yanks as `signer`.
    #[track_caller]
    pub fn yank_template(&mut self, template: Pubkey, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::YankTemplate {
            publisher: key.pubkey(),
            template,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::YankTemplate {}, &accounts, &[&key])
    }

    /// A post by "requester" of a job made from the template.
    pub fn template_posting(&self, number: u64, template: Pubkey) -> Posting {
        let mut posting = self.posting(number);
        posting.terms.origin = Origin::Template as u8;
        posting.terms.parent = template;
        posting.terms.royalty_bps = self.read::<Template>(&template).royalty_bps.get();
        posting.accounts.template = Some(template);
        posting
    }

    /// A job of golden vector A made from the template, submitted after `late` seconds to start.
    #[track_caller]
    pub fn submitted_template_job(
        &mut self,
        template: Pubkey,
        node: &NodeActor,
        change: impl FnOnce(&mut Posting),
        late: i64,
    ) -> PostedJob {
        let mut posting = self.template_posting(1, template);
        change(&mut posting);
        self.post(&posting, &["requester"]).accepted();
        let job = posting.job();
        assert_eq!(self.token_balance(&job.escrow), JOB_CAP);
        self.accept_job(&job, node).accepted();
        self.warp_seconds(late);
        self.start_job(&job, node).accepted();
        self.warp_seconds(3_601);
        self.submit_job(&job, node, super::submission(3_601))
            .accepted();
        job
    }

    /// Accounts of a settlement by "requester" that pays the template's publisher.
    pub fn royalty_accounts(&self, job: &PostedJob, node: &NodeActor) -> accounts::SettleJob {
        let template = self.read::<Job>(&job.address).parent;
        let publisher = self.read::<Template>(&template).publisher;
        accounts::SettleJob {
            template: Some(template),
            royalty_token: Some(hyper_account(&publisher)),
            ..self.settle_accounts(job, node, &job.requester)
        }
    }

    /// The same with the wallets and programs that create missing accounts.
    pub fn royalty_accounts_with_creation(
        &self,
        job: &PostedJob,
        node: &NodeActor,
    ) -> accounts::SettleJob {
        let template = self.read::<Job>(&job.address).parent;
        accounts::SettleJob {
            publisher: Some(self.read::<Template>(&template).publisher),
            mint: Some(mint()),
            associated_token_program: Some(ASSOCIATED_TOKEN_PROGRAM),
            system_program: Some(SYSTEM_PROGRAM),
            ..self.royalty_accounts(job, node)
        }
    }

    /// "requester" accepts a result with these accounts.
    #[track_caller]
    pub fn settle_with(&mut self, accounts: &accounts::SettleJob) -> Outcome {
        let requester = self.actor("requester");
        self.send_to_markets(instruction::SettleJob {}, accounts, &[&requester])
    }

    /// Accounts of a rating by the job's requester.
    pub fn rate_accounts(&self, job: &PostedJob, template: Pubkey) -> accounts::RateTemplate {
        accounts::RateTemplate {
            requester: job.requester,
            payer: job.requester,
            job: job.address,
            template,
            rating: find_rating_address(&template, &job.requester).0,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// `signer` closes a template.
    #[track_caller]
    pub fn close_template(&mut self, template: Pubkey, signer: &str) -> Outcome {
        let rent_payer = self.read::<Template>(&template).rent_payer;
        self.close_template_to(template, signer, rent_payer)
    }

    /// `signer` closes a template to this account.
    #[track_caller]
    pub fn close_template_to(
        &mut self,
        template: Pubkey,
        signer: &str,
        rent_payer: Pubkey,
    ) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::CloseTemplate {
            signer: key.pubkey(),
            template,
            rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::CloseTemplate {}, &accounts, &[&key])
    }

    /// Accounts of the closing of a rating.
    pub fn close_rating_accounts(&self, rating: Pubkey) -> accounts::CloseRating {
        let state = self.read::<Rating>(&rating);
        accounts::CloseRating {
            rating,
            template: state.template,
            rent_payer: state.rent_payer,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Anyone closes a rating with these accounts.
    #[track_caller]
    pub fn close_rating(&mut self, accounts: &accounts::CloseRating) -> Outcome {
        self.send_to_markets(instruction::CloseRating {}, accounts, &[])
    }

    /// "requester" rates with these accounts.
    #[track_caller]
    pub fn rate_template(&mut self, accounts: &accounts::RateTemplate, stars: u8) -> Outcome {
        let requester = self.actor("requester");
        let data = instruction::RateTemplate { stars };
        let instruction = markets_instruction(data, accounts);
        self.send(&[instruction], &[&requester])
    }
}
