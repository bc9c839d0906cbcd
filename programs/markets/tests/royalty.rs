//! The royalty of a settlement.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, mint, Pubkey, World, HYPER,
    },
    markets::{
        constants::TEMPLATE_KEPT_DAYS,
        error::MarketsError,
        seeds::find_fee_vault_address,
        state::{Job, JobState, Template},
    },
};

const DAY: i64 = 86_400;
const RENT_OF_TOKEN_ACCOUNT: u64 = 2_039_280;

/// A world, its node and a submitted job of the template.
#[track_caller]
fn submitted() -> (World, NodeActor, PostedJob) {
    submitted_late(|_| (), 0)
}

#[track_caller]
fn submitted_late(change: impl FnOnce(&mut Posting), late: i64) -> (World, NodeActor, PostedJob) {
    let mut world = World::with_market();
    let template = world.template();
    let node = world.node("node-1");
    let job = world.submitted_template_job(template, &node, change, late);
    (world, node, job)
}

fn fees_of(world: &World, job: &PostedJob) -> u64 {
    world.token_balance(&find_fee_vault_address(job.address.as_ref()[31] & 7).0)
}

#[test]
fn pays_the_golden_royalty_beside_a_late_start() {
    let (mut world, node, job) = submitted_late(
        |p| {
            p.terms.sla_start_seconds = 10;
            p.terms.sla_credit_bps = 1_000;
        },
        11,
    );
    let accounts = world.royalty_accounts(&job, &node);
    let event = world.settle_with(&accounts).accepted().event("JobSettled");
    assert_eq!(world.hyper_of(&node.payout), 698_237);
    assert_eq!(world.hyper_of(&address_for("publisher")), 19_949);
    assert_eq!(fees_of(&world, &job), 149_620 + 49_873);
    assert_eq!(
        world.hyper_of(&address_for("requester")) - (1_000 * HYPER - JOB_CAP),
        1_076_721
    );
    assert_eq!(event.u64("royalty"), 19_949);
    assert_eq!(event.u64("credit"), 79_798);
    assert_eq!(
        event.key("royalty_token"),
        hyper_account(&address_for("publisher"))
    );
}

#[test]
fn pays_the_royalty_of_a_yanked_template() {
    let (mut world, node, job) = submitted();
    let template = world.read::<Job>(&job.address).parent;
    world.yank_template(template, "publisher").accepted();
    let accounts = world.royalty_accounts(&job, &node);
    world.settle_with(&accounts).accepted();
    assert_eq!(world.hyper_of(&address_for("publisher")), 19_949);
}

#[test]
fn settles_without_royalty_when_its_template_is_closed() {
    let (mut world, node, job) = submitted();
    let template = world.read::<Job>(&job.address).parent;
    world.yank_template(template, "publisher").accepted();
    let with_royalty = world.royalty_accounts(&job, &node);
    world.warp_seconds((i64::from(TEMPLATE_KEPT_DAYS) + 1) * DAY);
    world.close_template(template, "publisher").accepted();
    let mut accounts = markets::accounts::SettleJob {
        template: Some(template),
        ..world.settle_accounts(&job, &node, &job.requester)
    };
    // An empty account elsewhere proves nothing.
    accounts.template = Some(address_for("nobody"));
    assert_refused(world.settle_with(&accounts), MarketsError::WrongTemplate);
    let mut paid = world.clone();
    paid.settle_with(&with_royalty).accepted();
    accounts.template = Some(template);
    let event = world.settle_with(&accounts).accepted().event("JobSettled");
    for world in [&world, &paid] {
        assert_eq!(world.hyper_of(&node.payout), 797_984);
        assert_eq!(world.hyper_of(&address_for("publisher")), 0);
    }
    assert_eq!(event.u64("royalty"), 0);
    assert_eq!(event.key("royalty_token"), Pubkey::default());
}

#[test]
fn settles_a_free_template_without_its_accounts() {
    let mut world = World::with_market();
    let free = markets::state::TemplateTerms {
        royalty_bps: 0,
        ..template_terms()
    };
    world.publish_template(1, 1, free).accepted();
    let template = world.publish_template_accounts(1, 1).template;
    let node = world.node("node-1");
    let job = world.submitted_template_job(template, &node, |_| (), 0);
    let event = world
        .settle_job(&job, &node, "requester")
        .accepted()
        .event("JobSettled");
    assert_eq!(world.hyper_of(&node.payout), 797_984);
    assert_eq!(event.key("royalty_token"), Pubkey::default());
}

