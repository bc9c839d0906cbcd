using System.Net.Sockets;
using Hypernode.Cli.Commands;
using Hypernode.Content;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Networks;
using Hypernode.Protocol.Nodes;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Rpc.Model;
using Hypernode.Solana.Sending;

namespace Hypernode.Cli.Tests.Commands;

/// <summary>Each failure has one exit code, and says what happened.</summary>
internal sealed class FailureTableTests
{
    private static readonly Address Markets = Hypernode.Client.Markets.MarketsProgram.Id;

    private static IEnumerable<TestCaseData> Failures()
    {
        yield return new TestCaseData(new InvalidOperationException("a defect"), ExitCode.Internal);
        yield return new TestCaseData(new NetworkException("no network", "name one"), ExitCode.Environment);
        yield return new TestCaseData(new SocketException(111), ExitCode.Unreachable);
        yield return new TestCaseData(new NodeControlException("no worker"), ExitCode.Unreachable);
        yield return new TestCaseData(Refused(new TransactionError("InstructionError", 0, "Custom", 11_049)), ExitCode.Refused);
        yield return new TestCaseData(Refused(new TransactionError("AccountNotFound")), ExitCode.Funds);
        yield return new TestCaseData(Refused(new TransactionError("InsufficientFundsForFee")), ExitCode.Funds);
        yield return new TestCaseData(new OutcomeUnknownException(default, default, null), ExitCode.OutcomeUnknown);
        yield return new TestCaseData(new DecodeException("another layout", 0), ExitCode.Unreachable);
        yield return new TestCaseData(new CliException(ExitCode.Declined, "not confirmed"), ExitCode.Declined);
    }

    [TestCaseSource(nameof(Failures))]
    public void Failure_has_its_exit_code(Exception failure, ExitCode expected)
    {
        var explained = FailureTable.Explain(failure, interrupted: false);
        Assert.Multiple(() =>
        {
            Assert.That(explained.ExitCode, Is.EqualTo(expected));
            Assert.That(explained.Message, Is.Not.Empty);
        });
    }

    [Test]
    public void Cancelled_by_the_user_is_interrupted_and_by_nobody_a_defect()
    {
        var cancelled = new OperationCanceledException();
        Assert.Multiple(() =>
        {
            Assert.That(FailureTable.Explain(cancelled, interrupted: true).ExitCode, Is.EqualTo(ExitCode.Interrupted));
            Assert.That(FailureTable.Explain(cancelled, interrupted: false).ExitCode, Is.EqualTo(ExitCode.Internal));
        });
    }

    [TestCase(ContentError.NotFound, ExitCode.NotFound)]
    [TestCase(ContentError.Unavailable, ExitCode.NotFound)]
    public void Missing_content_is_not_found(ContentError error, ExitCode expected) =>
        Assert.That(FailureTable.Explain(new ContentException(error, "content"), interrupted: false).ExitCode, Is.EqualTo(expected));

    [Test]
    public void Other_bytes_than_the_chain_names_fail_the_verification()
    {
        var other = Enum.GetValues<ContentError>().First(error => error is not (ContentError.NotFound or ContentError.Unavailable));
        Assert.That(FailureTable.Explain(new ContentException(other, "content"), interrupted: false).ExitCode, Is.EqualTo(ExitCode.VerificationFailed));
    }

    private static TransactionFailedException Refused(TransactionError error) =>
        new SimulationResult(error, [$"Program {Markets} failed: custom program error"], null, null, null, null, [], null).ToException(null, null);
}
