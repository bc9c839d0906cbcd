using Hypernode.Solana.Rpc.Transport;

namespace Hypernode.Solana.Tests.Rpc;

/// <summary>The retry table, row by row.</summary>
internal sealed class RetryPolicyTests
{
    private static readonly Exception Error = new InvalidOperationException();

    [TestCase(1, 100)]
    [TestCase(2, 200)]
    [TestCase(3, 400)]
    [TestCase(6, 3_200)]
    [TestCase(7, 5_000)]
    [TestCase(1_000, 5_000)]
    public void Back_off_is_jittered_below_100_ms_doubling_to_5_s(int tries, double boundMilliseconds)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RetryPolicy.BackOff(tries, 0), Is.EqualTo(TimeSpan.Zero));
            Assert.That(RetryPolicy.BackOff(tries, 1).TotalMilliseconds, Is.EqualTo(boundMilliseconds));
        }
    }

    [TestCase(RpcFailureKind.Unreachable)]
    [TestCase(RpcFailureKind.RateLimited)]
    [TestCase(RpcFailureKind.Unhealthy)]
    [TestCase(RpcFailureKind.Protocol)]
    public void Four_tries_are_made(object kind)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(Delay((RpcFailureKind)kind, tries: 3), Is.Not.Null);
            Assert.That(Delay((RpcFailureKind)kind, tries: 4), Is.Null);
        }
    }

    [Test]
    public void A_definite_answer_is_never_asked_again() => Assert.That(Delay(RpcFailureKind.Final, tries: 1), Is.Null);

    [TestCase(RpcFailureKind.Unreachable)]
    [TestCase(RpcFailureKind.RateLimited)]
    [TestCase(RpcFailureKind.Unhealthy)]
    [TestCase(RpcFailureKind.Behind)]
    [TestCase(RpcFailureKind.Protocol)]
    public void What_would_happen_twice_is_never_repeated(object kind) =>
        Assert.That(Delay((RpcFailureKind)kind, tries: 1, call: RpcCallKind.Once, untried: true), Is.Null);

    [TestCase(RpcFailureKind.Unhealthy)]
    [TestCase(RpcFailureKind.Protocol)]
    [TestCase(RpcFailureKind.RateLimited)]
    [TestCase(RpcFailureKind.Behind)]
    public void Another_node_is_asked_at_once(object kind) =>
        Assert.That(Delay((RpcFailureKind)kind, tries: 1, untried: true), Is.EqualTo(TimeSpan.Zero));

    [TestCase(7, 7)]
    [TestCase(30, 30)]
    [TestCase(31, 30)]
    [TestCase(3_600, 30)]
    public void A_wish_to_wait_is_granted_up_to_30_s(int wish, int granted) =>
        Assert.That(Delay(RpcFailureKind.RateLimited, tries: 1, retryAfter: TimeSpan.FromSeconds(wish)), Is.EqualTo(TimeSpan.FromSeconds(granted)));

    [TestCase(9.8, true)]
    [TestCase(9.9, false)]
    public void Nodes_behind_the_context_slot_are_waited_for_up_to_10_s(double elapsedSeconds, bool waits) =>
        Assert.That(Delay(RpcFailureKind.Behind, tries: 1, elapsed: TimeSpan.FromSeconds(elapsedSeconds)).HasValue, Is.EqualTo(waits));

    private static TimeSpan? Delay(
        RpcFailureKind kind,
        int tries,
        RpcCallKind call = RpcCallKind.Read,
        bool untried = false,
        TimeSpan? retryAfter = null,
        TimeSpan elapsed = default) =>
        RetryPolicy.DelayBeforeNext(new RpcFailure(kind, Error, retryAfter), call, tries, untried, elapsed, jitter: 1);
}
