//! Slashing on a [`Stage`]: an accused node, judges, and each instruction with accounts that fit.
use {
    crate::{
        actors::address_for,
        hyper_account, mint, pda,
        staking::{position_of, rewards_link, DAY},
        Instruction, Node, Outcome, Pubkey, Signer, Stage, Subject, HYPER, SALT, TOTAL_SUPPLY,
    },
    hypernode_common::{
        digest,
        programs::{
            BOND_VAULT, REGISTRY, REWARDS, REWARDS_STATE, SLASHING, SLASHING_STATE,
            SLASHING_VAULTS, SLASH_VAULT, STAKE_VAULT, STAKING, SYSTEM_PROGRAM, TOKEN_PROGRAM,
            TOTALS,
        },
        registry,
        slashing::Reason,
        staking::{Bond, Position, Totals},
    },
    serde_json::{json, Value as Json},
    slashing::{
        accounts, instruction,
        seeds::{find_report_address, find_report_vote_address},
        state::{Config, Report, ReportVote, SlashingParams, State, VoteKind},
        BallotAddresses, PurseAddresses, SubjectLinkAddresses,
    },
    std::sync::OnceLock,
};

/// Judges of every court; with so few all are on each panel.
pub const JUDGES: usize = 9;
/// What the accused has pledged itself.
pub const OWN_STAKE: u64 = 10_000 * HYPER;
/// What somebody else has pledged to it: no multiple of anything.
pub const BACKER_STAKE: u64 = 1_000 * HYPER + 3;
/// Bond of a report and of an appeal.
pub const REPORT_BOND: u64 = 100 * HYPER;

/// Parameters by default.
pub fn slashing_params() -> SlashingParams {
    SlashingParams {
        treasury: crate::defaults::treasury(),
        reason_bps: [100, 500, 2_000, 5_000],
        report_bond: REPORT_BOND,
        burn_bps: 5_000,
        treasury_bps: 3_000,
        reporter_bps: 2_000,
        vote_window_seconds: 259_200,
        appeal_window_seconds: 604_800,
        appeal_vote_window_seconds: 604_800,
        confirm_votes: 3,
        appeal_votes: 5,
        panel_target: 9,
        seed_delay_slots: 8,
    }
}

/// Name of a judge.
pub fn judge(index: usize) -> String {
    format!("judge-{index}")
}

/// A stage with an accused node, two positions behind it, and judges past their warm-up.
#[derive(Clone)]
pub struct Court {
    /// Where it stands.
    pub stage: Stage,
    /// The accused.
    pub node: Node,
    /// Before every name: two courts on one stage know different people.
    prefix: String,
}

impl Default for Court {
    fn default() -> Self {
        Self::new()
    }
}

impl Court {
    /// Sets everything up, once for all tests of a binary.
    #[track_caller]
    pub fn new() -> Self {
        static READY: OnceLock<Court> = OnceLock::new();
        READY
            .get_or_init(|| Self::convene(Stage::new(), ""))
            .clone()
    }

    /// Sets everything up on a stage, with `prefix` before every name.
    #[track_caller]
    pub fn convene(stage: Stage, prefix: &str) -> Self {
        let prefix = prefix.to_owned();
        let name = |role: &str| format!("{prefix}{role}");
        let mut stage = stage;
        let node = stage.staked_node(&name("accused"), OWN_STAKE);
        let backer = stage.stake(&name("backer"), 0, BACKER_STAKE, 365);
        stage.pledge(backer, node.address);
        for index in 0..JUDGES {
            stage.register_validator(&name(&judge(index)));
        }
        for party in [name("reporter"), name("accused-authority")] {
            let key = stage.world.actor(&party).pubkey();
            stage.world.fund_hyper(&key, 1_000 * HYPER);
        }
        stage.world.warp_seconds(DAY + 1);
        let mut court = Self {
            stage,
            node,
            prefix,
        };
        court.beat();
        court
    }

    /// Name of the party with a role here.
    pub fn name(&self, role: &str) -> String {
        format!("{}{role}", self.prefix)
    }

