//! docs/threat-model.md names only tests that exist.
use {
    hypernode_test_kit::repository_root,
    std::{
        collections::BTreeSet,
        path::{Path, PathBuf},
    },
};

/// Names of the functions marked as tests in every Rust source below `folder`.
fn tests_below(folder: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open: Vec<PathBuf> = vec![folder.to_path_buf()];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            let entries = std::fs::read_dir(&path).expect("a readable folder");
            open.extend(entries.map(|entry| entry.expect("a readable entry").path()));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let text = std::fs::read_to_string(&path).expect("a readable source");
            let mut marked = false;
            for line in text.lines().map(str::trim) {
                if line == "#[test]" {
                    marked = true;
                } else if let Some(rest) = line.strip_prefix("fn ").filter(|_| marked) {
                    let name = rest.split(['(', '<']).next().unwrap_or_default();
                    names.insert(name.trim().to_owned());
                    marked = false;
                }
            }
        }
    }
    names
}

#[test]
fn names_a_test_for_every_attack() {
    let root = repository_root();
    let page =
        std::fs::read_to_string(root.join("docs/threat-model.md")).expect("docs/threat-model.md");
    let mut tests = tests_below(&root.join("programs"));
    tests.extend(tests_below(&root.join("crates")));
    let mut rows = 0;
    let mut missing = vec![];
    for line in page.lines().filter(|line| line.starts_with('|')) {
        let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
        let &[attack, _, shown] = cells.as_slice() else {
            panic!("three columns: {line}");
        };
        if shown.trim() == "shown by" || shown.starts_with("---") {
            continue;
        }
        rows += 1;
        let named: Vec<&str> = shown.split('`').skip(1).step_by(2).collect();
        if named.is_empty() {
            missing.push(format!("{}: no test named", attack.trim()));
        }
        missing.extend(
            named
                .into_iter()
                .filter(|name| !tests.contains(*name))
                .map(|name| format!("{}: no test {name}", attack.trim())),
        );
    }
    assert!(rows > 0, "the page has no rows");
    assert!(missing.is_empty(), "{missing:#?}");
}
