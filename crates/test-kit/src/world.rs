//! One Solana in memory with the programs under test.
use {
    crate::{
        actors::{address_for, keypair_for, program_id_for},
        artifacts::{read_artifact, PROGRAMS},
        events::EventRecord,
        outcome::{AccountChange, Outcome},
        time::{GENESIS_AT, GENESIS_SLOT},
        tokens::{hyper_account, mint, DECIMALS, TOTAL_SUPPLY},
    },
    litesvm::LiteSVM,
    solana_account::{Account, AccountSharedData},
    solana_compute_budget_interface::ComputeBudgetInstruction,
    solana_instruction::Instruction,
    solana_keypair::Keypair,
    solana_loader_v3_interface::{get_program_data_address, state::UpgradeableLoaderState},
    solana_message::{Message, VersionedMessage},
    solana_pubkey::Pubkey,
    solana_signature::Signature,
    solana_signer::Signer,
    solana_transaction::versioned::VersionedTransaction,
    std::{collections::HashMap, sync::Arc},
};

/// Lamports each actor starts with.
pub const ACTOR_LAMPORTS: u64 = 100_000_000_000;
/// Compute units a transaction may use, the cluster's upper bound.
const COMPUTE_UNIT_LIMIT: u32 = 1_400_000;

/// One Solana in memory: the programs' committed artifacts under the upgradeable loader with [`keypair_for`]
/// `"deployer"` as upgrade authority, the HYPER mint with its whole supply at `"distributor"`, time at
/// [`GENESIS_AT`]. Nothing of ours is initialised. The same transaction may be sent twice, and runs twice.
#[derive(Clone)]
pub struct World {
    svm: LiteSVM,
    fee_payer: Arc<Keypair>,
    actors: HashMap<Pubkey, Arc<Keypair>>,
    events: Vec<EventRecord>,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// A world with every program.
    ///
    /// # Panics
    /// When an artifact is missing: `make programs` builds it.
    #[track_caller]
    pub fn new() -> Self {
        Self::with_programs(&PROGRAMS)
    }

    /// A world with some programs only.
    #[track_caller]
    pub fn with_programs(programs: &[&str]) -> Self {
        let svm = LiteSVM::new()
            .with_transaction_history(0)
            .with_blockhash_check(false)
            // The kit signs what it sends; unchecked, a PDA can sign too, as only its program could (`submit_as`).
            .with_sigverify(false)
            .with_log_bytes_limit(None);
        let mut world = Self {
            svm,
            fee_payer: keypair_for("fee-payer").into(),
            actors: HashMap::new(),
            events: Vec::new(),
        };
        crate::ed25519::add_to(&mut world.svm);
        world.fund(&address_for("fee-payer"), 1_000 * ACTOR_LAMPORTS);
        for name in programs {
            world.deploy(name, Some(address_for("deployer")));
        }
        world.move_clock(GENESIS_AT, GENESIS_SLOT);
        world.write_mint(mint(), DECIMALS, TOTAL_SUPPLY, None);
        let distributor = address_for("distributor");
        world.write_token_account(
            hyper_account(&distributor),
            &distributor,
            &mint(),
            TOTAL_SUPPLY,
        );
        world
    }

    /// Deploys an artifact under the upgradeable loader with this upgrade authority.
    #[track_caller]
    pub fn deploy(&mut self, program: &str, upgrade_authority: Option<Pubkey>) {
        let id = program_id_for(program);
        self.svm
            .add_program(id, &read_artifact(program))
            .unwrap_or_else(|error| panic!("{program}.so: {error:?}"));
        let address = get_program_data_address(&id);
        let mut account = self
            .svm
            .get_account(&address)
            .expect("the loader's account");
        let head = UpgradeableLoaderState::ProgramData {
            slot: 0,
            upgrade_authority_address: upgrade_authority,
        };
        let length = UpgradeableLoaderState::size_of_programdata_metadata();
        account.data[..length].fill(0);
        bincode::serialize_into(&mut account.data[..length], &head).expect("the head fits");
        self.write_account(address, account);
    }

