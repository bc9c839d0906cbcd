//! Everything our programs and the token program store, as the last transactions left it.
use {
    hypernode_test_kit::{
        address_for, hyper_account, mint, program_id_for, Idl, Outcome, Pubkey, Record, World,
        PROGRAMS,
    },
    solana_account::ReadableAccount,
    solana_program_pack::Pack,
    spl_token_interface::state::Account as TokenAccount,
    std::collections::BTreeMap,
};

/// Accounts of our programs by address, and HYPER token accounts.
#[derive(Clone, Default)]
pub struct Book {
    /// Accounts of our programs, decoded, with their lamports.
    pub records: BTreeMap<Pubkey, (Record, u64)>,
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

    /// Token accounts of the parties that funding between two transactions may have touched.
    pub fn scan_tokens(world: &World, known: &Self) -> Vec<(Pubkey, (Pubkey, u64))> {
        let mut fresh = Self::default();
        let distributor = hyper_account(&address_for("distributor"));
        for (address, account) in &world.svm().accounts_db().inner {
            let is_token = *account.owner() == spl_token_interface::ID
                && account.data().len() == TokenAccount::LEN;
            if is_token
                && (*address == distributor
                    || !known.tokens.contains_key(address)
                    || known.tokens[address].1 != amount_of(account.data()))
            {
                fresh.note(*address, Some(account));
            }
        }
        fresh.tokens.into_iter().collect()
    }

    /// Takes over what a transaction changed.
    pub fn update(&mut self, outcome: &Outcome) {
        for change in &outcome.accounts {
            self.note(change.address, change.after.as_ref());
        }
    }

    fn note(&mut self, address: Pubkey, account: Option<&solana_account::AccountSharedData>) {
        self.records.remove(&address);
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
        } else if PROGRAMS
            .iter()
            .any(|program| program_id_for(program) == *account.owner())
        {
            let record = Idl::of_program(account.owner()).read_account(account.data());
            self.records.insert(
                address,
                (
                    record.expect("an account the IDL knows"),
                    account.lamports(),
                ),
            );
        }
    }

    /// Accounts of one type.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (Pubkey, &'a Record)> {
        self.records
            .iter()
            .filter(move |(_, (record, _))| record.name == name)
            .map(|(key, (record, _))| (*key, record))
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
        self.records.get(address).map(|(record, _)| record)
    }

    /// Balance of a token account; 0 when it does not exist.
    pub fn balance(&self, address: &Pubkey) -> u64 {
        self.tokens.get(address).map_or(0, |(_, amount)| *amount)
    }
}

fn amount_of(data: &[u8]) -> u64 {
    u64::from_le_bytes(data[64..72].try_into().expect("8 bytes"))
}
