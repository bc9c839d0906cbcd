//! Addresses every program agrees on: program ids, caller PDAs, event authorities and Configs.
//!
//! They are constants because deriving a PDA on chain costs some 330 compute units a try; the unit test below derives each
//! of them again.

use anchor_lang::prelude::*;

/// Seed of the PDA by which a program proves itself to a program it calls.
pub const SEED_CALLER: &[u8] = b"caller";
/// Seed of the Config of each program.
pub const SEED_CONFIG: &[u8] = b"config";
/// Seed of the PDA that signs a program's event calls.
pub const SEED_EVENT_AUTHORITY: &[u8] = b"__event_authority";

/// The classic token program.
pub const TOKEN_PROGRAM: Address =
    Address::from_str_const("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA");
/// The associated token account program.
pub const ASSOCIATED_TOKEN_PROGRAM: Address =
    Address::from_str_const("ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL");
/// The system program.
pub const SYSTEM_PROGRAM: Address = Address::from_str_const("11111111111111111111111111111111");
/// The loader whose ProgramData records the upgrade authority.
pub const UPGRADEABLE_LOADER: Address =
    Address::from_str_const("BPFLoaderUpgradeab1e11111111111111111111111");
/// The program that checks Ed25519 signatures.
pub const ED25519_PROGRAM: Address =
    Address::from_str_const("Ed25519SigVerify111111111111111111111111111");
/// The sysvar that shows the instructions of a transaction.
pub const INSTRUCTIONS_SYSVAR: Address =
    Address::from_str_const("Sysvar1nstructions1111111111111111111111111");

/// Key that may initialise a program where no upgradeable loader records one (test machines).
pub const DEPLOYER: Address =
    Address::from_str_const("4NusgMnxBWLyN1a8rCof8hTNJrtV9ePdsq1BFyWR35aU");

/// A PDA that signs by `invoke_signed`: its address and canonical bump.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pda {
    /// The derived address.
    pub address: Address,
    /// Its canonical bump.
    pub bump: u8,
}

/// One program of the protocol with the PDAs that other programs name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    /// The program id.
    pub id: Address,
    /// PDA `["caller"]`, by which it signs calls to its siblings.
    pub caller: Pda,
    /// PDA `["__event_authority"]`, by which it signs its own events.
    pub event_authority: Pda,
    /// PDA `["config"]`.
    pub config: Pda,
}

const fn pda(address: &str, bump: u8) -> Pda {
    Pda {
        address: Address::from_str_const(address),
        bump,
    }
}

/// Nodes, reputation, hardware identity.
pub const REGISTRY: Program = Program {
    id: Address::from_str_const("3W3fUDwCG6ih1QBkXXcEpFw5HW7Levxk4udqtywTGrQP"),
    caller: pda("DNrkXnKHJ5e8B6MxgNcb6oExAT2RHBtLHzPXTvN4JSt7", 255),
    event_authority: pda("ABN7S3dzpe4LrPvopjL5CoFuKiStm9jNxMUZZ8jEXiaY", 255),
    config: pda("AZK92GNvyPDt7tNKjQeSKtZ5PcCDFiHa6bHJeFd27Z4b", 255),
};

/// Jobs, escrow, settlement.
pub const MARKETS: Program = Program {
    id: Address::from_str_const("GFRcXCcCVsGdS814ifea8QqF6HLTyPRYykC7wJzNEbWj"),
    caller: pda("2egj5YxkrX7KcBUxhivcfvJYJt55LiHces3Lr1YeuWRV", 254),
    event_authority: pda("DxVhsypYnWB3Jv7TUYPvLsY4HD8tEaueg6RreMCbFbM9", 255),
    config: pda("E1SCVZMwk2QxdyqKgGttqtPxLoTpH2ubpGfjCyiJGiYF", 251),
};

