//! One lifecycle: its states, the parties, and who may do what.
use {
    hypernode_test_kit::{
        address_for, assert_nothing_moved, call, pda,
        scenarios::{self, Scene, Start, ALICE},
        Call, Idl, Pubkey, Stage, Subject, HYPER, PROGRAMS, SALT,
    },
    serde_json::{json, Value as Json},
    std::collections::BTreeMap,
};

/// A state, made by real instructions.
pub struct State {
    /// Its name.
    pub name: &'static str,
    /// What brings an account there; the subject fills the calls.
    pub build: fn(&mut Scene) -> Subject,
}

/// What the specification allows: an instruction, in these states, by these parties.
pub type Allowed = (
    &'static str,
    &'static [&'static str],
    &'static [&'static str],
);

/// Whoever signs: for what anybody may do.
pub const ANYONE: &[&str] = &["*"];

/// A lifecycle.
pub struct Lifecycle {
    /// What lives.
    pub name: &'static str,
    /// The account, as instructions name it.
    pub account: &'static str,
    /// Further instructions of its life that do not take the account itself, `program.instruction`.
    pub besides: &'static [&'static str],
    /// Instructions that make the account: they take none.
    pub makes: &'static [&'static str],
    /// States in order of life.
    pub states: &'static [State],
    /// Parties, by role.
    pub signers: &'static [&'static str],
    /// Cells that are accepted.
    pub allowed: &'static [Allowed],
}

/// Verdict by instruction, state and signer.
pub type Matrix = BTreeMap<(String, &'static str, &'static str), String>;

impl Lifecycle {
    /// Sends every instruction in every state by every party.
    pub fn measure(&self) -> Matrix {
        let mut matrix = Matrix::new();
        for state in self.states {
            let mut stage = Start::Ready.stage();
            let subject = (state.build)(&mut Scene::new(&mut stage, "", ALICE));
            stage.world.actor("alice-stranger");
            for (program, instruction) in self.instructions() {
                for signer in self.signers {
                    let key = key_of(signer);
                    let mut subject = subject.clone();
                    if signer.starts_with("judge") {
                        subject.validator_owner = Some(key);
                    }
                    let call = complete(&stage, program, &instruction, &subject);
                    let call = signed_by(call, key);
                    let mut world = stage.world.clone();
                    let outcome = scenarios::send(&mut world, &call);
                    if !outcome.is_accepted() {
                        assert_nothing_moved(&outcome);
                    }
                    let cell = (format!("{program}.{instruction}"), state.name, *signer);
                    matrix.insert(cell, outcome.verdict());
                }
            }
        }
        matrix
    }

    /// Cells that are not as they are written, and what is written of cells that do not exist.
    pub fn problems(&self, matrix: &Matrix) -> Vec<String> {
        let mut problems = vec![];
        for ((instruction, state, signer), verdict) in matrix {
            let allowed = self.allows(instruction, state, signer);
            if allowed != (verdict == "accepted") {
                let written = if allowed { "accepted" } else { "refused" };
                problems.push(format!(
                    "{} {state}: {instruction} by {signer} should be {written}, but: {verdict}",
                    self.name
                ));
            }
        }
        for (instruction, states, signers) in self.allowed {
            let known = |place: &str, list: &[&str]| {
                let unknown = list
                    .iter()
                    .filter(|name| **name != "*" && !place_names(self, place).contains(name));
                unknown
                    .map(|name| format!("{}: no {place} {name}", self.name))
                    .collect::<Vec<_>>()
            };
            problems.extend(known("state", states));
            problems.extend(known("signer", signers));
            if !matrix.keys().any(|(name, ..)| name == instruction) {
                problems.push(format!("{}: no instruction {instruction}", self.name));
            }
        }
        problems
    }

    /// Whether the specification allows a cell.
    pub fn allows(&self, instruction: &str, state: &str, signer: &str) -> bool {
        self.allowed.iter().any(|(name, states, signers)| {
            *name == instruction
                && states.contains(&state)
                && (signers.contains(&signer) || *signers == ANYONE)
        })
    }

