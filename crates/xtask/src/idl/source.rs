//! What the framework leaves out of an IDL and the sources say: values of enums, seeds, addresses by name.
use {
    crate::workspace::Program,
    anyhow::{Context, Result},
    proc_macro2::{TokenStream, TokenTree},
    std::{
        collections::{BTreeMap, BTreeSet},
        path::{Path, PathBuf},
    },
    syn::{parse::Parser, punctuated::Punctuated, Attribute, Expr, Fields, Item, Lit, Meta, Token},
};

/// One enum stored as a byte.
pub struct WireEnum {
    /// Name of the enum without the prefix of its stored form.
    pub name: String,
    /// Doc lines.
    pub docs: Vec<String>,
    /// Name, value and doc lines of each variant in printed order.
    pub variants: Vec<(String, u64, Vec<String>)>,
}

/// One field of an accounts struct.
pub struct AccountField {
    /// Name of the account.
    pub name: String,
    /// Last segment of the innermost type: `Job` of `Option<Account<Job>>`.
    pub kind: String,
    /// Elements of `seeds = [...]`.
    pub seeds: Option<Vec<Expr>>,
    /// Expression of `seeds::program = ...`.
    pub seeds_program: Option<Expr>,
    /// Expression of `address = ...`.
    pub address: Option<Expr>,
    /// Whether it is `mut` or made by the instruction.
    pub writable: bool,
}

/// One instruction's handler.
pub struct Handler {
    /// Accounts struct of its context.
    pub accounts: String,
    /// Names of its arguments.
    pub arguments: Vec<String>,
}

/// Everything of interest in a program's crates.
#[derive(Default)]
pub struct Source {
    /// Enums of the program's own crate.
    pub own_enums: Vec<WireEnum>,
    /// Enums of the workspace crates it is built from.
    pub shared_enums: Vec<WireEnum>,
    /// Every identifier in the program's own crate.
    pub own_identifiers: BTreeSet<String>,
    /// Byte string constants by name.
    pub byte_constants: BTreeMap<String, Vec<u8>>,
    /// Base58 texts in constants, by `NAME` or, where the constant is a struct, by `NAME.field`.
    pub address_constants: BTreeMap<String, String>,
    /// Accounts structs by name.
    pub accounts: BTreeMap<String, Vec<AccountField>>,
    /// Handlers by instruction name.
    pub handlers: BTreeMap<String, Handler>,
}

impl Source {
    /// Reads every Rust file of the program and of the workspace crates it is built from.
    pub fn read(program: &Program) -> Result<Self> {
        let mut source = Self::default();
        for (index, folder) in program.sources.iter().enumerate() {
            for path in rust_files(&folder.join("src"))? {
                let text = std::fs::read_to_string(&path)?;
                let file = syn::parse_file(&text).with_context(|| path.display().to_string())?;
                let own = index == 0;
                if own {
                    let tokens: TokenStream = text
                        .parse()
                        .map_err(|error| anyhow::anyhow!("{}: {error}", path.display()))?;
                    collect_identifiers(tokens, &mut source.own_identifiers);
                }
                for item in file.items {
                    source
                        .read_item(item, own)
                        .with_context(|| path.display().to_string())?;
                }
            }
        }
        Ok(source)
    }

