//! Every account of every instruction replaced by every other kind of account (invariant 19 of protocol.md, chapter 11).
//!
//! Each scenario of the kit is accepted as it is; then each of its accounts in turn is exchanged, and the outcome goes
//! into `programs/substitutions.json`, which `make snapshot` rewrites. What is accepted all the same stands in
//! [`harmless`] with the reason.
mod harmless;
mod substitutes;

use {
    harmless::HARMLESS,
    hypernode_test_kit::{assert_nothing_moved, repository_root, scenarios},
    serde_json::Value as Json,
    std::{
        collections::{BTreeMap, BTreeSet},
        fmt::Write,
    },
    substitutes::Substitutes,
};

/// Substitutes of one account by what comes of them.
type Verdicts = BTreeMap<String, Vec<String>>;

#[test]
fn has_a_scenario_for_every_instruction() {
    let gaps = scenarios::gaps();
    assert!(gaps.is_empty(), "{gaps:#?}");
}

#[test]
fn accepts_every_scenario() {
    for scenario in scenarios::all() {
        let (mut stage, call) = scenario.build();
        let outcome = scenarios::send(&mut stage.world, &call);
        assert!(
            outcome.is_accepted(),
            "{}: {}\n{}",
            scenario.name(),
            outcome.verdict(),
            outcome.log_text()
        );
    }
}

#[test]
fn refuses_every_substituted_account() {
    let mut outcomes: Vec<(String, Vec<(String, Verdicts)>)> = vec![];
    let mut unexplained = vec![];
    let mut used = BTreeSet::new();
    for scenario in scenarios::all() {
        let slots = try_all(&scenario);
        for (slot, verdicts) in &slots {
            for substitute in verdicts.get("accepted").into_iter().flatten() {
                let reasons: Vec<usize> = (0..HARMLESS.len())
                    .filter(|index| HARMLESS[*index].covers(&scenario.name(), slot, substitute))
                    .collect();
                if reasons.is_empty() {
                    unexplained.push(format!("{} {slot}: {substitute}", scenario.name()));
                }
                used.extend(reasons);
            }
        }
        outcomes.push((scenario.name(), slots));
    }
    let idle: Vec<&str> = (0..HARMLESS.len())
        .filter(|index| !used.contains(index))
        .map(|index| HARMLESS[index].reason)
        .collect();
    compare(&text_of(&outcomes));
    assert!(
        unexplained.is_empty(),
        "accepted with another account, without a reason:\n  {}",
        unexplained.join("\n  ")
    );
    assert!(idle.is_empty(), "reasons for nothing: {idle:#?}");
}

/// What comes of every substitute in every account of a scenario.
fn try_all(scenario: &scenarios::Scenario) -> Vec<(String, Verdicts)> {
    let (stage, call, twin) = scenario.build_twice();
    let substitutes = Substitutes::new(stage, &call, twin.as_ref());
    let mut slots = vec![];
    for slot in 0..substitutes.slots() {
        let mut verdicts = Verdicts::new();
        for (name, instruction) in substitutes.of(slot) {
            let outcome = substitutes.send(instruction);
            if !outcome.is_accepted() {
                assert_nothing_moved(&outcome);
            }
            verdicts.entry(outcome.verdict()).or_default().push(name);
        }
        slots.push((substitutes.name(slot).to_owned(), verdicts));
    }
    slots
}

/// One line an account, so that a change shows as one line.
fn text_of(outcomes: &[(String, Vec<(String, Verdicts)>)]) -> String {
    let mut text = String::from("{");
    for (index, (scenario, slots)) in outcomes.iter().enumerate() {
        let comma = if index == 0 { "" } else { "," };
        write!(text, "{comma}\n  {}: {{", Json::from(scenario.as_str())).unwrap();
        for (index, (slot, verdicts)) in slots.iter().enumerate() {
            let comma = if index == 0 { "" } else { "," };
            let verdicts = serde_json::to_string(verdicts).expect("JSON");
            write!(
                text,
                "{comma}\n    {}: {verdicts}",
                Json::from(slot.as_str())
            )
            .unwrap();
        }
        text.push_str("\n  }");
    }
    text.push_str("\n}\n");
    text
}

/// The outcomes are the committed ones, line for line.
fn compare(text: &str) {
    let path = repository_root().join("programs/substitutions.json");
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
        "outcomes differ from programs/substitutions.json; read them, then `make snapshot`: {differing:#?}"
    );
}
