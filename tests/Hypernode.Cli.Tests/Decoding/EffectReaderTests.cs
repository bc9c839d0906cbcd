using System.Buffers.Binary;
using Hypernode.Cli.Decoding;
using Hypernode.Client.Staking;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc.Model;

namespace Hypernode.Cli.Tests.Decoding;

internal sealed class EffectReaderTests
{
    private const ulong Lamports = 2_000_000;
    private static readonly Address Mint = Address.Parse("7WJhd9hP2x82fKqjmCh95iWSU9q4bp1NugCtP4wUiFF4");
    private static readonly Address Account = Address.Parse("E58CY7byRs1iPFP7JLD4ny2Jh2id512rCfjCKpy8NTz8");
    private static readonly EffectReader Reader = new(Mint);

    [Test]
    public void Tells_old_and_new_value_of_each_changed_field_in_its_unit()
    {
        var effect = Reader.Read(Account, Ours(Positions.Of(100_000_000)), Ours(Positions.Of(150_000_000, unlockAt: 1_800_086_400)));
        Assert.Multiple(() =>
        {
            Assert.That(effect!.What, Is.EqualTo("staking Position"));
            Assert.That(effect.Nature, Is.EqualTo(EffectNature.Changed));
            Assert.That(effect.Changes, Is.EqualTo(new[]
            {
                new FieldChange("amount", "100 HYPER", "150 HYPER"),
                new FieldChange("unlock_at", "2027-01-15 08:00:00Z", "2027-01-16 08:00:00Z"),
                new FieldChange("weight", "150 xHYPER", "225 xHYPER"),
            }));
        });
    }

    [Test]
    public void Bookkeeping_alone_is_no_effect()
    {
        var position = Positions.Of(100_000_000);
        Assert.That(Reader.Read(Account, Ours(position), Ours(position with { Changes = 2 })), Is.Null);
    }

    [Test]
    public void New_account_shows_what_is_set_and_a_closed_one_that_it_goes()
    {
        var created = Reader.Read(Account, null, Ours(Positions.Of(100_000_000)));
        var closed = Reader.Read(Account, Ours(Positions.Of(100_000_000)), Ours(Positions.Of(100_000_000)) with { Lamports = 0 });
        Assert.Multiple(() =>
        {
            Assert.That(created!.Nature, Is.EqualTo(EffectNature.Created));
            Assert.That(created.Changes.Select(change => change.Field), Does.Contain("multiplier_bps").And.Not.Contain("unbonding_amount"));
            Assert.That(created.Changes.Single(change => change.Field is "multiplier_bps").After, Is.EqualTo("150 %"));
            Assert.That(closed!.Nature, Is.EqualTo(EffectNature.Closed));
            Assert.That(closed.What, Is.EqualTo("staking Position"));
        });
    }

    [Test]
    public void Token_account_shows_its_balance_and_whose_it_is()
    {
        var effect = Reader.Read(Account, Token(5_000_000), Token(4_000_000));
        Assert.Multiple(() =>
        {
            Assert.That(effect!.What, Is.EqualTo($"HYPER account of {Positions.Owner}"));
            Assert.That(effect.Changes, Is.EqualTo(new[] { new FieldChange("balance", "5 HYPER", "4 HYPER") }));
            Assert.That(Reader.HyperOf(Positions.Owner, Account, Token(5_000_000))!.Value.BaseUnits, Is.EqualTo(5_000_000));
            Assert.That(Reader.HyperOf(Account, Account, Token(5_000_000)), Is.Null, "another owner");
        });
    }

    [Test]
    public void List_shows_the_entries_in_use()
    {
        static Bond Of(params SlashRecord[] slashes) => new()
        {
            Version = 1,
            Bump = 255,
            Kind = BondKind.Node,
            SlotsMask = 1,
            Subject = default,
            Pledged = 1,
            Releasing = 0,
            ReservedForAssets = 0,
            SlashedTotal = 0,
            Frozen = 0,
            Slashes = [.. slashes, .. Enumerable.Repeat(new SlashRecord { At = 0, Bps = 0 }, 8 - slashes.Length)],
            RentPayer = default,
            Changes = 0,
            Reserved = new byte[12],
        };
        var after = Of(new SlashRecord { At = 1_700_000_000, Bps = 2_000 });
        var effect = Reader.Read(Account, Ours(Of()), Ours(after));
        Assert.That(effect!.Changes, Is.EqualTo(new[]
        {
            new FieldChange("slashes[0].at", null, "2023-11-14 22:13:20Z"), new FieldChange("slashes[0].bps", null, "20 %"),
        }));
    }

    [Test]
    public void Foreign_account_shows_that_its_bytes_change()
    {
        var effect = Reader.Read(Account, new AccountInfo(Mint, Lamports, false, 0, new byte[8], 8), new AccountInfo(Mint, Lamports, false, 0, new byte[9], 9));
        Assert.That(effect!.Changes.Single().Before, Does.StartWith("8 bytes, SHA-256"));
    }

    private static AccountInfo Ours(Position position) => new(StakingProgram.Id, Lamports, false, 0, position.EncodeAccount(), null);

    private static AccountInfo Ours(Bond bond) => new(StakingProgram.Id, Lamports, false, 0, bond.EncodeAccount(), null);

    private static AccountInfo Token(ulong amount)
    {
        var data = new byte[165];
        Mint.Bytes.CopyTo(data);
        Positions.Owner.Bytes.CopyTo(data.AsSpan(32));
        BinaryPrimitives.WriteUInt64LittleEndian(data.AsSpan(64), amount);
        data[108] = 1;
        return new AccountInfo(ProgramIds.Token, Lamports, false, 0, data, null);
    }
}
