//! 23 spend_treasury, 24 set_veto: what only an executed proposal may do.

use {
    governance::{
        error::GovernanceError,
        events::{TreasurySpent, VetoSet},
        state::{ProposalKind, ProposalStatus},
    },
    hypernode_common::programs::{EXECUTOR, GOVERNANCE, PROPOSAL_BOND_VAULT, TREASURY},
    hypernode_test_kit::{
        address_for, assert_refused, governance::*, Instruction, Outcome, Pubkey, Signer, World,
        DUPLICATE_MUTABLE_ACCOUNT, HYPER,
    },
};

/// Base units in the treasury of every test.
const TREASURE: u64 = 1_000 * HYPER;

/// A world with a full treasury, the executor as authority, and an account of "dave".
fn rich() -> (World, Pubkey) {
    let mut world = World::with_governance();
    world.hand_governance_to_executor();
    world.fill_treasury(TREASURE);
    let recipient = world.fund_hyper(&address_for("dave"), 0);
    (world, recipient)
}

#[test]
fn spends_up_to_the_cap_and_no_more() {
    let (mut world, recipient) = rich();
    let proposal = proposal_of(0);
    let call = spend_call(&proposal, &recipient, 100 * HYPER);
    world.executable(ProposalKind::TreasurySpend, &[call]);
    let outcome = world.execute_proposal(&proposal, 0).accepted();
    assert_eq!(world.token_balance(&recipient), 100 * HYPER);
    assert_eq!(world.treasury_balance(), 900 * HYPER);
    outcome.assert_emitted(&TreasurySpent {
        proposal,
        proposal_changes: 8,
        spent_before: 0,
        spent_after: 100 * HYPER,
        amount: 100 * HYPER,
        treasury: TREASURY.address,
        recipient,
        slot: world.slot(),
        at: world.now(),
    });
}

#[test]
fn rejects_spend_above_the_cap() {
    let (mut world, recipient) = rich();
    let proposal = proposal_of(0);
    let call = spend_call(&proposal, &recipient, 100 * HYPER + 1);
    world.executable(ProposalKind::TreasurySpend, &[call]);
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::SpendCapReached,
    );
    assert_eq!(world.treasury_balance(), TREASURE);
    assert!(world.proposal(&proposal).status == ProposalStatus::Queued);
}

#[test]
fn rejects_spends_that_pass_the_cap_together() {
    let (mut world, recipient) = rich();
    let proposal = proposal_of(0);
    let calls = [
        spend_call(&proposal, &recipient, 60 * HYPER),
        // A tenth of what is left, 94, less the 60 spent.
        spend_call(&proposal, &recipient, 34 * HYPER + 1),
    ];
    world.executable(ProposalKind::TreasurySpend, &calls);
    world.execute_proposal(&proposal, 0).accepted();
    assert_refused(
        world.execute_proposal(&proposal, 1),
        GovernanceError::SpendCapReached,
    );
}

#[test]
fn takes_the_cap_in_force_at_the_spend() {
    let (mut world, recipient) = rich();
    let mut params = governance_params();
    params.spend_cap_bps = 0;
    world.enact(ProposalKind::Parameter, &[update_config_call(params)]);
    let proposal = proposal_of(1);
    let call = spend_call(&proposal, &recipient, 1);
    world.executable(ProposalKind::TreasurySpend, &[call]);
    assert_refused(
        world.execute_proposal(&proposal, 0),
        GovernanceError::SpendCapReached,
    );
}

/// Executes a spend of one HYPER with the recipient or amount changed.
fn spend_to(recipient: impl FnOnce(&mut World) -> Pubkey, amount: u64) -> Outcome {
    let (mut world, _) = rich();
    let proposal = proposal_of(0);
    let recipient = recipient(&mut world);
    let call = spend_call(&proposal, &recipient, amount);
    world.executable(ProposalKind::TreasurySpend, &[call]);
    world.execute_proposal(&proposal, 0)
}

