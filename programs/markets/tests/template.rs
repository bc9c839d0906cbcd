//! `publish_template`, `yank_template`, `rate_template`, and posts from a template.

use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, Pubkey, Signer, World, HYPER,
    },
    markets::{
        constants::TEMPLATE_KEPT_DAYS,
        error::MarketsError,
        instruction,
        seeds::{find_rating_address, find_template_address},
        state::{Job, JobState, MarketsParams, Origin, Rating, Template, TemplateTerms},
    },
};

const DAY: i64 = 86_400;

#[track_caller]
fn published() -> (World, Pubkey) {
    let mut world = World::with_market();
    let template = world.template();
    (world, template)
}

/// Posts what `change` made of a valid post from the template and expects this refusal.
#[track_caller]
fn post_refused(change: impl FnOnce(&mut World, &mut Posting), error: impl Into<ProgramError>) {
    let (mut world, template) = published();
    let mut posting = world.template_posting(1, template);
    change(&mut world, &mut posting);
    assert_refused(world.post(&posting, &["requester"]), error);
    assert_eq!(world.hyper_of(&address_for("requester")), 1_000 * HYPER);
    assert_eq!(world.read::<Template>(&template).uses.get(), 0);
}

/// A template and a job of it that its requester accepted.
#[track_caller]
fn settled() -> (World, Pubkey, PostedJob) {
    let (mut world, template) = published();
    let node = world.node("node-1");
    let job = world.submitted_template_job(template, &node, |_| (), 0);
    let accounts = world.royalty_accounts(&job, &node);
    world.settle_with(&accounts).accepted();
    (world, template, job)
}

#[test]
fn publishes_versions_side_by_side() {
    let mut world = World::with_market();
    let first = world
        .publish_template(1, 1, template_terms())
        .accepted()
        .event("TemplatePublished");
    let second = TemplateTerms {
        image_digest: [0; 32],
        ..template_terms()
    };
    world.publish_template(1, 2, second).accepted();
    let publisher = address_for("publisher");
    for (version, terms) in [(1, template_terms()), (2, second)] {
        let address = find_template_address(&publisher, &id16(1), version).0;
        let template = world.read::<Template>(&address);
        assert_eq!(template.publisher, publisher);
        assert_eq!(template.template_version.get(), version);
        assert_eq!(template.terms(), terms);
        assert!(!template.yanked.get());
        assert_eq!((template.uses.get(), template.stars_count.get()), (0, 0));
    }
    assert_eq!(first.key("publisher"), publisher);
    assert_eq!(first.u64("template_version"), 1);
}

#[test]
fn rejects_a_second_publication_of_one_version() {
    let (mut world, _) = published();
    // The system program's own refusal: the account exists.
    assert_refused(
        world.publish_template(1, 1, template_terms()),
        ProgramError::Custom(0),
    );
}

#[test]
fn rejects_a_template_that_fixes_nothing_or_asks_too_much() {
    let mut world = World::with_market();
    let nothing = TemplateTerms {
        image_digest: [0; 32],
        spec_digest: [0; 32],
        royalty_bps: 0,
    };
    assert_refused(
        world.publish_template(1, 1, nothing),
        MarketsError::ZeroDigest,
    );
    let greedy = |royalty_bps| TemplateTerms {
        royalty_bps,
        ..template_terms()
    };
    assert_refused(
        world.publish_template(1, 1, greedy(2_001)),
        MarketsError::RoyaltyTooHigh,
    );
    world.publish_template(1, 1, greedy(2_000)).accepted();
}

#[test]
fn rejects_a_template_without_id() {
    let mut world = World::with_market();
    let publisher = world.actor("publisher");
    let mut accounts = world.publish_template_accounts(1, 1);
    accounts.template = find_template_address(&publisher.pubkey(), &[0; 16], 1).0;
    let data = instruction::PublishTemplate {
        id: [0; 16],
        version: 1,
        terms: template_terms(),
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&publisher]),
        MarketsError::InvalidId,
    );
}

#[test]
fn rejects_publications_while_entries_are_paused() {
    let mut world = World::with_market();
    world.pause_markets(true, false).accepted();
    assert_refused(
        world.publish_template(1, 1, template_terms()),
        MarketsError::EntriesPaused,
    );
}

