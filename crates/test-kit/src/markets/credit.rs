//! Credits and the vouchers that pay them out.
use {
    super::{id16, markets_instruction, markets_params},
    crate::{
        address_for, hyper_account, mint, Instruction, Keypair, Outcome, Pubkey, Signer, World,
    },
    hypernode_common::{
        digest::voucher,
        programs::{ED25519_PROGRAM, INSTRUCTIONS_SYSVAR, MARKETS, SYSTEM_PROGRAM, TOKEN_PROGRAM},
    },
    markets::{
        accounts, instruction,
        seeds::{
            find_credit_address, find_credit_vault_address, find_fee_shard_address,
            find_fee_vault_address,
        },
        state::Credit,
    },
};

/// First deposit of the credits of the tests.
pub const CREDIT_DEPOSIT: u64 = 10 * crate::HYPER;

/// An instruction by which the Ed25519 program checks `signer`'s signature of `message`, all of it in its own data.
pub fn ed25519_instruction(signer: &Keypair, message: &[u8]) -> Instruction {
    let own = u16::MAX;
    let length = u16::try_from(message.len()).expect("a short message");
    let mut data = vec![1, 0];
    let header = [48, own, 16, own, 112, length, own];
    data.extend(header.iter().flat_map(|number: &u16| number.to_le_bytes()));
    data.extend(signer.pubkey().to_bytes());
    data.extend(signer.sign_message(message).as_ref());
    data.extend(message);
    Instruction::new_with_bytes(ED25519_PROGRAM, &data, vec![])
}

impl World {
    /// A credit of "requester" for "payee".
    pub fn credit(&self, number: u64) -> Pubkey {
        find_credit_address(
            &address_for("requester"),
            &address_for("payee"),
            &id16(number),
        )
        .0
    }

    /// Accounts of an opening.
    pub fn open_credit_accounts(&self, number: u64) -> accounts::OpenCredit {
        let owner = address_for("requester");
        let credit = self.credit(number);
        accounts::OpenCredit {
            owner,
            payer: owner,
            config: MARKETS.config.address,
            mint: mint(),
            payee: address_for("payee"),
            credit,
            credit_vault: find_credit_vault_address(&credit).0,
            owner_token: hyper_account(&owner),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// "requester" opens a credit whose vouchers "voucher-key" signs.
    #[track_caller]
    pub fn open_credit(&mut self, number: u64, deposit: u64) -> Outcome {
        let accounts = self.open_credit_accounts(number);
        self.open_credit_with(number, &accounts, address_for("voucher-key"), deposit)
    }

    /// "requester" opens a credit with these accounts.
    #[track_caller]
    pub fn open_credit_with(
        &mut self,
        number: u64,
        accounts: &accounts::OpenCredit,
        session_key: Pubkey,
        deposit: u64,
    ) -> Outcome {
        let owner = self.actor("requester");
        let data = instruction::OpenCredit {
            id: id16(number),
            session_key,
            deposit,
        };
        self.send_to_markets(data, accounts, &[&owner])
    }

    /// The first credit, opened; its payee holds an empty token account.
    #[track_caller]
    pub fn opened_credit(&mut self) -> Pubkey {
        self.fund_hyper(&address_for("payee"), 0);
        self.open_credit(1, CREDIT_DEPOSIT).accepted();
        self.credit(1)
    }

    /// Adds to the credit as `signer`.
    #[track_caller]
    pub fn fund_credit(&mut self, credit: Pubkey, signer: &str, deposit: u64) -> Outcome {
        let key = self.actor(signer);
        let accounts = self.fund_credit_accounts(credit, &key.pubkey());
        self.send_to_markets(instruction::FundCredit { deposit }, &accounts, &[&key])
    }

    /// Accounts of a further deposit.
    pub fn fund_credit_accounts(&self, credit: Pubkey, owner: &Pubkey) -> accounts::FundCredit {
        accounts::FundCredit {
            owner: *owner,
            config: MARKETS.config.address,
            credit,
            credit_vault: find_credit_vault_address(&credit).0,
            owner_token: hyper_account(owner),
            token_program: TOKEN_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// What "voucher-key" signs to pay `cumulative` base units out of the credit.
    pub fn voucher(&self, credit: Pubkey, cumulative: u64) -> [u8; 32] {
        let opened_slot = self.read::<Credit>(&credit).opened_slot.get();
        let genesis = markets_params().genesis;
        voucher(&genesis, &MARKETS.id, &credit, opened_slot, cumulative)
    }

    /// The instruction that checks the voucher's signature.
    pub fn signed_voucher(&mut self, credit: Pubkey, cumulative: u64) -> Instruction {
        let key = self.actor("voucher-key");
        ed25519_instruction(&key, &self.voucher(credit, cumulative))
    }

    /// Accounts of a redemption.
    pub fn redeem_accounts(&self, credit: Pubkey) -> accounts::RedeemVoucher {
        let shard = credit.as_ref()[31] & (markets_params().fee_shards - 1);
        accounts::RedeemVoucher {
            config: MARKETS.config.address,
            credit,
            credit_vault: find_credit_vault_address(&credit).0,
            payee_token: hyper_account(&self.read::<Credit>(&credit).payee),
            fee_shard: find_fee_shard_address(shard).0,
            fee_vault: find_fee_vault_address(shard).0,
            instructions: INSTRUCTIONS_SYSVAR,
            token_program: TOKEN_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// The instruction that redeems.
    pub fn redeem_instruction(&self, credit: Pubkey, cumulative: u64) -> Instruction {
        markets_instruction(
            instruction::RedeemVoucher { cumulative },
            &self.redeem_accounts(credit),
        )
    }

    /// Redeems a voucher over `cumulative` base units.
    #[track_caller]
    pub fn redeem_voucher(&mut self, credit: Pubkey, cumulative: u64) -> Outcome {
        let instructions = [
            self.signed_voucher(credit, cumulative),
            self.redeem_instruction(credit, cumulative),
        ];
        self.send(&instructions, &[])
    }

    /// Asks to close the credit as `signer`.
    #[track_caller]
    pub fn request_credit_close(&mut self, credit: Pubkey, signer: &str) -> Outcome {
        let key = self.actor(signer);
        let accounts = accounts::RequestCreditClose {
            owner: key.pubkey(),
            credit,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        };
        self.send_to_markets(instruction::RequestCreditClose {}, &accounts, &[&key])
    }

    /// Accounts of a closing.
    pub fn close_credit_accounts(&self, credit: Pubkey) -> accounts::CloseCredit {
        let state = self.read::<Credit>(&credit);
        accounts::CloseCredit {
            config: MARKETS.config.address,
            credit,
            credit_vault: find_credit_vault_address(&credit).0,
            owner_token: hyper_account(&state.owner),
            rent_payer: state.rent_payer,
            token_program: TOKEN_PROGRAM,
            event_authority: MARKETS.event_authority.address,
            program: MARKETS.id,
        }
    }

    /// Anyone closes the credit.
    #[track_caller]
    pub fn close_credit(&mut self, credit: Pubkey) -> Outcome {
        let accounts = self.close_credit_accounts(credit);
        self.send_to_markets(instruction::CloseCredit {}, &accounts, &[])
    }
}
