//! One lifecycle: its states, the parties, and who may do what.
use {
    crate::{
        beyond::BEYOND,
        case::Case,
        party::{key_of, signed_by},
    },
    hypernode_test_kit::{
        assert_nothing_moved,
        scenarios::{self, Scene, Start, ALICE},
        Idl, Instruction, PROGRAMS,
    },
    std::collections::BTreeMap,
};

/// A state, made by real instructions.
pub struct State {
    /// Its name.
    pub name: &'static str,
    /// What brings an account there; the case fills the calls.
    pub build: fn(&mut Scene) -> Case,
}

/// A state of a table.
pub const fn state(name: &'static str, build: fn(&mut Scene) -> Case) -> State {
    State { name, build }
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
    /// Programs whose instructions are asked; the scenes of its states are the first one's.
    pub programs: &'static [&'static str],
    /// Further instructions of its life that do not take the account itself, `program.instruction`.
    pub besides: &'static [&'static str],
    /// Instructions that take the account too and are asked in another lifecycle.
    pub elsewhere: &'static [&'static str],
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
    /// Sends every instruction in a state by every party.
    pub fn measure(&self, state: &State) -> Matrix {
        let mut matrix = Matrix::new();
        let mut stage = Start::Ready.stage();
        let program = self.programs.first().copied().unwrap_or_default();
        let case = (state.build)(&mut Scene::new(&mut stage, program, ALICE));
        stage.world.actor("alice-stranger");
        // A refused transaction leaves a world as it was, so that only an accepted one takes another.
        let mut world = stage.world.clone();
        for (program, instruction) in self.instructions() {
            // Where nobody has to sign, all parties send the same.
            let mut last: Option<(Instruction, String)> = None;
            for signer in self.signers {
                let key = key_of(signer);
                let mut case = case.clone();
                if signer.starts_with("judge") {
                    case.subject.validator_owner = Some(key);
                }
                let call = case.complete(&stage, program, &instruction);
                let call = signed_by(&stage, call, key);
                let sent = call.instruction();
                let known = last.take().filter(|(same, _)| *same == sent);
                let verdict = known.map_or_else(
                    || {
                        let outcome = scenarios::send(&mut world, &call);
                        if outcome.is_accepted() {
                            world = stage.world.clone();
                        } else {
                            assert_nothing_moved(&outcome);
                        }
                        outcome.verdict()
                    },
                    |(_, verdict)| verdict,
                );
                let cell = (format!("{program}.{instruction}"), state.name, *signer);
                matrix.insert(cell, verdict.clone());
                last = Some((sent, verdict));
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
        let instructions: Vec<&str> = matrix.keys().map(|(name, ..)| name.as_str()).collect();
        let states: Vec<&str> = self.states.iter().map(|state| state.name).collect();
        let mut expect = |kind: &str, name: &str, known: &[&str]| {
            if name != "*" && !known.contains(&name) {
                problems.push(format!("{}: no {kind} {name}", self.name));
            }
        };
        for (instruction, written, signers) in self.written() {
            expect("instruction", instruction, &instructions);
            for state in *written {
                expect("state", state, &states);
            }
            for signer in *signers {
                expect("signer", signer, self.signers);
            }
        }
        problems
    }

    /// What is written of it: by the specification, and beyond it.
    fn written(&self) -> impl Iterator<Item = &Allowed> {
        let beyond = BEYOND.iter().filter(|(name, ..)| *name == self.name);
        self.allowed.iter().chain(beyond.map(|(_, cells, _)| cells))
    }

    /// Whether a cell is accepted.
    fn allows(&self, instruction: &str, state: &str, signer: &str) -> bool {
        self.written().any(|(name, states, signers)| {
            *name == instruction
                && states.contains(&state)
                && (signers.contains(&signer) || *signers == ANYONE)
        })
    }

    /// Every instruction of every IDL that takes the account, and those named besides.
    pub fn instructions(&self) -> Vec<(&'static str, String)> {
        let mut found = vec![];
        for program in PROGRAMS {
            let asked = self.programs.contains(&program);
            let instructions = Idl::of_name(program).document["instructions"].as_array();
            for instruction in instructions.into_iter().flatten() {
                let name = instruction["name"].as_str().expect("a name");
                let full = format!("{program}.{name}");
                let accounts = instruction["accounts"].as_array().into_iter().flatten();
                let takes = accounts
                    .filter_map(|account| account["name"].as_str())
                    .any(|account| account == self.account);
                let left_out = self.elsewhere.contains(&full.as_str());
                if self.besides.contains(&full.as_str()) || asked && takes && !left_out {
                    found.push((program, name.to_owned()));
                }
            }
        }
        found
    }
}
