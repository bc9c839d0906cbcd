//! 16 queue_proposal, 17 execute_proposal, 18 veto_proposal, 19 expire_proposal: from the count to the last call.

use {
    anchor_lang::Error as ProgramError,
    governance::{
        accounts,
        error::GovernanceError,
        events::{ProposalExecuted, ProposalExpired, ProposalQueued, ProposalVetoed},
        instruction,
        seeds::find_payload_address,
        state::{Payload, ProposalKind, ProposalStatus},
    },
    hypernode_common::{
        programs::{EXECUTOR, GOVERNANCE, STAKING, UPGRADEABLE_LOADER},
        staking::Config as StakingConfig,
    },
    hypernode_test_kit::{
        address_for, assert_refused, governance::*, staking::DAY, AccountMeta, Instruction,
        Outcome, Pubkey, Signer, World,
    },
    staking::error::StakingError,
};

/// A world whose authority is the executor already.
fn handed_over() -> World {
    let mut world = World::with_governance();
    world.hand_governance_to_executor();
    world
}

/// The call that makes the named key the guardian.
fn name_guardian(name: &str) -> Instruction {
    set_guardian_call(address_for(name))
}

#[test]
fn queues_with_the_timelock_of_its_kind() {
    let loader_call = Instruction {
        program_id: UPGRADEABLE_LOADER,
        accounts: vec![],
        data: vec![3, 0, 0, 0],
    };
    for (kind, call, timelock) in [
        (ProposalKind::Generic, name_guardian("next"), DAY),
        (ProposalKind::Guardian, name_guardian("next"), DAY),
        (ProposalKind::Upgrade, loader_call, 8 * DAY),
    ] {
        let mut world = World::with_governance();
        let proposal = world.succeeded(kind, &[call]);
        let outcome = world.queue_proposal(&proposal).accepted();
        let state = world.proposal(&proposal);
        assert!(state.status == ProposalStatus::Queued);
        assert_eq!(state.eta_at, world.now() + timelock);
        assert_eq!(state.expires_at, world.now() + timelock + 7 * DAY);
        outcome.assert_emitted(&ProposalQueued {
            proposal,
            proposal_changes: 7,
            status_before: ProposalStatus::Succeeded as u8,
            status_after: ProposalStatus::Queued as u8,
            eta_at: state.eta_at.get(),
            expires_at: state.expires_at.get(),
            slot: world.slot(),
            at: world.now(),
        });
    }
}

#[test]
fn gives_stakers_a_day_more_than_unbonding_before_an_upgrade() {
    let loader_call = Instruction {
        program_id: UPGRADEABLE_LOADER,
        accounts: vec![],
        data: vec![3, 0, 0, 0],
    };
    let mut world = World::with_governance();
    let upgrade = world.succeeded(ProposalKind::Upgrade, &[loader_call]);
    let mut other = World::with_governance();
    let generic = other.succeeded(ProposalKind::Generic, &[name_guardian("next")]);
    for (unbonding, timelock) in [
        (7 * DAY - 1, 8 * DAY),
        (7 * DAY, 8 * DAY),
        (7 * DAY + 1, 8 * DAY + 1),
        (30 * DAY, 31 * DAY),
    ] {
        let set = |world: &World| {
            let mut world = world.clone();
            let mut config: StakingConfig = world.read(&STAKING.config.address);
            config.params.unbonding_seconds = u32::try_from(unbonding).expect("small").into();
            world.write_state(STAKING.config.address, &config);
            world
        };
        let mut queued = set(&world);
        queued.queue_proposal(&upgrade).accepted();
        let eta_at = queued.proposal(&upgrade).eta_at.get();
        assert_eq!(eta_at - queued.now(), timelock, "unbonding {unbonding}");
        // Only new code could reach a position: what else is decided waits for nobody's stake.
        let mut queued = set(&other);
        queued.queue_proposal(&generic).accepted();
        assert_eq!(queued.proposal(&generic).eta_at, queued.now() + DAY);
    }
}

