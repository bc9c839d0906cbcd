//! Reading accounts and events with the committed IDLs: an independent second reader beside the programs' own structs,
//! and a test of the IDLs themselves.
use {
    crate::{
        actors::program_id_for,
        artifacts::{repository_root, PROGRAMS},
    },
    serde_json::Value as Json,
    solana_pubkey::Pubkey,
    std::{
        collections::{BTreeMap, HashMap},
        fmt,
        sync::OnceLock,
    },
};

/// A decoded value. Integers of every width are `Int`; 128 bits hold them all.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Value {
    /// Unsigned or signed integer up to 127 bits of magnitude.
    Int(i128),
    /// Unsigned 128-bit integer: weights and accumulators use the whole width.
    Wide(u128),
    /// Truth value.
    Bool(bool),
    /// Address.
    Key(Pubkey),
    /// Byte array.
    Bytes(Vec<u8>),
    /// Array or vector of anything but bytes.
    List(Vec<Value>),
    /// Nested struct.
    Fields(BTreeMap<String, Value>),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Int(value) => write!(f, "{value}"),
            Self::Wide(value) => write!(f, "{value}"),
            Self::Bool(value) => write!(f, "{value}"),
            Self::Key(value) => write!(f, "{value}"),
            Self::Bytes(value) => value.iter().try_for_each(|byte| write!(f, "{byte:02x}")),
            Self::List(value) => value.fmt(f),
            Self::Fields(value) => value.fmt(f),
        }
    }
}

/// A decoded account or event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Name of the account or event type.
    pub name: String,
    /// Fields by name, with the fields of nested argument blocks under their own struct.
    pub fields: BTreeMap<String, Value>,
}

impl Record {
    /// Value of a field.
    ///
    /// # Panics
    /// When there is no such field.
    #[track_caller]
    pub fn get(&self, field: &str) -> &Value {
        self.fields.get(field).unwrap_or_else(|| {
            panic!(
                "{} has no field {field}: {:?}",
                self.name,
                self.fields.keys()
            )
        })
    }

    /// Integer field of up to 64 bits, unsigned.
    #[track_caller]
    pub fn u64(&self, field: &str) -> u64 {
        u64::try_from(self.int(field))
            .unwrap_or_else(|_| panic!("{}.{field} is outside 64 bits", self.name))
    }

    /// Integer field of any width that fits.
    #[track_caller]
    pub fn int(&self, field: &str) -> i128 {
        match self.get(field) {
            Value::Int(value) => *value,
            Value::Wide(value) => i128::try_from(*value)
                .unwrap_or_else(|_| panic!("{}.{field} is outside i128", self.name)),
            other => panic!("{}.{field} is no integer: {other:?}", self.name),
        }
    }

    /// Integer field of 128 bits.
    #[track_caller]
    pub fn u128(&self, field: &str) -> u128 {
        match self.get(field) {
            Value::Wide(value) => *value,
            _ => u128::try_from(self.int(field))
                .unwrap_or_else(|_| panic!("{}.{field} is negative", self.name)),
        }
    }

    /// Address field.
    #[track_caller]
    pub fn key(&self, field: &str) -> Pubkey {
        match self.get(field) {
            Value::Key(value) => *value,
            other => panic!("{}.{field} is no address: {other:?}", self.name),
        }
    }
}

/// Bytes no account of ours exceeds.
const MAX_ACCOUNT_SIZE: usize = 10_240;

/// One program's IDL, indexed for reading.
pub struct Idl {
    accounts: HashMap<Vec<u8>, String>,
    events: HashMap<Vec<u8>, String>,
    types: HashMap<String, Json>,
    /// The whole document, for what reads other parts of it.
    pub document: Json,
}

