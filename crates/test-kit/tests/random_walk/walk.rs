//! The walk: one random, sometimes hostile, step after the other.
use {
    crate::{
        actions::{
            actions, is_exit, is_never_paused, Action, Errand, Errands, REQUESTERS, STAKERS,
        },
        book::Book,
        coverage::Coverage,
        events, invariants, moments,
        random::Random,
        replay::Tables,
        told,
    },
    hypernode_common::programs::EXECUTOR,
    hypernode_test_kit::{
        address_for, assert_nothing_moved, call, hyper_account, markets::markets_params, pda, Call,
        Outcome, Pubkey, Record, Stage, Subject, Value, HYPER,
    },
    serde_json::json,
    std::collections::{BTreeMap, BTreeSet, VecDeque},
};

/// Steps kept for the message of a failure.
const TRAIL: usize = 25;
/// Offsets of `EntriesPaused` and `ExitsPaused` in every program's errors.
const ENTRIES_PAUSED: u32 = 4;
const EXITS_PAUSED: u32 = 5;
/// Thousands in which the programs' errors lie.
const ERROR_BANDS: [(u32, &str); 6] = [
    (10, "registry"),
    (11, "markets"),
    (12, "staking"),
    (13, "rewards"),
    (14, "slashing"),
    (15, "governance"),
];
/// Longest time for which exits are paused.
const EXIT_PAUSE_SECONDS: i128 = 72 * 3_600;
/// Percent of the steps that go on with what was begun, while anything was.
const ON_ERRAND: u64 = 65;
/// Errands of the past that new ones are not added to.
const BACKLOG: usize = 40;
/// Actions a step asks for a call before it gives up: many need an account that is not there.
const ASKED: usize = 8;

/// Programs whose authority is the executor when the walk begins. What the others' authority does, wallets do.
const GOVERNED: [&str; 2] = ["rewards", "governance"];

/// State of the walk.
pub struct Walk {
    /// The protocol it walks over.
    pub stage: Stage,
    /// Where chance comes from.
    pub random: Random,
    /// Accounts as the last step left them.
    pub book: Book,
    /// Tokens given to escrows and vaults by strangers.
    pub donated: BTreeMap<Pubkey, u64>,
    /// What was tried, accepted and reached.
    pub coverage: Coverage,
    /// Refusals by instruction and code.
    pub refusals: BTreeMap<(&'static str, String), u64>,
    /// Whether days pass between steps: locks, rests and delays end, and what they held is closed.
    pub late: bool,
    /// What events left out or got wrong (invariant 18).
    pub untold: BTreeSet<String>,
    /// What follows on a beginning, so that the ends of long lifecycles are reached too.
    errands: VecDeque<Errand>,
    /// What an indexer knows that never reads an account.
    tables: Tables,
    trail: VecDeque<String>,
}

impl Walk {
    /// A stage with funded parties, eight validators past their warm-up, and an executor that governs two programs.
    pub fn new(seed: u64) -> Self {
        let mut stage = Stage::new();
        for name in REQUESTERS {
            stage.world.actor(name);
            stage
                .world
                .fund_hyper(&address_for(name), 1_000_000 * HYPER);
        }
        for name in STAKERS {
            let position = stage.stake(name, 0, 20_000 * HYPER, 365);
            let validator = Subject::position(position).with_validator(address_for(name));
            stage
                .step("staking", "register_validator", &validator)
                .accepted();
        }
        for index in 0..4 {
            stage.staked_node(
                &format!("node-{index}"),
                1_000 * HYPER * 10u64.pow(index % 3),
            );
        }
        // A wait for its second half must not make every node look silent.
        let mut params = markets_params();
        params.verdict_window_seconds = 600;
        stage.world.update_markets_config(params).accepted();
        stage.world.change_governance_params(|params| {
            params.proposal_threshold = u128::from(1_000 * HYPER);
            params.quorum_bps = 400;
            params.vote_seconds = 86_400;
            params.execution_seconds = 1_209_600;
            params.proposal_bond = 100 * HYPER;
        });
        for program in GOVERNED {
            hand_over(&mut stage, program);
        }
        stage.world.fill_treasury(100_000 * HYPER);
        // The validators' warm-up.
        stage.world.warp_seconds(90_000);
        stage.world.fund_hyper(&address_for("orchestrator"), 0);
        for name in ["unlock-authority", "guardian-2", "authority-0"] {
            stage.world.actor(name);
        }
        let book = Book::scan(&stage.world);
        let mut walk = Self {
            stage,
            random: Random::new(seed),
            book,
            donated: BTreeMap::new(),
            coverage: Coverage::default(),
            refusals: BTreeMap::new(),
            late: false,
            untold: BTreeSet::new(),
            errands: VecDeque::new(),
            tables: Tables::default(),
            trail: VecDeque::new(),
        };
        walk.check_all();
        walk
    }

