//! `open_credit`, `fund_credit`, `redeem_voucher`, `request_credit_close`, `close_credit`.

use {
    anchor_lang::Error as ProgramError,
    hypernode_common::programs::MARKETS,
    hypernode_test_kit::{
        address_for, assert_refused, hyper_account, markets::*, mint, Instruction, Outcome, Pubkey,
        Signer, World, DUPLICATE_MUTABLE_ACCOUNT, HYPER,
    },
    markets::{
        error::MarketsError,
        instruction,
        seeds::{find_credit_vault_address, find_fee_shard_address, find_fee_vault_address},
        state::{Credit, FeeShard, MarketsParams},
    },
};

const DAY: i64 = 86_400;

#[track_caller]
fn opened() -> (World, Pubkey) {
    let mut world = World::with_market();
    let credit = world.opened_credit();
    (world, credit)
}

fn shard_of(credit: &Pubkey) -> u8 {
    credit.as_ref()[31] & 7
}

fn fee_vault(credit: &Pubkey) -> Pubkey {
    find_fee_vault_address(shard_of(credit)).0
}

fn vault(credit: &Pubkey) -> Pubkey {
    find_credit_vault_address(credit).0
}

/// Redeems with accounts that `change` made wrong.
#[track_caller]
fn redeem_with(
    world: &mut World,
    credit: Pubkey,
    change: impl FnOnce(&mut markets::accounts::RedeemVoucher),
) -> Outcome {
    let mut accounts = world.redeem_accounts(credit);
    change(&mut accounts);
    let cumulative = HYPER;
    let data = instruction::RedeemVoucher { cumulative };
    let instructions = [
        world.signed_voucher(credit, cumulative),
        markets_instruction(data, &accounts),
    ];
    world.send(&instructions, &[])
}

#[test]
fn opens_with_a_deposit_and_the_shares_of_the_day() {
    let (mut world, credit) = opened();
    let params = MarketsParams {
        treasury_bps: 2_000,
        ..markets_params()
    };
    world.update_markets_config(params).accepted();
    let state = world.read::<Credit>(&credit);
    assert_eq!(state.owner, address_for("requester"));
    assert_eq!(state.payee, address_for("payee"));
    assert_eq!(state.session_key, address_for("voucher-key"));
    assert_eq!(state.deposited.get(), CREDIT_DEPOSIT);
    assert_eq!((state.redeemed.get(), state.close_at.get()), (0, 0));
    assert_eq!(world.token_balance(&vault(&credit)), CREDIT_DEPOSIT);
    assert_eq!(world.token_account(&vault(&credit)).owner, credit);
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - CREDIT_DEPOSIT
    );
    // What the owner agreed to stays.
    world.redeem_voucher(credit, HYPER).accepted();
    assert_eq!(world.hyper_of(&address_for("payee")), 800_000);
}

#[test]
fn tells_what_opening_moved() {
    let mut world = World::with_market();
    let outcome = world.open_credit(1, CREDIT_DEPOSIT).accepted();
    let event = outcome.event("CreditOpened");
    assert_eq!(event.key("credit"), world.credit(1));
    assert_eq!(event.u64("deposit"), CREDIT_DEPOSIT);
    assert_eq!(event.u64("treasury_bps"), 1_000);
    assert_eq!(
        event.u64("slot"),
        world.read::<Credit>(&world.credit(1)).opened_slot.get()
    );
}

#[test]
fn rejects_an_opening_without_id_key_payee_or_money() {
    let mut world = World::with_market();
    assert_refused(world.open_credit(1, 0), MarketsError::ZeroAmount);
    let accounts = world.open_credit_accounts(1);
    assert_refused(
        world.open_credit_with(1, &accounts, Pubkey::default(), HYPER),
        MarketsError::ZeroAddress,
    );
    let owner = world.actor("requester");
    let nameless = [0; 16];
    let nobody = Pubkey::default();
    for (payee, id, error) in [
        (address_for("payee"), nameless, MarketsError::InvalidId),
        (nobody, id16(1), MarketsError::ZeroAddress),
    ] {
        let credit = markets::seeds::find_credit_address(&owner.pubkey(), &payee, &id).0;
        let accounts = markets::accounts::OpenCredit {
            payee,
            credit,
            credit_vault: vault(&credit),
            ..world.open_credit_accounts(1)
        };
        let data = instruction::OpenCredit {
            id,
            session_key: address_for("voucher-key"),
            deposit: HYPER,
        };
        assert_refused(world.send_to_markets(data, &accounts, &[&owner]), error);
    }
}

