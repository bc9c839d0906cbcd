//! `settle_job` (25): the escrow is split and paid; the requester accepts early, anyone after the window.

use {
    crate::{
        constants::FLAG_SELF_DEALING,
        eligibility::is_self_dealing,
        error::MarketsError,
        events::JobSettled,
        instructions::{
            escrow::{self, NewTokenAccount},
            stand_in::check_requester,
        },
        math::{split_floor, Split},
        seeds::{SEED_ESCROW, SEED_FEE_VAULT},
        state::{
            CloseReason, Config, FeeShard, Job, Moment, Session, Template, SESSION_SETTLE_JOB,
        },
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        event::emit,
        layout::{View, VERSION},
        math::{add, sub},
        programs::{ASSOCIATED_TOKEN_PROGRAM, MARKETS, REGISTRY},
        registry::{end_run, EndRunAccounts, EndRunArgs, Node, Outcome, Reputation},
        token::TokenAccount,
    },
};

/// The job, everybody who is paid, and the node's record. Recipients may share an account.
#[event_cpi]
#[derive(Accounts)]
pub struct SettleJob {
    /// The requester or the key of its session, who accepts, or anyone. Pays for a missing account of funder,
    /// orchestrator or publisher and gets it back from the escrow's lamports.
    #[account(mut, unsafe(dup))]
    pub signer: Signer,
    pub config: Account<Config>,
    #[account(mut)]
    pub job: Account<Job>,
    #[account(mut, seeds = [SEED_ESCROW, job], bump = job.escrow_bump)]
    pub escrow: Account<TokenAccount>,
    #[account(
        mut,
        address = job.node,
        constraint = node.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub node: Account<View<Node>>,
    #[account(
        mut,
        constraint = reputation.node == *node.address() @ ProgramError::InvalidSeeds,
        constraint = reputation.version == VERSION @ MarketsError::WrongVersion,
    )]
    pub reputation: Account<View<Reputation>>,
    /// CHECK: a token account of the node's payout key.
    #[account(mut, unsafe(dup))]
    pub payout_token: UncheckedAccount,
    /// CHECK: a token account of the funder, or its missing associated one.
    #[account(mut, unsafe(dup))]
    pub funder_token: UncheckedAccount,
    /// CHECK: a token account of the orchestrator, or its missing associated one; none without orchestrator.
    #[account(mut, unsafe(dup))]
    pub orchestrator_token: Option<UncheckedAccount>,
    #[account(mut, constraint = fee_shard.shard == config.shard_of(job.address()) @ MarketsError::WrongShard)]
    pub fee_shard: Account<FeeShard>,
    #[account(mut, seeds = [SEED_FEE_VAULT, [fee_shard.shard]], bump = fee_shard.vault_bump)]
    pub fee_vault: UncheckedAccount,
    /// CHECK: gets the escrow's lamports.
    #[account(mut, unsafe(dup), address = job.rent_payer @ MarketsError::WrongRentPayer)]
    pub rent_payer: UncheckedAccount,
    pub token_program: Program<Token>,
    /// CHECK: read by the registry.
    #[account(address = REGISTRY.config.address)]
    pub registry_config: UncheckedAccount,
    /// CHECK: signs for this program.
    #[account(address = MARKETS.caller.address)]
    pub caller: UncheckedAccount,
    /// CHECK: signs the registry's events.
    #[account(address = REGISTRY.event_authority.address)]
    pub registry_event_authority: UncheckedAccount,
    /// CHECK: called by its address.
    #[account(address = REGISTRY.id)]
    pub registry_program: UncheckedAccount,
    /// CHECK: the template whose publisher earns a royalty, or the empty place of one that is closed; none without
    /// royalty.
    #[account(address = job.parent @ MarketsError::WrongTemplate)]
    pub template: Option<UncheckedAccount>,
    /// CHECK: a token account of the template's publisher, or its missing associated one; none without royalty.
    #[account(mut, unsafe(dup))]
    pub royalty_token: Option<UncheckedAccount>,
    /// The session whose key stands in for the requester.
    pub session: Option<Account<Session>>,
    /// CHECK: the funder's wallet; only where its associated account is missing.
    #[account(address = job.funder @ MarketsError::NotFunder)]
    pub funder: Option<UncheckedAccount>,
    /// CHECK: the orchestrator's wallet; only where its associated account is missing.
    #[account(address = job.orchestrator @ MarketsError::WrongTokenOwner)]
    pub orchestrator: Option<UncheckedAccount>,
    /// CHECK: the publisher's wallet; only where its associated account is missing.
    pub publisher: Option<UncheckedAccount>,
    /// CHECK: the mint; only where an account is missing.
    #[account(address = config.head.mint @ MarketsError::WrongMint)]
    pub mint: Option<UncheckedAccount>,
    /// CHECK: called by its address; only where an account is missing.
    #[account(address = ASSOCIATED_TOKEN_PROGRAM)]
    pub associated_token_program: Option<UncheckedAccount>,
    pub system_program: Option<Program<System>>,
}

