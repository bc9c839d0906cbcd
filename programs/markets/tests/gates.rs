//! The gate rule, on both ways into an assignment: whom each privacy level admits, and each way a pass can be dead.

use {
    anchor_lang::bytemuck::Zeroable,
    hypernode_common::{
        programs::{MARKETS, STAKING},
        registry::{Node, PrivacyLevel},
        staking::Position,
        trust::{Attestation, Claim, Issuer, Member, MemberRole, Peering},
    },
    hypernode_test_kit::{
        address_for, assert_refused, call, id_for, keypair_for, markets::*, AccountMeta,
        Instruction, Outcome, Pubkey, Signer, World, HYPER,
    },
    markets::{
        error::MarketsError,
        instruction,
        state::{Job, JobState, JobTerms},
    },
    registry::seeds,
    serde_json::json,
};

/// Seconds the passes of the tests hold on.
const LIFE: i64 = 1_000;
/// Second at which the present life of the tests' nodes began, before the world's first.
const REGISTERED: i64 = -100;

/// What is shown at the gates of one assignment.
#[derive(Clone, Default)]
struct Shown {
    gate: Option<Pubkey>,
    member: Option<Pubkey>,
    issuers: Vec<Pubkey>,
}

/// What a test sets up before an assignment.
struct Scene {
    world: World,
    node: NodeActor,
    terms: JobTerms,
}

impl Scene {
    fn with(privacy: PrivacyLevel) -> Self {
        let mut world = World::with_market();
        let node = world.node_with("node-1", |node, _| {
            node.privacy = privacy.into();
            node.group = lab();
            node.registered_at = (node.registered_at.get() + REGISTERED).into();
        });
        let offer = world.offer_terms();
        world.publish_offer(&node, offer).accepted();
        let terms = world.posting(1).terms;
        Self { world, node, terms }
    }

    fn now(&self) -> i64 {
        self.world.now()
    }

    /// A membership in `group` as the registry writes it, changed by `change`.
    fn member(
        &mut self,
        group: Pubkey,
        subject: Pubkey,
        role: MemberRole,
        change: impl FnOnce(&mut Member),
    ) -> Pubkey {
        let (address, bump) = seeds::find_member_address(&group, &subject);
        let mut member = Member::zeroed();
        member.open(bump, address_for("payer"));
        member.role = role.into();
        member.group = group;
        member.subject = subject;
        member.added_at = self.now().into();
        member.expires_at = (self.now() + LIFE).into();
        change(&mut member);
        self.world.write_state(address, &member);
        address
    }

    fn peering(&mut self, requester: Pubkey, change: impl FnOnce(&mut Peering)) -> Pubkey {
        let (address, bump) = seeds::find_peering_address(&self.node.address, &requester);
        let mut peering = Peering::zeroed();
        peering.open(bump, address_for("payer"));
        peering.node = self.node.address;
        peering.requester = requester;
        peering.node_signed_at = self.now().into();
        peering.requester_signed_at = self.now().into();
        peering.expires_at = (self.now() + LIFE).into();
        change(&mut peering);
        self.world.write_state(address, &peering);
        address
    }

    fn position(&mut self, owner: Pubkey, amount: u64) -> Pubkey {
        let seeds = [b"position".as_slice(), owner.as_ref(), &[0, 0]];
        let (address, bump) = Pubkey::find_program_address(&seeds, &STAKING.id);
        let mut position = Position::zeroed();
        position.open(bump, address_for("payer"));
        position.owner = owner;
        position.amount = amount.into();
        self.world.write_state(address, &position);
        address
    }

    fn issuer(
        &mut self,
        name: &str,
        parent: Option<&str>,
        change: impl FnOnce(&mut Issuer),
    ) -> Pubkey {
        let (address, bump) = seeds::find_issuer_address(&address_for(name));
        let mut issuer = Issuer::zeroed();
        issuer.open(bump, address_for("payer"));
        issuer.scope = Claim::Person.scope_bit();
        issuer.authority = address_for(name);
        issuer.parent = parent.map_or(Pubkey::default(), |parent| {
            seeds::find_issuer_address(&address_for(parent)).0
        });
        issuer.registered_at = self.now().into();
        issuer.expires_at = (self.now() + LIFE).into();
        change(&mut issuer);
        self.world.write_state(address, &issuer);
        address
    }

