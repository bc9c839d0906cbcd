//! A credit: what an owner set aside for one payee, paid out against vouchers that a session key signs off chain.

use {
    super::PodMarketsParams,
    crate::{constants::CREDIT_CLOSE_SECONDS, error::MarketsError, math::SplitTerms},
    anchor_lang::prelude::*,
    hypernode_common::{
        config::ConfigHead,
        math::{add, later},
        program_account,
    },
};

program_account! {
    /// The account at `["credit", owner, payee, id]`. The shares of a payment are copied when it opens, so no
    /// parameter reaches it later.
    pub struct Credit, size = 211 {
        /// Canonical bump of the vault.
        pub vault_bump: u8,
        /// Who deposits and gets the rest back.
        pub owner: Address,
        /// Who is paid: the recipient of the operator's part.
        pub payee: Address,
        /// Sixteen raw bytes, not all zero.
        pub id: [u8; 16],
        /// Key whose signature makes a voucher.
        pub session_key: Address,
        /// All that was ever deposited, base units.
        pub deposited: PodU64,
        /// All that was ever redeemed, fees included, base units; at most `deposited`.
        pub redeemed: PodU64,
        /// Slot it was opened in, which every voucher names: none outlives the credit.
        pub opened_slot: PodU64,
        /// Last Unix second that is the payee's alone to redeem; 0 = nobody asked to close.
        pub close_at: PodI64,
        /// Part of a payment for the treasury.
        pub treasury_bps: PodU16,
        /// Part of a payment for stakers and nodes.
        pub incentive_bps: PodU16,
        /// Part of a payment for an orchestrator; a credit has none, so it joins the treasury's.
        pub orchestrator_bps: PodU16,
        /// Part of a payment for stakers, inside the incentive.
        pub staker_bps: PodU16,
    }
}

impl Credit {
    /// Copies the shares that payments out of this credit are split by.
    pub fn copy_shares(&mut self, params: &PodMarketsParams) {
        self.treasury_bps = params.treasury_bps;
        self.incentive_bps = params.incentive_bps;
        self.orchestrator_bps = params.orchestrator_bps;
        self.staker_bps = params.staker_bps;
    }

    /// Shares of a payment: as of a settlement without orchestrator, template and credit for a late start.
    pub fn split_terms(&self) -> SplitTerms {
        SplitTerms {
            treasury_bps: self.treasury_bps.get(),
            incentive_bps: self.incentive_bps.get(),
            orchestrator_bps: self.orchestrator_bps.get(),
            staker_bps: self.staker_bps.get(),
            royalty_bps: 0,
            credit_bps: 0,
            has_orchestrator: false,
        }
    }

    /// Adds a deposit.
    ///
    /// # Errors
    /// `CreditClosing`, `ZeroAmount`, `Overflow`.
    pub fn deposit(&mut self, amount: u64) -> Result<()> {
        require!(self.close_at.get() == 0, MarketsError::CreditClosing);
        require!(amount > 0, MarketsError::ZeroAmount);
        self.deposited = add(self.deposited.get(), amount)
            .map_err(MarketsError::from)?
            .into();
        self.invariant()
    }

    /// Redeems a voucher over `cumulative` base units; gives what it adds to the earlier ones.
    ///
    /// # Errors
    /// `VoucherSpent`, `VoucherAboveDeposit`.
    pub fn redeem(&mut self, cumulative: u64) -> Result<u64> {
        let amount = cumulative
            .checked_sub(self.redeemed.get())
            .filter(|amount| *amount > 0)
            .ok_or(MarketsError::VoucherSpent)?;
        require!(
            cumulative <= self.deposited.get(),
            MarketsError::VoucherAboveDeposit
        );
        self.redeemed = cumulative.into();
        self.invariant()?;
        Ok(amount)
    }

    /// Starts the payee's last day.
    ///
    /// # Errors
    /// `CreditClosing`.
    pub fn request_close(&mut self, now: i64) -> Result<()> {
        require!(self.close_at.get() == 0, MarketsError::CreditClosing);
        self.close_at = later(now, CREDIT_CLOSE_SECONDS)
            .map_err(MarketsError::from)?
            .into();
        Ok(())
    }

