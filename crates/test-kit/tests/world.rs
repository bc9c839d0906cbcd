//! The kit itself, on the programs every Solana has.
use {
    anchor_lang::Error as ProgramError,
    hypernode_test_kit::{
        address_for, assert_nothing_moved, assert_refused, hyper_account, keypair_for, mint,
        slot_hash, Signer, World, GENESIS_AT, GENESIS_SLOT, HYPER, TOTAL_SUPPLY,
    },
    solana_slot_hashes::SlotHashes,
    spl_token_interface::{error::TokenError, instruction::transfer},
};

fn world() -> World {
    World::with_programs(&[])
}

#[test]
fn derives_actors_from_their_names_alone() {
    // Ed25519 key of the seed SHA-256("hypernode-local:deployer"), as crates/common has it.
    assert_eq!(
        keypair_for("deployer").pubkey(),
        hypernode_common::programs::DEPLOYER
    );
    assert_ne!(address_for("operator"), address_for("operator-2"));
}

#[test]
fn moves_tokens_and_charges_the_kits_payer() {
    let mut world = world();
    let requester = world.actor("requester");
    let lamports = world.lamports(&requester.pubkey());
    let from = world.fund_hyper(&requester.pubkey(), 5 * HYPER);
    let to = world.fund_hyper(&address_for("payout"), 0);
    let pay = transfer(
        &spl_token_interface::ID,
        &from,
        &to,
        &requester.pubkey(),
        &[],
        2 * HYPER,
    )
    .unwrap();
    let outcome = world.send(&[pay], &[&requester]).accepted();
    assert_eq!(
        (world.token_balance(&from), world.token_balance(&to)),
        (3 * HYPER, 2 * HYPER)
    );
    assert_eq!(world.lamports(&requester.pubkey()), lamports);
    assert_eq!(
        outcome.fee, 10_000,
        "the payer's signature and the requester's"
    );
    assert_eq!(
        world.hyper_of(&address_for("distributor")),
        TOTAL_SUPPLY - 5 * HYPER
    );
}

#[test]
fn accepts_the_exact_refusal_only() {
    let mut world = world();
    let requester = world.actor("requester");
    let from = world.fund_hyper(&requester.pubkey(), HYPER);
    let to = world.fund_hyper(&address_for("payout"), 0);
    let pay = |amount| {
        transfer(
            &spl_token_interface::ID,
            &from,
            &to,
            &requester.pubkey(),
            &[],
            amount,
        )
        .unwrap()
    };
    let outcome = world.send(&[pay(HYPER + 1)], &[&requester]);
    assert_refused(
        outcome.clone(),
        ProgramError::Custom(TokenError::InsufficientFunds as u32),
    );
    let wrong = std::panic::catch_unwind(|| assert_refused(outcome, ProgramError::Custom(0)));
    assert!(wrong.is_err(), "another code must not pass");
    let outcome = world.send(&[pay(HYPER)], &[&requester]).accepted();
    let accepted = std::panic::catch_unwind(|| assert_nothing_moved(&outcome));
    assert!(accepted.is_err(), "an accepted transfer moved something");
}

#[test]
fn runs_the_same_transaction_twice() {
    let mut world = world();
    let requester = world.actor("requester");
    let from = world.fund_hyper(&requester.pubkey(), HYPER);
    let to = world.fund_hyper(&address_for("payout"), 0);
    let pay = transfer(
        &spl_token_interface::ID,
        &from,
        &to,
        &requester.pubkey(),
        &[],
        HYPER,
    )
    .unwrap();
    world
        .send(std::slice::from_ref(&pay), &[&requester])
        .accepted();
    assert_refused(
        world.send(&[pay], &[&requester]),
        ProgramError::Custom(TokenError::InsufficientFunds as u32),
    );
}

#[test]
fn refuses_frozen_accounts() {
    let mut world = world();
    let requester = world.actor("requester");
    let from = world.fund_hyper(&requester.pubkey(), HYPER);
    let to = world.fund_hyper(&address_for("payout"), 0);
    world.set_frozen(to, true);
    let pay = transfer(
        &spl_token_interface::ID,
        &from,
        &to,
        &requester.pubkey(),
        &[],
        HYPER,
    )
    .unwrap();
    assert_refused(
        world.send(&[pay], &[&requester]),
        ProgramError::Custom(TokenError::AccountFrozen as u32),
    );
}

#[test]
fn moves_time_slots_and_slot_hashes_together() {
    let mut world = world();
    assert_eq!((world.now(), world.slot()), (GENESIS_AT, GENESIS_SLOT));
    world.warp_seconds(2);
    assert_eq!(
        (world.now(), world.slot()),
        (GENESIS_AT + 2, GENESIS_SLOT + 5)
    );
    world.warp_slots(3);
    assert_eq!(
        (world.now(), world.slot()),
        (GENESIS_AT + 2, GENESIS_SLOT + 8)
    );
    let hashes: SlotHashes = world.svm().get_sysvar();
    assert_eq!(hashes.len(), 512);
    assert_eq!(
        hashes[0],
        (GENESIS_SLOT + 7, slot_hash(GENESIS_SLOT + 7).into())
    );
}

#[test]
fn gives_one_mint_without_freeze_authority() {
    let world = world();
    assert_eq!(world.supply(), TOTAL_SUPPLY);
    assert_eq!(
        world
            .token_account(&hyper_account(&address_for("distributor")))
            .mint,
        mint()
    );
}
