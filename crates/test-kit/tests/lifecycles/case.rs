//! A state as it stands in one world: what calls in it are about, and what they say.
use {
    hypernode_test_kit::{call, Call, Instruction, Pubkey, Stage, Subject, HYPER, SALT},
    serde_json::{json, Value as Json},
};

/// For every instruction.
const ANY: &str = "";

/// What the calls of a state are about.
#[derive(Clone, Default)]
pub struct Case {
    /// What most accounts are read off.
    pub subject: Subject,
    accounts: Vec<(String, String, Pubkey)>,
    arguments: Vec<(String, Json)>,
    before: Option<Instruction>,
}

impl From<Subject> for Case {
    fn from(subject: Subject) -> Self {
        Self {
            subject,
            ..Self::default()
        }
    }
}

impl Case {
    /// With an account no subject tells.
    pub fn with(self, name: &str, address: Pubkey) -> Self {
        self.with_in(ANY, name, address)
    }

    /// With an account that one instruction alone takes.
    pub fn with_in(mut self, instruction: &str, name: &str, address: Pubkey) -> Self {
        self.accounts
            .push((instruction.to_owned(), name.to_owned(), address));
        self
    }

    /// With every account and argument that a call of an instruction has.
    pub fn like(mut self, call: &Call) -> Self {
        for name in call.account_names() {
            if let Some(address) = call.address_of(&name) {
                self = self.with_in(call.name(), &name, address);
            }
        }
        self.saying_in(call.name(), call.arguments().clone())
    }

    /// As [`like`](Self::like) a post; whoever signs as requester posts a job of its own.
    pub fn posting(self, post: &Call) -> Self {
        let mut case = self.like(post);
        case.accounts.retain(|(only, name, _)| {
            only != post.name() || !["job", "escrow"].contains(&name.as_str())
        });
        case
    }

    /// With these arguments in place of everybody's.
    pub fn saying(self, arguments: Json) -> Self {
        self.saying_in(ANY, arguments)
    }

    /// With these arguments of one instruction.
    pub fn saying_in(mut self, instruction: &str, arguments: Json) -> Self {
        self.arguments.push((instruction.to_owned(), arguments));
        self
    }

    /// With this instruction before each.
    pub fn after(self, before: Instruction) -> Self {
        Self {
            before: Some(before),
            ..self
        }
    }

    /// A call with everything in its place; where nothing fits, nobody stands in. What may be left out is named only
    /// where the account itself leads there.
    pub fn complete(&self, stage: &Stage, program: &str, instruction: &str) -> Call {
        let mut call = call(program, instruction).args(self.arguments_of(instruction));
        let names = call.account_names();
        for (only, name, address) in &self.accounts {
            let applies = only == ANY || only == instruction;
            if applies && names.iter().any(|known| known == name) {
                call = call.account(name, *address);
            }
        }
        let mut subject = self.subject.clone();
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
                call = call.account(&name, hypernode_test_kit::address_for("nobody"));
            }
        }
        match &self.before {
            Some(before) => call.after(before.clone()),
            None => call,
        }
    }

    fn arguments_of(&self, instruction: &str) -> Json {
        let mut all = arguments();
        for (only, own) in &self.arguments {
            if only == ANY || only == instruction {
                for (name, value) in own.as_object().expect("an object of arguments") {
                    all[name] = value.clone();
                }
            }
        }
        all
    }
}

/// Arguments of all instructions by name: what has another meaning in two of them is said by the case.
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