#[test]
fn rejects_queueing_with_another_config_of_staking() {
    let mut world = World::with_governance();
    let proposal = world.succeeded(ProposalKind::Generic, &[name_guardian("next")]);
    let copy = address_for("staking-config-copy");
    let config: StakingConfig = world.read(&STAKING.config.address);
    world.write_state(copy, &config);
    let mut accounts = world.queue_accounts(&proposal);
    accounts.staking_config = copy;
    let outcome = world.submit(&[instruction::QueueProposal {}.to_instruction(accounts)]);
    assert_refused(outcome, ProgramError::Custom(2012));

    let mut next = config;
    next.version = 2;
    world.write_state(STAKING.config.address, &next);
    assert_refused(
        world.queue_proposal(&proposal),
        GovernanceError::WrongVersion,
    );
}

#[test]
fn rejects_queueing_a_text() {
    let mut world = World::with_governance();
    let proposal = world.succeeded(ProposalKind::Text, &[]);
    assert_refused(
        world.queue_proposal(&proposal),
        GovernanceError::KindMismatch,
    );
}

#[test]
fn queues_within_seven_days_of_the_vote() {
    let mut world = World::with_governance();
    let proposal = world.succeeded(ProposalKind::Generic, &[name_guardian("next")]);
    world.warp_to(world.proposal(&proposal).voting_ends_at.get() + 7 * DAY);
    let mut late = world.clone();
    assert_refused(
        world.expire_proposal(&proposal),
        GovernanceError::NotExpired,
    );
    world.queue_proposal(&proposal).accepted();
    assert_refused(
        world.queue_proposal(&proposal),
        GovernanceError::ProposalNotSucceeded,
    );

    late.warp_seconds(1);
    assert_refused(
        late.queue_proposal(&proposal),
        GovernanceError::ExecutionWindowOver,
    );
    let outcome = late.expire_proposal(&proposal).accepted();
    assert!(late.proposal(&proposal).status == ProposalStatus::Expired);
    outcome.assert_emitted(&ProposalExpired {
        proposal,
        proposal_changes: 7,
        status_before: ProposalStatus::Succeeded as u8,
        status_after: ProposalStatus::Expired as u8,
        slot: late.slot(),
        at: late.now(),
    });
}

#[test]
fn executes_after_the_last_second_of_the_timelock() {
    let mut world = handed_over();
    let proposal = world.queued(ProposalKind::Generic, &[name_guardian("next")]);
    world.warp_to(world.proposal(&proposal).eta_at.get());
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::TimelockRunning,
    );
    world.warp_seconds(1);
    let outcome = world.execute_proposal(&proposal, 0).accepted();
    let head = world.governance_config().head;
    assert_eq!(head.guardian, address_for("next"));
    let state = world.proposal(&proposal);
    assert!(state.status == ProposalStatus::Executed);
    assert_eq!(state.executed_count, 1);
    outcome.assert_emitted(&ProposalExecuted {
        proposal,
        proposal_changes: 8,
        payload: find_payload_address(&proposal, 0).0,
        index: 0,
        program: GOVERNANCE.id,
        status_before: ProposalStatus::Queued as u8,
        status_after: ProposalStatus::Executed as u8,
        executed_count_before: 0,
        executed_count_after: 1,
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn executes_until_the_last_second_of_its_window_and_then_expires() {
    let mut world = handed_over();
    let calls = [name_guardian("first"), name_guardian("second")];
    let proposal = world.queued(ProposalKind::Generic, &calls);
    world.warp_to(world.proposal(&proposal).expires_at.get());
    world.execute_proposal(&proposal, 0).accepted();
    assert_refused(
        world.expire_proposal(&proposal),
        GovernanceError::NotExpired,
    );
    world.warp_seconds(1);
    assert_refused(
        world.execute_proposal(&proposal, 1),
        GovernanceError::ExecutionWindowOver,
    );
    world.expire_proposal(&proposal).accepted();
    let state = world.proposal(&proposal);
    assert!(state.status == ProposalStatus::Expired);
    assert_eq!(state.executed_count, 1);
    assert_refused(
        world.execute_proposal(&proposal, 1),
        GovernanceError::ProposalNotQueued,
    );
    assert_refused(
        world.expire_proposal(&proposal),
        GovernanceError::ProposalNotSucceeded,
    );
}

#[test]
fn rejects_second_execution() {
    let mut world = handed_over();
    let calls = [name_guardian("first"), name_guardian("second")];
    let proposal = world.executable(ProposalKind::Generic, &calls);
    world.execute_proposal(&proposal, 0).accepted();
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::WrongPayloadIndex,
    );
    world.execute_proposal(&proposal, 1).accepted();
    for index in [0, 1] {
        assert_refused(
            world.execute_proposal(&proposal, index),
            GovernanceError::ProposalNotQueued,
        );
    }
}

#[test]
fn rejects_execution_out_of_order() {
    let mut world = handed_over();
    let calls = [name_guardian("first"), name_guardian("second")];
    let proposal = world.executable(ProposalKind::Generic, &calls);
    assert_refused(
        world.execute_proposal(&proposal, 1),
        GovernanceError::WrongPayloadIndex,
    );
}

#[test]
fn rejects_execution_before_the_vote_is_won() {
    let mut world = handed_over();
    let proposal = world.open_vote(ProposalKind::Generic, &[name_guardian("next")]);
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::ProposalNotQueued,
    );
}

