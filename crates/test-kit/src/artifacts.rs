//! The programs under test are the committed artifacts, byte for byte what a network would get.
use std::path::{Path, PathBuf};

/// Every program a [`World`](crate::World) loads, by the name of its artifact.
pub const PROGRAMS: [&str; 6] = ["registry", "markets", "staking", "rewards", "slashing", "governance"];

/// Root of the repository.
pub fn repository_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .nth(2)
        .expect("the kit lies two folders below the root")
        .to_path_buf()
}

/// Bytes of `programs/artifacts/<program>.so`.
///
/// # Panics
/// When the artifact is missing; the message says how to build it.
#[track_caller]
pub fn read_artifact(program: &str) -> Vec<u8> {
    let path = repository_root()
        .join("programs/artifacts")
        .join(program)
        .with_extension("so");
    match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) => panic!("{}: {error}; build it with `make programs`", path.display()),
    }
}

/// `tests/fixtures/golden-vectors.json`: the expected values of protocol.md, chapter 12, shared with the clients.
///
/// # Panics
/// When the file is missing or is not JSON.
#[track_caller]
pub fn golden_vectors() -> serde_json::Value {
    let path = repository_root().join("tests/fixtures/golden-vectors.json");
    let text = std::fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