#[test]
fn posts_a_job_from_a_template_and_counts_the_use() {
    let (mut world, template) = published();
    let posting = world.template_posting(1, template);
    let outcome = world.post(&posting, &["requester"]).accepted();
    let job = world.read::<Job>(&posting.accounts.job);
    assert!(job.origin == Origin::Template);
    assert_eq!(job.parent, template);
    assert_eq!(job.royalty_bps.get(), 250);
    let state = world.read::<Template>(&template);
    assert_eq!((state.uses.get(), state.changes.get()), (1, 2));
    let event = outcome.event("JobPostedFromTemplate");
    assert_eq!(event.u64("template_changes"), 2);
    assert_eq!((event.u64("uses_before"), event.u64("uses_after")), (0, 1));
    assert_eq!(event.u64("deposit"), JOB_CAP);
    assert_eq!(outcome.events.len(), 1);
}

#[test]
fn leaves_free_what_the_template_does_not_fix() {
    let mut world = World::with_market();
    let terms = TemplateTerms {
        image_digest: [0; 32],
        ..template_terms()
    };
    world.publish_template(1, 1, terms).accepted();
    let template = world.publish_template_accounts(1, 1).template;
    let mut posting = world.template_posting(1, template);
    posting.digests.image = [99; 32];
    world.post(&posting, &["requester"]).accepted();
}

#[test]
fn rejects_price_moved() {
    // Neither the digests a template fixes nor its royalty may be others than the requester signs.
    post_refused(
        |_, p| p.digests.image = [6; 32],
        MarketsError::TemplateMismatch,
    );
    post_refused(
        |_, p| p.digests.spec = [6; 32],
        MarketsError::TemplateMismatch,
    );
    for royalty_bps in [0, 249, 251] {
        post_refused(
            |_, p| p.terms.royalty_bps = royalty_bps,
            MarketsError::TemplateMismatch,
        );
    }
}

#[test]
fn rejects_a_royalty_above_a_lowered_limit() {
    post_refused(
        |world, _| {
            let params = MarketsParams {
                max_royalty_bps: 249,
                ..markets_params()
            };
            world.update_markets_config(params).accepted();
        },
        MarketsError::RoyaltyTooHigh,
    );
}

#[test]
fn rejects_a_template_that_terms_and_accounts_disagree_on() {
    post_refused(
        |_, p| p.accounts.template = None,
        MarketsError::InvalidTerms,
    );
    post_refused(
        |_, p| {
            p.terms.origin = Origin::Direct as u8;
            p.terms.parent = Pubkey::default();
            p.terms.royalty_bps = 0;
        },
        MarketsError::InvalidTerms,
    );
    post_refused(
        |_, p| p.terms.parent = address_for("stranger"),
        MarketsError::WrongTemplate,
    );
}

#[test]
fn rejects_parent_and_royalty_without_a_template() {
    for change in [
        |posting: &mut Posting| posting.terms.parent = address_for("stranger"),
        |posting: &mut Posting| posting.terms.royalty_bps = 1,
    ] {
        let mut world = World::with_market();
        let mut posting = world.posting(1);
        change(&mut posting);
        assert_refused(
            world.post(&posting, &["requester"]),
            MarketsError::InvalidTerms,
        );
    }
}

#[test]
fn rejects_look_alike_account_as_template() {
    let (mut world, template) = published();
    let other = world.open_job(2);
    let mut posting = world.template_posting(1, template);
    // A copy of the template, at its address, that another program owns.
    let honest = world.account(&template).expect("the template");
    let mut forged = honest.clone();
    forged.owner = address_for("stranger");
    world.write_account(template, forged);
    assert_refused(
        world.post(&posting, &["requester"]),
        ProgramError::IllegalOwner,
    );
    // An account of another kind.
    world.write_account(template, honest);
    posting.terms.parent = other.address;
    posting.accounts.template = Some(other.address);
    assert_refused(
        world.post(&posting, &["requester"]),
        ProgramError::InvalidAccountData,
    );
}

#[test]
fn rejects_a_template_at_an_offer() {
    let (mut world, template) = published();
    let node = world.node("node-1");
    let offer = world.offer_terms();
    world.publish_offer(&node, offer).accepted();
    let terms = world.template_posting(1, template).terms;
    assert_refused(
        world.post_to_offer(1, &node, terms, JOB_PRICE),
        MarketsError::InvalidTerms,
    );
}