    fn attestation(
        &mut self,
        issuer: Pubkey,
        subject: Pubkey,
        change: impl FnOnce(&mut Attestation),
    ) -> Pubkey {
        let (address, bump) =
            seeds::find_attestation_address(&issuer, &subject, Claim::Person as u8);
        let mut attestation = Attestation::zeroed();
        attestation.open(bump, address_for("payer"));
        attestation.claim = Claim::Person.into();
        attestation.issuer = issuer;
        attestation.subject = subject;
        attestation.claim_digest = [9; 32];
        attestation.issued_at = self.now().into();
        attestation.expires_at = (self.now() + LIFE).into();
        change(&mut attestation);
        self.world.write_state(address, &attestation);
        address
    }

    /// `accept_job` of a job posted just before, in a copy of the world.
    #[track_caller]
    fn accept(&self, shown: &Shown) -> (World, PostedJob, Outcome) {
        let mut world = self.world.clone();
        let mut posting = world.posting(1);
        posting.terms = JobTerms {
            valid_until_at: posting.terms.valid_until_at,
            ..self.terms
        };
        world.post(&posting, &["requester"]).accepted();
        let job = posting.job();
        let mut accounts = world.accept_accounts(&job, &self.node);
        (accounts.gate, accounts.member) = (shown.gate, shown.member);
        let accept = markets_instruction(instruction::AcceptJob {}, &accounts);
        let outcome = world.send(&[with_issuers(accept, shown)], &[&self.node.operator]);
        (world, job, outcome)
    }

    /// `post_job_to_offer` in a copy of the world.
    #[track_caller]
    fn post_to_offer(&self, shown: &Shown) -> (World, PostedJob, Outcome) {
        let mut world = self.world.clone();
        let posting = world.posting(1);
        let mut accounts = world.offer_post_accounts(1, &self.node);
        (accounts.gate, accounts.member) = (shown.gate, shown.member);
        let data = instruction::PostJobToOffer {
            id: posting.id,
            digests: posting.digests,
            terms: JobTerms {
                valid_until_at: posting.terms.valid_until_at,
                ..self.terms
            },
            max_price_per_second: JOB_PRICE,
        };
        let post = with_issuers(markets_instruction(data, &accounts), shown);
        let outcome = world.send(&[post], &[&keypair_for("requester")]);
        (world, posting.job(), outcome)
    }

    #[track_caller]
    fn assert_open(&self, shown: &Shown) {
        for (world, job, outcome) in [self.accept(shown), self.post_to_offer(shown)] {
            outcome.accepted();
            assert!(world.read::<Job>(&job.address).state == JobState::Assigned);
            assert_eq!(world.read::<Node>(&self.node.address).active_runs.get(), 1);
        }
    }

    #[track_caller]
    fn assert_shut(&self, shown: &Shown) {
        for (world, _, outcome) in [self.accept(shown), self.post_to_offer(shown)] {
            assert_refused(outcome, MarketsError::GateRefused);
            assert_eq!(world.read::<Node>(&self.node.address).active_runs.get(), 0);
        }
    }

    /// Open now, open in the last second, shut in the next one.
    #[track_caller]
    fn assert_open_for_its_life(&mut self, shown: &Shown) {
        self.assert_open(shown);
        self.warp(LIFE);
        self.assert_open(shown);
        self.warp(1);
        self.assert_shut(shown);
    }

    fn warp(&mut self, seconds: i64) {
        self.world.warp_seconds(seconds);
        self.world.beat(&self.node);
    }
}

fn with_issuers(mut instruction: Instruction, shown: &Shown) -> Instruction {
    let behind = shown
        .issuers
        .iter()
        .map(|issuer| AccountMeta::new_readonly(*issuer, false));
    instruction.accounts.extend(behind);
    instruction
}

fn requester() -> Pubkey {
    address_for("requester")
}

fn stranger() -> Pubkey {
    address_for("stranger")
}

/// The group of the tests' nodes.
fn lab() -> Pubkey {
    seeds::find_group_address(&address_for("lab"), &id_for("lab")).0
}

fn other_group() -> Pubkey {
    seeds::find_group_address(&address_for("lab"), &id_for("other")).0
}

