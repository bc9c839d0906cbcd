using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;

namespace Hypernode.Cli.Tests.Decoding;

/// <summary>A position as the chain holds it.</summary>
internal static class Positions
{
    public static readonly Address Owner = Address.Parse("4NusgMnxBWLyN1a8rCof8hTNJrtV9ePdsq1BFyWR35aU");

    public static Position Of(ulong amount, long unlockAt = 1_800_000_000) => new()
    {
        Version = 1,
        Bump = 255,
        Pledge = PledgeStatus.Free,
        BondIndex = 0,
        Owner = Owner,
        Index = 3,
        Amount = amount,
        UnbondingAmount = 0,
        WithdrawAt = 0,
        LockDays = 30,
        MultiplierBps = 15_000,
        LockedAt = 1_700_000_000,
        UnlockAt = unlockAt,
        Weight = amount * 3 / 2,
        WeightSlot = 7,
        PreviousWeight = 0,
        PreviousSlot = 0,
        Subject = default,
        ReleaseAt = 0,
        SlashedTotal = 0,
        RentPayer = Owner,
        Changes = 1,
        Reserved = new byte[12],
    };
}