#[test]
fn rejects_a_second_opening_of_one_id() {
    let (mut world, _) = opened();
    // The system program's own refusal: the account exists.
    assert_refused(world.open_credit(1, HYPER), ProgramError::Custom(0));
}

#[test]
fn rejects_deposits_of_foreign_money() {
    let (mut world, credit) = opened();
    world.actor("stranger");
    world.fund_hyper(&address_for("stranger"), HYPER);
    let mut open = world.open_credit_accounts(2);
    open.owner_token = hyper_account(&address_for("stranger"));
    assert_refused(
        world.open_credit_with(2, &open, address_for("voucher-key"), HYPER),
        MarketsError::WrongTokenOwner,
    );
    let other = address_for("other-token");
    let requester = world.actor("requester");
    world.write_token_account(
        other,
        &requester.pubkey(),
        &address_for("other-mint"),
        HYPER,
    );
    open.owner_token = other;
    assert_refused(
        world.open_credit_with(2, &open, address_for("voucher-key"), HYPER),
        MarketsError::WrongTokenMint,
    );
    open.mint = address_for("other-mint");
    world.write_mint(open.mint, 6, HYPER, None);
    assert_refused(
        world.open_credit_with(2, &open, address_for("voucher-key"), HYPER),
        MarketsError::WrongMint,
    );
    let mut fund = world.fund_credit_accounts(credit, &requester.pubkey());
    fund.owner_token = hyper_account(&address_for("stranger"));
    assert_refused(
        world.send_to_markets(
            instruction::FundCredit { deposit: HYPER },
            &fund,
            &[&requester],
        ),
        MarketsError::WrongTokenOwner,
    );
}

#[test]
fn funds_a_credit_again() {
    let (mut world, credit) = opened();
    let outcome = world.fund_credit(credit, "requester", HYPER).accepted();
    let state = world.read::<Credit>(&credit);
    assert_eq!(state.deposited.get(), CREDIT_DEPOSIT + HYPER);
    assert_eq!(state.changes.get(), 2);
    assert_eq!(world.token_balance(&vault(&credit)), CREDIT_DEPOSIT + HYPER);
    let event = outcome.event("CreditFunded");
    assert_eq!(event.u64("deposited_before"), CREDIT_DEPOSIT);
    assert_eq!(event.u64("deposited_after"), CREDIT_DEPOSIT + HYPER);
}

#[test]
fn rejects_funding_by_a_stranger_or_with_nothing() {
    let (mut world, credit) = opened();
    world.actor("stranger");
    world.fund_hyper(&address_for("stranger"), HYPER);
    assert_refused(
        world.fund_credit(credit, "stranger", HYPER),
        MarketsError::NotCreditOwner,
    );
    assert_refused(
        world.fund_credit(credit, "requester", 0),
        MarketsError::ZeroAmount,
    );
}

#[test]
fn rejects_deposits_while_entries_are_paused() {
    let (mut world, credit) = opened();
    world.pause_markets(true, false).accepted();
    assert_refused(world.open_credit(2, HYPER), MarketsError::EntriesPaused);
    assert_refused(
        world.fund_credit(credit, "requester", HYPER),
        MarketsError::EntriesPaused,
    );
    // What was set aside goes on being paid.
    world.redeem_voucher(credit, HYPER).accepted();
}

#[test]
fn splits_what_a_voucher_adds() {
    let (mut world, credit) = opened();
    world.redeem_voucher(credit, HYPER).accepted();
    let outcome = world.redeem_voucher(credit, HYPER + 1_000_003).accepted();
    // 800,000 of the first; the second as the golden split of 1,000,003, without orchestrator.
    assert_eq!(world.hyper_of(&address_for("payee")), 800_000 + 800_003);
    assert_eq!(world.token_balance(&fee_vault(&credit)), 2 * 200_000);
    assert_eq!(
        world.token_balance(&vault(&credit)),
        CREDIT_DEPOSIT - HYPER - 1_000_003
    );
    let state = world.read::<Credit>(&credit);
    assert_eq!(state.redeemed.get(), HYPER + 1_000_003);
    let shard = world.read::<FeeShard>(&find_fee_shard_address(shard_of(&credit)).0);
    assert_eq!(
        [
            shard.treasury_due.get(),
            shard.staker_due.get(),
            shard.incentive_due.get(),
            shard.points.get(),
            shard.lifetime_fees.get(),
        ],
        [300_000, 20_000, 80_000, 0, 400_000]
    );
    let event = outcome.event("VoucherRedeemed");
    assert_eq!(event.u64("redeemed_before"), HYPER);
    assert_eq!(event.u64("redeemed_after"), HYPER + 1_000_003);
    assert_eq!(event.u64("operator"), 800_003);
    assert_eq!(event.u64("treasury"), 150_000);
    assert_eq!(event.u64("incentive"), 50_000);
    assert_eq!(event.u64("staker"), 10_000);
}

