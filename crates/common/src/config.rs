//! The head of every program's Config, its pause rules, and instructions 1-7 as far as programs share them.

use {
    crate::{
        error::CommonError,
        math::later,
        programs::{DEPLOYER, UPGRADEABLE_LOADER},
    },
    anchor_lang::{bytemuck, prelude::*},
};

/// Longest pause of exits.
pub const EXITS_PAUSE_SECONDS: u64 = 72 * 3_600;
/// Time from one pause of exits by the guardian to its next.
pub const EXITS_REARM_SECONDS: u64 = 30 * 86_400;

/// Who governs a program and what is paused.
#[repr(C)]
#[derive(Clone, Copy, IdlType)]
pub struct ConfigHead {
    /// 1 while new obligations are refused.
    pub entries_paused: u8,
    /// Sets parameters within their bounds.
    pub authority: Address,
    /// Proposed next authority; zero = none.
    pub pending_authority: Address,
    /// May only pause.
    pub guardian: Address,
    /// The HYPER mint.
    pub mint: Address,
    /// Unix seconds up to which exits are refused; 0 = never paused.
    pub exits_paused_until: PodI64,
    /// Unix seconds up to which the guardian cannot pause exits again; 0 = never paused.
    pub exits_rearm_at: PodI64,
    /// Slot of `initialize`.
    pub initialised_slot: PodU64,
}

// SAFETY: repr(C), every field Pod and of alignment 1, so there is no padding.
unsafe impl bytemuck::Pod for ConfigHead {}
// SAFETY: as above.
unsafe impl bytemuck::Zeroable for ConfigHead {}

type Check<T = ()> = core::result::Result<T, CommonError>;

impl ConfigHead {
    /// Head of a new Config; the deployer is its first authority.
    ///
    /// # Errors
    /// `ZeroAddress` for a zero guardian.
    pub fn new(authority: Address, guardian: Address, mint: Address, slot: u64) -> Check<Self> {
        Ok(Self {
            entries_paused: 0,
            authority,
            pending_authority: Address::default(),
            guardian: non_zero(guardian)?,
            mint,
            exits_paused_until: 0.into(),
            exits_rearm_at: 0.into(),
            initialised_slot: slot.into(),
        })
    }

    /// Guards an instruction that creates an obligation.
    ///
    /// # Errors
    /// `EntriesPaused`.
    #[inline(always)]
    pub fn check_entries(&self) -> Check {
        if self.entries_paused != 0 {
            return Err(CommonError::EntriesPaused);
        }
        Ok(())
    }

    /// Guards an instruction that ends an obligation.
    ///
    /// # Errors
    /// `ExitsPaused`.
    #[inline(always)]
    pub fn check_exits(&self, now: i64) -> Check {
        if self.exits_are_paused(now) {
            return Err(CommonError::ExitsPaused);
        }
        Ok(())
    }

    fn exits_are_paused(&self, now: i64) -> bool {
        let until = self.exits_paused_until.get();
        until != 0 && now <= until
    }

    /// Unix seconds at which the last pause of exits was over at the latest, also where it was ended early; 0 = never
    /// paused. Until then somebody may have been kept from an exit.
    pub fn last_exits_pause_end(&self) -> i64 {
        let rearm_at = self.exits_rearm_at.get();
        if rearm_at == 0 {
            return 0;
        }
        rearm_at.saturating_sub((EXITS_REARM_SECONDS - EXITS_PAUSE_SECONDS) as i64)
    }

    /// First of two steps that hand the authority over.
    ///
    /// # Errors
    /// `ZeroAddress`.
    pub fn propose_authority(&mut self, key: Address) -> Check {
        self.pending_authority = non_zero(key)?;
        Ok(())
    }

    /// Second step, by the pending authority.
    ///
    /// # Errors
    /// `NotPendingAuthority`.
    pub fn accept_authority(&mut self, signer: &Address) -> Check {
        if self.pending_authority == Address::default() || self.pending_authority != *signer {
            return Err(CommonError::NotPendingAuthority);
        }
        self.authority = self.pending_authority;
        self.pending_authority = Address::default();
        Ok(())
    }

    /// Replaces the guardian.
    ///
    /// # Errors
    /// `ZeroAddress`.
    pub fn set_guardian(&mut self, key: Address) -> Check {
        self.guardian = non_zero(key)?;
        Ok(())
    }