    /// Takes one step and checks every invariant after it.
    pub fn step(&mut self) {
        self.pass_time();
        if self.random.chance(1) {
            return self.donate();
        }
        for _ in 0..ASKED {
            let (name, action) = self.next_errand().unwrap_or_else(|| {
                let (_, name, action) = self.pick_action();
                (name, action)
            });
            if let Some(call) = action(self) {
                return self.send(name, call);
            }
        }
    }

    /// Lets these actions follow in the steps to come, each tried once, before what follows on older beginnings.
    pub fn then(&mut self, errands: &[Errands]) {
        for errand in one_by_one(errands).rev() {
            self.errands.push_front(errand);
        }
    }

    /// Lets these actions follow after all others, unless there is much to do already.
    pub fn later(&mut self, errands: &[Errands]) {
        if self.errands.len() < BACKLOG {
            self.errands.extend(one_by_one(errands));
        }
    }

    fn next_errand(&mut self) -> Option<Errand> {
        if self.errands.is_empty() || !self.random.chance(ON_ERRAND) {
            return None;
        }
        self.errands.pop_front()
    }

    fn pick_action(&mut self) -> Action {
        let total: u64 = actions().map(|(weight, ..)| weight).sum();
        let mut left = self.random.below(total);
        for action in actions() {
            match left.checked_sub(action.0) {
                Some(rest) => left = rest,
                None => return *action,
            }
        }
        unreachable!("the weights were added up above")
    }

    fn send(&mut self, name: &'static str, call: Call) {
        let call = self.complete(call);
        let mut instruction = call.instruction();
        let mut told = format!(
            "{name} at {} by {:?}",
            self.stage.world.now(),
            instruction
                .accounts
                .iter()
                .find(|meta| meta.is_signer)
                .map(|meta| meta.pubkey)
        );
        if self.random.chance(12) {
            let index = usize::try_from(self.random.below(instruction.accounts.len() as u64))
                .expect("small");
            let meta = &mut instruction.accounts[index];
            if meta.is_signer && self.random.chance(30) {
                meta.is_signer = false;
                told += &format!(", account {index} unsigned");
            } else {
                let stranger = if meta.is_signer {
                    self.some_actor()
                } else {
                    self.some_account()
                };
                instruction.accounts[index].pubkey = stranger;
                told += &format!(", account {index} replaced by {stranger}");
            }
        }
        let transaction = call.transaction(instruction.clone());
        let outcome = self.stage.world.submit(&transaction);
        self.remember(told, &outcome);
        self.coverage.note(&instruction, outcome.is_accepted());
        if outcome.is_accepted() {
            self.coverage.note_calls(&outcome.inner);
            if let Some(moment) = moments::of_call(&call, &instruction) {
                self.coverage.happened(moment);
            }
            self.take_over(name, &outcome);
        } else {
            let reason = outcome
                .custom_code()
                .map_or_else(|| format!("{:?}", outcome.result), |code| code.to_string());
            *self.refusals.entry((name, reason)).or_default() += 1;
            assert_nothing_moved(&outcome);
            self.check_pause(name, &outcome);
        }
    }