#[test]
fn pays_the_dust_of_a_small_voucher_to_the_payee() {
    let (mut world, credit) = opened();
    world.redeem_voucher(credit, 19).accepted();
    assert_eq!(world.hyper_of(&address_for("payee")), 18);
    assert_eq!(world.token_balance(&fee_vault(&credit)), 1);
}

#[test]
fn redeems_to_the_last_unit_and_not_beyond() {
    let (mut world, credit) = opened();
    assert_refused(
        world.redeem_voucher(credit, CREDIT_DEPOSIT + 1),
        MarketsError::VoucherAboveDeposit,
    );
    world.redeem_voucher(credit, CREDIT_DEPOSIT).accepted();
    assert_eq!(world.token_balance(&vault(&credit)), 0);
    assert_refused(
        world.redeem_voucher(credit, CREDIT_DEPOSIT),
        MarketsError::VoucherSpent,
    );
}

#[test]
fn rejects_old_voucher() {
    let (mut world, credit) = opened();
    let smaller = [
        world.signed_voucher(credit, HYPER),
        world.redeem_instruction(credit, HYPER),
    ];
    world.redeem_voucher(credit, 2 * HYPER).accepted();
    assert_refused(world.send(&smaller, &[]), MarketsError::VoucherSpent);
    // A credit opened anew under the same id has the address of the old one, not its vouchers.
    let unspent = [
        world.signed_voucher(credit, 3 * HYPER),
        world.redeem_instruction(credit, 3 * HYPER),
    ];
    world.request_credit_close(credit, "requester").accepted();
    world.warp_seconds(DAY + 1);
    world.close_credit(credit).accepted();
    world.open_credit(1, CREDIT_DEPOSIT).accepted();
    assert_refused(world.send(&unspent, &[]), MarketsError::WrongVoucher);
}

#[test]
fn rejects_foreign_ed25519_data() {
    let (mut world, credit) = opened();
    let key = world.actor("voucher-key");
    let honest = ed25519_instruction(&key, &world.voucher(credit, HYPER));
    let redeem = world.redeem_instruction(credit, HYPER);
    // Each index in turn points at the same bytes of the instruction before: the Ed25519 program verifies them all.
    for index_at in [4, 8, 14] {
        let mut pointing = honest.clone();
        pointing.data[index_at..index_at + 2].copy_from_slice(&1u16.to_le_bytes());
        let instructions = [honest.clone(), pointing, redeem.clone()];
        assert_refused(
            world.send(&instructions, &[]),
            MarketsError::VoucherNotSigned,
        );
    }
}

#[test]
fn rejects_a_voucher_nobody_checked() {
    let (mut world, credit) = opened();
    let signed = world.signed_voucher(credit, HYPER);
    let redeem = world.redeem_instruction(credit, HYPER);
    // Nothing but the budget before it; the check behind it; a check with another instruction between.
    for instructions in [
        vec![redeem.clone()],
        vec![redeem.clone(), signed.clone()],
        vec![signed.clone(), nop(), redeem.clone()],
    ] {
        assert_refused(
            world.send(&instructions, &[]),
            MarketsError::VoucherNotSigned,
        );
    }
    // Two signatures in one instruction, and none.
    for count in [0, 2] {
        let mut several = signed.clone();
        several.data[0] = count;
        if count == 2 {
            let second = several.data[2..16].to_vec();
            several.data.splice(16..16, second);
            for header in [2, 16] {
                for offset_at in [header, header + 4, header + 8] {
                    let offset =
                        u16::from_le_bytes([several.data[offset_at], several.data[offset_at + 1]]);
                    several.data[offset_at..offset_at + 2]
                        .copy_from_slice(&(offset + 14).to_le_bytes());
                }
            }
        }
        let outcome = world.send(&[several, redeem.clone()], &[]);
        assert_refused(outcome, MarketsError::VoucherNotSigned);
    }
}