    /// Every instruction of every IDL that takes the account, and those named besides.
    pub fn instructions(&self) -> Vec<(&'static str, String)> {
        let mut found = vec![];
        for program in PROGRAMS {
            let instructions = Idl::of_name(program).document["instructions"].as_array();
            for instruction in instructions.into_iter().flatten() {
                let name = instruction["name"].as_str().expect("a name");
                let full = format!("{program}.{name}");
                let accounts = instruction["accounts"].as_array().into_iter().flatten();
                let takes = accounts
                    .filter_map(|account| account["name"].as_str())
                    .any(|account| account == self.account);
                if self.besides.contains(&full.as_str())
                    || takes && !self.makes.contains(&full.as_str())
                {
                    found.push((program, name.to_owned()));
                }
            }
        }
        found
    }
}

fn place_names(lifecycle: &Lifecycle, place: &str) -> Vec<&'static str> {
    match place {
        "state" => lifecycle.states.iter().map(|state| state.name).collect(),
        _ => lifecycle.signers.to_vec(),
    }
}

/// Key of a party.
fn key_of(role: &str) -> Pubkey {
    match role {
        "guardian" => address_for("guardian"),
        "authority" => address_for("deployer"),
        "market admin" => address_for("market-admin"),
        "operator" => address_for("alice-node-operator"),
        "node authority" => address_for("alice-node-authority"),
        role => match role.strip_suffix(" program") {
            Some(program) => pda(program, &[b"caller"]),
            None => address_for(&format!("alice-{}", role.replace(' ', "-"))),
        },
    }
}

/// A call with everything in its place; where nothing fits, nobody stands in. What may be left out is named only where
/// the account itself leads there.
fn complete(stage: &Stage, program: &str, instruction: &str, subject: &Subject) -> Call {
    let call = call(program, instruction).args(arguments());
    let names = call.account_names();
    let mut subject = subject.clone();
    if !["validator", "voter", "report_vote"]
        .iter()
        .any(|role| names.iter().any(|name| name == role))
    {
        subject.validator_owner = None;
    }
    if !names.iter().any(|name| name == "position") {
        subject.position = None;
    }
    if call.is_optional("node") {
        subject.node = None;
    }
    if call.is_optional("bond") {
        subject.pledge = None;
    }
    let mut call = stage.fill(call, &subject);
    for (name, optional) in call.open_accounts() {
        // An address derived from one that was open is known by now.
        if !optional && call.address_of(&name).is_none() {
            call = call.account(&name, address_for("nobody"));
        }
    }
    call
}

/// The party signs in the place of the first signer that does more than pay.
fn signed_by(call: Call, key: Pubkey) -> Call {
    let names = call.account_names();
    match names
        .iter()
        .find(|name| *name != "payer" && call.is_signer(name))
    {
        Some(name) => call.account(name, key),
        None => call,
    }
}

/// Arguments of all instructions by name: none has another meaning in two of them.
fn arguments() -> Json {
    json!({
        "extra_seconds": 60, "reason": 1, "evidence": vec![3; 32], "valid": false, "digest": vec![4; 32],
        "submission": {
            "result_digest": vec![8; 32], "logs_digest": vec![9; 32], "exit_code": 0,
            "output_bytes": 1_234, "metered_seconds": 60, "codec": 1,
        },
        "amount": 1_000 * HYPER, "lock_days": 60, "bps": 500, "delta": 1, "passed": true, "class": 1, "units": 9,
        "vote": 1, "result": vec![8; 32], "expected": vec![8; 32], "salt": SALT, "index": 0, "stars": 5,
        "sealed_key": vec![4; 80], "choice": 1, "commitment": vec![6; 32],
        "terms": {
            "kind": 1, "title": { "length": 64, "bytes": vec![b'a'; 64] },
            "text_digest": vec![7; 32],
        },
    })
}