fn gate(address: Pubkey) -> Shown {
    Shown {
        gate: Some(address),
        ..Shown::default()
    }
}

fn attested(attestation: Pubkey, issuers: &[Pubkey]) -> Shown {
    Shown {
        gate: Some(attestation),
        issuers: issuers.to_vec(),
        ..Shown::default()
    }
}

fn membership(address: Pubkey) -> Shown {
    Shown {
        member: Some(address),
        ..Shown::default()
    }
}

#[test]
fn full_public_admits_anyone_and_reads_no_pass() {
    let scene = Scene::with(PrivacyLevel::FullPublic);
    scene.assert_open(&Shown::default());
    scene.assert_open(&gate(scene.world.market()));
}

#[test]
fn private_admits_the_authority_alone() {
    let mut scene = Scene::with(PrivacyLevel::Private);
    scene.assert_shut(&Shown::default());
    // No pass replaces being the authority.
    let member = scene.member(lab(), requester(), MemberRole::Requester, |_| ());
    scene.assert_shut(&gate(member));
    let peering = scene.peering(requester(), |_| ());
    scene.assert_shut(&gate(peering));

    let mut node = scene.world.read::<Node>(&scene.node.address);
    node.authority = requester();
    scene.world.write_state(scene.node.address, &node);
    scene.assert_open(&Shown::default());
}

#[test]
fn private_network_admits_requesters_and_admins_of_its_group() {
    for role in [MemberRole::Requester, MemberRole::Admin] {
        let mut scene = Scene::with(PrivacyLevel::PrivateNetwork);
        let member = scene.member(lab(), requester(), role, |_| ());
        scene.assert_open_for_its_life(&gate(member));
    }
}

#[test]
fn private_network_refuses_each_dead_membership() {
    let mut scene = Scene::with(PrivacyLevel::PrivateNetwork);
    scene.assert_shut(&Shown::default());
    let absent = seeds::find_member_address(&lab(), &requester()).0;
    scene.assert_shut(&gate(absent));
    let as_node = scene.member(lab(), requester(), MemberRole::Node, |_| ());
    scene.assert_shut(&gate(as_node));
    let elsewhere = scene.member(other_group(), requester(), MemberRole::Requester, |_| ());
    scene.assert_shut(&gate(elsewhere));
    let another = scene.member(lab(), stranger(), MemberRole::Requester, |_| ());
    scene.assert_shut(&gate(another));
    let unreadable = scene.member(lab(), requester(), MemberRole::Requester, |member| {
        member.version = 2;
    });
    scene.assert_shut(&gate(unreadable));
    let peering = scene.peering(requester(), |_| ());
    scene.assert_shut(&gate(peering));
    // Shown in the wrong slot.
    let member = scene.member(lab(), requester(), MemberRole::Requester, |_| ());
    scene.assert_shut(&membership(member));
    scene.assert_open(&gate(member));
}

#[test]
fn private_network_refuses_a_look_alike_of_another_program() {
    let mut scene = Scene::with(PrivacyLevel::PrivateNetwork);
    let member = scene.member(lab(), requester(), MemberRole::Requester, |_| ());
    scene.assert_open(&gate(member));
    let mut forged = scene.world.account(&member).expect("a member");
    forged.owner = MARKETS.id;
    scene.world.write_account(member, forged);
    scene.assert_shut(&gate(member));
}

#[test]
fn p2p_admits_a_requester_with_a_peering() {
    let mut scene = Scene::with(PrivacyLevel::P2P);
    let peering = scene.peering(requester(), |_| ());
    scene.assert_open_for_its_life(&gate(peering));
}

