//! Instructions of markets about credits and their vouchers.
use {
    super::{plain, scene::DAY, Scenario, Scene},
    crate::{
        call::{call, Call},
        fill::Subject,
        hyper_account,
        markets::ed25519_instruction,
        stage::{id_for, FEE_SHARDS},
        tokens::HYPER,
        Pubkey,
    },
    serde_json::json,
};

/// First deposit.
const DEPOSIT: u64 = 10 * HYPER;

pub(super) const SCENARIOS: &[Scenario] = &[
    plain("open_credit", |scene| scene.open_credit()),
    plain("fund_credit", |scene| {
        let credit = scene.opened_credit();
        let owner = scene.funded("requester", HYPER);
        call("markets", "fund_credit")
            .account("owner", owner)
            .account("credit", credit)
            .account("owner_token", hyper_account(&owner))
            .args(json!({ "deposit": HYPER }))
    }),
    plain("redeem_voucher", |scene| {
        let credit = scene.opened_credit();
        scene.redeem(credit, HYPER)
    }),
    plain("request_credit_close", |scene| {
        let credit = scene.opened_credit();
        scene.request_credit_close(credit)
    }),
    plain("close_credit", |scene| {
        let credit = scene.opened_credit();
        let redeem = scene.redeem(credit, HYPER);
        scene.happens(redeem);
        let request = scene.request_credit_close(credit);
        scene.happens(request);
        scene.wait(DAY + 1);
        call("markets", "close_credit")
            .account("credit", credit)
            .account("owner_token", scene.purse("requester"))
            .account("rent_payer", scene.actor("payer"))
    }),
];

impl Scene<'_> {
    /// The call that opens a credit for the payee.
    pub fn open_credit(&mut self) -> Call {
        let owner = self.funded("requester", DEPOSIT);
        let open = call("markets", "open_credit")
            .account("owner", owner)
            .account("payer", self.actor("payer"))
            .account("payee", self.actor("payee"))
            .account("owner_token", hyper_account(&owner))
            .args(json!({
                "id": id_for(&self.name("credit")),
                "session_key": self.actor("voucher-key").to_string(),
                "deposit": DEPOSIT,
            }));
        self.stage.fill(open, &Subject::default())
    }

    /// An open credit whose payee can be paid.
    fn opened_credit(&mut self) -> Pubkey {
        let open = self.open_credit();
        let credit = open.address_of("credit").expect("a credit has seeds");
        self.happens(open);
        self.funded("payee", 0);
        credit
    }

    /// The call that redeems a voucher over `cumulative` base units, behind the check of its signature.
    pub fn redeem(&mut self, credit: Pubkey, cumulative: u64) -> Call {
        let signer = self.name("voucher-key");
        let signer = self.stage.world.actor(&signer);
        let voucher = self.stage.world.voucher(credit, cumulative);
        let subject = Subject {
            shard: Some(credit.to_bytes()[31] & (FEE_SHARDS - 1)),
            ..Subject::default()
        };
        let redeem = call("markets", "redeem_voucher")
            .account("credit", credit)
            .account("payee_token", self.purse("payee"))
            .args(json!({ "cumulative": cumulative }));
        self.stage
            .fill(redeem, &subject)
            .after(ed25519_instruction(&signer, &voucher))
    }

    fn request_credit_close(&mut self, credit: Pubkey) -> Call {
        call("markets", "request_credit_close")
            .account("owner", self.actor("requester"))
            .account("credit", credit)
    }
}
