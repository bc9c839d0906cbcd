//! Who may judge the result of a job.

use {
    crate::{
        error::MarketsError,
        state::{Challenge, Job},
    },
    anchor_lang::prelude::*,
    hypernode_common::{
        registry::Node,
        staking::{self, Bond, Validator, ValidatorStatus},
    },
};

/// A validator, what staking says about it, and what it is about to judge.
pub struct Judge<'a> {
    /// Its owner, who signed.
    pub owner: &'a Address,
    /// The challenge.
    pub challenge: &'a Challenge,
    /// Its job.
    pub job: &'a Job,
    /// The node whose result it is.
    pub node: &'a Node,
    /// The validator.
    pub validator: &'a Validator,
    /// Its own bond.
    pub bond: &'a Bond,
    /// What a validator needs.
    pub staking: &'a staking::Config,
}

impl Judge<'_> {
    /// The validator was active when the round opened, still holds its stake, and is no party of the job.
    ///
    /// # Errors
    /// `ValidatorNotActive`, `ValidatorConflict`.
    pub fn check(&self) -> Result<()> {
        let active = self.validator.status == ValidatorStatus::Active
            && self.validator.active_from <= self.challenge.opened_at
            && self.bond.pledged >= self.staking.params.validator_min;
        require!(active, MarketsError::ValidatorNotActive);
        let parties = [
            &self.job.requester,
            &self.job.funder,
            &self.node.authority,
            &self.node.operator,
        ];
        require!(
            !parties.contains(&self.owner),
            MarketsError::ValidatorConflict
        );
        Ok(())
    }
}
