//! A stage on which one party prepares its call.
use {
    crate::{
        actors::address_for,
        call::{call, Call},
        fill::Subject,
        tokens::HYPER,
        Outcome, Pubkey, Signer, Stage,
    },
    serde_json::Value as Json,
};

/// Stake that lets a node serve and a validator vote.
pub(super) const STAKE: u64 = 10_000 * HYPER;
/// Seconds of a day.
pub(super) const DAY: i64 = 86_400;

/// A stage, the program under test, and the party whose names everything gets.
pub struct Scene<'a> {
    /// The stage.
    pub stage: &'a mut Stage,
    /// The program under test.
    pub program: &'static str,
    who: &'static str,
}

impl<'a> Scene<'a> {
    /// The scene of one party.
    pub fn new(stage: &'a mut Stage, program: &'static str, who: &'static str) -> Self {
        Self {
            stage,
            program,
            who,
        }
    }

    /// The party's name for a role.
    pub fn name(&self, role: &str) -> String {
        format!("{}-{role}", self.who)
    }

    /// A number of the party's own: 1 for Bob, 2 for Alice.
    pub fn number(&self) -> u32 {
        if self.who == super::BOB {
            1
        } else {
            2
        }
    }

    /// Address of the party's key in a role, which may sign.
    pub fn actor(&mut self, role: &str) -> Pubkey {
        let name = self.name(role);
        self.stage.world.actor(&name).pubkey()
    }

    /// As [`actor`](Self::actor), holding this much HYPER more.
    pub fn funded(&mut self, role: &str, amount: u64) -> Pubkey {
        let actor = self.actor(role);
        self.stage.world.fund_hyper(&actor, amount);
        actor
    }

    /// A call of the program under test with every account its subject tells.
    #[track_caller]
    pub fn call(&self, instruction: &str, subject: &Subject, arguments: Json) -> Call {
        let call = call(self.program, instruction).args(arguments);
        self.stage.fill(call, subject)
    }

    /// Lets an instruction of any program happen.
    #[track_caller]
    pub fn does(
        &mut self,
        program: &str,
        instruction: &str,
        subject: &Subject,
        arguments: Json,
    ) -> Outcome {
        let call = self
            .stage
            .fill(call(program, instruction).args(arguments), subject);
        self.happens(call)
    }

    /// Lets a call happen, signed by whoever it asks for.
    #[track_caller]
    pub fn happens(&mut self, call: Call) -> Outcome {
        super::send(&mut self.stage.world, &call).accepted()
    }

    /// Time passes.
    pub fn wait(&mut self, seconds: i64) {
        self.stage.world.warp_seconds(seconds);
    }

    /// Authority of every Config.
    pub fn authority(&self) -> Pubkey {
        address_for("deployer")
    }
}
