//! What the walk tries on trust: groups, peerings, issuers, attestations, names and Nostr links.
use {
    super::{any, mostly, requester, Errands, Table},
    crate::walk::Walk,
    hypernode_test_kit::{
        address_for, call, hyper_account, markets::markets_params, nostr::Statement, pda,
        AccountMeta, Call, Pubkey, Record, Signer, Subject, Value, HYPER,
    },
    serde_json::{json, Value as Json},
    sha2::{Digest, Sha256},
};

/// Who may work for whom, and who says so.
pub const TABLE: Table = Table {
    actions: &[
        (3, "create_group", create_group),
        (10, "add_member", add_member),
        (6, "remove_member", remove_member),
        (1, "close_group", close_group),
        (12, "propose_peering", propose_peering),
        (8, "accept_peering", accept_peering),
        (4, "revoke_peering", revoke_peering),
        (4, "register_issuer", register_issuer),
        (2, "revoke_issuer", revoke_issuer),
        (2, "close_issuer", close_issuer),
        (8, "attest_claim", attest_claim),
        (2, "revoke_attestation", revoke_attestation),
        (4, "close_attestation", close_attestation),
        (3, "register_name", register_name),
        (2, "renew_name", renew_name),
        (2, "update_name", update_name),
        (1, "release_name", release_name),
        (2, "link_nostr", link_nostr),
        (1, "unlink_nostr", unlink_nostr),
    ],
    exits: &[
        "close_group",
        "close_issuer",
        "close_attestation",
        "release_name",
        "unlink_nostr",
    ],
    never_paused: &[
        "remove_member",
        "revoke_peering",
        "revoke_issuer",
        "revoke_attestation",
        "renew_name",
        "update_name",
    ],
};

/// Roles of a member and claims of an attestation, by their stored numbers.
const NODE_ROLE: u64 = 2;
const ADMIN_ROLE: u64 = 3;
const HARDWARE: u64 = 1;
const PERSON: u64 = 4;
/// Every claim there is.
const ALL_CLAIMS: u64 = 127;
/// Keys that may come to attest.
const ISSUERS: [&str; 5] = ["issuer-0", "issuer-1", "issuer-2", "issuer-3", "issuer-4"];
/// Names parties want.
const NAMES: [&str; 5] = ["lab", "a-1", "farm", "quick-gpu", "Wrong"];
/// What follows on a new peering.
const TO_BE_ACCEPTED: &[Errands] = &[(1, "accept_peering", accept_peering)];

/// Mostly days ahead, seldom past.
fn an_end(walk: &mut Walk) -> i64 {
    let now = walk.stage.world.now();
    let ahead = walk.random.between(3_600, 60 * 86_400);
    let ahead = i64::try_from(ahead).expect("small");
    if walk.random.chance(95) {
        now + ahead
    } else {
        now - 1
    }
}

fn filled(walk: &Walk, call: Call) -> Call {
    walk.stage.fill(call, &Subject::default())
}

/// A record of a type, mostly one that fits.
fn one(walk: &mut Walk, kind: &str, fits: impl Fn(&Record) -> bool) -> Option<(Pubkey, Record)> {
    let key = mostly(walk, kind, fits)?;
    Some((key, walk.book.get(&key)?.clone()))
}

fn create_group(walk: &mut Walk) -> Option<Call> {
    let id = [u8::try_from(walk.random.below(4)).expect("small"); 16];
    let create = call("registry", "create_group")
        .account("authority", requester(walk))
        .args(json!({ "id": id, "budget_cap": walk.random.below(1_000) }));
    Some(filled(walk, create))
}

