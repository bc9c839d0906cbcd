//! For every instruction of every committed IDL a state and a call that is accepted there. Tests over all instructions
//! start here: what an instruction costs, which accounts it refuses, what it does to the events.
//!
//! A program's table lists its instructions; [`scene`] holds what more than one program needs.
mod config;
mod credit;
mod governance;
mod markets;
mod registry;
mod rewards;
mod scene;
mod session;
mod slashing;
mod staking;
mod template;
mod trust;
mod verification;

pub use scene::Scene;
use {
    crate::{Call, Idl, Outcome, Stage, World, PROGRAMS},
    std::sync::OnceLock,
};

/// One party of a scenario; the call under test is always this one's.
pub const ALICE: &str = "alice";
/// The other party: has the same of everything, made the same way a little earlier.
pub const BOB: &str = "bob";

/// Where a scenario begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    /// Actors and mint only.
    Bare,
    /// Every program initialised.
    Initialised,
    /// Every fee shard and one market besides.
    Ready,
}

/// An instruction with a state in which it is accepted.
#[derive(Clone, Copy)]
pub struct Scenario {
    /// The program.
    pub program: &'static str,
    /// The instruction.
    pub instruction: &'static str,
    /// What sets it apart from other scenarios of the instruction; empty for the plain one.
    pub variant: &'static str,
    start: Start,
    build: fn(&mut Scene) -> Call,
}

/// A scenario of a table, which adds the program.
const fn plain(instruction: &'static str, build: fn(&mut Scene) -> Call) -> Scenario {
    variant(instruction, "", build)
}

/// A further scenario of an instruction.
const fn variant(
    instruction: &'static str,
    variant: &'static str,
    build: fn(&mut Scene) -> Call,
) -> Scenario {
    Scenario {
        program: "",
        instruction,
        variant,
        start: Start::Ready,
        build,
    }
}

/// A scenario that begins before everything is set up.
const fn early(instruction: &'static str, start: Start, build: fn(&mut Scene) -> Call) -> Scenario {
    Scenario {
        start,
        ..plain(instruction, build)
    }
}

/// The tables of a program.
fn tables_of(program: &str) -> &'static [&'static [Scenario]] {
    match program {
        "registry" => &[registry::SCENARIOS, trust::SCENARIOS],
        "markets" => &[
            markets::SCENARIOS,
            verification::SCENARIOS,
            template::SCENARIOS,
            session::SCENARIOS,
            credit::SCENARIOS,
        ],
        "staking" => &[staking::SCENARIOS],
        "rewards" => &[rewards::SCENARIOS],
        "slashing" => &[slashing::SCENARIOS],
        "governance" => &[governance::SCENARIOS],
        _ => &[],
    }
}

/// Every scenario, by program, those of the Config first.
pub fn all() -> Vec<Scenario> {
    let of_program = |program: &&'static str| {
        let own = tables_of(program).iter().copied().flatten();
        let tables = config::SCENARIOS.iter().chain(own);
        let program = *program;
        tables.map(move |scenario| Scenario {
            program,
            ..*scenario
        })
    };
    PROGRAMS.iter().flat_map(of_program).collect()
}

/// Instructions of the committed IDLs without a scenario, and scenarios of instructions no IDL has.
pub fn gaps() -> Vec<String> {
    let scenarios = all();
    let mut gaps = vec![];
    for program in PROGRAMS {
        let named: Vec<&str> = Idl::of_name(program).document["instructions"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|instruction| instruction["name"].as_str())
            .collect();
        let of_program = || scenarios.iter().filter(|known| known.program == program);
        for name in &named {
            if !of_program().any(|known| known.instruction == *name) {
                gaps.push(format!("{program}.{name} has no scenario"));
            }
        }
        for known in of_program().filter(|known| !named.contains(&known.instruction)) {
            gaps.push(format!("no IDL has {}", known.name()));
        }
    }
    gaps
}

impl Scenario {
    /// `program.instruction`, with the variant behind it.
    pub fn name(&self) -> String {
        let separator = if self.variant.is_empty() { "" } else { ", " };
        format!(
            "{}.{}{separator}{}",
            self.program, self.instruction, self.variant
        )
    }

    /// The state, and the call that is accepted in it.
    #[track_caller]
    pub fn build(&self) -> (Stage, Call) {
        let mut stage = self.start.stage();
        let call = self.build_for(&mut stage, ALICE);
        (stage, call)
    }

    /// As [`build`](Self::build), in a world in which Bob built the same before; the last part is his call. `None`
    /// where the instruction happens once in a world, or the stage is not set up to hold two.
    #[track_caller]
    pub fn build_twice(&self) -> (Stage, Call, Option<Call>) {
        let mut stage = self.start.stage();
        let twin = (self.start == Start::Ready).then(|| self.build_for(&mut stage, BOB));
        let call = self.build_for(&mut stage, ALICE);
        (stage, call, twin)
    }

    #[track_caller]
    fn build_for(&self, stage: &mut Stage, who: &'static str) -> Call {
        (self.build)(&mut Scene::new(stage, self.program, who))
    }
}

impl Start {
    /// A copy of the stage; each is set up once.
    pub fn stage(self) -> Stage {
        static BARE: OnceLock<Stage> = OnceLock::new();
        static INITIALISED: OnceLock<Stage> = OnceLock::new();
        static READY: OnceLock<Stage> = OnceLock::new();
        let stage = match self {
            Self::Bare => BARE.get_or_init(Stage::bare),
            Self::Initialised => INITIALISED.get_or_init(Stage::initialised),
            Self::Ready => READY.get_or_init(Stage::new),
        };
        stage.clone()
    }
}

/// Sends a call as whoever it asks to sign, a program's PDA included.
#[track_caller]
pub fn send(world: &mut World, call: &Call) -> Outcome {
    world.submit_forged(&call.transaction(call.instruction()))
}
