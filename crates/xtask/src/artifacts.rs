//! Building programs for the chain.
use {
    crate::workspace::{cargo, Program, Workspace},
    anyhow::{bail, Context, Result},
    serde_json::Value as Json,
    std::process::{Command, Stdio},
};

/// Builds one program with `cargo build-sbf` and returns its bytes. Programs are built one at a time: cargo would
/// unify features, and a program another one calls would lose its entry point.
pub fn build(workspace: &Workspace, program: &Program) -> Result<Vec<u8>> {
    let out = workspace.root.join("target/programs").join(&program.name);
    let status = Command::new(cargo())
        .arg("build-sbf")
        .arg("--manifest-path")
        .arg(program.folder.join("Cargo.toml"))
        .arg("--sbf-out-dir")
        .arg(&out)
        .args(["--", "--locked"])
        .current_dir(&workspace.root)
        .status()
        .context("cargo build-sbf")?;
    if !status.success() {
        bail!("{}: cargo build-sbf failed: {status}", program.name);
    }
    let path = out.join(&program.name).with_extension("so");
    std::fs::read(&path).with_context(|| path.display().to_string())
}

/// Whether `cargo build-sbf` exists here.
pub fn can_build() -> bool {
    let output = Command::new(cargo())
        .arg("--list")
        .stderr(Stdio::null())
        .output();
    output.is_ok_and(|output| {
        String::from_utf8_lossy(&output.stdout)
            .lines()
            .any(|line| line.trim().starts_with("build-sbf"))
    })
}

/// The compiler `cargo build-sbf` last called: cargo notes it in the target folder, and asking for it on the path
/// would name another one where several are installed.
pub fn toolchain(workspace: &Workspace) -> Result<String> {
    let target = workspace.root.join("target");
    let path = [target.join("sbf"), target]
        .into_iter()
        .map(|folder| folder.join(".rustc_info.json"))
        .find(|path| path.exists())
        .context("cargo left no .rustc_info.json in the target folder")?;
    let noted: Json = serde_json::from_str(&std::fs::read_to_string(&path)?)
        .with_context(|| path.display().to_string())?;
    let outputs = noted["outputs"].as_object().into_iter().flatten();
    outputs
        .filter_map(|(_, output)| output["stdout"].as_str()?.lines().next())
        .find(|line| line.starts_with("rustc "))
        .map(str::to_owned)
        .with_context(|| format!("{}: no compiler version", path.display()))
}