#[test]
fn rejects_swapped_payload() {
    let mut world = handed_over();
    let calls = [name_guardian("first"), name_guardian("second")];
    let proposal = world.executable(ProposalKind::Generic, &calls);
    // The next payload in the place of this one.
    let mut call = world.execute_call(&proposal, 1);
    call.data[1] = 0;
    assert_refused(world.submit(&[call]), GovernanceError::PayloadMismatch);
    // A payload of another proposal.
    let other = world.draft(ProposalKind::Generic, &[name_guardian("thief")]);
    let mut call = world.execute_call(&other, 0);
    call.accounts[0].pubkey = proposal;
    assert_refused(world.submit(&[call]), GovernanceError::PayloadMismatch);
    // Other data under the same address, which only a broken program could write.
    let address = find_payload_address(&proposal, 0).0;
    let mut payload: Payload = world.read(&address);
    payload.data.bytes[1] ^= 1;
    let mut account = world.account(&address).expect("a payload");
    account.data[8..].copy_from_slice(anchor_lang::bytemuck::bytes_of(&payload));
    world.write_account(address, account);
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::PayloadMismatch,
    );
}

/// Executes the change of a guardian with the call changed.
fn execute_with(change: impl FnOnce(&mut World, &mut Instruction)) -> Outcome {
    let mut world = handed_over();
    let proposal = world.executable(ProposalKind::Generic, &[name_guardian("next")]);
    let mut call = world.execute_call(&proposal, 0);
    change(&mut world, &mut call);
    world.submit(&[call])
}

#[test]
fn rejects_accounts_other_than_the_stored_ones() {
    const DECLARED: usize = 5;
    for position in 0..4 {
        let outcome = execute_with(|_, call| {
            call.accounts[DECLARED + position].pubkey = address_for("stranger");
        });
        assert_refused(outcome, GovernanceError::AccountsMismatch);
    }
    let outcome = execute_with(|_, call| {
        call.accounts.pop();
    });
    assert_refused(outcome, GovernanceError::AccountsMismatch);
    let outcome = execute_with(|_, call| {
        call.accounts
            .push(AccountMeta::new_readonly(address_for("extra"), false));
    });
    assert_refused(outcome, GovernanceError::AccountsMismatch);
    let outcome = execute_with(|_, call| call.accounts.swap(DECLARED, DECLARED + 1));
    assert_refused(outcome, GovernanceError::AccountsMismatch);
    let outcome = execute_with(|_, call| call.accounts[DECLARED].is_writable = false);
    assert_refused(outcome, GovernanceError::AccountsMismatch);
}

#[test]
fn rejects_fake_caller() {
    let outcome = execute_with(|_, call| call.accounts[2].pubkey = STAKING.id);
    assert_refused(outcome, GovernanceError::AccountsMismatch);
}

#[test]
fn rejects_look_alike_proposal() {
    let outcome = execute_with(|world, call| {
        let mut copy = world.account(&call.accounts[0].pubkey).expect("a proposal");
        copy.owner = address_for("stranger");
        world.write_account(call.accounts[0].pubkey, copy);
    });
    assert_refused(outcome, ProgramError::IllegalOwner);
}

#[test]
fn accepts_a_signer_of_the_transaction_among_the_accounts_without_its_signature() {
    let mut world = handed_over();
    let mut call = name_guardian("next");
    call.accounts
        .push(AccountMeta::new_readonly(address_for("bystander"), false));
    let proposal = world.executable(ProposalKind::Generic, &[call]);
    let mut execute = world.execute_call(&proposal, 0);
    world.actor("bystander");
    execute.accounts.last_mut().expect("an account").is_signer = true;
    world.submit(&[execute]).accepted();
    assert_eq!(world.governance_config().head.guardian, address_for("next"));
}

