//! A readable name, its owner and what it points at.

use {
    crate::{constants::NAME_GRACE_SECONDS, error::RegistryError, math::name_expiry},
    anchor_lang::prelude::*,
    hypernode_common::{config::non_zero, math::later},
};

type Check<T = ()> = core::result::Result<T, RegistryError>;

hypernode_common::bounded_bytes! {
    /// Text of a name: 1..32 of a-z, 0-9 and hyphen.
    NameText, PodNameText, 32, 34
}

impl NameText {
    /// The text, if it is a name.
    ///
    /// # Errors
    /// `InvalidName`.
    pub fn check(&self) -> Check<&[u8]> {
        let allowed = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-');
        self.used()
            .filter(|text| !text.is_empty() && text.iter().all(allowed))
            .ok_or(RegistryError::InvalidName)
    }
}

hypernode_common::program_account! {
    /// A name: `["name", sha256(text)]`.
    pub struct Name, size = 164 {
        /// The text.
        pub text: PodNameText,
        /// Whose it is.
        pub owner: Address,
        /// Node, wallet or other account it stands for; zero = none.
        pub target: Address,
        /// Last Unix second it is paid for.
        pub expires_at: PodI64,
    }
}

/// What a name is registered with.
#[derive(Clone, Copy, Debug)]
pub struct NameGrant {
    /// Its text, checked.
    pub text: NameText,
    /// Whose it is.
    pub owner: Address,
    /// What it stands for.
    pub target: Address,
    /// Years paid for.
    pub years: u8,
}

impl Name {
    /// Fills a new name.
    ///
    /// # Errors
    /// `ParameterOutOfBounds`.
    pub fn grant(&mut self, grant: &NameGrant, now: i64) -> Check {
        self.expires_at = name_expiry(now, grant.years, now)?.into();
        self.text = grant.text.into();
        self.owner = grant.owner;
        self.target = grant.target;
        Ok(())
    }

    /// Is paid for `years` more, counted from the end of the years paid: the grace is no gift.
    ///
    /// # Errors
    /// `NameExpired`, `ParameterOutOfBounds`.
    pub fn renew(&mut self, years: u8, now: i64) -> Check {
        self.check_kept(now)?;
        self.expires_at = name_expiry(self.expires_at.get(), years, now)?.into();
        Ok(())
    }

    /// Goes to another owner, stands for something else.
    ///
    /// # Errors
    /// `NameExpired`, `ZeroAddress` for no owner.
    pub fn update(&mut self, owner: Address, target: Address, now: i64) -> Check {
        self.check_kept(now)?;
        self.owner = non_zero(owner)?;
        self.target = target;
        Ok(())
    }

    /// Guards its release: its owner at any time, anyone once the grace is over.
    ///
    /// # Errors
    /// `NotNameOwner`.
    pub fn check_releasable(&self, signer: &Address, now: i64) -> Check {
        if self.owner != *signer && self.check_kept(now).is_ok() {
            return Err(RegistryError::NotNameOwner);
        }
        Ok(())
    }

    /// Demands that the name is still its owner's: paid for, or within the grace.
    ///
    /// # Errors
    /// `NameExpired`, `Overflow`.
    fn check_kept(&self, now: i64) -> Check {
        if now > later(self.expires_at.get(), NAME_GRACE_SECONDS)? {
            return Err(RegistryError::NameExpired);
        }
        Ok(())
    }
}
