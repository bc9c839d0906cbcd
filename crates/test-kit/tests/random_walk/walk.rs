//! The walk: one random, sometimes hostile, step after the other.
use {
    crate::{
        actions::{actions, is_exit, is_never_paused, Action, REQUESTERS, STAKERS},
        book::Book,
        invariants,
        random::Random,
        replay::Tables,
        told,
    },
    hypernode_test_kit::{
        address_for, assert_nothing_moved, hyper_account, pda, Call, Outcome, Pubkey, Record,
        Stage, Value, HYPER,
    },
    std::collections::{BTreeMap, BTreeSet, VecDeque},
};

/// Steps kept for the message of a failure.
const TRAIL: usize = 25;
/// Offsets of `EntriesPaused` and `ExitsPaused` in every program's errors.
const ENTRIES_PAUSED: u32 = 4;
const EXITS_PAUSED: u32 = 5;

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
    /// Accepted and refused steps by instruction.
    pub tally: BTreeMap<&'static str, (u64, u64)>,
    /// Refusals by instruction and code.
    pub refusals: BTreeMap<(&'static str, String), u64>,
    /// Whether days pass between steps: locks, rests and delays end, and what they held is closed.
    pub late: bool,
    /// What events left out or got wrong (invariant 18).
    pub untold: BTreeSet<String>,
    /// What an indexer knows that never reads an account.
    tables: Tables,
    trail: VecDeque<String>,
}

impl Walk {
    /// A stage with funded parties.
    pub fn new(seed: u64) -> Self {
        let mut stage = Stage::new();
        for name in REQUESTERS {
            stage.world.actor(name);
            stage
                .world
                .fund_hyper(&address_for(name), 1_000_000 * HYPER);
        }
        for name in STAKERS {
            stage.world.actor(name);
        }
        for index in 0..4 {
            stage.staked_node(
                &format!("node-{index}"),
                1_000 * HYPER * 10u64.pow(index % 3),
            );
            stage.register_validator(STAKERS[index as usize]);
        }
        stage.world.change_governance_params(|params| {
            params.proposal_threshold = u128::from(1_000 * HYPER);
            params.vote_seconds = 86_400;
            params.proposal_bond = 100 * HYPER;
        });
        // The validators' warm-up.
        stage.world.warp_seconds(90_000);
        stage.world.fund_hyper(&address_for("orchestrator"), 0);
        stage.world.actor("unlock-authority");
        let book = Book::scan(&stage.world);
        let mut walk = Self {
            stage,
            random: Random::new(seed),
            book,
            donated: BTreeMap::new(),
            tally: BTreeMap::new(),
            refusals: BTreeMap::new(),
            late: false,
            untold: BTreeSet::new(),
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
        let (_, name, action) = self.pick_action();
        let Some(call) = action(self) else { return };
        self.book_new_tokens();
        self.send(name, call);
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

    /// Time stands still, creeps, passes a deadline, a day, or a month.
    fn pass_time(&mut self) {
        if self.late && self.random.chance(4) {
            let seconds = self.random.between(86_400, 20 * 86_400);
            let seconds = i64::try_from(seconds).expect("small");
            return self.stage.world.warp_seconds(seconds);
        }
        let seconds = match self.random.below(10_000) {
            0..=7_499 => return,
            7_500..=9_699 => self.random.between(1, 15),
            9_700..=9_949 => self.random.between(15, 200),
            9_950..=9_989 => self.random.between(200, 4_000),
            9_990..=9_997 => self.random.between(4_000, 90_000),
            _ => self.random.between(90_000, 3_000_000),
        };
        self.stage
            .world
            .warp_seconds(i64::try_from(seconds).expect("small"));
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
        let outcome = self.stage.world.submit(&call.transaction(instruction));
        self.remember(told, &outcome);
        let tally = self.tally.entry(name).or_default();
        if outcome.is_accepted() {
            tally.0 += 1;
            self.take_over(name, &outcome);
        } else {
            tally.1 += 1;
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
        let lamports_before: BTreeMap<Pubkey, u64> = before
            .keys()
            .filter_map(|key| {
                self.book
                    .records
                    .get(key)
                    .map(|(_, lamports)| (*key, *lamports))
            })
            .collect();
        self.book.update(outcome);
        let now = self.stage.world.now();
        let result = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
            invariants::check_step(&self.book, &before, now, &self.donated);
            invariants::check_rent(outcome, &before, &lamports_before);
            invariants::check_sums(&self.book, self.stage.world.supply());
        }));
        self.untold
            .extend(told::problems(outcome, &before, &self.book));
        if let Err(panic) = result {
            self.fail(name, outcome, panic);
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
        for (key, (record, _)) in &scanned.records {
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

    /// An entry pause may not stop an exit, and no pause what is never paused.
    fn check_pause(&self, name: &str, outcome: &Outcome) {
        let Some(code) = outcome.custom_code() else {
            return;
        };
        if !(10_000..17_000).contains(&code) {
            return;
        }
        let paused = code % 1_000;
        assert!(
            !(paused == ENTRIES_PAUSED && (is_exit(name) || is_never_paused(name))),
            "{name} was stopped by an entry pause"
        );
        assert!(
            !(paused == EXITS_PAUSED && is_never_paused(name)),
            "{name} was stopped by an exit pause"
        );
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

    /// Gives an actor HYPER out of the rest of the supply.
    pub fn fund(&mut self, owner: &Pubkey, amount: u64) {
        self.stage.world.fund_hyper(owner, amount);
    }

    /// The kit writes token accounts when it funds; they enter the book as they are.
    fn book_new_tokens(&mut self) {
        let scanned = Book::scan_tokens(&self.stage.world, &self.book);
        self.book.tokens.extend(scanned);
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
