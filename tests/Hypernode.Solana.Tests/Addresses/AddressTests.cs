using Hypernode.Solana.Addresses;
using Hypernode.Solana.Tests.Fixtures;

namespace Hypernode.Solana.Tests.Addresses;

internal sealed class AddressTests
{
    [Test]
    public void Text_and_bytes_round_trip_and_order_follows_the_bytes()
    {
        var random = new RandomValues();
        for (var i = 0; i < 1_000; i++)
        {
            var (first, second) = (random.Address(), random.Address());
            using (Assert.EnterMultipleScope())
            {
                Assert.That(Address.Parse(first.ToString()), Is.EqualTo(first));
                Assert.That(new Address(first.Bytes), Is.EqualTo(first));
                Assert.That(Math.Sign(first.CompareTo(second)), Is.EqualTo(Math.Sign(first.Bytes.SequenceCompareTo(second.Bytes))));
                Assert.That(first == second, Is.False);
            }
        }
    }

    [TestCase("")]
    [TestCase("1")]
    [TestCase("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5D0")]
    [TestCase("TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA1")]
    [TestCase("JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFH")]
    public void Parse_refuses_text_that_is_no_address(string text)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Address.TryParse(text, out _), Is.False);
            Assert.Throws<FormatException>(() => Address.Parse(text));
        }
    }

    [TestCase(31)]
    [TestCase(33)]
    public void Other_lengths_are_refused(int length)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.Throws<ArgumentException>(() => _ = new Address(new byte[length]));
            Assert.Throws<ArgumentException>(() => _ = new Hash(new byte[length]));
            Assert.Throws<ArgumentException>(() => _ = new Signature(new byte[length]));
        }
    }

    [Test]
    public void The_default_address_is_the_system_program() =>
        Assert.That(ProgramIds.System.ToString(), Is.EqualTo("11111111111111111111111111111111"));

    [Test]
    public void Comparing_and_hashing_allocates_nothing()
    {
        var random = new RandomValues();
        var (first, second) = (random.Address(), random.Address());
        _ = Work(first, second);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var sum = Work(first, second);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero, $"{sum}");

        static int Work(Address left, Address right)
        {
            var sum = 0;
            for (var i = 0; i < 1_000; i++)
            {
                sum += left.CompareTo(right) + left.GetHashCode() + (left == right ? 1 : 0);
            }

            return sum;
        }
    }
}