/// Who admits and removes: the group's authority, or an Admin who shows its own membership.
fn signed_by_admin(walk: &mut Walk, call: Call, group: &Pubkey) -> Option<Call> {
    let admins = walk.book.keys("Member", |member| {
        member.key("group") == *group && member.u64("role") == ADMIN_ROLE
    });
    let admin = walk.random.pick(&admins).filter(|_| walk.random.chance(40));
    Some(match admin {
        Some(admission) => {
            let subject = walk.book.get(&admission)?.key("subject");
            call.account("admission", admission)
                .account("signer", subject)
        }
        None => call.account("signer", walk.book.get(group)?.key("authority")),
    })
}

fn add_member(walk: &mut Walk) -> Option<Call> {
    let group = any(walk, "Group")?;
    let role = walk.random.between(0, 30) % 3 + 1;
    let subject = if role == NODE_ROLE {
        any(walk, "Node")?
    } else {
        requester(walk)
    };
    let add = call("registry", "add_member")
        .account("group", group)
        .account("subject", subject)
        .args(json!({ "role": role, "expires_at": an_end(walk) }));
    let add = signed_by_admin(walk, add, &group)?;
    Some(filled(walk, add))
}

fn remove_member(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let (member, record) = one(walk, "Member", |member| now > member.int("expires_at"))
        .or_else(|| one(walk, "Member", |_| true))?;
    let (group, subject) = (record.key("group"), record.key("subject"));
    let remove = call("registry", "remove_member")
        .account("group", group)
        .account("member", member)
        .account("rent_payer", record.key("rent_payer"));
    let leaves = walk.random.chance(20) && walk.stage.world.actor_of(&subject).is_some();
    if leaves {
        return Some(remove.account("signer", subject));
    }
    signed_by_admin(walk, remove, &group)
}

fn close_group(walk: &mut Walk) -> Option<Call> {
    let (group, record) = one(walk, "Group", |group| group.u64("members") == 0)?;
    Some(
        call("registry", "close_group")
            .account("group", group)
            .account("authority", record.key("authority"))
            .account("rent_payer", record.key("rent_payer")),
    )
}

/// One of the two sides of a peering.
fn a_side(walk: &mut Walk, node: &Pubkey, requester: Pubkey) -> Pubkey {
    let authority = walk.book.get(node).map(|node| node.key("authority"));
    authority
        .filter(|_| walk.random.chance(50))
        .unwrap_or(requester)
}

fn propose_peering(walk: &mut Walk) -> Option<Call> {
    let (node, requester) = (any(walk, "Node")?, requester(walk));
    let signer = a_side(walk, &node, requester);
    let propose = call("registry", "propose_peering")
        .account("node", node)
        .account("requester", requester)
        .account("signer", signer)
        .args(json!({ "expires_at": an_end(walk) }));
    walk.then(TO_BE_ACCEPTED);
    Some(filled(walk, propose))
}

/// Signed by the side that did not sign yet.
fn accept_peering(walk: &mut Walk) -> Option<Call> {
    let is_signed = |peering: &Record, field: &str| peering.int(field) != 0;
    let (peering, record) = one(walk, "Peering", |peering| {
        !is_signed(peering, "node_signed_at") || !is_signed(peering, "requester_signed_at")
    })?;
    let node = record.key("node");
    let signer = if is_signed(&record, "node_signed_at") {
        record.key("requester")
    } else {
        walk.book.get(&node)?.key("authority")
    };
    Some(
        call("registry", "accept_peering")
            .account("node", node)
            .account("peering", peering)
            .account("signer", signer),
    )
}

fn revoke_peering(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let (peering, record) = one(walk, "Peering", |peering| now > peering.int("expires_at"))
        .or_else(|| one(walk, "Peering", |_| true))?;
    let node = record.key("node");
    let signer = a_side(walk, &node, record.key("requester"));
    Some(
        call("registry", "revoke_peering")
            .account("peering", peering)
            .account("node", node)
            .account("signer", signer)
            .account("rent_payer", record.key("rent_payer")),
    )
}

fn is_live(walk: &Walk, issuer: &Record) -> bool {
    issuer.int("revoked_at") == 0 && i128::from(walk.stage.world.now()) <= issuer.int("expires_at")
}

