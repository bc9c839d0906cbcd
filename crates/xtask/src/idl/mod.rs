//! IDLs: printed by each program's own code, assembled, then mended from its sources.
mod enums;
mod printed;
mod seeds;
mod source;
mod writable;

use {
    crate::{
        json,
        workspace::{Program, Workspace},
    },
    anyhow::{Context, Result},
    serde_json::{Map, Value as Json},
};

/// Text of each program's IDL, the same for the same sources.
pub fn build<'a>(
    workspace: &Workspace,
    programs: &[&'a Program],
) -> Result<Vec<(&'a str, String)>> {
    let printed = printed::print(workspace, programs)?;
    programs
        .iter()
        .zip(printed)
        .map(|(program, mut idl)| {
            let source = source::Source::read(program)?;
            enums::add_values(&mut idl, &source).with_context(|| program.name.clone())?;
            seeds::mend(&mut idl, &source).with_context(|| program.name.clone())?;
            writable::check(&idl, &source).with_context(|| program.name.clone())?;
            Ok((program.name.as_str(), json::text(&ordered(idl))))
        })
        .collect()
}

/// The sections in the order of the specification, each sorted by what identifies an entry on the wire or by name.
fn ordered(mut idl: Json) -> Json {
    let mut document = Map::new();
    for section in ["address", "metadata"] {
        document.insert(section.to_owned(), idl[section].take());
    }
    for (section, key) in [
        ("instructions", "discriminator"),
        ("accounts", "name"),
        ("events", "name"),
        ("errors", "code"),
        ("types", "name"),
        ("constants", "name"),
    ] {
        let mut entries = match idl[section].take() {
            Json::Array(entries) => entries,
            _ => vec![],
        };
        entries.sort_by_key(|entry| sort_key(&entry[key]));
        let entries = entries.into_iter().map(with_ordered_keys).collect();
        document.insert(section.to_owned(), Json::Array(entries));
    }
    Json::Object(document)
}

/// Texts sort as they are, numbers and discriminators by value.
fn sort_key(value: &Json) -> (String, Vec<u64>) {
    match value {
        Json::String(text) => (text.clone(), vec![]),
        Json::Array(bytes) => (
            String::new(),
            bytes.iter().filter_map(Json::as_u64).collect(),
        ),
        other => (String::new(), other.as_u64().into_iter().collect()),
    }
}

/// Puts what names a thing first and what it is made of last; other keys keep their order between.
fn with_ordered_keys(value: Json) -> Json {
    match value {
        Json::Array(items) => Json::Array(items.into_iter().map(with_ordered_keys).collect()),
        Json::Object(mut object) => {
            let mut result = Map::new();
            for key in [
                "code",
                "kind",
                "name",
                "docs",
                "discriminator",
                "serialization",
                "repr",
            ] {
                if let Some(value) = object.shift_remove(key) {
                    result.insert(key.to_owned(), with_ordered_keys(value));
                }
            }
            object.sort_keys();
            result.extend(
                object
                    .into_iter()
                    .map(|(key, value)| (key, with_ordered_keys(value))),
            );
            Json::Object(result)
        }
        other => other,
    }
}

/// Entries of a section, writable.
fn section<'a>(idl: &'a mut Json, name: &str) -> &'a mut Vec<Json> {
    if !idl[name].is_array() {
        idl[name] = Json::Array(vec![]);
    }
    idl[name].as_array_mut().expect("an array, made above")
}