/// An instruction that changes nothing: a price of nothing for each compute unit.
fn nop() -> Instruction {
    let budget = Pubkey::from_str_const("ComputeBudget111111111111111111111111111111");
    Instruction::new_with_bytes(budget, &[3, 0, 0, 0, 0, 0, 0, 0, 0], vec![])
}

#[test]
fn rejects_a_voucher_of_another_key_amount_or_credit() {
    let (mut world, credit) = opened();
    let message = world.voucher(credit, HYPER);
    let stranger = world.actor("stranger");
    let redeem = world.redeem_instruction(credit, HYPER);
    let outcome = world.send(
        &[ed25519_instruction(&stranger, &message), redeem.clone()],
        &[],
    );
    assert_refused(outcome, MarketsError::WrongVoucherKey);
    world.open_credit(2, CREDIT_DEPOSIT).accepted();
    let other = world.credit(2);
    for voucher in [
        world.signed_voucher(credit, HYPER + 1),
        world.signed_voucher(other, HYPER),
    ] {
        let outcome = world.send(&[voucher, redeem.clone()], &[]);
        assert_refused(outcome, MarketsError::WrongVoucher);
    }
}

#[test]
fn rejects_a_forged_signature() {
    let (mut world, credit) = opened();
    let mut forged = world.signed_voucher(credit, HYPER);
    forged.data[48] ^= 1;
    let redeem = world.redeem_instruction(credit, HYPER);
    let outcome = world.send(&[forged, redeem], &[]);
    // The Ed25519 program's own refusal: an invalid signature.
    assert_refused(outcome, ProgramError::Custom(2));
}

#[test]
fn rejects_foreign_accounts_of_a_redemption() {
    let (mut world, credit) = opened();
    world.fund_hyper(&address_for("stranger"), 0);
    let other = (shard_of(&credit) + 1) % 8;
    assert_refused(
        redeem_with(&mut world, credit, |a| {
            a.payee_token = hyper_account(&address_for("stranger"))
        }),
        MarketsError::WrongTokenOwner,
    );
    assert_refused(
        redeem_with(&mut world, credit, |a| {
            a.fee_shard = find_fee_shard_address(other).0;
            a.fee_vault = find_fee_vault_address(other).0;
        }),
        MarketsError::WrongShard,
    );
    assert_refused(
        redeem_with(&mut world, credit, |a| {
            a.fee_vault = find_fee_vault_address(other).0
        }),
        ProgramError::InvalidSeeds,
    );
    assert_refused(
        redeem_with(&mut world, credit, |a| a.payee_token = a.credit_vault),
        DUPLICATE_MUTABLE_ACCOUNT,
    );
    assert_refused(
        redeem_with(&mut world, credit, |a| {
            a.instructions = address_for("stranger")
        }),
        ProgramError::Custom(2012),
    );
    world.open_credit(2, HYPER).accepted();
    let second = vault(&world.credit(2));
    assert_refused(
        redeem_with(&mut world, credit, |a| a.credit_vault = second),
        ProgramError::InvalidSeeds,
    );
    world.set_frozen(hyper_account(&address_for("payee")), true);
    assert_refused(
        redeem_with(&mut world, credit, |_| ()),
        MarketsError::TokenAccountFrozen,
    );
}

#[test]
fn rejects_a_payee_account_of_another_mint() {
    let (mut world, credit) = opened();
    let account = address_for("other-token");
    world.write_token_account(
        account,
        &address_for("payee"),
        &address_for("other-mint"),
        0,
    );
    assert_refused(
        redeem_with(&mut world, credit, |a| a.payee_token = account),
        MarketsError::WrongTokenMint,
    );
}

#[test]
fn rejects_redeeming_and_closing_while_exits_are_paused() {
    let (mut world, credit) = opened();
    world.request_credit_close(credit, "requester").accepted();
    world.warp_seconds(DAY + 1);
    world.pause_markets(false, true).accepted();
    assert_refused(
        world.redeem_voucher(credit, HYPER),
        MarketsError::ExitsPaused,
    );
    assert_refused(world.close_credit(credit), MarketsError::ExitsPaused);
}

