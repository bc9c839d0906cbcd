//! 10 create_proposal, 11 add_payload: what a Draft may hold.

use {
    anchor_lang::Error as ProgramError,
    governance::{
        accounts,
        error::GovernanceError,
        events::{PayloadAdded, ProposalCreated},
        instruction,
        seeds::find_payload_address,
        state::{PayloadMeta, ProposalKind, ProposalStatus},
    },
    hypernode_common::{
        digest,
        programs::{
            EXECUTOR, GOVERNANCE, MARKETS, PROPOSAL_BOND_VAULT, SYSTEM_PROGRAM, TOKEN_PROGRAM,
            UPGRADEABLE_LOADER,
        },
    },
    hypernode_test_kit::{
        address_for, assert_refused, governance::*, hyper_account, staking::position_of,
        AccountMeta, Instruction, Outcome, Pubkey, Signer, World, DUPLICATE_MUTABLE_ACCOUNT,
    },
};

/// Creates a proposal of "alice" with one account changed.
fn create_with(change: impl FnOnce(&mut World, &mut accounts::CreateProposal)) -> Outcome {
    let mut world = World::with_governance();
    let mut accounts = world.create_proposal_accounts("alice");
    change(&mut world, &mut accounts);
    let terms = terms(ProposalKind::Text);
    world.submit(&[instruction::CreateProposal { terms }.to_instruction(accounts)])
}

