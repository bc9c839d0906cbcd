//! Staking and rewards in a world: their Configs, and the accounts each instruction of staking takes.
//!
//! Nodes are written straight into accounts of the registry, so that a test can give a node any property.
use {
    crate::{
        actors::{address_for, program_id_for},
        hyper_account,
        markets::staking_params,
        mint, Instruction, Outcome, Pubkey, Signer, World, GENESIS_AT, HYPER,
    },
    anchor_lang::bytemuck::Zeroable,
    hypernode_common::{
        programs::{
            INCENTIVE_VAULT, REWARDS, REWARDS_STATE, REWARDS_VAULTS, SLASHING, SLASHING_VAULTS,
            SLASH_VAULT, STAKER_VAULT, STAKE_VAULT, STAKING, SYSTEM_PROGRAM, TOKEN_PROGRAM, TOTALS,
        },
        registry::{Node, NodeStatus},
        rewards::RewardAccount,
        staking::{Bond, PledgeStatus, Position, StakingParams, Totals},
    },
    rewards::{seeds::find_reward_address, state::RewardsParams},
    solana_loader_v3_interface::get_program_data_address,
    staking::{
        accounts, instruction,
        seeds::{find_bond_address, find_position_address, find_validator_address},
        RewardsLinkAddresses,
    },
};

/// Seconds of a day.
pub const DAY: i64 = 86_400;

/// Parameters of rewards by default, with operations and treasury of their own names.
pub fn rewards_params() -> RewardsParams {
    RewardsParams {
        treasury: hyper_account(&address_for("treasury")),
        operations: hyper_account(&address_for("operations")),
        unlock_authority: address_for("unlock-authority"),
        unlock_rewards_bps: 3_000,
        unlock_burn_bps: 2_000,
        unlock_origin_at: GENESIS_AT,
        unlock_period_seconds: 2_592_000,
        stream_seconds: 2_592_000,
        min_total_weight: (10_000 * HYPER) as u128,
        fee_shards: 8,
    }
}

/// Address of position `index` of a named owner.
pub fn position_of(owner: &str, index: u16) -> Pubkey {
    find_position_address(&address_for(owner), index).0
}

/// Address of the validator of a named owner.
pub fn validator_of(owner: &str) -> Pubkey {
    find_validator_address(&address_for(owner)).0
}

/// What tells rewards of a changed weight of `position`.
pub fn rewards_link(position: &Pubkey) -> RewardsLinkAddresses {
    RewardsLinkAddresses {
        staking_caller: STAKING.caller.address,
        rewards_config: REWARDS.config.address,
        rewards_state: REWARDS_STATE.address,
        reward_account: find_reward_address(position).0,
        rewards_event_authority: REWARDS.event_authority.address,
        rewards_program: REWARDS.id,
    }
}

impl World {
    /// A world with staking and rewards initialised by default, and the accounts that money goes to.
    #[track_caller]
    pub fn with_staking() -> Self {
        let mut world = Self::with_programs(&["staking", "rewards"]);
        for owner in ["treasury", "operations"] {
            world.fund_hyper(&address_for(owner), 0);
        }
        world.write_token_account(SLASH_VAULT.address, &SLASHING_VAULTS.address, &mint(), 0);
        world.fund(&SLASHING.caller.address, HYPER);
        world.initialize_staking(staking_params()).accepted();
        world.initialize_rewards(rewards_params()).accepted();
        world
    }

