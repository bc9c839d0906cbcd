//! The matrices for the machine: all codes.
use {
    crate::lifecycle::{Lifecycle, Matrix},
    serde_json::Value as Json,
    std::collections::BTreeMap,
};

/// Names by what they have in common.
pub type Groups = BTreeMap<String, Vec<&'static str>>;

/// Verdicts with the parties that got them.
pub fn verdicts(lifecycle: &Lifecycle, matrix: &Matrix, instruction: &str, state: &str) -> Groups {
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

/// Every instruction it asks, `program.instruction`.
pub fn names(lifecycle: &Lifecycle) -> Vec<String> {
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
