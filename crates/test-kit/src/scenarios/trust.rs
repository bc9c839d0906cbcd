//! Instructions of registry about trust: groups, peerings, issuers, attestations, names and Nostr links.
use {
    super::{plain, scene::DAY, variant, Scenario, Scene},
    crate::{
        actors::address_for,
        call::{call, Call},
        fill::Subject,
        hyper_account,
        markets::markets_params,
        nostr::Statement,
        stage::{id_for, Node},
        tokens::HYPER,
        Pubkey,
    },
    hypernode_common::trust::{Claim, MemberRole},
    serde_json::{json, Value as Json},
    sha2::{Digest, Sha256},
};

/// Days that a year of a name has.
const YEAR: i64 = 365 * DAY;
/// Seconds for which an expired name is still its owner's.
const GRACE: i64 = 30 * DAY;

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("create_group", |scene| scene.create_group()),
    plain("add_member", |scene| {
        let group = scene.group();
        scene.add_member(group, "member", MemberRole::Requester)
    }),
    variant("add_member", "by an admin", |scene| {
        let group = scene.group();
        let admission = scene.member(group, "admin", MemberRole::Admin);
        let admin = scene.actor("admin");
        scene
            .add_member(group, "member", MemberRole::Requester)
            .account("admission", admission)
            .account("signer", admin)
    }),
    plain("remove_member", |scene| {
        let head = scene.actor("group-authority");
        let group = scene.group();
        scene.remove_member(group).account("signer", head)
    }),
    variant("remove_member", "by an admin", |scene| {
        let group = scene.group();
        let admission = scene.member(group, "admin", MemberRole::Admin);
        let admin = scene.actor("admin");
        scene
            .remove_member(group)
            .account("admission", admission)
            .account("signer", admin)
    }),
    variant("remove_member", "by the member", |scene| {
        let group = scene.group();
        let member = scene.actor("member");
        scene.remove_member(group).account("signer", member)
    }),
    plain("close_group", |scene| {
        let group = scene.group();
        let head = scene.actor("group-authority");
        scene.filled(
            call("registry", "close_group")
                .account("group", group)
                .account("authority", head),
        )
    }),
    plain("propose_peering", |scene| {
        let node = scene.bare_node();
        scene.propose_peering(&node)
    }),
    plain("accept_peering", |scene| {
        let node = scene.bare_node();
        let peering = scene.peering(&node);
        scene
            .of_node("accept_peering", &node, json!({}))
            .account("peering", peering)
            .account("signer", node.authority)
    }),
    plain("revoke_peering", |scene| {
        let node = scene.bare_node();
        let peer = scene.actor("peer");
        scene.revoke_peering(&node, peer)
    }),
    variant("revoke_peering", "by the node", |scene| {
        let node = scene.bare_node();
        scene.revoke_peering(&node, node.authority)
    }),
    plain("register_issuer", |scene| scene.register_issuer("issuer")),
    variant("register_issuer", "below a parent", |scene| {
        scene.issuer("issuer");
        scene.register_child()
    }),
    plain("revoke_issuer", |scene| {
        let issuer = scene.issuer("issuer");
        let authority = scene.authority();
        scene.revoke_issuer(issuer, authority)
    }),
    variant("revoke_issuer", "by itself", |scene| {
        let issuer = scene.issuer("issuer");
        let own = scene.actor("issuer");
        scene.revoke_issuer(issuer, own)
    }),
    variant("revoke_issuer", "by the parent", |scene| {
        let parent = scene.issuer("issuer");
        let register = scene.register_child();
        let child = made_by(&register, "issuer");
        scene.happens(register);
        let granter = scene.actor("issuer");
        scene
            .revoke_issuer(child, granter)
            .account("parent", parent)
    }),
    plain("close_issuer", |scene| {
        let issuer = scene.issuer("issuer");
        let own = scene.actor("issuer");
        let revoke = scene.revoke_issuer(issuer, own);
        scene.happens(revoke);
        scene.filled(
            call("registry", "close_issuer")
                .account("issuer", issuer)
                .account("signer", own),
        )
    }),
    plain("attest_claim", |scene| {
        let person = scene.actor("person");
        scene.attest_claim(person, Claim::Person)
    }),
    variant("attest_claim", "of hardware", |scene| {
        let node = scene.bare_node();
        scene
            .attest_claim(node.address, Claim::Hardware)
            .account("node", node.address)
    }),
    plain("revoke_attestation", |scene| scene.revoke_attestation()),
    plain("close_attestation", |scene| {
        let revoke = scene.revoke_attestation();
        let (issuer, attestation) = (made_by(&revoke, "issuer"), made_by(&revoke, "attestation"));
        scene.happens(revoke);
        scene.filled(
            call("registry", "close_attestation")
                .account("issuer", issuer)
                .account("attestation", attestation),
        )
    }),
    plain("register_name", |scene| scene.register_name()),
    plain("renew_name", |scene| {
        let owner = scene.actor("owner");
        scene
            .of_name("renew_name", json!({ "years": 1 }))
            .account("owner_token", hyper_account(&owner))
    }),
    plain("update_name", |scene| {
        let heir = scene.actor("heir").to_string();
        scene.of_name("update_name", json!({ "new_owner": heir, "target": heir }))
    }),
    plain("release_name", |scene| {
        let owner = scene.actor("owner");
        scene.release_name().account("signer", owner)
    }),
    variant("release_name", "after the grace", |scene| {
        let release = scene.release_name();
        scene.wait(YEAR + GRACE + 1);
        release
    }),
    plain("link_nostr", |scene| scene.link_nostr()),
    plain("unlink_nostr", |scene| {
        let link = scene.link_nostr();
        let (made, owner) = (made_by(&link, "link"), made_by(&link, "owner"));
        scene.happens(link);
        scene.filled(
            call("registry", "unlink_nostr")
                .account("link", made)
                .account("owner", owner)
                .account("rent_payer", payer()),
        )
    }),
];

