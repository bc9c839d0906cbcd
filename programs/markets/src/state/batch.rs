//! A batch: many jobs posted as one, and the account of how they ended.

use {
    super::{Job, JobState, Origin},
    crate::{constants::MAX_CHILDREN, error::MarketsError},
    anchor_lang::prelude::*,
    hypernode_common::{digest, program_account},
};

program_account! {
    /// The account at `["batch", requester, id]`. Its children are ordinary jobs that name it as their parent and never
    /// write it, so they run beside each other; whoever wants counts them here once they ended.
    pub struct Batch, size = 304 {
        /// Sixteen raw bytes, not all zero.
        pub id: [u8; 16],
        /// Who created it; only this requester's jobs are its children.
        pub requester: Address,
        /// Children, 1..1,024.
        pub total: PodU16,
        /// Digest of the specification every child follows.
        pub spec_digest: [u8; 32],
        /// Merkle root of the children's inputs, for readers; the program does not open it.
        pub items_root: [u8; 32],
        /// Bit i (byte i/8, 1 << i mod 8): child i is counted.
        pub collected: [u8; 128],
        /// Children that were paid.
        pub settled: PodU16,
        /// Children that were refunded, expired or cancelled.
        pub refunded: PodU16,
    }
}

/// What a requester says about a new batch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, AnchorSerialize, AnchorDeserialize, IdlType)]
pub struct BatchTerms {
    /// Children, 1 to 1,024.
    pub total: u16,
    /// Digest of the specification every child follows, not zero.
    pub spec_digest: [u8; 32],
    /// Merkle root of the children's inputs, not zero.
    pub items_root: [u8; 32],
}

/// Id of a batch's child: the first sixteen bytes of the child digest.
pub fn child_id(batch: &Address, index: u16) -> [u8; 16] {
    let mut id = [0; 16];
    id.copy_from_slice(&digest::child(batch, u32::from(index))[..16]);
    id
}

impl BatchTerms {
    /// Checks every bound.
    ///
    /// # Errors
    /// `ParameterOutOfBounds`, `ZeroDigest`.
    pub fn validate(&self) -> Result<()> {
        require!(
            (1..=MAX_CHILDREN).contains(&self.total),
            MarketsError::ParameterOutOfBounds
        );
        let digests = [&self.spec_digest, &self.items_root];
        require!(!digests.contains(&&[0; 32]), MarketsError::ZeroDigest);
        Ok(())
    }
}

impl Batch {
    /// A new batch that counted no child.
    ///
    /// # Errors
    /// `InvalidId`, and those of [`BatchTerms::validate`].
    pub fn begin(
        &mut self,
        bump: u8,
        id: &[u8; 16],
        requester: &Address,
        rent_payer: &Address,
        terms: &BatchTerms,
    ) -> Result<()> {
        require!(*id != [0; 16], MarketsError::InvalidId);
        terms.validate()?;
        self.open(bump, *rent_payer);
        self.id = *id;
        self.requester = *requester;
        self.total = terms.total.into();
        self.spec_digest = terms.spec_digest;
        self.items_root = terms.items_root;
        Ok(())
    }

    /// Counts a child that ended, once.
    ///
    /// # Errors
    /// `ChildOutOfRange`, `WrongChild`, `JobNotEnded`, `ChildCollected`.
    pub fn collect(&mut self, address: &Address, index: u16, job: &Job) -> Result<()> {
        require!(index < self.total.get(), MarketsError::ChildOutOfRange);
        let is_child = job.origin == Origin::Batch
            && job.parent == *address
            && job.requester == self.requester
            && job.spec_digest == self.spec_digest
            && job.id == child_id(address, index);
        require!(is_child, MarketsError::WrongChild);
        job.require_ended()?;
        let mask = 1u8 << (index & 7);
        let byte = self
            .collected
            .get_mut(usize::from(index >> 3))
            .ok_or(MarketsError::ChildOutOfRange)?;
        require!(*byte & mask == 0, MarketsError::ChildCollected);
        *byte |= mask;
        let count = if job.state == JobState::Settled {
            &mut self.settled
        } else {
            &mut self.refunded
        };
        // At most `total` bits are set, so the counts stay below it.
        *count = count.get().saturating_add(1).into();
        Ok(())
    }

    /// Whether every child is counted.
    pub fn is_collected(&self) -> bool {
        self.settled.get().saturating_add(self.refunded.get()) == self.total.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn child_id_is_the_first_half_of_the_digest() {
        // The worked vector: batch 0e, index 7.
        let id = child_id(&Address::new_from_array([0x0e; 32]), 7);
        assert_eq!(
            u128::from_be_bytes(id),
            0xb20f_c163_2e1d_d9ee_b3da_b5a1_98f1_11dd
        );
    }
}
