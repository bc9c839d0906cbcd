//! The accounts behind a pledge: the bond, and the Node or Validator it backs.

use {
    crate::{
        error::StakingError,
        state::{BondRules, BondState, ValidatorRules},
    },
    anchor_lang::{accounts::SlabSchema, bytemuck, prelude::*},
    core::mem::size_of,
    hypernode_common::{
        layout::VERSION,
        math::later,
        programs::{REGISTRY, STAKING},
        registry::Node,
        staking::{Bond, BondKind, PledgeStatus, Position, Validator, ValidatorStatus},
    },
};

type Outcome<T = ()> = core::result::Result<T, StakingError>;

/// Whether `bond` is the one `position` backs; a free position needs none.
pub fn is_bond_of(bond: Option<&Account<Bond>>, position: &Position) -> bool {
    position.pledge == PledgeStatus::Free
        || bond.is_some_and(|bond| bond.subject == position.subject)
}

/// The bond a position backs and `None` for a free position, whatever account was passed.
pub fn backed<'a>(
    position: &Position,
    bond: &'a mut Option<Account<Bond>>,
) -> Option<&'a mut Account<Bond>> {
    bond.as_mut()
        .filter(|_| position.pledge != PledgeStatus::Free)
}

/// State of a bond before an instruction; zero without one.
pub fn state_of(bond: &Option<&mut Account<Bond>>) -> BondState {
    bond.as_ref().map(|bond| bond.state()).unwrap_or_default()
}

/// Node or Validator, copied out of an account that its kind decides how to read.
pub enum Subject {
    /// A Node of the registry.
    Node {
        /// Who may agree to a pledge.
        authority: Address,
        /// Runs now.
        active_runs: u16,
        /// Unix seconds of the last end of a run; 0 = none.
        last_run_end_at: i64,
    },
    /// A Validator of this program.
    Validator {
        /// Who may agree to a pledge.
        owner: Address,
        /// Whether it votes.
        is_active: bool,
    },
}

impl Subject {
    /// Reads a Node or Validator.
    ///
    /// # Errors
    /// `WrongSubject` for any other account, `WrongVersion`.
    pub fn read(view: &AccountView) -> Outcome<Self> {
        if view.owned_by(&REGISTRY.id) {
            return with(view, |node: &Node| {
                check_version(node.version)?;
                Ok(Self::Node {
                    authority: node.authority,
                    active_runs: node.active_runs.get(),
                    last_run_end_at: node.last_run_end_at.get(),
                })
            });
        }
        if view.owned_by(&STAKING.id) {
            return with(view, |validator: &Validator| {
                check_version(validator.version)?;
                Ok(Self::Validator {
                    owner: validator.owner,
                    is_active: validator.status == ValidatorStatus::Active,
                })
            });
        }
        Err(StakingError::WrongSubject)
    }

    /// What its bond backs.
    pub fn kind(&self) -> BondKind {
        match self {
            Self::Node { .. } => BondKind::Node,
            Self::Validator { .. } => BondKind::Validator,
        }
    }

    /// Who may agree to a pledge.
    pub fn authority(&self) -> &Address {
        match self {
            Self::Node { authority, .. } => authority,
            Self::Validator { owner, .. } => owner,
        }
    }
}

/// Refuses to let stake leave a node that runs a job or ended one within the unbonding time: what it may still
/// be reported for must stay slashable. A subject that is closed, or a validator, has no runs.
///
/// # Errors
/// `WrongSubject`, `NodeStillBusy`.
pub fn check_idle(
    view: &AccountView,
    subject: &Address,
    unbonding_seconds: u32,
    now: i64,
) -> Outcome {
    if view.address() != subject {
        return Err(StakingError::WrongSubject);
    }
    if view.data_len() == 0 {
        return Ok(());
    }
    let Subject::Node {
        active_runs,
        last_run_end_at,
        ..
    } = Subject::read(view)?
    else {
        return Ok(());
    };
    let free_after = later(last_run_end_at, unbonding_seconds as u64)?;
    if active_runs != 0 || (last_run_end_at != 0 && now <= free_after) {
        return Err(StakingError::NodeStillBusy);
    }
    Ok(())
}

/// Least stake `position` must keep: `validator_min` while an active validator stands on it, else 0.
///
/// # Errors
/// `WrongSubject` when the position backs a validator's bond and the validator is not given.
pub fn stake_to_keep(
    position: &Account<Position>,
    bond: Option<&Account<Bond>>,
    validator: Option<&Account<Validator>>,
    validator_min: u64,
) -> Outcome<u64> {
    let backs_validator = position.pledge == PledgeStatus::Pledged
        && bond.is_some_and(|bond| bond.kind == BondKind::Validator);
    if !backs_validator {
        return Ok(0);
    }
    let validator = validator
        .filter(|validator| *validator.address() == position.subject)
        .ok_or(StakingError::WrongSubject)?;
    Ok(if validator.depends_on(position.address()) {
        validator_min
    } else {
        0
    })
}

fn check_version(version: u8) -> Outcome {
    if version != VERSION {
        return Err(StakingError::WrongVersion);
    }
    Ok(())
}

fn with<T: Owner + Discriminator + bytemuck::Pod>(
    view: &AccountView,
    read: impl FnOnce(&T) -> Outcome<Subject>,
) -> Outcome<Subject> {
    let data = view.try_borrow().map_err(|_| StakingError::WrongSubject)?;
    T::validate(view, &data).map_err(|_| StakingError::WrongSubject)?;
    let start = T::DATA_OFFSET;
    data.get(start..start.saturating_add(size_of::<T>()))
        .and_then(|body| bytemuck::try_from_bytes(body).ok())
        .map_or(Err(StakingError::WrongSubject), read)
}