    /// Pauses entries until unpaused, exits for 72 hours.
    ///
    /// # Errors
    /// `NotGuardian` for a signer who is neither guardian nor authority, `ParameterOutOfBounds` when nothing
    /// is to be paused, `PauseTooSoon` when the guardian paused exits within 30 days.
    pub fn pause(&mut self, signer: &Address, entries: bool, exits: bool, now: i64) -> Check {
        let by_authority = self.authority == *signer;
        if !by_authority && self.guardian != *signer {
            return Err(CommonError::NotGuardian);
        }
        if !entries && !exits {
            return Err(CommonError::ParameterOutOfBounds);
        }
        if exits {
            let rearm_at = self.exits_rearm_at.get();
            if !by_authority && rearm_at != 0 && now <= rearm_at {
                return Err(CommonError::PauseTooSoon);
            }
            self.exits_paused_until = later(now, EXITS_PAUSE_SECONDS)?.into();
            self.exits_rearm_at = later(now, EXITS_REARM_SECONDS)?.into();
        }
        if entries {
            self.entries_paused = 1;
        }
        Ok(())
    }

    /// Ends both pauses; the guardian's 30 days go on.
    ///
    /// # Errors
    /// `NotPaused`.
    pub fn unpause(&mut self, now: i64) -> Check {
        if self.entries_paused == 0 && !self.exits_are_paused(now) {
            return Err(CommonError::NotPaused);
        }
        self.entries_paused = 0;
        self.exits_paused_until = 0.into();
        Ok(())
    }
}

/// Refuses the zero address.
///
/// # Errors
/// `ZeroAddress`.
pub fn non_zero(key: Address) -> Check<Address> {
    if key == Address::default() {
        return Err(CommonError::ZeroAddress);
    }
    Ok(key)
}

/// Whether `signer` may initialise the program: its upgrade authority, or `DEPLOYER` where the program is not
/// under the upgradeable loader (test machines).
///
/// # Errors
/// `NotDeployer`, also for accounts that are not this program and its ProgramData.
pub fn check_deployer(
    program_id: &Address,
    program: &AccountView,
    program_data: &AccountView,
    signer: &Address,
) -> Check {
    // The loader is read from this account, so a stranger must not choose it.
    if program.address() != program_id {
        return Err(CommonError::NotDeployer);
    }
    let deployer = if program.owned_by(&UPGRADEABLE_LOADER) {
        upgrade_authority(program, program_data).ok_or(CommonError::NotDeployer)?
    } else {
        DEPLOYER
    };
    if deployer != *signer {
        return Err(CommonError::NotDeployer);
    }
    Ok(())
}

/// Upgrade authority recorded in the ProgramData that `program` names; none when they do not belong together
/// or nobody may upgrade.
fn upgrade_authority(program: &AccountView, program_data: &AccountView) -> Option<Address> {
    const PROGRAM: [u8; 4] = [2, 0, 0, 0];
    const PROGRAM_DATA: [u8; 4] = [3, 0, 0, 0];

    let named = program.try_borrow().ok()?;
    let data = program_data.try_borrow().ok()?;
    let belongs = named.get(..4)? == PROGRAM
        && named.get(4..36)? == program_data.address().as_ref()
        && program_data.owned_by(&UPGRADEABLE_LOADER)
        && data.get(..4)? == PROGRAM_DATA
        && *data.get(12)? == 1;
    if !belongs {
        return None;
    }
    Some(Address::new_from_array(data.get(13..45)?.try_into().ok()?))
}