#[test]
fn p2p_refuses_each_dead_peering() {
    let mut scene = Scene::with(PrivacyLevel::P2P);
    scene.assert_shut(&Shown::default());
    // A revoked peering leaves nothing behind.
    let revoked = seeds::find_peering_address(&scene.node.address, &requester()).0;
    scene.assert_shut(&gate(revoked));
    let another = scene.peering(stranger(), |_| ());
    scene.assert_shut(&gate(another));
    let former = scene.now() + REGISTERED - 1;
    let changes: [&dyn Fn(&mut Peering); 5] = [
        &|peering| peering.node_signed_at = 0.into(),
        &|peering| peering.requester_signed_at = 0.into(),
        &|peering| peering.node_signed_at = former.into(),
        &|peering| peering.node = Pubkey::new_from_array([3; 32]),
        &|peering| peering.version = 2,
    ];
    for change in changes {
        let dead = scene.peering(requester(), change);
        scene.assert_shut(&gate(dead));
    }
    let first = scene.now() + REGISTERED;
    let alive = scene.peering(requester(), |peering| peering.node_signed_at = first.into());
    scene.assert_open(&gate(alive));
    let member = scene.member(lab(), requester(), MemberRole::Requester, |_| ());
    scene.assert_shut(&gate(member));
}

#[test]
fn public_network_admits_a_position_of_at_least_bronze() {
    let mut scene = Scene::with(PrivacyLevel::PublicNetwork);
    scene.assert_shut(&Shown::default());
    for (amount, open) in [
        (1_000 * HYPER - 1, false),
        (1_000 * HYPER, true),
        (1_000 * HYPER + 1, true),
    ] {
        let position = scene.position(requester(), amount);
        if open {
            scene.assert_open(&gate(position));
        } else {
            scene.assert_shut(&gate(position));
        }
    }
    let another = scene.position(stranger(), 100_000 * HYPER);
    scene.assert_shut(&gate(another));
}

#[test]
fn public_network_admits_an_attested_person() {
    let mut scene = Scene::with(PrivacyLevel::PublicNetwork);
    let root = scene.issuer("root", None, |_| ());
    let attestation = scene.attestation(root, requester(), |_| ());
    scene.assert_open_for_its_life(&attested(attestation, &[root]));
}

#[test]
fn public_network_admits_a_person_attested_three_below_the_root() {
    let mut scene = Scene::with(PrivacyLevel::PublicNetwork);
    let root = scene.issuer("root", None, |_| ());
    let first = scene.issuer("first", Some("root"), |_| ());
    let second = scene.issuer("second", Some("first"), |_| ());
    let third = scene.issuer("third", Some("second"), |_| ());
    let attestation = scene.attestation(third, requester(), |_| ());
    scene.assert_open(&attested(attestation, &[third, second, first, root]));
    // Whole and in order, or not at all.
    for issuers in [
        &[][..],
        &[third],
        &[third, second, first],
        &[second, first, root],
        &[third, first, second, root],
        &[root, first, second, third],
    ] {
        scene.assert_shut(&attested(attestation, issuers));
    }
}

#[test]
fn public_network_refuses_each_dead_attestation() {
    let mut scene = Scene::with(PrivacyLevel::PublicNetwork);
    let root = scene.issuer("root", None, |_| ());
    let now = scene.now();
    let another = scene.attestation(root, stranger(), |_| ());
    scene.assert_shut(&attested(another, &[root]));
    let changes: [&dyn Fn(&mut Attestation); 5] = [
        &|attestation| attestation.revoked_at = now.into(),
        &|attestation| attestation.expires_at = (now - 1).into(),
        &|attestation| attestation.claim = Claim::Hardware.into(),
        &|attestation| attestation.issuer = Pubkey::new_from_array([3; 32]),
        &|attestation| attestation.version = 2,
    ];
    for change in changes {
        let dead = scene.attestation(root, requester(), change);
        scene.assert_shut(&attested(dead, &[root]));
    }
    let alive = scene.attestation(root, requester(), |_| ());
    scene.assert_open(&attested(alive, &[root]));
}

#[test]
fn public_network_refuses_each_dead_issuer() {
    let mut scene = Scene::with(PrivacyLevel::PublicNetwork);
    let now = scene.now();
    let changes: [&dyn Fn(&mut Issuer); 5] = [
        &|issuer| issuer.revoked_at = now.into(),
        &|issuer| issuer.expires_at = (now - 1).into(),
        // Every claim but Person.
        &|issuer| issuer.scope = 0b111_1111 & !Claim::Person.scope_bit(),
        // Another life of the same key.
        &|issuer| issuer.registered_at = (now + 1).into(),
        &|issuer| issuer.version = 2,
    ];
    for change in changes {
        let dead = scene.issuer("root", None, change);
        let attestation = scene.attestation(dead, requester(), |_| ());
        scene.assert_shut(&attested(attestation, &[dead]));
    }
    let closed = seeds::find_issuer_address(&address_for("closed")).0;
    let attestation = scene.attestation(closed, requester(), |_| ());
    scene.assert_shut(&attested(attestation, &[closed]));
}

