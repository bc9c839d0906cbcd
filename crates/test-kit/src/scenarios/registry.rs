//! Instructions of registry.
use {
    super::{
        plain,
        scene::{DAY, STAKE},
        variant, Scenario, Scene,
    },
    crate::{
        actors::address_for,
        call::{call, Call},
        defaults,
        fill::{pda, Subject},
        stage::Node,
        Pubkey,
    },
    serde_json::{json, Value as Json},
    sha2::{Digest, Sha256},
};

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("register_node", |scene| {
        scene.actor("node-authority");
        scene.actor("node-operator");
        scene.stage.register_call(&scene.name("node"))
    }),
    plain("update_hardware", |scene| {
        let node = scene.bare_node();
        let hardware = part_of(&node, "hardware");
        scene.of_node("update_hardware", &node, json!({ "hardware": hardware }))
    }),
    plain("update_policy", |scene| {
        let node = scene.bare_node();
        let subject = Subject::node(node.address).signed_by(node.authority);
        let policy = part_of(&node, "policy");
        scene.call("update_policy", &subject, json!({ "policy": policy }))
    }),
    variant("update_policy", "tightened by the operator", |scene| {
        let node = scene.bare_node();
        let subject = Subject::node(node.address).signed_by(node.operator);
        let mut policy = part_of(&node, "policy");
        policy["max_runs"] = 1.into();
        scene.call("update_policy", &subject, json!({ "policy": policy }))
    }),
    plain("update_endpoint", |scene| {
        let node = scene.bare_node();
        let endpoint = part_of(&node, "endpoint");
        scene.of_node("update_endpoint", &node, json!({ "endpoint": endpoint }))
    }),
    plain("rotate_operator", |scene| {
        let node = scene.bare_node();
        let operator = scene.actor("new-operator");
        scene
            .of_node("rotate_operator", &node, json!({}))
            .account("new_operator", operator)
    }),
    plain("propose_payout", |scene| {
        let node = scene.bare_node();
        scene.propose_payout(&node)
    }),
    plain("apply_payout", |scene| {
        let node = scene.bare_node();
        let propose = scene.propose_payout(&node);
        scene.happens(propose);
        scene.wait(DAY + 1);
        scene.of_node("apply_payout", &node, json!({}))
    }),
    plain("propose_node_authority", |scene| {
        let node = scene.bare_node();
        scene.propose_node_authority(&node)
    }),
    plain("accept_node_authority", |scene| {
        let node = scene.bare_node();
        let propose = scene.propose_node_authority(&node);
        scene.happens(propose);
        let heir = scene.actor("heir");
        scene
            .of_node("accept_node_authority", &node, json!({}))
            .account("pending_authority", heir)
    }),
    plain("record_heartbeat", |scene| {
        let node = scene.bare_node();
        scene.wait(60);
        scene.of_node("record_heartbeat", &node, json!({}))
    }),
    plain("drain_node", |scene| {
        let node = scene.bare_node();
        let subject = Subject::node(node.address).signed_by(node.operator);
        scene.call("drain_node", &subject, json!({}))
    }),
    plain("resume_node", |scene| {
        let node = scene.bare_node();
        scene.deactivates(&node);
        scene.of_node("resume_node", &node, json!({}))
    }),
    plain("deactivate_node", |scene| {
        let node = scene.bare_node();
        scene.of_node("deactivate_node", &node, json!({}))
    }),
    plain("suspend_node", |scene| {
        let node = scene.bare_node();
        scene.suspend(&node)
    }),
    plain("reinstate_node", |scene| {
        let node = scene.bare_node();
        let suspend = scene.suspend(&node);
        scene.happens(suspend);
        scene
            .of_node("reinstate_node", &node, json!({}))
            .account("authority", scene.authority())
    }),
    plain("close_node", |scene| {
        let node = scene.bare_node();
        scene.deactivates(&node);
        scene.wait(8 * DAY);
        scene.of_node("close_node", &node, json!({}))
    }),
    plain("bind_fingerprint", |scene| {
        let node = scene.bare_node();
        let hash = scene.card();
        scene.of_node("bind_fingerprint", &node, json!({ "hash": hash }))
    }),
    plain("release_fingerprint", |scene| {
        let node = scene.bare_node();
        scene.release_card(&node)
    }),
    plain("close_fingerprint", |scene| {
        let node = scene.bare_node();
        let release = scene.release_card(&node);
        let fingerprint = release.address_of("fingerprint").expect("named");
        scene.happens(release);
        scene.wait(31 * DAY);
        let close = call("registry", "close_fingerprint").account("fingerprint", fingerprint);
        scene.stage.fill(close, &Subject::default())
    }),
    plain("record_health", |scene| {
        let digest = vec![4; 32];
        scene.check("record_health", json!({ "passed": true, "digest": digest }))
    }),
    plain("record_benchmark", |scene| {
        let digest = vec![4; 32];
        scene.check(
            "record_benchmark",
            json!({ "class": 1, "units": 9, "digest": digest }),
        )
    }),
    plain("begin_run", |scene| {
        let node = scene.node();
        scene.begin_run(&node)
    }),
    plain("end_run", |scene| {
        let node = scene.node();
        let begin = scene.begin_run(&node);
        scene.happens(begin);
        let result = json!({ "outcome": 1, "response_ms": 400, "fee": 1, "epoch": 1, "gpus": 1, "counted": true });
        scene.of_node("end_run", &node, result)
    }),
    plain("note_report", |scene| {
        let node = scene.node();
        scene.of_node("note_report", &node, json!({ "step": 1 }))
    }),
    plain("penalise_node", |scene| {
        let node = scene.node();
        let until = scene.stage.world.now() + DAY;
        scene.of_node(
            "penalise_node",
            &node,
            json!({ "reason": 3, "suspend_until": until }),
        )
    }),
];