    fn read_item(&mut self, item: Item, own: bool) -> Result<()> {
        match item {
            Item::Mod(module) if !is_test(&module.attrs) => {
                let program = module
                    .attrs
                    .iter()
                    .any(|attribute| attribute.path().is_ident("program"));
                for item in module.content.into_iter().flat_map(|(_, items)| items) {
                    match item {
                        Item::Fn(function) if own && program => self.read_handler(&function.sig),
                        item => self.read_item(item, own)?,
                    }
                }
            }
            Item::Enum(item)
                if item
                    .attrs
                    .iter()
                    .any(|attribute| attribute.path().is_ident("pod_wrapper")) =>
            {
                self.add_enum(&item, own)?;
            }
            Item::Macro(item)
                if item
                    .mac
                    .path
                    .segments
                    .last()
                    .is_some_and(|segment| segment.ident == "wire_enum") =>
            {
                let item: syn::ItemEnum = syn::parse2(item.mac.tokens)?;
                self.add_enum(&item, own)?;
            }
            Item::Const(item) => self.read_constant(&item.ident.to_string(), &item.expr),
            Item::Struct(item) if own && derives_accounts(&item.attrs) => {
                if let Fields::Named(fields) = &item.fields {
                    let fields = fields
                        .named
                        .iter()
                        .map(AccountField::read)
                        .collect::<Result<_>>()?;
                    self.accounts.insert(item.ident.to_string(), fields);
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn read_constant(&mut self, name: &str, value: &Expr) {
        match value {
            Expr::Lit(syn::ExprLit {
                lit: Lit::ByteStr(bytes),
                ..
            }) => {
                self.byte_constants.insert(name.to_owned(), bytes.value());
            }
            // `Address::from_str_const("...")`, `pda("...", 255)`.
            Expr::Call(call) => {
                if let Some(Expr::Lit(syn::ExprLit {
                    lit: Lit::Str(text),
                    ..
                })) = call.args.first()
                {
                    self.address_constants.insert(name.to_owned(), text.value());
                }
            }
            Expr::Struct(value) => {
                for field in &value.fields {
                    if let syn::Member::Named(member) = &field.member {
                        self.read_constant(&format!("{name}.{member}"), &field.expr);
                    }
                }
            }
            _ => {}
        }
    }

    fn read_handler(&mut self, signature: &syn::Signature) {
        let mut inputs = signature.inputs.iter().filter_map(|input| match input {
            syn::FnArg::Typed(input) => Some(input),
            syn::FnArg::Receiver(_) => None,
        });
        let Some(context) = inputs.next() else { return };
        let arguments = inputs.filter_map(|input| match &*input.pat {
            syn::Pat::Ident(pattern) => Some(pattern.ident.to_string()),
            _ => None,
        });
        let handler = Handler {
            accounts: innermost(&context.ty),
            arguments: arguments.collect(),
        };
        self.handlers.insert(signature.ident.to_string(), handler);
    }

    fn add_enum(&mut self, item: &syn::ItemEnum, own: bool) -> Result<()> {
        let mut next = 0;
        let mut variants = vec![];
        for variant in &item.variants {
            if let Some((
                _,
                Expr::Lit(syn::ExprLit {
                    lit: Lit::Int(value),
                    ..
                }),
            )) = &variant.discriminant
            {
                next = value.base10_parse()?;
            }
            variants.push((variant.ident.to_string(), next, docs_of(&variant.attrs)));
            next += 1;
        }
        let found = WireEnum {
            name: item.ident.to_string(),
            docs: docs_of(&item.attrs),
            variants,
        };
        if own {
            &mut self.own_enums
        } else {
            &mut self.shared_enums
        }
        .push(found);
        Ok(())
    }
}

impl AccountField {
    /// Reads the field of an accounts struct.
    pub fn read(field: &syn::Field) -> Result<Self> {
        let name = field
            .ident
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        let mut found = Self {
            name,
            kind: innermost(&field.ty),
            seeds: None,
            seeds_program: None,
            address: None,
            writable: false,
        };
        for attribute in field
            .attrs
            .iter()
            .filter(|attribute| attribute.path().is_ident("account"))
        {
            let Meta::List(list) = &attribute.meta else {
                continue;
            };
            for part in split_at_commas(list.tokens.clone()) {
                found
                    .read_constraint(part)
                    .with_context(|| found.name.clone())?;
            }
        }
        Ok(found)
    }

    fn read_constraint(&mut self, tokens: Vec<TokenTree>) -> Result<()> {
        let text: Vec<String> = tokens.iter().take(5).map(ToString::to_string).collect();
        let text: Vec<&str> = text.iter().map(String::as_str).collect();
        let rest = |skip: usize| tokens[skip..].iter().cloned().collect::<TokenStream>();
        match text.as_slice() {
            ["mut" | "init" | "init_if_needed" | "zeroed", ..] => self.writable = true,
            ["seeds", "=", ..] => {
                if let Expr::Array(array) = syn::parse2(rest(2))? {
                    self.seeds = Some(array.elems.into_iter().collect());
                }
            }
            ["seeds", ":", ":", "program", "="] => self.seeds_program = Some(syn::parse2(rest(5))?),
            ["address", "=", ..] => {
                let before_error = tokens[2..]
                    .iter()
                    .take_while(|token| token.to_string() != "@");
                self.address = Some(syn::parse2(before_error.cloned().collect())?);
            }
            _ => {}
        }
        Ok(())
    }
}

/// Path of the last type argument, peeled: `Job` of `Option<Account<Job>>`, `&mut Context<PostJob>` gives `PostJob`.
fn innermost(kind: &syn::Type) -> String {
    match kind {
        syn::Type::Reference(reference) => innermost(&reference.elem),
        syn::Type::Path(path) => {
            let Some(last) = path.path.segments.last() else {
                return String::new();
            };
            if let syn::PathArguments::AngleBracketed(arguments) = &last.arguments {
                let inner = arguments.args.iter().find_map(|argument| match argument {
                    syn::GenericArgument::Type(kind) => Some(innermost(kind)),
                    _ => None,
                });
                if let Some(inner) = inner {
                    return inner;
                }
            }
            last.ident.to_string()
        }
        _ => String::new(),
    }
}

fn split_at_commas(tokens: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut parts = vec![vec![]];
    for token in tokens {
        match &token {
            TokenTree::Punct(punctuation) if punctuation.as_char() == ',' => parts.push(vec![]),
            _ => parts.last_mut().expect("never empty").push(token),
        }
    }
    parts
}

fn docs_of(attributes: &[Attribute]) -> Vec<String> {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(meta) if meta.path.is_ident("doc") => match &meta.value {
                Expr::Lit(syn::ExprLit {
                    lit: Lit::Str(text),
                    ..
                }) => Some(text.value().trim().to_owned()),
                _ => None,
            },
            _ => None,
        });
    lines.collect()
}

fn derives_accounts(attributes: &[Attribute]) -> bool {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
        .any(|attribute| {
            let Meta::List(list) = &attribute.meta else {
                return false;
            };
            let paths =
                Punctuated::<syn::Path, Token![,]>::parse_terminated.parse2(list.tokens.clone());
            paths.is_ok_and(|paths| {
                paths.iter().any(|path| {
                    path.segments
                        .last()
                        .is_some_and(|last| last.ident == "Accounts")
                })
            })
        })
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| match &attribute.meta {
        Meta::List(list) => attribute.path().is_ident("cfg") && list.tokens.to_string() == "test",
        _ => false,
    })
}

fn collect_identifiers(tokens: TokenStream, found: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(identifier) => {
                found.insert(identifier.to_string());
            }
            TokenTree::Group(group) => collect_identifiers(group.stream(), found),
            _ => {}
        }
    }
}

fn rust_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let (mut files, mut open) = (vec![], vec![folder.to_owned()]);
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}
