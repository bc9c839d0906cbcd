//! Every account rebuilt from events alone (invariant 18): an indexer that never reads an account. Bumps and rent are
//! not told; everything else is, by a few rules for all events and one for each that says less than it means.
//!
//! The rules for all: `x` beside `x_changes` is an account and its counter. A field of an event that an account it
//! changed has too, is its value; so is `x_after` for `x`. A block is a part of the account that has all its fields.
mod governance;
mod markets;
mod registry;
mod rewards;
mod slashing;
mod staking;
mod verification;

use {
    crate::{book::Book, events},
    hypernode_test_kit::{program_id_for, EventRecord, Idl, Pubkey, Record, Value, PROGRAMS},
    std::{
        collections::{BTreeMap, BTreeSet},
        mem::discriminant,
    },
};

/// Fields no event tells: bumps, rent, and what is always the same.
const UNTOLD: [&str; 7] = [
    "version",
    "bump",
    "escrow_bump",
    "vault_bump",
    "rent_payer",
    "reserved",
    "spare",
];

/// Roles whose accounts are of a type of another name.
const ROLES: [(&str, &str); 8] = [
    ("sums", "State"),
    ("pool", "EpochPool"),
    ("next_pool", "EpochPool"),
    ("claim", "IncentiveClaim"),
    ("reward", "RewardAccount"),
    ("replicas", "ReplicaGroup"),
    ("replica", "ReplicaGroup"),
    ("link", "NostrLink"),
];

/// Events that close an account of this type under another name than `<type>Closed`.
const ENDINGS: [(&str, &str); 8] = [
    ("ReplicasClosed", "ReplicaGroup"),
    ("MemberRemoved", "Member"),
    ("PeeringRevoked", "Peering"),
    ("NameReleased", "Name"),
    ("NostrUnlinked", "NostrLink"),
    ("SessionRevoked", "Session"),
    ("VerdictCast", "VerdictCommitment"),
    ("VerdictClosed", "VerdictCommitment"),
];

/// Fields of a row or of a block of an event.
type Fields = BTreeMap<String, Value>;

/// One row for each account, as the events heard so far leave it.
#[derive(Default)]
pub struct Tables {
    rows: BTreeMap<Pubkey, Record>,
}

/// An account an event changed.
struct Touched {
    role: String,
    key: Pubkey,
    /// Whether the event is its first.
    is_new: bool,
    /// The row before the event.
    before: Record,
}

/// One event about to be folded in.
struct Heard<'a> {
    tables: &'a mut Tables,
    event: &'a Record,
    touched: Vec<Touched>,
}

impl Tables {
    /// Folds one event in.
    pub fn hear(&mut self, event: &EventRecord) {
        let program = PROGRAMS
            .into_iter()
            .find(|name| program_id_for(name) == event.program)
            .expect("an event of one of our programs");
        let event = events::read(event);
        let touched = self.touch(program, &event.fields);
        let mut heard = Heard {
            tables: self,
            event: &event,
            touched,
        };
        heard.take_values();
        heard.take_blocks();
        heard.take_later_values();
        match program {
            "registry" => registry::hear(&mut heard),
            "markets" => {
                markets::hear(&mut heard);
                verification::hear(&mut heard);
            }
            "staking" => staking::hear(&mut heard),
            "rewards" => rewards::hear(&mut heard),
            "slashing" => slashing::hear(&mut heard),
            "governance" => governance::hear(&mut heard),
            other => panic!("no rules for the events of {other}"),
        }
        heard.close();
    }

