//! Instructions built from the committed IDLs alone, as a client would: what the IDL can find is found, the rest is
//! named by the test. Tests over all instructions and all accounts need no code per instruction this way.
use {
    crate::{actors::program_id_for, idl::Idl},
    serde_json::Value as Json,
    solana_instruction::{AccountMeta, Instruction},
    solana_pubkey::Pubkey,
    std::collections::{BTreeMap, BTreeSet},
};

/// An instruction under construction.
#[derive(Clone, Debug)]
pub struct Call {
    program: Pubkey,
    name: String,
    accounts: BTreeMap<String, Pubkey>,
    arguments: Json,
    before: Option<Instruction>,
    rest: Vec<AccountMeta>,
    unsigned: BTreeSet<String>,
}

/// Starts a call of `program`'s instruction `name`.
pub fn call(program: &str, name: &str) -> Call {
    Call {
        program: program_id_for(program),
        name: name.to_owned(),
        accounts: BTreeMap::new(),
        arguments: Json::Object(serde_json::Map::new()),
        before: None,
        rest: vec![],
        unsigned: BTreeSet::new(),
    }
}

impl Call {
    /// Names an account. One the IDL could find is replaced by it.
    pub fn account(mut self, name: &str, address: Pubkey) -> Self {
        self.accounts.insert(name.to_owned(), address);
        self
    }

    /// Takes a named account away again: an optional one is left out.
    pub fn without(mut self, name: &str) -> Self {
        self.accounts.remove(name);
        self
    }

    /// Gives the arguments as one object: integers as numbers or decimal texts, addresses as base58, bytes as lists.
    pub fn args(mut self, arguments: Json) -> Self {
        self.arguments = arguments;
        self
    }

    /// Gives the instruction that must stand right before this one in the transaction.
    pub fn after(mut self, before: Instruction) -> Self {
        self.before = Some(before);
        self
    }

    /// The instruction that must stand right before this one.
    pub fn before(&self) -> Option<&Instruction> {
        self.before.as_ref()
    }

    /// Gives the accounts that stand behind those the IDL names.
    pub fn followed_by(mut self, rest: Vec<AccountMeta>) -> Self {
        self.rest = rest;
        self
    }

    /// Leaves a signature out that the IDL asks for: another key signs in its place.
    pub fn unsigned(mut self, name: &str) -> Self {
        self.unsigned.insert(name.to_owned());
        self
    }

    /// The instructions of the transaction around `instruction`, this call's own or what a test made of it.
    pub fn transaction(&self, instruction: Instruction) -> Vec<Instruction> {
        self.before.iter().cloned().chain([instruction]).collect()
    }

    /// Name of the instruction.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its arguments.
    pub fn arguments(&self) -> &Json {
        &self.arguments
    }

    /// Names of the instruction's accounts in order.
    #[track_caller]
    pub fn account_names(&self) -> Vec<String> {
        let accounts = self.description()["accounts"].as_array();
        accounts
            .into_iter()
            .flatten()
            .filter_map(|account| account["name"].as_str())
            .map(str::to_owned)
            .collect()
    }

    /// Names of the accounts nobody named and the IDL cannot find, and whether each is optional.
    #[track_caller]
    pub fn open_accounts(&self) -> Vec<(String, bool)> {
        let accounts = self.description()["accounts"].as_array().expect("accounts");
        let open = accounts
            .iter()
            .filter(|account| self.find(account, accounts).is_none());
        open.filter_map(|account| {
            Some((
                account["name"].as_str()?.to_owned(),
                account["optional"] == true,
            ))
        })
        .collect()
    }

    /// Whether an account has to sign.
    #[track_caller]
    pub fn is_signer(&self, name: &str) -> bool {
        let accounts = self.description()["accounts"].as_array().expect("accounts");
        accounts
            .iter()
            .any(|account| account["name"] == name && account["signer"] == true)
    }

    /// Whether an account may be left out.
    #[track_caller]
    pub fn is_optional(&self, name: &str) -> bool {
        let accounts = self.description()["accounts"].as_array().expect("accounts");
        accounts
            .iter()
            .any(|account| account["name"] == name && account["optional"] == true)
    }