    /// Key of a named actor, funded with [`ACTOR_LAMPORTS`] at its first mention.
    pub fn actor(&mut self, name: &str) -> Keypair {
        let key = keypair_for(name);
        if self.account(&key.pubkey()).is_none() {
            self.fund(&key.pubkey(), ACTOR_LAMPORTS);
        }
        self.actors
            .insert(key.pubkey(), key.insecure_clone().into());
        key
    }

    /// Sends instructions signed by whichever actors they ask for.
    ///
    /// # Panics
    /// When a signer is not an actor of this world.
    #[track_caller]
    pub fn submit(&mut self, instructions: &[Instruction]) -> Outcome {
        let needed = instructions
            .iter()
            .flat_map(|instruction| &instruction.accounts)
            .filter(|meta| meta.is_signer);
        let signers: Vec<Arc<Keypair>> = needed
            .filter_map(|meta| self.actors.get(&meta.pubkey).cloned())
            .collect();
        let signers: Vec<&Keypair> = signers.iter().map(Arc::as_ref).collect();
        self.send(instructions, &signers)
    }

    /// Sends instructions as [`submit`](Self::submit) does, with `caller`, the PDA of a program, signing as if that
    /// program had called them.
    #[track_caller]
    pub fn submit_as(&mut self, caller: &Pubkey, instructions: &[Instruction]) -> Outcome {
        let signers: Vec<Arc<Keypair>> = self.actors.values().cloned().collect();
        let signers: Vec<&Keypair> = signers.iter().map(Arc::as_ref).collect();
        let payer = self.fee_payer.clone();
        self.send_with(&payer, instructions, &signers, &|key| key == caller)
    }

    /// Sends instructions with every signature they ask for, also those of PDAs and of keys nobody holds: whether they
    /// are accepted is then up to the programs alone.
    #[track_caller]
    pub fn submit_forged(&mut self, instructions: &[Instruction]) -> Outcome {
        let signers: Vec<Arc<Keypair>> = self.actors.values().cloned().collect();
        let signers: Vec<&Keypair> = signers.iter().map(Arc::as_ref).collect();
        let payer = self.fee_payer.clone();
        self.send_with(&payer, instructions, &signers, &|_| true)
    }

    /// Key of an actor by its address; `None` when no [`World::actor`] has it.
    pub fn actor_of(&self, address: &Pubkey) -> Option<&Keypair> {
        self.actors.get(address).map(Arc::as_ref)
    }

    /// Adds lamports to an address.
    pub fn fund(&mut self, address: &Pubkey, lamports: u64) {
        let mut account = self.svm.get_account(address).unwrap_or_default();
        account.lamports += lamports;
        self.write_account(*address, account);
    }

    /// Sends instructions in one transaction whose fee the kit's own payer pays, so that the lamports of `signers`
    /// move only by what the programs do.
    #[track_caller]
    pub fn send(&mut self, instructions: &[Instruction], signers: &[&Keypair]) -> Outcome {
        let payer = self.fee_payer.clone();
        self.send_paid_by(&payer, instructions, signers)
    }

    /// Sends instructions in one transaction paid by `payer`, who signs besides `signers`. Signatures of keys the
    /// instructions do not ask for are left out.
    ///
    /// # Panics
    /// When a required signer is missing.
    #[track_caller]
    pub fn send_paid_by(
        &mut self,
        payer: &Keypair,
        instructions: &[Instruction],
        signers: &[&Keypair],
    ) -> Outcome {
        self.send_with(payer, instructions, signers, &|_| false)
    }