/// Positions, weight, bonds, validators.
pub const STAKING: Program = Program {
    id: Address::from_str_const("AQicbZkqRZcpEaKCuuV4pP3gLewaVXUP4ufPcdrsZvtx"),
    caller: pda("CNn3AtXGoDfumFVEgYm5fXt746YnQ4ZpFExNsN9wVvua", 255),
    event_authority: pda("CsS9zjnLfCyeXfgMNvnHvSwSoGMt3ThwJBaZn81SZLaA", 253),
    config: pda("4MPtjgZxxezbFJgV8RkWCuN418byJofvi1GpHh1y3uxN", 253),
};

/// Staker and node rewards.
pub const REWARDS: Program = Program {
    id: Address::from_str_const("8orNzzmBpzZbeU9epNJNHuDRzShkLa9n46gaLD8DrKCm"),
    caller: pda("9uggxKeP3rfkGYRtQnqebP5TiCK3U7BWKHJ6r7mt2Qfu", 254),
    event_authority: pda("4AT64uJZ37cWp6F1yDBoZb18p9CVowzxkprCLLQxjEBH", 255),
    config: pda("2QfkKoqtLYzKaUhY1XSmerfMfYV3erZZvqWSGh6xmqmc", 253),
};

/// Reports, votes, appeals.
pub const SLASHING: Program = Program {
    id: Address::from_str_const("74TZV4yRvLxzTNLKRowskRfeY9APJiqKjj6fuaWrETUo"),
    caller: pda("3PgUnn43YJ6suGqeV9aKFyTuVcpmvCw3FeLEqZuUquLt", 254),
    event_authority: pda("8chtvGTLr4EUHJYjRHnX7URH3LCFQeM5f41Q2k2xgsAx", 254),
    config: pda("74t2j1X9uFJfeLarduN8yRyY63SMzXAMBbwgn31cLRJ8", 255),
};

/// Proposals and the executor.
pub const GOVERNANCE: Program = Program {
    id: Address::from_str_const("5MNGyLU2KUz8y5vFrTxSL5EUQE8La6XBcdyX8VAKgY47"),
    caller: pda("4L1eG9RgU7i9DTsjqeno4uXqqdSxwAjRs7xEHsfXwo3K", 254),
    event_authority: pda("C9uaUz92njSNkHXMjQFtaUW3eLWdUQrbrX7ShZJurAWM", 252),
    config: pda("H2kLsQoR4acpgxKXSPC1CwvwGK4eKBMGK94CiMVZyPxd", 254),
};

/// Messages to and from Base.
pub const BRIDGE: Program = Program {
    id: Address::from_str_const("6rNSv61zbg72vhtWMRDMaPbxpyyhpbzwns5Eso4pp3SR"),
    caller: pda("AxKK8UngU8sWGsesVeajiw7okpLf4mijVVFvKLKiksob", 255),
    event_authority: pda("B6yRXgDuuudYgRndgHZsYasm7SkXubh2gN1chbxrMux8", 254),
    config: pda("6hord9TeiMWoFdodQbSFr5Ap65tN7BWmQKKR6yTGQRrk", 255),
};

/// All seven, in the order of the specification.
pub const ALL: [Program; 7] = [
    REGISTRY, MARKETS, STAKING, REWARDS, SLASHING, GOVERNANCE, BRIDGE,
];