#[test]
fn accepts_proposal_and_holds_its_bond() {
    let mut world = World::with_governance();
    let outcome = world
        .create_proposal("alice", terms(ProposalKind::Generic))
        .accepted();
    let proposal = proposal_of(0);
    let state = world.proposal(&proposal);
    assert!(state.status == ProposalStatus::Draft);
    assert!(state.kind == ProposalKind::Generic);
    assert_eq!(
        (state.proposer, state.bond.get()),
        (address_for("alice"), BOND)
    );
    assert_eq!(state.position, position_of("alice", 0));
    assert_eq!(world.bond_vault_balance(), BOND);
    assert_eq!(world.hyper_of(&address_for("alice")), 0);
    assert_eq!(world.governance_config().proposal_count.get(), 1);
    outcome.assert_emitted(&ProposalCreated {
        config: GOVERNANCE.config.address,
        config_changes: 2,
        proposal,
        proposal_changes: 1,
        id: 0,
        proposal_count_before: 0,
        proposal_count_after: 1,
        kind: ProposalKind::Generic as u8,
        proposer: address_for("alice"),
        position: position_of("alice", 0),
        title: title("A proposal"),
        text_digest: [7; 32],
        bond: BOND,
        source: hyper_account(&address_for("alice")),
        bond_vault: PROPOSAL_BOND_VAULT.address,
        rent_payer: address_for("payer"),
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn keeps_proposals_apart_by_their_ids() {
    let mut world = World::with_governance();
    let first = world.draft(ProposalKind::Text, &[]);
    let second = world.draft(ProposalKind::Text, &[]);
    assert_ne!(first, second);
    assert_eq!(world.proposal(&second).id, 1);
    assert_eq!(world.bond_vault_balance(), 2 * BOND);
}

#[test]
fn accepts_proposer_as_payer() {
    create_with(|_, accounts| accounts.payer = accounts.proposer).accepted();
}

#[test]
fn rejects_proposal_with_position_of_another() {
    let outcome = create_with(|_, accounts| accounts.position = position_of("bob", 0));
    assert_refused(outcome, GovernanceError::NotPositionOwner);
}

#[test]
fn rejects_look_alike_account() {
    let outcome = create_with(|world, accounts| {
        let mut copy = world.account(&accounts.position).expect("a position");
        copy.owner = address_for("stranger");
        accounts.position = address_for("look-alike");
        world.write_account(accounts.position, copy);
    });
    assert_refused(outcome, ProgramError::IllegalOwner);
}

#[test]
fn rejects_position_of_another_version() {
    let outcome = create_with(|world, accounts| {
        let mut copy = world.account(&accounts.position).expect("a position");
        copy.data[8] = 2;
        world.write_account(accounts.position, copy);
    });
    assert_refused(outcome, GovernanceError::WrongVersion);
}

#[test]
fn rejects_bond_into_foreign_vault() {
    let outcome = create_with(|world, accounts| {
        accounts.bond_vault = world.fund_hyper(&address_for("thief"), 0);
    });
    assert_refused(outcome, GovernanceError::WrongVault);
}

#[test]
fn rejects_bond_of_another_mint_or_owner_or_frozen() {
    let outcome = create_with(|world, accounts| {
        let (mint, source) = (address_for("other-mint"), address_for("worthless"));
        world.write_mint(mint, 6, BOND, None);
        world.write_token_account(source, &address_for("alice"), &mint, BOND);
        accounts.source = source;
    });
    assert_refused(outcome, GovernanceError::WrongTokenMint);
    let outcome = create_with(|world, accounts| {
        accounts.source = world.fund_hyper(&address_for("bob"), BOND);
    });
    assert_refused(outcome, GovernanceError::WrongTokenOwner);
    let outcome = create_with(|world, accounts| world.set_frozen(accounts.source, true));
    assert_refused(outcome, GovernanceError::TokenAccountFrozen);
}

#[test]
fn rejects_aliased_accounts() {
    let outcome = create_with(|_, accounts| accounts.source = accounts.bond_vault);
    assert_refused(outcome, DUPLICATE_MUTABLE_ACCOUNT);
}

#[test]
fn rejects_proposal_without_a_bond() {
    let mut world = World::with_governance();
    world
        .create_proposal("alice", terms(ProposalKind::Text))
        .accepted();
    // The token program's code for too few tokens.
    assert_refused(
        world.create_proposal("alice", terms(ProposalKind::Text)),
        ProgramError::Custom(1),
    );
}

#[test]
fn rejects_unknown_kind_long_title_and_missing_text() {
    let mut world = World::with_governance();
    for kind in [0, 7] {
        let mut terms = terms(ProposalKind::Text);
        terms.kind = kind;
        assert_refused(
            world.create_proposal("alice", terms),
            GovernanceError::ParameterOutOfBounds,
        );
    }
    let mut long = terms(ProposalKind::Text);
    long.title.length = 65;
    assert_refused(
        world.create_proposal("alice", long),
        GovernanceError::TitleTooLong,
    );
    let mut hidden = terms(ProposalKind::Text);
    hidden.title.length = 1;
    assert_refused(
        world.create_proposal("alice", hidden),
        GovernanceError::TitleTooLong,
    );
    let mut silent = terms(ProposalKind::Text);
    silent.text_digest = [0; 32];
    assert_refused(
        world.create_proposal("alice", silent),
        GovernanceError::ZeroDigest,
    );
    let mut full = terms(ProposalKind::Text);
    full.title = title(&"x".repeat(64));
    world.create_proposal("alice", full).accepted();
}

#[test]
fn rejects_proposals_while_entries_are_paused_except_those_that_end_it() {
    let mut world = World::with_governance();
    world.pause_governance(true, false);
    for kind in [
        ProposalKind::Text,
        ProposalKind::Parameter,
        ProposalKind::TreasurySpend,
        ProposalKind::Upgrade,
        ProposalKind::Generic,
    ] {
        assert_refused(
            world.create_proposal("alice", terms(kind)),
            GovernanceError::EntriesPaused,
        );
    }
    world
        .create_proposal("alice", terms(ProposalKind::Guardian))
        .accepted();
}

/// A call of markets by the executor, with this first byte of data.
fn call_of(program: Pubkey, data: &[u8]) -> Instruction {
    Instruction {
        program_id: program,
        accounts: vec![
            AccountMeta::new(address_for("written"), false),
            AccountMeta::new_readonly(EXECUTOR.address, true),
        ],
        data: data.to_vec(),
    }
}

#[test]
fn stores_payload_and_its_digest() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Generic, &[]);
    let call = call_of(MARKETS.id, &[12, 1, 2, 3]);
    let outcome = world.add_payload(&proposal, 0, &call).accepted();
    let payload = world.payload(&proposal, 0);
    assert_eq!((payload.proposal, payload.program), (proposal, MARKETS.id));
    assert_eq!(payload.data(), [12, 1, 2, 3]);
    let metas: Vec<_> = payload
        .metas()
        .iter()
        .map(|meta| (meta.key, meta.flags))
        .collect();
    assert_eq!(metas, [(address_for("written"), 1), (EXECUTOR.address, 2)]);
    let hash = digest::payload(&MARKETS.id, &metas, &[12, 1, 2, 3]);
    let state = world.proposal(&proposal);
    assert_eq!(state.payload_count, 1);
    assert_eq!(state.payload_hashes, [hash, [0; 32], [0; 32], [0; 32]]);
    outcome.assert_emitted(&PayloadAdded {
        proposal,
        proposal_changes: 2,
        payload: find_payload_address(&proposal, 0).0,
        payload_changes: 1,
        index: 0,
        call: payload.call(),
        payload_hash: hash,
        payload_count_before: 0,
        payload_count_after: 1,
        rent_payer: address_for("payer"),
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn accepts_the_largest_payload_and_none_larger() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Generic, &[]);
    let mut call = call_of(MARKETS.id, &[9; 256]);
    call.accounts = (0..20)
        .map(|index| AccountMeta::new_readonly(address_for(&format!("account-{index}")), false))
        .collect();
    world.add_payload(&proposal, 0, &call).accepted();
    assert_eq!(world.payload(&proposal, 0).metas().len(), 20);
    assert_eq!(world.payload(&proposal, 0).data(), [9; 256]);
    let mut longer = call_of(MARKETS.id, &[9; 257]);
    assert_refused(
        world.add_payload(&proposal, 1, &longer),
        GovernanceError::ParameterOutOfBounds,
    );
    longer = call_of(MARKETS.id, &[9]);
    longer.accounts = vec![AccountMeta::new_readonly(MARKETS.id, false); 21];
    assert_refused(
        world.add_payload(&proposal, 1, &longer),
        GovernanceError::ParameterOutOfBounds,
    );
}

#[test]
fn rejects_fifth_payload_and_payloads_out_of_order() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Generic, &[]);
    let call = call_of(MARKETS.id, &[12]);
    assert_refused(
        world.add_payload(&proposal, 1, &call),
        GovernanceError::WrongPayloadIndex,
    );
    for index in 0..4 {
        world.add_payload(&proposal, index, &call).accepted();
    }
    assert_refused(
        world.add_payload(&proposal, 4, &call),
        GovernanceError::TooManyPayloads,
    );
    // The system program's code for an account that exists.
    assert_refused(
        world.add_payload(&proposal, 0, &call),
        ProgramError::Custom(0),
    );
}