/// Splits the price, pays every part, returns the rest to the funder and closes the escrow.
///
/// # Errors
/// `WrongShard`, `WrongRentPayer`, `WrongTemplate`, `ExitsPaused`, `NotRequester`, `SessionExpired`,
/// `SessionNotAllowed`, `JobNotSubmitted`, `DeadlineNotPassed`, `WrongTokenMint`, `WrongTokenOwner`,
/// `TokenAccountFrozen`.
pub fn settle_job(ctx: &mut Context<SettleJob>) -> Result<()> {
    let event = ctx.accounts.settle(Moment::now()?)?;
    emit(&MARKETS, ctx.accounts.event_authority.cpi_handle(), &event);
    Ok(())
}

impl SettleJob {
    fn settle(&mut self, now: Moment) -> Result<JobSettled> {
        self.config.check_exits(now.at)?;
        let by_requester = self.is_requester(now.at)?;
        let reason = self.job.settle_reason(by_requester, now.at)?;
        let price = self.job.run_price()?;
        let mut split = split_floor(price, &self.job.split_terms())?;
        if split.royalty > 0 && required(&self.template)?.data_len() == 0 {
            split.keep_royalty()?;
        }

        let (state_before, flags_before) = (self.job.state.0, self.job.flags);
        let self_dealing = is_self_dealing(&self.node, &self.job);
        self.job.note_self_dealing(self_dealing);
        self.job.settle(price, reason, now.at)?;
        let counted = !self.job.has(FLAG_SELF_DEALING);
        let fees = add(split.treasury, split.incentive).map_err(MarketsError::from)?;
        let points = if counted { fees } else { 0 };
        self.fee_shard.collect(&split, counted)?;

        let escrow_before = self.escrow.amount.get();
        let refund = self.refund(escrow_before, &split)?;
        let advanced = self.create_missing(&split)?;
        self.check_recipients(&split)?;
        self.pay(&split, fees, refund);
        self.close_escrow(advanced)?;
        let event = JobSettled {
            job: *self.job.address(),
            job_changes: self.job.count_change(),
            fee_shard: *self.fee_shard.address(),
            fee_shard_changes: self.fee_shard.count_change(),
            node: self.job.node,
            state_before,
            state_after: self.job.state.0,
            flags_before,
            flags_after: self.job.flags,
            close_reason: self.job.close_reason.0,
            shard: self.fee_shard.shard,
            epoch: self.fee_shard.epoch.get(),
            price,
            escrow_before,
            operator: split.operator,
            royalty: split.royalty,
            orchestrator: split.orchestrator,
            treasury: split.treasury,
            incentive: split.incentive,
            staker: split.staker,
            credit: split.credit,
            refund,
            points,
            escrow: *self.escrow.address(),
            payout_token: *self.payout_token.address(),
            orchestrator_token: self.orchestrator_token_address(),
            royalty_token: self.royalty_token_address(&split),
            fee_vault: *self.fee_vault.address(),
            funder_token: *self.funder_token.address(),
            slot: now.slot,
            at: now.at,
        };
        self.end_run(outcome(reason), points, counted);
        Ok(event)
    }

    /// Whether the signer accepts: as the requester, or with a session, which then has to be its.
    fn is_requester(&self, now: i64) -> Result<bool> {
        let (signer, requester) = (self.signer.address(), &self.job.requester);
        if self.session.is_some() {
            check_requester(signer, requester, &self.session, SESSION_SETTLE_JOB, now)?;
            return Ok(true);
        }
        Ok(signer == requester)
    }

    /// Whole rest of the escrow: what was not used, the credit, the unspent fee, stray deposits.
    fn refund(&self, escrow: u64, split: &Split) -> Result<u64> {
        let paid = [
            split.operator,
            split.royalty,
            split.orchestrator,
            split.treasury,
            split.incentive,
        ];
        let rest = paid.into_iter().try_fold(escrow, sub);
        Ok(rest.map_err(MarketsError::from)?)
    }

    fn orchestrator_token_address(&self) -> Address {
        match &self.orchestrator_token {
            Some(account) if self.job.orchestrator != Address::default() => *account.address(),
            _ => Address::default(),
        }
    }

    fn royalty_token_address(&self, split: &Split) -> Address {
        match &self.royalty_token {
            Some(account) if split.royalty > 0 => *account.address(),
            _ => Address::default(),
        }
    }

