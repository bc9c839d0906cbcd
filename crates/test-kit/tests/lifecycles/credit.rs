//! A credit, from opening to close.
use {
    crate::{
        case::Case,
        lifecycle::{state, Lifecycle, State, ANYONE},
    },
    hypernode_test_kit::{hyper_account, scenarios::Scene, HYPER},
    serde_json::json,
};

/// Seconds of a day.
const DAY: i64 = 86_400;

pub const LIFECYCLE: Lifecycle = Lifecycle {
    name: "credit",
    account: "credit",
    programs: &["markets"],
    besides: &[],
    elsewhere: &[],
    states: STATES,
    signers: &[
        "requester",
        "payee",
        "voucher key",
        "payer",
        "authority",
        "guardian",
        "stranger",
    ],
    allowed: &[
        ("markets.open_credit", &["Closed"], OWNER),
        ("markets.fund_credit", ENDLESS, OWNER),
        ("markets.request_credit_close", ENDLESS, OWNER),
        // Whoever sends it: the voucher is signed. As long as nobody closed it, the payee is not too late.
        (
            "markets.redeem_voucher",
            &["Open", "Funded", "Closing", "Closing, 24 h over"],
            ANYONE,
        ),
        (
            "markets.close_credit",
            &["Closing, 24 h over", "Closing, redeemed, 24 h over"],
            ANYONE,
        ),
    ],
};

/// The only party with rights of its own.
const OWNER: &[&str] = &["requester"];

/// States in which nobody asked for its close.
const ENDLESS: &[&str] = &["Open", "Funded", "Redeemed"];

const STATES: &[State] = &[
    state("Open", opened),
    state("Funded", |scene| {
        let case = opened(scene);
        let fund = case.complete(scene.stage, "markets", "fund_credit");
        let owner = scene.actor("requester");
        scene.happens(fund.account("owner", owner));
        case
    }),
    state("Redeemed", redeemed),
    state("Closing", |scene| {
        let case = opened(scene);
        closes(scene, &case);
        case
    }),
    state("Closing, 24 h over", |scene| {
        let case = opened(scene);
        closes(scene, &case);
        scene.wait(DAY + 1);
        case
    }),
    state("Closing, redeemed, 24 h over", closable),
    state("Closed", |scene| {
        let case = closable(scene);
        let close = case.complete(scene.stage, "markets", "close_credit");
        scene.happens(close);
        case
    }),
];

fn redeemed(scene: &mut Scene) -> Case {
    let case = opened(scene);
    let redeem = case.complete(scene.stage, "markets", "redeem_voucher");
    scene.happens(redeem);
    case
}

fn closable(scene: &mut Scene) -> Case {
    let case = redeemed(scene);
    closes(scene, &case);
    scene.wait(DAY + 1);
    case
}

/// The owner asks for its close.
fn closes(scene: &mut Scene, case: &Case) {
    let request = case.complete(scene.stage, "markets", "request_credit_close");
    let owner = scene.actor("requester");
    scene.happens(request.account("owner", owner));
}

/// With a signed voucher over one HYPER, and enough in the owner's purse for more.
fn opened(scene: &mut Scene) -> Case {
    let open = scene.open_credit();
    let credit = open.address_of("credit").expect("a credit has seeds");
    scene.happens(open.clone());
    scene.funded("payee", 0);
    let owner = scene.funded("requester", 20 * HYPER);
    let redeem = scene.redeem(credit, HYPER);
    let voucher = redeem.before().expect("a signed voucher").clone();
    Case::default()
        .like(&open)
        .like(&redeem)
        .with("credit", credit)
        .with("owner", owner)
        .with("owner_token", hyper_account(&owner))
        .with("rent_payer", open.address_of("payer").expect("named"))
        .saying_in("fund_credit", json!({ "deposit": HYPER }))
        .after(voucher)
}
