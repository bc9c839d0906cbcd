//! Building programs for the chain.
use {
    crate::workspace::{cargo, Program, Workspace},
    anyhow::{bail, Context, Result},
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

/// What compiles programs here: the version `cargo build-sbf` gives of itself, or that of the compiler it calls.
pub fn toolchain() -> Result<String> {
    for (program, arguments) in [
        (cargo(), vec!["build-sbf", "--version"]),
        ("rustc".to_owned(), vec!["--version"]),
    ] {
        let output = Command::new(&program)
            .args(&arguments)
            .stderr(Stdio::null())
            .output();
        if let Ok(output) = output {
            if output.status.success() {
                let text = String::from_utf8(output.stdout)?;
                return Ok(text.lines().collect::<Vec<_>>().join("; "));
            }
        }
    }
    bail!("neither cargo build-sbf nor rustc tells its version")
}