impl Idl {
    /// IDL of a program by its id.
    ///
    /// # Panics
    /// When no committed IDL has this address, or one is missing or malformed.
    #[track_caller]
    pub fn of_program(program: &Pubkey) -> &'static Self {
        static IDLS: OnceLock<HashMap<Pubkey, Idl>> = OnceLock::new();
        IDLS.get_or_init(|| PROGRAMS.iter().filter_map(|name| Self::load(name)).collect())
            .get(program)
            .unwrap_or_else(|| panic!("no IDL in clients/idl has the address {program}; rewrite them with `make programs`"))
    }

    /// IDL of a program by its name.
    ///
    /// # Panics
    /// As [`of_program`](Self::of_program).
    #[track_caller]
    pub fn of_name(program: &str) -> &'static Self {
        Self::of_program(&program_id_for(program))
    }

    /// Name of a program's own error by its number, whichever program it is.
    pub fn error_name(code: u32) -> Option<&'static str> {
        let errors = PROGRAMS
            .iter()
            .flat_map(|program| array_of(&Self::of_name(program).document, "errors"));
        errors
            .filter(|error| error["code"] == code)
            .find_map(|error| error["name"].as_str())
    }

    /// `None` when the program has no committed IDL.
    fn load(program: &str) -> Option<(Pubkey, Self)> {
        let path = repository_root()
            .join("clients/idl")
            .join(program)
            .with_extension("json");
        let text = std::fs::read_to_string(&path).ok()?;
        let document: Json = serde_json::from_str(&text)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let address = text_of(&document, "address")
            .parse()
            .unwrap_or_else(|_| panic!("{}: address", path.display()));
        let by_discriminator = |section: &str| {
            array_of(&document, section)
                .iter()
                .map(|entry| {
                    (
                        bytes_of(entry, "discriminator"),
                        text_of(entry, "name").to_owned(),
                    )
                })
                .collect()
        };
        let types = array_of(&document, "types")
            .iter()
            .map(|entry| (text_of(entry, "name").to_owned(), entry["type"].clone()))
            .collect();
        Some((
            address,
            Self {
                accounts: by_discriminator("accounts"),
                events: by_discriminator("events"),
                types,
                document,
            },
        ))
    }

    /// Reads account data; `None` when its discriminator is none of this program's.
    ///
    /// # Panics
    /// When the data is shorter or longer than the IDL says.
    #[track_caller]
    pub fn read_account(&self, data: &[u8]) -> Option<Record> {
        let name = self.accounts.get(data.get(..8)?)?;
        Some(self.read_record(name, &data[8..]))
    }

    /// An account of this type with nothing in it.
    ///
    /// # Panics
    /// When the program has no such account.
    #[track_caller]
    pub fn empty_account(&self, name: &str) -> Record {
        assert!(
            self.accounts.values().any(|known| known == name),
            "no account {name} in the IDL"
        );
        let mut reader = Reader {
            data: &[0; MAX_ACCOUNT_SIZE],
            types: &self.types,
        };
        Record {
            name: name.to_owned(),
            fields: reader.fields(&self.types[name]["fields"]),
        }
    }

    /// Reads an event behind its tag.
    ///
    /// # Panics
    /// When the discriminator is unknown or the length differs from what the IDL says.
    #[track_caller]
    pub fn read_event(&self, data: &[u8]) -> Record {
        let name = data
            .get(..8)
            .and_then(|discriminator| self.events.get(discriminator));
        let name = name.unwrap_or_else(|| {
            panic!("an event the IDL does not know; rewrite it with `make programs`: {data:02x?}")
        });
        self.read_record(name, &data[8..])
    }

    #[track_caller]
    fn read_record(&self, name: &str, data: &[u8]) -> Record {
        let mut reader = Reader {
            data,
            types: &self.types,
        };
        let fields = reader.fields(&self.types[name]["fields"]);
        assert!(
            reader.data.is_empty(),
            "{name}: {} bytes more than the IDL says",
            reader.data.len()
        );
        Record {
            name: name.to_owned(),
            fields,
        }
    }

    /// Type of a field of a struct type.
    pub(crate) fn field_type<'a>(&'a self, kind: &'a Json, field: &str) -> Option<&'a Json> {
        let fields = self.types.get(kind["defined"]["name"].as_str()?)?["fields"].as_array()?;
        fields
            .iter()
            .find(|entry| entry["name"] == field)
            .map(|entry| &entry["type"])
    }

    /// Appends a value in the form of its type.
    ///
    /// # Panics
    /// When it does not fit; `place` says where.
    #[track_caller]
    pub(crate) fn encode(&self, kind: &Json, value: &Json, place: &str, out: &mut Vec<u8>) {
        match kind {
            Json::String(primitive) => encode_primitive(primitive, value, place, out),
            _ if !kind["array"].is_null() => {
                let items = value
                    .as_array()
                    .unwrap_or_else(|| panic!("{place}: a list is needed, found {value}"));
                assert_eq!(
                    Some(items.len() as u64),
                    kind["array"][1].as_u64(),
                    "{place}: length"
                );
                items
                    .iter()
                    .for_each(|item| self.encode(&kind["array"][0], item, place, out));
            }
            _ if !kind["vec"].is_null() => {
                let items = value
                    .as_array()
                    .unwrap_or_else(|| panic!("{place}: a list is needed, found {value}"));
                out.extend(u32::try_from(items.len()).expect("a length").to_le_bytes());
                items
                    .iter()
                    .for_each(|item| self.encode(&kind["vec"], item, place, out));
            }
            _ if !kind["defined"].is_null() => {
                let name = text_of(&kind["defined"], "name");
                let defined = self
                    .types
                    .get(name)
                    .unwrap_or_else(|| panic!("the IDL uses {name} but does not define it"));
                if text_of(defined, "kind") == "type" {
                    return self.encode(&defined["alias"], value, place, out);
                }
                for field in array_of(defined, "fields") {
                    let field_name = text_of(field, "name");
                    let place = format!("{place}.{field_name}");
                    self.encode(&field["type"], &value[field_name], &place, out);
                }
            }
            other => panic!("{place}: unknown type {other}"),
        }
    }
}