    /// Where rows and accounts differ.
    pub fn differences(&self, book: &Book) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        for (key, record) in &book.records {
            let Some(row) = self.rows.get(key) else {
                found.insert(format!("no event told of a {}", record.name));
                continue;
            };
            for (field, value) in &record.fields {
                if !UNTOLD.contains(&field.as_str()) && row.get(field) != value {
                    found.insert(format!(
                        "{}.{field} is {value:?}, the events say {:?}",
                        record.name,
                        row.get(field)
                    ));
                }
            }
        }
        for (key, row) in &self.rows {
            if !book.records.contains_key(key) {
                found.insert(format!("no event told that a {} is gone", row.name));
            }
        }
        found
    }

    /// Finds the accounts an event changed, makes rows of new ones and takes the counters over.
    fn touch(&mut self, program: &str, fields: &Fields) -> Vec<Touched> {
        let mut touched = vec![];
        for (name, key, changes) in accounts_of(fields, None) {
            let row = self
                .rows
                .entry(key)
                .or_insert_with(|| Idl::of_name(program).empty_account(&type_of(&name)));
            let before = row.clone();
            row.fields.insert("changes".to_owned(), changes.clone());
            touched.push(Touched {
                is_new: before.u64("changes") == 0,
                role: name,
                key,
                before,
            });
        }
        touched
    }
}

/// Accounts and counters of an event: `x` beside `x_changes`, or a block `{key, changes}` named by its role.
fn accounts_of(fields: &Fields, block: Option<&str>) -> Vec<(String, Pubkey, Value)> {
    let mut found = vec![];
    for (name, value) in fields {
        match value {
            Value::Key(key) => {
                let counter = match (block, name.as_str()) {
                    (Some(_), "key") => "changes".to_owned(),
                    _ => format!("{name}_changes"),
                };
                if let Some(changes) = fields.get(&counter).filter(|_| *key != Pubkey::default()) {
                    let role = block.filter(|_| name == "key").unwrap_or(name);
                    found.push((role.to_owned(), *key, changes.clone()));
                }
            }
            Value::Fields(inner) => found.extend(accounts_of(inner, Some(name))),
            _ => {}
        }
    }
    found
}

/// Type of the account in a role: `fee_shard` is a `FeeShard`.
fn type_of(role: &str) -> String {
    if let Some((_, name)) = ROLES.iter().find(|(known, _)| *known == role) {
        return (*name).to_owned();
    }
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    role.split('_').map(capital).collect()
}

