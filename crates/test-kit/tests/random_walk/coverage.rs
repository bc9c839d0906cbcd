//! What the walk reached: every instruction of every IDL is tried, also those that only programs call, and accepted but
//! for a few; and what lies deep in a lifecycle happened at least once.
use {
    hypernode_test_kit::{program_id_for, Idl, InnerCall, Instruction, Pubkey, PROGRAMS},
    std::{
        collections::{BTreeMap, BTreeSet, HashMap},
        sync::OnceLock,
    },
};

/// Instructions that the walk tries and never sees accepted, with the reason.
const NEVER_ACCEPTED: [(&str, &str); 2] = [
    (
        "initialize",
        "happens once, before the walk; a second one is refused",
    ),
    (
        "open_fee_shard",
        "all shards are open before the walk, or nothing could settle",
    ),
];

/// Accepted and refused calls of one instruction.
#[derive(Clone, Copy, Default)]
pub struct Tries {
    /// By wallets and by programs.
    pub accepted: u64,
    /// By wallets; what a program's call meets shows in its caller.
    pub refused: u64,
}

/// What the walk reached so far.
#[derive(Default)]
pub struct Coverage {
    tries: BTreeMap<String, Tries>,
    moments: BTreeMap<String, u64>,
}

impl Coverage {
    /// Notes a call of a wallet.
    pub fn note(&mut self, instruction: &Instruction, is_accepted: bool) {
        let Some(name) = name_of(&instruction.program_id, &instruction.data) else {
            return;
        };
        let tries = self.tries.entry(name.clone()).or_default();
        if is_accepted {
            tries.accepted += 1;
        } else {
            tries.refused += 1;
        }
    }

    /// Notes what programs called on the way.
    pub fn note_calls(&mut self, calls: &[InnerCall]) {
        for call in calls {
            if let Some(name) = name_of(&call.program, &call.data) {
                self.tries.entry(name.clone()).or_default().accepted += 1;
            }
        }
    }

    /// Notes that something happened that lies deep in a lifecycle.
    pub fn happened(&mut self, moment: String) {
        *self.moments.entry(moment).or_default() += 1;
    }

    /// Prints everything.
    pub fn print(&self) {
        for (name, tries) in &self.tries {
            let Tries { accepted, refused } = tries;
            println!("{name:36} {accepted:6} accepted {refused:6} refused");
        }
        for (moment, count) in &self.moments {
            println!("{moment:60} {count:6}");
        }
    }

    /// Instructions that nobody called.
    pub fn untried(&self) -> BTreeSet<&String> {
        names()
            .values()
            .filter(|name| !self.tries.contains_key(*name))
            .collect()
    }

    /// What was to be reached and was not.
    pub fn gaps(&self, moments: &[&str]) -> BTreeSet<String> {
        let mut gaps = BTreeSet::new();
        for name in names().values() {
            let tries = self.tries.get(name).copied().unwrap_or_default();
            let (_, instruction) = name.split_once('.').expect("program.instruction");
            let is_excepted = NEVER_ACCEPTED
                .iter()
                .any(|(known, _)| [name.as_str(), instruction].contains(known));
            if is_excepted && tries.accepted > 0 {
                gaps.insert(format!("{name} was accepted: strike it from the list"));
            } else if !is_excepted && tries.accepted == 0 {
                gaps.insert(format!("{name} was never accepted"));
            }
        }
        let missed = moments.iter().filter(|m| !self.moments.contains_key(**m));
        gaps.extend(missed.map(|moment| format!("never happened: {moment}")));
        gaps
    }
}

/// `program.instruction` of data for one of our programs; `None` for another program and for events.
fn name_of(program: &Pubkey, data: &[u8]) -> Option<&'static String> {
    names().get(&(*program, *data.first()?))
}

/// Names of all instructions by program and discriminator, which is one byte everywhere.
fn names() -> &'static HashMap<(Pubkey, u8), String> {
    static NAMES: OnceLock<HashMap<(Pubkey, u8), String>> = OnceLock::new();
    NAMES.get_or_init(|| {
        let mut names = HashMap::new();
        for program in PROGRAMS {
            let instructions = Idl::of_name(program).document["instructions"].as_array();
            for instruction in instructions.into_iter().flatten() {
                let number = instruction["discriminator"][0].as_u64().expect("a byte");
                let key = (
                    program_id_for(program),
                    u8::try_from(number).expect("a byte"),
                );
                let name = instruction["name"].as_str().expect("a name");
                names.insert(key, format!("{program}.{name}"));
            }
        }
        names
    })
}