#[track_caller]
fn encode_primitive(kind: &str, value: &Json, place: &str, out: &mut Vec<u8>) {
    match kind {
        "bool" => out.push(
            value
                .as_bool()
                .unwrap_or_else(|| panic!("{place}: true or false is needed, found {value}"))
                .into(),
        ),
        "pubkey" => {
            let key: Option<Pubkey> = value.as_str().and_then(|text| text.parse().ok());
            out.extend(
                key.unwrap_or_else(|| panic!("{place}: an address is needed, found {value}"))
                    .to_bytes(),
            );
        }
        integer => {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            let width = width_of(integer);
            let value: i128 = text
                .parse()
                .unwrap_or_else(|_| panic!("{place}: {integer} is needed, found {text}"));
            let (low, high) = if integer.starts_with('i') {
                (-(1i128 << (8 * width - 1)), (1i128 << (8 * width - 1)) - 1)
            } else {
                (
                    0,
                    if width == 16 {
                        i128::MAX
                    } else {
                        (1i128 << (8 * width)) - 1
                    },
                )
            };
            assert!(
                (low..=high).contains(&value),
                "{place}: {value} does not fit {integer}"
            );
            out.extend(&value.to_le_bytes()[..width]);
        }
    }
}

/// Walks over little-endian, packed bytes: the form of Borsh and of our Pod structs alike.
struct Reader<'a> {
    data: &'a [u8],
    types: &'a HashMap<String, Json>,
}

impl Reader<'_> {
    #[track_caller]
    fn take(&mut self, length: usize) -> Vec<u8> {
        assert!(
            length <= self.data.len(),
            "the data ends {} bytes before the IDL does",
            length - self.data.len()
        );
        let (head, rest) = self.data.split_at(length);
        self.data = rest;
        head.to_vec()
    }

    #[track_caller]
    fn fields(&mut self, fields: &Json) -> BTreeMap<String, Value> {
        let fields = fields.as_array().expect("a struct with named fields");
        fields
            .iter()
            .map(|field| {
                (
                    text_of(field, "name").to_owned(),
                    self.value(&field["type"]),
                )
            })
            .collect()
    }

    #[track_caller]
    fn value(&mut self, kind: &Json) -> Value {
        match kind {
            Json::String(primitive) => self.primitive(primitive),
            _ if !kind["array"].is_null() => {
                let length = usize::try_from(kind["array"][1].as_u64().expect("an array length"))
                    .expect("a length");
                self.list(&kind["array"][0], length)
            }
            _ if !kind["vec"].is_null() => {
                let length = u32::from_le_bytes(self.take(4).try_into().expect("4 bytes"));
                self.list(&kind["vec"], usize::try_from(length).expect("a length"))
            }
            _ if !kind["defined"].is_null() => {
                let name = text_of(&kind["defined"], "name");
                let defined = self
                    .types
                    .get(name)
                    .unwrap_or_else(|| panic!("the IDL uses {name} but does not define it"));
                match text_of(defined, "kind") {
                    "struct" => Value::Fields(self.fields(&defined["fields"])),
                    "enum" => self.primitive("u8"),
                    "type" => self.value(&defined["alias"].clone()),
                    other => panic!("{name}: unknown kind {other}"),
                }
            }
            other => panic!("unknown type {other}"),
        }
    }

    #[track_caller]
    fn list(&mut self, element: &Json, length: usize) -> Value {
        if element == "u8" {
            return Value::Bytes(self.take(length));
        }
        Value::List((0..length).map(|_| self.value(element)).collect())
    }

    #[track_caller]
    fn primitive(&mut self, name: &str) -> Value {
        match name {
            "bool" => Value::Bool(self.take(1) == [1]),
            "pubkey" => Value::Key(Pubkey::new_from_array(
                self.take(32).try_into().expect("32 bytes"),
            )),
            "u128" => Value::Wide(u128::from_le_bytes(
                self.take(16).try_into().expect("16 bytes"),
            )),
            "u8" | "u16" | "u32" | "u64" => Value::Int(self.unsigned(name)),
            "i8" | "i16" | "i32" | "i64" => Value::Int(self.signed(name)),
            other => panic!("unknown type {other}"),
        }
    }

    fn unsigned(&mut self, name: &str) -> i128 {
        let bytes = self.take(width_of(name));
        bytes
            .iter()
            .rev()
            .fold(0, |value, byte| value << 8 | i128::from(*byte))
    }

    fn signed(&mut self, name: &str) -> i128 {
        let bits = 8 * width_of(name);
        let value = self.unsigned(name);
        value
            - if value >> (bits - 1) == 1 {
                1 << bits
            } else {
                0
            }
    }
}

fn width_of(integer: &str) -> usize {
    integer[1..]
        .parse::<usize>()
        .expect("the width of an integer")
        / 8
}

#[track_caller]
fn text_of<'a>(json: &'a Json, key: &str) -> &'a str {
    json[key]
        .as_str()
        .unwrap_or_else(|| panic!("{key} is no text in {json}"))
}

fn array_of<'a>(json: &'a Json, key: &str) -> &'a [Json] {
    json[key].as_array().map_or(&[], Vec::as_slice)
}

#[track_caller]
fn bytes_of(json: &Json, key: &str) -> Vec<u8> {
    let byte = |value: &Json| {
        value
            .as_u64()
            .and_then(|value| u8::try_from(value).ok())
            .expect("a byte")
    };
    array_of(json, key).iter().map(byte).collect()
}
