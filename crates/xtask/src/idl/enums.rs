//! Enums. An account stores them as `Pod<Name>`, which an IDL shows as an alias of `u8`; the alias gets the values, so
//! that a reader that knows nothing of them still reads a number.
use {
    super::{
        section,
        source::{Source, WireEnum},
    },
    anyhow::{bail, Result},
    serde_json::{json, Value as Json},
    std::collections::BTreeSet,
};

/// Adds `values` to the alias of every enum of the program: all it declares, and the shared ones it uses.
pub fn add_values(idl: &mut Json, source: &Source) -> Result<()> {
    let types = section(idl, "types");
    let used: BTreeSet<String> = types
        .iter()
        .filter_map(|entry| entry["name"].as_str())
        .map(str::to_owned)
        .collect();
    let shared = source.shared_enums.iter().filter(|found| {
        used.contains(&stored_name(found)) || source.own_identifiers.contains(&found.name)
    });
    for found in source.own_enums.iter().chain(shared) {
        let name = stored_name(found);
        types.retain(|entry| entry["name"] != name.as_str());
        types.push(definition(found));
    }
    for entry in types {
        let name = entry["name"].as_str().unwrap_or_default();
        let is_enum = entry["type"]["alias"] == "u8" && !["PodU8", "PodBool"].contains(&name);
        if is_enum && entry["type"]["values"].is_null() {
            bail!("{name} is stored as a byte, but no source declares its values");
        }
    }
    Ok(())
}

fn stored_name(found: &WireEnum) -> String {
    format!("Pod{}", found.name)
}

fn definition(found: &WireEnum) -> Json {
    let values = found.variants.iter().map(|(name, value, docs)| {
        let mut entry = json!({ "name": name, "value": value });
        if !docs.is_empty() {
            entry["docs"] = json!(docs);
        }
        entry
    });
    let mut definition = json!({
        "name": stored_name(found),
        "type": { "kind": "type", "alias": "u8", "values": values.collect::<Vec<_>>() },
    });
    if !found.docs.is_empty() {
        definition["docs"] = json!(found.docs);
    }
    definition
}