    /// Creates the associated accounts that funder, orchestrator or publisher closed; gives the lamports the signer
    /// paid.
    fn create_missing(&mut self, split: &Split) -> Result<u64> {
        let before = self.signer.account().lamports();
        if self.funder_token.account().data_len() == 0 {
            let account = *self.funder_token.account();
            let owner = required(&self.funder)?;
            self.create(account, owner)?;
        }
        if let Some(token) = &self.orchestrator_token {
            // Without an orchestrator nothing is due, so nothing may be spent on an account either.
            let named = self.job.orchestrator != Address::default();
            if named && token.account().data_len() == 0 {
                let account = *token.account();
                let owner = required(&self.orchestrator)?;
                self.create(account, owner)?;
            }
        }
        if let Some(token) = &self.royalty_token {
            if split.royalty > 0 && token.account().data_len() == 0 {
                let account = *token.account();
                let owner = required(&self.publisher)?;
                self.create(account, owner)?;
            }
        }
        Ok(before.saturating_sub(self.signer.account().lamports()))
    }

    #[cold]
    fn create(&mut self, mut account: AccountView, owner: AccountView) -> Result<()> {
        let mint = required(&self.mint)?;
        let system_program = self
            .system_program
            .as_ref()
            .ok_or(ProgramError::NotEnoughAccountKeys)?;
        escrow::create_associated(NewTokenAccount {
            payer: self.signer.cpi_handle_mut(),
            account: CpiHandleMut::writable(&mut account),
            owner: CpiHandle::readonly(&owner),
            mint: CpiHandle::readonly(&mint),
            system_program: system_program.cpi_handle(),
            token_program: self.token_program.cpi_handle(),
        });
        Ok(())
    }

    fn check_recipients(&self, split: &Split) -> Result<()> {
        let mint = &self.escrow.mint;
        escrow::check_recipient(self.payout_token.account(), mint, &self.node.payout)?;
        escrow::check_recipient(self.funder_token.account(), mint, &self.job.funder)?;
        if self.job.orchestrator != Address::default() {
            let token = required(&self.orchestrator_token)?;
            escrow::check_recipient(&token, mint, &self.job.orchestrator)?;
        }
        if split.royalty > 0 {
            let template = Account::<Template>::load(required(&self.template)?)?;
            let token = required(&self.royalty_token)?;
            escrow::check_recipient(&token, mint, &template.publisher)?;
        }
        Ok(())
    }

    fn pay(&mut self, split: &Split, fees: u64, refund: u64) {
        let (job, escrow) = (&self.job, &mut self.escrow);
        escrow::pay(job, escrow, &mut self.payout_token, split.operator);
        if let Some(token) = &mut self.orchestrator_token {
            escrow::pay(job, escrow, token, split.orchestrator);
        }
        if let Some(token) = &mut self.royalty_token {
            escrow::pay(job, escrow, token, split.royalty);
        }
        escrow::pay(job, escrow, &mut self.fee_vault, fees);
        escrow::pay(job, escrow, &mut self.funder_token, refund);
    }

    /// Closes the escrow. What the signer advanced for missing accounts comes out of its lamports first.
    fn close_escrow(&mut self, advanced: u64) -> Result<()> {
        if advanced == 0 {
            escrow::close(&self.job, &mut self.escrow, &mut self.rent_payer);
            return Ok(());
        }
        let mut through_job = UncheckedAccount::load(*self.job.account())?;
        let before = self.job.account().lamports();
        escrow::close(&self.job, &mut self.escrow, &mut through_job);
        let freed = self.job.account().lamports().saturating_sub(before);
        let returned = advanced.min(freed);
        self.job.sub_lamports(freed)?;
        self.signer.add_lamports(returned)?;
        self.rent_payer
            .add_lamports(freed.saturating_sub(returned))?;
        Ok(())
    }

    fn end_run(&mut self, outcome: Outcome, fee: u64, counted: bool) {
        let args = EndRunArgs {
            outcome,
            response_ms: self.job.response_ms.get(),
            fee,
            epoch: self.fee_shard.epoch.get(),
            gpus: self.job.requirements.gpu_count.get(),
            counted,
        };
        end_run(
            EndRunAccounts {
                caller: self.caller.cpi_handle(),
                config: self.registry_config.cpi_handle(),
                node: self.node.cpi_handle_mut(),
                reputation: self.reputation.cpi_handle_mut(),
                event_authority: self.registry_event_authority.cpi_handle(),
                program: self.registry_program.cpi_handle(),
            },
            args,
        );
    }
}

/// An optional account that this settlement needs.
fn required(account: &Option<UncheckedAccount>) -> Result<AccountView> {
    let account = account.as_ref().ok_or(ProgramError::NotEnoughAccountKeys)?;
    Ok(*account.account())
}

/// What the node's record says of a settlement.
fn outcome(reason: CloseReason) -> Outcome {
    match reason {
        CloseReason::Stopped => Outcome::Stopped,
        CloseReason::ProgramFailed => Outcome::ProgramFailed,
        _ => Outcome::Completed,
    }
}
