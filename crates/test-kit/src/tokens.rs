//! HYPER: its mint, token accounts and balances. The token program is foreign, so its accounts are written directly
//! where nothing but their content matters.
use {
    crate::{address_for, World},
    solana_account::{Account, ReadableAccount},
    solana_program_option::COption,
    solana_program_pack::Pack,
    solana_pubkey::Pubkey,
    spl_associated_token_account_interface::address::get_associated_token_address,
    spl_token_interface::state::{Account as TokenAccount, AccountState, Mint},
};

/// Base units of one HYPER.
pub const HYPER: u64 = 1_000_000;
/// Base units that exist at the start: a billion HYPER.
pub const TOTAL_SUPPLY: u64 = 1_000_000_000 * HYPER;
/// Decimals of the mint.
pub const DECIMALS: u8 = 6;

/// Address of the HYPER mint in every world and in the local network.
pub fn mint() -> Pubkey {
    address_for("mint")
}

/// Associated token account of `owner` for HYPER.
pub fn hyper_account(owner: &Pubkey) -> Pubkey {
    get_associated_token_address(owner, &mint())
}

impl World {
    /// Moves HYPER from the unissued rest of the supply to the owner's associated token account, creating it if
    /// absent, and returns that account.
    ///
    /// # Panics
    /// When the rest of the supply is smaller: the sum of all balances never exceeds it.
    #[track_caller]
    pub fn fund_hyper(&mut self, owner: &Pubkey, amount: u64) -> Pubkey {
        let account = hyper_account(owner);
        let rest = hyper_account(&address_for("distributor"));
        if self.account(&account).is_none() {
            self.write_token_account(account, owner, &mint(), 0);
        }
        let left = self
            .token_balance(&rest)
            .checked_sub(amount)
            .expect("the supply is spent");
        self.write_balance(rest, left);
        self.write_balance(account, self.token_balance(&account) + amount);
        account
    }

    /// Writes an empty or filled token account at any address, also of a foreign mint: material for refusals.
    /// A filled account of the HYPER mint breaks the sum of balances; use [`World::fund_hyper`] for honest money.
    pub fn write_token_account(
        &mut self,
        address: Pubkey,
        owner: &Pubkey,
        mint: &Pubkey,
        amount: u64,
    ) {
        let state = TokenAccount {
            mint: *mint,
            owner: *owner,
            amount,
            state: AccountState::Initialized,
            ..TokenAccount::default()
        };
        self.write_packed(address, state);
    }

    /// Freezes or thaws a token account.
    #[track_caller]
    pub fn set_frozen(&mut self, address: Pubkey, frozen: bool) {
        let mut state = self.token_account(&address);
        state.state = if frozen {
            AccountState::Frozen
        } else {
            AccountState::Initialized
        };
        self.write_packed(address, state);
    }

    /// Writes a mint: material for refusals.
    pub fn write_mint(
        &mut self,
        address: Pubkey,
        decimals: u8,
        supply: u64,
        freeze_authority: Option<Pubkey>,
    ) {
        let state = Mint {
            mint_authority: COption::None,
            supply,
            decimals,
            is_initialized: true,
            freeze_authority: freeze_authority.map_or(COption::None, COption::Some),
        };
        self.write_packed(address, state);
    }

    /// Base units in a token account; 0 when it does not exist.
    #[track_caller]
    pub fn token_balance(&self, address: &Pubkey) -> u64 {
        self.account(address)
            .map_or(0, |_| self.token_account(address).amount)
    }

    /// Base units in the owner's associated token account; 0 when it does not exist.
    #[track_caller]
    pub fn hyper_of(&self, owner: &Pubkey) -> u64 {
        self.token_balance(&hyper_account(owner))
    }

    /// State of a token account.
    ///
    /// # Panics
    /// When there is none at this address.
    #[track_caller]
    pub fn token_account(&self, address: &Pubkey) -> TokenAccount {
        let account = self
            .account(address)
            .unwrap_or_else(|| panic!("no account at {address}"));
        TokenAccount::unpack(&account.data)
            .unwrap_or_else(|error| panic!("{address} is no token account: {error:?}"))
    }

    /// Base units of HYPER that exist, after burns.
    pub fn supply(&self) -> u64 {
        Mint::unpack(&self.account(&mint()).expect("the mint").data)
            .expect("a mint")
            .supply
    }

    /// Base units of HYPER in all token accounts together.
    pub fn hyper_in_existence(&self) -> u64 {
        let accounts = self.svm().accounts_db().inner.values();
        accounts
            .filter(|account| *account.owner() == spl_token_interface::ID)
            .filter_map(|account| TokenAccount::unpack(account.data()).ok())
            .filter(|account| account.mint == mint())
            .map(|account| account.amount)
            .sum()
    }

    fn write_balance(&mut self, address: Pubkey, amount: u64) {
        let state = TokenAccount {
            amount,
            ..self.token_account(&address)
        };
        self.write_packed(address, state);
    }

    fn write_packed<T: Pack>(&mut self, address: Pubkey, state: T) {
        let mut data = vec![0; T::LEN];
        state.pack_into_slice(&mut data);
        let lamports = self.rent_of(T::LEN);
        self.write_account(
            address,
            Account {
                lamports,
                data,
                owner: spl_token_interface::ID,
                ..Account::default()
            },
        );
    }
}