#[test]
fn public_network_refuses_each_dead_parent() {
    let mut scene = Scene::with(PrivacyLevel::PublicNetwork);
    let now = scene.now();
    let child = scene.issuer("child", Some("root"), |_| ());
    let attestation = scene.attestation(child, requester(), |_| ());
    let changes: [&dyn Fn(&mut Issuer); 4] = [
        &|issuer| issuer.revoked_at = now.into(),
        &|issuer| issuer.expires_at = (now - 1).into(),
        &|issuer| issuer.registered_at = (now + 1).into(),
        &|issuer| issuer.version = 2,
    ];
    for change in changes {
        let root = scene.issuer("root", None, change);
        scene.assert_shut(&attested(attestation, &[child, root]));
    }
    let root = scene.issuer("root", None, |_| ());
    scene.assert_open(&attested(attestation, &[child, root]));
    let other = scene.issuer("other", None, |_| ());
    scene.assert_shut(&attested(attestation, &[child, other]));
}

#[test]
fn a_job_of_a_group_goes_to_its_nodes_alone() {
    let mut scene = Scene::with(PrivacyLevel::FullPublic);
    scene.terms.group = lab();
    scene.assert_shut(&Shown::default());
    let node = scene.node.address;
    let elsewhere = scene.member(other_group(), node, MemberRole::Node, |_| ());
    scene.assert_shut(&membership(elsewhere));
    let another = scene.member(lab(), stranger(), MemberRole::Node, |_| ());
    scene.assert_shut(&membership(another));
    for role in [MemberRole::Requester, MemberRole::Admin] {
        let as_wallet = scene.member(lab(), node, role, |_| ());
        scene.assert_shut(&membership(as_wallet));
    }
    // Admitted in the node's former life.
    let former = scene.now() + REGISTERED - 1;
    let stale = scene.member(lab(), node, MemberRole::Node, |member| {
        member.added_at = former.into();
    });
    scene.assert_shut(&membership(stale));
    let member = scene.member(lab(), node, MemberRole::Node, |_| ());
    scene.assert_shut(&gate(member));
    scene.assert_open_for_its_life(&membership(member));
}

#[test]
fn a_job_of_a_group_needs_both_gates() {
    let mut scene = Scene::with(PrivacyLevel::PrivateNetwork);
    scene.terms.group = other_group();
    let node = scene.node.address;
    let requesters = scene.member(lab(), requester(), MemberRole::Requester, |_| ());
    let nodes = scene.member(other_group(), node, MemberRole::Node, |_| ());
    scene.assert_shut(&gate(requesters));
    scene.assert_shut(&membership(nodes));
    scene.assert_open(&Shown {
        gate: Some(requesters),
        member: Some(nodes),
        ..Shown::default()
    });
}

#[test]
fn opens_and_shuts_with_the_registrys_own_instructions() {
    let mut scene = Scene::with(PrivacyLevel::PrivateNetwork);
    let lab_key = scene.world.actor("lab").pubkey();
    let create = call("registry", "create_group")
        .account("authority", lab_key)
        .account("payer", lab_key)
        .args(json!({ "id": id_for("lab"), "budget_cap": 0 }));
    let add = call("registry", "add_member")
        .account("group", lab())
        .account("subject", requester())
        .account("signer", lab_key)
        .account("payer", lab_key)
        .args(json!({ "role": MemberRole::Requester as u8, "expires_at": scene.now() + LIFE }));
    let member = add.address_of("member").expect("a member has seeds");
    let remove = call("registry", "remove_member")
        .account("group", lab())
        .account("member", member)
        .account("signer", lab_key)
        .account("rent_payer", lab_key);
    let calls = [create.instruction(), add.instruction()];
    scene.world.submit(&calls).accepted();
    scene.assert_open(&gate(member));
    scene.world.submit(&[remove.instruction()]).accepted();
    scene.assert_shut(&gate(member));
}
