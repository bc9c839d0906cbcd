//! Instructions of staking.
use {
    super::{
        plain,
        scene::{DAY, STAKE},
        variant, Scenario, Scene,
    },
    crate::{
        call::{call, Call},
        fill::{pda, Subject},
        hyper_account, mint,
        stage::Node,
        tokens::HYPER,
        Pubkey,
    },
    hypernode_common::programs::{SLASHING_VAULTS, SLASH_VAULT, STAKE_VAULT},
    serde_json::json,
};

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("stake", |scene| {
        let owner = scene.funded("staker", STAKE);
        let position = position_of(&owner);
        scene.does(
            "rewards",
            "open_reward_account",
            &Subject::position(position),
            json!({}),
        );
        scene.stage.stake_call(&owner, 0, STAKE, 30)
    }),
    plain("add_stake", |scene| {
        let position = scene.position();
        scene.add_stake(position)
    }),
    variant("add_stake", "behind a node", |scene| {
        let (position, _) = scene.pledged();
        scene.add_stake(position)
    }),
    plain("extend_lock", |scene| {
        let position = scene.position();
        scene.of_position("extend_lock", position, json!({ "lock_days": 60 }))
    }),
    plain("unstake", |scene| {
        let position = scene.position();
        scene.unstake(position)
    }),
    variant("unstake", "behind a node", |scene| {
        let (position, _) = scene.pledged();
        scene.unstake(position)
    }),
    variant("unstake", "behind a validator", |scene| {
        let position = scene.validating();
        scene.wait(366 * DAY);
        scene.of_position("unstake", position, json!({ "amount": STAKE }))
    }),
    plain("withdraw_stake", |scene| {
        let position = scene.position();
        scene.withdraw(position)
    }),
    variant("withdraw_stake", "behind a node", |scene| {
        let (position, _) = scene.pledged();
        scene.withdraw(position)
    }),
    plain("refresh_position", |scene| {
        let position = scene.position();
        scene.wait(31 * DAY);
        scene.of_position("refresh_position", position, json!({}))
    }),
    plain("close_position", |scene| {
        let position = scene.position();
        scene.wait(31 * DAY);
        let about = Subject::position(position);
        let amount = scene
            .stage
            .record(&position)
            .expect("a position")
            .u64("amount");
        scene.does("staking", "unstake", &about, json!({ "amount": amount }));
        scene.wait(8 * DAY);
        scene.does("staking", "withdraw_stake", &about, json!({}));
        let owner = scene.actor("staker");
        let close = call("rewards", "close_reward_account").account("position", position);
        let close = scene.stage.fill(close, &about.clone().signed_by(owner));
        scene.happens(close);
        scene.call("close_position", &about, json!({}))
    }),
    plain("pledge_position", |scene| {
        let (position, node) = (scene.position(), scene.bare_node());
        let about = Subject::position(position).with_pledge(node.address);
        scene.call("pledge_position", &about, json!({}))
    }),
    plain("release_pledge", |scene| {
        let (position, _) = scene.pledged();
        scene.of_position("release_pledge", position, json!({}))
    }),
    plain("clear_pledge", |scene| {
        let (position, _) = scene.pledged();
        scene.clear(position)
    }),
    plain("register_validator", |scene| {
        let owner = scene.actor("validator");
        let name = scene.name("validator");
        let position = scene.stage.stake(&name, 0, 2 * STAKE, 365);
        let about = Subject::position(position).with_validator(owner);
        scene.call("register_validator", &about, json!({}))
    }),
    plain("retire_validator", |scene| {
        let position = scene.validating();
        scene.retire(position)
    }),
    plain("close_validator", |scene| {
        let position = scene.retired();
        let owner = scene.actor("validator");
        let validator = pda("staking", &[b"validator", owner.as_ref()]);
        let close = call("staking", "close_validator").account("validator", validator);
        let about = Subject::position(position).with_validator(owner);
        scene.stage.fill(close, &about)
    }),
    plain("close_bond", |scene| {
        let (position, node) = scene.pledged();
        let clear = scene.clear(position);
        scene.happens(clear);
        let bond = pda("staking", &[b"bond", node.address.as_ref()]);
        let close = call("staking", "close_bond").account("bond", bond);
        scene.stage.fill(close, &Subject::default())
    }),
    plain("slash_position", |scene| {
        let (position, _) = scene.pledged();
        scene.slash_vault();
        scene
            .of_position("slash_position", position, json!({ "bps": 500 }))
            .account("slash_vault", SLASH_VAULT.address)
    }),
    plain("freeze_bond", |scene| {
        let (position, _) = scene.pledged();
        scene.of_position("freeze_bond", position, json!({ "delta": 1 }))
    }),
    plain("reserve_slash", |scene| {
        let (position, _) = scene.pledged();
        scene.of_position("reserve_slash", position, json!({ "bps": 500 }))
    }),
    plain("credit_compound", |scene| {
        let position = scene.position();
        scene.credit(position)
    }),
    variant("credit_compound", "behind a node", |scene| {
        let (position, _) = scene.pledged();
        scene.credit(position)
    }),
];

