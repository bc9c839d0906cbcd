//! Instructions of rewards.
use {
    super::{markets::shard_of, plain, scene::STAKE, variant, Scenario, Scene},
    crate::{
        actors::address_for,
        call::{call, Call},
        fill::{pda, Subject},
        hyper_account, mint,
        stage::{Node, FEE_SHARDS},
        tokens::HYPER,
        Pubkey,
    },
    hypernode_common::programs::{INCENTIVE_VAULT, STAKER_VAULT},
    serde_json::json,
};

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("open_reward_account", |scene| {
        let position = scene.actor("position");
        let open = call("rewards", "open_reward_account").account("position", position);
        scene.stage.fill(open, &Subject::default())
    }),
    plain("sync_weight", |scene| {
        let position = scene.position();
        let weight = scene
            .stage
            .record(&position)
            .expect("a position")
            .u128("weight");
        let arguments = json!({ "old": weight.to_string(), "new": (weight + 1).to_string() });
        scene.of_position("sync_weight", position, arguments)
    }),
    plain("claim_reward", |scene| {
        let position = scene.position();
        scene.earn();
        scene.of_position("claim_reward", position, json!({}))
    }),
    plain("compound_reward", |scene| {
        let position = scene.position();
        scene.earn();
        scene.of_position("compound_reward", position, json!({}))
    }),
    variant("compound_reward", "behind a node", |scene| {
        let (position, _) = scene.pledged();
        scene.earn();
        scene.of_position("compound_reward", position, json!({}))
    }),
    plain("close_reward_account", |scene| {
        let position = scene.actor("position");
        let open = call("rewards", "open_reward_account").account("position", position);
        let open = scene.stage.fill(open, &Subject::default());
        let account = open.address_of("reward_account").expect("it has seeds");
        scene.happens(open);
        let close = call("rewards", "close_reward_account").account("reward_account", account);
        scene.stage.fill(close, &Subject::default())
    }),
    plain("donate_reward", |scene| scene.donate()),
    plain("receive_fees", |scene| {
        let world = &mut scene.stage.world;
        world.fill_vault(STAKER_VAULT.address, 10 * HYPER);
        world.fill_vault(INCENTIVE_VAULT.address, 40 * HYPER);
        call("rewards", "receive_fees")
            .account("payer", scene.actor("payer"))
            .args(json!({
                "shard": 0, "label": 1, "staker": 10 * HYPER, "incentive": 40 * HYPER,
                "points": 150 * HYPER, "next_label": 1,
            }))
    }),
    plain("distribute_unlock", |scene| {
        let period = scene.number();
        scene.wait(2_592_001);
        scene.unlock(period)
    }),
    plain("claim_incentive", |scene| {
        let (node, epoch) = scene.settled_epoch();
        scene.of_node("claim_incentive", &node, json!({ "epoch": epoch }))
    }),
    plain("recycle_epoch", |scene| {
        let (_, epoch) = scene.settled_epoch();
        scene.wait(4 * EPOCH);
        let next = scene.sweep_all();
        scene.call(
            "recycle_epoch",
            &Subject::default(),
            json!({ "epoch": epoch, "next_epoch": next }),
        )
    }),
];

/// Seconds of an epoch.
const EPOCH: i64 = 604_800;

impl Scene<'_> {
    fn donate(&mut self) -> Call {
        let donor = self.funded("donor", STAKE);
        call("rewards", "donate_reward")
            .account("donor", donor)
            .account("source", hyper_account(&donor))
            .args(json!({ "amount": STAKE }))
    }

    /// Stakers earn something.
    pub fn earn(&mut self) {
        let donate = self.donate();
        self.happens(donate);
        self.wait(1_000);
    }

    /// The call that distributes the unlock of a period.
    fn unlock(&mut self, period: u32) -> Call {
        let authority = address_for("unlock-authority");
        self.stage.world.actor("unlock-authority");
        self.stage.world.fund_hyper(&authority, STAKE);
        let distribute = call("rewards", "distribute_unlock")
            .account("unlock_authority", authority)
            .account("source", hyper_account(&authority))
            .account("operations", hyper_account(&address_for("operations")))
            .account("mint", mint())
            .args(json!({ "period": period, "amount": STAKE }));
        self.stage.fill(distribute, &Subject::default())
    }

    /// A node that was paid in an epoch that is over on every shard.
    fn settled_epoch(&mut self) -> (Node, u64) {
        let job = self.settled_job();
        let shard = pda("markets", &[b"fees", &[shard_of(&job)]]);
        let epoch = self.stage.record(&shard).expect("open").u64("epoch");
        let node = self.node_of(&job);
        self.wait(EPOCH);
        self.sweep_all();
        (node, epoch)
    }

    /// Sweeps every shard and gives the label of the epoch that begins.
    fn sweep_all(&mut self) -> u64 {
        for shard in 0..FEE_SHARDS {
            let sweep = self.sweep(shard);
            self.happens(sweep);
        }
        let shard = pda("markets", &[b"fees", &[0]]);
        self.stage.record(&shard).expect("open").u64("epoch")
    }

    fn node_of(&self, job: &Pubkey) -> Node {
        let address = self.stage.record(job).expect("a job").key("node");
        let node = self.stage.record(&address).expect("a node");
        Node {
            address,
            reputation: pda("registry", &[b"reputation", address.as_ref()]),
            authority: node.key("authority"),
            operator: node.key("operator"),
            payout_token: hyper_account(&node.key("payout")),
        }
    }
}
