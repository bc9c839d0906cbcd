//! The matrices for people: who may do what, and what else is refused with.
use {
    crate::{
        beyond::BEYOND,
        codes::{names, verdicts},
        lifecycle::{Lifecycle, Matrix},
        outside::{OF_CONFIG, OUTSIDE},
    },
    std::{collections::BTreeMap, fmt::Write},
};

/// States of a lifecycle from which on what they have in common is said once.
const MANY: usize = 6;

/// A state with what may happen in it, and by whom.
type Moves = (&'static str, Vec<String>);

/// The page.
pub fn page(lifecycles: &[&Lifecycle], matrices: &[Matrix]) -> String {
    let mut page = String::from(
        "# Lifecycles\n\n\
         Who may do what in which state. A test builds each state with real instructions, sends every instruction that \
         takes the account by every party, and compares the outcome with the rules; this page is made from it. The code \
         of every refused combination is in `programs/lifecycles.json`. *Anyone* includes whoever has no part in it.\n",
    );
    for (lifecycle, matrix) in lifecycles.iter().zip(matrices) {
        write!(page, "\n## {}\n\n", lifecycle.name).unwrap();
        page += &accepted(lifecycle, matrix);
        page += &refused(lifecycle, matrix);
    }
    page + &beyond() + &outside()
}

/// What may happen: once what nearly every state has in common, then state by state.
fn accepted(lifecycle: &Lifecycle, matrix: &Matrix) -> String {
    let states: Vec<Moves> = lifecycle
        .states
        .iter()
        .map(|state| (state.name, moves(lifecycle, matrix, state.name)))
        .collect();
    let common = common(&states);
    let mut text = String::new();
    for (but, shared) in &common {
        write!(
            text,
            "In every state but *{but}*: {}.\n\n",
            shared.join(", ")
        )
        .unwrap();
    }
    text += "| state | what may happen, and by whom |\n|---|---|\n";
    for (state, moves) in &states {
        let said = |shown: &String| common.values().flatten().any(|shared| shared == shown);
        let own: Vec<&str> = moves
            .iter()
            .filter(|shown| !said(shown))
            .map(String::as_str)
            .collect();
        let own = if own.is_empty() {
            let nothing = if moves.is_empty() {
                "nothing"
            } else {
                "nothing else"
            };
            nothing.to_owned()
        } else {
            own.join(", ")
        };
        writeln!(text, "| {state} | {own} |").unwrap();
    }
    text
}

/// What may happen in a state, and by whom.
fn moves(lifecycle: &Lifecycle, matrix: &Matrix, state: &str) -> Vec<String> {
    names(lifecycle)
        .iter()
        .filter_map(|instruction| {
            let groups = verdicts(lifecycle, matrix, instruction, state);
            let by = groups.get("accepted")?;
            Some(format!("`{instruction}` ({})", parties(lifecycle, by)))
        })
        .collect()
}

/// What may happen in every state but one, by that one.
fn common(states: &[Moves]) -> BTreeMap<&'static str, Vec<String>> {
    let mut common: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    let mut seen: Vec<&String> = vec![];
    for shown in states.iter().flat_map(|(_, moves)| moves) {
        if states.len() < MANY || seen.contains(&shown) {
            continue;
        }
        seen.push(shown);
        let without: Vec<&str> = states
            .iter()
            .filter(|(_, moves)| !moves.contains(shown))
            .map(|(state, _)| *state)
            .collect();
        if let [but] = without[..] {
            common.entry(but).or_default().push(shown.clone());
        }
    }
    common
}

fn parties(lifecycle: &Lifecycle, by: &[&str]) -> String {
    if by.len() == lifecycle.signers.len() {
        return "anyone".to_owned();
    }
    by.join(", ")
}

/// Every code an instruction is refused with.
fn refused(lifecycle: &Lifecycle, matrix: &Matrix) -> String {
    let mut text = String::from("\n| instruction | refused with |\n|---|---|\n");
    for instruction in names(lifecycle) {
        let mut codes: Vec<&str> = matrix
            .iter()
            .filter(|((name, ..), verdict)| *name == instruction && *verdict != "accepted")
            .map(|(_, verdict)| verdict.as_str())
            .collect();
        codes.sort_unstable();
        codes.dedup();
        writeln!(text, "| `{instruction}` | {} |", quoted(&codes)).unwrap();
    }
    text
}

fn beyond() -> String {
    let mut text = String::from(
        "\n## Beyond the specification\n\nWhat the programs accept though the specification does not say so.\n\n",
    );
    for (lifecycle, (instruction, states, signers), reason) in BEYOND {
        let (states, signers) = (states.join("; "), signers.join(", "));
        writeln!(
            text,
            "- {lifecycle}, {states}: `{instruction}` ({signers}). {reason}"
        )
        .unwrap();
    }
    text
}

fn outside() -> String {
    let mut text = String::from("\n## Outside any lifecycle\n\n");
    writeln!(
        text,
        "- Of every program {}: a Config is made once, never ends and has one state.",
        quoted(OF_CONFIG)
    )
    .unwrap();
    for (reason, names) in OUTSIDE {
        writeln!(text, "- {}: {reason}.", quoted(names)).unwrap();
    }
    text
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