/// Declares what instructions 2-7 have in common in every program: their accounts, handlers and events.
///
/// ```ignore
/// hypernode_common::config_instructions! {
///     error = RegistryError, config = Config, params = RegistryParams, check = check_params
/// }
/// ```
/// `check(current: &Params, next: &Params) -> Result<(), RegistryError>` refuses values out of bounds and
/// changes of fixed ones. The Config is declared by `program_account!` or `shared_account!` with the fields
/// `head: ConfigHead`, `params`, `spare: [u8; 128]` in that order.
#[macro_export]
macro_rules! config_instructions {
    (error = $error:ident, config = $config:ident, params = $params:ident, check = $check:path) => {
        use {anchor_lang::prelude::*, $crate::config::ConfigHead};

        /// The Config with its authority's signature.
        #[event_cpi]
        #[derive(Accounts)]
        pub struct ProposeAuthority {
            #[account(mut, seeds = [b"config"], bump)]
            pub config: Account<$config>,
            #[account(address = config.head.authority @ $error::NotAuthority)]
            pub authority: Signer,
        }

        /// The Config with the signature of the pending authority.
        #[event_cpi]
        #[derive(Accounts)]
        pub struct AcceptAuthority {
            #[account(mut, seeds = [b"config"], bump)]
            pub config: Account<$config>,
            pub pending_authority: Signer,
        }

        /// The Config with its authority's signature.
        #[event_cpi]
        #[derive(Accounts)]
        pub struct SetGuardian {
            #[account(mut, seeds = [b"config"], bump)]
            pub config: Account<$config>,
            #[account(address = config.head.authority @ $error::NotAuthority)]
            pub authority: Signer,
        }

        /// The Config with the signature of guardian or authority.
        #[event_cpi]
        #[derive(Accounts)]
        pub struct Pause {
            #[account(mut, seeds = [b"config"], bump)]
            pub config: Account<$config>,
            pub guardian: Signer,
        }

        /// The Config with its authority's signature.
        #[event_cpi]
        #[derive(Accounts)]
        pub struct Unpause {
            #[account(mut, seeds = [b"config"], bump)]
            pub config: Account<$config>,
            #[account(address = config.head.authority @ $error::NotAuthority)]
            pub authority: Signer,
        }

        /// The Config with its authority's signature.
        #[event_cpi]
        #[derive(Accounts)]
        pub struct UpdateConfig {
            #[account(mut, seeds = [b"config"], bump)]
            pub config: Account<$config>,
            #[account(address = config.head.authority @ $error::NotAuthority)]
            pub authority: Signer,
        }

        /// A next authority was proposed.
        #[event]
        pub struct AuthorityProposed {
            pub config: Address,
            pub config_changes: u32,
            pub pending_authority_before: Address,
            pub pending_authority_after: Address,
            pub slot: u64,
            pub at: i64,
        }

        /// The pending authority took over.
        #[event]
        pub struct AuthorityAccepted {
            pub config: Address,
            pub config_changes: u32,
            pub authority_before: Address,
            pub authority_after: Address,
            pub pending_authority_before: Address,
            pub pending_authority_after: Address,
            pub slot: u64,
            pub at: i64,
        }

        /// The guardian was replaced.
        #[event]
        pub struct GuardianSet {
            pub config: Address,
            pub config_changes: u32,
            pub guardian_before: Address,
            pub guardian_after: Address,
            pub slot: u64,
            pub at: i64,
        }

        /// Entries, exits or both were paused.
        #[event]
        pub struct Paused {
            pub config: Address,
            pub config_changes: u32,
            pub signer: Address,
            pub entries_paused_before: u8,
            pub entries_paused_after: u8,
            pub exits_paused_until_before: i64,
            pub exits_paused_until_after: i64,
            pub exits_rearm_at_before: i64,
            pub exits_rearm_at_after: i64,
            pub slot: u64,
            pub at: i64,
        }

        /// Both pauses ended.
        #[event]
        pub struct Unpaused {
            pub config: Address,
            pub config_changes: u32,
            pub entries_paused_before: u8,
            pub entries_paused_after: u8,
            pub exits_paused_until_before: i64,
            pub exits_paused_until_after: i64,
            pub slot: u64,
            pub at: i64,
        }

        /// The parameters were replaced.
        #[event]
        pub struct ConfigUpdated {
            pub config: Address,
            pub config_changes: u32,
            pub params_before: $params,
            pub params_after: $params,
            pub slot: u64,
            pub at: i64,
        }

        /// Proposes the next authority (2).
        ///
        /// # Errors
        /// `NotAuthority`, `ZeroAddress`.
        pub fn propose_authority(ctx: &mut Context<ProposeAuthority>, key: Address) -> Result<()> {
            let clock = Clock::get()?;
            let config = &mut ctx.accounts.config;
            let pending_authority_before = config.head.pending_authority;
            config.head.propose_authority(key).map_err($error::from)?;
            let event = AuthorityProposed {
                config: *config.address(),
                config_changes: config.count_change(),
                pending_authority_before,
                pending_authority_after: config.head.pending_authority,
                slot: clock.slot,
                at: clock.unix_timestamp,
            };
            emit_cpi!(event);
            Ok(())
        }

        /// Takes the authority over (3).
        ///
        /// # Errors
        /// `NotPendingAuthority`.
        pub fn accept_authority(ctx: &mut Context<AcceptAuthority>) -> Result<()> {
            let clock = Clock::get()?;
            let accounts = &mut ctx.accounts;
            let config = &mut accounts.config;
            let authority_before = config.head.authority;
            let pending_authority_before = config.head.pending_authority;
            config
                .head
                .accept_authority(accounts.pending_authority.address())
                .map_err($error::from)?;
            let event = AuthorityAccepted {
                config: *config.address(),
                config_changes: config.count_change(),
                authority_before,
                authority_after: config.head.authority,
                pending_authority_before,
                pending_authority_after: config.head.pending_authority,
                slot: clock.slot,
                at: clock.unix_timestamp,
            };
            emit_cpi!(event);
            Ok(())
        }

        /// Replaces the guardian (4).
        ///
        /// # Errors
        /// `NotAuthority`, `ZeroAddress`.
        pub fn set_guardian(ctx: &mut Context<SetGuardian>, key: Address) -> Result<()> {
            let clock = Clock::get()?;
            let config = &mut ctx.accounts.config;
            let guardian_before = config.head.guardian;
            config.head.set_guardian(key).map_err($error::from)?;
            let event = GuardianSet {
                config: *config.address(),
                config_changes: config.count_change(),
                guardian_before,
                guardian_after: config.head.guardian,
                slot: clock.slot,
                at: clock.unix_timestamp,
            };
            emit_cpi!(event);
            Ok(())
        }

        /// Pauses entries, exits or both (5).
        ///
        /// # Errors
        /// `NotGuardian`, `ParameterOutOfBounds`, `PauseTooSoon`.
        pub fn pause(ctx: &mut Context<Pause>, entries: bool, exits: bool) -> Result<()> {
            let clock = Clock::get()?;
            let signer = *ctx.accounts.guardian.address();
            let config = &mut ctx.accounts.config;
            let before: ConfigHead = config.head;
            config
                .head
                .pause(&signer, entries, exits, clock.unix_timestamp)
                .map_err($error::from)?;
            let event = Paused {
                config: *config.address(),
                config_changes: config.count_change(),
                signer,
                entries_paused_before: before.entries_paused,
                entries_paused_after: config.head.entries_paused,
                exits_paused_until_before: before.exits_paused_until.get(),
                exits_paused_until_after: config.head.exits_paused_until.get(),
                exits_rearm_at_before: before.exits_rearm_at.get(),
                exits_rearm_at_after: config.head.exits_rearm_at.get(),
                slot: clock.slot,
                at: clock.unix_timestamp,
            };
            emit_cpi!(event);
            Ok(())
        }

        /// Ends both pauses (6).
        ///
        /// # Errors
        /// `NotAuthority`, `NotPaused`.
        pub fn unpause(ctx: &mut Context<Unpause>) -> Result<()> {
            let clock = Clock::get()?;
            let config = &mut ctx.accounts.config;
            let before: ConfigHead = config.head;
            config
                .head
                .unpause(clock.unix_timestamp)
                .map_err($error::from)?;
            let event = Unpaused {
                config: *config.address(),
                config_changes: config.count_change(),
                entries_paused_before: before.entries_paused,
                entries_paused_after: config.head.entries_paused,
                exits_paused_until_before: before.exits_paused_until.get(),
                exits_paused_until_after: config.head.exits_paused_until.get(),
                slot: clock.slot,
                at: clock.unix_timestamp,
            };
            emit_cpi!(event);
            Ok(())
        }

        /// Replaces the parameter block (7).
        ///
        /// # Errors
        /// `NotAuthority`, `ParameterOutOfBounds`, `ZeroAddress`.
        pub fn update_config(ctx: &mut Context<UpdateConfig>, params: $params) -> Result<()> {
            let clock = Clock::get()?;
            let config = &mut ctx.accounts.config;
            let params_before: $params = config.params.into();
            $check(&params_before, &params)?;
            config.params = params.into();
            let event = ConfigUpdated {
                config: *config.address(),
                config_changes: config.count_change(),
                params_before,
                params_after: params,
                slot: clock.slot,
                at: clock.unix_timestamp,
            };
            emit_cpi!(event);
            Ok(())
        }
    };
}