    /// The accused sends a heartbeat.
    #[track_caller]
    pub fn beat(&mut self) {
        let node = Subject::node(self.node.address);
        self.stage
            .step("registry", "record_heartbeat", &node)
            .accepted();
    }

    /// Positions behind the accused: its own, the backer's.
    pub fn positions(&self) -> [Pubkey; 2] {
        [
            position_of(&self.name("accused-authority"), 0),
            position_of(&self.name("backer"), 0),
        ]
    }

    /// Sends one instruction, signed by whichever actors it asks for.
    #[track_caller]
    pub fn send(&mut self, instruction: Instruction) -> Outcome {
        self.stage.world.submit(&[instruction])
    }

    /// State of a report.
    #[track_caller]
    pub fn report(&self, report: &Pubkey) -> Report {
        self.stage.world.read(report)
    }

    /// A vote on a report.
    #[track_caller]
    pub fn vote(&self, report: &Pubkey, judge: &str) -> ReportVote {
        let address = find_report_vote_address(report, &address_for(judge)).0;
        self.stage.world.read(&address)
    }

    /// The sums of slashing.
    #[track_caller]
    pub fn sums(&self) -> State {
        self.stage.world.read(&SLASHING_STATE.address)
    }

    /// The bond of a subject.
    #[track_caller]
    pub fn bond(&self, subject: &Pubkey) -> Bond {
        self.stage.world.read(&bond_of(subject))
    }

    /// The accused as the registry has it.
    #[track_caller]
    pub fn accused(&self) -> registry::Node {
        self.stage.world.read(&self.node.address)
    }

    /// Base units a named actor holds.
    pub fn hyper_of(&self, name: &str) -> u64 {
        self.stage.world.hyper_of(&address_for(name))
    }

    /// Asserts that every base unit is held or was burned, and that both vaults hold what the sums say.
    #[track_caller]
    pub fn assert_conserved(&self) {
        let world = &self.stage.world;
        let sums = self.sums();
        assert_eq!(
            world.token_balance(&BOND_VAULT.address),
            sums.bonds_held.get() + sums.pots_held.get(),
            "bond vault"
        );
        assert_eq!(world.token_balance(&SLASH_VAULT.address), 0, "slash vault");
        assert_eq!(
            world.supply() + sums.burned.get(),
            TOTAL_SUPPLY,
            "supply and burns"
        );
        assert_eq!(world.hyper_in_existence(), world.supply(), "balances");
    }

    /// Replaces parameters as the authority.
    #[track_caller]
    pub fn change_params(&mut self, change: impl FnOnce(&mut SlashingParams)) {
        let config: Config = self.stage.world.read(&SLASHING.config.address);
        let mut params = config.params.into();
        change(&mut params);
        self.update_config(params, "deployer").accepted();
    }

    /// Replaces parameters as a named key.
    #[track_caller]
    pub fn update_config(&mut self, params: SlashingParams, signer: &str) -> Outcome {
        let accounts = accounts::UpdateConfig {
            config: SLASHING.config.address,
            authority: self.stage.world.actor(signer).pubkey(),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        };
        self.send(instruction::UpdateConfig { params }.to_instruction(accounts))
    }

    /// Pauses as a named key.
    #[track_caller]
    pub fn pause(&mut self, signer: &str, entries: bool, exits: bool) -> Outcome {
        let accounts = accounts::Pause {
            config: SLASHING.config.address,
            guardian: self.stage.world.actor(signer).pubkey(),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        };
        self.send(instruction::Pause { entries, exits }.to_instruction(accounts))
    }

    /// Address of the report about a subject that shows this to the panel.
    pub fn address_of(&self, subject: &Pubkey, shown: [u8; 32]) -> Pubkey {
        find_report_address(subject, &digest::report(&shown)).0
    }

    /// What every instruction about a subject names.
    pub fn link(&self, subject: &Pubkey) -> SubjectLinkAddresses {
        SubjectLinkAddresses {
            subject: *subject,
            bond: bond_of(subject),
            caller: SLASHING.caller.address,
            staking_event_authority: STAKING.event_authority.address,
            staking_program: STAKING.id,
            registry_event_authority: REGISTRY.event_authority.address,
            registry_program: REGISTRY.id,
        }
    }