#[test]
fn yanks_for_good() {
    let (mut world, template) = published();
    assert_refused(
        world.yank_template(template, "stranger"),
        MarketsError::NotPublisher,
    );
    let event = world
        .yank_template(template, "publisher")
        .accepted()
        .event("TemplateYanked");
    assert_eq!(event.key("template"), template);
    assert!(world.read::<Template>(&template).yanked.get());
    assert_refused(
        world.yank_template(template, "publisher"),
        MarketsError::TemplateYanked,
    );
}

#[test]
fn rejects_jobs_of_a_yanked_template() {
    post_refused(
        |world, p| {
            world.yank_template(p.terms.parent, "publisher").accepted();
        },
        MarketsError::TemplateYanked,
    );
}

#[test]
fn rates_once_with_a_settled_job() {
    let (mut world, template, job) = settled();
    let accounts = world.rate_accounts(&job, template);
    for stars in [0, 6] {
        assert_refused(
            world.rate_template(&accounts, stars),
            MarketsError::InvalidRating,
        );
    }
    let event = world
        .rate_template(&accounts, 5)
        .accepted()
        .event("TemplateRated");
    assert_eq!(event.u64("stars_sum_after"), 5);
    let state = world.read::<Template>(&template);
    assert_eq!((state.stars_sum.get(), state.stars_count.get()), (5, 1));
    let rating = world.read::<Rating>(&accounts.rating);
    assert_eq!((rating.stars, rating.job), (5, job.address));
    assert_eq!(rating.requester, address_for("requester"));
    // The system program's own refusal: the rating exists.
    assert_refused(world.rate_template(&accounts, 5), ProgramError::Custom(0));
}

#[test]
fn rejects_a_rating_by_another_key() {
    let (mut world, template, job) = settled();
    let stranger = world.actor("stranger");
    let accounts = markets::accounts::RateTemplate {
        requester: stranger.pubkey(),
        payer: stranger.pubkey(),
        rating: find_rating_address(&template, &stranger.pubkey()).0,
        ..world.rate_accounts(&job, template)
    };
    assert_refused(
        world.send_to_markets(
            instruction::RateTemplate { stars: 1 },
            &accounts,
            &[&stranger],
        ),
        MarketsError::NotRequester,
    );
}

#[test]
fn rejects_a_rating_without_a_settled_job_of_the_template() {
    let (mut world, template) = published();
    let node = world.node("node-1");
    let job = world.submitted_template_job(template, &node, |_| (), 0);
    let accounts = world.rate_accounts(&job, template);
    assert_refused(
        world.rate_template(&accounts, 5),
        MarketsError::JobNotSettled,
    );
    let accounts = world.royalty_accounts(&job, &node);
    world.settle_with(&accounts).accepted();
    assert!(world.read::<Job>(&job.address).state == JobState::Settled);
    world.publish_template(2, 1, template_terms()).accepted();
    let other = world.publish_template_accounts(2, 1).template;
    let accounts = world.rate_accounts(&job, other);
    assert_refused(
        world.rate_template(&accounts, 5),
        MarketsError::WrongTemplate,
    );
}

#[test]
fn rejects_a_rating_of_a_yanked_template() {
    let (mut world, template, job) = settled();
    world.yank_template(template, "publisher").accepted();
    let accounts = world.rate_accounts(&job, template);
    assert_refused(
        world.rate_template(&accounts, 5),
        MarketsError::TemplateYanked,
    );
}

/// Days and one more day after which a yanked template goes away.
fn wait_until_over(world: &mut World) {
    world.warp_seconds((i64::from(TEMPLATE_KEPT_DAYS) + 1) * DAY);
}

#[test]
fn closes_a_template_yanked_long_ago() {
    for signer in ["publisher", "rent-payer"] {
        let mut world = World::with_market();
        let mut accounts = world.publish_template_accounts(1, 1);
        accounts.payer = world.actor("rent-payer").pubkey();
        let data = instruction::PublishTemplate {
            id: id16(1),
            version: 1,
            terms: template_terms(),
        };
        let signers = [&world.actor("publisher"), &world.actor("rent-payer")];
        world.send_to_markets(data, &accounts, &signers).accepted();
        let template = accounts.template;
        world.yank_template(template, "publisher").accepted();
        let day = u64::try_from(world.now() / DAY).expect("positive");
        let state = world.read::<Template>(&template);
        assert_eq!(u64::from(state.yanked_day.get()), day);
        // The world begins at midnight.
        world.warp_seconds((i64::from(TEMPLATE_KEPT_DAYS) + 1) * DAY - 1);
        assert_refused(
            world.close_template(template, signer),
            MarketsError::DeadlineNotPassed,
        );
        world.warp_seconds(1);
        let payer = address_for("rent-payer");
        let (rent, before) = (world.lamports(&template), world.lamports(&payer));
        let event = world
            .close_template(template, signer)
            .accepted()
            .event("TemplateClosed");
        assert!(world.account(&template).is_none());
        assert_eq!(world.lamports(&payer), before + rent);
        assert_eq!(event.key("template"), template);
        assert_eq!(event.key("signer"), address_for(signer));
    }
}

