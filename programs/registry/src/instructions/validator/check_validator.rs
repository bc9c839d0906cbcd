//! Who may check a node.

use {
    crate::{error::RegistryError, state::Node},
    anchor_lang::prelude::*,
    hypernode_common::{
        layout::{View, VERSION},
        staking::{Bond, Config as StakingConfig, Validator},
    },
};

/// The accounts that prove a validator.
pub struct Checker<'a> {
    /// Config of staking.
    pub staking_config: &'a Account<View<StakingConfig>>,
    /// The validator.
    pub validator: &'a Account<View<Validator>>,
    /// Its bond.
    pub bond: &'a Account<View<Bond>>,
    /// The key that signed.
    pub key: &'a Address,
}

impl Checker<'_> {
    /// Refuses a validator that is not active, warmed up and backed, and one that is a party of the node.
    ///
    /// # Errors
    /// `WrongVersion`, `ValidatorNotActive`, `CheckerConflict`.
    pub fn check(&self, node: &Node, now: i64) -> Result<()> {
        let known = self.staking_config.version == VERSION
            && self.validator.version == VERSION
            && self.bond.version == VERSION;
        require!(known, RegistryError::WrongVersion);
        let validator_min = self.staking_config.params.validator_min.get();
        let may_act =
            self.validator
                .may_act(self.validator.address(), self.bond, validator_min, now);
        require!(may_act, RegistryError::ValidatorNotActive);
        let party = *self.key == node.authority || *self.key == node.operator;
        require!(!party, RegistryError::CheckerConflict);
        Ok(())
    }
}
