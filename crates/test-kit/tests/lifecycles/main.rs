//! Every state of every lifecycle, every instruction that takes its account, every party that could sign.
//!
//! Who may do what when is written by hand from the specification, in the lifecycles' own files; every other cell is
//! refused. The codes of all cells are committed in `programs/lifecycles.json`, and `docs/lifecycles.md` shows them to
//! people; `make snapshot` rewrites both.
mod job;
mod lifecycle;
mod position;
mod render;
mod report;
mod validator;

use {
    hypernode_test_kit::repository_root,
    lifecycle::{Lifecycle, Matrix},
};

/// All of them.
const LIFECYCLES: [&Lifecycle; 4] = [
    &job::LIFECYCLE,
    &position::LIFECYCLE,
    &validator::LIFECYCLE,
    &report::LIFECYCLE,
];

#[test]
fn allows_what_is_written_and_refuses_everything_else() {
    let matrices: Vec<Matrix> = LIFECYCLES
        .iter()
        .map(|lifecycle| lifecycle.measure())
        .collect();
    let wrong: Vec<String> = LIFECYCLES
        .iter()
        .zip(&matrices)
        .flat_map(|(lifecycle, matrix)| lifecycle.problems(matrix))
        .collect();
    compare(
        "programs/lifecycles.json",
        &render::codes(&LIFECYCLES, &matrices),
    );
    compare("docs/lifecycles.md", &render::page(&LIFECYCLES, &matrices));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A committed file says exactly this.
fn compare(file: &str, text: &str) {
    let path = repository_root().join(file);
    if std::env::var_os("HYPERNODE_REWRITE_SNAPSHOT").is_some() {
        std::fs::write(&path, text).expect("the snapshot is writable");
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    let differing: Vec<(&str, &str)> = text
        .lines()
        .zip(committed.lines().chain(std::iter::repeat("")))
        .filter(|(now, before)| now != before)
        .take(10)
        .collect();
    assert!(
        text == committed,
        "{file} says something else; read the difference, then `make snapshot`: {differing:#?}"
    );
}
