//! The two commands: make what is committed, and prove it.
use {
    crate::{
        artifacts, idl, lock,
        workspace::{Program, Workspace},
    },
    anyhow::{bail, Context, Result},
    std::path::Path,
};

/// Builds artifacts and IDLs of the named programs (all by default) and locks them.
pub fn build(names: &[String]) -> Result<()> {
    let workspace = Workspace::load()?;
    let selected = workspace.select(names)?;
    for program in &selected {
        let bytes = artifacts::build(&workspace, program)?;
        write(&workspace.artifact_of(&program.name), &bytes)?;
        println!("{}: {} bytes", program.name, bytes.len());
    }
    // Before the IDLs: they are printed by the compiler on the path, which may be another one.
    let toolchain = artifacts::toolchain(&workspace)?;
    for (program, text) in idl::build(&workspace, &selected)? {
        write(&workspace.idl_of(program), text.as_bytes())?;
    }
    let mut locked = lock::read(&workspace)?;
    locked.retain(|name, _| workspace.programs.contains_key(name));
    for program in selected {
        locked.insert(
            program.name.clone(),
            lock::entry(&workspace, program, &toolchain)?,
        );
    }
    lock::write(&workspace, locked)
}

/// Fails with the name of each program whose sources, artifact or IDL are not those of the lock, whose IDL is not the
/// one its sources give, or whose artifact `cargo build-sbf`, where it exists, builds differently.
pub fn verify() -> Result<()> {
    let workspace = Workspace::load()?;
    let locked = lock::read(&workspace)?;
    let programs = workspace.select(&[])?;
    let mut stale = vec![];
    for program in &programs {
        let entry = lock::entry(&workspace, program, "").with_context(|| program.name.clone())?;
        match locked.get(&program.name) {
            None => stale.push(format!("{}: not in the lock", program.name)),
            Some(locked) => {
                let differences = lock::differences(locked, &entry);
                stale.extend(
                    differences
                        .iter()
                        .map(|what| format!("{}: {what} differs from the lock", program.name)),
                );
            }
        }
    }
    for name in locked
        .keys()
        .filter(|name| !workspace.programs.contains_key(*name))
    {
        stale.push(format!("{name}: locked, but no such program"));
    }
    if stale.is_empty() {
        stale = rebuilt_differences(&workspace, &programs, &locked)?;
    }
    if stale.is_empty() {
        println!(
            "{} programs: sources, artifacts and IDLs agree with the lock",
            programs.len()
        );
        return Ok(());
    }
    bail!(
        "stale programs; run `make programs` and commit its outcome\n  {}",
        stale.join("\n  ")
    )
}

fn rebuilt_differences(
    workspace: &Workspace,
    programs: &[&Program],
    locked: &serde_json::Map<String, serde_json::Value>,
) -> Result<Vec<String>> {
    let mut stale = vec![];
    for (program, text) in idl::build(workspace, programs)? {
        if std::fs::read_to_string(workspace.idl_of(program))? != text {
            stale.push(format!("{program}: its sources give another IDL"));
        }
    }
    if !artifacts::can_build() {
        println!("no cargo build-sbf here: artifacts compared by the lock only");
        return Ok(stale);
    }
    for program in programs {
        let built = artifacts::build(workspace, program)?;
        let (built_with, here) = (
            &locked[&program.name]["toolchain"],
            artifacts::toolchain(workspace)?,
        );
        if built_with != here.as_str() {
            println!(
                "{}: built with {built_with}, here is {here}: bytes not compared",
                program.name
            );
        } else if built != std::fs::read(workspace.artifact_of(&program.name))? {
            stale.push(format!("{}: its sources build other bytes", program.name));
        } else {
            println!("{}: rebuilt to the same bytes", program.name);
        }
    }
    Ok(stale)
}

fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let folder = path.parent().context("a file lies in a folder")?;
    std::fs::create_dir_all(folder)?;
    std::fs::write(path, bytes).with_context(|| path.display().to_string())
}
