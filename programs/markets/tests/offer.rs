//! `publish_offer`, `update_offer`, `close_offer`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{programs::MARKETS, registry::Node},
    hypernode_test_kit::{address_for, assert_refused, markets::*, Outcome, Signer, World},
    markets::{
        accounts,
        error::MarketsError,
        instruction,
        seeds::find_offer_address,
        state::{Offer, OfferTerms},
    },
};

fn published() -> (World, NodeActor) {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let terms = world.offer_terms();
    world.publish_offer(&node, terms).accepted();
    (world, node)
}

#[track_caller]
fn update(world: &mut World, node: &NodeActor, terms: OfferTerms, signer: &str) -> Outcome {
    let key = world.actor(signer);
    let accounts = accounts::UpdateOffer {
        operator: key.pubkey(),
        node: node.address,
        offer: find_offer_address(&world.market(), &node.address).0,
        event_authority: MARKETS.event_authority.address,
        program: MARKETS.id,
    };
    world.send_to_markets(instruction::UpdateOffer { terms }, &accounts, &[&key])
}

#[track_caller]
fn close(world: &mut World, node: &NodeActor, signer: &str) -> Outcome {
    let key = world.actor(signer);
    let offer = find_offer_address(&world.market(), &node.address).0;
    let accounts = accounts::CloseOffer {
        signer: key.pubkey(),
        node: node.address,
        offer,
        rent_payer: world.read::<Offer>(&offer).rent_payer,
        event_authority: MARKETS.event_authority.address,
        program: MARKETS.id,
    };
    world.send_to_markets(instruction::CloseOffer {}, &accounts, &[&key])
}

#[test]
fn publishes_updates_and_closes() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    let lamports = world.lamports(&node.operator.pubkey());
    let terms = world.offer_terms();
    world.publish_offer(&node, terms).accepted();
    let changed = OfferTerms {
        status: 2,
        slots: 9,
        ..terms
    };
    update(&mut world, &node, changed, "node-1-operator").accepted();
    let offer = find_offer_address(&world.market(), &node.address).0;
    assert_eq!(world.read::<Offer>(&offer).terms(), changed);
    close(&mut world, &node, "node-1-operator").accepted();
    assert!(world.account(&offer).is_none());
    assert_eq!(world.lamports(&node.operator.pubkey()), lamports);
}

#[test]
fn rejects_each_term_past_its_bound() {
    let (mut world, node) = published();
    let floor = 10;
    let other = world.node_with("node-2", |node, _| node.price_floor = floor.into());
    let changes: [fn(&mut OfferTerms); 7] = [
        |t| t.status = 0,
        |t| t.status = 3,
        |t| t.slots = 0,
        |t| t.price_per_second = 0,
        |t| t.min_duration_seconds = 0,
        |t| t.max_duration_seconds = t.min_duration_seconds - 1,
        |t| t.price_per_second = 0,
    ];
    for change in changes {
        let mut terms = world.offer_terms();
        change(&mut terms);
        assert_refused(
            update(&mut world, &node, terms, "node-1-operator"),
            MarketsError::InvalidOffer,
        );
        assert_refused(
            world.publish_offer(&other, terms),
            MarketsError::InvalidOffer,
        );
    }
    let below = OfferTerms {
        price_per_second: floor - 1,
        ..world.offer_terms()
    };
    assert_refused(
        world.publish_offer(&other, below),
        MarketsError::InvalidOffer,
    );
}

#[test]
fn rejects_a_closed_market() {
    let mut world = World::with_market();
    let node = world.node("node-1");
    world.set_market_status(3, "market-admin").accepted();
    let terms = world.offer_terms();
    assert_refused(
        world.publish_offer(&node, terms),
        MarketsError::MarketClosed,
    );
}

#[test]
fn rejects_another_signer() {
    let (mut world, node) = published();
    let terms = world.offer_terms();
    assert_refused(
        update(&mut world, &node, terms, "stranger"),
        MarketsError::NotNodeOperator,
    );
    assert_refused(
        close(&mut world, &node, "stranger"),
        MarketsError::NotNodeOperator,
    );
    let other = world.node("node-2");
    let mut accounts = world.publish_accounts(&other);
    accounts.operator = node.operator.pubkey();
    assert_refused(
        world.send_to_markets(
            instruction::PublishOffer { terms },
            &accounts,
            &[&node.operator, &other.operator],
        ),
        MarketsError::NotNodeOperator,
    );
}

#[test]
fn rejects_the_node_of_another_offer() {
    let (mut world, node) = published();
    let other = world.node("node-2");
    let accounts = accounts::UpdateOffer {
        operator: other.operator.pubkey(),
        node: other.address,
        offer: find_offer_address(&world.market(), &node.address).0,
        event_authority: MARKETS.event_authority.address,
        program: MARKETS.id,
    };
    let terms = world.offer_terms();
    assert_refused(
        world.send_to_markets(
            instruction::UpdateOffer { terms },
            &accounts,
            &[&other.operator],
        ),
        ProgramError::Custom(2012),
    );
}

#[test]
fn lets_the_authority_close() {
    let (mut world, node) = published();
    close(&mut world, &node, "node-1-authority").accepted();
}

#[test]
fn lets_anyone_close_the_offer_of_a_node_that_is_gone() {
    let (mut world, node) = published();
    world.write_account(node.address, Default::default());
    close(&mut world, &node, "stranger").accepted();
}

#[test]
fn rejects_revived_offer() {
    let (mut world, node) = published();
    world.warp_seconds(10);
    let mut state = world.read::<Node>(&node.address);
    state.registered_at = world.now().into();
    state.last_heartbeat_at = world.now().into();
    world.write_state(node.address, &state);
    let terms = world.posting(1).terms;
    assert_refused(
        world.post_to_offer(1, &node, terms, JOB_PRICE),
        MarketsError::OfferNotAutomatic,
    );
    close(&mut world, &node, "stranger").accepted();
}

#[test]
fn rejects_wrong_rent_payer() {
    let (mut world, node) = published();
    let accounts = accounts::CloseOffer {
        signer: node.operator.pubkey(),
        node: node.address,
        offer: find_offer_address(&world.market(), &node.address).0,
        rent_payer: address_for("stranger"),
        event_authority: MARKETS.event_authority.address,
        program: MARKETS.id,
    };
    assert_refused(
        world.send_to_markets(instruction::CloseOffer {}, &accounts, &[&node.operator]),
        MarketsError::WrongRentPayer,
    );
}
