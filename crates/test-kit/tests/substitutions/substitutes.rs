//! What may stand in the place of an account.
use {
    hypernode_test_kit::{
        address_for, hyper_account, mint, program_id_for, Call, Instruction, Outcome, Pubkey,
        Signer, Stage, World, HYPER, PROGRAMS,
    },
    solana_account::{Account, ReadableAccount},
    solana_program_pack::Pack,
    spl_token_interface::state::{Account as TokenAccount, Mint},
};

/// One scenario's call, and everything that may take the place of its accounts.
pub struct Substitutes {
    world: World,
    names: Vec<String>,
    optional: Vec<bool>,
    call: Call,
    instruction: Instruction,
    twin: Option<Instruction>,
}

/// A world after a transaction that was accepted is of no more use, after a refused one it is as it was.
impl Substitutes {
    /// Puts the strangers' accounts beside those of the scenario.
    pub fn new(mut stage: Stage, call: &Call, twin: Option<&Call>) -> Self {
        let instruction = call.instruction();
        let names = call.account_names();
        let optional = names.iter().map(|name| call.is_optional(name)).collect();
        let stranger = stage.world.actor("stranger").pubkey();
        stage.world.fund_hyper(&stranger, 1_000 * HYPER);
        let other_mint = address_for("other-mint");
        stage.world.write_mint(other_mint, 6, 1_000, None);
        for (name, meta) in names.iter().zip(&instruction.accounts) {
            let Some(account) = stage.world.account(&meta.pubkey) else {
                continue;
            };
            if account.executable || account.data.is_empty() {
                continue;
            }
            if let Some(token) = token_of(&account) {
                let amount = token.amount;
                let (foreign, second) = (address_for(&foreign(name)), address_for(&second(name)));
                stage
                    .world
                    .write_token_account(foreign, &token.owner, &other_mint, amount);
                stage
                    .world
                    .write_token_account(second, &token.owner, &token.mint, amount);
            }
            let owner = address_for("foreign-program");
            stage
                .world
                .write_account(address_for(&look_alike(name)), Account { owner, ..account });
        }
        Self {
            world: stage.world,
            names,
            optional,
            call: call.clone(),
            instruction,
            twin: twin.map(Call::instruction),
        }
    }

    /// Number of accounts.
    pub fn slots(&self) -> usize {
        self.names.len()
    }

    /// Name of an account.
    pub fn name(&self, slot: usize) -> &str {
        &self.names[slot]
    }

    /// Sends the instruction of one try in a world of its own.
    pub fn send(&self, instruction: Instruction) -> Outcome {
        let mut world = self.world.clone();
        world.submit_forged(&self.call.transaction(instruction))
    }

    /// Every substitute of an account, by its name, in the instruction that is sent.
    pub fn of(&self, slot: usize) -> Vec<(String, Instruction)> {
        let mut found: Vec<(String, Instruction)> = self
            .addresses(slot)
            .into_iter()
            .filter(|(_, address)| *address != self.key(slot))
            .map(|(name, address)| (name, self.with(slot, address)))
            .collect();
        let meta = &self.instruction.accounts[slot];
        if meta.is_signer {
            found.push(("unsigned".to_owned(), self.flagged(slot, false, true)));
        }
        if meta.is_writable {
            found.push(("read-only".to_owned(), self.flagged(slot, true, false)));
        }
        for (other, name) in self.names.iter().enumerate() {
            if self.key(other) != self.key(slot) {
                found.push((format!("as {name}"), self.with(slot, self.key(other))));
            }
        }
        found
    }

    fn addresses(&self, slot: usize) -> Vec<(String, Pubkey)> {
        let name = &self.names[slot];
        let key = self.key(slot);
        let mut found = vec![];
        let mut add = |kind: &str, address: Pubkey| found.push((kind.to_owned(), address));
        if let Some(twin) = &self.twin {
            add("Bob's", twin.accounts[slot].pubkey);
        }
        add("a stranger", address_for("stranger"));
        add("nobody", address_for("nobody"));
        if self.optional[slot] {
            add("left out", self.instruction.program_id);
        }
        let Some(account) = self.world.account(&key) else {
            return found;
        };
        if account.executable {
            let programs = PROGRAMS.map(program_id_for);
            for program in programs.into_iter().chain([spl_token_interface::ID]) {
                if program != self.instruction.program_id || !self.optional[slot] {
                    add("another program", program);
                }
            }
            return found;
        }
        if account.data.is_empty() {
            return found;
        }
        add(
            "a look-alike of another program",
            address_for(&look_alike(name)),
        );
        if let Some(token) = token_of(&account) {
            add("a second account of its owner", address_for(&second(name)));
            add("an account for another mint", address_for(&foreign(name)));
            add(
                "a stranger's token account",
                hyper_account(&address_for("stranger")),
            );
            if token.mint == mint() {
                add("the mint", mint());
            }
        } else if Mint::unpack(&account.data).is_ok() && account.owner == spl_token_interface::ID {
            add("another mint", address_for("other-mint"));
            add("a token account", hyper_account(&address_for("stranger")));
        } else if let Some(other) = self.of_another_type(&account) {
            add("of another type", other);
        }
        found
    }

    /// An account of the same program with another discriminator.
    fn of_another_type(&self, account: &Account) -> Option<Pubkey> {
        let accounts = self.world.svm().accounts_db();
        let mut others: Vec<&Pubkey> = accounts
            .inner
            .iter()
            .filter(|(_, other)| {
                *other.owner() == account.owner
                    && other.data().len() > 8
                    && other.data()[..8] != account.data[..8]
            })
            .map(|(key, _)| key)
            .collect();
        others.sort_unstable();
        others.first().copied().copied()
    }

    fn key(&self, slot: usize) -> Pubkey {
        self.instruction.accounts[slot].pubkey
    }

    fn with(&self, slot: usize, address: Pubkey) -> Instruction {
        let mut instruction = self.instruction.clone();
        instruction.accounts[slot].pubkey = address;
        instruction
    }

    /// The flags of an account taken away wherever it stands: a transaction knows one pair of flags an account.
    fn flagged(&self, slot: usize, signer: bool, writable: bool) -> Instruction {
        let mut instruction = self.instruction.clone();
        let key = self.key(slot);
        for meta in instruction
            .accounts
            .iter_mut()
            .filter(|meta| meta.pubkey == key)
        {
            meta.is_signer &= signer;
            meta.is_writable &= writable;
        }
        instruction
    }
}

fn token_of(account: &Account) -> Option<TokenAccount> {
    (account.owner == spl_token_interface::ID)
        .then(|| TokenAccount::unpack(&account.data).ok())
        .flatten()
}

fn look_alike(slot: &str) -> String {
    format!("look-alike {slot}")
}

fn foreign(slot: &str) -> String {
    format!("foreign {slot}")
}

fn second(slot: &str) -> String {
    format!("second {slot}")
}