    /// Accounts of the initialisation of staking.
    pub fn initialize_staking_accounts(&mut self) -> accounts::Initialize {
        accounts::Initialize {
            config: STAKING.config.address,
            totals: TOTALS.address,
            vault: STAKE_VAULT.address,
            mint: mint(),
            deployer: self.actor("deployer").pubkey(),
            payer: self.actor("payer").pubkey(),
            program_data: get_program_data_address(&program_id_for("staking")),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Initialises staking as the deployer.
    #[track_caller]
    pub fn initialize_staking(&mut self, params: StakingParams) -> Outcome {
        let accounts = self.initialize_staking_accounts();
        let guardian = self.actor("guardian").pubkey();
        let call = instruction::Initialize { params, guardian };
        self.submit(&[call.to_instruction(accounts)])
    }

    /// Accounts of the initialisation of rewards.
    pub fn initialize_rewards_accounts(&mut self) -> rewards::accounts::Initialize {
        rewards::accounts::Initialize {
            config: REWARDS.config.address,
            state: REWARDS_STATE.address,
            staker_vault: STAKER_VAULT.address,
            incentive_vault: INCENTIVE_VAULT.address,
            mint: mint(),
            deployer: self.actor("deployer").pubkey(),
            payer: self.actor("payer").pubkey(),
            program_data: get_program_data_address(&program_id_for("rewards")),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        }
    }

    /// Initialises rewards as the deployer.
    #[track_caller]
    pub fn initialize_rewards(&mut self, params: RewardsParams) -> Outcome {
        let accounts = self.initialize_rewards_accounts();
        let guardian = self.actor("guardian").pubkey();
        let call = rewards::instruction::Initialize { params, guardian };
        self.submit(&[call.to_instruction(accounts)])
    }

    /// Replaces parameters of staking as its authority.
    #[track_caller]
    pub fn change_staking_params(&mut self, change: impl FnOnce(&mut StakingParams)) {
        let config: hypernode_common::staking::Config = self.read(&STAKING.config.address);
        let mut params: StakingParams = config.params.into();
        change(&mut params);
        let accounts = accounts::UpdateConfig {
            config: STAKING.config.address,
            authority: self.actor("deployer").pubkey(),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        };
        let call = instruction::UpdateConfig { params };
        self.submit(&[call.to_instruction(accounts)]).accepted();
    }

    /// Pauses staking as its guardian.
    #[track_caller]
    pub fn pause_staking(&mut self, entries: bool, exits: bool) {
        let accounts = accounts::Pause {
            config: STAKING.config.address,
            guardian: self.actor("guardian").pubkey(),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        };
        let call = instruction::Pause { entries, exits };
        self.submit(&[call.to_instruction(accounts)]).accepted();
    }

    /// Opens the reward account of a position, paid by `payer`.
    #[track_caller]
    pub fn open_reward_account(&mut self, position: &Pubkey, payer: &str) -> Outcome {
        let accounts = rewards::accounts::OpenRewardAccount {
            state: REWARDS_STATE.address,
            position: *position,
            reward_account: find_reward_address(position).0,
            payer: self.actor(payer).pubkey(),
            system_program: SYSTEM_PROGRAM,
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        };
        self.submit(&[rewards::instruction::OpenRewardAccount {}.to_instruction(accounts)])
    }

    /// Accounts of `stake`.
    pub fn stake_accounts(&mut self, owner: &str, index: u16) -> accounts::Stake {
        let position = position_of(owner, index);
        accounts::Stake {
            config: STAKING.config.address,
            totals: TOTALS.address,
            vault: STAKE_VAULT.address,
            position,
            owner: self.actor(owner).pubkey(),
            payer: self.actor("payer").pubkey(),
            source: hyper_account(&address_for(owner)),
            rewards: rewards_link(&position),
            token_program: TOKEN_PROGRAM,
            system_program: SYSTEM_PROGRAM,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Stakes with the reward account open and the tokens there, whatever comes of it.
    #[track_caller]
    pub fn try_stake(&mut self, owner: &str, index: u16, amount: u64, lock_days: u16) -> Outcome {
        let position = position_of(owner, index);
        if self.account(&find_reward_address(&position).0).is_none() {
            self.open_reward_account(&position, "payer").accepted();
        }
        self.fund_hyper(&address_for(owner), amount);
        let accounts = self.stake_accounts(owner, index);
        let call = instruction::Stake {
            index,
            amount,
            lock_days,
        };
        self.submit(&[call.to_instruction(accounts)])
    }

    /// A position that was accepted.
    #[track_caller]
    pub fn stake(&mut self, owner: &str, index: u16, amount: u64, lock_days: u16) -> Pubkey {
        self.try_stake(owner, index, amount, lock_days).accepted();
        position_of(owner, index)
    }

    /// The bond account an instruction on `position` names: none while it is free.
    pub fn bond_slot(&self, position: &Pubkey) -> Option<Pubkey> {
        let state: Position = self.read(position);
        (state.pledge != PledgeStatus::Free).then(|| find_bond_address(&state.subject).0)
    }

    /// The validator account an instruction on `position` names: none unless it backs one.
    pub fn validator_slot(&self, position: &Pubkey) -> Option<Pubkey> {
        let state: Position = self.read(position);
        let subject = self.account(&state.subject)?;
        (subject.owner == STAKING.id).then_some(state.subject)
    }

    /// Accounts of `add_stake`.
    pub fn add_stake_accounts(&mut self, owner: &str, position: &Pubkey) -> accounts::AddStake {
        accounts::AddStake {
            config: STAKING.config.address,
            totals: TOTALS.address,
            vault: STAKE_VAULT.address,
            position: *position,
            bond: self.bond_slot(position),
            owner: self.actor(owner).pubkey(),
            source: hyper_account(&address_for(owner)),
            rewards: rewards_link(position),
            token_program: TOKEN_PROGRAM,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Adds stake with the tokens there.
    #[track_caller]
    pub fn add_stake(&mut self, owner: &str, position: &Pubkey, amount: u64) -> Outcome {
        self.fund_hyper(&address_for(owner), amount);
        let accounts = self.add_stake_accounts(owner, position);
        self.submit(&[instruction::AddStake { amount }.to_instruction(accounts)])
    }

    /// Accounts of `extend_lock`.
    pub fn extend_lock_accounts(&mut self, owner: &str, position: &Pubkey) -> accounts::ExtendLock {
        accounts::ExtendLock {
            config: STAKING.config.address,
            totals: TOTALS.address,
            position: *position,
            owner: self.actor(owner).pubkey(),
            rewards: rewards_link(position),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Locks a position longer.
    #[track_caller]
    pub fn extend_lock(&mut self, owner: &str, position: &Pubkey, lock_days: u16) -> Outcome {
        let accounts = self.extend_lock_accounts(owner, position);
        self.submit(&[instruction::ExtendLock { lock_days }.to_instruction(accounts)])
    }

    /// Accounts of `unstake`.
    pub fn unstake_accounts(&mut self, owner: &str, position: &Pubkey) -> accounts::Unstake {
        accounts::Unstake {
            config: STAKING.config.address,
            totals: TOTALS.address,
            position: *position,
            bond: self.bond_slot(position),
            validator: self.validator_slot(position),
            owner: self.actor(owner).pubkey(),
            rewards: rewards_link(position),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Starts the unbonding of `amount`.
    #[track_caller]
    pub fn unstake(&mut self, owner: &str, position: &Pubkey, amount: u64) -> Outcome {
        let accounts = self.unstake_accounts(owner, position);
        self.submit(&[instruction::Unstake { amount }.to_instruction(accounts)])
    }

    /// Accounts of `withdraw_stake`.
    pub fn withdraw_accounts(&mut self, owner: &str, position: &Pubkey) -> accounts::WithdrawStake {
        let bond = self.bond_slot(position);
        let state: Position = self.read(position);
        accounts::WithdrawStake {
            config: STAKING.config.address,
            totals: TOTALS.address,
            vault: STAKE_VAULT.address,
            position: *position,
            bond,
            subject: bond.map(|_| state.subject),
            owner: self.actor(owner).pubkey(),
            recipient: hyper_account(&address_for(owner)),
            token_program: TOKEN_PROGRAM,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Withdraws what is unbonded.
    #[track_caller]
    pub fn withdraw_stake(&mut self, owner: &str, position: &Pubkey) -> Outcome {
        let accounts = self.withdraw_accounts(owner, position);
        self.submit(&[instruction::WithdrawStake {}.to_instruction(accounts)])
    }

    /// Ends the multiplier of a finished lock, as anyone.
    #[track_caller]
    pub fn refresh_position(&mut self, position: &Pubkey) -> Outcome {
        let accounts = accounts::RefreshPosition {
            totals: TOTALS.address,
            position: *position,
            rewards: rewards_link(position),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        };
        self.submit(&[instruction::RefreshPosition {}.to_instruction(accounts)])
    }

    /// Accounts of `close_position`.
    pub fn close_position_accounts(
        &mut self,
        owner: &str,
        position: &Pubkey,
    ) -> accounts::ClosePosition {
        accounts::ClosePosition {
            config: STAKING.config.address,
            totals: TOTALS.address,
            position: *position,
            owner: self.actor(owner).pubkey(),
            reward_account: find_reward_address(position).0,
            rent_payer: self.actor("payer").pubkey(),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Closes a position.
    #[track_caller]
    pub fn close_position(&mut self, owner: &str, position: &Pubkey) -> Outcome {
        let accounts = self.close_position_accounts(owner, position);
        self.submit(&[instruction::ClosePosition {}.to_instruction(accounts)])
    }

    /// Writes a node owned by a named authority and gives its address.
    pub fn write_node(&mut self, authority: &str, change: impl FnOnce(&mut Node)) -> Pubkey {
        let owner = address_for(authority);
        let id = crate::id_for(authority);
        let seeds: [&[u8]; 3] = [b"node", owner.as_ref(), &id];
        let (address, bump) =
            Pubkey::find_program_address(&seeds, &hypernode_common::programs::REGISTRY.id);
        let mut node = self
            .account(&address)
            .map_or_else(Node::zeroed, |_| self.read(&address));
        node.open(bump, address_for("payer"));
        node.status = NodeStatus::Active.into();
        node.id = id;
        node.registrant = owner;
        node.authority = owner;
        change(&mut node);
        self.write_state(address, &node);
        address
    }

    /// Accounts of `pledge_position`.
    pub fn pledge_accounts(
        &mut self,
        owner: &str,
        position: &Pubkey,
        subject: &Pubkey,
        subject_authority: &str,
    ) -> accounts::PledgePosition {
        accounts::PledgePosition {
            config: STAKING.config.address,
            totals: TOTALS.address,
            position: *position,
            subject: *subject,
            bond: find_bond_address(subject).0,
            owner: self.actor(owner).pubkey(),
            subject_authority: self.actor(subject_authority).pubkey(),
            payer: self.actor("payer").pubkey(),
            system_program: SYSTEM_PROGRAM,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Puts a position behind a node or validator with the consent of a named authority.
    #[track_caller]
    pub fn pledge_position(
        &mut self,
        owner: &str,
        position: &Pubkey,
        subject: &Pubkey,
        subject_authority: &str,
    ) -> Outcome {
        let accounts = self.pledge_accounts(owner, position, subject, subject_authority);
        self.submit(&[instruction::PledgePosition {}.to_instruction(accounts)])
    }

    /// Accounts of `release_pledge`.
    pub fn release_pledge_accounts(
        &mut self,
        owner: &str,
        position: &Pubkey,
    ) -> accounts::ReleasePledge {
        let state: Position = self.read(position);
        accounts::ReleasePledge {
            config: STAKING.config.address,
            totals: TOTALS.address,
            position: *position,
            bond: find_bond_address(&state.subject).0,
            validator: self.validator_slot(position),
            owner: self.actor(owner).pubkey(),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Releases a pledge.
    #[track_caller]
    pub fn release_pledge(&mut self, owner: &str, position: &Pubkey) -> Outcome {
        let accounts = self.release_pledge_accounts(owner, position);
        self.submit(&[instruction::ReleasePledge {}.to_instruction(accounts)])
    }

    /// Accounts of `clear_pledge`.
    pub fn clear_accounts(&self, position: &Pubkey) -> accounts::ClearPledge {
        let state: Position = self.read(position);
        accounts::ClearPledge {
            config: STAKING.config.address,
            position: *position,
            bond: find_bond_address(&state.subject).0,
            subject: state.subject,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Clears a released pledge, as anyone.
    #[track_caller]
    pub fn clear_pledge(&mut self, position: &Pubkey) -> Outcome {
        let accounts = self.clear_accounts(position);
        self.submit(&[instruction::ClearPledge {}.to_instruction(accounts)])
    }

    /// Accounts of `register_validator`.
    pub fn register_validator_accounts(
        &mut self,
        owner: &str,
        position: &Pubkey,
    ) -> accounts::RegisterValidator {
        let validator = validator_of(owner);
        accounts::RegisterValidator {
            config: STAKING.config.address,
            totals: TOTALS.address,
            position: *position,
            validator,
            bond: find_bond_address(&validator).0,
            owner: self.actor(owner).pubkey(),
            payer: self.actor("payer").pubkey(),
            system_program: SYSTEM_PROGRAM,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Registers the owner as a validator.
    #[track_caller]
    pub fn register_validator(&mut self, owner: &str, position: &Pubkey) -> Outcome {
        let accounts = self.register_validator_accounts(owner, position);
        self.submit(&[instruction::RegisterValidator {}.to_instruction(accounts)])
    }

    /// Accounts of `retire_validator`.
    pub fn retire_validator_accounts(
        &mut self,
        owner: &str,
        position: &Pubkey,
    ) -> accounts::RetireValidator {
        let validator = validator_of(owner);
        accounts::RetireValidator {
            config: STAKING.config.address,
            totals: TOTALS.address,
            validator,
            position: *position,
            bond: find_bond_address(&validator).0,
            owner: self.actor(owner).pubkey(),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Retires the owner's validator.
    #[track_caller]
    pub fn retire_validator(&mut self, owner: &str, position: &Pubkey) -> Outcome {
        let accounts = self.retire_validator_accounts(owner, position);
        self.submit(&[instruction::RetireValidator {}.to_instruction(accounts)])
    }

    /// Accounts of `close_validator`.
    pub fn close_validator_accounts(&mut self, owner: &str) -> accounts::CloseValidator {
        let validator = validator_of(owner);
        accounts::CloseValidator {
            config: STAKING.config.address,
            validator,
            bond: find_bond_address(&validator).0,
            owner: self.actor(owner).pubkey(),
            rent_payer: self.actor("payer").pubkey(),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Closes the owner's validator.
    #[track_caller]
    pub fn close_validator(&mut self, owner: &str) -> Outcome {
        let accounts = self.close_validator_accounts(owner);
        self.submit(&[instruction::CloseValidator {}.to_instruction(accounts)])
    }

    /// Accounts of `close_bond`.
    pub fn close_bond_accounts(&mut self, subject: &Pubkey) -> accounts::CloseBond {
        accounts::CloseBond {
            config: STAKING.config.address,
            bond: find_bond_address(subject).0,
            rent_payer: self.actor("payer").pubkey(),
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Closes the bond of a node or validator, as anyone.
    #[track_caller]
    pub fn close_bond(&mut self, subject: &Pubkey) -> Outcome {
        let accounts = self.close_bond_accounts(subject);
        self.submit(&[instruction::CloseBond {}.to_instruction(accounts)])
    }

    /// A call of `slash_position` with every account in its place.
    pub fn slash_call(&self, position: &Pubkey, bps: u16) -> Instruction {
        instruction::SlashPosition { bps }.to_instruction(self.slash_accounts(position))
    }

    /// Accounts of `slash_position`.
    pub fn slash_accounts(&self, position: &Pubkey) -> accounts::SlashPosition {
        let state: Position = self.read(position);
        accounts::SlashPosition {
            caller: SLASHING.caller.address,
            config: STAKING.config.address,
            totals: TOTALS.address,
            vault: STAKE_VAULT.address,
            slash_vault: SLASH_VAULT.address,
            position: *position,
            bond: find_bond_address(&state.subject).0,
            rewards: rewards_link(position),
            token_program: TOKEN_PROGRAM,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// Slashes a position as slashing would.
    #[track_caller]
    pub fn slash_position(&mut self, position: &Pubkey, bps: u16) -> Outcome {
        let call = self.slash_call(position, bps);
        self.submit_as(&SLASHING.caller.address, &[call])
    }

    /// A call of `freeze_bond`.
    pub fn freeze_call(&self, subject: &Pubkey, delta: i8) -> Instruction {
        instruction::FreezeBond { delta }.to_instruction(accounts::FreezeBond {
            caller: SLASHING.caller.address,
            bond: find_bond_address(subject).0,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        })
    }

    /// Freezes or thaws a bond as slashing would.
    #[track_caller]
    pub fn freeze_bond(&mut self, subject: &Pubkey, delta: i8) -> Outcome {
        let call = self.freeze_call(subject, delta);
        self.submit_as(&SLASHING.caller.address, &[call])
    }

    /// A call of `reserve_slash`.
    pub fn reserve_call(&self, subject: &Pubkey, bps: u16) -> Instruction {
        instruction::ReserveSlash { bps }.to_instruction(accounts::ReserveSlash {
            caller: SLASHING.caller.address,
            config: STAKING.config.address,
            bond: find_bond_address(subject).0,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        })
    }

    /// Reserves a slash as slashing would.
    #[track_caller]
    pub fn reserve_slash(&mut self, subject: &Pubkey, bps: u16) -> Outcome {
        let call = self.reserve_call(subject, bps);
        self.submit_as(&SLASHING.caller.address, &[call])
    }

    /// Accounts of `credit_compound`.
    pub fn credit_accounts(&self, position: &Pubkey) -> accounts::CreditCompound {
        accounts::CreditCompound {
            caller: REWARDS.caller.address,
            config: STAKING.config.address,
            totals: TOTALS.address,
            position: *position,
            bond: self.bond_slot(position),
            vault: STAKE_VAULT.address,
            event_authority: STAKING.event_authority.address,
            program: STAKING.id,
        }
    }

    /// State of a position.
    #[track_caller]
    pub fn position(&self, address: &Pubkey) -> Position {
        self.read(address)
    }

    /// State of the bond of a node or validator.
    #[track_caller]
    pub fn bond(&self, subject: &Pubkey) -> Bond {
        self.read(&find_bond_address(subject).0)
    }

    /// The sums of staking.
    #[track_caller]
    pub fn totals(&self) -> Totals {
        self.read(&TOTALS.address)
    }

    /// Reward account of a position.
    #[track_caller]
    pub fn reward_account(&self, position: &Pubkey) -> RewardAccount {
        self.read(&find_reward_address(position).0)
    }

    /// The sums of rewards.
    #[track_caller]
    pub fn rewards_state(&self) -> rewards::state::State {
        self.read(&REWARDS_STATE.address)
    }

    /// Base units in the stake vault.
    pub fn stake_vault_balance(&self) -> u64 {
        self.token_balance(&STAKE_VAULT.address)
    }

    /// Puts `amount` into the staker vault and shares it at once, as the sweep of a fee shard would.
    #[track_caller]
    pub fn share_fees(&mut self, amount: u64, label: u32) -> Outcome {
        self.receive_fees(FeesOf {
            staker: amount,
            label,
            next_label: label,
            ..FeesOf::default()
        })
    }

    /// Puts the parts into the vaults and calls `receive_fees` as markets would.
    #[track_caller]
    pub fn receive_fees(&mut self, fees: FeesOf) -> Outcome {
        self.fill_vault(STAKER_VAULT.address, fees.staker);
        self.fill_vault(INCENTIVE_VAULT.address, fees.incentive);
        let call = self.receive_fees_call(fees);
        self.submit_as(&hypernode_common::programs::MARKETS.caller.address, &[call])
    }

    /// A call of `receive_fees` with every account in its place.
    pub fn receive_fees_call(&mut self, fees: FeesOf) -> Instruction {
        let accounts = self.receive_fees_accounts(fees.label);
        rewards::instruction::ReceiveFees {
            shard: fees.shard,
            label: fees.label,
            staker: fees.staker,
            incentive: fees.incentive,
            points: fees.points,
            next_label: fees.next_label,
        }
        .to_instruction(accounts)
    }

    /// Accounts of `receive_fees`.
    pub fn receive_fees_accounts(&mut self, label: u32) -> rewards::accounts::ReceiveFees {
        rewards::accounts::ReceiveFees {
            caller: hypernode_common::programs::MARKETS.caller.address,
            config: REWARDS.config.address,
            state: REWARDS_STATE.address,
            pool: rewards::seeds::find_epoch_address(label).0,
            staker_vault: STAKER_VAULT.address,
            incentive_vault: INCENTIVE_VAULT.address,
            payer: self.actor("payer").pubkey(),
            system_program: SYSTEM_PROGRAM,
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        }
    }

    /// Moves HYPER of the unissued rest into a vault.
    #[track_caller]
    pub fn fill_vault(&mut self, vault: Pubkey, amount: u64) {
        let owner = self.token_account(&vault).owner;
        let held = self.token_balance(&vault);
        let rest = hyper_account(&address_for("distributor"));
        let left = self
            .token_balance(&rest)
            .checked_sub(amount)
            .expect("the supply is spent");
        self.write_token_account(rest, &address_for("distributor"), &mint(), left);
        self.write_token_account(vault, &owner, &mint(), held + amount);
    }

    /// Accounts of `claim_reward`.
    pub fn claim_accounts(
        &mut self,
        owner: &str,
        position: &Pubkey,
    ) -> rewards::accounts::ClaimReward {
        rewards::accounts::ClaimReward {
            config: REWARDS.config.address,
            state: REWARDS_STATE.address,
            reward_account: find_reward_address(position).0,
            position: *position,
            owner: self.actor(owner).pubkey(),
            staker_vault: STAKER_VAULT.address,
            recipient: hyper_account(&address_for(owner)),
            vaults: REWARDS_VAULTS.address,
            token_program: TOKEN_PROGRAM,
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        }
    }

    /// Claims what a position earned.
    #[track_caller]
    pub fn claim_reward(&mut self, owner: &str, position: &Pubkey) -> Outcome {
        let accounts = self.claim_accounts(owner, position);
        self.submit(&[rewards::instruction::ClaimReward {}.to_instruction(accounts)])
    }

    /// Accounts of `compound_reward`.
    pub fn compound_accounts(
        &mut self,
        owner: &str,
        position: &Pubkey,
    ) -> rewards::accounts::CompoundReward {
        rewards::accounts::CompoundReward {
            config: REWARDS.config.address,
            state: REWARDS_STATE.address,
            reward_account: find_reward_address(position).0,
            position: *position,
            owner: self.actor(owner).pubkey(),
            staker_vault: STAKER_VAULT.address,
            vaults: REWARDS_VAULTS.address,
            caller: REWARDS.caller.address,
            staking_config: STAKING.config.address,
            totals: TOTALS.address,
            bond: self.bond_slot(position),
            stake_vault: STAKE_VAULT.address,
            staking_event_authority: STAKING.event_authority.address,
            staking_program: STAKING.id,
            token_program: TOKEN_PROGRAM,
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        }
    }

    /// Compounds what a position earned.
    #[track_caller]
    pub fn compound_reward(&mut self, owner: &str, position: &Pubkey) -> Outcome {
        let accounts = self.compound_accounts(owner, position);
        self.submit(&[rewards::instruction::CompoundReward {}.to_instruction(accounts)])
    }

    /// Accounts of `close_reward_account`, signed by a named key, with the position named when it exists.
    pub fn close_reward_accounts(
        &mut self,
        signer: &str,
        position: &Pubkey,
    ) -> rewards::accounts::CloseRewardAccount {
        let rent_payer = self.reward_account(position).rent_payer;
        rewards::accounts::CloseRewardAccount {
            reward_account: find_reward_address(position).0,
            position: self.account(position).map(|_| *position),
            signer: self.actor(signer).pubkey(),
            rent_payer,
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        }
    }

    /// Closes a reward account.
    #[track_caller]
    pub fn close_reward_account(&mut self, signer: &str, position: &Pubkey) -> Outcome {
        let accounts = self.close_reward_accounts(signer, position);
        self.submit(&[rewards::instruction::CloseRewardAccount {}.to_instruction(accounts)])
    }

    /// Accounts of `donate_reward`.
    pub fn donate_accounts(&mut self, donor: &str) -> rewards::accounts::DonateReward {
        rewards::accounts::DonateReward {
            config: REWARDS.config.address,
            state: REWARDS_STATE.address,
            donor: self.actor(donor).pubkey(),
            source: hyper_account(&address_for(donor)),
            staker_vault: STAKER_VAULT.address,
            token_program: TOKEN_PROGRAM,
            event_authority: REWARDS.event_authority.address,
            program: REWARDS.id,
        }
    }

    /// Donates HYPER that the donor gets first.
    #[track_caller]
    pub fn donate_reward(&mut self, donor: &str, amount: u64) -> Outcome {
        self.fund_hyper(&address_for(donor), amount);
        let accounts = self.donate_accounts(donor);
        self.submit(&[rewards::instruction::DonateReward { amount }.to_instruction(accounts)])
    }
}

/// What one sweep of a fee shard hands over.
#[derive(Clone, Copy, Debug)]
pub struct FeesOf {
    /// The shard.
    pub shard: u8,
    /// Label it collected under.
    pub label: u32,
    /// Stakers' part.
    pub staker: u64,
    /// Nodes' part.
    pub incentive: u64,
    /// Points of the nodes' part.
    pub points: u64,
    /// Label from now on.
    pub next_label: u32,
}

impl Default for FeesOf {
    fn default() -> Self {
        Self {
            shard: 0,
            label: 1,
            staker: 0,
            incentive: 0,
            points: 0,
            next_label: 1,
        }
    }
}