#[test]
fn rejects_a_settlement_that_leaves_the_publisher_out() {
    let (mut world, node, job) = submitted();
    let mut accounts = world.royalty_accounts(&job, &node);
    accounts.royalty_token = None;
    assert_refused(
        world.settle_with(&accounts),
        ProgramError::NotEnoughAccountKeys,
    );
    let mut accounts = world.royalty_accounts(&job, &node);
    accounts.template = None;
    assert_refused(
        world.settle_with(&accounts),
        ProgramError::NotEnoughAccountKeys,
    );
}

#[test]
fn rejects_the_royalty_of_another_template() {
    let (mut world, node, job) = submitted();
    world.publish_template(2, 1, template_terms()).accepted();
    let mut accounts = world.royalty_accounts(&job, &node);
    accounts.template = Some(world.publish_template_accounts(2, 1).template);
    assert_refused(world.settle_with(&accounts), MarketsError::WrongTemplate);
}

#[test]
fn rejects_a_forged_template() {
    let (mut world, node, job) = submitted();
    // A copy of the template with another publisher, at another address.
    let mut forged = world.read::<Template>(&world.read::<Job>(&job.address).parent);
    forged.publisher = address_for("stranger");
    world.write_state(address_for("forged"), &forged);
    let mut accounts = world.royalty_accounts(&job, &node);
    accounts.template = Some(address_for("forged"));
    assert_refused(world.settle_with(&accounts), MarketsError::WrongTemplate);
}

#[test]
fn rejects_foreign_recipient_of_a_royalty() {
    let (mut world, node, job) = submitted();
    world.fund_hyper(&address_for("stranger"), 0);
    let mut accounts = world.royalty_accounts(&job, &node);
    accounts.royalty_token = Some(hyper_account(&address_for("stranger")));
    assert_refused(world.settle_with(&accounts), MarketsError::WrongTokenOwner);
    let (account, other) = (address_for("other-token"), address_for("other-mint"));
    world.write_token_account(account, &address_for("publisher"), &other, 0);
    accounts.royalty_token = Some(account);
    assert_refused(world.settle_with(&accounts), MarketsError::WrongTokenMint);
    world.set_frozen(hyper_account(&address_for("publisher")), true);
    let accounts = world.royalty_accounts(&job, &node);
    assert_refused(
        world.settle_with(&accounts),
        MarketsError::TokenAccountFrozen,
    );
}

#[test]
fn settles_without_publisher_account() {
    let (mut world, node, job) = submitted();
    let missing = hyper_account(&address_for("publisher"));
    world.write_account(missing, Default::default());
    let before = world.lamports(&address_for("requester"));
    let accounts = world.royalty_accounts_with_creation(&job, &node);
    world.settle_with(&accounts).accepted();
    assert_eq!(world.hyper_of(&address_for("publisher")), 19_949);
    // The new account ate the escrow's rent: the signer, here the rent payer too, neither pays nor earns.
    assert_eq!(world.lamports(&address_for("requester")), before);
    assert_eq!(world.lamports(&missing), RENT_OF_TOKEN_ACCOUNT);
}

#[test]
fn rejects_a_foreign_owner_of_the_missing_royalty_account() {
    let (mut world, node, job) = submitted();
    world.write_account(hyper_account(&address_for("publisher")), Default::default());
    let mut accounts = world.royalty_accounts_with_creation(&job, &node);
    accounts.publisher = Some(address_for("stranger"));
    // The associated token program derives another address.
    assert_refused(world.settle_with(&accounts), ProgramError::InvalidSeeds);
    accounts.royalty_token = Some(hyper_account(&address_for("stranger")));
    assert_refused(world.settle_with(&accounts), MarketsError::WrongTokenOwner);
    accounts.publisher = None;
    assert_refused(
        world.settle_with(&accounts),
        ProgramError::NotEnoughAccountKeys,
    );
}

#[test]
fn pays_no_royalty_of_a_job_that_is_not_settled() {
    let mut world = World::with_market();
    let template = world.template();
    let posting = world.template_posting(1, template);
    world.post(&posting, &["requester"]).accepted();
    world.cancel_job(&posting.job()).accepted();
    assert!(world.read::<Job>(&posting.accounts.job).state == JobState::Cancelled);
    assert_eq!(world.hyper_of(&address_for("publisher")), 0);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
}

#[test]
fn settles_with_donation_and_royalty() {
    let (mut world, node, job) = submitted();
    let escrow = world.token_balance(&job.escrow);
    world.write_token_account(job.escrow, &job.address, &mint(), escrow + 7);
    let accounts = world.royalty_accounts(&job, &node);
    world.settle_with(&accounts).accepted();
    let paid = [
        world.hyper_of(&node.payout),
        world.hyper_of(&address_for("publisher")),
        fees_of(&world, &job),
        world.hyper_of(&address_for("requester")) - (1_000 * HYPER - JOB_CAP),
    ];
    assert_eq!(paid.iter().sum::<u64>(), JOB_CAP + 7);
}
