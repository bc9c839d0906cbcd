//! What the walk tries on credits.
use {
    super::{any, requester, Table},
    crate::walk::Walk,
    hypernode_test_kit::{
        address_for, call, hyper_account, markets::ed25519_instruction, Call, Pubkey, Record,
        Subject, FEE_SHARDS, HYPER,
    },
    serde_json::json,
};

/// Credits from their first deposit to what is left of it.
pub const TABLE: Table = Table {
    actions: &[
        (8, "open_credit", open_credit),
        (6, "fund_credit", fund_credit),
        (30, "redeem_voucher", redeem_voucher),
        (3, "request_credit_close", |walk| {
            let (credit, record) = one(walk)?;
            Some(
                call("markets", "request_credit_close")
                    .account("owner", record.key("owner"))
                    .account("credit", credit),
            )
        }),
        (8, "close_credit", close_credit),
    ],
    exits: &["redeem_voucher", "close_credit"],
    never_paused: &["request_credit_close"],
};

/// Who signs vouchers.
const SIGNER: &str = "voucher-key";

fn one(walk: &mut Walk) -> Option<(Pubkey, Record)> {
    let credit = any(walk, "Credit")?;
    Some((credit, walk.book.get(&credit)?.clone()))
}

fn open_credit(walk: &mut Walk) -> Option<Call> {
    let (owner, payee) = (requester(walk), requester(walk));
    let deposit = walk.random.between(0, 20) * HYPER;
    let arguments = json!({
        "id": walk.random.bytes::<16>(), "session_key": address_for(SIGNER).to_string(), "deposit": deposit,
    });
    let open = call("markets", "open_credit")
        .account("owner", owner)
        .account("payer", address_for("crank"))
        .account("payee", payee)
        .account("owner_token", hyper_account(&owner))
        .args(arguments);
    Some(walk.stage.fill(open, &Subject::default()))
}

fn fund_credit(walk: &mut Walk) -> Option<Call> {
    let (credit, record) = one(walk)?;
    let owner = record.key("owner");
    Some(
        call("markets", "fund_credit")
            .account("owner", owner)
            .account("credit", credit)
            .account("owner_token", hyper_account(&owner))
            .args(json!({ "deposit": walk.random.between(0, 5) * HYPER })),
    )
}

/// Mostly a voucher over a little more than the last one, seldom over more than there is; seldom one nobody signed.
fn redeem_voucher(walk: &mut Walk) -> Option<Call> {
    let (credit, record) = one(walk)?;
    let more = walk.random.between(0, HYPER);
    let cumulative = record.u64("redeemed") + more;
    let subject = Subject {
        shard: Some(credit.to_bytes()[31] & (FEE_SHARDS - 1)),
        ..Subject::default()
    };
    let redeem = call("markets", "redeem_voucher")
        .account("credit", credit)
        .account("payee_token", hyper_account(&record.key("payee")))
        .args(json!({ "cumulative": cumulative }));
    let redeem = walk.stage.fill(redeem, &subject);
    if walk.random.chance(5) {
        return Some(redeem);
    }
    let signer = walk.stage.world.actor(SIGNER);
    let voucher = walk.stage.world.voucher(credit, cumulative);
    Some(redeem.after(ed25519_instruction(&signer, &voucher)))
}

/// Mostly one whose owner asked for it long enough ago.
fn close_credit(walk: &mut Walk) -> Option<Call> {
    let (now, timely) = (walk.stage.world.now(), walk.random.chance(90));
    let due = walk.book.keys("Credit", |credit| {
        let close_at = credit.int("close_at");
        !timely || (close_at != 0 && i128::from(now) > close_at)
    });
    let credit = walk.random.pick(&due)?;
    let record = walk.book.get(&credit)?;
    Some(
        call("markets", "close_credit")
            .account("credit", credit)
            .account("owner_token", hyper_account(&record.key("owner")))
            .account("rent_payer", record.key("rent_payer")),
    )
}