    /// The finished instruction.
    ///
    /// # Panics
    /// When an account is neither named nor found, an argument is missing or does not fit, or the name is unknown to
    /// the instruction: a test that names what does not exist tests nothing.
    #[track_caller]
    pub fn instruction(&self) -> Instruction {
        let description = self.description();
        let accounts = description["accounts"].as_array().expect("accounts");
        for name in self.accounts.keys() {
            assert!(
                accounts
                    .iter()
                    .any(|account| account["name"] == name.as_str()),
                "{} has no account {name}",
                self.name
            );
        }
        let metas = accounts
            .iter()
            .map(|account| self.meta(account, accounts))
            .chain(self.rest.iter().cloned())
            .collect();
        let mut data = bytes(&description["discriminator"]);
        for argument in description["args"].as_array().into_iter().flatten() {
            let name = argument["name"].as_str().expect("a name");
            self.idl()
                .encode(&argument["type"], &self.arguments[name], name, &mut data);
        }
        Instruction {
            program_id: self.program,
            accounts: metas,
            data,
        }
    }

    /// Address an account will have, found or named; `None` for an absent optional one.
    #[track_caller]
    pub fn address_of(&self, name: &str) -> Option<Pubkey> {
        let accounts = self.description()["accounts"].as_array().expect("accounts");
        let account = accounts.iter().find(|account| account["name"] == name);
        self.find(
            account.unwrap_or_else(|| panic!("{} has no account {name}", self.name)),
            accounts,
        )
    }

    #[track_caller]
    fn meta(&self, account: &Json, accounts: &[Json]) -> AccountMeta {
        let flag = |name: &str| account[name].as_bool().unwrap_or(false);
        match self.find(account, accounts) {
            Some(pubkey) => AccountMeta {
                pubkey,
                is_signer: flag("signer") && !self.is_unsigned(account),
                is_writable: flag("writable"),
            },
            None if flag("optional") => AccountMeta::new_readonly(self.program, false),
            None => panic!("{}: name the account {}", self.name, account["name"]),
        }
    }

    fn is_unsigned(&self, account: &Json) -> bool {
        let name = account["name"].as_str();
        name.is_some_and(|name| self.unsigned.contains(name))
    }

    #[track_caller]
    fn find(&self, account: &Json, accounts: &[Json]) -> Option<Pubkey> {
        let name = account["name"].as_str().expect("a name");
        if let Some(named) = self.accounts.get(name) {
            return Some(*named);
        }
        if account["optional"] == true {
            return None;
        }
        if let Some(address) = account["address"]
            .as_str()
            .and_then(|address| address.parse().ok())
        {
            return Some(address);
        }
        let seeds = account["pda"]["seeds"].as_array()?;
        let seeds: Option<Vec<Vec<u8>>> =
            seeds.iter().map(|seed| self.seed(seed, accounts)).collect();
        let seeds = seeds?;
        let seeds: Vec<&[u8]> = seeds.iter().map(Vec::as_slice).collect();
        let program = match &account["pda"]["program"] {
            Json::Null => self.program,
            program => Pubkey::try_from(bytes(&program["value"])).expect("32 bytes"),
        };
        Some(Pubkey::find_program_address(&seeds, &program).0)
    }

    #[track_caller]
    fn seed(&self, seed: &Json, accounts: &[Json]) -> Option<Vec<u8>> {
        let path = seed["path"].as_str().unwrap_or_default();
        match seed["kind"].as_str() {
            Some("const") => Some(bytes(&seed["value"])),
            // A field of an account takes its data, which this reader does not see.
            Some("account") if path.contains('.') => None,
            Some("account") => {
                let account = accounts.iter().find(|account| account["name"] == path)?;
                self.find(account, accounts)
                    .map(|address| address.to_bytes().to_vec())
            }
            Some("arg") => self.argument_seed(path),
            other => panic!("{}: a seed of kind {other:?}", self.name),
        }
    }

    #[track_caller]
    fn argument_seed(&self, path: &str) -> Option<Vec<u8>> {
        let mut segments = path.split('.');
        let root = segments.next()?;
        let arguments = self.description()["args"].as_array()?;
        let mut kind = &arguments.iter().find(|argument| argument["name"] == root)?["type"];
        let mut value = &self.arguments[root];
        for segment in segments {
            kind = self.idl().field_type(kind, segment)?;
            value = &value[segment];
        }
        let mut data = vec![];
        self.idl().encode(kind, value, path, &mut data);
        Some(data)
    }

    fn idl(&self) -> &'static Idl {
        Idl::of_program(&self.program)
    }

    #[track_caller]
    fn description(&self) -> &'static Json {
        let instructions = self.idl().document["instructions"]
            .as_array()
            .expect("instructions");
        let found = instructions
            .iter()
            .find(|instruction| instruction["name"] == self.name.as_str());
        found.unwrap_or_else(|| panic!("no instruction {} in the IDL", self.name))
    }
}

fn bytes(list: &Json) -> Vec<u8> {
    let byte = |value: &Json| u8::try_from(value.as_u64().expect("a byte")).expect("a byte");
    list.as_array().expect("bytes").iter().map(byte).collect()
}
