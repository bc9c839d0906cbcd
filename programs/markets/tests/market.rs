//! `create_market`, `update_market`, `set_market_status`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::{
        programs::{MARKETS, SYSTEM_PROGRAM},
        requirements::Requirements,
    },
    hypernode_test_kit::{assert_refused, markets::*, Signer, World},
    markets::{
        accounts,
        error::MarketsError,
        instruction,
        seeds::find_market_address,
        state::{Market, MarketStatus, MarketTerms, Verification},
    },
};

#[test]
fn creates_and_changes_a_market() {
    let mut world = World::with_market();
    let market = world.read::<Market>(&world.market());
    assert!(market.status == MarketStatus::Active);
    assert_eq!(market.terms(), market_terms());
    let terms = MarketTerms {
        price_min: 5,
        ..market_terms()
    };
    world.update_market(terms, "market-admin").accepted();
    let market = world.read::<Market>(&world.market());
    assert_eq!((market.terms(), market.changes.get()), (terms, 2));
    // The authority may do it too.
    world.update_market(market_terms(), "deployer").accepted();
}

#[test]
fn rejects_strangers() {
    let mut world = World::with_market();
    assert_refused(
        world.update_market(market_terms(), "stranger"),
        MarketsError::NotMarketAdmin,
    );
    assert_refused(
        world.set_market_status(2, "stranger"),
        MarketsError::NotMarketAdmin,
    );
    let stranger = world.actor("stranger");
    let id = id16(2);
    let accounts = accounts::CreateMarket {
        market_admin: stranger.pubkey(),
        payer: stranger.pubkey(),
        config: MARKETS.config.address,
        market: find_market_address(&id).0,
        system_program: SYSTEM_PROGRAM,
        event_authority: MARKETS.event_authority.address,
        program: MARKETS.id,
    };
    let data = instruction::CreateMarket {
        id,
        terms: market_terms(),
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&stranger]),
        MarketsError::NotMarketAdmin,
    );
}

#[test]
fn rejects_a_zero_id_and_a_second_market_of_an_id() {
    let mut world = World::with_market();
    assert_refused(
        world.create_market(1, market_terms()),
        ProgramError::Custom(0),
    );
    let admin = world.actor("market-admin");
    let accounts = accounts::CreateMarket {
        market_admin: admin.pubkey(),
        payer: admin.pubkey(),
        config: MARKETS.config.address,
        market: find_market_address(&[0; 16]).0,
        system_program: SYSTEM_PROGRAM,
        event_authority: MARKETS.event_authority.address,
        program: MARKETS.id,
    };
    let data = instruction::CreateMarket {
        id: [0; 16],
        terms: market_terms(),
    };
    assert_refused(
        world.send_to_markets(data, &accounts, &[&admin]),
        MarketsError::InvalidId,
    );
}

#[test]
fn rejects_each_term_past_its_bound() {
    let changes: [fn(&mut MarketTerms); 17] = [
        |t| t.requirements = Requirements::ANY,
        |t| t.requirements.stake_tier = 5,
        |t| t.price_min = 0,
        |t| t.min_duration_seconds = 0,
        |t| t.max_duration_seconds = t.min_duration_seconds - 1,
        |t| t.max_duration_seconds = 2_592_001,
        |t| t.queue_timeout_seconds = 59,
        |t| t.queue_timeout_seconds = 604_801,
        |t| t.start_grace_seconds = 9,
        |t| t.start_grace_seconds = 3_601,
        |t| t.submit_grace_seconds = 29,
        |t| t.submit_grace_seconds = 86_401,
        |t| t.challenge_window_seconds = 59,
        |t| t.challenge_window_seconds = 604_801,
        |t| t.failed_pay_bps = 4_999,
        |t| t.failed_pay_bps = 10_001,
        |t| t.requirements.region = 1_000,
    ];
    let mut world = World::with_market();
    for change in changes {
        let mut terms = market_terms();
        change(&mut terms);
        assert_refused(
            world.update_market(terms, "market-admin"),
            MarketsError::ParameterOutOfBounds,
        );
        assert_refused(
            world.create_market(2, terms),
            MarketsError::ParameterOutOfBounds,
        );
    }
}

#[test]
fn rejects_unknown_verification() {
    let mut world = World::with_market();
    for verification in [
        Verification::Plain,
        Verification::Audit,
        Verification::Quorum,
        Verification::Canary,
        Verification::Fingerprint,
    ] {
        let terms = MarketTerms {
            verification: verification as u8,
            ..market_terms()
        };
        world.update_market(terms, "market-admin").accepted();
        assert!(world.read::<Market>(&world.market()).verification == verification);
    }
    for verification in [0, 6, 200] {
        let terms = MarketTerms {
            verification,
            ..market_terms()
        };
        assert_refused(
            world.update_market(terms, "market-admin"),
            MarketsError::VerificationNotAvailable,
        );
    }
}

#[test]
fn closes_for_good() {
    let mut world = World::with_market();
    world.set_market_status(2, "market-admin").accepted();
    world.set_market_status(1, "market-admin").accepted();
    world.set_market_status(3, "market-admin").accepted();
    assert_refused(
        world.set_market_status(1, "market-admin"),
        MarketsError::MarketClosed,
    );
    assert_refused(
        world.update_market(market_terms(), "market-admin"),
        MarketsError::MarketClosed,
    );
}

#[test]
fn rejects_unknown_statuses() {
    let mut world = World::with_market();
    for status in [0, 4, 255] {
        assert_refused(
            world.set_market_status(status, "market-admin"),
            MarketsError::ParameterOutOfBounds,
        );
    }
}