#[test]
fn rejects_payload_by_stranger() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Generic, &[]);
    let mut accounts = world.add_payload_accounts(&proposal, 0);
    accounts.proposer = world.actor("stranger").pubkey();
    let call = instruction::AddPayload {
        index: 0,
        target_program: MARKETS.id,
        metas: vec![],
        data: vec![12],
    };
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    assert_refused(outcome, GovernanceError::NotProposer);
}

#[test]
fn rejects_payload_once_the_vote_began() {
    let mut world = World::with_governance();
    let call = call_of(MARKETS.id, &[12]);
    let proposal = world.open_vote(ProposalKind::Generic, std::slice::from_ref(&call));
    assert_refused(
        world.add_payload(&proposal, 1, &call),
        GovernanceError::ProposalNotDraft,
    );
}

/// Code a payload of this call is refused with in a proposal of this kind.
fn refusal_of(kind: ProposalKind, call: &Instruction, error: GovernanceError) {
    let mut world = World::with_governance();
    let proposal = world.draft(kind, &[]);
    assert_refused(world.add_payload(&proposal, 0, call), error);
}

#[test]
fn rejects_token_call_in_payload() {
    let mut transfer = call_of(TOKEN_PROGRAM, &[3, 1, 0, 0, 0, 0, 0, 0, 0]);
    transfer.accounts.pop();
    refusal_of(
        ProposalKind::Generic,
        &transfer,
        GovernanceError::ProgramNotAllowed,
    );
}

