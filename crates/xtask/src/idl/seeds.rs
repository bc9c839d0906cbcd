//! Addresses and seeds the framework cannot express: seeds out of argument blocks and account fields, programs and
//! addresses that are constants of `crates/common`.
use {
    super::source::{AccountField, Handler, Source},
    anyhow::{Context, Result},
    serde_json::{json, Value as Json},
    syn::Expr,
};

/// Completes the accounts of every instruction.
pub fn mend(idl: &mut Json, source: &Source) -> Result<()> {
    let program = idl["address"].clone();
    for instruction in idl["instructions"].as_array_mut().into_iter().flatten() {
        let name = instruction["name"].as_str().unwrap_or_default().to_owned();
        let handler = source
            .handlers
            .get(&name)
            .with_context(|| format!("no handler {name} in the sources"))?;
        for account in instruction["accounts"].as_array_mut().into_iter().flatten() {
            mend_account(account, handler, &handler.accounts, source, &program)
                .with_context(|| name.clone())?;
        }
    }
    Ok(())
}

fn mend_account(
    account: &mut Json,
    handler: &Handler,
    accounts: &str,
    source: &Source,
    program: &Json,
) -> Result<()> {
    let name = account["name"].as_str().unwrap_or_default().to_owned();
    // A struct made by a macro is not in the sources; what the framework prints of it stays.
    let fields = source.accounts.get(accounts).map_or(&[][..], Vec::as_slice);
    let field = fields.iter().find(|field| field.name == name);
    if let Some(nested) = account.get_mut("accounts").and_then(Json::as_array_mut) {
        let inner = field
            .map(|field| field.kind.clone())
            .with_context(|| format!("no group {name} in {accounts}"))?;
        return nested
            .iter_mut()
            .try_for_each(|account| mend_account(account, handler, &inner, source, program));
    }
    // Added by the framework for events: the program itself.
    if name == "program" && field.is_none() {
        account["address"] = program.clone();
    }
    let Some(field) = field else { return Ok(()) };
    // Own singleton, told by its type alone on chain; a client still has to find it.
    if field.kind == "Config" && field.seeds.is_none() && field.address.is_none() {
        account["pda"] = json!({ "seeds": [{ "kind": "const", "value": b"config" }] });
        return Ok(());
    }
    if let Some(address) = field
        .address
        .as_ref()
        .and_then(|address| constant_address(address, source))
    {
        account["address"] = address.into();
        account
            .as_object_mut()
            .expect("an account")
            .shift_remove("pda");
        return Ok(());
    }
    if let Some(seeds) = &field.seeds {
        let printed = account
            .as_object_mut()
            .expect("an account")
            .shift_remove("pda")
            .unwrap_or_default();
        let seeds: Option<Vec<Json>> = seeds
            .iter()
            .map(|seed| seed_of(seed, fields, handler, source))
            .collect();
        let Some(seeds) = seeds else { return Ok(()) };
        account["pda"] = json!({ "seeds": seeds });
        if let Some(program) = &field.seeds_program {
            account["pda"]["program"] = match constant_address(program, source) {
                Some(address) => {
                    json!({ "kind": "const", "value": bs58::decode(address).into_vec()? })
                }
                None => printed["program"].clone(),
            };
        }
    }
    Ok(())
}

/// A seed a client can compute; `None` where it takes more than a constant, an argument or an account's field.
fn seed_of(
    seed: &Expr,
    fields: &[AccountField],
    handler: &Handler,
    source: &Source,
) -> Option<Json> {
    let seed = peel(seed);
    if let Expr::Lit(syn::ExprLit {
        lit: syn::Lit::ByteStr(bytes),
        ..
    }) = seed
    {
        return Some(json!({ "kind": "const", "value": bytes.value() }));
    }
    let path = path_of(seed)?;
    let (root, rest) = path.split_first()?;
    if rest.is_empty() {
        if let Some(bytes) = source.byte_constants.get(root) {
            return Some(json!({ "kind": "const", "value": bytes }));
        }
    }
    let joined = path.join(".");
    if let Some(field) = fields.iter().find(|field| field.name == *root) {
        return Some(match rest {
            [] => json!({ "kind": "account", "path": joined }),
            _ => json!({ "kind": "account", "path": joined, "account": field.kind }),
        });
    }
    handler
        .arguments
        .contains(root)
        .then(|| json!({ "kind": "arg", "path": joined }))
}

/// Takes away what only changes the form of a seed: references, one-element arrays, conversions to bytes.
fn peel(expression: &Expr) -> &Expr {
    const CONVERSIONS: [&str; 9] = [
        "as_ref",
        "as_slice",
        "as_bytes",
        "to_le_bytes",
        "address",
        "key",
        "get",
        "clone",
        "to_bytes",
    ];
    match expression {
        Expr::Reference(reference) => peel(&reference.expr),
        Expr::Paren(inner) => peel(&inner.expr),
        Expr::Array(array) if array.elems.len() == 1 => peel(&array.elems[0]),
        Expr::MethodCall(call)
            if call.args.is_empty() && CONVERSIONS.iter().any(|name| call.method == name) =>
        {
            peel(&call.receiver)
        }
        Expr::Index(index) if matches!(*index.index, Expr::Range(_)) => peel(&index.expr),
        other => other,
    }
}

/// `["args", "id"]` of `args.id`; the last segment of a qualified name.
fn path_of(expression: &Expr) -> Option<Vec<String>> {
    match peel(expression) {
        Expr::Path(path) => Some(vec![path.path.segments.last()?.ident.to_string()]),
        Expr::Field(field) => {
            let mut path = path_of(&field.base)?;
            if let syn::Member::Named(name) = &field.member {
                path.push(name.to_string());
            }
            Some(path)
        }
        _ => None,
    }
}

/// Base58 of an address that is a constant of the sources: `STAKING.caller.address`, `TOKEN_PROGRAM`.
fn constant_address<'a>(expression: &Expr, source: &'a Source) -> Option<&'a str> {
    let mut path = path_of(expression)?;
    if path.len() > 1 && path.last().is_some_and(|last| last == "address") {
        path.pop();
    }
    source
        .address_constants
        .get(&path.join("."))
        .map(String::as_str)
}