    /// Demands that the payee had its day. A pause of exits keeps a payee from redeeming, so the day begins anew at
    /// the end of the last one.
    ///
    /// # Errors
    /// `CreditNotClosing`, `DeadlineNotPassed`.
    pub fn require_closable(&self, head: &ConfigHead, now: i64) -> Result<()> {
        require!(self.close_at.get() != 0, MarketsError::CreditNotClosing);
        let after_pause =
            later(head.last_exits_pause_end(), CREDIT_CLOSE_SECONDS).map_err(MarketsError::from)?;
        require!(
            now > self.close_at.get().max(after_pause),
            MarketsError::DeadlineNotPassed
        );
        Ok(())
    }

    /// What is always true of a credit; a breach fails the transaction.
    ///
    /// # Errors
    /// `Overflow`: no caller can cause it.
    pub fn invariant(&self) -> Result<()> {
        require!(
            self.redeemed.get() <= self.deposited.get(),
            MarketsError::Overflow
        );
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use {
        super::*,
        crate::math::split_floor,
        anchor_lang::bytemuck::Zeroable,
        num_bigint::BigUint,
        proptest::{collection::vec, prelude::*},
    };

    /// A deposit, or a voucher over so many parts in 1,000 of everything that could still be asked for and a bit more.
    #[derive(Clone, Copy, Debug)]
    enum Step {
        Deposit(u64),
        Redeem(u64),
    }

    fn steps() -> impl Strategy<Value = Vec<Step>> {
        let step = prop_oneof![
            (0u64..=100_000_000_000_000).prop_map(Step::Deposit),
            (0u64..=1_100).prop_map(Step::Redeem),
        ];
        vec(step, 1..40)
    }

    fn credit(shares: [u16; 4]) -> Credit {
        let mut credit = Credit::zeroed();
        credit.treasury_bps = shares[0].into();
        credit.incentive_bps = shares[1].into();
        credit.orchestrator_bps = shares[2].into();
        credit.staker_bps = shares[3].min(shares[1]).into();
        credit
    }

    proptest! {
        #[test]
        fn every_unit_deposited_is_paid_out_once_or_still_there(
            steps in steps(),
            shares in (0u16..=2_000, 0u16..=1_500, 0u16..=1_000, 0u16..=1_500).prop_map(<[u16; 4]>::from),
        ) {
            let mut credit = credit(shares);
            let (mut vault, mut paid) = (BigUint::ZERO, BigUint::ZERO);
            let mut deposited = BigUint::ZERO;
            for step in steps {
                match step {
                    Step::Deposit(amount) => {
                        prop_assert_eq!(credit.deposit(amount).is_ok(), amount > 0);
                        vault += amount;
                        deposited += amount;
                    }
                    Step::Redeem(part) => {
                        let open = credit.deposited.get() - credit.redeemed.get();
                        let cumulative = credit.redeemed.get() + open / 1_000 * part;
                        let before = credit.redeemed.get();
                        let allowed = before < cumulative && cumulative <= credit.deposited.get();
                        let redeemed = credit.redeem(cumulative);
                        prop_assert_eq!(redeemed.is_ok(), allowed);
                        let Ok(amount) = redeemed else {
                            prop_assert_eq!(credit.redeemed.get(), before);
                            continue;
                        };
                        let split = split_floor(amount, &credit.split_terms()).expect("bounded shares");
                        prop_assert_eq!((split.orchestrator, split.royalty, split.credit), (0, 0, 0));
                        // Slow: what each share is of the amount, and all that is left.
                        let floor = |bps: u16| BigUint::from(amount) * BigUint::from(bps) / 10_000u32;
                        let treasury = floor(shares[0]) + floor(shares[2]);
                        prop_assert_eq!(BigUint::from(split.treasury), treasury.clone());
                        prop_assert_eq!(BigUint::from(split.incentive), floor(shares[1]));
                        prop_assert_eq!(
                            BigUint::from(split.operator),
                            BigUint::from(amount) - treasury - floor(shares[1])
                        );
                        vault -= amount;
                        paid += BigUint::from(split.operator) + split.treasury + split.incentive;
                    }
                }
                prop_assert_eq!(BigUint::from(credit.redeemed.get()), paid.clone());
                prop_assert_eq!(BigUint::from(credit.deposited.get()), deposited.clone());
                prop_assert_eq!(&vault + &paid, deposited.clone());
            }
        }
    }

    #[test]
    fn refuses_a_deposit_that_does_not_fit() {
        let mut credit = credit([0; 4]);
        credit.deposit(u64::MAX).expect("the first");
        assert_eq!(credit.deposit(1), Err(MarketsError::Overflow.into()));
    }
}