    #[track_caller]
    fn send_with(
        &mut self,
        payer: &Keypair,
        instructions: &[Instruction],
        signers: &[&Keypair],
        may_forge: &dyn Fn(&Pubkey) -> bool,
    ) -> Outcome {
        let limit = ComputeBudgetInstruction::set_compute_unit_limit(COMPUTE_UNIT_LIMIT);
        let instructions: Vec<_> = std::iter::once(limit)
            .chain(instructions.iter().cloned())
            .collect();
        let message = Message::new_with_blockhash(
            &instructions,
            Some(&payer.pubkey()),
            &self.svm.latest_blockhash(),
        );
        let keys = message.account_keys.clone();
        let required = &keys[..usize::from(message.header.num_required_signatures)];
        let message = VersionedMessage::Legacy(message);
        let bytes = message.serialize();
        let signatures = required.iter().map(|key| {
            let mut known = std::iter::once(payer).chain(signers.iter().copied());
            match known.find(|signer| signer.pubkey() == *key) {
                Some(signer) => signer.sign_message(&bytes),
                None if may_forge(key) => Signature::default(),
                None => panic!("the transaction needs the signature of {key}"),
            }
        });
        let transaction = VersionedTransaction {
            signatures: signatures.collect(),
            message,
        };
        let before: Vec<_> = keys.iter().map(|key| self.shared_account(key)).collect();
        let result = self.svm.send_transaction(transaction);
        let accounts = keys.iter().zip(before).map(|(key, before)| AccountChange {
            address: *key,
            before,
            after: self.shared_account(key),
        });
        let accounts = accounts.collect();
        let outcome = Outcome::new(result, &keys, accounts);
        if outcome.is_accepted() {
            self.events.extend(outcome.events.iter().cloned());
        }
        outcome
    }

    /// Events of all accepted transactions since the last call, in order of emission.
    pub fn take_events(&mut self) -> Vec<EventRecord> {
        std::mem::take(&mut self.events)
    }

    /// An account; `None` when it does not exist, also after it was closed.
    pub fn account(&self, address: &Pubkey) -> Option<Account> {
        self.shared_account(address).map(Account::from)
    }

    /// Lamports of an address; 0 when it does not exist.
    pub fn lamports(&self, address: &Pubkey) -> u64 {
        self.svm.get_balance(address).unwrap_or(0)
    }

    /// A copy of an account's Pod struct behind its discriminator.
    ///
    /// # Panics
    /// When the account is missing, too short or has another discriminator.
    #[track_caller]
    pub fn read<T: anchor_lang::bytemuck::Pod + anchor_lang::Discriminator>(
        &self,
        address: &Pubkey,
    ) -> T {
        let account = self
            .account(address)
            .unwrap_or_else(|| panic!("no account at {address}"));
        let body = account
            .data
            .strip_prefix(T::DISCRIMINATOR)
            .unwrap_or_else(|| panic!("{address} has another discriminator"));
        anchor_lang::bytemuck::pod_read_unaligned(&body[..size_of::<T>()])
    }

    /// Writes an account as it is: only for accounts of foreign programs and for forgeries in refusal tests.
    pub fn write_account(&mut self, address: Pubkey, account: Account) {
        self.svm
            .set_account(address, account)
            .unwrap_or_else(|error| panic!("{address}: {error:?}"));
    }

    /// Lamports that make an account of this size rent-exempt.
    pub fn rent_of(&self, data_length: usize) -> u64 {
        self.svm.minimum_balance_for_rent_exemption(data_length)
    }

    /// The SVM itself, for what the kit does not offer.
    pub fn svm(&self) -> &LiteSVM {
        &self.svm
    }

    /// The SVM itself, for what the kit does not offer.
    pub fn svm_mut(&mut self) -> &mut LiteSVM {
        &mut self.svm
    }

    fn shared_account(&self, address: &Pubkey) -> Option<AccountSharedData> {
        use solana_account::ReadableAccount;
        self.svm
            .accounts_db()
            .get_account_ref(address)
            .filter(|account| account.lamports() > 0)
            .cloned()
    }
}
