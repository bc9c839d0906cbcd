//! 17 pledge_position.

use {
    crate::{
        error::StakingError,
        events::{BondChange, PositionChange, PositionPledged, TotalsChange},
        instructions::backing::Subject,
        state::{BondRules, BondState, Moment, PositionRules, TotalsRules},
    },
    anchor_lang::prelude::*,
    hypernode_common::staking::{Bond, BondKind, Config, Position, Totals},
};

/// A position and the Node or Validator it is to back, with both consents.
#[event_cpi]
#[derive(Accounts)]
pub struct PledgePosition {
    #[account(seeds = [b"config"], bump)]
    pub config: Account<Config>,
    #[account(mut, seeds = [b"totals"], bump)]
    pub totals: Account<Totals>,
    #[account(
        mut,
        seeds = [b"position", position.owner, position.index.get().to_le_bytes()],
        bump = position.bump
    )]
    pub position: Account<Position>,
    /// CHECK: read as a Node or Validator by `Subject::read`.
    pub subject: UncheckedAccount,
    #[account(init_if_needed, payer = payer, seeds = [b"bond", subject], bump)]
    pub bond: Account<Bond>,
    #[account(address = position.owner @ StakingError::NotPositionOwner)]
    pub owner: Signer,
    /// The node's authority or the validator's owner: without consent strangers could fill the slots.
    pub subject_authority: Signer,
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    pub system_program: Program<System>,
}

impl PledgePosition {
    fn validate(&self) -> Result<BondKind> {
        let subject = Subject::read(self.subject.account())?;
        if subject.authority() != self.subject_authority.address() {
            return Err(StakingError::NotSubjectAuthority.into());
        }
        self.config
            .head
            .check_entries()
            .map_err(StakingError::from)?;
        if let Subject::Validator {
            is_active: false, ..
        } = subject
        {
            return Err(StakingError::ValidatorNotActive.into());
        }
        Ok(subject.kind())
    }
}

/// Fills the bond when this instruction created it, and gives its state before.
pub(crate) fn open_bond(
    bond: &mut Account<Bond>,
    bump: u8,
    kind: BondKind,
    subject: Address,
    payer: Address,
) -> BondState {
    if bond.version != 0 {
        return bond.state();
    }
    bond.open(bump, payer);
    bond.begin(kind, subject);
    BondState::default()
}

/// Puts the stake of a position behind a bond.
///
/// # Errors
/// `AlreadyPledged`, `StillUnbonding`, `LockTooShortForBond`, `StakeTooSmall`, `BondFrozen`, `BondFull`.
pub(crate) fn join_bond(
    position: &mut Position,
    bond: &mut Bond,
    totals: &mut Totals,
    bond_lock_days: u16,
    now: i64,
) -> Result<()> {
    position.check_pledgeable(bond_lock_days, now)?;
    let bond_index = bond.join(totals, position.amount.get())?;
    position.pledge(bond.subject, bond_index);
    Ok(())
}

/// The event of a bond that was opened or joined.
pub(crate) fn bond_change(bond: &mut Account<Bond>, before: BondState) -> BondChange {
    if before == BondState::default() {
        BondChange::opened(bond)
    } else {
        BondChange::of(bond, before)
    }
}

/// Lets the position back a Node or Validator; creates its bond if absent.
///
/// # Errors
/// `NotPositionOwner`, `WrongSubject`, `WrongVersion`, `NotSubjectAuthority`, `EntriesPaused`,
/// `ValidatorNotActive`, `AlreadyPledged`, `StillUnbonding`, `LockTooShortForBond`, `StakeTooSmall`,
/// `BondFrozen`, `BondFull`.
pub fn pledge_position(ctx: &mut Context<PledgePosition>) -> Result<()> {
    let now = Moment::now()?;
    let accounts = &mut ctx.accounts;
    let kind = accounts.validate()?;
    let position_before = accounts.position.state();
    let totals_before = accounts.totals.state();
    let bond_before = open_bond(
        &mut accounts.bond,
        ctx.bumps.bond,
        kind,
        *accounts.subject.address(),
        *accounts.payer.address(),
    );
    join_bond(
        &mut accounts.position,
        &mut accounts.bond,
        &mut accounts.totals,
        accounts.config.params.bond_lock_days.get(),
        now.at,
    )?;
    let event = PositionPledged {
        owner: *accounts.owner.address(),
        subject_authority: *accounts.subject_authority.address(),
        position: PositionChange::of(&mut accounts.position, position_before),
        bond: bond_change(&mut accounts.bond, bond_before),
        totals: TotalsChange::of(&mut accounts.totals, totals_before),
        slot: now.slot,
        at: now.at,
    };
    emit_cpi!(event);
    Ok(())
}
