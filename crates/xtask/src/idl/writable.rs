//! Proof that an IDL asks for a write lock exactly where the sources do. The framework takes `unsafe(dup)` for `mut` too:
//! every account marked so alone would be locked by each transaction that only reads it.
use {
    super::source::Source,
    anyhow::{ensure, Context, Result},
    serde_json::Value as Json,
};

/// Refuses an IDL with an account that is writable without `mut` or `init` in its field, or the other way round.
pub fn check(idl: &Json, source: &Source) -> Result<()> {
    for instruction in idl["instructions"].as_array().into_iter().flatten() {
        let name = instruction["name"].as_str().unwrap_or_default();
        let handler = source
            .handlers
            .get(name)
            .with_context(|| format!("no handler {name} in the sources"))?;
        check_accounts(&instruction["accounts"], &handler.accounts, source)
            .with_context(|| name.to_owned())?;
    }
    Ok(())
}

fn check_accounts(accounts: &Json, of: &str, source: &Source) -> Result<()> {
    // A struct made by a macro is not in the sources.
    let Some(fields) = source.accounts.get(of) else {
        return Ok(());
    };
    for account in accounts.as_array().into_iter().flatten() {
        let name = account["name"].as_str().unwrap_or_default();
        // What the framework adds for events has no field.
        let Some(field) = fields.iter().find(|field| field.name == name) else {
            continue;
        };
        if account["accounts"].is_array() {
            check_accounts(&account["accounts"], &field.kind, source)?;
            continue;
        }
        let writable = account["writable"] == true;
        ensure!(
            writable == field.writable,
            "{name} of {of}: writable is {writable} in the IDL, {} in the sources",
            field.writable
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use {
        super::*,
        crate::{
            idl::source::{AccountField, Handler},
            workspace::Workspace,
        },
        serde_json::json,
        syn::parse_quote,
    };

    fn checked(field: syn::Field, writable: bool) -> Result<()> {
        let mut source = Source::default();
        let fields = vec![AccountField::read(&field)?];
        source.accounts.insert("Accounts".to_owned(), fields);
        let handler = Handler {
            accounts: "Accounts".to_owned(),
            arguments: vec![],
        };
        source.handlers.insert("call".to_owned(), handler);
        let account = match writable {
            true => json!({ "name": "signer", "writable": true }),
            false => json!({ "name": "signer" }),
        };
        let idl = json!({ "instructions": [{ "name": "call", "accounts": [account] }] });
        check(&idl, &source)
    }

    #[test]
    fn accepts_a_write_lock_with_mut_or_init_alone() {
        checked(parse_quote!(pub signer: Signer), false).unwrap();
        checked(
            parse_quote!(#[account(mut, unsafe(dup))] pub signer: Signer),
            true,
        )
        .unwrap();
        checked(
            parse_quote!(#[account(init, payer = payer)] pub signer: Account<Node>),
            true,
        )
        .unwrap();
    }

    #[test]
    fn refuses_a_write_lock_that_the_sources_do_not_ask_for() {
        assert!(checked(parse_quote!(pub signer: Signer), true).is_err());
        assert!(checked(
            parse_quote!(#[account(unsafe(dup))] pub signer: Signer),
            true
        )
        .is_err());
        assert!(checked(parse_quote!(#[account(mut)] pub signer: Signer), false).is_err());
    }

    #[test]
    fn agrees_with_every_committed_idl() {
        let workspace = Workspace::load().unwrap();
        for program in workspace.programs.values() {
            let text = std::fs::read_to_string(workspace.idl_of(&program.name)).unwrap();
            let idl = serde_json::from_str(&text).unwrap();
            let source = Source::read(program).unwrap();
            check(&idl, &source)
                .with_context(|| program.name.clone())
                .unwrap();
        }
    }
}
