//! Builds what the repository commits of its programs and proves that it is what their sources say.
//!
//! `cargo run -p hypernode-xtask -- programs [name...]` builds artifacts, IDLs and the lock;
//! `cargo run -p hypernode-xtask -- verify-artifacts` recomputes all three and names each stale program.
mod artifacts;
mod idl;
mod json;
mod lock;
mod programs;
mod workspace;

use anyhow::{bail, Result};

const USAGE: &str = "usage: xtask programs [name...] | xtask verify-artifacts";

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.split_first() {
        Some((command, names)) if command == "programs" => programs::build(names),
        Some((command, [])) if command == "verify-artifacts" => programs::verify(),
        _ => bail!(USAGE),
    }
}