impl Heard<'_> {
    /// Values the event states outright.
    fn take_values(&mut self) {
        let (fields, touched) = (&self.event.fields, &self.touched);
        for (name, value) in fields {
            let stated = !["_before", "_after", "_changes"]
                .iter()
                .any(|suffix| name.ends_with(suffix));
            if matches!(value, Value::Fields(_)) || !stated {
                continue;
            }
            for account in touched {
                let row = self.tables.rows.get_mut(&account.key).expect("touched");
                set(row, name, value);
                if account.is_new {
                    set_in(row, "head", name, value);
                }
            }
        }
    }

    /// Blocks that state parts of accounts. The terms come first: what follows from them may be stated beside them.
    fn take_blocks(&mut self) {
        let fields = self.event.fields.iter();
        let (terms, others): (Vec<_>, Vec<_>) = fields.partition(|(name, _)| *name == "terms");
        for (name, value) in terms.into_iter().chain(others) {
            let Value::Fields(block) = value else {
                continue;
            };
            if name == "before" || name.ends_with("_before") {
                continue;
            }
            match (block.get("key"), block.get("after")) {
                (Some(Value::Key(key)), Some(Value::Fields(after))) => {
                    if let Some(row) = self.tables.rows.get_mut(key) {
                        merge(row, after);
                    }
                }
                _ => self.take_block(name.strip_suffix("_after").unwrap_or(name), value, block),
            }
        }
    }

    /// A block goes to the account it is named after, else to one that has all its fields, else into a field.
    fn take_block(&mut self, name: &str, value: &Value, block: &Fields) {
        let exact = self.touched.iter().find(|account| account.role == name);
        let named = exact.or_else(|| {
            self.touched
                .iter()
                .find(|account| ROLES.contains(&(name, self.row_of(account).name.as_str())))
        });
        let fitting = self.touched.iter().find(|account| {
            let row = self.row_of(account);
            block.keys().all(|field| {
                row.fields.contains_key(field)
                    || account.role == *field
                    || field.ends_with("_changes")
            })
        });
        if let Some(key) = named.or(fitting).map(|account| account.key) {
            return merge(self.tables.rows.get_mut(&key).expect("touched"), block);
        }
        for account in &self.touched {
            let row = self.tables.rows.get_mut(&account.key).expect("touched");
            set(row, name, value);
        }
    }

    /// `x_after` is the value of `x`; where two accounts have an `x`, of the one that was there before.
    fn take_later_values(&mut self) {
        for (name, value) in &self.event.fields {
            let Some(field) = name.strip_suffix("_after") else {
                continue;
            };
            if matches!(value, Value::Fields(_)) {
                continue;
            }
            let having: Vec<&Touched> = self
                .touched
                .iter()
                .filter(|account| self.row_of(account).fields.contains_key(field))
                .collect();
            let keys: Vec<Pubkey> = having
                .iter()
                .filter(|account| having.len() == 1 || !account.is_new)
                .map(|account| account.key)
                .collect();
            for key in keys {
                set(
                    self.tables.rows.get_mut(&key).expect("touched"),
                    field,
                    value,
                );
            }
            for account in &self.touched {
                let row = self.tables.rows.get_mut(&account.key).expect("touched");
                set_in(row, "head", field, value);
            }
        }
    }

    /// What was closed is gone: the account the event is named after, and with a node its reputation.
    fn close(self) {
        let name = self.event.name.as_str();
        let ended = ENDINGS.iter().find(|(event, _)| *event == name);
        let Some(closed) = ended
            .map(|(_, closed)| *closed)
            .or(name.strip_suffix("Closed"))
        else {
            return;
        };
        for account in self.touched {
            let name = type_of(&account.role);
            if name == closed || closed == "Node" && name == "Reputation" {
                self.tables.rows.remove(&account.key);
            }
        }
    }

    fn row_of(&self, account: &Touched) -> &Record {
        &self.tables.rows[&account.key]
    }

    /// Row of the account in a role; the event is known to change one.
    fn row(&mut self, role: &str) -> &mut Record {
        let account = self.touched.iter().find(|account| account.role == role);
        let key = account
            .unwrap_or_else(|| panic!("{} changes no {role}", self.event.name))
            .key;
        self.tables.rows.get_mut(&key).expect("touched")
    }

    /// Row of the account in a role before the event.
    fn before(&self, role: &str) -> &Record {
        let account = self.touched.iter().find(|account| account.role == role);
        &account.expect("touched").before
    }

    /// Whether the event changes an account in this role.
    fn changes(&self, role: &str) -> bool {
        self.touched.iter().any(|account| account.role == role)
    }

    /// Whether the event changes an account in this role for the first time.
    fn opens(&self, role: &str) -> bool {
        self.touched
            .iter()
            .any(|account| account.role == role && account.is_new)
    }

    /// Sets fields of the account in a role.
    fn put(&mut self, role: &str, values: &[(&str, Value)]) {
        let row = self.row(role);
        for (field, value) in values {
            assert!(
                set(row, field, value),
                "{} has no {field} like {value:?}",
                row.name
            );
        }
    }

    fn value(&self, field: &str) -> Value {
        self.event.get(field).clone()
    }
}

/// Takes a value over where the row has such a field.
fn set(row: &mut Record, field: &str, value: &Value) -> bool {
    set_field(&mut row.fields, field, value)
}

fn set_field(fields: &mut Fields, field: &str, value: &Value) -> bool {
    match fields.get_mut(field) {
        Some(known) if discriminant(known) == discriminant(value) => {
            *known = value.clone();
            true
        }
        _ => false,
    }
}

/// Takes a value over into a nested block.
fn set_in(row: &mut Record, block: &str, field: &str, value: &Value) {
    if let Some(Value::Fields(fields)) = row.fields.get_mut(block) {
        set_field(fields, field, value);
    }
}

/// Takes the fields of a block over, those of blocks in it too.
fn merge(row: &mut Record, block: &Fields) {
    for (field, value) in block {
        match value {
            Value::Fields(inner) if !row.fields.contains_key(field) => merge(row, inner),
            _ => {
                set(row, field, value);
            }
        }
    }
}