/// Who pays every rent, and gets it back.
fn payer() -> Pubkey {
    address_for("crank")
}

/// Address of an account of a call.
#[track_caller]
fn made_by(call: &Call, account: &str) -> Pubkey {
    call.address_of(account).expect("named or found")
}

/// A text as `NameText`.
fn name_text(text: &str) -> Json {
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(32, 0);
    json!({ "length": text.len(), "bytes": bytes })
}

impl Scene<'_> {
    fn filled(&self, call: Call) -> Call {
        self.stage.fill(call, &Subject::default())
    }

    /// A day from now.
    pub fn tomorrow(&self) -> i64 {
        self.stage.world.now() + DAY
    }

    fn create_group(&mut self) -> Call {
        let head = self.actor("group-authority");
        let create = call("registry", "create_group")
            .account("authority", head)
            .args(json!({ "id": id_for("lab"), "budget_cap": 7_000_000 }));
        self.filled(create)
    }

    /// A group without members.
    pub fn group(&mut self) -> Pubkey {
        let create = self.create_group();
        let group = made_by(&create, "group");
        self.happens(create);
        group
    }

    /// The group's authority admits somebody.
    fn add_member(&mut self, group: Pubkey, who: &str, role: MemberRole) -> Call {
        let (subject, head) = (self.actor(who), self.actor("group-authority"));
        let add = call("registry", "add_member")
            .account("group", group)
            .account("subject", subject)
            .account("signer", head)
            .args(json!({ "role": role as u8, "expires_at": self.tomorrow() }));
        self.filled(add)
    }

    /// Somebody's membership.
    pub fn member(&mut self, group: Pubkey, who: &str, role: MemberRole) -> Pubkey {
        let add = self.add_member(group, who, role);
        let member = made_by(&add, "member");
        self.happens(add);
        member
    }

    /// The call that ends a requester's membership, its signer to be named.
    fn remove_member(&mut self, group: Pubkey) -> Call {
        let member = self.member(group, "member", MemberRole::Requester);
        call("registry", "remove_member")
            .account("group", group)
            .account("member", member)
            .account("rent_payer", payer())
    }

    /// A requester proposes a peering to a node.
    pub fn propose_peering(&mut self, node: &Node) -> Call {
        let peer = self.actor("peer");
        self.of_node(
            "propose_peering",
            node,
            json!({ "expires_at": self.tomorrow() }),
        )
        .account("requester", peer)
        .account("signer", peer)
    }

    /// A peering that the node has not signed.
    fn peering(&mut self, node: &Node) -> Pubkey {
        let propose = self.propose_peering(node);
        let peering = made_by(&propose, "peering");
        self.happens(propose);
        peering
    }

    fn revoke_peering(&mut self, node: &Node, signer: Pubkey) -> Call {
        let peering = self.peering(node);
        self.of_node("revoke_peering", node, json!({}))
            .account("peering", peering)
            .account("signer", signer)
            .account("rent_payer", payer())
    }

    /// The authority of the Config lets a key attest that hardware is as described and that people are people.
    pub fn register_issuer(&mut self, who: &str) -> Call {
        let issuer = self.actor(who);
        let scope = Claim::Hardware.scope_bit() | Claim::Person.scope_bit();
        let register = call("registry", "register_issuer")
            .account("authority", issuer)
            .account("granter", self.authority())
            .args(json!({ "scope": scope, "expires_at": self.tomorrow() + DAY }));
        self.filled(register)
    }

    /// A registered issuer.
    pub fn issuer(&mut self, who: &str) -> Pubkey {
        let register = self.register_issuer(who);
        let issuer = made_by(&register, "issuer");
        self.happens(register);
        issuer
    }

    /// The registered issuer lets another key attest.
    pub fn register_child(&mut self) -> Call {
        let parent = made_by(&self.register_issuer("issuer"), "issuer");
        let granter = self.actor("issuer");
        self.register_issuer("child")
            .account("parent", parent)
            .account("granter", granter)
    }

    fn revoke_issuer(&self, issuer: Pubkey, signer: Pubkey) -> Call {
        call("registry", "revoke_issuer")
            .account("issuer", issuer)
            .account("signer", signer)
    }

    /// A new issuer's claim about a subject, with the digest that the kit's nodes give their hardware.
    pub fn attest_claim(&mut self, subject: Pubkey, claim: Claim) -> Call {
        let issuer = self.issuer("issuer");
        let own = self.actor("issuer");
        let attest = call("registry", "attest_claim")
            .account("issuer", issuer)
            .account("subject", subject)
            .account("authority", own)
            .args(json!({
                "claim": claim as u8,
                "claim_digest": vec![7; 32],
                "expires_at": self.tomorrow(),
            }));
        self.filled(attest)
    }

    fn revoke_attestation(&mut self) -> Call {
        let person = self.actor("person");
        let attest = self.attest_claim(person, Claim::Person);
        let revoke = call("registry", "revoke_attestation")
            .account("issuer", made_by(&attest, "issuer"))
            .account("attestation", made_by(&attest, "attestation"))
            .account("authority", made_by(&attest, "authority"));
        self.happens(attest);
        revoke
    }

    /// The owner takes a name for a year.
    pub fn register_name(&mut self) -> Call {
        let owner = self.funded("owner", 1_000 * HYPER);
        let text = self.name("lab");
        let register = call("registry", "register_name")
            .account("owner", owner)
            .account("owner_token", hyper_account(&owner))
            .args(json!({
                "hash": <[u8; 32]>::from(Sha256::digest(&text)),
                "text": name_text(&text),
                "years": 1,
                "target": owner.to_string(),
            }));
        self.filled(register)
    }

    /// A call about the owner's new name.
    fn of_name(&mut self, instruction: &str, arguments: Json) -> Call {
        let register = self.register_name();
        let call = call("registry", instruction)
            .account("name", made_by(&register, "name"))
            .account("owner", made_by(&register, "owner"))
            .args(arguments);
        self.happens(register);
        self.filled(call)
    }

    /// The call that frees a new name, signed by whoever cranks.
    fn release_name(&mut self) -> Call {
        let register = self.register_name();
        let release = call("registry", "release_name")
            .account("name", made_by(&register, "name"))
            .account("rent_payer", payer());
        self.happens(register);
        self.filled(release)
    }

    /// A Nostr key of the party's own signed that it belongs to the owner.
    pub fn link_nostr(&mut self) -> Call {
        let statement = Statement {
            secret: Sha256::digest(self.name("nostr")).into(),
            genesis: markets_params().genesis,
            owner: self.actor("owner"),
            nonce: self.stage.world.slot(),
        };
        let link = call("registry", "link_nostr")
            .account("owner", statement.owner)
            .args(statement.arguments(&statement.signature()));
        self.filled(link)
    }
}
