using Hypernode.Solana.Addresses;

namespace Hypernode.Solana.Tests.Addresses;

internal sealed class ProgramAddressTests
{
    private static readonly Address Program = ProgramIds.Token;

    [TestCase(32, true)]
    [TestCase(33, false)]
    public void A_seed_has_at_most_32_bytes(int length, bool fits)
    {
        if (fits)
        {
            Assert.That(ProgramAddress.Find(Program, new byte[length]).Address.IsOnCurve, Is.False);
            return;
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.Throws<SeedException>(() => ProgramAddress.Find(Program, new byte[length]));
            Assert.Throws<SeedException>(() => ProgramAddress.Create(Program, new byte[length]));
        }
    }

    [TestCase(15, true)]
    [TestCase(16, false)]
    public void Find_takes_15_seeds_and_adds_the_bump(int count, bool fits)
    {
        ReadOnlyMemory<byte>[] seeds = [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)new[] { (byte)i })];
        if (!fits)
        {
            Assert.Throws<SeedException>(() => ProgramAddress.Find(Program, seeds));
            return;
        }

        var (address, bump) = ProgramAddress.Find(Program, seeds);
        Assert.That(ProgramAddress.Create(Program, [.. seeds, new[] { bump }]), Is.EqualTo(address));
    }

    [Test]
    public void Create_takes_16_seeds_and_refuses_17()
    {
        ReadOnlyMemory<byte>[] seeds = [.. Enumerable.Repeat((ReadOnlyMemory<byte>)new byte[1], 17)];
        Assert.Throws<SeedException>(() => ProgramAddress.Create(Program, seeds));
    }

    [Test]
    public void Create_refuses_a_bump_that_lies_on_the_curve()
    {
        for (byte number = 0; ; number++)
        {
            var (_, bump) = ProgramAddress.Find(Program, new[] { number });
            if (bump < byte.MaxValue)
            {
                Assert.Throws<SeedException>(() => ProgramAddress.Create(Program, new[] { number }, new[] { (byte)(bump + 1) }));
                return;
            }
        }
    }
}