    /// What every instruction that pays names.
    pub fn purse(&self) -> PurseAddresses {
        PurseAddresses {
            state: SLASHING_STATE.address,
            mint: mint(),
            bond_vault: BOND_VAULT.address,
            vaults: SLASHING_VAULTS.address,
            token_program: TOKEN_PROGRAM,
        }
    }

    /// Accounts of a report by a named actor.
    pub fn report_accounts(
        &mut self,
        reporter: &str,
        subject: &Pubkey,
        shown: [u8; 32],
    ) -> accounts::ReportSubject {
        accounts::ReportSubject {
            reporter: self.stage.world.actor(reporter).pubkey(),
            config: SLASHING.config.address,
            state: SLASHING_STATE.address,
            report: self.address_of(subject, shown),
            link: self.link(subject),
            reporter_token: hyper_account(&address_for(reporter)),
            bond_vault: BOND_VAULT.address,
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// "reporter" accuses a subject.
    #[track_caller]
    pub fn report_subject(&mut self, subject: &Pubkey, reason: Reason, shown: [u8; 32]) -> Outcome {
        let name = self.name("reporter");
        let accounts = self.report_accounts(&name, subject, shown);
        let call = instruction::ReportSubject {
            reason: reason as u8,
            shown,
        };
        self.send(call.to_instruction(accounts))
    }

    /// "reporter" accuses the node of an invalid result and the panel is drawn.
    #[track_caller]
    pub fn drawn_report(&mut self) -> Pubkey {
        let node = self.node.address;
        self.drawn_report_about(&node, Reason::InvalidResult)
    }

    /// "reporter" accuses a subject and the panel is drawn.
    #[track_caller]
    pub fn drawn_report_about(&mut self, subject: &Pubkey, reason: Reason) -> Pubkey {
        let shown = [7; 32];
        self.report_subject(subject, reason, shown).accepted();
        let report = self.address_of(subject, shown);
        self.stage.world.warp_slots(10);
        self.draw_panel(&report).accepted();
        report
    }

    /// A drawn report with these votes of `judge-0` and up, its window over.
    #[track_caller]
    pub fn voted_report(&mut self, votes: &[VoteKind]) -> Pubkey {
        let report = self.drawn_report();
        for (index, vote) in votes.iter().enumerate() {
            let judge = self.name(&judge(index));
            self.vote_report(&report, &judge, *vote).accepted();
        }
        self.pass_vote_window(&report);
        report
    }

    /// A report confirmed by three judges.
    #[track_caller]
    pub fn confirmed_report(&mut self) -> Pubkey {
        let report = self.voted_report(&[VoteKind::For; 3]);
        self.finalise_report(&report).accepted();
        report
    }

    /// A confirmed report under appeal with these votes of `judge-3` and up, its window over.
    #[track_caller]
    pub fn judged_appeal(&mut self, votes: &[VoteKind]) -> Pubkey {
        let report = self.confirmed_report();
        self.appeal_report(&report).accepted();
        for (index, vote) in votes.iter().enumerate() {
            let judge = self.name(&judge(index + 3));
            self.vote_appeal(&report, &judge, *vote).accepted();
        }
        self.stage.world.warp_seconds(604_801);
        report
    }

    /// Lets the window of the first round pass.
    #[track_caller]
    pub fn pass_vote_window(&mut self, report: &Pubkey) {
        let opened_at = self.report(report).opened_at.get();
        self.stage.world.warp_to(opened_at + 259_201);
    }

    /// Lets the appeal window pass.
    #[track_caller]
    pub fn pass_appeal_window(&mut self, report: &Pubkey) {
        let confirmed_at = self.report(report).confirmed_at.get();
        self.stage.world.warp_to(confirmed_at + 604_801);
    }

    /// Accounts of a report of silence.
    pub fn offline_accounts(&mut self, reporter: &str) -> accounts::ReportOffline {
        let node = self.accused();
        let evidence = digest::offline(&self.node.address, node.last_heartbeat_at.get());
        accounts::ReportOffline {
            reporter: self.stage.world.actor(reporter).pubkey(),
            config: SLASHING.config.address,
            report: find_report_address(&self.node.address, &evidence).0,
            link: self.link(&self.node.address),
            registry_config: REGISTRY.config.address,
            system_program: SYSTEM_PROGRAM,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// "reporter" reports the node's silence.
    #[track_caller]
    pub fn report_offline(&mut self) -> Outcome {
        let name = self.name("reporter");
        let accounts = self.offline_accounts(&name);
        self.send(instruction::ReportOffline {}.to_instruction(accounts))
    }

    /// A report of a node silent for just too long.
    #[track_caller]
    pub fn offline_report(&mut self) -> Pubkey {
        self.stage.world.warp_seconds(172_801);
        let name = self.name("reporter");
        let report = self.offline_accounts(&name).report;
        self.report_offline().accepted();
        report
    }

    /// Accounts of a report of a fault of the accused.
    pub fn fault_accounts(&mut self, reporter: &str, fault: &Pubkey) -> accounts::ReportFault {
        let record: hypernode_common::markets::Fault = self.stage.world.read(fault);
        let evidence = digest::fault(fault, record.posted_slot.get());
        accounts::ReportFault {
            reporter: self.stage.world.actor(reporter).pubkey(),
            config: SLASHING.config.address,
            report: find_report_address(&self.node.address, &evidence).0,
            link: self.link(&self.node.address),
            fault: *fault,
            system_program: SYSTEM_PROGRAM,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// "reporter" reports a fault of the accused.
    #[track_caller]
    pub fn report_fault(&mut self, fault: &Pubkey) -> Outcome {
        let name = self.name("reporter");
        let accounts = self.fault_accounts(&name, fault);
        self.send(instruction::ReportFault {}.to_instruction(accounts))
    }

    /// Accounts of a draw.
    pub fn draw_accounts(&self, report: &Pubkey) -> accounts::DrawPanel {
        accounts::DrawPanel {
            config: SLASHING.config.address,
            report: *report,
            staking_totals: TOTALS.address,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// Anyone draws the panel.
    #[track_caller]
    pub fn draw_panel(&mut self, report: &Pubkey) -> Outcome {
        let accounts = self.draw_accounts(report);
        self.send(instruction::DrawPanel {}.to_instruction(accounts))
    }

    /// Writes the number of validators staking counts: more than there are thins every panel.
    pub fn write_validator_count(&mut self, validators: u32) {
        let mut totals: Totals = self.stage.world.read(&TOTALS.address);
        totals.validators = validators.into();
        self.stage.world.write_state(TOTALS.address, &totals);
    }

    /// Ballot of a named judge.
    pub fn ballot(&mut self, report: &Pubkey, judge: &str) -> BallotAddresses {
        let owner = self.stage.world.actor(judge).pubkey();
        let validator = pda("staking", &[b"validator", owner.as_ref()]);
        BallotAddresses {
            owner,
            validator,
            bond: bond_of(&validator),
            staking_config: STAKING.config.address,
            subject: self.report(report).subject,
            report_vote: find_report_vote_address(report, &owner).0,
            system_program: SYSTEM_PROGRAM,
        }
    }

    /// Accounts of a vote of the panel.
    pub fn vote_accounts(&mut self, report: &Pubkey, judge: &str) -> accounts::VoteReport {
        accounts::VoteReport {
            config: SLASHING.config.address,
            report: *report,
            ballot: self.ballot(report, judge),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// A judge votes in the first round.
    #[track_caller]
    pub fn vote_report(&mut self, report: &Pubkey, judge: &str, vote: VoteKind) -> Outcome {
        let accounts = self.vote_accounts(report, judge);
        let vote = vote as u8;
        self.send(instruction::VoteReport { vote }.to_instruction(accounts))
    }

    /// Accounts of a vote on an appeal.
    pub fn appeal_vote_accounts(&mut self, report: &Pubkey, judge: &str) -> accounts::VoteAppeal {
        accounts::VoteAppeal {
            config: SLASHING.config.address,
            report: *report,
            ballot: self.ballot(report, judge),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// A judge votes on an appeal.
    #[track_caller]
    pub fn vote_appeal(&mut self, report: &Pubkey, judge: &str, vote: VoteKind) -> Outcome {
        let accounts = self.appeal_vote_accounts(report, judge);
        let vote = vote as u8;
        self.send(instruction::VoteAppeal { vote }.to_instruction(accounts))
    }

    /// Accounts of the end of the first round.
    pub fn finalise_accounts(&self, report: &Pubkey) -> accounts::FinaliseReport {
        let state = self.report(report);
        accounts::FinaliseReport {
            config: SLASHING.config.address,
            report: *report,
            link: self.link(&state.subject),
            purse: self.purse(),
            reporter_token: Some(hyper_account(&state.reporter)),
            accused_token: Some(hyper_account(&state.subject_authority)),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// Anyone ends the first round.
    #[track_caller]
    pub fn finalise_report(&mut self, report: &Pubkey) -> Outcome {
        let accounts = self.finalise_accounts(report);
        self.send(instruction::FinaliseReport {}.to_instruction(accounts))
    }

    /// Accounts of an appeal by a named key.
    pub fn appeal_accounts(&mut self, report: &Pubkey, appellant: &str) -> accounts::AppealReport {
        let appellant = self.stage.world.actor(appellant).pubkey();
        accounts::AppealReport {
            appellant,
            config: SLASHING.config.address,
            state: SLASHING_STATE.address,
            report: *report,
            appellant_token: hyper_account(&appellant),
            bond_vault: BOND_VAULT.address,
            token_program: TOKEN_PROGRAM,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// The accused appeals.
    #[track_caller]
    pub fn appeal_report(&mut self, report: &Pubkey) -> Outcome {
        let name = self.name("accused-authority");
        let accounts = self.appeal_accounts(report, &name);
        self.send(instruction::AppealReport {}.to_instruction(accounts))
    }

    /// Accounts of the end of an appeal.
    pub fn finalise_appeal_accounts(&self, report: &Pubkey) -> accounts::FinaliseAppeal {
        let state = self.report(report);
        accounts::FinaliseAppeal {
            config: SLASHING.config.address,
            report: *report,
            link: self.link(&state.subject),
            purse: self.purse(),
            accused_token: Some(hyper_account(&state.subject_authority)),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// Anyone ends the appeal.
    #[track_caller]
    pub fn finalise_appeal(&mut self, report: &Pubkey) -> Outcome {
        let accounts = self.finalise_appeal_accounts(report);
        self.send(instruction::FinaliseAppeal {}.to_instruction(accounts))
    }

    /// Accounts of a pardon by a named key.
    pub fn pardon_accounts(&mut self, report: &Pubkey, authority: &str) -> accounts::PardonReport {
        let state = self.report(report);
        accounts::PardonReport {
            config: SLASHING.config.address,
            authority: self.stage.world.actor(authority).pubkey(),
            report: *report,
            link: self.link(&state.subject),
            purse: self.purse(),
            reporter_token: Some(hyper_account(&state.reporter)),
            accused_token: Some(hyper_account(&state.subject_authority)),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// A named key pardons.
    #[track_caller]
    pub fn pardon_report(&mut self, report: &Pubkey, authority: &str) -> Outcome {
        let accounts = self.pardon_accounts(report, authority);
        self.send(instruction::PardonReport {}.to_instruction(accounts))
    }

    /// Accounts of the opening of an execution.
    pub fn open_accounts(&self, report: &Pubkey) -> accounts::OpenExecution {
        let state = self.report(report);
        let is_node = state.subject == self.node.address;
        accounts::OpenExecution {
            config: SLASHING.config.address,
            report: *report,
            link: self.link(&state.subject),
            purse: self.purse(),
            reporter_token: Some(hyper_account(&state.reporter)),
            staking_config: STAKING.config.address,
            registry_config: REGISTRY.config.address,
            reputation: is_node.then_some(self.node.reputation),
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// Anyone opens the execution.
    #[track_caller]
    pub fn open_execution(&mut self, report: &Pubkey) -> Outcome {
        let accounts = self.open_accounts(report);
        self.send(instruction::OpenExecution {}.to_instruction(accounts))
    }

    /// Accounts of the slash of one position.
    pub fn execute_accounts(&self, report: &Pubkey, position: &Pubkey) -> accounts::ExecuteReport {
        let state = self.report(report);
        let rewards = rewards_link(position);
        accounts::ExecuteReport {
            config: SLASHING.config.address,
            report: *report,
            link: self.link(&state.subject),
            purse: self.purse(),
            slash_vault: SLASH_VAULT.address,
            treasury_token: crate::defaults::treasury(),
            reporter_token: Some(hyper_account(&state.reporter)),
            position: *position,
            staking_config: STAKING.config.address,
            staking_totals: TOTALS.address,
            stake_vault: STAKE_VAULT.address,
            staking_caller: STAKING.caller.address,
            rewards_config: REWARDS.config.address,
            rewards_state: REWARDS_STATE.address,
            reward_account: rewards.reward_account,
            rewards_event_authority: REWARDS.event_authority.address,
            rewards_program: REWARDS.id,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// Anyone slashes one position.
    #[track_caller]
    pub fn execute_report(&mut self, report: &Pubkey, position: &Pubkey) -> Outcome {
        let accounts = self.execute_accounts(report, position);
        self.send(instruction::ExecuteReport {}.to_instruction(accounts))
    }

    /// Opens the execution and slashes every position behind the accused.
    #[track_caller]
    pub fn execute_all(&mut self, report: &Pubkey) {
        self.open_execution(report).accepted();
        for position in self.positions() {
            self.execute_report(report, &position).accepted();
        }
    }

    /// Accounts of a claim by a named voter with a vote.
    pub fn claim_accounts(&mut self, report: &Pubkey, voter: &str) -> accounts::ClaimVoteFee {
        let voter = self.stage.world.actor(voter).pubkey();
        self.stage.world.fund_hyper(&voter, 0);
        let vote = find_report_vote_address(report, &voter).0;
        accounts::ClaimVoteFee {
            voter,
            config: SLASHING.config.address,
            state: SLASHING_STATE.address,
            report: *report,
            report_vote: self.stage.world.account(&vote).map(|_| vote),
            bond_vault: BOND_VAULT.address,
            vaults: SLASHING_VAULTS.address,
            voter_token: hyper_account(&voter),
            token_program: TOKEN_PROGRAM,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// A voter claims its share.
    #[track_caller]
    pub fn claim_vote_fee(&mut self, report: &Pubkey, voter: &str) -> Outcome {
        let accounts = self.claim_accounts(report, voter);
        self.send(instruction::ClaimVoteFee {}.to_instruction(accounts))
    }

    /// Accounts of the closing of a report.
    pub fn close_accounts(&self, report: &Pubkey) -> accounts::CloseReport {
        let state = self.report(report);
        accounts::CloseReport {
            config: SLASHING.config.address,
            report: *report,
            subject: state.subject,
            purse: self.purse(),
            rent_payer: state.rent_payer,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// Anyone closes a report.
    #[track_caller]
    pub fn close_report(&mut self, report: &Pubkey) -> Outcome {
        let accounts = self.close_accounts(report);
        self.send(instruction::CloseReport {}.to_instruction(accounts))
    }

    /// Accounts of the closing of a named voter's vote.
    pub fn close_vote_accounts(&self, report: &Pubkey, voter: &str) -> accounts::CloseReportVote {
        let vote = find_report_vote_address(report, &address_for(voter)).0;
        accounts::CloseReportVote {
            config: SLASHING.config.address,
            report: *report,
            report_vote: vote,
            purse: self.purse(),
            rent_payer: self.stage.world.read::<ReportVote>(&vote).rent_payer,
            event_authority: SLASHING.event_authority.address,
            program: SLASHING.id,
        }
    }

    /// Anyone closes a vote.
    #[track_caller]
    pub fn close_report_vote(&mut self, report: &Pubkey, voter: &str) -> Outcome {
        let accounts = self.close_vote_accounts(report, voter);
        self.send(instruction::CloseReportVote {}.to_instruction(accounts))
    }

    /// Base units a position holds, active and unbonding.
    #[track_caller]
    pub fn stake_of(&self, position: &Pubkey) -> u64 {
        let position: Position = self.stage.world.read(position);
        position.amount.get() + position.unbonding_amount.get()
    }

    /// A job of the accused that "requester" challenged with success: `voters` of the judges found it invalid and the
    /// job is refunded. Gives the fault.
    #[track_caller]
    pub fn lost_challenge(&mut self, voters: usize) -> Pubkey {
        let job = self.submitted_job();
        let evidence = json!({ "reason": 1, "evidence": vec![3; 32] });
        let requester = address_for(&self.name("requester"));
        self.stage.world.fund_hyper(&requester, 50 * HYPER);
        self.stage
            .step_with("markets", "challenge_job", &job, evidence)
            .accepted();
        self.stage.world.warp_slots(20);
        self.stage.step("markets", "draw_panel", &job).accepted();
        let judges: Vec<Pubkey> = (0..voters)
            .map(|index| address_for(&self.name(&judge(index))))
            .collect();
        for judge in &judges {
            let key = job.job.expect("a job");
            let commitment = self.stage.world.verdict_commitment(&key, judge, false);
            self.verdict_step(
                &job,
                judge,
                "commit_verdict",
                json!({ "commitment": commitment }),
            );
        }
        self.stage.world.warp_seconds(1_801);
        for judge in &judges {
            self.stage.world.fund_hyper(judge, 0);
            let verdict = json!({ "valid": false, "salt": SALT });
            self.verdict_step(&job, judge, "cast_verdict", verdict);
        }
        self.stage.world.warp_seconds(1_801);
        let fault = self
            .stage
            .fill(crate::call("markets", "resolve_challenge"), &job)
            .address_of("fault")
            .expect("a fault has seeds");
        self.stage
            .step("markets", "resolve_challenge", &job)
            .accepted();
        self.stage.step("markets", "refund_job", &job).accepted();
        fault
    }

    #[track_caller]
    fn verdict_step(&mut self, job: &Subject, judge: &Pubkey, step: &str, arguments: Json) {
        let seat = job.clone().with_validator(*judge);
        self.stage
            .step_with("markets", step, &seat, arguments)
            .accepted();
    }

    /// A job whose start the accused missed; gives the fault.
    #[track_caller]
    pub fn missed_start(&mut self) -> Pubkey {
        self.beat_if_due();
        let job = self.post("missed");
        self.stage.world.warp_seconds(30);
        let job = Subject::job(job).with_node(self.node.address);
        self.stage.step("markets", "accept_job", &job).accepted();
        self.stage.world.warp_seconds(121);
        let reassign = self
            .stage
            .fill(crate::call("markets", "reassign_job"), &job);
        let fault = reassign.address_of("fault").expect("a fault has seeds");
        self.stage.run(reassign).accepted();
        fault
    }

    fn post(&mut self, job: &str) -> Pubkey {
        let (requester, job) = (self.name("requester"), self.name(job));
        self.stage.post_job(&requester, &job, 100, 600)
    }

    fn submitted_job(&mut self) -> Subject {
        self.beat_if_due();
        let job = self.post("challenged");
        self.stage.world.warp_seconds(30);
        let job = Subject::job(job).with_node(self.node.address);
        self.stage.step("markets", "accept_job", &job).accepted();
        self.stage.step("markets", "start_job", &job).accepted();
        self.stage.world.warp_seconds(60);
        let submission = json!({ "submission": {
            "result_digest": vec![8; 32], "logs_digest": vec![9; 32], "exit_code": 0,
            "output_bytes": 1_234, "metered_seconds": 60, "codec": 1,
        } });
        self.stage
            .step_with("markets", "submit_job", &job, submission)
            .accepted();
        job
    }

    fn beat_if_due(&mut self) {
        self.stage.world.warp_seconds(60);
        self.beat();
    }
}

/// The bond of a Node or Validator.
pub fn bond_of(subject: &Pubkey) -> Pubkey {
    pda("staking", &[b"bond", subject.as_ref()])
}