/// An issuer, mostly a live one.
fn an_issuer(walk: &mut Walk) -> Option<(Pubkey, Record)> {
    let now = i128::from(walk.stage.world.now());
    one(walk, "Issuer", |issuer| {
        issuer.int("revoked_at") == 0 && now <= issuer.int("expires_at")
    })
}

/// The issuers above one, nearest first.
fn ancestors(walk: &Walk, issuer: &Pubkey) -> Vec<AccountMeta> {
    let parent = |key: &Pubkey| Some(walk.book.get(key)?.key("parent"));
    std::iter::successors(parent(issuer), parent)
        .take_while(|key| *key != Pubkey::default())
        .map(|key| AccountMeta::new_readonly(key, false))
        .collect()
}

fn register_issuer(walk: &mut Walk) -> Option<Call> {
    let name = walk.random.pick(&ISSUERS).expect("issuers");
    let authority = walk.stage.world.actor(name).pubkey();
    let parent = an_issuer(walk).filter(|_| walk.random.chance(50));
    let register = call("registry", "register_issuer").account("authority", authority);
    let (register, scope) = match parent {
        Some((parent, record)) => {
            let register = register
                .account("parent", parent)
                .account("granter", record.key("authority"))
                .followed_by(ancestors(walk, &parent));
            (register, record.u64("scope"))
        }
        None => {
            let granter = walk.wallet_authority("registry")?;
            (register.account("granter", granter), ALL_CLAIMS)
        }
    };
    let arguments = json!({ "scope": scope, "expires_at": an_end(walk) });
    Some(filled(walk, register.args(arguments)))
}

/// By the issuer itself, its parent's key or the authority of the Config.
fn revoke_issuer(walk: &mut Walk) -> Option<Call> {
    let (issuer, record) = an_issuer(walk)?;
    let revoke = call("registry", "revoke_issuer").account("issuer", issuer);
    let parent = record.key("parent");
    Some(match (walk.random.below(3), walk.book.get(&parent)) {
        (0, Some(above)) => revoke
            .account("parent", parent)
            .account("signer", above.key("authority")),
        (1, _) => revoke.account("signer", walk.wallet_authority("registry")?),
        _ => revoke.account("signer", record.key("authority")),
    })
}

fn close_issuer(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let (issuer, record) = one(walk, "Issuer", |issuer| {
        issuer.int("revoked_at") != 0 || now > issuer.int("expires_at")
    })?;
    let signer = if walk.random.chance(50) {
        record.key("authority")
    } else {
        record.key("rent_payer")
    };
    Some(
        call("registry", "close_issuer")
            .account("issuer", issuer)
            .account("signer", signer)
            .account("rent_payer", record.key("rent_payer")),
    )
}

/// Mostly that hardware is as described or that a requester is a person.
fn attest_claim(walk: &mut Walk) -> Option<Call> {
    let (issuer, record) = an_issuer(walk)?;
    let claim = match walk.random.below(10) {
        0..=2 => HARDWARE,
        3..=7 => PERSON,
        _ => walk.random.between(1, 8),
    };
    let mut attest = call("registry", "attest_claim")
        .account("issuer", issuer)
        .account("authority", record.key("authority"))
        .followed_by(ancestors(walk, &issuer));
    let mut digest = Json::from(walk.random.bytes::<32>().to_vec());
    if claim == HARDWARE {
        let node = any(walk, "Node")?;
        if let Value::Bytes(described) = walk.book.get(&node)?.get("descriptor_digest") {
            digest = described.clone().into();
        }
        attest = attest.account("subject", node).account("node", node);
    } else {
        attest = attest.account("subject", requester(walk));
    }
    let arguments = json!({ "claim": claim, "claim_digest": digest, "expires_at": an_end(walk) });
    Some(filled(walk, attest.args(arguments)))
}