#[test]
fn passes_the_refusal_of_the_called_program_on_and_stays_queued() {
    let mut world = handed_over();
    // Staking was never handed over, so the executor is not its authority.
    let accounts = staking::accounts::SetGuardian {
        config: STAKING.config.address,
        authority: EXECUTOR.address,
        event_authority: STAKING.event_authority.address,
        program: STAKING.id,
    };
    let key = address_for("next");
    let call = staking::instruction::SetGuardian { key }.to_instruction(accounts);
    let proposal = world.executable(ProposalKind::Generic, &[call]);
    assert_refused(
        world.execute_proposal(&proposal, 0),
        StakingError::NotAuthority,
    );
    let state = world.proposal(&proposal);
    assert!(state.status == ProposalStatus::Queued);
    assert_eq!(state.executed_count, 0);
}

#[test]
fn vetoes_until_the_last_second_of_the_timelock() {
    let mut world = handed_over();
    let proposal = world.queued(ProposalKind::Generic, &[name_guardian("next")]);
    assert_refused(
        world.veto_proposal(&proposal, "stranger"),
        GovernanceError::NotGuardian,
    );
    world.warp_to(world.proposal(&proposal).eta_at.get());
    let mut late = world.clone();
    let outcome = world.veto_proposal(&proposal, "guardian").accepted();
    assert!(world.proposal(&proposal).status == ProposalStatus::Cancelled);
    outcome.assert_emitted(&ProposalVetoed {
        proposal,
        proposal_changes: 8,
        guardian: address_for("guardian"),
        status_before: ProposalStatus::Queued as u8,
        status_after: ProposalStatus::Cancelled as u8,
        slot: world.slot(),
        at: world.now(),
    });
    world.warp_seconds(1);
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::ProposalNotQueued,
    );

    late.warp_seconds(1);
    assert_refused(
        late.veto_proposal(&proposal, "guardian"),
        GovernanceError::VetoTooLate,
    );
}

#[test]
fn rejects_veto_of_what_is_not_queued() {
    let mut world = handed_over();
    let proposal = world.succeeded(ProposalKind::Generic, &[name_guardian("next")]);
    assert_refused(
        world.veto_proposal(&proposal, "guardian"),
        GovernanceError::ProposalNotQueued,
    );
}

#[test]
fn rejects_veto_of_guardian_change() {
    let mut world = handed_over();
    let proposal = world.queued(ProposalKind::Guardian, &[name_guardian("next")]);
    assert_refused(
        world.veto_proposal(&proposal, "guardian"),
        GovernanceError::VetoNotAllowed,
    );
}

#[test]
fn removes_a_guardian_that_pauses_governance_itself() {
    let mut world = handed_over();
    world.pause_governance(true, true);
    let calls = [name_guardian("next"), unpause_call()];
    world.warp_seconds(3 * DAY);
    world.enact(ProposalKind::Guardian, &calls);
    let head = world.governance_config().head;
    assert_eq!(head.guardian, address_for("next"));
    assert_eq!(head.entries_paused, 0);
}

#[test]
fn rejects_veto_once_it_is_switched_off() {
    let mut world = handed_over();
    world.enact(ProposalKind::Guardian, &[set_veto_call(false)]);
    let proposal = world.queued(ProposalKind::Generic, &[name_guardian("next")]);
    assert_refused(
        world.veto_proposal(&proposal, "guardian"),
        GovernanceError::VetoDisabled,
    );
}

/// Executes through a payload account that names itself for another proposal's program.
#[test]
fn rejects_target_program_that_is_not_the_payload_s() {
    let mut world = handed_over();
    let proposal = world.executable(ProposalKind::Generic, &[name_guardian("next")]);
    let payload: Pubkey = find_payload_address(&proposal, 0).0;
    let accounts = accounts::ExecuteProposal {
        proposal,
        payload,
        target_program: world.actor("stranger").pubkey(),
        event_authority: GOVERNANCE.event_authority.address,
        program: GOVERNANCE.id,
    };
    let call = instruction::ExecuteProposal { index: 0 }.to_instruction(accounts);
    assert_refused(world.submit(&[call]), GovernanceError::AccountsMismatch);
}