#[test]
fn rejects_spend_into_a_vault() {
    assert_refused(
        spend_to(|_| PROPOSAL_BOND_VAULT.address, HYPER),
        GovernanceError::RecipientIsVault,
    );
    assert_refused(
        spend_to(|_| TREASURY.address, HYPER),
        DUPLICATE_MUTABLE_ACCOUNT,
    );
}

#[test]
fn rejects_spend_to_another_mint_or_a_frozen_account() {
    let foreign = |world: &mut World| {
        let (mint, token) = (address_for("other-mint"), address_for("worthless"));
        world.write_mint(mint, 6, 1, None);
        world.write_token_account(token, &address_for("dave"), &mint, 0);
        token
    };
    assert_refused(spend_to(foreign, HYPER), GovernanceError::WrongTokenMint);
    let frozen = |world: &mut World| {
        let token = world.fund_hyper(&address_for("dave"), 0);
        world.set_frozen(token, true);
        token
    };
    assert_refused(spend_to(frozen, HYPER), GovernanceError::TokenAccountFrozen);
}

#[test]
fn rejects_spend_of_nothing() {
    let own = |world: &mut World| world.fund_hyper(&address_for("dave"), 0);
    assert_refused(spend_to(own, 0), GovernanceError::ZeroAmount);
}

#[test]
fn rejects_spend_from_or_through_another_account() {
    for (position, code) in [
        (3, GovernanceError::WrongVault),
        (4, GovernanceError::WrongVault),
    ] {
        let (mut world, recipient) = rich();
        let proposal = proposal_of(0);
        let mut call = spend_call(&proposal, &recipient, HYPER);
        call.accounts[position].pubkey = world.fund_hyper(&address_for("thief"), 0);
        world.executable(ProposalKind::TreasurySpend, &[call]);
        assert_refused(world.execute_proposal(&proposal, 0), code);
    }
}

/// Sends a call of the executor with its place taken by `signer`, who signs.
fn forged(call: &Instruction, signer: &str) -> Outcome {
    let (mut world, _) = rich();
    world.draft(ProposalKind::TreasurySpend, &[]);
    let mut call = call.clone();
    let key = world.actor(signer).pubkey();
    for meta in &mut call.accounts {
        if meta.pubkey == EXECUTOR.address {
            meta.pubkey = key;
        }
    }
    world.submit(&[call])
}

#[test]
fn rejects_everybody_but_the_executor() {
    let recipient = hypernode_test_kit::hyper_account(&address_for("dave"));
    for call in [
        spend_call(&proposal_of(0), &recipient, HYPER),
        set_veto_call(false),
    ] {
        for signer in ["stranger", "deployer", "guardian", "alice"] {
            assert_refused(forged(&call, signer), GovernanceError::NotExecutor);
        }
    }
}

#[test]
fn rejects_the_executor_without_its_signature() {
    let (mut world, recipient) = rich();
    world.draft(ProposalKind::TreasurySpend, &[]);
    for call in [
        spend_call(&proposal_of(0), &recipient, HYPER),
        set_veto_call(false),
    ] {
        let mut call = call;
        for meta in &mut call.accounts {
            meta.is_signer = false;
        }
        assert_refused(
            world.submit(&[call]),
            anchor_lang::Error::MissingRequiredSignature,
        );
    }
}

#[test]
fn switches_the_veto_by_proposal() {
    let (mut world, _) = rich();
    let proposal = world.executable(
        ProposalKind::Guardian,
        &[set_veto_call(false), set_veto_call(true)],
    );
    let outcome = world.execute_proposal(&proposal, 0).accepted();
    let config = world.governance_config();
    assert!(!bool::from(config.params.veto_enabled));
    outcome.assert_emitted(&VetoSet {
        config: GOVERNANCE.config.address,
        config_changes: config.changes.get(),
        veto_enabled_before: true,
        veto_enabled_after: false,
        slot: world.slot(),
        at: world.now(),
    });
    world.execute_proposal(&proposal, 1).accepted();
    assert!(bool::from(world.governance_config().params.veto_enabled));
}
