//! `draw_panel`.

use {
    hypernode_common::{digest, slashing::Reason},
    hypernode_test_kit::{assert_refused, slashing::Court, slot_hash, Pubkey},
    slashing::{error::SlashingError, events::PanelDrawn},
};

const SHOWN: [u8; 32] = [7; 32];

fn reported(court: &mut Court) -> Pubkey {
    let node = court.node.address;
    court
        .report_subject(&node, Reason::InvalidResult, SHOWN)
        .accepted();
    court.address_of(&node, SHOWN)
}

#[test]
fn draws_from_the_oldest_slot_at_or_after_the_target() {
    let mut court = Court::new();
    let report = reported(&mut court);
    let target = court.report(&report).target_slot.get();
    court.stage.world.warp_slots(300);
    let outcome = court.draw_panel(&report).accepted();
    let state = court.report(&report);
    assert_eq!(state.seed, digest::draw(&slot_hash(target), &report));
    assert_eq!(state.panel_size, 9);
    outcome.event_data::<PanelDrawn>();
}

#[test]
fn rejects_later_slot_hash() {
    let mut court = Court::new();
    let report = reported(&mut court);
    // The hash of the slot under way is not known yet.
    court.stage.world.warp_slots(8);
    assert_refused(court.draw_panel(&report), SlashingError::SlotNotReached);
    court.stage.world.warp_slots(1);
    court.draw_panel(&report).accepted();
    let seed = court.report(&report).seed;
    court.stage.world.warp_slots(20);
    assert_refused(court.draw_panel(&report), SlashingError::DrawnAlready);
    assert_eq!(court.report(&report).seed, seed);
}

#[test]
fn aims_anew_when_the_hash_is_lost() {
    let mut court = Court::new();
    let report = reported(&mut court);
    court.stage.world.warp_slots(600);
    court.draw_panel(&report).accepted();
    let state = court.report(&report);
    assert_eq!(state.seed, [0; 32]);
    assert_eq!(state.target_slot, court.stage.world.slot() + 8);
    court.stage.world.warp_slots(9);
    court.draw_panel(&report).accepted();
    assert_ne!(court.report(&report).seed, [0; 32]);
}

#[test]
fn rejects_draw_for_a_report_that_needs_none() {
    let mut court = Court::new();
    let report = court.offline_report();
    assert_refused(court.draw_panel(&report), SlashingError::ReportNotPending);
}
