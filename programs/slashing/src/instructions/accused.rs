//! Who stands accused, read off the Node or Validator.

use {
    crate::error::SlashingError,
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        programs::{REGISTRY, STAKING},
        registry::Node,
        staking::{BondKind, Validator},
    },
};

/// The parties of a subject.
#[derive(Clone, Copy, Debug)]
pub struct Accused {
    /// Node or validator.
    pub kind: BondKind,
    /// Authority of the node, owner of the validator.
    pub authority: Address,
    /// Operator of the node; of a validator its owner again.
    pub operator: Address,
}

impl Accused {
    /// Reads a Node or Validator.
    ///
    /// # Errors
    /// `WrongSubject` for any other account, `WrongVersion`.
    pub fn read(view: &AccountView) -> Result<Self> {
        if view.owned_by(&REGISTRY.id) {
            let node = read_node(view)?;
            return Ok(Self {
                kind: BondKind::Node,
                authority: node.authority,
                operator: node.operator,
            });
        }
        if view.owned_by(&STAKING.id) {
            let validator =
                Account::<View<Validator>>::load(*view).map_err(|_| SlashingError::WrongSubject)?;
            require!(validator.version == VERSION, SlashingError::WrongVersion);
            return Ok(Self {
                kind: BondKind::Validator,
                authority: validator.owner,
                operator: validator.owner,
            });
        }
        Err(SlashingError::WrongSubject.into())
    }

    /// Whether a key acts for the accused.
    pub fn is_party(&self, key: &Address) -> bool {
        *key == self.authority || *key == self.operator
    }
}

/// Reads a Node.
///
/// # Errors
/// `WrongSubject` for any other account, `WrongVersion`.
pub fn read_node(view: &AccountView) -> Result<Account<View<Node>>> {
    let node = Account::<View<Node>>::load(*view).map_err(|_| SlashingError::WrongSubject)?;
    require!(node.version == VERSION, SlashingError::WrongVersion);
    Ok(node)
}
