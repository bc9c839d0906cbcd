//! The lock: sha256 of everything a program is made of and of everything made from it.
use {
    crate::{
        json,
        workspace::{Program, Workspace},
    },
    anyhow::{Context, Result},
    serde_json::{Map, Value as Json},
    sha2::{Digest, Sha256},
    std::path::{Path, PathBuf},
};

/// What the lock says of one program: toolchain, manifests, sources, crates, artifact and IDL.
pub fn entry(workspace: &Workspace, program: &Program, toolchain: &str) -> Result<Json> {
    let mut sources = Map::new();
    for folder in &program.sources {
        for file in source_files(folder)? {
            sources.insert(workspace.relative(&file)?, digest_of(&file)?.into());
        }
    }
    Ok(serde_json::json!({
        "toolchain": toolchain,
        "build": build_settings(workspace)?,
        "artifact": digest_of(&workspace.artifact_of(&program.name))?,
        "idl": digest_of(&workspace.idl_of(&program.name))?,
        "sources": sources,
        "crates": program.dependencies,
    }))
}

/// Keys in which two entries differ; for sources the files.
pub fn differences(locked: &Json, actual: &Json) -> Vec<String> {
    let mut found = vec![];
    for key in ["build", "artifact", "idl", "sources", "crates"] {
        if locked[key] == actual[key] {
            continue;
        }
        let (Some(before), Some(after)) = (locked[key].as_object(), actual[key].as_object()) else {
            found.push(key.to_owned());
            continue;
        };
        let names = before
            .keys()
            .chain(after.keys().filter(|name| !before.contains_key(*name)));
        found.extend(
            names
                .filter(|name| before.get(*name) != after.get(*name))
                .cloned(),
        );
    }
    found
}

/// Reads the lock; an absent one is empty.
pub fn read(workspace: &Workspace) -> Result<Map<String, Json>> {
    let path = workspace.lock();
    if !path.exists() {
        return Ok(Map::new());
    }
    let text = std::fs::read_to_string(&path)?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}

/// Writes the lock with its programs in order.
pub fn write(workspace: &Workspace, mut lock: Map<String, Json>) -> Result<()> {
    lock.sort_keys();
    std::fs::write(workspace.lock(), json::text(&lock.into()))
        .with_context(|| workspace.lock().display().to_string())
}

/// The parts of the workspace's manifest that change what a program becomes: the release profile and the versions and
/// features of shared dependencies. Test settings are left out, so that they make nothing stale.
fn build_settings(workspace: &Workspace) -> Result<String> {
    let manifest: toml::Table =
        std::fs::read_to_string(workspace.root.join("Cargo.toml"))?.parse()?;
    let profile = &manifest["profile"]["release"];
    let shared: toml::Table = ["anchor-lang", "bytemuck", "pinocchio"]
        .into_iter()
        .map(|name| {
            (
                name.to_owned(),
                manifest["workspace"]["dependencies"][name].clone(),
            )
        })
        .collect();
    Ok(hex(&Sha256::digest(format!("{profile}\n{shared}"))))
}

fn source_files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = vec![folder.join("Cargo.toml")];
    let mut open = vec![folder.join("src")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).with_context(|| folder.display().to_string())? {
            let path = entry?.path();
            if path.is_dir() {
                open.push(path);
            } else {
                files.push(path);
            }
        }
    }
    files.sort();
    Ok(files)
}

fn digest_of(path: &Path) -> Result<String> {
    let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
    Ok(hex(&Sha256::digest(bytes)))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