fn revoke_attestation(walk: &mut Walk) -> Option<Call> {
    let (attestation, record) = one(walk, "Attestation", |record| record.int("revoked_at") == 0)?;
    let issuer = record.key("issuer");
    Some(
        call("registry", "revoke_attestation")
            .account("issuer", issuer)
            .account("attestation", attestation)
            .account("authority", walk.book.get(&issuer)?.key("authority")),
    )
}

fn close_attestation(walk: &mut Walk) -> Option<Call> {
    let now = i128::from(walk.stage.world.now());
    let (attestation, record) = one(walk, "Attestation", |record| {
        record.int("revoked_at") != 0 || now > record.int("expires_at")
    })?;
    Some(
        call("registry", "close_attestation")
            .account("issuer", record.key("issuer"))
            .account("attestation", attestation)
            .account("rent_payer", record.key("rent_payer")),
    )
}

fn register_name(walk: &mut Walk) -> Option<Call> {
    let (owner, text) = (requester(walk), walk.random.pick(&NAMES).expect("names"));
    let mut bytes = text.as_bytes().to_vec();
    bytes.resize(32, 0);
    let register = call("registry", "register_name")
        .account("owner", owner)
        .account("owner_token", hyper_account(&owner))
        .args(json!({
            "hash": Sha256::digest(text).to_vec(),
            "text": { "length": text.len(), "bytes": bytes },
            "years": walk.random.between(0, 3),
            "target": owner.to_string(),
        }));
    Some(filled(walk, register))
}

fn renew_name(walk: &mut Walk) -> Option<Call> {
    let (name, record) = one(walk, "Name", |_| true)?;
    let owner = record.key("owner");
    let renew = call("registry", "renew_name")
        .account("name", name)
        .account("owner", owner)
        .account("owner_token", hyper_account(&owner))
        .args(json!({ "years": walk.random.between(1, 3) }));
    Some(filled(walk, renew))
}

fn update_name(walk: &mut Walk) -> Option<Call> {
    let (name, record) = one(walk, "Name", |_| true)?;
    let heir = requester(walk).to_string();
    Some(
        call("registry", "update_name")
            .account("name", name)
            .account("owner", record.key("owner"))
            .args(json!({ "new_owner": heir, "target": heir })),
    )
}

fn release_name(walk: &mut Walk) -> Option<Call> {
    let (name, record) = one(walk, "Name", |_| true)?;
    let signer = if walk.random.chance(80) {
        record.key("owner")
    } else {
        address_for("crank")
    };
    Some(
        call("registry", "release_name")
            .account("name", name)
            .account("signer", signer)
            .account("rent_payer", record.key("rent_payer")),
    )
}

/// One of a few keys; seldom one that signed for somebody else.
fn link_nostr(walk: &mut Walk) -> Option<Call> {
    let owner = requester(walk);
    let named = if walk.random.chance(90) {
        owner
    } else {
        requester(walk)
    };
    let key = walk.random.below(6);
    let statement = Statement {
        secret: Sha256::digest(format!("nostr-{key}")).into(),
        genesis: markets_params().genesis,
        owner: named,
        nonce: walk.stage.world.slot(),
    };
    let link = call("registry", "link_nostr")
        .account("owner", owner)
        .args(statement.arguments(&statement.signature()));
    Some(filled(walk, link))
}

fn unlink_nostr(walk: &mut Walk) -> Option<Call> {
    let (link, record) = one(walk, "NostrLink", |_| true)?;
    Some(
        call("registry", "unlink_nostr")
            .account("link", link)
            .account("owner", record.key("owner"))
            .account("rent_payer", record.key("rent_payer")),
    )
}