    /// Names a stranger where nothing fits: the node of a job that has none.
    fn complete(&mut self, mut call: Call) -> Call {
        for (name, optional) in call.open_accounts() {
            if !optional {
                let stranger = if call.is_signer(&name) {
                    self.some_actor()
                } else {
                    self.some_account()
                };
                call = call.account(&name, stranger);
            }
        }
        call
    }

    fn take_over(&mut self, name: &str, outcome: &Outcome) {
        let before: BTreeMap<Pubkey, Record> = outcome
            .accounts
            .iter()
            .filter_map(|change| Some((change.address, self.book.get(&change.address)?.clone())))
            .collect();
        self.book.update(outcome);
        let now = self.stage.world.now();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            let events: Vec<Record> = outcome.events.iter().map(events::read).collect();
            invariants::check_step(&self.book, &before, &events, now, &self.donated);
            invariants::check_rent(outcome, &before, &self.book);
            invariants::check_sums(&self.book, self.stage.world.supply());
            events
        }));
        match result {
            Ok(events) => {
                for moment in moments::of_events(&events, &self.book) {
                    self.coverage.happened(moment);
                }
                let problems = told::problems(outcome, &events, &before, &self.book);
                self.untold.extend(problems);
            }
            Err(panic) => self.fail(name, outcome, panic),
        }
    }

    fn fail(&self, name: &str, outcome: &Outcome, panic: Box<dyn std::any::Any + Send>) -> ! {
        println!(
            "after {name}; the steps before:\n  {}",
            self.trail.iter().cloned().collect::<Vec<_>>().join("\n  ")
        );
        println!("{}", outcome.log_text());
        for event in &outcome.events {
            println!("{:?}", event.read());
        }
        std::panic::resume_unwind(panic);
    }

    /// Whole check against the accounts of the SVM itself: what no transaction named may not have changed either.
    pub fn check_all(&mut self) {
        let scanned = Book::scan(&self.stage.world);
        assert_eq!(
            scanned.tokens, self.book.tokens,
            "token accounts changed outside their transactions"
        );
        assert_eq!(scanned.records.len(), self.book.records.len());
        for (key, record) in &scanned.records {
            assert_eq!(
                Some(record),
                self.book.get(key),
                "{key} changed outside its transactions"
            );
        }
        invariants::check_sums(&self.book, self.stage.world.supply());
        for event in self.stage.world.take_events() {
            self.tables.hear(&event);
        }
        let differing = self.tables.differences(&self.book);
        assert!(
            differing.is_empty(),
            "18: events replayed and accounts scanned differ: {differing:#?}"
        );
    }

    /// 20: an entry pause may not stop an exit, and no pause what is never paused; exits wait three days at most.
    fn check_pause(&self, name: &str, outcome: &Outcome) {
        let Some(code) = outcome.custom_code() else {
            return;
        };
        let Some((_, program)) = ERROR_BANDS.iter().find(|(band, _)| *band == code / 1_000) else {
            return;
        };
        let paused = code % 1_000;
        assert!(
            !(paused == ENTRIES_PAUSED && (is_exit(name) || is_never_paused(name))),
            "20: {name} was stopped by an entry pause"
        );
        if paused == EXITS_PAUSED {
            assert!(
                !is_never_paused(name),
                "20: {name} was stopped by an exit pause"
            );
            let (now, until) = (self.stage.world.now(), self.exits_paused_until(program));
            assert!(
                i128::from(now) <= until && until <= i128::from(now) + EXIT_PAUSE_SECONDS,
                "20: exits of {program} are paused at {now} until {until}"
            );
        }
    }

    fn exits_paused_until(&self, program: &str) -> i128 {
        let config = self
            .book
            .get(&pda(program, &[b"config"]))
            .expect("a Config");
        match config.get("head") {
            Value::Fields(head) => match head["exits_paused_until"] {
                Value::Int(until) => until,
                _ => panic!("a time"),
            },
            _ => panic!("a head"),
        }
    }

    /// A stranger sends tokens to an escrow or vault, to see whom that blocks.
    fn donate(&mut self) {
        let ours: Vec<Pubkey> = self
            .book
            .tokens
            .iter()
            .filter(|(_, (owner, _))| self.book.get(owner).is_some())
            .map(|(key, _)| *key)
            .collect();
        let Some(to) = self.random.pick(&ours) else {
            return;
        };
        let donor = address_for("requester-0");
        let amount = self.random.between(1, 1_000);
        let give = spl_token_interface::instruction::transfer(
            &spl_token_interface::ID,
            &hyper_account(&donor),
            &to,
            &donor,
            &[],
            amount,
        );
        let outcome = self.stage.world.submit(&[give.expect("a transfer")]);
        if outcome.is_accepted() {
            *self.donated.entry(to).or_default() += amount;
            self.take_over("donation", &outcome);
        }
    }

    fn some_account(&mut self) -> Pubkey {
        let keys: Vec<Pubkey> = self
            .book
            .records
            .keys()
            .chain(self.book.tokens.keys())
            .copied()
            .collect();
        if self.random.chance(10) {
            return self.some_actor();
        }
        self.random.pick(&keys).expect("accounts")
    }

    fn some_actor(&mut self) -> Pubkey {
        let names: Vec<&str> = REQUESTERS
            .iter()
            .chain(&STAKERS)
            .copied()
            .chain(["crank", "guardian", "market-admin"])
            .collect();
        address_for(self.random.pick(&names).expect("actors"))
    }

    /// Gives an actor HYPER out of the rest of the supply. The kit writes both token accounts without a transaction.
    pub fn fund(&mut self, owner: &Pubkey, amount: u64) {
        let funded = self.stage.world.fund_hyper(owner, amount);
        let rest = hyper_account(&address_for("distributor"));
        for address in [funded, rest] {
            self.book.reread(&self.stage.world, address);
        }
    }

    /// Address recorded in a program's Config.
    pub fn config_key(&self, program: &str, field: &str) -> Pubkey {
        let config = self
            .book
            .get(&pda(program, &[b"config"]))
            .expect("a Config");
        let Value::Fields(head) = config.get("head") else {
            panic!("a head")
        };
        match head[field] {
            Value::Key(key) => key,
            _ => panic!("an address"),
        }
    }

    /// Authority recorded in a program's Config.
    pub fn authority(&self, program: &str) -> Pubkey {
        self.config_key(program, "authority")
    }

    /// The same if it is a wallet; the executor signs for proposals alone.
    pub fn wallet_authority(&self, program: &str) -> Option<Pubkey> {
        Some(self.authority(program)).filter(|key| *key != EXECUTOR.address)
    }

    /// Whether entries of a program are paused.
    pub fn is_paused(&self, program: &str) -> bool {
        let config = self
            .book
            .get(&pda(program, &[b"config"]))
            .expect("a Config");
        match config.get("head") {
            Value::Fields(head) => head["entries_paused"] != Value::Int(0),
            _ => panic!("a head"),
        }
    }

    fn remember(&mut self, told: String, outcome: &Outcome) {
        let result = outcome
            .custom_code()
            .map_or_else(|| format!("{:?}", outcome.result), |code| code.to_string());
        self.trail.push_back(format!("{told}: {result}"));
        if self.trail.len() > TRAIL {
            self.trail.pop_front();
        }
    }
}

/// Names the executor the next authority of a program and lets it accept, as an executed proposal would.
fn hand_over(stage: &mut Stage, program: &str) {
    let propose = call(program, "propose_authority")
        .account("authority", address_for("deployer"))
        .args(json!({ "key": EXECUTOR.address.to_string() }));
    stage.run(propose).accepted();
    let accept = call(program, "accept_authority").account("pending_authority", EXECUTOR.address);
    stage
        .world
        .submit_as(&EXECUTOR.address, &[accept.instruction()])
        .accepted();
}

fn one_by_one(errands: &[Errands]) -> impl DoubleEndedIterator<Item = Errand> + '_ {
    let each = |(times, name, act): &Errands| std::iter::repeat_n((*name, *act), *times);
    errands.iter().flat_map(each)
}
