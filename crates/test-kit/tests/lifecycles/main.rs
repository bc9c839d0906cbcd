//! Every state of every lifecycle, every instruction that takes its account, every party that could sign.
//!
//! Who may do what when is written by hand from the specification, in the lifecycles' own files; every other cell is
//! refused. The codes of all cells are committed in `programs/lifecycles.json`, and `docs/lifecycles.md` shows them to
//! people; `make snapshot` rewrites both.
mod batch;
mod beyond;
mod bond;
mod case;
mod codes;
mod credit;
mod fault;
mod fingerprint;
mod group;
mod issuer;
mod job;
mod lifecycle;
mod link;
mod market;
mod name;
mod node;
mod offer;
mod outside;
mod page;
mod party;
mod peering;
mod position;
mod proposal;
mod replicas;
mod report;
mod session;
mod template;
mod validator;

use {
    hypernode_test_kit::repository_root,
    lifecycle::{Lifecycle, Matrix, State},
    std::{
        panic::catch_unwind,
        sync::atomic::{AtomicUsize, Ordering},
        thread,
    },
};

/// All of them.
const LIFECYCLES: &[&Lifecycle] = &[
    &job::LIFECYCLE,
    &replicas::LIFECYCLE,
    &batch::LIFECYCLE,
    &template::LIFECYCLE,
    &session::LIFECYCLE,
    &credit::LIFECYCLE,
    &market::LIFECYCLE,
    &offer::LIFECYCLE,
    &fault::LIFECYCLE,
    &node::LIFECYCLE,
    &fingerprint::LIFECYCLE,
    &group::LIFECYCLE,
    &peering::LIFECYCLE,
    &issuer::LIFECYCLE,
    &name::LIFECYCLE,
    &link::LIFECYCLE,
    &position::LIFECYCLE,
    &bond::LIFECYCLE,
    &validator::LIFECYCLE,
    &report::LIFECYCLE,
    &proposal::LIFECYCLE,
];

#[test]
fn skips_no_instruction() {
    let gaps = outside::gaps(LIFECYCLES);
    assert!(gaps.is_empty(), "{}", gaps.join("\n"));
}

#[test]
fn allows_what_is_written_and_refuses_everything_else() {
    let matrices = measure();
    let wrong: Vec<String> = LIFECYCLES
        .iter()
        .zip(&matrices)
        .flat_map(|(lifecycle, matrix)| lifecycle.problems(matrix))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    compare(
        "programs/lifecycles.json",
        &codes::codes(LIFECYCLES, &matrices),
    );
    compare("docs/lifecycles.md", &page::page(LIFECYCLES, &matrices));
}

/// Measures every state of every lifecycle, each on whichever core is free.
fn measure() -> Vec<Matrix> {
    let states: Vec<(usize, &State)> = LIFECYCLES
        .iter()
        .enumerate()
        .flat_map(|(index, lifecycle)| lifecycle.states.iter().map(move |state| (index, state)))
        .collect();
    let next = AtomicUsize::new(0);
    let work = || {
        let mut measured = vec![];
        while let Some((index, state)) = states.get(next.fetch_add(1, Ordering::Relaxed)) {
            let matrix = catch_unwind(|| LIFECYCLES[*index].measure(state));
            measured.push((*index, state.name, matrix.ok()));
        }
        measured
    };
    let mut broken = vec![];
    let mut matrices = vec![Matrix::new(); LIFECYCLES.len()];
    let cores = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|_| scope.spawn(work)).collect();
        for worker in workers {
            for (index, state, matrix) in worker.join().expect("panics are caught") {
                match matrix {
                    Some(matrix) => matrices[index].extend(matrix),
                    None => broken.push(format!("{} {state}", LIFECYCLES[index].name)),
                }
            }
        }
    });
    assert!(broken.is_empty(), "cannot be measured: {broken:#?}");
    matrices
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
