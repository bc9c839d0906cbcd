//! An upgrade through the loader, by a proposal with the longer timelock.

use {
    governance::{
        error::GovernanceError,
        state::{ProposalKind, ProposalStatus},
    },
    hypernode_common::programs::{EXECUTOR, UPGRADEABLE_LOADER},
    hypernode_test_kit::{
        address_for, assert_refused, program_id_for, read_artifact, staking::DAY, Pubkey, Signer,
        World,
    },
    solana_account::Account,
    solana_loader_v3_interface::{
        get_program_data_address,
        instruction::{set_upgrade_authority, upgrade},
        state::UpgradeableLoaderState,
    },
    staking::accounts,
};

/// Program that is upgraded, and the artifact whose code it gets: smaller, as no upgrade may grow an account.
const UPGRADED: &str = "staking";
const NEXT: &str = "rewards";

fn program_data() -> Pubkey {
    get_program_data_address(&program_id_for(UPGRADED))
}

/// Upgrade authority and code of the upgraded program's account.
fn deployed(world: &World) -> (Option<Pubkey>, Vec<u8>) {
    let account = world
        .account(&program_data())
        .expect("the loader's account");
    let length = UpgradeableLoaderState::size_of_programdata_metadata();
    let (head, code) = account.data.split_at(length);
    match bincode::deserialize(head) {
        Ok(UpgradeableLoaderState::ProgramData {
            upgrade_authority_address,
            ..
        }) => (upgrade_authority_address, code.to_vec()),
        other => panic!("{other:?}"),
    }
}

/// A buffer of the executor with the next code in it, as a deployer uploads one before the vote.
fn write_buffer(world: &mut World) -> Pubkey {
    let buffer = address_for("buffer");
    let head = UpgradeableLoaderState::Buffer {
        authority_address: Some(EXECUTOR.address),
    };
    let mut data = vec![0; UpgradeableLoaderState::size_of_buffer_metadata()];
    bincode::serialize_into(&mut data[..], &head).expect("the head fits");
    data.extend(read_artifact(NEXT));
    let account = Account {
        lamports: world.rent_of(data.len()),
        data,
        owner: UPGRADEABLE_LOADER,
        ..Account::default()
    };
    world.write_account(buffer, account);
    buffer
}

/// A world in which the executor may upgrade, and the buffer of the next code.
fn upgradeable() -> (World, Pubkey) {
    let mut world = World::with_governance();
    let deployer = world.actor("deployer").pubkey();
    let hand_over = set_upgrade_authority(
        &program_id_for(UPGRADED),
        &deployer,
        Some(&EXECUTOR.address),
    );
    world.submit(&[hand_over]).accepted();
    assert_eq!(deployed(&world).0, Some(EXECUTOR.address));
    let buffer = write_buffer(&mut world);
    (world, buffer)
}

#[test]
fn upgrades_a_program_after_the_longer_timelock() {
    let (mut world, buffer) = upgradeable();
    let spill = address_for("spill");
    let call = upgrade(
        &program_id_for(UPGRADED),
        &buffer,
        &EXECUTOR.address,
        &spill,
    );
    let proposal = world.queued(ProposalKind::Upgrade, &[call]);
    world.warp_seconds(8 * DAY);
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::TimelockRunning,
    );
    world.warp_seconds(1);
    world.execute_proposal(&proposal, 0).accepted();
    assert!(world.proposal(&proposal).status == ProposalStatus::Executed);

    let (authority, code) = deployed(&world);
    assert_eq!(authority, Some(EXECUTOR.address));
    let next = read_artifact(NEXT);
    assert_eq!(code[..next.len()], next);
    assert!(code[next.len()..].iter().all(|byte| *byte == 0));
    assert!(world.account(&buffer).is_none());
    assert!(world.lamports(&spill) > 0);
    // The machine runs the new code: it knows no other id than its own.
    let pause = accounts::Pause {
        config: hypernode_common::programs::STAKING.config.address,
        guardian: world.actor("guardian").pubkey(),
        event_authority: hypernode_common::programs::STAKING.event_authority.address,
        program: hypernode_common::programs::STAKING.id,
    };
    world.warp_slots(1);
    let call = staking::instruction::Pause {
        entries: true,
        exits: false,
    };
    let refused = world.submit(&[call.to_instruction(pause)]);
    assert_refused(refused, anchor_lang::Error::IncorrectProgramId);
}

#[test]
fn rejects_upgrade_by_the_former_authority() {
    let (mut world, buffer) = upgradeable();
    let deployer = world.actor("deployer").pubkey();
    let call = upgrade(&program_id_for(UPGRADED), &buffer, &deployer, &deployer);
    let refused = world.submit(&[call]);
    assert_refused(refused, anchor_lang::Error::IncorrectAuthority);
}

#[test]
fn rejects_upgrade_in_a_proposal_of_another_kind() {
    let (mut world, buffer) = upgradeable();
    let call = upgrade(
        &program_id_for(UPGRADED),
        &buffer,
        &EXECUTOR.address,
        &address_for("spill"),
    );
    let proposal = world.draft(ProposalKind::Generic, &[]);
    assert_refused(
        world.add_payload(&proposal, 0, &call),
        GovernanceError::KindMismatch,
    );
}