/// First position of an owner.
fn position_of(owner: &Pubkey) -> Pubkey {
    pda(
        "staking",
        &[b"position", owner.as_ref(), &0u16.to_le_bytes()],
    )
}

impl Scene<'_> {
    /// A position that backs nothing, locked for 31 days: long enough to back something for a while yet.
    pub fn position(&mut self) -> Pubkey {
        let name = self.name("staker");
        self.stage.stake(&name, 0, 2 * STAKE, 31)
    }

    /// A position behind a node whose authority is somebody else.
    pub fn pledged(&mut self) -> (Pubkey, Node) {
        let (position, node) = (self.position(), self.bare_node());
        self.stage.pledge(position, node.address);
        (position, node)
    }

    /// A call about a position and what it backs.
    #[track_caller]
    pub fn of_position(
        &self,
        instruction: &str,
        position: Pubkey,
        arguments: serde_json::Value,
    ) -> Call {
        self.call(instruction, &Subject::position(position), arguments)
    }

    fn add_stake(&mut self, position: Pubkey) -> Call {
        self.funded("staker", STAKE);
        self.of_position("add_stake", position, json!({ "amount": STAKE }))
    }

    fn unstake(&mut self, position: Pubkey) -> Call {
        self.wait(31 * DAY);
        self.of_position("unstake", position, json!({ "amount": STAKE }))
    }

    fn withdraw(&mut self, position: Pubkey) -> Call {
        let about = Subject::position(position);
        self.wait(31 * DAY);
        self.does("staking", "unstake", &about, json!({ "amount": STAKE }));
        self.wait(8 * DAY);
        self.of_position("withdraw_stake", position, json!({}))
    }

    /// The call that clears a pledge released long enough ago.
    fn clear(&mut self, position: Pubkey) -> Call {
        self.does(
            "staking",
            "release_pledge",
            &Subject::position(position),
            json!({}),
        );
        self.wait(8 * DAY);
        self.of_position("clear_pledge", position, json!({}))
    }

    /// The position of an active validator, twice what it needs.
    pub fn validating(&mut self) -> Pubkey {
        let name = self.name("validator");
        let position = self.stage.stake(&name, 0, 2 * STAKE, 365);
        let owner = self.actor("validator");
        let about = Subject::position(position).with_validator(owner);
        self.does("staking", "register_validator", &about, json!({}));
        position
    }

    /// The call by which the validator of a position retires.
    pub fn retire(&mut self, position: Pubkey) -> Call {
        let owner = self.actor("validator");
        let validator = pda("staking", &[b"validator", owner.as_ref()]);
        let retire = call("staking", "retire_validator").account("validator", validator);
        let about = Subject::position(position).with_validator(owner);
        self.stage.fill(retire, &about)
    }

    /// The position of a validator that retired and backs nothing any more.
    pub fn retired(&mut self) -> Pubkey {
        let position = self.validating();
        let retire = self.retire(position);
        self.happens(retire);
        self.wait(8 * DAY);
        self.does(
            "staking",
            "clear_pledge",
            &Subject::position(position),
            json!({}),
        );
        position
    }

    /// The call by which rewards adds to a position what it put into the vault.
    fn credit(&mut self, position: Pubkey) -> Call {
        self.stage.world.fill_vault(STAKE_VAULT.address, HYPER);
        self.of_position("credit_compound", position, json!({ "amount": HYPER }))
            .account("vault", STAKE_VAULT.address)
    }

    /// Makes the vault of slashing, which is not there before that program.
    pub fn slash_vault(&mut self) {
        let world = &mut self.stage.world;
        if world.account(&SLASH_VAULT.address).is_none() {
            let owner = SLASHING_VAULTS.address;
            world.write_token_account(SLASH_VAULT.address, &owner, &mint(), 0);
        }
    }

    /// Account for HYPER of the party in a role.
    pub fn purse(&mut self, role: &str) -> Pubkey {
        hyper_account(&self.actor(role))
    }
}
