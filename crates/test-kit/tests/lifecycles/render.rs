//! The matrices as files: all codes for the machine, the rules for people.
use {
    crate::{
        beyond::BEYOND,
        lifecycle::{Lifecycle, Matrix},
        outside,
    },
    serde_json::Value as Json,
    std::{collections::BTreeMap, fmt::Write},
};

/// Names by what they have in common.
type Groups = BTreeMap<String, Vec<&'static str>>;

/// Verdicts with the parties that got them.
fn verdicts(lifecycle: &Lifecycle, matrix: &Matrix, instruction: &str, state: &str) -> Groups {
    let mut groups = Groups::new();
    for signer in lifecycle.signers {
        let cell = matrix
            .iter()
            .find(|((name, at, by), _)| name == instruction && *at == state && by == signer);
        let (_, verdict) = cell.expect("every cell was measured");
        groups.entry(verdict.clone()).or_default().push(signer);
    }
    groups
}

fn names(lifecycle: &Lifecycle) -> Vec<String> {
    let instructions = lifecycle.instructions().into_iter();
    instructions
        .map(|(program, name)| format!("{program}.{name}"))
        .collect()
}

/// One line a state of an instruction.
pub fn codes(lifecycles: &[&Lifecycle], matrices: &[Matrix]) -> String {
    let mut lines = vec![];
    for (lifecycle, matrix) in lifecycles.iter().zip(matrices) {
        for instruction in names(lifecycle) {
            for state in lifecycle.states {
                let groups = verdicts(lifecycle, matrix, &instruction, state.name);
                let key = Json::from(format!("{} {}: {instruction}", lifecycle.name, state.name));
                let groups = serde_json::to_string(&groups).expect("JSON");
                lines.push(format!("  {key}: {groups}"));
            }
        }
    }
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

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
        page += "| state | what may happen, and by whom |\n|---|---|\n";
        for state in lifecycle.states {
            let moves: Vec<String> = names(lifecycle)
                .iter()
                .filter_map(|instruction| {
                    let groups = verdicts(lifecycle, matrix, instruction, state.name);
                    let by = groups.get("accepted")?;
                    Some(format!("`{instruction}` ({})", parties(lifecycle, by)))
                })
                .collect();
            let moves = if moves.is_empty() {
                "nothing".to_owned()
            } else {
                moves.join(", ")
            };
            writeln!(page, "| {} | {moves} |", state.name).unwrap();
        }
        page += "\n| instruction | refused with |\n|---|---|\n";
        for instruction in names(lifecycle) {
            let mut codes: Vec<String> = matrix
                .iter()
                .filter(|((name, ..), verdict)| *name == instruction && *verdict != "accepted")
                .map(|(_, verdict)| format!("`{verdict}`"))
                .collect();
            codes.sort_unstable();
            codes.dedup();
            writeln!(page, "| `{instruction}` | {} |", codes.join(", ")).unwrap();
        }
    }
    page +=
        "\n## Beyond the specification\n\nAccepted in these tables, and written nowhere else.\n\n";
    for (lifecycle, (instruction, states, signers), reason) in BEYOND {
        let (states, signers) = (states.join("; "), signers.join(", "));
        writeln!(
            page,
            "- {lifecycle}, {states}: `{instruction}` ({signers}). {reason}"
        )
        .unwrap();
    }
    page += "\n## Outside any lifecycle\n\n";
    writeln!(
        page,
        "- Of every program {}: a Config is made once, never ends and has one state.",
        quoted(outside::OF_CONFIG)
    )
    .unwrap();
    for (reason, names) in outside::OUTSIDE {
        writeln!(page, "- {}: {reason}.", quoted(names)).unwrap();
    }
    page
}

fn parties(lifecycle: &Lifecycle, by: &[&str]) -> String {
    if by.len() == lifecycle.signers.len() {
        return "anyone".to_owned();
    }
    by.join(", ")
}

fn quoted(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}