/// Shows at the gates of node and job whatever this requester and this node have to show.
pub(super) fn with_passes(walk: &mut Walk, call: Call, job: &Passing) -> Option<Call> {
    let node = walk.book.get(&job.node)?.clone();
    let mut call = call;
    if job.group != Pubkey::default() {
        let member = pda(
            "registry",
            &[b"member", job.group.as_ref(), job.node.as_ref()],
        );
        call = call.account("member", member);
    }
    let requester = job.requester;
    let gate = match node.u64("privacy") {
        2 => pda(
            "registry",
            &[b"member", node.key("group").as_ref(), requester.as_ref()],
        ),
        3 => pda(
            "registry",
            &[b"peering", job.node.as_ref(), requester.as_ref()],
        ),
        4 => return known(walk, call, &requester),
        _ => return Some(call),
    };
    Some(call.account("gate", gate))
}

/// Whether a node lets the requester of a job in and may take the jobs of its group, as far as a glance tells.
pub(super) fn admits(walk: &Walk, key: &Pubkey, node: &Record, job: &Pubkey) -> bool {
    let Some(job) = walk.book.get(job) else {
        return false;
    };
    let (requester, group) = (job.key("requester"), job.key("group"));
    let now = i128::from(walk.stage.world.now());
    let is_member = |group: &Pubkey, subject: &Pubkey| {
        let member = pda("registry", &[b"member", group.as_ref(), subject.as_ref()]);
        let member = walk.book.get(&member);
        member.is_some_and(|member| now <= member.int("expires_at"))
    };
    let comes_in = match node.u64("privacy") {
        1 => requester == node.key("authority"),
        2 => is_member(&node.key("group"), &requester),
        3 => {
            let peering = pda("registry", &[b"peering", key.as_ref(), requester.as_ref()]);
            let signed = |peering: &Record| {
                peering.int("node_signed_at") != 0
                    && peering.int("requester_signed_at") != 0
                    && now <= peering.int("expires_at")
            };
            walk.book.get(&peering).is_some_and(signed)
        }
        4 => {
            let by_position = |(_, position): (Pubkey, &Record)| {
                position.key("owner") == requester && position.u64("amount") >= 1_000 * HYPER
            };
            let by_attestation = |(_, attestation): (Pubkey, &Record)| {
                attestation.key("subject") == requester
                    && attestation.u64("claim") == PERSON
                    && attestation.int("revoked_at") == 0
                    && now <= attestation.int("expires_at")
            };
            walk.book.all("Position").any(by_position)
                || walk.book.all("Attestation").any(by_attestation)
        }
        _ => true,
    };
    comes_in && (group == Pubkey::default() || is_member(&group, key))
}

/// Who posts a job, and which node is to take it.
pub(super) struct Passing {
    /// The node.
    pub node: Pubkey,
    /// The job's requester.
    pub requester: Pubkey,
    /// The job's group.
    pub group: Pubkey,
}

/// A position of the requester, or an attestation that it is a person with everybody who vouches for it.
fn known(walk: &mut Walk, call: Call, requester: &Pubkey) -> Option<Call> {
    let position = walk
        .book
        .keys("Position", |position| position.key("owner") == *requester);
    if let Some(position) = walk
        .random
        .pick(&position)
        .filter(|_| walk.random.chance(40))
    {
        return Some(call.account("gate", position));
    }
    let attested: Vec<Pubkey> = walk
        .book
        .all("Attestation")
        .filter(|(_, record)| {
            let issuer = walk.book.get(&record.key("issuer"));
            record.key("subject") == *requester
                && record.u64("claim") == PERSON
                && issuer.is_some_and(|issuer| is_live(walk, issuer))
        })
        .map(|(key, _)| key)
        .collect();
    let Some(attestation) = walk.random.pick(&attested) else {
        return Some(call);
    };
    let issuer = walk.book.get(&attestation)?.key("issuer");
    let mut vouching = vec![AccountMeta::new_readonly(issuer, false)];
    vouching.extend(ancestors(walk, &issuer));
    Some(call.account("gate", attestation).followed_by(vouching))
}