/// A part of the registration of the kit's nodes.
fn part_of(node: &Node, part: &str) -> Json {
    defaults::node_registration(&node.authority)[part].take()
}

impl Scene<'_> {
    /// A node that nobody backs.
    pub fn bare_node(&mut self) -> Node {
        let name = self.name("node");
        self.stage.register_node(&name)
    }

    /// A node with two cards and a stake behind it.
    pub fn node(&mut self) -> Node {
        let name = self.name("node");
        self.stage.staked_node(&name, STAKE)
    }

    /// Address of the party's node, registered or not.
    pub fn party_node(&self) -> Pubkey {
        let name = self.name("node");
        let register = self.stage.register_call(&name);
        register.address_of("node").expect("a node has seeds")
    }

    /// A call about a node.
    #[track_caller]
    pub fn of_node(&self, instruction: &str, node: &Node, arguments: Json) -> Call {
        self.call(instruction, &Subject::node(node.address), arguments)
    }

    /// Owner of a validator past its warm-up.
    pub fn validator(&mut self, role: &str) -> Pubkey {
        let name = self.name(role);
        self.stage.register_validator(&name);
        self.wait(DAY + 1);
        address_for(&name)
    }

    /// A node leaves.
    pub fn deactivates(&mut self, node: &Node) {
        self.does(
            "registry",
            "deactivate_node",
            &Subject::node(node.address),
            json!({}),
        );
    }

    fn propose_payout(&mut self, node: &Node) -> Call {
        let payout = self.funded("new-payout", 0).to_string();
        self.of_node("propose_payout", node, json!({ "payout": payout }))
    }

    fn propose_node_authority(&mut self, node: &Node) -> Call {
        let heir = self.actor("heir").to_string();
        self.of_node("propose_node_authority", node, json!({ "key": heir }))
    }

    fn suspend(&mut self, node: &Node) -> Call {
        let until = self.stage.world.now() + DAY;
        self.of_node("suspend_node", node, json!({ "until": until }))
            .account("authority", self.authority())
    }

    /// Hash of the party's card.
    pub fn card(&self) -> [u8; 32] {
        Sha256::digest(self.name("card")).into()
    }

    /// The call that releases a card just bound to the node.
    fn release_card(&mut self, node: &Node) -> Call {
        let hash = self.card();
        self.does(
            "registry",
            "bind_fingerprint",
            &Subject::node(node.address),
            json!({ "hash": hash }),
        );
        call("registry", "release_fingerprint")
            .account("fingerprint", pda("registry", &[b"fingerprint", &hash]))
            .account("node", node.address)
            .account("signer", node.authority)
    }

    /// A validator checks a node.
    fn check(&mut self, instruction: &str, arguments: Json) -> Call {
        let checker = self.validator("validator");
        let node = self.bare_node();
        let validator = pda("staking", &[b"validator", checker.as_ref()]);
        let check = call("registry", instruction)
            .account("bond", pda("staking", &[b"bond", validator.as_ref()]))
            .args(arguments);
        let subject = Subject::node(node.address).with_validator(checker);
        self.stage.fill(check, &subject)
    }

    fn begin_run(&mut self, node: &Node) -> Call {
        self.of_node("begin_run", node, json!({ "cap_runs": 5, "gpus": 1 }))
    }
}