#[test]
fn rejects_the_close_of_a_template_on_the_shelf() {
    let (mut world, template) = published();
    wait_until_over(&mut world);
    assert_refused(
        world.close_template(template, "publisher"),
        MarketsError::TemplateNotYanked,
    );
}

#[test]
fn rejects_the_close_of_a_template_by_strangers_and_to_them() {
    let (mut world, template) = published();
    world.yank_template(template, "publisher").accepted();
    wait_until_over(&mut world);
    assert_refused(
        world.close_template(template, "stranger"),
        MarketsError::NotPublisher,
    );
    assert_refused(
        world.close_template_to(template, "publisher", address_for("stranger")),
        MarketsError::WrongRentPayer,
    );
}

/// A template with a rating of "requester"; the job that entitles it.
#[track_caller]
fn rated() -> (World, Pubkey, PostedJob, Pubkey) {
    let (mut world, template, job) = settled();
    let accounts = world.rate_accounts(&job, template);
    world.rate_template(&accounts, 5).accepted();
    (world, template, job, accounts.rating)
}

#[test]
fn closes_a_rating_once_its_template_is_off_the_shelf() {
    let (mut world, template, _, rating) = rated();
    let accounts = world.close_rating_accounts(rating);
    assert_refused(
        world.close_rating(&accounts),
        MarketsError::TemplateNotYanked,
    );
    world.yank_template(template, "publisher").accepted();
    let mut gone = world.clone();
    wait_until_over(&mut gone);
    gone.close_template(template, "publisher").accepted();
    for mut world in [world, gone] {
        let payer = accounts.rent_payer;
        let (rent, before) = (world.lamports(&rating), world.lamports(&payer));
        let event = world
            .close_rating(&accounts)
            .accepted()
            .event("RatingClosed");
        assert!(world.account(&rating).is_none());
        assert_eq!(world.lamports(&payer), before + rent);
        assert_eq!(event.key("rating"), rating);
        assert_eq!(event.u64("rating_changes"), 2);
    }
}

#[test]
fn rejects_the_close_of_a_rating_with_foreign_accounts() {
    let (mut world, template, _, rating) = rated();
    world.yank_template(template, "publisher").accepted();
    let mut accounts = world.close_rating_accounts(rating);
    accounts.rent_payer = address_for("stranger");
    assert_refused(world.close_rating(&accounts), MarketsError::WrongRentPayer);
    // The empty place of another template.
    let mut accounts = world.close_rating_accounts(rating);
    accounts.template = find_template_address(&address_for("publisher"), &id16(1), 9).0;
    assert_refused(world.close_rating(&accounts), MarketsError::WrongTemplate);
}

#[test]
fn revives_no_rating_with_a_template_published_again() {
    let (mut world, template, job, rating) = rated();
    world.yank_template(template, "publisher").accepted();
    wait_until_over(&mut world);
    world.close_template(template, "publisher").accepted();
    world.publish_template(1, 1, template_terms()).accepted();
    assert_eq!(world.read::<Template>(&template).stars_count.get(), 0);
    // The rating of the earlier one may go, and its job entitles to none of the new one.
    let accounts = world.close_rating_accounts(rating);
    world.close_rating(&accounts).accepted();
    let accounts = world.rate_accounts(&job, template);
    assert_refused(
        world.rate_template(&accounts, 1),
        MarketsError::WrongTemplate,
    );
}

#[test]
fn keeps_a_publisher_without_money() {
    // Publishing and rating move no token.
    let (world, _, _) = settled();
    assert_eq!(
        world.token_balance(&hyper_account(&address_for("publisher"))),
        19_949
    );
}