#[test]
fn rejects_instructions_of_governance_that_need_no_executor() {
    for instruction in [1, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 25] {
        refusal_of(
            ProposalKind::Generic,
            &call_of(GOVERNANCE.id, &[instruction]),
            GovernanceError::ProgramNotAllowed,
        );
    }
    refusal_of(
        ProposalKind::Generic,
        &call_of(GOVERNANCE.id, &[]),
        GovernanceError::ProgramNotAllowed,
    );
}

#[test]
fn rejects_executor_signature_to_foreign_program() {
    refusal_of(
        ProposalKind::Generic,
        &call_of(SYSTEM_PROGRAM, &[2]),
        GovernanceError::SignerNotAllowed,
    );
}

#[test]
fn rejects_signature_of_anybody_else() {
    let mut call = call_of(MARKETS.id, &[12]);
    call.accounts[0].is_signer = true;
    refusal_of(
        ProposalKind::Generic,
        &call,
        GovernanceError::SignerNotAllowed,
    );
}

#[test]
fn rejects_unknown_meta_flag() {
    let mut world = World::with_governance();
    let proposal = world.draft(ProposalKind::Generic, &[]);
    let accounts = world.add_payload_accounts(&proposal, 0);
    let call = instruction::AddPayload {
        index: 0,
        target_program: MARKETS.id,
        metas: vec![PayloadMeta {
            key: EXECUTOR.address,
            flags: 4,
        }],
        data: vec![12],
    };
    let outcome = world.submit(&[call.to_instruction(accounts)]);
    assert_refused(outcome, GovernanceError::ParameterOutOfBounds);
}

#[test]
fn rejects_spend_counted_on_another_proposal() {
    let call = spend_call(&proposal_of(9), &address_for("dave"), 1);
    for kind in [ProposalKind::TreasurySpend, ProposalKind::Generic] {
        refusal_of(kind, &call, GovernanceError::AccountsMismatch);
    }
}

#[test]
fn holds_every_kind_to_what_its_name_says() {
    use ProposalKind::*;

    let loader = call_of(UPGRADEABLE_LOADER, &[3, 0, 0, 0]);
    let spend = spend_call(&proposal_of(0), &address_for("dave"), 1);
    let market = call_of(MARKETS.id, &[12]);
    let parameters = call_of(MARKETS.id, &[7]);
    let guardian = call_of(MARKETS.id, &[4]);
    let veto = set_veto_call(false);
    let unpause = unpause_call();
    let foreign_unpause = call_of(MARKETS.id, &[6]);
    let calls = [
        &loader,
        &spend,
        &market,
        &parameters,
        &guardian,
        &veto,
        &unpause,
        &foreign_unpause,
    ];
    for (kind, allowed) in [
        (Text, [false; 8]),
        (
            Parameter,
            [false, false, false, true, false, false, false, false],
        ),
        (
            TreasurySpend,
            [false, true, false, false, false, false, false, false],
        ),
        (
            Upgrade,
            [true, false, false, false, false, false, false, false],
        ),
        (Generic, [false, true, true, true, true, true, true, true]),
        (
            Guardian,
            [false, false, false, false, true, true, true, false],
        ),
    ] {
        for (call, allowed) in calls.iter().zip(allowed) {
            let mut world = World::with_governance();
            let proposal = world.draft(kind, &[]);
            let outcome = world.add_payload(&proposal, 0, call);
            if allowed {
                outcome.accepted();
            } else {
                assert_refused(outcome, GovernanceError::KindMismatch);
            }
        }
    }
}