/// `["totals"]` of staking.
pub const TOTALS: Pda = pda("DUtjoxHi1h5ePjUBFzGCtXz7qSC8fGdKM3Q6FSkEmuRN", 255);
/// `["vault"]` of staking: the token account of all stakes, which is its own token owner.
pub const STAKE_VAULT: Pda = pda("E58CY7byRs1iPFP7JLD4ny2Jh2id512rCfjCKpy8NTz8", 255);
/// `["state"]` of rewards.
pub const REWARDS_STATE: Pda = pda("4khDCKGFF9QmVpSrBZQvYvxV21fBbwR6vTJCUx4EmRGW", 255);
/// `["staker_vault"]` of rewards.
pub const STAKER_VAULT: Pda = pda("7WJhd9hP2x82fKqjmCh95iWSU9q4bp1NugCtP4wUiFF4", 255);
/// `["incentive_vault"]` of rewards.
pub const INCENTIVE_VAULT: Pda = pda("35idbd1CgHkxce9eTznALpjKsdKoZBftthE7g8JremcG", 255);
/// `["vaults"]` of rewards: token owner of both its vaults.
pub const REWARDS_VAULTS: Pda = pda("Wm5wBr2PbzPKCJ9hXc3ACRPovaJwU9kpSh9QfAS2xiw", 255);
/// `["state"]` of slashing.
pub const SLASHING_STATE: Pda = pda("AP8gnZmM9psqMdMAkYqLshRgradNrio1mpRH1mhrgVbj", 255);
/// `["slash_vault"]` of slashing.
pub const SLASH_VAULT: Pda = pda("7QvthoX1pQK1i1kZ5DtW9a25RVi4q237WZEtaUDWnE8Q", 250);
/// `["bond_vault"]` of slashing.
pub const BOND_VAULT: Pda = pda("EdKwYNK4vbbheYJy8ZedbovzZnEaYLJtuRd2UeQbhNQq", 255);
/// `["vaults"]` of slashing: token owner of both its vaults.
pub const SLASHING_VAULTS: Pda = pda("8gQUeRCKV75Ao1yM6sR9AaVn3ijWWtkJZpdNkmLCb8qd", 255);

/// `["executor"]` of governance: authority of every Config once it was handed over, upgrade authority of every
/// program; signs in `execute_proposal` alone.
pub const EXECUTOR: Pda = pda("1XsCpZiGzMsjGsZr7TxeUTVQCwShChjJGkrRMcB4XSG", 253);
/// `["treasury"]` of governance: token account of the treasury.
pub const TREASURY: Pda = pda("EW2Vdab7oKuDvQkcMC7cRHwzGpmNo5QVzNvDJTxpu2Zx", 255);
/// `["treasury_owner"]` of governance: token owner of the treasury; signs in `spend_treasury` alone.
pub const TREASURY_OWNER: Pda = pda("9zppmaAaZ5KawE7xsGNaBzLfVbiCoH57dZDaoNESCH7S", 255);
/// `["bond_vault"]` of governance: bonds of open proposals; its own token owner.
pub const PROPOSAL_BOND_VAULT: Pda = pda("FR956ZqNv9PCQuCdDAi3aAozGsVZE2s6asnHZX58yhXu", 253);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_equal_the_derived_addresses() {
        for program in ALL {
            for (seed, constant) in [
                (SEED_CALLER, program.caller),
                (SEED_EVENT_AUTHORITY, program.event_authority),
                (SEED_CONFIG, program.config),
            ] {
                let (address, bump) = Address::find_program_address(&[seed], &program.id);
                assert_eq!(Pda { address, bump }, constant);
            }
        }
    }

    #[test]
    fn singletons_equal_the_derived_addresses() {
        for (seed, program, constant) in [
            (&b"totals"[..], STAKING, TOTALS),
            (b"vault", STAKING, STAKE_VAULT),
            (b"state", REWARDS, REWARDS_STATE),
            (b"staker_vault", REWARDS, STAKER_VAULT),
            (b"incentive_vault", REWARDS, INCENTIVE_VAULT),
            (b"vaults", REWARDS, REWARDS_VAULTS),
            (b"state", SLASHING, SLASHING_STATE),
            (b"slash_vault", SLASHING, SLASH_VAULT),
            (b"bond_vault", SLASHING, BOND_VAULT),
            (b"vaults", SLASHING, SLASHING_VAULTS),
            (b"executor", GOVERNANCE, EXECUTOR),
            (b"treasury", GOVERNANCE, TREASURY),
            (b"treasury_owner", GOVERNANCE, TREASURY_OWNER),
            (b"bond_vault", GOVERNANCE, PROPOSAL_BOND_VAULT),
        ] {
            let (address, bump) = Address::find_program_address(&[seed], &program.id);
            assert_eq!(Pda { address, bump }, constant);
        }
    }
}