/// The authority ends both pauses.
fn unpause(world: &mut World) {
    let deployer = world.actor("deployer");
    let accounts = markets::accounts::Unpause {
        config: MARKETS.config.address,
        authority: deployer.pubkey(),
        event_authority: MARKETS.event_authority.address,
        program: markets::ID,
    };
    world
        .send_to_markets(instruction::Unpause {}, &accounts, &[&deployer])
        .accepted();
}

#[test]
fn gives_the_payee_a_whole_day_after_a_pause_of_exits() {
    for ended_early in [false, true] {
        let (mut world, credit) = opened();
        world.request_credit_close(credit, "requester").accepted();
        world.warp_seconds(3_600);
        world.pause_markets(false, true).accepted();
        if ended_early {
            world.warp_seconds(DAY);
            unpause(&mut world);
            world.warp_seconds(2 * DAY);
        } else {
            world.warp_seconds(3 * DAY);
        }
        world.warp_seconds(DAY);
        assert_refused(world.close_credit(credit), MarketsError::DeadlineNotPassed);
        world.redeem_voucher(credit, HYPER).accepted();
        world.warp_seconds(1);
        world.close_credit(credit).accepted();
    }
}

#[test]
fn closes_after_the_payees_day_and_returns_the_rest() {
    let (mut world, credit) = opened();
    let lamports = world.lamports(&address_for("requester"));
    let rent = world.lamports(&credit) + world.lamports(&vault(&credit));
    world.redeem_voucher(credit, HYPER).accepted();
    let requested = world.request_credit_close(credit, "requester").accepted();
    let close_at = world.now() + DAY;
    let event = requested.event("CreditCloseRequested");
    assert_eq!(event.int("close_at_after"), close_at.into());
    world.warp_seconds(DAY);
    assert_refused(world.close_credit(credit), MarketsError::DeadlineNotPassed);
    world.warp_seconds(1);
    // Cranks have no last moment: until it is closed the payee may still redeem.
    world.redeem_voucher(credit, 2 * HYPER).accepted();
    // A stray deposit goes back with the rest.
    let balance = world.token_balance(&vault(&credit));
    world.write_token_account(vault(&credit), &credit, &mint(), balance + 5);
    let outcome = world.close_credit(credit).accepted();
    assert_eq!(
        world.hyper_of(&address_for("requester")),
        1_000 * HYPER - 2 * HYPER + 5
    );
    assert!(world.account(&credit).is_none() && world.account(&vault(&credit)).is_none());
    assert_eq!(world.lamports(&address_for("requester")), lamports + rent);
    assert_eq!(
        outcome.event("CreditClosed").u64("rest"),
        CREDIT_DEPOSIT - 2 * HYPER + 5
    );
}

#[test]
fn rejects_closing_nobody_asked_for_and_asking_twice() {
    let (mut world, credit) = opened();
    assert_refused(world.close_credit(credit), MarketsError::CreditNotClosing);
    assert_refused(
        world.request_credit_close(credit, "stranger"),
        MarketsError::NotCreditOwner,
    );
    world.request_credit_close(credit, "requester").accepted();
    world.warp_seconds(DAY);
    assert_refused(
        world.request_credit_close(credit, "requester"),
        MarketsError::CreditClosing,
    );
    assert_refused(
        world.fund_credit(credit, "requester", HYPER),
        MarketsError::CreditClosing,
    );
}

#[test]
fn rejects_a_rest_for_a_stranger() {
    let (mut world, credit) = opened();
    world.fund_hyper(&address_for("stranger"), 0);
    world.request_credit_close(credit, "requester").accepted();
    world.warp_seconds(DAY + 1);
    let close = |world: &mut World, accounts: &markets::accounts::CloseCredit| {
        world.send_to_markets(instruction::CloseCredit {}, accounts, &[])
    };
    let mut accounts = world.close_credit_accounts(credit);
    accounts.owner_token = hyper_account(&address_for("stranger"));
    assert_refused(close(&mut world, &accounts), MarketsError::WrongTokenOwner);
    let mut accounts = world.close_credit_accounts(credit);
    accounts.rent_payer = address_for("stranger");
    assert_refused(close(&mut world, &accounts), MarketsError::WrongRentPayer);
}
