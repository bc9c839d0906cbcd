//! Everything our programs and the token program store, as the last transactions left it.
use {
    hypernode_common::programs::ALL,
    hypernode_test_kit::{mint, Idl, Outcome, Pubkey, Record, World},
    solana_account::ReadableAccount,
    solana_program_pack::Pack,
    spl_token_interface::state::Account as TokenAccount,
    std::collections::{BTreeMap, BTreeSet},
};

/// Accounts of our programs by address, and HYPER token accounts.
#[derive(Clone, Default)]
pub struct Book {
    /// Accounts of our programs, decoded.
    pub records: BTreeMap<Pubkey, Record>,
    /// Addresses of the accounts of each type: most steps ask for one type, and few types are many.
    kinds: BTreeMap<String, BTreeSet<Pubkey>>,
    /// Owner and balance of every HYPER token account.
    pub tokens: BTreeMap<Pubkey, (Pubkey, u64)>,
}

impl Book {
    /// Reads the whole world.
    pub fn scan(world: &World) -> Self {
        let mut book = Self::default();
        for (address, account) in &world.svm().accounts_db().inner {
            book.note(*address, Some(account));
        }
        book
    }

    /// Reads a token account again that the kit itself has written.
    pub fn reread(&mut self, world: &World, address: Pubkey) {
        let account = world.svm().accounts_db().get_account_ref(&address);
        self.note(address, account);
    }

    /// Takes over what a transaction changed.
    pub fn update(&mut self, outcome: &Outcome) {
        for change in &outcome.accounts {
            self.note(change.address, change.after.as_ref());
        }
    }

    fn note(&mut self, address: Pubkey, account: Option<&solana_account::AccountSharedData>) {
        if let Some(old) = self.records.remove(&address) {
            if let Some(keys) = self.kinds.get_mut(&old.name) {
                keys.remove(&address);
            }
        }
        self.tokens.remove(&address);
        let Some(account) = account.filter(|account| account.lamports() > 0) else {
            return;
        };
        if *account.owner() == spl_token_interface::ID && account.data().len() == TokenAccount::LEN
        {
            let token = TokenAccount::unpack(account.data()).expect("a token account");
            if token.mint == mint() {
                self.tokens.insert(address, (token.owner, token.amount));
            }
        } else if ALL.iter().any(|program| program.id == *account.owner()) {
            let record = Idl::of_program(account.owner()).read_account(account.data());
            let record = record.expect("an account the IDL knows");
            let keys = self.kinds.entry(record.name.clone()).or_default();
            keys.insert(address);
            self.records.insert(address, record);
        }
    }

    /// Accounts of one type.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (Pubkey, &'a Record)> {
        let keys = self.kinds.get(name).into_iter().flatten();
        keys.map(|key| (*key, &self.records[key]))
    }

    /// Keys of the accounts of one type for which `fits` holds.
    pub fn keys(&self, name: &str, fits: impl Fn(&Record) -> bool) -> Vec<Pubkey> {
        self.all(name)
            .filter(|(_, record)| fits(record))
            .map(|(key, _)| key)
            .collect()
    }

    /// One account.
    pub fn get(&self, address: &Pubkey) -> Option<&Record> {
        self.records.get(address)
    }

    /// Balance of a token account; 0 when it does not exist.
    pub fn balance(&self, address: &Pubkey) -> u64 {
        self.tokens.get(address).map_or(0, |(_, amount)| *amount)
    }
}
