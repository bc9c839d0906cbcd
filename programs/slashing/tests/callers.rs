//! The caller table for slashing's calls: a wallet, every other caller PDA, and the right PDA unsigned are refused by
//! staking (30-32) and the registry (42, 43); and slashing's own calls get through.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::{ALL, REGISTRY, SLASHING},
    hypernode_test_kit::{address_for, assert_refused, slashing::Court, Instruction, Pubkey},
    registry::error::RegistryError,
    staking::error::StakingError,
};

/// Sends the call as everybody who must not, and expects `refusal`.
fn assert_only_for_slashing(
    court: &mut Court,
    call: &Instruction,
    refusal: impl Into<ProgramError> + Copy,
) {
    assert_eq!(call.accounts[0].pubkey, SLASHING.caller.address);
    let world = &mut court.stage.world;
    world.actor("wallet");
    let pdas = ALL.map(|program| program.caller.address);
    let others = pdas
        .into_iter()
        .filter(|pda| *pda != SLASHING.caller.address)
        .chain([address_for("wallet")]);
    for other in others {
        let mut forged = call.clone();
        forged.accounts[0].pubkey = other;
        assert_refused(world.submit_as(&other, &[forged]), refusal);
    }
    let mut unsigned = call.clone();
    unsigned.accounts[0].is_signer = false;
    assert_refused(
        world.submit(&[unsigned]),
        ProgramError::MissingRequiredSignature,
    );
}

fn note_call(node: &Pubkey) -> Instruction {
    registry::instruction::NoteReport { step: 1 }.to_instruction(registry::accounts::NoteReport {
        caller: SLASHING.caller.address,
        node: *node,
        event_authority: REGISTRY.event_authority.address,
        program: REGISTRY.id,
    })
}

fn penalise_call(court: &Court) -> Instruction {
    let call = registry::instruction::PenaliseNode {
        reason: 4,
        suspend_until: i64::MAX,
    };
    call.to_instruction(registry::accounts::PenaliseNode {
        caller: SLASHING.caller.address,
        config: REGISTRY.config.address,
        node: court.node.address,
        reputation: court.node.reputation,
        event_authority: REGISTRY.event_authority.address,
        program: REGISTRY.id,
    })
}

#[test]
fn rejects_slash_by_wallet() {
    let mut court = Court::new();
    let [own, _] = court.positions();
    let call = court.stage.world.slash_call(&own, 100);
    assert_only_for_slashing(&mut court, &call, StakingError::NotCaller);
}

#[test]
fn rejects_fake_caller() {
    let mut court = Court::new();
    let node = court.node.address;
    let call = court.stage.world.freeze_call(&node, 1);
    assert_only_for_slashing(&mut court, &call, StakingError::NotCaller);
    let call = court.stage.world.reserve_call(&node, 100);
    assert_only_for_slashing(&mut court, &call, StakingError::NotCaller);
    assert_only_for_slashing(&mut court, &note_call(&node), RegistryError::NotCaller);
    let call = penalise_call(&court);
    assert_only_for_slashing(&mut court, &call, RegistryError::NotCaller);
}

#[test]
fn calls_each_of_them_in_the_life_of_a_report() {
    let mut court = Court::new();
    let report = court.confirmed_report();
    court.pass_appeal_window(&report);
    let opened = court.open_execution(&report).accepted();
    for event in ["SlashReserved", "NodePenalised"] {
        opened.event(event);
    }
    let [own, backer] = court.positions();
    court
        .execute_report(&report, &own)
        .accepted()
        .event("PositionSlashed");
    let last = court.execute_report(&report, &backer).accepted();
    for event in ["PositionSlashed", "BondFrozen", "ReportNoted"] {
        last.event(event);
    }
}
