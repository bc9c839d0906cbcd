using System.Net.Sockets;
using Hypernode.Cli.Chain;
using Hypernode.Client.Errors;
using Hypernode.Content;
using Hypernode.Protocol.Documents;
using Hypernode.Protocol.Networks;
using Hypernode.Protocol.Nodes;
using Hypernode.Solana;
using Hypernode.Solana.Addresses;
using Hypernode.Solana.Keys;
using Hypernode.Solana.Rpc;
using Hypernode.Solana.Sending;
using Hypernode.Solana.Transactions;

namespace Hypernode.Cli.Commands;

/// <summary>Which exit code and remedy belongs to which failure.</summary>
internal static class FailureTable
{
    private const uint InsufficientFunds = 1;

    public static CliException Explain(Exception exception, bool interrupted) => exception switch
    {
        CliException known => known,
        KeyFileException key => new CliException(key.Fault == KeyFileFault.Missing ? ExitCode.NotFound : ExitCode.Environment, key.Message, inner: key),
        NetworkException network => new CliException(ExitCode.Environment, network.Message, network.Remedy, network),
        TransactionFailedException failed when LacksFunds(failed) => new CliException(
            ExitCode.Funds, $"the wallet cannot pay for this: {failed.Message}", "hypernode wallet balance; on a local network: hypernode wallet airdrop", failed),
        TransactionFailedException failed => new CliException(
            ExitCode.Refused, failed.Message, ProgramErrors.MessageOf(failed.ProgramId, failed.Code), failed),
        TransactionExpiredException => new CliException(ExitCode.Unreachable, exception.Message, "nothing changed: run the command again", exception),
        TransactionTooLargeException => new CliException(ExitCode.Usage, exception.Message, "ask for less in one transaction", exception),
        OutcomeUnknownException unknown => new CliException(
            ExitCode.OutcomeUnknown, $"transaction {unknown.Signature} was sent and its outcome is not known yet", "hypernode tx resume", unknown),
        FeeCapException => new CliException(ExitCode.Funds, exception.Message, inner: exception),
        JournalException => new CliException(ExitCode.Environment, exception.Message, inner: exception),
        GenesisMismatchException => new CliException(
            ExitCode.Environment, exception.Message, "name the endpoints file of this network, or the network of this file", exception),
        RpcUnreachableException or RpcProtocolException or RpcOverloadedException => new CliException(
            ExitCode.Unreachable, exception.Message, "check the address in the endpoints file, and that the server runs (`make up` for the local network)", exception),
        RpcException => new CliException(ExitCode.Unreachable, exception.Message, inner: exception),
        ContentException content => new CliException(
            content.Error is ContentError.Unavailable or ContentError.NotFound ? ExitCode.NotFound : ExitCode.VerificationFailed, content.Message, inner: content),
        NodeControlException => new CliException(ExitCode.Unreachable, exception.Message, inner: exception),
        DocumentException => new CliException(ExitCode.Usage, exception.Message, inner: exception),
        DecodeException => new CliException(
            ExitCode.Unreachable, exception.Message, "update this program, or name another RPC server: the account does not have the layout it must have", exception),
        OperationCanceledException when interrupted => new CliException(ExitCode.Interrupted, "interrupted"),
        HttpRequestException or SocketException => new CliException(
            ExitCode.Unreachable, exception.Message, "check the address in the endpoints file, and that the server runs (`make up` for the local network)", exception),
        UnauthorizedAccessException or IOException => new CliException(ExitCode.Environment, exception.Message, inner: exception),
        _ => new CliException(ExitCode.Internal, $"{exception.GetType().Name}: {exception.Message}", "this is a defect: please report it with the command line", exception),
    };

    /// <summary>A fee, rent or transfer that the payer has not: the first code of the Token and System programs says so too.</summary>
    private static bool LacksFunds(TransactionFailedException failed) =>
        failed.Error.Kind is "AccountNotFound" or "InsufficientFundsForFee" or "InsufficientFundsForRent"
        || failed.Error.InstructionKind is "InsufficientFunds"
        || (failed.Code == InsufficientFunds && (failed.ProgramId == ProgramIds.Token || failed.ProgramId == ProgramIds.System));
}
