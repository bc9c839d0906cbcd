using System.Globalization;
using System.Numerics;
using Hypernode.Client.Primitives;

namespace Hypernode.Client.Tests;

public class PrimitiveTests
{
    private const int Seed = 90_210;

    [TestCase("0", 0UL)]
    [TestCase("1", 1_000_000UL)]
    [TestCase("1.5", 1_500_000UL)]
    [TestCase("0.000001", 1UL)]
    [TestCase("1.500000", 1_500_000UL)]
    [TestCase("1500000u", 1_500_000UL)]
    [TestCase("0u", 0UL)]
    [TestCase("18446744073709551615u", ulong.MaxValue)]
    [TestCase("18446744073709.551615", ulong.MaxValue)]
    public void HyperAmount_Text_IsExact(string text, ulong expected) => Assert.That(HyperAmount.Parse(text).BaseUnits, Is.EqualTo(expected));

    [TestCase("")]
    [TestCase("u")]
    [TestCase(".")]
    [TestCase(".5")]
    [TestCase("1.")]
    [TestCase("-1")]
    [TestCase("+1")]
    [TestCase(" 1")]
    [TestCase("1 ")]
    [TestCase("1e6")]
    [TestCase("1,000")]
    [TestCase("1_000")]
    [TestCase("0.0000001")]
    [TestCase("1.5u")]
    [TestCase("1.-5")]
    [TestCase("0x10")]
    [TestCase("18446744073709551616u")]
    [TestCase("18446744073709.551616")]
    [TestCase("\u0661")]
    public void HyperAmount_OtherText_IsRefused(string text) => Assert.That(() => HyperAmount.Parse(text), Throws.TypeOf<FormatException>());

    [Test]
    public void HyperAmount_Text_ReadsBack()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var amount = new HyperAmount((ulong)random.NextInt64(long.MaxValue) >> random.Next(60));
            Assert.That(HyperAmount.Parse(amount.ToString()), Is.EqualTo(amount));
            Assert.That(HyperAmount.Parse(amount.BaseUnits.ToString(CultureInfo.InvariantCulture) + "u"), Is.EqualTo(amount));
        }
    }

    [Test]
    public void HyperAmount_SumAndDifference_RefuseToWrap()
    {
        Assert.That(() => new HyperAmount(ulong.MaxValue) + new HyperAmount(1), Throws.TypeOf<OverflowException>());
        Assert.That(() => new HyperAmount(1) - new HyperAmount(2), Throws.TypeOf<OverflowException>());
        Assert.That(new HyperAmount(3) - new HyperAmount(1), Is.EqualTo(new HyperAmount(2)));
    }

    [Test]
    public void BasisPoints_Parts_MatchBigIntegers()
    {
        var random = new Random(Seed);
        for (var i = 0; i < 10_000; i++)
        {
            var part = new BasisPoints((ushort)random.Next(10_001));
            var amount = (ulong)random.NextInt64() * (ulong)random.Next(1, 3);
            var product = (BigInteger)amount * part.Value;
            Assert.That((BigInteger)part.FloorOf(amount), Is.EqualTo(product / 10_000));
            Assert.That((BigInteger)part.CeilingOf(amount), Is.EqualTo((product + 9_999) / 10_000));
        }
    }

    [Test]
    public void BasisPoints_AboveTheWhole_AreRefused()
    {
        Assert.That(new BasisPoints(10_000).FloorOf(7), Is.EqualTo(7));
        Assert.That(() => new BasisPoints(10_001), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Slot_Order_FollowsTheNumber() => Assert.That(new Slot(2) + 3, Is.EqualTo(new Slot(5)).And.GreaterThan(new Slot(4)));
}
