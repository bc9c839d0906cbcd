//! Runs the code the framework adds to a program under feature `idl-build`, and assembles what it prints.
use {
    super::section,
    crate::workspace::{cargo, Program, Workspace},
    anyhow::{bail, Context, Result},
    serde_json::{json, Value as Json},
    std::{
        collections::BTreeMap,
        path::{Path, PathBuf},
        process::{Command, Stdio},
    },
};

/// IDLs in the order of `programs`, as the framework gives them.
pub fn print(workspace: &Workspace, programs: &[&Program]) -> Result<Vec<Json>> {
    let executables = build_test_executables(workspace, programs)?;
    programs
        .iter()
        .map(|program| {
            let executable = executables
                .get(&program.package)
                .with_context(|| format!("{}: no test executable", program.name))?;
            // One thread, so that no two parts are printed into each other.
            let output = Command::new(executable)
                .args([
                    "__anchor_private_print_idl",
                    "--show-output",
                    "--test-threads=1",
                ])
                .current_dir(&program.folder)
                .stderr(Stdio::inherit())
                .output()
                .with_context(|| executable.display().to_string())?;
            if !output.status.success() {
                bail!(
                    "{}: printing the IDL failed\n{}",
                    program.name,
                    String::from_utf8_lossy(&output.stdout)
                );
            }
            assemble(&String::from_utf8(output.stdout)?).with_context(|| program.name.clone())
        })
        .collect()
}

/// Builds the unit test executables of all programs in one cargo run and returns them by package. The whole workspace
/// is named, so that cargo settles on the features of `cargo test --workspace` and compiles no dependency twice.
fn build_test_executables(
    workspace: &Workspace,
    programs: &[&Program],
) -> Result<BTreeMap<String, PathBuf>> {
    let mut command = Command::new(cargo());
    command.args([
        "test",
        "--workspace",
        "--no-run",
        "--lib",
        "--locked",
        "--message-format",
        "json-render-diagnostics",
    ]);
    for program in programs {
        command.args(["--features", &format!("{}/idl-build", program.package)]);
    }
    let output = command
        .current_dir(&workspace.root)
        .stderr(Stdio::inherit())
        .output()
        .context("cargo test")?;
    if !output.status.success() {
        bail!("the programs do not build with feature idl-build");
    }
    let mut executables = BTreeMap::new();
    for line in String::from_utf8(output.stdout)?.lines() {
        let message: Json = serde_json::from_str(line)?;
        let (Some(executable), Some(manifest)) = (
            message["executable"].as_str(),
            message["manifest_path"].as_str(),
        ) else {
            continue;
        };
        for program in programs {
            if program.folder.join("Cargo.toml") == Path::new(manifest) {
                executables.insert(program.package.clone(), PathBuf::from(executable));
            }
        }
    }
    Ok(executables)
}

/// Puts the printed parts together.
fn assemble(output: &str) -> Result<Json> {
    let mut idl = json!({});
    let (mut address, mut events, mut errors, mut constants) =
        (String::new(), vec![], vec![], vec![]);
    let mut types = BTreeMap::new();
    for (part, text) in parts(output) {
        match part {
            "address" => address = text.trim().to_owned(),
            "const" => constants.push(parse(&text)?),
            "errors" => errors.extend(elements(parse(&text)?)),
            "event" => {
                let mut event = parse(&text)?;
                events.push(event["event"].take());
                types.extend(elements(event["types"].take()).map(named));
            }
            "program" => idl = parse(&text)?,
            other => bail!("a part called {other}"),
        }
    }
    if address.is_empty() || idl["instructions"].is_null() {
        bail!("the program printed no address or no instructions");
    }
    types.extend(elements(idl["types"].take()).map(named));
    idl["address"] = address.into();
    *section(&mut idl, "types") = types.into_values().collect();
    *section(&mut idl, "events") = events;
    *section(&mut idl, "errors") = errors;
    *section(&mut idl, "constants") = constants;
    Ok(idl)
}

/// Name and text of every part between its `begin` and `end` lines.
fn parts(output: &str) -> Vec<(&str, String)> {
    let mut found = vec![];
    let mut open: Option<(&str, String)> = None;
    for line in output.lines() {
        let marker = |edge: &str| {
            line.strip_prefix(&format!("--- IDL {edge} "))?
                .strip_suffix(" ---")
        };
        if let Some(name) = marker("begin") {
            open = Some((name, String::new()));
        } else if marker("end").is_some() {
            found.extend(open.take());
        } else if let Some((_, text)) = &mut open {
            text.push_str(line);
            text.push('\n');
        }
    }
    found
}

fn parse(text: &str) -> Result<Json> {
    serde_json::from_str(text).with_context(|| format!("not JSON: {text}"))
}

fn elements(array: Json) -> impl Iterator<Item = Json> {
    match array {
        Json::Array(elements) => elements.into_iter(),
        _ => vec![].into_iter(),
    }
}

fn named(definition: Json) -> (String, Json) {
    (
        definition["name"].as_str().unwrap_or_default().to_owned(),
        definition,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn assembles_parts_in_any_order() {
        let output = "running 2 tests\n--- IDL begin event ---\n{\"event\":{\"name\":\"E\"},\"types\":[{\"name\":\"E\"},{\"name\":\"B\"}]}\n--- IDL end event ---\nnoise\n--- IDL begin program ---\n{\"instructions\":[],\"types\":[{\"name\":\"A\"},{\"name\":\"B\"}]}\n--- IDL end program ---\n--- IDL begin address ---\nabc\n--- IDL end address ---\n";
        let idl = assemble(output).unwrap();
        assert_eq!(idl["address"], "abc");
        assert_eq!(idl["events"], json!([{"name": "E"}]));
        assert_eq!(
            idl["types"],
            json!([{"name": "A"}, {"name": "B"}, {"name": "E"}])
        );
    }

    #[test]
    fn refuses_output_without_a_program() {
        assert!(assemble("--- IDL begin address ---\nabc\n--- IDL end address ---\n").is_err());
    }
}
