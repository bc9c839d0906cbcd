using Hypernode.Cli.Commands.Job.Verdicts;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Tests.Commands.Job;

internal sealed class SaltStoreTests : ProfileFixture
{
    private static readonly Address Commitment = new(Enumerable.Repeat((byte)7, 32).ToArray());
    private static readonly Hash Genesis = new(Enumerable.Repeat((byte)1, 32).ToArray());

    [Test]
    public void Keeps_one_salt_a_verdict_for_its_owner_alone()
    {
        var store = SaltStore.OfUser(Genesis);
        var salt = store.Keep(Commitment, valid: true);
        var file = Path.Combine(Home, "verdicts", Genesis.ToString(), $"{Commitment}.valid");
        Assert.Multiple(() =>
        {
            Assert.That(salt, Has.Length.EqualTo(32));
            Assert.That(File.GetUnixFileMode(file), Is.EqualTo(UnixFileMode.UserRead | UnixFileMode.UserWrite));
            Assert.That(SaltStore.OfUser(Genesis).Keep(Commitment, valid: true), Is.EqualTo(salt), "a second try sends the same commitment");
            Assert.That(store.Keep(Commitment, valid: false), Is.Not.EqualTo(salt));
            Assert.That(store.Find(Commitment, valid: true), Is.EqualTo(salt), "the first one may have landed");
        });
    }

    [Test]
    public void Forgets_what_was_revealed()
    {
        var store = SaltStore.OfUser(Genesis);
        store.Keep(Commitment, valid: true);
        store.Forget(Commitment);
        Assert.Multiple(() =>
        {
            Assert.That(store.Find(Commitment, valid: true), Is.Null);
            Assert.That(store.Find(Commitment, valid: false), Is.Null);
        });
    }
}
