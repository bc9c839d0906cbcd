//! What happened to credits; conventions as in `events`.

use anchor_lang::prelude::*;

/// A credit was opened (70).
#[event]
pub struct CreditOpened {
    /// The credit.
    pub credit: Address,
    /// Its counter.
    pub credit_changes: u32,
    /// Who deposits.
    pub owner: Address,
    /// Who is paid.
    pub payee: Address,
    /// Sixteen raw bytes.
    pub id: [u8; 16],
    /// Key whose signature makes a voucher.
    pub session_key: Address,
    /// Shares of a payment, basis points: treasury.
    pub treasury_bps: u16,
    /// Incentive.
    pub incentive_bps: u16,
    /// Orchestrator, which joins the treasury's.
    pub orchestrator_bps: u16,
    /// Stakers, inside the incentive.
    pub staker_bps: u16,
    /// The vault.
    pub vault: Address,
    /// Account the deposit came from.
    pub owner_token: Address,
    /// Moved into the vault.
    pub deposit: u64,
    /// Who paid the rent.
    pub rent_payer: Address,
    /// Slot; also the credit's `opened_slot`.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A credit was topped up (71).
#[event]
pub struct CreditFunded {
    /// The credit.
    pub credit: Address,
    /// Its counter.
    pub credit_changes: u32,
    /// Deposited before.
    pub deposited_before: u64,
    /// Deposited after.
    pub deposited_after: u64,
    /// Account the deposit came from.
    pub owner_token: Address,
    /// The vault.
    pub vault: Address,
    /// Moved into the vault.
    pub deposit: u64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A voucher was redeemed (72). The parts are what left the vault.
#[event]
pub struct VoucherRedeemed {
    /// The credit.
    pub credit: Address,
    /// Its counter.
    pub credit_changes: u32,
    /// The shard.
    pub fee_shard: Address,
    /// Its counter.
    pub fee_shard_changes: u32,
    /// Who is paid.
    pub payee: Address,
    /// Redeemed before.
    pub redeemed_before: u64,
    /// Redeemed after: what the voucher says.
    pub redeemed_after: u64,
    /// Number of the shard.
    pub shard: u8,
    /// Epoch the fees count under; a credit has no node, so they earn nobody points.
    pub epoch: u32,
    /// To the payee, who keeps the dust.
    pub operator: u64,
    /// Of the fees, for the treasury.
    pub treasury: u64,
    /// Of the fees, for stakers and nodes.
    pub incentive: u64,
    /// Of the incentive, for stakers.
    pub staker: u64,
    /// The vault.
    pub vault: Address,
    /// Account of the payee.
    pub payee_token: Address,
    /// Vault of the shard.
    pub fee_vault: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// An owner asked to close its credit (73).
#[event]
pub struct CreditCloseRequested {
    /// The credit.
    pub credit: Address,
    /// Its counter.
    pub credit_changes: u32,
    /// Before: 0, nobody asked.
    pub close_at_before: i64,
    /// Last Unix second that is the payee's alone.
    pub close_at_after: i64,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}

/// A credit was closed (74).
#[event]
pub struct CreditClosed {
    /// The credit.
    pub credit: Address,
    /// Its counter.
    pub credit_changes: u32,
    /// Who got the rest.
    pub owner: Address,
    /// Who was paid.
    pub payee: Address,
    /// Its id, free again.
    pub id: [u8; 16],
    /// The vault, gone now.
    pub vault: Address,
    /// Account of the owner.
    pub owner_token: Address,
    /// The vault's whole balance, moved to the owner.
    pub rest: u64,
    /// Got the lamports.
    pub rent_payer: Address,
    /// Slot.
    pub slot: u64,
    /// Unix seconds.
    pub at: i64,
}
